// Sprig's functions of dates and durations.
import {
  fn,
  GoNumber,
  GoObject,
  type Call,
  type FunctionMap,
  type GoFunction,
  type Value,
} from '../gotemplate/value.ts';
import { formatDuration, NANOSECONDS_PER_SECOND, parseDuration, roundDuration } from './duration.ts';
import { GoTime, Present, ZERO_TIME } from './go-time.ts';
import { parseInteger } from './number-text.ts';
import { formatTime } from './time-format.ts';
import { parseTime } from './time-parse.ts';
import { instantIn, momentIn, timeIn, timeValue } from './time-value.ts';
import { loadZone, UTC } from './time-zone.ts';
import { byName, weighed } from './weighed.ts';

const ANY = 'interface {}';

/**
 * `now`, `date`, `dateModify`, `toDate`, `duration` and so on.
 * @param now the instant that stands for the present, in milliseconds since 1970: nothing here reads a clock
 */
export function dateFunctions(now: number): FunctionMap {
  const present = new GoTime(BigInt(Math.floor(now / 1000)), (((now % 1000) + 1000) % 1000) * 1_000_000);
  return byName([...clockFunctions(present), ...formatting(present), ...changing(), ...durations(present)]);
}

function clockFunctions(present: GoTime): GoFunction[] {
  return [
    fn('now', [], (_, call) => timeValue(new Present(present, call.unstableMarker?.('clock') ?? nobody))),
    fn('ago', [ANY], ([date]) => formatDuration(secondsSince(present, dateOf(date) ?? present)), 'clock'),
    fn('unixEpoch', ['time.Time'], ([date]) => String(timeIn(date).seconds)),
  ];
}

const nobody = (): void => undefined;

const secondsSince = (present: GoTime, past: GoTime): bigint =>
  roundDuration(present.since(past), NANOSECONDS_PER_SECOND);

/** A time.Time, or an int or int64 of seconds since 1970; undefined for anything else, which stands for now. */
function dateOf(value: Value): GoTime | undefined {
  if (typeof value === 'bigint') return new GoTime(value);
  if (value instanceof GoObject) return instantIn(value);
  return value instanceof GoNumber && value.typeName === 'int64'
    ? new GoTime(BigInt(value.value))
    : undefined;
}

function formatting(present: GoTime): GoFunction[] {
  const inZone = (layout: string, date: Value, zone: string, call: Call): string => {
    const given = dateOf(date) ?? secondsOfInt32(date);
    if (!given) call.unstableMarker?.('clock')();
    const time = (given ?? present).in(loadZone(zone) ?? UTC);
    return formatTime(time, layout);
  };
  const dateInZone = (name: string): GoFunction =>
    weighed<[string, Value, string]>(name, ['string', ANY, 'string'], ([layout, date, zone], call) =>
      inZone(layout, date, zone, call),
    );
  return [
    weighed<[string, Value]>('date', ['string', ANY], ([layout, date], call) =>
      inZone(layout, date, 'Local', call),
    ),
    fn('htmlDate', [ANY], ([date], call) => inZone('2006-01-02', date, 'Local', call)),
    weighed<[Value, string]>('htmlDateInZone', [ANY, 'string'], ([date, zone], call) =>
      inZone('2006-01-02', date, zone, call),
    ),
    dateInZone('dateInZone'),
    dateInZone('date_in_zone'),
  ];
}

/** Formatting takes an int32 as well; `ago` does not. */
const secondsOfInt32 = (value: Value): GoTime | undefined =>
  value instanceof GoNumber && value.typeName === 'int32' ? new GoTime(BigInt(value.value)) : undefined;

/** Of an argument that is a time.Time. */
const momentOf = (date: GoObject): GoTime | Present => momentIn(date) as GoTime | Present;

function changing(): GoFunction[] {
  const modify = (name: string): GoFunction =>
    weighed<[string, GoObject]>(name, ['string', 'time.Time'], ([text, date]) => {
      const duration = attempt(() => parseDuration(text));
      return duration === undefined ? date : timeValue(momentOf(date).add(duration));
    });
  const mustModify = (name: string): GoFunction =>
    weighed<[string, GoObject]>(name, ['string', 'time.Time'], ([text, date]) =>
      timeValue(momentOf(date).add(parseDuration(text))),
    );
  const texts = ['string', 'string'];
  return [
    modify('dateModify'),
    modify('date_modify'),
    mustModify('mustDateModify'),
    mustModify('must_date_modify'),
    weighed<[string, string]>('toDate', texts, ([layout, text]) =>
      timeValue(attempt(() => parseTime(layout, text)) ?? ZERO_TIME),
    ),
    weighed<[string, string]>('mustToDate', texts, ([layout, text]) => timeValue(parseTime(layout, text))),
  ];
}

/** What Go's functions without `must` make of an error: they pass over it. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function durations(present: GoTime): GoFunction[] {
  return [
    weighed('duration', [ANY], ([seconds]) => formatDuration(durationOfSeconds(seconds))),
    weighed('durationRound', [ANY], ([duration], call) => {
      if (momentIn(duration)) call.unstableMarker?.('clock')();
      return roundToUnit(durationOf(duration, present));
    }),
  ];
}

/** Of a text or an int64; an int counts as 0, as in Sprig. */
function durationOfSeconds(value: Value): bigint {
  const seconds = typeof value === 'string' ? parseInteger(value, 10)?.value : int64Of(value);
  return BigInt.asIntN(64, (seconds ?? 0n) * NANOSECONDS_PER_SECOND);
}

const int64Of = (value: Value): bigint | undefined =>
  value instanceof GoNumber && value.typeName === 'int64' ? BigInt(value.value) : undefined;

function durationOf(value: Value, present: GoTime): bigint {
  if (typeof value === 'string') return attempt(() => parseDuration(value)) ?? 0n;
  const instant = instantIn(value);
  return instant ? present.since(instant) : (int64Of(value) ?? 0n);
}

const HOUR = 3600n * NANOSECONDS_PER_SECOND;

/** The units that a duration is rounded down to, the largest first. */
const ROUND_UNITS: readonly (readonly [string, bigint])[] = [
  ['y', 365n * 24n * HOUR],
  ['mo', 30n * 24n * HOUR],
  ['d', 24n * HOUR],
  ['h', HOUR],
  ['m', 60n * NANOSECONDS_PER_SECOND],
  ['s', NANOSECONDS_PER_SECOND],
];

/** In the largest unit that the duration is longer than, without its sign: `1h30m` is `1h`, and `1h` is `60m`. */
function roundToUnit(duration: bigint): string {
  const size = duration < 0n ? -duration : duration;
  const [name, unit] = ROUND_UNITS.find(([, length]) => size > length) ?? ['s', size + 1n];
  return `${size / unit}${name}`;
}

// time.Time as templates see it: an object with Go's methods.
import { fn, GoNumber, GoObject, int64, type GoFunction, type Value } from '../gotemplate/value.ts';
import { byteList } from './byte-list.ts';
import { durationValue } from './duration.ts';
import { GoTime, Present, ZERO_TIME } from './go-time.ts';
import { formatTime, RFC3339_NANO, STRING_LAYOUT } from './time-format.ts';
import { MONTHS, WEEKDAYS } from './time-layout.ts';
import { UTC, type Zone } from './time-zone.ts';
import { byName } from './weighed.ts';

/** A time.Time for templates, which is its `inner`. It prints as `2006-01-02 15:04:05 +0000 UTC`. */
export function timeValue(time: GoTime | Present): GoObject {
  const read = (): GoTime => (time instanceof Present ? time.read() : time);
  return new GoObject(
    'time.Time',
    time,
    () => formatTime(read(), STRING_LAYOUT),
    () => methodsOf(read()),
  );
}

const methodsOf = (time: GoTime): ReadonlyMap<string, GoFunction> =>
  byName([...fields(time), ...instants(time), ...calculations(time), ...texts(time)]);

/** What is in an argument that is a time.Time; undefined for others. */
export function momentIn(value: Value): GoTime | Present | undefined {
  const inner = value instanceof GoObject ? value.inner : undefined;
  return inner instanceof GoTime || inner instanceof Present ? inner : undefined;
}

/** The instant in a time.Time; undefined for others. */
export function instantIn(value: Value): GoTime | undefined {
  const moment = momentIn(value);
  return moment instanceof Present ? moment.read() : moment;
}

/** The instant in an argument that is a time.Time. */
export const timeIn = (value: Value): GoTime => instantIn(value) as GoTime;

const int = (name: string, value: number): GoFunction => fn(name, [], () => BigInt(value));

function fields({ civil, nanoseconds }: GoTime): GoFunction[] {
  return [
    int('Year', civil.year),
    fn('Month', [], () => named('time.Month', civil.month, MONTHS[civil.month - 1])),
    int('Day', civil.day),
    int('YearDay', civil.yearDay),
    fn('Weekday', [], () => named('time.Weekday', civil.weekday, WEEKDAYS[civil.weekday])),
    int('Hour', civil.hour),
    int('Minute', civil.minute),
    int('Second', civil.second),
    int('Nanosecond', nanoseconds),
  ];
}

function named(type: string, value: number, text = ''): GoNumber {
  const print = (): string => text;
  return new GoNumber(BigInt(value), 'int', type, print, byName([fn('String', [], print)]));
}

function instants(time: GoTime): GoFunction[] {
  const { sinceUnix } = time;
  const floor = (unit: bigint): bigint =>
    BigInt.asIntN(64, (sinceUnix - (((sinceUnix % unit) + unit) % unit)) / unit);
  return [
    fn('Unix', [], () => int64(time.seconds)),
    fn('UnixMilli', [], () => int64(floor(1_000_000n))),
    fn('UnixMicro', [], () => int64(floor(1000n))),
    fn('UnixNano', [], () => int64(sinceUnix)),
    fn('IsZero', [], () => time.compare(ZERO_TIME) === 0),
  ];
}

const TIME = ['time.Time'];
const DURATION = ['time.Duration'];

function calculations(time: GoTime): GoFunction[] {
  const duration = (value: Value): bigint => (value as GoNumber).value as bigint;
  return [
    fn('Add', DURATION, ([added]) => timeValue(time.add(duration(added)))),
    fn('AddDate', ['int', 'int', 'int'], ([years, months, days]) =>
      timeValue(time.addDate(Number(years), Number(months), Number(days))),
    ),
    fn('Sub', TIME, ([other]) => durationValue(time.since(timeIn(other)))),
    fn('Round', DURATION, ([unit]) => timeValue(time.round(duration(unit)))),
    fn('Truncate', DURATION, ([unit]) => timeValue(time.truncate(duration(unit)))),
    fn('Before', TIME, ([other]) => time.compare(timeIn(other)) < 0),
    fn('After', TIME, ([other]) => time.compare(timeIn(other)) > 0),
    fn('Equal', TIME, ([other]) => time.compare(timeIn(other)) === 0),
    fn('Compare', TIME, ([other]) => BigInt(time.compare(timeIn(other)))),
    fn('UTC', [], () => timeValue(time.in(UTC))),
    fn('Local', [], () => timeValue(time.in(UTC))),
    fn('In', ['*time.Location'], ([location]) => timeValue(time.in((location as GoObject).inner as Zone))),
    fn('Location', [], () => locationValue(time.zone)),
    // No zone that a template can get hold of has a summer time.
    fn('IsDST', [], () => false),
  ];
}

function locationValue(zone: Zone): GoObject {
  const print = (): string => zone.name;
  return new GoObject('*time.Location', zone, print, byName([fn('String', [], print)]), 'ptr');
}

function texts(time: GoTime): GoFunction[] {
  const strict = (method: string, quote: string): GoFunction =>
    fn(method, [], () => byteList(`${quote}${strictRfc3339(time, method)}${quote}`));
  return [
    fn('String', [], () => formatTime(time, STRING_LAYOUT)),
    fn('Format', ['string'], ([layout], call) => {
      call.charge((layout as string).length);
      return formatTime(time, layout as string);
    }),
    strict('MarshalJSON', '"'),
    strict('MarshalText', ''),
  ];
}

/** @throws Error for years of more than four digits, and offsets of a day and more, which RFC 3339 has not */
function strictRfc3339(time: GoTime, method: string): string {
  const { year } = time.civil;
  if (year < 0 || year > 9999) throw new Error(`Time.${method}: year outside of range [0,9999]`);
  if (Math.abs(time.offset) >= 24 * 3600) {
    throw new Error(`Time.${method}: timezone hour outside of range [0,23]`);
  }
  return formatTime(time, RFC3339_NANO);
}

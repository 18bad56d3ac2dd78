// Go's time.Duration: nanoseconds in an int64, written like `1h30m0.5s`.
import { fn, GoNumber, type GoFunction } from '../gotemplate/value.ts';
import { quoteTimeText } from './time-error.ts';
import { byName } from './weighed.ts';

export const NANOSECONDS_PER_SECOND = 1_000_000_000n;
const MINUTE = 60n * NANOSECONDS_PER_SECOND;
const HOUR = 60n * MINUTE;
const LIMIT = 2n ** 63n;

/** So many digits are beyond the limit, and more do not change that. */
const MANY_DIGITS = 20;

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1000n],
  ['\u00b5s', 1000n],
  ['\u03bcs', 1000n],
  ['ms', 1_000_000n],
  ['s', NANOSECONDS_PER_SECOND],
  ['m', MINUTE],
  ['h', HOUR],
]);

/** A number and the unit that follows it: digits before and after the point, and whatever is neither digit nor point. */
const TERM = /^(\d*)(\.?)(\d*)([^.\d]*)/;

/**
 * `time.ParseDuration`: `300ms`, `-1.5h`, `2h45m`.
 * @returns nanoseconds
 * @throws Error with Go's text
 */
export function parseDuration(text: string): bigint {
  const isNegative = text.startsWith('-');
  let rest = /^[+-]/.test(text) ? text.slice(1) : text;
  if (rest === '0') return 0n;
  const invalid = (): Error => new Error(`time: invalid duration ${quoteTimeText(text)}`);
  if (rest === '') throw invalid();
  let total = 0n;
  while (rest !== '') {
    const [term, whole = '', , fraction = '', unitName = ''] = TERM.exec(rest) ?? ['', '', '', '', ''];
    if (whole === '' && fraction === '') throw invalid();
    const count = BigInt(whole.replace(/^0+/, '').slice(0, MANY_DIGITS));
    if (count > LIMIT) throw invalid();
    if (unitName === '') throw new Error(`time: missing unit in duration ${quoteTimeText(text)}`);
    const unit = UNITS.get(unitName);
    if (unit === undefined) {
      throw new Error(`time: unknown unit ${quoteTimeText(unitName)} in duration ${quoteTimeText(text)}`);
    }
    total += count * unit + fractionOf(fraction, unit);
    if (total > LIMIT) throw invalid();
    rest = rest.slice(term.length);
  }
  if (total === LIMIT && !isNegative) throw invalid();
  return isNegative ? -total : total;
}

/** Nanoseconds of the digits after the point, in float64 arithmetic, as Go has it. */
function fractionOf(digits: string, unit: bigint): bigint {
  let value = 0n;
  let scale = 1;
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit);
    if (next > LIMIT || value > (LIMIT - 1n) / 10n) break;
    value = next;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(value) * (Number(unit) / scale)));
}

/** `Duration.String`: `72h3m0.5s`, `1.5µs`, `0s`. */
export function formatDuration(nanoseconds: bigint): string {
  const sign = nanoseconds < 0n ? '-' : '';
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (size === 0n) return '0s';
  if (size < 1000n) return `${sign}${size}ns`;
  if (size < 1_000_000n) return `${sign}${decimal(size, 3)}\u00b5s`;
  if (size < NANOSECONDS_PER_SECOND) return `${sign}${decimal(size, 6)}ms`;
  const seconds = `${decimal(size % MINUTE, 9)}s`;
  const minutes = size >= MINUTE ? `${(size / MINUTE) % 60n}m` : '';
  const hours = size >= HOUR ? `${size / HOUR}h` : '';
  return `${sign}${hours}${minutes}${seconds}`;
}

/** The number divided by 10^places, without zeros at its end. */
function decimal(value: bigint, places: number): string {
  const scale = 10n ** BigInt(places);
  const fraction = String(value % scale)
    .padStart(places, '0')
    .replace(/0+$/, '');
  return `${value / scale}${fraction && `.${fraction}`}`;
}

/**
 * `Duration.Round`: to the nearest multiple of `unit`, halves away from 0.
 * @param unit nanoseconds; where it is not above 0, nothing changes
 */
export function roundDuration(duration: bigint, unit: bigint): bigint {
  if (unit <= 0n) return duration;
  const rest = duration % unit;
  const size = rest < 0n ? -rest : rest;
  const down = duration - rest;
  if (2n * size < unit) return down;
  return clampToInt64(duration < 0n ? down - unit : down + unit);
}

/** The nearest int64: durations stop at the ends of their range. */
export function clampToInt64(value: bigint): bigint {
  if (value >= LIMIT) return LIMIT - 1n;
  return value < -LIMIT ? -LIMIT : value;
}

/** A time.Duration as templates see it, with its methods. */
export function durationValue(nanoseconds: bigint): GoNumber {
  return new GoNumber(
    nanoseconds,
    'int64',
    'time.Duration',
    () => formatDuration(nanoseconds),
    byName(durationMethods(nanoseconds)),
  );
}

function durationMethods(nanoseconds: bigint): GoFunction[] {
  const inInt64 = (name: string, unit: bigint): GoFunction =>
    fn(name, [], () => new GoNumber(nanoseconds / unit, 'int64'));
  const inFloat64 = (name: string, unit: bigint): GoFunction =>
    fn(name, [], () => Number(nanoseconds / unit) + Number(nanoseconds % unit) / Number(unit));
  return [
    fn('String', [], () => formatDuration(nanoseconds)),
    inInt64('Nanoseconds', 1n),
    inInt64('Microseconds', 1000n),
    inInt64('Milliseconds', 1_000_000n),
    inFloat64('Seconds', NANOSECONDS_PER_SECOND),
    inFloat64('Minutes', MINUTE),
    inFloat64('Hours', HOUR),
    fn('Abs', [], () => durationValue(clampToInt64(nanoseconds < 0n ? -nanoseconds : nanoseconds))),
    fn('Round', ['time.Duration'], ([unit]) =>
      durationValue(roundDuration(nanoseconds, (unit as GoNumber).value as bigint)),
    ),
    fn('Truncate', ['time.Duration'], ([unit]) => durationValue(truncate(nanoseconds, unit as GoNumber))),
  ];
}

function truncate(nanoseconds: bigint, { value }: GoNumber): bigint {
  const unit = value as bigint;
  return unit <= 0n ? nanoseconds : nanoseconds - (nanoseconds % unit);
}

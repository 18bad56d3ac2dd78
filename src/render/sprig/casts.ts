// How sprig makes numbers of whatever it is given: by the rules of spf13/cast, or by reflection in slim-sprig.
import { GoNumber, type Value } from '../gotemplate/value.ts';
import { parseFloat64, parseInteger } from './number-text.ts';

/** The two conversions that all arithmetic rests on. Whatever is no number counts as 0, as in sprig. */
export interface Casts {
  readonly toInt64: (value: Value) => bigint;
  readonly toFloat64: (value: Value) => number;
}

const MAX_INT64 = 2n ** 63n - 1n;

/** What amd64 makes of a float64 that no int64 can hold. */
const OUT_OF_RANGE = -(2n ** 63n);

/** Go's `int64(float)`: the fraction is dropped. */
export function truncateToInt64(float: number): bigint {
  if (!(Math.abs(float) < 2 ** 63)) return OUT_OF_RANGE;
  return BigInt(Math.trunc(float));
}

/** The types with names of their own that spf13/cast knows; to it, any other (time.Duration) is no number. */
const NAMED_INTEGERS: ReadonlySet<string> = new Set(['time.Month', 'time.Weekday']);

const isPlain = (number: GoNumber): boolean =>
  number.typeName === number.kind || NAMED_INTEGERS.has(number.typeName);

/** `12.00` is 12 to spf13/cast, and `12.50` no integer. */
const trimZeroDecimal = (text: string): string => text.replace(/\.0+$/, '');

/** `spf13/cast` v1.7.0, as in Sprig v3.3.0. */
export const CASTS: Casts = {
  toInt64: (value) => {
    if (typeof value === 'string') return inRange(parseInteger(trimZeroDecimal(value), 0));
    if (value instanceof GoNumber && !(isPlain(value) && value.kind !== 'uintptr')) return 0n;
    return scalarToInt64(value);
  },
  toFloat64: (value) => {
    if (value instanceof GoNumber && !(isPlain(value) && value.kind !== 'uintptr')) return 0;
    return scalarToFloat64(value);
  },
};

/** The conversions by reflection of slim-sprig. */
export const SLIM_CASTS: Casts = {
  toInt64: (value) => {
    if (typeof value === 'string') return inRange(parseInteger(value, 10));
    if (value instanceof GoNumber && typeof value.value === 'bigint' && value.value > MAX_INT64)
      return MAX_INT64;
    return scalarToInt64(value);
  },
  toFloat64: scalarToFloat64,
};

function inRange(parsed: ReturnType<typeof parseInteger>): bigint {
  return parsed?.isInRange ? parsed.value : 0n;
}

function scalarToInt64(value: Value): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return truncateToInt64(value);
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (!(value instanceof GoNumber)) return 0n;
  return typeof value.value === 'bigint' ? BigInt.asIntN(64, value.value) : truncateToInt64(value.value);
}

function scalarToFloat64(value: Value): number {
  if (typeof value === 'string') return parseFloat64(value) ?? 0;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  return value instanceof GoNumber ? Number(value.value) : 0;
}

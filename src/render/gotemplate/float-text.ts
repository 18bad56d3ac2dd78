// Floating-point numbers as text, as strconv.FormatFloat writes them.
import {
  exactDecimal,
  floatBits,
  roundDecimal,
  shortestDecimal,
  type Decimal,
  type FloatSize,
} from './float-bits.ts';

/** With exponent, without, whichever fits; the bits in decimal or hexadecimal. */
export type FloatFormat = 'e' | 'E' | 'f' | 'g' | 'G' | 'b' | 'x' | 'X';

const HEX_DIGITS = 15;
/** Numbers of seven digits and more before the point have an exponent, however many of them are zeros. */
const SHORTEST_THRESHOLD = 6;
const TOP_BIT = 1n << 60n;

/**
 * strconv.FormatFloat
 *
 * @param precision digits after the point (`g`: all digits); -1 for as few as tell the number from all others
 */
export function formatFloat(
  value: number,
  format: FloatFormat = 'g',
  precision = -1,
  size: FloatSize = 64,
): string {
  if (Number.isNaN(value)) return 'NaN';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign || '+'}Inf`;
  return sign + unsigned(Math.abs(value), format, precision, size);
}

function unsigned(value: number, format: FloatFormat, precision: number, size: FloatSize): string {
  switch (format) {
    case 'b':
      return binary(value, size);
    case 'x':
      return hexadecimal(value, precision, size);
    case 'X':
      return hexadecimal(value, precision, size).toUpperCase();
    case 'f':
      return fixed(value, precision, size);
    case 'e':
    case 'E':
      return scientific(value, format, precision, size);
    case 'g':
    case 'G':
      return general(value, format, precision, size);
  }
}

function fixed(value: number, precision: number, size: FloatSize): string {
  if (precision < 0) {
    const number = shortestDecimal(value, size);
    return fixedText(number, Math.max(number.digits.length - number.point, 0));
  }
  const exact = exactDecimal(value);
  return fixedText(roundDecimal(exact, exact.point + precision), precision);
}

function scientific(value: number, letter: string, precision: number, size: FloatSize): string {
  if (precision >= 0)
    return scientificText(roundDecimal(exactDecimal(value), precision + 1), precision, letter);
  const number = shortestDecimal(value, size);
  return scientificText(number, number.digits.length - 1, letter);
}

/** With an exponent below -4, and from the precision on: trailing zeros do not count, and the shortest form has its own. */
function general(value: number, format: 'g' | 'G', precision: number, size: FloatSize): string {
  const isShortest = precision < 0;
  const number = isShortest
    ? shortestDecimal(value, size)
    : roundDecimal(exactDecimal(value), Math.max(precision, 1));
  const { point } = number;
  const count = number.digits.length;
  const digits = isShortest ? count : Math.max(precision, 1);
  const threshold = isShortest ? SHORTEST_THRESHOLD : digits > count && count >= point ? count : digits;
  if (point - 1 < -4 || point - 1 >= threshold) {
    return scientificText(number, Math.min(digits, count) - 1, format === 'g' ? 'e' : 'E');
  }
  return fixedText(number, Math.max((digits > point ? count : digits) - point, 0));
}

function fixedText({ digits, point }: Decimal, precision: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  if (precision === 0) return whole;
  const fraction = point > 0 ? digits.slice(point) : '0'.repeat(Math.min(-point, precision)) + digits;
  return `${whole}.${fraction.slice(0, precision).padEnd(precision, '0')}`;
}

function scientificText({ digits, point }: Decimal, precision: number, letter: string): string {
  const exponent = digits === '' ? 0 : point - 1;
  const fraction = precision > 0 ? `.${digits.slice(1, precision + 1).padEnd(precision, '0')}` : '';
  return `${digits.charAt(0) || '0'}${fraction}${letter}${exponentText(exponent)}`;
}

function exponentText(exponent: number): string {
  return (exponent < 0 ? '-' : '+') + String(Math.abs(exponent)).padStart(2, '0');
}

function binary(value: number, size: FloatSize): string {
  const { mantissa, exponent } = floatBits(value, size);
  return `${mantissa}p${exponent < 0 ? '' : '+'}${exponent}`;
}

function hexadecimal(value: number, precision: number, size: FloatSize): string {
  if (value === 0) return `0x0${precision > 0 ? `.${'0'.repeat(precision)}` : ''}p+00`;
  const bits = floatBits(value, size);
  const length = bits.mantissa.toString(2).length;
  let exponent = bits.exponent + length - 1;
  let mantissa = bits.mantissa << BigInt(61 - length);
  if (precision >= 0 && precision < HEX_DIGITS) mantissa = roundHex(mantissa, precision);
  if (mantissa >= 2n * TOP_BIT) {
    mantissa >>= 1n;
    exponent++;
  }
  const all = (mantissa - TOP_BIT).toString(16).padStart(HEX_DIGITS, '0');
  const fraction = precision < 0 ? all.replace(/0+$/, '') : all.slice(0, precision).padEnd(precision, '0');
  return `0x1${fraction && `.${fraction}`}p${exponentText(exponent)}`;
}

/** Rounds to so many hexadecimal digits behind the point, half to even. */
function roundHex(mantissa: bigint, precision: number): bigint {
  const shift = BigInt(4 * (HEX_DIGITS - precision));
  const kept = mantissa >> shift;
  const rest = mantissa - (kept << shift);
  const half = 1n << (shift - 1n);
  const isUp = rest > half || (rest === half && kept % 2n === 1n);
  return (kept + (isUp ? 1n : 0n)) << shift;
}

// Floating-point numbers taken apart: bits, exact decimal digits and shortest ones.

/** float32 or float64. */
export type FloatSize = 32 | 64;

/** A positive, finite number as `mantissa × 2^exponent`. */
export interface FloatBits {
  readonly mantissa: bigint;
  readonly exponent: number;
}

/** A positive number as `0.DIGITS × 10^point`; no zeros at either end of the digits, and none of them is zero itself. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

const MANTISSA_BITS: Readonly<Record<FloatSize, number>> = { 32: 23, 64: 52 };
const BIASES: Readonly<Record<FloatSize, number>> = { 32: 127, 64: 1023 };

/** Bits of a number, its mantissa with as many bits as the type has, as for `%b` and `%x`. */
export function floatBits(value: number, size: FloatSize): FloatBits {
  const view = new DataView(new ArrayBuffer(8));
  if (size === 32) view.setFloat32(0, value);
  else view.setFloat64(0, value);
  const bits = size === 32 ? BigInt(view.getUint32(0)) : view.getBigUint64(0);
  const width = MANTISSA_BITS[size];
  const fraction = BigInt.asUintN(width, bits);
  const stored = Number(BigInt.asUintN(size - 1 - width, bits >> BigInt(width)));
  const mantissa = stored === 0 ? fraction : fraction | (1n << BigInt(width));
  return { mantissa, exponent: Math.max(stored, 1) - BIASES[size] - width };
}

/** All digits of a number. */
export function exactDecimal(value: number): Decimal {
  const { mantissa, exponent } = floatBits(value, 64);
  if (exponent >= 0) return decimal((mantissa << BigInt(exponent)).toString(), 0);
  return decimal((mantissa * 5n ** BigInt(-exponent)).toString(), exponent);
}

function decimal(digits: string, exponent: number): Decimal {
  if (digits === '0') return { digits: '', point: 0 };
  return { digits: digits.replace(/0+$/, ''), point: digits.length + exponent };
}

/**
 * The fewest digits that no other number of the type is nearer to.
 *
 * Two float32 differ from Go in the last digit, 2^-12 and 2^-96: below a power of two numbers are closer than above.
 */
export function shortestDecimal(value: number, size: FloatSize): Decimal {
  if (size === 64 || value === 0) return fromExponential(value.toExponential());
  const exact = exactDecimal(value);
  for (let count = 1; ; count++) {
    const rounded = roundDecimal(exact, count);
    if (Math.fround(Number(`.${rounded.digits}e${rounded.point}`)) === value) return rounded;
  }
}

function fromExponential(text: string): Decimal {
  const [number = '', exponent] = text.split('e');
  const digits = number.replace('.', '');
  return decimal(digits, Number(exponent) + 1 - digits.length);
}

/** The number with at most so many digits: to the nearest, half to even. */
export function roundDecimal({ digits, point }: Decimal, count: number): Decimal {
  if (count >= digits.length) return { digits, point };
  if (count < 0 || !roundsUp(digits, count)) return decimalOf(digits.slice(0, Math.max(count, 0)), point);
  const rounded = (BigInt(digits.slice(0, count) || '0') + 1n).toString().padStart(count, '0');
  return decimalOf(rounded, point + rounded.length - count);
}

function decimalOf(digits: string, point: number): Decimal {
  const kept = digits.replace(/0+$/, '');
  return { digits: kept, point: kept === '' ? 0 : point };
}

function roundsUp(digits: string, count: number): boolean {
  if (digits.charAt(count) !== '5' || digits.length > count + 1) return digits.charAt(count) >= '5';
  return count > 0 && Number(digits.charAt(count - 1)) % 2 === 1;
}

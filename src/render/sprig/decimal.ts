// Decimal numbers of any length, as sprig's arithmetic of floats uses them (shopspring/decimal v1.4.0).

/** Digits after the point that a division keeps. */
const DIVISION_PRECISION = 16;

/** A decimal number: `coefficient * 10^exponent`. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

/**
 * The shortest decimal that reads as the float.
 * @throws Error for NaN and the infinities, of which there is no decimal
 */
export function decimalOf(float: number): Decimal {
  if (!Number.isFinite(float)) {
    throw new Error(
      `Cannot create a Decimal from ${Number.isNaN(float) ? 'NaN' : float < 0 ? '-Inf' : '+Inf'}`,
    );
  }
  const [mantissa = '', exponent = '0'] = float.toExponential().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { coefficient: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** The float nearest to the decimal. */
export function decimalToFloat({ coefficient, exponent }: Decimal): number {
  return Number(`${coefficient}e${exponent}`);
}

const scaled = ({ coefficient, exponent }: Decimal, to: number): bigint =>
  coefficient * 10n ** BigInt(exponent - to);

/** a + b, exactly. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  return { coefficient: scaled(a, exponent) + scaled(b, exponent), exponent };
}

/** a - b, exactly. */
export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, { ...b, coefficient: -b.coefficient });
}

/** a * b, exactly. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent };
}

/**
 * a / b to 16 digits after the point, halves rounded away from 0.
 * @throws Error where b is 0
 */
export function divideDecimals(a: Decimal, b: Decimal): Decimal {
  if (b.coefficient === 0n) throw new Error('decimal division by 0');
  const shift = a.exponent - b.exponent + DIVISION_PRECISION;
  const dividend = a.coefficient * 10n ** BigInt(Math.max(shift, 0));
  const divisor = b.coefficient * 10n ** BigInt(Math.max(-shift, 0));
  return { coefficient: divideRounded(dividend, divisor), exponent: -DIVISION_PRECISION };
}

const magnitude = (integer: bigint): bigint => (integer < 0n ? -integer : integer);

function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const quotient = (2n * magnitude(dividend) + magnitude(divisor)) / (2n * magnitude(divisor));
  return dividend < 0n === divisor < 0n ? quotient : -quotient;
}

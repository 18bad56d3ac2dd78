// Whether one decimal number is a multiple of another, exactly.

/** A decimal number: digits times a power of ten. */
function decimalOf(value: number): readonly [digits: bigint, power: number] {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}

/** Whether `value` is `factor` times a whole number; both are taken for the decimals that they are written as. */
export function isMultiple(value: number, factor: number): boolean {
  const [digits, power] = decimalOf(value);
  const [factorDigits, factorPower] = decimalOf(factor);
  const shift = BigInt(Math.abs(power - factorPower));
  if (power >= factorPower) return (digits * 10n ** shift) % factorDigits === 0n;
  return digits % (factorDigits * 10n ** shift) === 0n;
}

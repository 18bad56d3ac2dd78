// Floats as Go prints them by default: strconv.FormatFloat(value, 'g', -1, bits).

/** The shortest digits that read back as the same float of so many bits; infinities and NaN as Go spells them. */
export function formatShortest(value: number, bits: 32 | 64): string {
  const rounded = bits === 32 ? Math.fround(value) : value;
  if (Number.isNaN(rounded)) return 'NaN';
  if (!Number.isFinite(rounded)) return rounded > 0 ? '+Inf' : '-Inf';
  if (rounded === 0) return Object.is(rounded, -0) ? '-0' : '0';
  const digits = bits === 32 ? shortestSingle(rounded) : rounded.toExponential();
  const [mantissa = '', exponent = ''] = digits.split('e');
  const power = Number(exponent);
  // With so few digits, JavaScript uses no exponent either.
  if (power >= -4 && power < 6) return String(Number(digits));
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function shortestSingle(value: number): string {
  for (let digits = 0; ; digits += 1) {
    const text = value.toExponential(digits);
    if (Math.fround(Number(text)) === value) return text;
  }
}

// Numbers written as text, read as Go's strconv reads them.

const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);

/** More digits than any int64 has in base 2: what follows cannot bring the number back into range. */
const MANY_DIGITS = 64;

const DIGITS: Readonly<Record<number, RegExp>> = {
  2: /^[01]+$/,
  8: /^[0-7]+$/,
  10: /^[0-9]+$/,
  16: /^[0-9a-f]+$/i,
};

const BIGINT_PREFIX: Readonly<Record<number, string>> = { 2: '0b', 8: '0o', 10: '', 16: '0x' };

/** Base and digits of a number whose prefix tells its base; digits without the underscores that may separate them. */
function splitPrefix(text: string): { base: number; digits: string } | undefined {
  if (text.includes('_') && !areUnderscoresOk(text)) return undefined;
  const plain = text.replaceAll('_', '');
  const prefix = plain.slice(0, 2).toLowerCase();
  if (plain.length > 2 && prefix === '0x') return { base: 16, digits: plain.slice(2) };
  if (plain.length > 2 && prefix === '0b') return { base: 2, digits: plain.slice(2) };
  if (plain.length > 2 && prefix === '0o') return { base: 8, digits: plain.slice(2) };
  if (plain.length > 1 && plain.startsWith('0')) return { base: 8, digits: plain.slice(1) };
  return { base: 10, digits: plain };
}

/** Whether each underscore stands between digits, or between the prefix of the base and a digit. */
function areUnderscoresOk(text: string): boolean {
  const [, prefix = '', rest = ''] = /^(0[box])?(.*)$/is.exec(text) ?? [];
  const digit = /^0x/i.test(prefix) ? '0-9a-f' : '0-9';
  const alone = new RegExp(
    prefix ? `[^${digit}_]_|_(?![${digit}])` : `(?:^|[^${digit}])_|_(?![${digit}])`,
    'i',
  );
  return !alone.test(rest);
}

/**
 * `strconv.ParseInt(text, base, 64)`; base 0 goes by the prefix (`0x`, `0b`, `0o`, `0`) and permits underscores.
 * @returns the number; `isInRange` is false where Go returns ErrRange, and the nearest int64 with it; undefined where the
 *   text is no number
 */
export function parseInteger(
  text: string,
  base: 0 | 8 | 10,
): { readonly value: bigint; readonly isInRange: boolean } | undefined {
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  const unsigned = text.slice(sign.length);
  const split = base === 0 ? splitPrefix(unsigned) : { base, digits: unsigned };
  if (!split || !DIGITS[split.base]?.test(split.digits)) return undefined;
  const digits = split.digits.replace(/^0+(?=.)/, '');
  const magnitude = digits.length > MANY_DIGITS ? 2n ** 64n : BigInt(`${BIGINT_PREFIX[split.base]}${digits}`);
  const value = sign === '-' ? -magnitude : magnitude;
  if (value > MAX_INT64) return { value: MAX_INT64, isInRange: false };
  if (value < MIN_INT64) return { value: MIN_INT64, isInRange: false };
  return { value, isInRange: true };
}

const DECIMAL_FLOAT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const HEX_FLOAT = /^([+-]?)0x([0-9a-f]*)\.?([0-9a-f]*)p([+-]?\d+)$/i;
const SPECIAL_FLOAT = /^([+-]?)(inf|infinity|nan)$/i;

/**
 * `strconv.ParseFloat(text, 64)`.
 * @returns the number nearest to it; undefined where Go returns an error, that is also for a number beyond float64
 */
export function parseFloat64(text: string): number | undefined {
  const special = SPECIAL_FLOAT.exec(text);
  if (special) return specialFloat(special[1] === '-', (special[2] ?? '').toLowerCase(), special[1] !== '');
  if (text.includes('_') && !areUnderscoresOk(text.replace(/^[+-]/, ''))) return undefined;
  const plain = text.replaceAll('_', '');
  const value = DECIMAL_FLOAT.test(plain) ? Number(plain) : hexFloat(plain);
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}

function specialFloat(isNegative: boolean, name: string, isSigned: boolean): number | undefined {
  if (name === 'nan') return isSigned ? undefined : NaN;
  return isNegative ? -Infinity : Infinity;
}

function hexFloat(text: string): number | undefined {
  const match = HEX_FLOAT.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const mantissa = Number(BigInt(`0x${whole}${fraction}`));
  const value = scaleByTwo(mantissa, clampExponent(Number(exponent)) - 4 * fraction.length);
  return sign === '-' ? -value : value;
}

/** Exponents beyond any float64, and finite. */
const clampExponent = (exponent: number): number => Math.max(-10_000, Math.min(10_000, exponent));

/** `mantissa * 2^exponent` without an intermediate result that is out of range. */
function scaleByTwo(mantissa: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return mantissa * 2 ** half * 2 ** (exponent - half);
}

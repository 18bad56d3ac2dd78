// Numbers written as text, read as Go's strconv reads them.

const MAX_INT64 = 2n ** 63n - 1n;
const MIN_INT64 = -(2n ** 63n);
const MAX_UINT64 = 2n ** 64n - 1n;

/** More digits than any uint64 has in base 2: what follows cannot bring the number back into range. */
const MANY_DIGITS = 64;

type Base = 2 | 8 | 10 | 16;

const DIGITS: Readonly<Record<Base, RegExp>> = {
  2: /^[01]*/,
  8: /^[0-7]*/,
  10: /^[0-9]*/,
  16: /^[0-9a-f]*/i,
};
const DIGITS_AND_UNDERSCORES: typeof DIGITS = {
  2: /^[01_]*/,
  8: /^[0-7_]*/,
  10: /^[0-9_]*/,
  16: /^[0-9a-f_]*/i,
};

const PREFIXES: ReadonlyMap<string, Base> = new Map([
  ['0b', 2],
  ['0o', 8],
  ['0x', 16],
]);

/** What BigInt has in front of digits. */
const BIGINT_PREFIXES: Readonly<Record<Base, string>> = { 2: '0b', 8: '0o', 10: '', 16: '0x' };

/** The base that a number begins with, and what follows. */
function splitPrefix(text: string): { base: Base; rest: string } {
  const base = PREFIXES.get(text.slice(0, 2).toLowerCase());
  if (base !== undefined && text.length > 2) return { base, rest: text.slice(2) };
  return text.startsWith('0') ? { base: 8, rest: text.slice(1) } : { base: 10, rest: text };
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

/** The number of the digits; beyond uint64, some number beyond it. */
function magnitudeOf(digits: string, base: Base): bigint {
  const significant = digits.replaceAll('_', '').replace(/^0+(?=.)/, '') || '0';
  return significant.length > MANY_DIGITS
    ? MAX_UINT64 + 1n
    : BigInt(`${BIGINT_PREFIXES[base]}${significant}`);
}

/**
 * `strconv.ParseInt(text, base, 64)`; base 0 goes by the prefix (`0x`, `0b`, `0o`, `0`) and permits underscores.
 * @returns the number; `isInRange` is false where Go returns ErrRange, and the nearest int64 with it; undefined where the
 *   text is no number. Digits that no uint64 can hold are out of range whatever follows them, as in Go.
 */
export function parseInteger(
  text: string,
  base: 0 | 8 | 10,
): { readonly value: bigint; readonly isInRange: boolean } | undefined {
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  const unsigned = text.slice(sign.length);
  if (unsigned === '') return undefined;
  const number = base === 0 ? splitPrefix(unsigned) : { base, rest: unsigned };
  const [digits] = (base === 0 ? DIGITS_AND_UNDERSCORES : DIGITS)[number.base].exec(number.rest) ?? [''];
  const magnitude = magnitudeOf(digits, number.base);
  const isWhole =
    digits.length === number.rest.length && (!digits.includes('_') || areUnderscoresOk(unsigned));
  if (magnitude <= MAX_UINT64 && !isWhole) return undefined;
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

// Numbers under the verbs of fmt: integers, characters and floats with their flags.
import { pad, type Flags } from './fmt-flags.ts';
import type { FloatSize } from './float-bits.ts';
import { formatFloat, type FloatFormat } from './float-text.ts';
import { quoteRune, validRune } from './quote.ts';
import { isPrint } from './printable.ts';

const BASES: ReadonlyMap<string, number> = new Map([
  ['v', 10],
  ['d', 10],
  ['b', 2],
  ['o', 8],
  ['O', 8],
  ['x', 16],
  ['X', 16],
]);
const FLOAT_FORMATS: ReadonlyMap<string, FloatFormat> = new Map<string, FloatFormat>([
  ['v', 'g'],
  ['g', 'g'],
  ['G', 'G'],
  ['b', 'b'],
  ['x', 'x'],
  ['X', 'X'],
  ['e', 'e'],
  ['E', 'E'],
  ['f', 'f'],
  ['F', 'f'],
]);
/** What `%e` and `%f` have behind the point when nothing is said; all others are as short as can be. */
const DEFAULT_PRECISION = 6;
/** Digits that `#` keeps when nothing is said of the precision. */
const SHARP_DIGITS = 6;
const MAX_RUNE = 0x10ffffn;

/** An integer under a verb; undefined where integers have no such verb. */
export function integerText(
  value: bigint,
  isSigned: boolean,
  verb: string,
  flags: Flags,
): string | undefined {
  const base = BASES.get(verb);
  if (base !== undefined) {
    if (verb === 'v' && flags.sharpV && !isSigned) return inBase(value, 16, verb, { ...flags, sharp: true });
    return inBase(value, base, verb, flags);
  }
  const code = BigInt.asUintN(64, value);
  if (verb === 'U') return unicodeText(code, flags);
  const rune = code > MAX_RUNE ? -1 : Number(code);
  if (verb === 'c') return pad(String.fromCodePoint(validRune(rune)), flags);
  return verb === 'q' ? pad(quoteRune(rune, flags.plus), flags) : undefined;
}

function inBase(value: bigint, base: number, verb: string, flags: Flags): string {
  const isNegative = value < 0n;
  const sign = isNegative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  const { precision } = flags;
  if (precision === 0 && value === 0n) return ' '.repeat(flags.width ?? 0);
  let length = precision ?? 0;
  if (precision === undefined && flags.zero && !flags.minus) length = (flags.width ?? 0) - sign.length;
  let digits = (isNegative ? -value : value).toString(base).padStart(length, '0');
  if (flags.sharp) digits = withPrefix(digits, base);
  if (verb === 'O') digits = `0o${digits}`;
  return pad(sign + (verb === 'X' ? digits.toUpperCase() : digits), flags, false);
}

function withPrefix(digits: string, base: number): string {
  if (base === 2) return `0b${digits}`;
  if (base === 16) return `0x${digits}`;
  return base === 8 && !digits.startsWith('0') ? `0${digits}` : digits;
}

/** `U+0078`, and with `#` the character behind it. */
function unicodeText(code: bigint, flags: Flags): string {
  const digits = code
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(flags.precision ?? 0, 4), '0');
  const isShown = flags.sharp && code <= MAX_RUNE && isPrint(Number(code));
  const shown = isShown ? ` '${String.fromCodePoint(Number(code))}'` : '';
  return pad(`U+${digits}${shown}`, flags, false);
}

/** A float under a verb; undefined where floats have no such verb. */
export function floatText(value: number, size: FloatSize, verb: string, flags: Flags): string | undefined {
  const format = FLOAT_FORMATS.get(verb);
  if (!format) return undefined;
  const precision = flags.precision ?? ('eEf'.includes(format) ? DEFAULT_PRECISION : -1);
  const text = formatFloat(value, format, precision, size);
  const sign = text.startsWith('-') ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  const unsigned = text.replace(/^[+-]/, '');
  if (/^[IN]/.test(unsigned)) return pad((sign || (unsigned === 'Inf' ? '+' : '')) + unsigned, flags, false);
  const digits = flags.sharp && format !== 'b' ? withPoint(unsigned, format, precision) : unsigned;
  const missing = (flags.width ?? 0) - sign.length - digits.length;
  // Zeros stand behind the sign.
  if (sign && flags.zero && !flags.minus && missing > 0) return sign + '0'.repeat(missing) + digits;
  return pad(sign + digits, flags);
}

/** What `#` does: there is a decimal point, and `%g` and `%x` keep trailing zeros. */
function withPoint(text: string, format: FloatFormat, precision: number): string {
  const isHex = format === 'x' || format === 'X';
  const [number = '', tail = ''] = text.split(isHex ? /(?=p)/i : /(?=e)/i);
  let wanted = 'gGx'.includes(format) ? (precision < 0 ? SHARP_DIGITS : precision) : 0;
  wanted -= /[^0.].*/.exec(number)?.[0].replace('.', '').length ?? 0;
  // Zero alone counts as a digit.
  if (number === '0') wanted--;
  const pointed = number.includes('.') ? number : `${number}.`;
  return pointed + '0'.repeat(Math.max(wanted, 0)) + tail;
}

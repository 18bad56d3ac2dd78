// Runes as Go's package unicode sees them: classes, and changes of case that keep one rune one rune.

const REPLACEMENT = '\uFFFD';
const ASCII = /^\p{ASCII}*$/u;

const isRawByte = (rune: string): boolean => rune >= '\uDC80' && rune <= '\uDCFF';

/** The rune as Go decodes it: U+FFFD for any byte that is no UTF-8. */
export const decodedRune = (rune: string): string => (isRawByte(rune) ? REPLACEMENT : rune);

/** What Go decodes as U+FFFD: itself, and any byte that is no UTF-8. */
export const isRuneError = (rune: string): boolean => decodedRune(rune) === REPLACEMENT;

const matcher =
  (pattern: RegExp) =>
  (rune: string): boolean =>
    pattern.test(rune);

export const isSpace = matcher(/^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/);
export const isUpper = matcher(/^\p{Lu}$/u);
export const isLower = matcher(/^\p{Ll}$/u);
/** Title case: digraphs with one capital, U+01C5. */
export const isTitle = matcher(/^\p{Lt}$/u);
export const isLetter = matcher(/^\p{L}$/u);
export const isDigit = matcher(/^\p{Nd}$/u);
export const isNumber = matcher(/^\p{N}$/u);
export const isPunct = matcher(/^\p{P}$/u);

/** Greek letters with iota: JavaScript takes the iota apart, Go has a capital with the iota below. */
function greekCapital(code: number): number | undefined {
  if (code >= 0x1f80 && code <= 0x1faf) return code | 8;
  return code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3 ? code + 9 : undefined;
}

/** `unicode.ToUpper`: always one rune, `ß` stays. */
export function toUpperRune(rune: string): string {
  const upper = rune.toUpperCase();
  if (isOneRune(upper)) return upper;
  const capital = greekCapital(rune.codePointAt(0) ?? 0);
  return capital === undefined ? rune : String.fromCodePoint(capital);
}

/** `unicode.ToLower`: always one rune, also for the dotted capital I. */
export function toLowerRune(rune: string): string {
  const lower = rune.toLowerCase();
  return isOneRune(lower) ? lower : 'i';
}

/** `unicode.ToTitle`: as `toUpperRune` but for digraphs, which have a form with one capital, and for Georgian. */
export function toTitleRune(rune: string): string {
  const code = rune.codePointAt(0) ?? 0;
  if (code >= 0x1c4 && code <= 0x1cc) return String.fromCodePoint(0x1c5 + Math.floor((code - 0x1c4) / 3) * 3);
  if (code >= 0x1f1 && code <= 0x1f3) return '\u01f2';
  if (code >= 0x10d0 && code <= 0x10ff) return rune;
  return toUpperRune(rune);
}

function isOneRune(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}

/** `strings.Map`: each rune mapped; a byte that is no UTF-8 becomes U+FFFD. */
export function mapRunes(text: string, map: (rune: string) => string): string {
  let mapped = '';
  for (const rune of text) mapped += map(decodedRune(rune));
  return mapped;
}

/** `strings.ToUpper`. */
export const toUpper = (text: string): string =>
  ASCII.test(text) ? text.toUpperCase() : mapRunes(text, toUpperRune);

/** `strings.ToLower`. */
export const toLower = (text: string): string =>
  ASCII.test(text) ? text.toLowerCase() : mapRunes(text, toLowerRune);

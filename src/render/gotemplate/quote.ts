// Texts and characters in quotes, as strconv.Quote and its kin write them.
import { isPrint } from './printable.ts';

const PLAIN = /^[ !#-[\]-~]*$/;
/** Control characters but the tab, what ends the quote, invisible marks, and bytes that are no UTF-8. */
const NOT_IN_BACKQUOTES = /[^\t -\u{10ffff}]|[`\x7f\ufeff]|[\uDC80-\uDCFF]/u;
const REPLACEMENT = 0xfffd;
const MAX_RUNE = 0x10ffff;

const NAMED_ESCAPES: ReadonlyMap<number, string> = new Map([
  [7, '\\a'],
  [8, '\\b'],
  [9, '\\t'],
  [10, '\\n'],
  [11, '\\v'],
  [12, '\\f'],
  [13, '\\r'],
]);

/** strconv.Quote */
export function quote(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : quoteWith(text, '"', false);
}

/** strconv.QuoteToASCII */
export function quoteToAscii(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : quoteWith(text, '"', true);
}

/** strconv.QuoteRune, or strconv.QuoteRuneToASCII. */
export function quoteRune(code: number, toAscii: boolean): string {
  return `'${escapeRune(validRune(code), "'", toAscii)}'`;
}

/** strconv.CanBackquote: whether the text can stand between backquotes as it is. */
export function canBackquote(text: string): boolean {
  return !NOT_IN_BACKQUOTES.test(text);
}

/** The code point, or U+FFFD for what is none: surrogates, negative and too large numbers. */
export function validRune(code: number): number {
  const isValid = code >= 0 && code <= MAX_RUNE && (code < 0xd800 || code > 0xdfff);
  return isValid ? code : REPLACEMENT;
}

function quoteWith(text: string, mark: string, toAscii: boolean): string {
  const parts = [mark];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xdc80 && code <= 0xdcff) parts.push(`\\x${hex(code - 0xdc00, 2)}`);
    else parts.push(escapeRune(validRune(code), mark, toAscii));
  }
  parts.push(mark);
  return parts.join('');
}

function escapeRune(code: number, mark: string, toAscii: boolean): string {
  const character = String.fromCodePoint(code);
  if (character === mark || character === '\\') return `\\${character}`;
  if ((!toAscii || code < 0x80) && isPrint(code)) return character;
  const named = NAMED_ESCAPES.get(code);
  if (named !== undefined) return named;
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(value: number, length: number): string {
  return value.toString(16).padStart(length, '0');
}

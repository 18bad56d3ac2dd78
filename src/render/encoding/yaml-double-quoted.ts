// Text in double quotes, as go-yaml writes it.
import { isBreak } from './yaml-char.ts';
import { isPrintable } from './yaml-scalar-style.ts';

const NAMED: ReadonlyMap<number, string> = new Map([
  [0x00, '\\0'],
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0b, '\\v'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [0x1b, '\\e'],
  [0x22, '\\"'],
  [0x5c, '\\\\'],
  [0x85, '\\N'],
  [0xa0, '\\_'],
  [0x2028, '\\L'],
  [0x2029, '\\P'],
]);
const BYTE_ORDER_MARK = '\ufeff';

/** The characters of a text between double quotes: each as it is, or as its escape. */
export function* doubleQuotedParts(text: string): Iterable<string> {
  // libyaml means to escape the mark, but looks for it at the start of the text, whatever character it is at.
  const escapesAll = text.startsWith(BYTE_ORDER_MARK);
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    yield escapesAll || needsEscape(code) ? escapeOf(code) : character;
  }
}

const needsEscape = (code: number): boolean =>
  code === 0x22 || code === 0x5c || !isPrintable(code) || isBreak(code);

function escapeOf(code: number): string {
  const named = NAMED.get(code);
  if (named !== undefined) return named;
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

const hex = (code: number, digits: number): string => code.toString(16).toUpperCase().padStart(digits, '0');

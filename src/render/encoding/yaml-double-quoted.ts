// Text in double quotes, as go-yaml writes it.

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

/** What is not printable, breaks lines, or ends the text. */
const ESCAPED = /["\\]|[^ -~\xa0-\ud7ff\ue000-\ufffd]|[\ufeff\u2028\u2029]/gu;
const ANYTHING = /[^]/gu;

/** A text as it stands between double quotes: what has to be escaped is; spaces are themselves. */
export function escapeYaml(text: string): string {
  // libyaml means to escape the mark, but looks for it at the start of the text, whatever character it is at.
  const escaped = text.startsWith(BYTE_ORDER_MARK) ? ANYTHING : ESCAPED;
  return text.replace(escaped, (character) => escapeOf(character.codePointAt(0) ?? 0));
}

function escapeOf(code: number): string {
  const named = NAMED.get(code);
  if (named !== undefined) return named;
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

const hex = (code: number, digits: number): string => code.toString(16).toUpperCase().padStart(digits, '0');

// Texts made safe for HTML, JavaScript and queries, as text/template's html, js and urlquery make them.
import { isPrint } from './printable.ts';
import { toBytes } from './text.ts';

const HTML_SPECIAL = /[\0"'&<>]/g;
const HTML_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\0', '\ufffd'],
  ['"', '&#34;'],
  ["'", '&#39;'],
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/** template.HTMLEscapeString */
export function escapeHtml(text: string): string {
  return text.replace(HTML_SPECIAL, (character) => HTML_ESCAPES.get(character) ?? character);
}

const JS_SPECIAL = /[^ -~\x7f]|[\\'"<>&=]/gu;
const JS_BACKSLASHED = '\\\'"';

/** template.JSEscapeString */
export function escapeJs(text: string): string {
  return text.replace(JS_SPECIAL, (character) => {
    if (JS_BACKSLASHED.includes(character)) return `\\${character}`;
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x80 && (isRawByte(code) || isPrint(code))) return character;
    return `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

/** Bytes that are no UTF-8 are left as they are. */
const isRawByte = (code: number): boolean => code >= 0xdc80 && code <= 0xdcff;

const QUERY_SAFE = /^[A-Za-z0-9_.~-]*$/;

/** url.QueryEscape: all but letters, digits and `-_.~` as `%XX`, spaces as `+`. */
export function escapeQuery(text: string): string {
  if (QUERY_SAFE.test(text)) return text;
  return Array.from(toBytes(text), escapeByte).join('');
}

function escapeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === ' ') return '+';
  if (QUERY_SAFE.test(character)) return character;
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

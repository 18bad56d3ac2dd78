// Strings as encoding/json writes them.

/** What JSON.stringify leaves as it is, or writes otherwise than Go. */
const SPECIAL = /[\u2028\u2029\ud800-\udfff]/;
const SPECIAL_IN_HTML = /[<>&\u2028\u2029\ud800-\udfff]/;
const ESCAPED_IN_HTML = /[<>&\u2028\u2029]/g;
const ESCAPED = /[\u2028\u2029]/g;
const ESCAPE_OR_SURROGATE = /\\(?:(ud[89a-f][0-9a-f]{2})|.)/g;

/**
 * A string in quotes; U+2028 and U+2029 are escaped, and bytes that are no UTF-8 are `\ufffd`.
 *
 * @param escapeHtml whether `<`, `>` and `&` are escaped, too
 */
export function quoteJson(text: string, escapeHtml: boolean): string {
  const quoted = JSON.stringify(text);
  if (!(escapeHtml ? SPECIAL_IN_HTML : SPECIAL).test(text)) return quoted;
  return quoted
    .replace(ESCAPE_OR_SURROGATE, (escape, surrogate?: string) => (surrogate ? '\\ufffd' : escape))
    .replace(escapeHtml ? ESCAPED_IN_HTML : ESCAPED, escapeUnit);
}

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

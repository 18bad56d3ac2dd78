// Strings and keys in TOML.

const BARE_KEY = /^[A-Za-z0-9_-]+$/;
const PLAIN = /^[^"\\\p{Cc}]*$/u;
const ESCAPED = /["\\\p{Cc}]/gu;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\f', '\\f'],
  ['\r', '\\r'],
]);

/** A string in double quotes. */
export const quoteToml = (text: string): string =>
  `"${PLAIN.test(text) ? text : text.replace(ESCAPED, escapeCharacter)}"`;

/** A key, in quotes where it needs them. */
export const quoteTomlKey = (key: string): string => (BARE_KEY.test(key) ? key : quoteToml(key));

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0x80) return character;
  return NAMED.get(character) ?? `\\u${code.toString(16).padStart(4, '0')}`;
}

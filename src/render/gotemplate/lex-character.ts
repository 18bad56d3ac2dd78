// The characters that tokens are made of: most are ASCII, and are told without a regular expression.

const SPACES = /[ \t\r\n]*/y;
const ONLY_SPACES = /^[ \t\r\n]*$/;
const WORDS = /[\p{L}\p{Nd}_]+/uy;
/** Over a whole word a regular expression is faster than a loop, above all in the first second of a run. */
const ASCII_WORD = /\w*/y;

export const BACKSLASH = 0x5c;
export const LINE_END = 0x0a;
export const MINUS = 0x2d;
export const DOT = 0x2e;
export const CLOSING_BRACE = 0x7d;

/** Space, tab, carriage return and line feed: what Go's templates trim. */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === LINE_END || code === 0x09 || code === 0x0d;
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isAsciiLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** Where the spaces end that start at an offset. */
export function spaceEnd(text: string, start: number): number {
  SPACES.lastIndex = start;
  SPACES.test(text);
  return SPACES.lastIndex;
}

/** Where the spaces start that end at an offset, `start` at the earliest. */
export function spaceStart(text: string, start: number, end: number): number {
  const kept = start + text.slice(start, end).trimEnd().length;
  // JavaScript knows more white space than Go trims.
  if (ONLY_SPACES.test(text.slice(kept, end))) return kept;
  let at = end;
  while (at > kept && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Where the letters, digits and underscores end that start at an offset. */
export function wordEnd(text: string, start: number): number {
  ASCII_WORD.lastIndex = start;
  ASCII_WORD.test(text);
  const end = ASCII_WORD.lastIndex;
  if (!(text.charCodeAt(end) >= 0x80)) return end;
  WORDS.lastIndex = end;
  return WORDS.test(text) ? WORDS.lastIndex : end;
}

/** Whether a word may end before a character: at spaces, `.,|:)(` and the end of the text. */
export function isTerminator(code: number): boolean {
  switch (code) {
    case DOT:
    case 0x2c:
    case 0x7c:
    case 0x3a:
    case 0x29:
    case 0x28:
      return true;
  }
  return isSpace(code) || Number.isNaN(code);
}

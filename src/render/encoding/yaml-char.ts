// The classes of characters that YAML's grammar is made of; characters are UTF-16 units, and 0 is the end of the text.

export const END = 0;
export const TAB = 0x09;
export const LINE_FEED = 0x0a;
export const RETURN = 0x0d;
export const SPACE = 0x20;
export const EXCLAMATION = 0x21;
export const DOUBLE_QUOTE = 0x22;
export const HASH = 0x23;
export const PERCENT = 0x25;
export const AMPERSAND = 0x26;
export const QUOTE = 0x27;
export const ASTERISK = 0x2a;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const DOT = 0x2e;
export const ZERO = 0x30;
export const COLON = 0x3a;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
export const AT = 0x40;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const BACKTICK = 0x60;
export const OPEN_BRACE = 0x7b;
export const BAR = 0x7c;
export const CLOSE_BRACE = 0x7d;
const NEXT_LINE = 0x85;
const LINE_SEPARATOR = 0x2028;
const PARAGRAPH_SEPARATOR = 0x2029;

export const isBlank = (code: number): boolean => code === SPACE || code === TAB;

/** Whether it ends a line: YAML 1.1 knows three more line breaks than most. */
export const isBreak = (code: number): boolean =>
  code === LINE_FEED ||
  code === RETURN ||
  code === NEXT_LINE ||
  code === LINE_SEPARATOR ||
  code === PARAGRAPH_SEPARATOR;

export const isBreakOrEnd = (code: number): boolean => code === END || isBreak(code);

export const isBlankOrEnd = (code: number): boolean => isBlank(code) || isBreakOrEnd(code);

export const isDigit = (code: number): boolean => code >= ZERO && code <= 0x39;

/** Letters, digits, `_` and `-`: what names of anchors, tag handles and directives are made of. */
export const isNameChar = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  isDigit(code) ||
  code === MINUS ||
  code === 0x5f;

/** Whether it ends a plain scalar inside `[]` and `{}`: `,` `?` `[` `]` `{` `}`. */
export const isFlowIndicator = (code: number): boolean =>
  code === COMMA ||
  code === QUESTION ||
  code === OPEN_BRACKET ||
  code === CLOSE_BRACKET ||
  code === OPEN_BRACE ||
  code === CLOSE_BRACE;

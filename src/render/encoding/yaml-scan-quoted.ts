// Scalars in single and double quotes.
import { BACKSLASH, END, isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, QUOTE } from './yaml-char.ts';
import type { YamlCursor } from './yaml-cursor.ts';
import { foldBreaks } from './yaml-scan-plain.ts';
import { YamlToken } from './yaml-token.ts';

/** Reads the quoted scalar at the cursor. @throws YamlError */
export function scanQuotedScalar(cursor: YamlCursor): YamlToken {
  const { offset, line, column } = cursor;
  const quote = cursor.code();
  cursor.offset += 1;
  const value = simpleContent(cursor, quote) ?? foldedContent(cursor, quote);
  cursor.offset += 1;
  return new YamlToken('scalar', offset, line, column, cursor.offset, value);
}

/** The content if it is a copy of the text, as it mostly is: a single line, nothing escaped. */
function simpleContent(cursor: YamlCursor, quote: number): string | undefined {
  const { text, offset } = cursor;
  let at = offset;
  let code = text.charCodeAt(at);
  while (code !== quote) {
    if (code === BACKSLASH || isBreakOrEnd(code)) return undefined;
    code = text.charCodeAt(++at);
  }
  if (quote === QUOTE && text.charCodeAt(at + 1) === QUOTE) return undefined;
  cursor.offset = at;
  return text.slice(offset, at);
}

function foldedContent(cursor: YamlCursor, quote: number): string {
  let value = '';
  for (;;) {
    if (cursor.documentIndicator() !== undefined) cursor.fail('found unexpected document indicator');
    if (cursor.code() === END) cursor.fail('found unexpected end of stream');
    const { text, endedLine } = scanWord(cursor, quote);
    value += text;
    if (cursor.code() === quote) return value;
    value += endedLine ? scanBreaks(cursor) : scanGap(cursor);
  }
}

/** The text up to the next blank or the closing quote; `endedLine`: up to a line break that was escaped. */
function scanWord(cursor: YamlCursor, quote: number): { text: string; endedLine: boolean } {
  let text = '';
  let copied = cursor.offset;
  const copy = () => cursor.text.slice(copied, cursor.offset);
  while (!isBlankOrEnd(cursor.code())) {
    const code = cursor.code();
    if (code === quote) {
      if (quote !== QUOTE || cursor.code(1) !== QUOTE) break;
      text += copy() + "'";
      cursor.offset += 2;
      copied = cursor.offset;
    } else if (code === BACKSLASH && quote !== QUOTE) {
      text += copy();
      if (isBreak(cursor.code(1))) {
        cursor.offset += 1;
        cursor.passBreak();
        return { text, endedLine: true };
      }
      text += scanEscape(cursor);
      copied = cursor.offset;
    } else {
      cursor.offset += 1;
    }
  }
  return { text: text + copy(), endedLine: false };
}

/** Blanks stay, unless a line ends with them. */
function scanGap(cursor: YamlCursor): string {
  const start = cursor.offset;
  cursor.skipBlanks();
  if (!isBreak(cursor.code())) return cursor.text.slice(start, cursor.offset);
  const first = cursor.passBreak();
  return foldBreaks(first, scanBreaks(cursor));
}

/** The breaks of empty lines; blanks between them, and before the next word, vanish. */
function scanBreaks(cursor: YamlCursor): string {
  let breaks = '';
  for (;;) {
    const code = cursor.code();
    if (isBreak(code)) breaks += cursor.passBreak();
    else if (isBlank(code)) cursor.offset += 1;
    else return breaks;
  }
}

/** What stands behind a backslash, for one character. JSON's `\/` is not among them. */
const ESCAPES: ReadonlyMap<string, string> = new Map(
  [
    ...([
      '0\0',
      'a\x07',
      'b\b',
      't\t',
      '\t\t',
      'n\n',
      'v\v',
      'f\f',
      'r\r',
      'e\x1b',
      '  ',
      '""',
      "''",
      '\\\\',
    ] as const),
    ...(['N\x85', '_\xa0', 'L\u2028', 'P\u2029'] as const),
  ].map((pair) => [pair.charAt(0), pair.charAt(1)] as const),
);

/** How many hexadecimal digits follow the letter. */
const CODE_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

function scanEscape(cursor: YamlCursor): string {
  const letter = cursor.text.charAt(cursor.offset + 1);
  const escaped = ESCAPES.get(letter);
  const length = CODE_LENGTHS.get(letter);
  if (escaped === undefined && length === undefined) cursor.fail('found unknown escape character');
  cursor.offset += 2;
  return escaped ?? scanCode(cursor, length ?? 0);
}

function scanCode(cursor: YamlCursor, length: number): string {
  const digits = cursor.text.slice(cursor.offset, cursor.offset + length);
  // Go spells it so.
  if (!/^[0-9a-fA-F]+$/.test(digits)) cursor.fail('did not find expected hexdecimal number');
  const code = Number.parseInt(digits, 16);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (isSurrogate || code > 0x10ffff) cursor.fail('found invalid Unicode character escape code');
  cursor.offset += length;
  return String.fromCodePoint(code);
}

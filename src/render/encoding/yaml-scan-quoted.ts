// Scalars in single and double quotes.
import { BACKSLASH, END, isBreak, QUOTE } from './yaml-char.ts';
import type { YamlCursor } from './yaml-cursor.ts';
import { foldBreaks } from './yaml-scan-plain.ts';
import { YamlToken } from './yaml-token.ts';

/** Reads the quoted scalar at the cursor. @throws YamlError */
export function scanQuotedScalar(cursor: YamlCursor): YamlToken {
  const { offset, line, column } = cursor;
  const isSingle = cursor.code() === QUOTE;
  cursor.offset += 1;
  const value = scanContent(cursor, isSingle);
  cursor.offset += 1;
  return new YamlToken('scalar', offset, line, column, cursor.offset, value);
}

/** What does not stand for itself, in single and in double quotes. */
const SINGLE_END = /[\0\n\r'\u0085\u2028\u2029]/g;
const DOUBLE_END = /[\0\n\r"\\\u0085\u2028\u2029]/g;
const BLANKS_AT_END = /(?<![ \t])[ \t]+$/;

/** The content, up to the closing quote. */
function scanContent(cursor: YamlCursor, isSingle: boolean): string {
  const { text } = cursor;
  const end = isSingle ? SINGLE_END : DOUBLE_END;
  let value = '';
  for (;;) {
    end.lastIndex = cursor.offset;
    const at = end.exec(text)?.index ?? text.length;
    const piece = text.slice(cursor.offset, at);
    cursor.offset = at;
    const code = cursor.code();
    if (isBreak(code)) {
      value += piece.replace(BLANKS_AT_END, '') + scanFold(cursor);
      continue;
    }
    value += piece;
    if (code === END) cursor.fail('found unexpected end of stream');
    if (code === BACKSLASH) {
      value += scanEscape(cursor);
    } else if (isSingle && cursor.code(1) === QUOTE) {
      value += "'";
      cursor.offset += 2;
    } else {
      return value;
    }
  }
}

/** Passes the line break at the cursor, empty lines and indentation. */
function scanFold(cursor: YamlCursor): string {
  const first = cursor.passBreak();
  return foldBreaks(first, scanBreaks(cursor));
}

/** The breaks of empty lines; blanks between them, and before the next word, vanish. */
function scanBreaks(cursor: YamlCursor): string {
  let breaks = '';
  for (cursor.skipBlanks(); isBreak(cursor.code()); cursor.skipBlanks()) breaks += cursor.passBreak();
  if (cursor.documentIndicator() !== undefined) cursor.fail('found unexpected document indicator');
  return breaks;
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
  if (isBreak(cursor.code(1))) {
    cursor.offset += 1;
    cursor.passBreak();
    return scanBreaks(cursor);
  }
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

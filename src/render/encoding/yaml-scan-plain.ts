// Plain scalars: without quotes, over one line or several that fold into one.
import { COLON, HASH, isBlank, isBlankOrEnd, isBreak, isFlowIndicator, TAB } from './yaml-char.ts';
import type { YamlCursor } from './yaml-cursor.ts';
import { YamlToken } from './yaml-token.ts';

/** A plain scalar, and whether the cursor is on a later line than its last character. */
export interface PlainScalar {
  readonly token: YamlToken;
  readonly endedLine: boolean;
}

/**
 * Reads the plain scalar at the cursor, and the white space behind it.
 * @param indent the column that further lines have to reach
 * @throws YamlError
 */
export function scanPlainScalar(cursor: YamlCursor, indent: number, inFlow: boolean): PlainScalar {
  const { offset, line, column } = cursor;
  let value = '';
  let end = offset;
  let between = '';
  let endedLine = false;
  while (cursor.documentIndicator() === undefined && cursor.code() !== HASH) {
    const start = cursor.offset;
    skipWord(cursor, inFlow);
    if (cursor.offset > start) {
      value =
        value === ''
          ? cursor.text.slice(start, cursor.offset)
          : value + between + cursor.text.slice(start, cursor.offset);
      end = cursor.offset;
      endedLine = false;
    }
    const code = cursor.code();
    if (!isBlank(code) && !isBreak(code)) break;
    const gapStart = cursor.line;
    between = skipGap(cursor, indent);
    endedLine = cursor.line > gapStart;
    if (endedLine && !inFlow && cursor.column < indent) break;
  }
  return { token: new YamlToken('scalar', offset, line, column, end, value, '', true), endedLine };
}

/** Passes everything up to the next blank, or to what ends the scalar. */
function skipWord(cursor: YamlCursor, inFlow: boolean): void {
  const { text } = cursor;
  let at = cursor.offset;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isBlankOrEnd(code)) break;
    if (code === COLON && isBlankOrEnd(text.charCodeAt(at + 1))) break;
    if (inFlow && isFlowIndicator(code)) break;
    at += 1;
  }
  cursor.offset = at;
}

/** Passes blanks and line breaks between two words, and returns what they are in the value. */
function skipGap(cursor: YamlCursor, indent: number): string {
  const start = cursor.offset;
  cursor.skipBlanks();
  if (!isBreak(cursor.code())) return cursor.text.slice(start, cursor.offset);
  const first = cursor.passBreak();
  let more = '';
  for (;;) {
    const code = cursor.code();
    if (isBreak(code)) {
      more += cursor.passBreak();
    } else if (!isBlank(code)) {
      return foldBreaks(first, more);
    } else if (code === TAB && cursor.column < indent) {
      cursor.fail('found a tab character that violates indentation');
    } else {
      cursor.offset += 1;
    }
  }
}

/** A single line break folds into a space; of several, the first one vanishes. */
export function foldBreaks(first: string, more: string): string {
  if (first !== '\n') return first + more;
  return more === '' ? ' ' : more;
}

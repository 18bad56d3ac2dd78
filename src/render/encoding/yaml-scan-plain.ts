// Plain scalars: without quotes, over one line or several that fold into one.
import { COLON, HASH, isBlank, isBlankOrEnd, isBreak, isFlowIndicator, TAB } from './yaml-char.ts';
import type { YamlCursor } from './yaml-cursor.ts';
import { YamlToken } from './yaml-token.ts';

/**
 * Reads the plain scalar at the cursor, and the white space behind it.
 * @param indent the column that further lines have to reach
 * @throws YamlError
 */
export function scanPlainScalar(cursor: YamlCursor, indent: number, inFlow: boolean): YamlToken {
  const { text, offset, line, column } = cursor;
  let folded = '';
  let lineStart = offset;
  let end = offset;
  /** What the line breaks behind `end` fold into, if words follow. */
  let fold: string | undefined;
  while (cursor.documentIndicator() === undefined && cursor.code() !== HASH) {
    const start = cursor.offset;
    skipWord(cursor, inFlow);
    if (cursor.offset > start) {
      if (fold !== undefined) {
        folded += text.slice(lineStart, end) + fold;
        lineStart = start;
      }
      end = cursor.offset;
    }
    const code = cursor.code();
    if (!isBlank(code) && !isBreak(code)) break;
    fold = skipGap(cursor, indent);
    if (fold !== undefined && !inFlow && cursor.column < indent) break;
  }
  return new YamlToken('scalar', offset, line, column, end, folded + text.slice(lineStart, end), '', true);
}

/** What may end a word: blanks, breaks, the end, a colon, indicators of flow collections. */
const MAY_END = /[\0\t\n\r ,:?[\]{}\u0085\u2028\u2029]/g;

/** Passes everything up to the next blank, or to what ends the scalar. */
function skipWord(cursor: YamlCursor, inFlow: boolean): void {
  const { text } = cursor;
  MAY_END.lastIndex = cursor.offset;
  for (;;) {
    const at = MAY_END.exec(text)?.index ?? text.length;
    if (at === text.length || endsWord(text.charCodeAt(at), text.charCodeAt(at + 1), inFlow)) {
      cursor.offset = at;
      return;
    }
  }
}

function endsWord(code: number, next: number, inFlow: boolean): boolean {
  if (code === COLON) return isBlankOrEnd(next);
  return isBlankOrEnd(code) || (inFlow && isFlowIndicator(code));
}

/** Passes blanks and line breaks between two words, and returns what the breaks fold into. */
function skipGap(cursor: YamlCursor, indent: number): string | undefined {
  cursor.skipBlanks();
  if (!isBreak(cursor.code())) return undefined;
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

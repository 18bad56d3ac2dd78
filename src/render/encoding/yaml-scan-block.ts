// Block scalars: `|` keeps lines, `>` folds them.
import { END, HASH, isBlank, isBreak, isBreakOrEnd, isDigit, MINUS, PLUS, TAB, ZERO } from './yaml-char.ts';
import type { YamlCursor } from './yaml-cursor.ts';
import { YamlToken } from './yaml-token.ts';

/** What becomes of line breaks at the end: none stays (`-`), all stay (`+`), or one does. */
type Chomping = 'strip' | 'keep' | 'clip';

/**
 * Reads the block scalar at the cursor, and the empty lines behind it.
 * @param parentIndent the column of the collection around it, -1 for none
 * @throws YamlError
 */
export function scanBlockScalar(cursor: YamlCursor, parentIndent: number): YamlToken {
  const { offset, line, column } = cursor;
  const isFolded = cursor.text.charAt(offset) === '>';
  cursor.offset += 1;
  const { chomping, increment } = scanHeader(cursor);
  let end = cursor.offset;
  let indent = increment > 0 ? Math.max(parentIndent, 0) + increment : 0;
  const { breaks, deepest } = scanEmptyLines(cursor, indent);
  if (indent === 0) indent = Math.max(deepest, parentIndent + 1, 1);

  let value = '';
  let lineBreak = '';
  let emptyLines = breaks;
  let wasIndented = false;
  while (cursor.column === indent && cursor.code() !== END) {
    // Lines that are indented further are not folded, nor is the break before or behind them.
    const isIndented = isBlank(cursor.code());
    const folds = isFolded && !wasIndented && !isIndented && lineBreak === '\n';
    if (!folds) value += lineBreak;
    else if (emptyLines === '') value += ' ';
    wasIndented = isIndented;
    const start = cursor.offset;
    cursor.skipToBreak();
    value += emptyLines + cursor.text.slice(start, cursor.offset);
    end = cursor.offset;
    lineBreak = isBreak(cursor.code()) ? cursor.passBreak() : '';
    emptyLines = scanEmptyLines(cursor, indent).breaks;
  }
  if (chomping !== 'strip') value += lineBreak;
  if (chomping === 'keep') value += emptyLines;
  return new YamlToken('scalar', offset, line, column, end, value);
}

/** The indicators behind `|` or `>`, in either order, and the rest of the line. */
function scanHeader(cursor: YamlCursor): { chomping: Chomping; increment: number } {
  const before = scanIncrement(cursor);
  const chomping = scanChomping(cursor);
  const increment = before === 0 && chomping !== 'clip' ? scanIncrement(cursor) : before;
  cursor.skipBlanks();
  if (cursor.code() === HASH) cursor.skipToBreak();
  if (!isBreakOrEnd(cursor.code())) cursor.fail('did not find expected comment or line break');
  if (isBreak(cursor.code())) cursor.passBreak();
  return { chomping, increment };
}

function scanChomping(cursor: YamlCursor): Chomping {
  const code = cursor.code();
  if (code !== PLUS && code !== MINUS) return 'clip';
  cursor.offset += 1;
  return code === PLUS ? 'keep' : 'strip';
}

/** The digit that tells the indentation; 0 for none. */
function scanIncrement(cursor: YamlCursor): number {
  const code = cursor.code();
  if (!isDigit(code)) return 0;
  if (code === ZERO) cursor.fail('found an indentation indicator equal to 0');
  cursor.offset += 1;
  return code - ZERO;
}

/**
 * Passes line breaks, and the indentation of the next line that has content.
 * @param indent 0 as long as it is not known: the first line with content tells it
 */
function scanEmptyLines(cursor: YamlCursor, indent: number): { breaks: string; deepest: number } {
  let breaks = '';
  let deepest = 0;
  const limit = indent === 0 ? Number.POSITIVE_INFINITY : indent;
  for (;;) {
    cursor.skipSpaces(limit);
    deepest = Math.max(deepest, cursor.column);
    if (cursor.code() === TAB && cursor.column < limit) {
      cursor.fail('found a tab character where an indentation space is expected');
    }
    if (!isBreak(cursor.code())) return { breaks, deepest };
    breaks += cursor.passBreak();
  }
}

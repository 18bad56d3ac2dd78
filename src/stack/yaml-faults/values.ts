// Words for values that are not closed, go on where they have ended, or begin in a way that YAML keeps for itself.
import { quoted, type Fault } from './fault.ts';
import { badIndent, tooDeep } from './lines.ts';
import type { Seen } from './seen.ts';

const BETWEEN_QUOTES = 'put quotes around the whole value';
const INNER_QUOTES = "a quote inside is written as \\\" between double quotes, as '' between single ones";

/** A text whose closing quote is missing. */
export function openQuote(seen: Seen): Fault {
  const offset = seen.quoteBefore?.start ?? seen.at;
  const mark = seen.text.charAt(offset);
  return {
    message: `the text ${quoted(seen.restFrom(offset))} has no closing quote; expected ${mark === '"' ? `'"'` : `"'"`} at its end`,
    offset,
    hint: `close it; ${INNER_QUOTES}; further lines of a text are indented deeper than its key`,
  };
}

/** A list or map in brackets that is not closed, or closed by another bracket. */
export function openBracket(seen: Seen): Fault {
  const offset = seen.openBracket;
  if (offset === undefined)
    return {
      message: `a bracket is not closed before ${seen.quote}`,
      offset: seen.at,
      hint: 'close each [ with ] and each { with }; a text with brackets wants quotes',
    };
  const [what, closing] = seen.text.charAt(offset) === '{' ? ['map', '}'] : ['list', ']'];
  const where = seen.text.slice(seen.at).trim() === '' ? 'the end' : seen.quote;
  return {
    message: `the ${what} ${quoted(seen.restFrom(offset))} is not closed before ${where}; expected "${closing}"`,
    offset,
    hint: `close it with ${closing}, and indent its further lines deeper than its key; a text with a bracket at its start wants quotes`,
  };
}

/** Something behind a value that has ended. */
export function afterValue(seen: Seen): Fault {
  const before = seen.quoteBefore;
  const between = before && seen.text.slice(before.end, seen.at);
  if (before && between !== undefined && !between.includes('\n')) {
    const [first, last] = [seen.lineAt(before.start), seen.lineAt(before.end)];
    // A quote that was forgotten lets the text end where the next one was meant to begin.
    if (first.number < last.number) {
      return {
        message: `the text ${quoted(seen.restFrom(before.start))} has no closing quote in its line; it ends only before ${seen.quote} further down`,
        offset: before.start,
        hint: 'close it where it ends',
      };
    }
    return {
      message: `${seen.quote} stands behind the closing quote; expected the end of the line`,
      offset: seen.at,
      hint: `${BETWEEN_QUOTES}; ${INNER_QUOTES}`,
    };
  }
  const { line } = seen;
  const [upper] = seen.above(line);
  const leaves =
    upper && upper.indent >= line.indent && (upper.text.startsWith('-') || upper.indent > line.indent);
  if (seen.at === line.start && leaves) return badIndent(seen, line);
  return {
    message: `${seen.quote} stands behind a value that has ended; expected the end of the line`,
    offset: seen.at,
    hint: `${BETWEEN_QUOTES}, or put what follows on a line of its own`,
  };
}

/** A value that holds a key with a value itself. */
export function keyInValue(seen: Seen): Fault {
  if (/^\?\s/.test(seen.rest)) return badStart(seen);
  const here = seen.rest.replace(/\s#.*$/, '');
  const { below } = seen;
  const deeper = /:(?:\s|$)/.test(here) || !below ? undefined : tooDeep(seen, below);
  return (
    deeper ?? {
      message: `the value ${quoted(here)} holds a colon as a key does; expected one "key: value" in a line`,
      offset: seen.at,
      hint: `${BETWEEN_QUOTES} if it is a text; if it is a map, put it on the next line, indented deeper`,
    }
  );
}

/** A value that begins with a character that means something else. */
export const badStart = (seen: Seen): Fault => ({
  message: `${seen.quote} begins with ${quoted(seen.text.charAt(seen.at))}, which no value without quotes may`,
  offset: seen.at,
  hint: BETWEEN_QUOTES,
});

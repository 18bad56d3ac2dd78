// Words for lines that stand where they cannot: without a colon, at another column, as an item where none is wanted.
import { quoted, type Fault } from './fault.ts';
import type { Seen, SeenLine } from './seen.ts';

/** `key:value`, as 1:1 it is a text. */
const NO_SPACE = /^([\w.-]+):(?=\S)/;
/** `-item` */
const NO_DASH_SPACE = /^-(?=[^\s-])/;
/** It looks like a space, and comes along when text is copied from a web page. */
const NO_BREAK_SPACE = /:\u00a0/;
const isItem = (text: string): boolean => /^-(?:\s|$)/.test(text);

/** A line that would have to be a key with its value. */
export function noKey(line: SeenLine): Fault {
  const { text, start: offset } = line;
  if (isItem(text))
    return {
      message: `${quoted(text)} is an item of a list, where a key of a map is wanted; expected "key: value"`,
      offset,
      hint: 'indent the item below the key that it belongs to, or take the dash out',
    };
  if (NO_SPACE.test(text))
    return {
      message: `${quoted(text)} has no space behind the colon; expected ${quoted(text.replace(NO_SPACE, '$1: '))}`,
      offset,
      hint: 'put a space behind the colon',
    };
  if (NO_DASH_SPACE.test(text))
    return {
      message: `${quoted(text)} has no space behind the dash; expected ${quoted(text.replace('-', '- '))}`,
      offset,
      hint: 'put a space behind the dash',
    };
  if (NO_BREAK_SPACE.test(text))
    return {
      message: `${quoted(text)} has a no-break space (U+00A0) behind the colon; expected an ordinary one`,
      offset,
      hint: 'type the space anew; one that was copied from a web page only looks like it',
    };
  return {
    message: `${quoted(text)} has no colon; expected "key: value"`,
    offset,
    hint: 'write a colon and a space behind the key; a text that goes on from the line above is indented deeper than its key',
  };
}

/** A line that stands beside the items of a list and is none. */
export const noItem = ({ text, start: offset }: SeenLine): Fault =>
  NO_DASH_SPACE.test(text)
    ? noKey({ text, start: offset, number: 0, indent: 0 })
    : {
        message: `${quoted(text)} stands below the items of a list and is none; expected ${quoted(`- ${text}`)}`,
        offset,
        hint: 'put a dash and a space in front, or indent the line as what it belongs to',
      };

/** A line that is indented as nothing above it is. */
export function badIndent(seen: Seen, line: SeenLine): Fault {
  const open = columnsAbove(seen, line);
  if (open.includes(line.indent)) return noItem(line);
  const deeper = tooDeep(seen, line);
  if (deeper) return deeper;
  const columns = open.length > 0 ? open.join(' or ') : '0';
  return {
    message: `${quoted(line.text)} is indented by ${line.indent}, as nothing above it is; expected ${columns} spaces`,
    offset: line.start,
    hint: `move the line to the column of those that it belongs to${noteOn(line)}`,
  };
}

const noteOn = ({ text }: SeenLine): string =>
  /^["'\w.-]+:(?:\s|$)|^-(?:\s|$)/.test(text)
    ? ''
    : '; a text over several lines is indented at least as its first line';

/** Where keys and items above a line begin that it could go on with, the innermost first. */
function columnsAbove(seen: Seen, line: SeenLine): number[] {
  const open: number[] = [];
  for (const upper of seen.above(line)) {
    const innermost = open.at(-1) ?? Infinity;
    if (upper.indent >= innermost) continue;
    const inItem = columnOf(upper);
    if (inItem > upper.indent && inItem < innermost && upper.text.includes(':')) open.push(inItem);
    open.push(upper.indent);
    if (upper.indent === 0) break;
  }
  return open;
}

/** The column of what a line has; behind the dash of an item its keys have one of their own. */
const columnOf = ({ text, indent }: SeenLine): number => indent + (/^-\s+(?=\S)/.exec(text)?.[0].length ?? 0);

/** A line that is indented below one that has its value already. */
export function tooDeep(seen: Seen, line: SeenLine): Fault | undefined {
  const [upper] = seen.above(line);
  if (!upper || columnOf(upper) >= line.indent) return undefined;
  return {
    message: `${quoted(line.text)} is indented deeper than ${quoted(upper.text)} above it, which has its value already; expected ${columnOf(upper)} spaces`,
    offset: line.start,
    hint: 'move the line to the left; or, if it belongs below that key, take the value behind its colon out',
  };
}

// What each error of the YAML parser is to somebody who writes stacks: one table, by the parser's code.
import type { ErrorCode } from 'yaml';
import { quoted, type Fault } from './fault.ts';
import { badIndent, noKey } from './lines.ts';
import type { Seen } from './seen.ts';
import { afterValue, badStart, keyInValue, openBracket, openQuote } from './values.ts';

/** Tells one error. */
export type Words = (seen: Seen) => Fault;

/** One for every code that the parser has: the type says so. */
export const WORDS: Readonly<Record<ErrorCode, Words>> = {
  ALIAS_PROPS: ({ quote, at: offset }) => ({
    message: `${quote} repeats another value and has a name or tag of its own in front; expected it alone`,
    offset,
    hint: 'take the & or ! in front of it out',
  }),
  BAD_ALIAS: ({ text, quote, at: offset }) => ({
    message: `${quote} begins with ${quoted(text.charAt(offset))}, which is followed by a name in YAML; expected one right behind it`,
    offset,
    hint: 'put quotes around the value if the text is meant',
  }),
  BAD_COLLECTION_TYPE: ({ quote, at: offset }) => ({
    message: `${quote} gives a list or map the tag of another kind of value`,
    offset,
    hint: 'take the tag (!...) out',
  }),
  BAD_DIRECTIVE: ({ line }) => ({
    message: `${quoted(line.text)} begins with %, as lines for the YAML parser do, and is none that it knows; expected "key: value"`,
    offset: line.start,
    hint: 'take the line out, or put quotes around the text',
  }),
  BAD_DQ_ESCAPE: ({ text, at: offset }) => ({
    message: `${quoted(text.slice(offset, offset + 2))} is no escape that YAML has between double quotes`,
    offset,
    hint: 'write \\\\ for a backslash, or take single quotes, between which it stands for itself',
  }),
  BAD_INDENT: (seen) => {
    if (seen.reason.startsWith('Flow')) return openBracket(seen);
    if (seen.reason.startsWith('Block scalar')) return blockText(seen);
    return badIndent(seen, seen.line);
  },
  BAD_PROP_ORDER: ({ quote, at: offset }) => ({
    message: `${quote} stands in front of the - or : that it belongs behind`,
    offset,
    hint: 'write the name (&...) or tag (!...) right in front of its value',
  }),
  BAD_SCALAR_START: badStart,
  BLOCK_AS_IMPLICIT_KEY: (seen) =>
    seen.reason.startsWith('Nested') ? keyInValue(seen) : badIndent(seen, seen.line),
  BLOCK_IN_FLOW: ({ quote, at: offset }) => ({
    message: `${quote} cannot stand in a list or map in brackets; expected a comma between two entries`,
    offset,
    hint: 'put a comma between the entries; what has dashes or keys on lines of their own cannot stand between [ ] and { }',
  }),
  DUPLICATE_KEY: (seen) => {
    const key = quoted(/^(?:"[^"]*"|'[^']*'|[^\s:,}]*)/.exec(seen.rest)?.[0] ?? seen.rest);
    const where = seen.firstOfKey === undefined ? '' : `; the first is in line ${seen.firstOfKey}`;
    return {
      message: `the key ${key} stands there a second time${where}; expected each key once in its map`,
      offset: seen.at,
      hint: 'take one of the two out, or join what they hold',
    };
  },
  IMPOSSIBLE: other,
  KEY_OVER_1024_CHARS: ({ quote, at: offset }) => ({
    message: `the key ${quote} is longer than 1024 characters, which is all that YAML takes`,
    offset,
    hint: 'if it is no key, put quotes around the whole text',
  }),
  MISSING_CHAR: missing,
  MULTILINE_IMPLICIT_KEY: (seen) => noKey(seen.line),
  MULTIPLE_ANCHORS: ({ quote, at: offset }) => ({
    message: `${quote} is a second name for one value; expected one &NAME`,
    offset,
    hint: 'take one of the two out; a text that begins with & wants quotes',
  }),
  MULTIPLE_DOCS: ({ at: offset }) => ({
    message: 'a second document begins there; expected one',
    offset,
    hint: 'take the line with --- out, or put what follows it into a file of its own',
  }),
  MULTIPLE_TAGS: ({ quote, at: offset }) => ({
    message: `${quote} is a second tag for one value; expected one`,
    offset,
    hint: 'take one of the two out; a text that begins with ! wants quotes',
  }),
  NON_STRING_KEY: ({ quote, at: offset }) => ({
    message: `the key ${quote} is no text; expected one`,
    offset,
    hint: 'put quotes around the key',
  }),
  RESOURCE_EXHAUSTION: ({ at: offset }) => nestedTooDeep(offset),
  TAB_AS_INDENT: ({ line, at: offset }) => ({
    message: `a tab stands before ${quoted(line.text)}; expected spaces`,
    offset,
    hint: 'write as many spaces as the lines beside it have; most editors replace tabs by themselves for YAML',
  }),
  TAG_RESOLVE_FAILED: ({ quote, at: offset }) => ({
    message: `${quote} has a tag that does not fit its value`,
    offset,
    hint: 'take the tag (!...) out, or put quotes around a text that begins with !',
  }),
  UNEXPECTED_TOKEN: unexpected,
};

/** Deeper than any file that people write, and shallow enough for every function that walks through data. */
export const NESTING_LIMIT = 200;

export const nestedTooDeep = (offset: number): Fault => ({
  message: `it is nested more than ${NESTING_LIMIT} levels deep`,
  offset,
  hint: 'write it with fewer lists and maps in each other',
});

/** Something is not there; what, only the parser's own words say. */
function missing(seen: Seen): Fault {
  const { reason, at: offset, quote, line } = seen;
  if (reason.startsWith('Missing closing')) return openQuote(seen);
  if (reason.startsWith('Flow')) return openBracket(seen);
  if (reason.startsWith('Implicit map keys')) return noKey(line);
  if (reason.startsWith('Sequence item')) return badIndent(seen, line);
  if (reason.startsWith('Block scalars')) return blockText(seen);
  if (reason.startsWith('Comments'))
    return {
      message: `${quote} stands right behind a value; expected a space before a comment`,
      offset,
      hint: 'put a space before the #, or quotes around the whole value if it belongs to the text',
    };
  if (reason.startsWith('Missing directives-end')) {
    const directive = /^%.*/m.exec(seen.text);
    return {
      message: `${quoted(directive?.[0] ?? line.text)} begins with %, as lines for the YAML parser do; expected "key: value"`,
      offset: directive?.index ?? offset,
      hint: 'take the line out, or put quotes around the text',
    };
  }
  if (/between flow|space after : in/.test(reason))
    return {
      message: `before ${quote} something is missing; expected a comma between two entries, or a colon and a space behind a key`,
      offset,
      hint: 'put the comma or the colon in, or quotes around a text that has both',
    };
  return {
    message: `before ${quote} a space or a new line is missing`,
    offset,
    hint: 'what has dashes or keys begins on a line of its own; names (&...) and tags (!...) end with a space',
  };
}

/** Something is there that does not belong. */
function unexpected(seen: Seen): Fault {
  const { reason, at: offset, quote, line } = seen;
  if (/at node end/.test(reason)) return afterValue(seen);
  if (/^Unexpected (?:,|empty item)/.test(reason))
    return {
      message: `an entry is missing before ${quote}; expected a value before each comma`,
      offset,
      hint: 'take the comma out, or put the value in',
    };
  if (/block-seq-ind/.test(reason))
    return {
      message: `${quote} is an item of a list in the line of a key; expected it on a line of its own`,
      offset,
      hint: 'put it on the next line, or quotes around the value if the text is meant',
    };
  if (/^Block scalar header|^Not a YAML token/.test(reason) && /[|>][-+\d]*/.test(line.text))
    return {
      message: `${quoted(line.text)} has something behind | or >, which begin a text on the lines below; expected the end of the line`,
      offset,
      hint: 'put the text on the next line, indented; or quotes around a value that begins with | or >',
    };
  if (/flow-(?:seq|map)-end/.test(reason))
    return {
      message: `${quote} closes a bracket that is not open`,
      offset,
      hint: 'take it out, or put quotes around the whole value if the text is meant',
    };
  return other(seen);
}

/** Words for what has none of its own. */
function other({ quote, at: offset }: Seen): Fault {
  return {
    message: `${quote} cannot stand there`,
    offset,
    hint: 'compare indentation, quotes, brackets and colons of this line and the one above; put quotes around a text with special characters',
  };
}

function blockText({ line }: Seen): Fault {
  return {
    message: `${quoted(line.text)} is not indented as the text is that begins with | or > above it; expected the column of its first line`,
    offset: line.start,
    hint: 'indent all lines of the text alike and deeper than its key; empty lines in front of it have no spaces',
  };
}

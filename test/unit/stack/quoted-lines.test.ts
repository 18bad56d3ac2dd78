import { parse, parseDocument } from 'yaml';
import { describe, expect, it } from 'vitest';
import { indentQuotedLines } from '../../../src/stack/quoted-lines.ts';

describe('indentQuotedLines', () => {
  it.each([
    ['below a key', 'a:\n  b: "one\ntwo\n three"\n  c: 1\n', { a: { b: 'one two three', c: 1 } }],
    ['in single quotes', "a:\n  b: 'it''s\none'\n", { a: { b: "it's one" } }],
    ['with an escaped quote', 'a:\n  b: "x\\"\ny"\n', { a: { b: 'x" y' } }],
    ['in a list', 'a:\n  - "one\ntwo"\n  - x\n', { a: ['one two', 'x'] }],
    ['of a map in a list', 'a:\n  - b: "one\ntwo"\n    c: x\n', { a: [{ b: 'one two', c: 'x' }] }],
    ['with blank lines', 'a:\n  b: "one\n\ntwo"\n', { a: { b: 'one\ntwo' } }],
  ])('moves lines %s', (_, text, data) => {
    expect(parseDocument(text).errors).not.toEqual([]);
    expect(parse(indentQuotedLines(text))).toEqual(data);
  });

  it.each([
    'a: "one\n  two"\nb: \'x\'\n',
    'a: |\n  b: "open\n  c: x\nd: 1\n',
    'a:\n  - |\n    "open\n  - x\n',
    'a:\n- b: >-\n    say: "hello\n  c: "x"\n',
    "a: it's\nb: 5\" wide\n# don't\nc: [\"x\", 'y']\n",
    '"quoted key": x\n- "a\\\\"\n',
    '',
  ])('leaves good YAML alone: %j', (text) => {
    expect(indentQuotedLines(text)).toBe(text);
  });
});

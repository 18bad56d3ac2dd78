import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { mapStyleIn, withItem, withoutItem, withPair } from '../../../../src/stack/edits/yaml-splice.ts';

const LIST = `# head
list:
  # the first
  - version: v1 # one
    addons:
      a: 1.0.0 # tail

  # the second
  - version: v2
    addons: { a: 2.0.0 }
after: x # end
`;

describe('pairs', () => {
  test.each([
    ['a block', 'm:\n  a: 1.0.0 # why\n\nn: 1\n', 'm:\n  a: 1.0.0 # why\n  k: 2.0.0\n\nn: 1\n'],
    ['a block at the end, without a last newline', 'm:\n  a: 1.0.0', 'm:\n  a: 1.0.0\n  k: 2.0.0\n'],
    ['a flow map', 'm: { a: 1.0.0 } # why\n', 'm: { a: 1.0.0, k: 2.0.0 } # why\n'],
    ['a flow map without spaces', 'm: {a: 1.0.0}\n', 'm: {a: 1.0.0, k: 2.0.0}\n'],
    [
      'a value that is a block itself',
      'm:\n  a:\n    b: 1\n    # end\nn: 1\n',
      'm:\n  a:\n    b: 1\n  k: 2.0.0\n    # end\nn: 1\n',
    ],
    ['a block scalar', 'm:\n  a: |\n    text\nn: 1\n', 'm:\n  a: |\n    text\n  k: 2.0.0\nn: 1\n'],
    ['a key without a value', 'm:\n  a:\nn: 1\n', 'm:\n  a:\n  k: 2.0.0\nn: 1\n'],
    ['lines that end as on Windows', 'm:\r\n  a: 1\r\nn: 1\r\n', 'm:\r\n  a: 1\r\n  k: 2.0.0\r\nn: 1\r\n'],
  ])('%s', (_what, before, after) => {
    expect(withPair(before, ['m'], 'k', '2.0.0', 'block')).toBe(after);
  });

  test('a map as its value, in either style', () => {
    expect(withPair(LIST, ['list', 1], 'more', { x: '1.0.0' }, 'block')).toContain(
      '    addons: { a: 2.0.0 }\n    more:\n      x: 1.0.0\nafter',
    );
    expect(withPair(LIST, ['list', 1], 'more', { x: '1.0.0', y: 'z' }, 'flow')).toContain(
      '    more: { x: 1.0.0, y: z }\n',
    );
  });

  test.each(['1.30', '1', 'true', 'null', '', 'a: b', '#x', '1e3', 'ä'])('%j stays a text', (value) => {
    expect(parse(withPair('m: { a: b }\n', ['m'], 'k', value, 'flow'))).toEqual({ m: { a: 'b', k: value } });
  });

  test('where text cannot be edited by lines, the data is right all the same', () => {
    expect(parse(withPair('m: {}\n', ['m'], 'k', 'v', 'block'))).toEqual({ m: { k: 'v' } });
    expect(parse(withPair('m: !!map\n  a: "1\n   2"\n', ['m'], 'k', 'v', 'block'))).toEqual({
      m: { a: '1 2', k: 'v' },
    });
  });
});

describe('entries of lists', () => {
  test('in the middle, comments staying with what they are about', () => {
    const text = withItem(LIST, ['list'], 1, { version: 'v1.5', addons: { a: '1.5.0' } }, 'flow');
    expect(text).toBe(LIST.replace('# tail\n', '# tail\n  - version: v1.5\n    addons: { a: 1.5.0 }\n'));
  });

  test('at the beginning and at the end', () => {
    expect(withItem(LIST, ['list'], 0, { version: 'v0' }, 'block')).toBe(
      LIST.replace('  - version: v1 #', '  - version: v0\n  - version: v1 #'),
    );
    expect(withItem(LIST, ['list'], 2, { version: 'v3', addons: { a: '3.0.0' } }, 'block')).toBe(
      LIST.replace('after', '  - version: v3\n    addons:\n      a: 3.0.0\nafter'),
    );
  });

  test('as neighbours in braces are', () => {
    const text = 'l:\n- { version: v1 }\n';
    expect(withItem(text, ['l'], 1, { version: 'v2', addons: { a: '1' } }, 'block')).toBe(
      'l:\n- { version: v1 }\n- { version: v2, addons: { a: "1" } }\n',
    );
  });

  test('taken out, without a trace', () => {
    expect(withoutItem(LIST, ['list'], 1)).toBe(
      LIST.replace('  - version: v2\n    addons: { a: 2.0.0 }\n', ''),
    );
    const first = withoutItem(LIST, ['list'], 0);
    expect(parse(first)).toEqual({ list: [{ version: 'v2', addons: { a: '2.0.0' } }], after: 'x' });
    expect(first).toContain('# the second\n  - version: v2');
  });

  test('of a list on one line: the data is right', () => {
    const text = 'l: [ { version: v1 }, { version: v3 } ]\n';
    expect(parse(withItem(text, ['l'], 1, { version: 'v2' }, 'block'))).toEqual({
      l: [{ version: 'v1' }, { version: 'v2' }, { version: 'v3' }],
    });
    expect(parse(withoutItem(text, ['l'], 0))).toEqual({ l: [{ version: 'v3' }] });
  });
});

test('the style of maps is that of most of them', () => {
  expect(mapStyleIn(LIST, ['list'], 'addons')).toBe('block');
  expect(mapStyleIn(LIST.replace('\n      a: 1.0.0', ' { a: 1.0.0 }'), ['list'], 'addons')).toBe('flow');
  expect(mapStyleIn('x: 1\n', ['list'], 'addons')).toBe('block');
});

test('what is put in and taken out again leaves every byte', () => {
  const word = fc.stringMatching(/^[a-z]{1,6}$/);
  const entry = fc.record({
    version: fc.stringMatching(/^v1\.\d{1,2}\.\d$/),
    comment: fc.boolean(),
    note: word,
  });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), fc.nat(5), (entries, at) => {
      const lines = entries.map(
        ({ version, comment, note }) =>
          `${comment ? `  # ${note}\n` : ''}  - version: ${version}\n    note: ${note}\n`,
      );
      const text = `list:\n${lines.join('')}tail: 1 # x\n`;
      const index = Math.min(at, entries.length);
      const added = withItem(text, ['list'], index, { version: 'v9.9.9' }, 'block');
      expect((parse(added) as { list: unknown[] }).list[index]).toEqual({ version: 'v9.9.9' });
      expect(withoutItem(added, ['list'], index)).toBe(text);
    }),
  );
});

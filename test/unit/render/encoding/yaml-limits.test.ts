// Hostile YAML: it ends in an error, or in a time that grows with its length.
import { describe, expect, it } from 'vitest';
import { decodeYaml } from '../../../../src/render/encoding/yaml-decode.ts';
import { Budget, LimitError } from '../../../../src/render/gotemplate/limits.ts';
import type { GoMap } from '../../../../src/render/gotemplate/value.ts';
import { GoList } from '../../../../src/render/gotemplate/value.ts';

/** Each list holds the one before ten times. */
const bomb = (levels: number): string =>
  [
    'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
    ...Array.from(
      { length: levels },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`,
    ),
  ].join('\n');

describe('nesting', () => {
  it('may be a thousand deep', () => {
    let value = decodeYaml('['.repeat(1000) + ']'.repeat(1000));
    let depth = 0;
    for (; value instanceof GoList; depth += 1) value = value.items[0];
    expect(depth).toBe(1000);
  });

  it.each([
    ['[', '['.repeat(1001)],
    ['{', '{a: '.repeat(100_000)],
    ['-', '- '.repeat(100_000)],
    ['?', '? '.repeat(100_000)],
    ['indentation', Array.from({ length: 1001 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['one a line', '[\n'.repeat(100_000)],
  ])('of %s is refused beyond', (_, text) => {
    expect(() => decodeYaml(text)).toThrow('exceeded max depth of 1000');
  });
});

describe('aliases', () => {
  it('may repeat a little', () => {
    const { entries } = decodeYaml(bomb(1)) as GoMap;
    expect((entries.get('a1') as GoList).items).toHaveLength(10);
  });

  it.each([
    ['lists', bomb(4)],
    ['lists of lists', bomb(50)],
    [
      'merges',
      [
        'a0: &a0 {k: v}',
        ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: [*a${i}, *a${i}]}`),
      ].join('\n'),
    ],
  ])('that repeat %s without measure are refused', (_, text) => {
    expect(() => decodeYaml(text)).toThrow('yaml: document contains excessive aliasing');
  });

  it('may make nearly all of a small document', () => {
    const copies = (count: number) => `a: &a [${'x, '.repeat(998)}]\nb: [${'*a, '.repeat(count)}]`;
    expect(() => decodeYaml(copies(95))).not.toThrow();
    expect(() => decodeYaml(copies(120))).toThrow('excessive aliasing');
  });

  it('cannot hold themselves', () => {
    expect(() => decodeYaml('a: &x [*x]')).toThrow("yaml: anchor 'x' value contains itself");
    expect(() => decodeYaml('a: &x {<<: *x}')).toThrow("yaml: anchor 'x' value contains itself");
  });
});

describe('long texts', () => {
  const many = 200_000;
  it.each([
    ['an indentation', `a:\n${' '.repeat(many)}b: c`],
    ['a line of words', 'a '.repeat(many)],
    ['many lines of one scalar', 'a\n'.repeat(many)],
    ['line breaks in quotes', `"${'\n'.repeat(many)}"`],
    ['escapes', `"${'\\n'.repeat(many)}"`],
    ['quotes', `'${"''".repeat(many)}'`],
    ['digits', '9'.repeat(many)],
    ['zeros', `${'0'.repeat(many)}x`],
    ['hexadecimal digits', `0x${'f'.repeat(many)}`],
    ['underscores', `1${'_'.repeat(many)}`],
    ['nearly a float', `1.${'1'.repeat(many)}x`],
    ['comments', '# c\n'.repeat(many)],
    ['pairs in brackets', `[${'a: b, '.repeat(many / 10)}]`],
    ['lines with white space', `a: |\n${`${' '.repeat(1000)}\n`.repeat(200)}`],
    ['escaped characters of a tag', `!${'%41'.repeat(many / 10)} x`],
    ['no documents', '---\n'.repeat(many)],
  ])('are read in no time: %s', (_, text) => {
    const start = performance.now();
    expect(() => decodeYaml(text)).not.toThrow();
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('end where a character is not allowed', () => {
    expect(() => decodeYaml(`${'a: b\n'.repeat(many)}\0`)).toThrow(
      'yaml: control characters are not allowed',
    );
  });
});

describe('the budget', () => {
  const budget = (steps: number) => new Budget({ steps, output: 0, depth: 0 });

  it('pays for the text', () => {
    expect(() => decodeYaml('a'.repeat(101), budget(100))).toThrow(LimitError);
    expect(decodeYaml('a'.repeat(100), budget(100))).toBe('a'.repeat(100));
  });

  it('pays for what aliases repeat', () => {
    const text = bomb(2);
    // Ten lists of ten, and ten lists of ten aliases of lists of ten.
    const copies = 10 * 11 + 10 * (1 + 10 * 12);
    expect(() => decodeYaml(text, budget(text.length + copies))).not.toThrow();
    expect(() => decodeYaml(text, budget(text.length + copies - 1))).toThrow(LimitError);
  });
});

describe('characters that YAML forbids', () => {
  // go-yaml decodes 512 bytes at a time, and tells what it finds there before it reads any of them.
  const mistake = 'a: b: c\n';
  const message = (text: string): string => {
    try {
      decodeYaml(text);
    } catch (error) {
      return (error as Error).message.replace('error converting YAML to JSON: yaml: ', '');
    }
    return '';
  };

  it.each([
    [`${mistake}\x07`, 'control characters are not allowed'],
    [`${mistake}${'x'.repeat(503)}\x07`, 'control characters are not allowed'],
    [`${mistake}${'x'.repeat(504)}\x07`, 'mapping values are not allowed in this context'],
    [`${mistake}${'\xe9'.repeat(251)}xx\x07`, 'mapping values are not allowed in this context'],
    [`${mistake}${'\xe9'.repeat(251)}x\x07`, 'control characters are not allowed'],
    [`a: 1\n${'# x\n'.repeat(300)}\x7f`, 'control characters are not allowed'],
    [`"${'x'.repeat(2000)}\x00`, 'control characters are not allowed'],
    [`a: 1\n${'x: 1\n'.repeat(300)}\udcff`, 'invalid leading UTF-8 octet'],
    [`${mistake}\udcc3`, 'mapping values are not allowed in this context'],
  ])('%#: %j', (text, expected) => {
    expect(message(text)).toBe(expected);
  });
});

// .helmignore as Helm 3.19 reads it, its surprises included.
import { describe, expect, it } from 'vitest';
import { parseHelmignore } from '../../../src/archive/helmignore.ts';
import { brief } from '../../support/stack-tree.ts';

const FILE = 'cluster-class/.helmignore';
/** Paths that end in / are folders. */
const ignores = (rules: string, path: string) =>
  parseHelmignore(FILE, rules).ignore(path.replace(/\/$/, ''), path.endsWith('/'));

describe('a rule', () => {
  it.each([
    ['*.txt', 'a.txt', true],
    ['*.txt', 'deep/er/a.txt', true],
    ['*.txt', 'a.txt/b', false],
    ['a/*.txt', 'a/b.txt', true],
    ['a/*.txt', 'x/a/b.txt', false],
    ['a/*.txt', 'a/b/c.txt', false],
    ['/a.txt', 'a.txt', true],
    ['/a.txt', 'b/a.txt', false],
    ['a', 'a', true],
    ['a', 'a/', true],
    ['a', 'b/a/', true],
    ['a/', 'a/', true],
    ['a/', 'a', false],
    ['a/', 'b/a/', true],
    ['/a/', 'b/a/', false],
    ['/a/', 'a/', true],
    ['?.txt', 'a.txt', true],
    ['?.txt', 'ab.txt', false],
    ['?', '😀', true],
    ['[a-c].txt', 'b.txt', true],
    ['[a-c].txt', 'd.txt', false],
    ['[^a-c].txt', 'd.txt', true],
    ['[ä-ü😀]', '😀', true],
    ['[c-a]', 'b', false],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['[\\]]', ']', true],
    ['[\\-x]', '-', true],
    ['my-file.v1+2(3)$', 'my-file.v1+2(3)$', true],
    ['a.c', 'abc', false],
    ['A', 'a', false],
    ['  a  ', 'a', true],
    ['\ufeffa', 'a', true],
    ['# a', 'a', false],
    ['# a', '# a', false],
    ['', 'a', false],
    ['a\r\nb\r\n', 'b', true],
  ])('%j with %j: %j', (rules, path, expected) => {
    expect(ignores(rules, path)).toBe(expected);
  });

  it.each([
    ['!a.txt', 'a.txt', false],
    ['!a.txt', 'b.txt', true],
    ['!a/', 'a/', false],
    ['!a/', 'a', true],
    ['*.txt\n!a.txt', 'a.txt', true],
    ['!a.txt\n*.txt', 'a.txt', true],
    ['!a\n!b', 'a', true],
  ])('negated, %j with %j: %j; Helm ignores all that a ! rule does not match', (rules, path, expected) => {
    expect(ignores(rules, path)).toBe(expected);
  });
});

describe('without rules', () => {
  it.each([
    ['templates/.hidden', true],
    ['templates/.a/', true],
    ['templates/.', false],
    ['templates/a', false],
    ['templates/sub/.hidden', false],
    ['.hidden', false],
  ])('hidden files directly below templates/ are left out all the same: %s, %j', (path, expected) => {
    expect(ignores('', path)).toBe(expected);
  });
});

describe('a malformed pattern', () => {
  it.each([
    ...['a/**', '**', '[', '[]', 'a[', '[]a]', '[a', '[^]', '[-a]', '[a-]', '[a-]]', '\\', 'a\\', '[a\\'],
  ])('%s is a problem at its line, and the other rules hold', (rule) => {
    const { ignore, problems } = parseHelmignore(FILE, `# one\n\n${rule}\n*.txt\n`);
    expect(brief(problems)).toEqual([`helmignore-pattern ${FILE}:3:1`]);
    expect([ignore('a.txt', false), ignore('a', false)]).toEqual([true, false]);
  });

  it('is told of each', () => {
    expect(brief(parseHelmignore(FILE, '[\nok\n**').problems)).toEqual([
      `helmignore-pattern ${FILE}:1:1`,
      `helmignore-pattern ${FILE}:3:1`,
    ]);
  });
});

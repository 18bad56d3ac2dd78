// Patterns of .Files.Glob against what github.com/gobwas/glob matches.
import { expect, it } from 'vitest';
import { compileGlob } from '../../../../src/render/helm/glob.ts';

const PATHS = [
  'a',
  'a.txt',
  'b.md',
  'x/a.txt',
  'x/y/a.txt',
  'x/y/z',
  '[a]',
  'a-b',
  '{a}',
  'ä.txt',
  'a,b',
  'xx/a.txt',
];

it.each<readonly [pattern: string, paths: readonly string[]]>([
  ['*', ['a', 'a.txt', 'b.md', '[a]', 'a-b', '{a}', 'ä.txt', 'a,b']],
  ['**', PATHS],
  ['*.txt', ['a.txt', 'ä.txt']],
  ['x/*', ['x/a.txt']],
  ['x/**', ['x/a.txt', 'x/y/a.txt', 'x/y/z']],
  ['**/a.txt', ['x/a.txt', 'x/y/a.txt', 'xx/a.txt']],
  ['?', ['a']],
  ['[ab]*', ['a', 'a.txt', 'b.md', 'a-b', 'a,b']],
  ['[!a]*', ['b.md', '[a]', '{a}', 'ä.txt']],
  ['[a-c].txt', ['a.txt']],
  ['[^a]', ['a']],
  ['a[!-]b', ['a,b']],
  ['{a,b}.*', ['a.txt', 'b.md']],
  ['{*.txt,x/{y,z}/*}', ['a.txt', 'x/y/a.txt', 'x/y/z', 'ä.txt']],
  ['{,x/}a.txt', ['a.txt', 'x/a.txt']],
  ['{a,b', ['a']],
  ['\\[a\\]', ['[a]']],
  ['a\\', ['a']],
  ['a}', []],
  ['*/', []],
  ['', []],
  ['x/*/a.txt', ['x/y/a.txt']],
  ['**a**', ['a', 'a.txt', 'x/a.txt', 'x/y/a.txt', '[a]', 'a-b', '{a}', 'a,b', 'xx/a.txt']],
])('matches %s', (pattern, paths) => {
  expect(PATHS.filter(compileGlob(pattern))).toEqual(paths);
});

it.each(['[', '[]', '[a-', '[a-cx]', '[c-a]', '['.repeat(5), `${'{'.repeat(200)}a`])(
  'matches everything with what cannot be read: %s',
  (pattern) => {
    expect(PATHS.filter(compileGlob(pattern))).toEqual(PATHS);
  },
);

it('takes no longer for a pattern of many stars', () => {
  const matches = compileGlob(`${'*a'.repeat(200)}b`);
  expect(matches('a'.repeat(2000))).toBe(false);
  expect(matches(`${'a'.repeat(2000)}b`)).toBe(true);
});

// The command that comes next, as it can be copied.
import { describe, expect, it } from 'vitest';
import { nextLine } from '../../../../src/cli/show/next.ts';

it.each([
  [['a'], '\nnext: csctl verify a\n'],
  [['a', 'b', 'c'], '\nnext: csctl verify a b c\n'],
  [['a', 'b', 'c', 'd'], '\nnext: csctl verify a b c d\n'],
  [["my stack's"], `\nnext: csctl verify 'my stack'\\''s'\n`],
  [['x\u001b[2J'], "\nnext: csctl verify 'x\\u001b[2J'\n"],
  [[], ''],
])('of %j', (names, line) => {
  expect(nextLine(['verify'], names)).toBe(line);
});

describe('many names', () => {
  const four = (folder: string) => ['a', 'b', 'c', 'd'].map((name) => `${folder}${name}`);

  it.each([
    ['verify', '.release/'],
    ['validate', 'providers/'],
    ['validate', '..hidden/'],
  ])('are left out where %s finds those in %s', (word, folder) => {
    expect(nextLine([word], four(folder))).toBe(`\nnext: csctl ${word}\n`);
    // So many are still read.
    expect(nextLine([word], four(folder).slice(1))).toContain(`${folder}b ${folder}c ${folder}d`);
  });

  it.each([
    ['verify', 'out/'],
    ['verify', '/x/.release/'],
    ['validate', '../'],
    ['validate', '/x/'],
    ['publish', '.release/'],
  ])('are all there where %s does not find those in %s', (word, folder) => {
    expect(nextLine([word], four(folder))).toBe(`\nnext: csctl ${word} ${four(folder).join(' ')}\n`);
  });

  it('are all there where one is elsewhere', () => {
    const names = [...four('.release/'), 'e'];
    expect(nextLine(['verify'], names)).toBe(`\nnext: csctl verify ${names.join(' ')}\n`);
  });
});

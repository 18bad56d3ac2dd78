// The command that comes next, as it can be copied.
import { expect, it } from 'vitest';
import { nextLine } from '../../../../src/cli/show/next.ts';

it.each([
  [['a'], '\nnext: csctl verify a\n'],
  [['a', 'b', 'c'], '\nnext: csctl verify a b c\n'],
  [['a', 'b', 'c', 'd'], '\nnext: csctl verify a b c ...\n'],
  [["my stack's"], `\nnext: csctl verify 'my stack'\\''s'\n`],
  [['x\u001b[2J'], "\nnext: csctl verify 'x\\u001b[2J'\n"],
  [[], ''],
])('of %j', (names, line) => {
  expect(nextLine(['verify'], names)).toBe(line);
});

// The exit code of a result that holds problems.
import { expect, it } from 'vitest';
import { exitCodeOf } from '../../../src/cli/exit-codes.ts';
import type { ProblemCode } from '../../../src/problem/catalogue.ts';
import { problem } from '../../../src/problem/problem.ts';

it.each<[readonly ProblemCode[], number]>([
  [[], 0],
  [['config-disagree'], 0],
  [['release-missing'], 3],
  [['release-not-found', 'config-disagree'], 5],
  [['release-not-found', 'release-metadata'], 3],
])('of %j is %i', (codes, expected) => {
  expect(exitCodeOf(codes.map((code) => problem(code, 'a')))).toBe(expected);
});

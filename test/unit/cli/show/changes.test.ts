// What update and patch tell of minors that cannot be released.
import { expect, it } from 'vitest';
import { problemsOf } from '../../../../src/cli/show/changes.ts';
import { problem } from '../../../../src/problem/problem.ts';

it('tells once what keeps several minors back, the minors of a file in its order, warnings last', () => {
  const at = (line: number) => problem('image-missing', 'gone', { file: 'scs/stack.yaml', line, column: 5 });
  const older = problem('image-older', 'there is none yet', { file: 'scs/stack.yaml', line: 1, column: 1 });
  const refused = [
    { stack: 'scs', minor: '1.34', problems: [at(9), at(20)] },
    { stack: 'scs', minor: '1.33', problems: [at(9), at(8)] },
  ];
  expect(problemsOf(refused, [older])).toEqual([at(8), at(9), at(20), older]);
});

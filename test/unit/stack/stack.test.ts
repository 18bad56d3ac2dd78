// Places as the user knows them: relative to where csctl was called, not to the stack.
import { describe, expect, it } from 'vitest';
import { problem } from '../../../src/problem/problem.ts';
import { conventionOf, joinLabel, locateProblems } from '../../../src/stack/stack.ts';
import { treeOf } from '../../support/stack-tree.ts';

describe('places of a stack', () => {
  it('begin with its folder, unless that is the current one', () => {
    expect(joinLabel('providers/docker/scs', 'csctl.yaml')).toBe('providers/docker/scs/csctl.yaml');
    expect(joinLabel('.', 'csctl.yaml')).toBe('csctl.yaml');
  });

  it('keep line and column; a problem of no file is one of the folder', () => {
    const found = [problem('chart-yaml', 'm', { file: 'f', line: 2, column: 3 }), problem('chart-size', 'm')];
    expect(locateProblems('a', found)).toEqual([
      { ...found[0], file: 'a/f' },
      { ...found[1], file: 'a' },
    ]);
  });
});

describe('conventionOf', () => {
  it.each([
    [{ 'clusteraddon.yaml': '' }, 'multi-stage'],
    [{ 'cluster-addon/clusteraddon.yaml': '' }, 'single-stage'],
    [{ 'clusteraddon.yaml': '', 'cluster-addon-values.yaml': '' }, 'multi-stage'],
    [{}, 'single-stage'],
  ])('%j is %s', (files, expected) => {
    expect(conventionOf(treeOf(files))).toBe(expected);
  });
});

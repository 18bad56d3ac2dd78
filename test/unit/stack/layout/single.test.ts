// The single-folder layout: csctl.yaml beside the charts.
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../../src/stack/file-tree.ts';
import { readSingleStack } from '../../../../src/stack/layout/single.ts';
import { brief, SINGLE_STAGE, stackTree } from '../../../support/stack-tree.ts';

describe('readSingleStack', () => {
  it('takes the convention from the presence of clusteraddon.yaml', () => {
    expect(readSingleStack('tiny', stackTree()).stack).toMatchObject({
      label: 'tiny',
      convention: 'multi-stage',
    });
    expect(readSingleStack('tiny', stackTree(SINGLE_STAGE)).stack?.convention).toBe('single-stage');
  });

  it.each<[string, string, string | Uint8Array | null, readonly string[]]>([
    ['no csctl.yaml', 'a/tiny', null, ['stack-missing a/tiny']],
    ['one that is not text', 'a/tiny', Uint8Array.of(0xff, 0xfe), ['yaml-syntax a/tiny/csctl.yaml:1:1']],
    ['one with a NUL', 'a/tiny', 'a: \0', ['yaml-syntax a/tiny/csctl.yaml:1:1']],
    ['one that is no config', 'a/tiny', '- a', ['config-type a/tiny/csctl.yaml:1:1']],
    ['a stack in the current folder', '.', '- a', ['config-type csctl.yaml:1:1']],
  ])('%s: no stack, and a place as the user knows it', (_case, label, text, expected) => {
    const { stack, problems } = readSingleStack(label, stackTree({ 'csctl.yaml': text }));
    expect(stack).toBeUndefined();
    expect(brief(problems)).toEqual(expected);
  });

  it('of an empty folder says what to name instead', () => {
    expect(readSingleStack('x', FileTree.EMPTY).problems[0]?.hint).toContain('csctl.yaml');
  });
});

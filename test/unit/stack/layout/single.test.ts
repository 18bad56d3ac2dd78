// The single-folder layout: csctl.yaml beside the charts.
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../../src/stack/file-tree.ts';
import { readLayout } from '../../../../src/stack/layout/read-layout.ts';
import { brief, SINGLE_STAGE, stackTree } from '../../../support/stack-tree.ts';

describe('the layout of one folder', () => {
  it('takes the convention from the presence of clusteraddon.yaml', () => {
    expect(readLayout('tiny', stackTree()).read().stack).toMatchObject({
      label: 'tiny',
      convention: 'multi-stage',
    });
    expect(readLayout('tiny', stackTree(SINGLE_STAGE)).read().stack?.convention).toBe('single-stage');
  });

  it('serves the minor of csctl.yaml, with the files as they are', () => {
    const tree = stackTree({ 'charts.lock.yaml': '# lock\n' });
    const layout = readLayout('tiny', tree);
    expect(layout).toMatchObject({ kind: 'single', further: [], policies: [] });
    expect(layout.minors.map(({ kubernetes }) => kubernetes)).toEqual([{ major: 1, minor: 34, patch: 7 }]);
    const { stack } = layout.read();
    expect(stack?.tree).toBe(tree);
    expect(stack?.chartsLock).toBe('# lock\n');
  });

  it.each<[string, string, string | Uint8Array | null, readonly string[]]>([
    ['no csctl.yaml', 'a/tiny', null, ['stack-missing a/tiny']],
    ['one that is not text', 'a/tiny', Uint8Array.of(0xff, 0xfe), ['yaml-syntax a/tiny/csctl.yaml:1:1']],
    ['one with a NUL', 'a/tiny', 'a: \0', ['yaml-syntax a/tiny/csctl.yaml:1:4']],
    ['one that is no config', 'a/tiny', '- a', ['config-type a/tiny/csctl.yaml:1:1']],
    ['a stack in the current folder', '.', '- a', ['config-type csctl.yaml:1:1']],
  ])('%s: no stack, and a place as the user knows it', (_case, label, text, expected) => {
    const layout = readLayout(label, stackTree({ 'csctl.yaml': text }));
    expect(layout.minors).toEqual([]);
    const { stack, problems } = layout.read();
    expect(stack).toBeUndefined();
    expect(brief(problems)).toEqual(expected);
  });

  it('of an empty folder says what to name instead', () => {
    expect(readLayout('x', FileTree.EMPTY).read().problems[0]?.hint).toContain('csctl.yaml');
  });
});

// The edits of a migration in their order: wherever they stop, there is a whole stack.
import { describe, expect, it } from 'vitest';
import { describeMoves, editsInOrder } from '../../../../src/release/migration/changes.ts';
import { FileTree } from '../../../../src/stack/file-tree.ts';
import { readLayout } from '../../../../src/stack/layout/read-layout.ts';
import { perMinorTree, STACK_YAML } from '../../../support/native-stack.ts';
import { stackTree } from '../../../support/stack-tree.ts';

const before = perMinorTree(['1.33', '1.34', '1.35'], () => ({}), { 'README.md': 'kept\n' });
const after = stackTree({
  'csctl.yaml': null,
  'README.md': 'kept\n',
  'stack.yaml': STACK_YAML.replace(/addons:\n.*\n.*\n.*\n/, '').replaceAll(/\n {4}addons: .*/g, ''),
});

/** The folder after the first `count` edits. */
function stoppedAt(count: number): FileTree {
  const files = new Map(before);
  for (const [path, content] of [...editsInOrder(before, after)].slice(0, count)) {
    if (content === undefined) files.delete(path);
    else files.set(path, Buffer.from(content));
  }
  return FileTree.of(files);
}

describe('editsInOrder', () => {
  it('leaves the old stack or the new one wherever it is interrupted', () => {
    const edits = [...editsInOrder(before, after).keys()];
    const turn = edits.indexOf('stack.yaml');
    expect(turn).toBeGreaterThan(3);
    for (let count = 0; count <= edits.length; count += 1) {
      const files = stoppedAt(count);
      const layout = readLayout('x', files);
      const isNew = count > turn;
      expect(layout.kind, edits[count]).toBe(isNew ? 'native' : 'single');
      if (!isNew)
        for (const folder of ['1-33', '1-34', '1-35'])
          expect([...files.under(folder)], edits[count]).toEqual([...before.under(folder)]);
      else
        for (const { minor } of layout.minors) {
          const { stack, problems } = layout.read(minor);
          expect(problems).toEqual([]);
          for (const path of after.paths().filter((one) => one !== 'stack.yaml'))
            expect(stack?.tree.has(path), path).toBe(true);
        }
    }
    expect([...stoppedAt(edits.length)]).toEqual([...after]);
  });

  it('does nothing to files that stay', () => {
    expect(editsInOrder(before, after).has('README.md')).toBe(false);
    expect(editsInOrder(after, after).size).toBe(0);
  });
});

describe('describeMoves', () => {
  it('tells moves from additions, and which of several alike was moved', () => {
    const tree = (files: Record<string, string>) => FileTree.of(Object.entries(files));
    const old = tree({ 'a/x': '1', 'b/x': '1', 'b/y': '2', z: '3', same: '4' });
    expect(describeMoves(old, tree({ x: '1', y: '2 changed', z: '3 changed', same: '4' }))).toEqual([
      { path: 'a/x', change: 'removed' },
      { path: 'b/y', change: 'removed' },
      { path: 'x', change: 'moved', from: 'b/x' },
      { path: 'y', change: 'added' },
      { path: 'z', change: 'modified' },
    ]);
  });
});

// Updates of real stacks of every layout but ours: only lines that name a version change, and only once.
import { describe, expect, it } from 'vitest';
import { StackFolders } from '../../src/io/stack-folder.ts';
import { planUpdate } from '../../src/release/currency/plan-update.ts';
import { describeUpdate } from '../../src/release/currency/update.ts';
import type { StackSource } from '../../src/release/ports.ts';
import { FileTree } from '../../src/stack/file-tree.ts';
import { corpusPath, hasCorpus } from '../support/corpus.ts';
import { series } from '../support/kubernetes.ts';
import { changedLines, WISH } from '../support/patch-workshop.ts';
import { memoryWorld, NOTHING_UPSTREAM } from '../support/world.ts';

const NEWEST = 40;
const MINORS = Array.from({ length: 20 }, (_, index) => `1.${index + 18}`);
const UPSTREAM = {
  ...NOTHING_UPSTREAM,
  kubernetes: {
    list: () =>
      Promise.resolve(MINORS.map((minor) => series(minor, { 0: '2025-01-01', [NEWEST]: '2026-01-01' }))),
  },
};
const KUBERNETES = { ...WISH, only: new Set(['kubernetes'] as const) };

describe.skipIf(!hasCorpus)('updates of the corpus', () => {
  it.each(['per-minor', 'single', 'csctl'])('%s: every minor goes to its newest patch', async (layout) => {
    const { world } = memoryWorld();
    const disk = new StackFolders(corpusPath('stacks'), undefined);
    const base = { ...world, stacks: disk, upstream: UPSTREAM };
    const folders = await disk.find(layout);
    const updates = await planUpdate(folders, KUBERNETES, base);
    expect(updates.flatMap(({ refused }) => refused)).toEqual([]);
    const { changes, files } = await describeUpdate(updates, base);
    expect(changes).toHaveLength(folders.length);
    expect(changes.map(({ to }) => to)).toEqual(changes.map(({ minor }) => `v${minor}.${NEWEST}`));
    for (const { diff, path } of files) {
      const lines = changedLines(diff);
      const [gone, come] = ['-', '+'].map((sign) => lines.filter((line) => line.startsWith(sign)));
      expect(come, path).toHaveLength(gone?.length ?? 0);
      // What stands before the version, and what comes behind it, is what stood there.
      const rest = (line: string) => line.slice(1).replace(/(1\.\d\d)(?:\.\d+)?/, '$1');
      expect(come?.map(rest), path).toEqual(gone?.map(rest));
    }

    const updated: StackSource = {
      find: (argument) => disk.find(argument),
      read: async (folder) => {
        const { tree, problems } = await disk.read(folder);
        const edits = updates.find((one) => one.folder === folder)?.edits ?? new Map<string, string>();
        return { tree: FileTree.of([...tree, ...(edits as ReadonlyMap<string, string>)]), problems };
      },
    };
    const again = await planUpdate(folders, KUBERNETES, { ...base, stacks: updated });
    expect(again.flatMap(({ edits, changes: more }) => [...edits.keys(), ...more])).toEqual([]);
  });
});

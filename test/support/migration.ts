// Stacks of the corpus to migrate: copies that may be written to, with releases of Kubernetes as a feed would have them.
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { MemoryKubernetes } from '../../src/io/memory/memory-kubernetes.ts';
import { StackFolderEditor } from '../../src/io/stack-editor.ts';
import { StackFolders } from '../../src/io/stack-folder.ts';
import type { World } from '../../src/release/ports.ts';
import { FileTree } from '../../src/stack/file-tree.ts';
import { digestOf } from '../../src/stack/fingerprint.ts';
import { corpusPath } from './corpus.ts';
import { series } from './kubernetes.ts';
import { snapshot, tempFolder } from './temp-folder.ts';

/** The newest patches that are known. */
export const FEED = new MemoryKubernetes([
  series('1.35', { 0: null, 4: '2026-11-10' }),
  series('1.34', { 0: null, 8: '2026-11-10' }),
  series('1.33', { 0: null, 11: '2026-11-10' }),
  series('1.32', { 0: null, 13: '2026-11-10' }),
]);

/** A world that knows the releases of Kubernetes, and writes to disk. */
export const withFeed = (world: World): World => ({
  ...world,
  stacks: new StackFolders('/', undefined),
  editor: new StackFolderEditor('/'),
  upstream: { ...world.upstream, kubernetes: FEED },
});

/** A copy of a stack of the corpus. */
export function corpusCopy(stack: string): string {
  const folder = join(tempFolder(), basename(stack));
  cpSync(corpusPath('stacks', stack), folder, { recursive: true });
  execFileSync('chmod', ['-R', 'u+w', folder]);
  return folder;
}

/** The files of a folder. */
export const treeBelow = (folder: string): FileTree =>
  FileTree.of(
    Object.entries(snapshot(folder))
      .filter(([path]) => !path.endsWith('/'))
      .map(([path, text]) => [path, Buffer.from(text, 'latin1')] as const),
  );

/** Pairs of files that are the same. */
export function twins(files: FileTree): string[][] {
  const byDigest = new Map<string, string[]>();
  for (const [path, bytes] of files)
    byDigest.set(digestOf(bytes), [...(byDigest.get(digestOf(bytes)) ?? []), path]);
  return [...byDigest.values()].filter((paths) => paths.length > 1);
}

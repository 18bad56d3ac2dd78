// What a migration does to a folder, file by file, as git would tell it.
import { NATIVE_FILE } from '../../stack/native/native-config.ts';
import type { FileTree } from '../../stack/file-tree.ts';
import { digestOf } from '../../stack/fingerprint.ts';
import type { FileEdits } from '../upstream-ports.ts';

/** A file that is not what it was. */
export interface MovedFile {
  readonly path: string;
  readonly change: 'added' | 'modified' | 'moved' | 'removed';
  /** Where a moved file stood; a removed one has a file of the same content left, or its lines stand in stack.yaml. */
  readonly from?: string;
}

/** The changes from one tree to another, sorted by path. A file that is taken away and comes back elsewhere is moved. */
export function describeMoves(before: FileTree, after: FileTree): MovedFile[] {
  const gone = new Map<string, string[]>();
  for (const [path, bytes] of before)
    if (!after.has(path)) gone.set(digestOf(bytes), [...(gone.get(digestOf(bytes)) ?? []), path]);
  const moved = new Set<string>();
  const changes = [...after].flatMap(([path, bytes]): MovedFile[] => {
    const old = before.get(path);
    if (old) return Buffer.compare(old, bytes) === 0 ? [] : [{ path, change: 'modified' }];
    // Of several that are alike the newest minor's is the last.
    const from = gone.get(digestOf(bytes))?.at(-1);
    if (from === undefined) return [{ path, change: 'added' }];
    moved.add(from);
    return [{ path, change: 'moved', from }];
  });
  const removed = before.paths().filter((path) => !after.has(path) && !moved.has(path));
  const all = [...changes, ...removed.map((path): MovedFile => ({ path, change: 'removed' }))];
  return all.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * The edits in the order in which they may be interrupted: first what is new, which the old layout does not look at;
 * then stack.yaml, from which moment on the folder is the new stack, and whole; last what it does not need any more.
 */
export function editsInOrder(before: FileTree, after: FileTree): FileEdits {
  const fresh = [...after].filter(([path, bytes]) => {
    const old = before.get(path);
    return !old || Buffer.compare(old, bytes) !== 0;
  });
  const isLast = ([path]: readonly [string, Uint8Array]) => path === NATIVE_FILE;
  const gone = before.paths().filter((path) => !after.has(path));
  return new Map<string, Uint8Array | undefined>([
    ...fresh.filter((one) => !isLast(one)),
    ...fresh.filter(isLast),
    ...gone.map((path) => [path, undefined] as const),
  ]);
}

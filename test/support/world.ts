// A world for tests: real stack folders, everything else in memory.
import { StackFolders } from '../../src/io/stack-folder.ts';
import { MemoryStore } from '../../src/io/memory/memory-store.ts';
import type { ReleaseStore, World } from '../../src/release/ports.ts';
import type { ReleaseRequest } from '../../src/release/stages.ts';
import type { Asset } from '../../src/stack/asset.ts';

/** A request in hash mode unless told otherwise. */
export function request(wish: Partial<ReleaseRequest> = {}): ReleaseRequest {
  return {
    mode: 'hash',
    minors: [],
    versions: undefined,
    forced: undefined,
    embed: undefined,
    allowed: new Set(),
    mtime: 0,
    ...wish,
  };
}

export interface MemoryWorld {
  readonly world: World;
  /** What was written, by tag. */
  readonly written: Map<string, readonly Asset[]>;
  readonly notes: string[];
}

/** Releases go to `written`; stacks are read from disk, absolute or relative to `cwd`. */
export function memoryWorld(stores: readonly ReleaseStore[] = [new MemoryStore()], cwd = '/'): MemoryWorld {
  const written = new Map<string, readonly Asset[]>();
  const notes: string[] = [];
  const world: World = {
    stacks: new StackFolders(cwd, undefined),
    stores,
    sink: {
      check: () => Promise.resolve(),
      write: (tag, assets) => {
        written.set(tag, assets);
        return Promise.resolve(`memory/${tag}`);
      },
    },
    reporter: { step: () => undefined, note: (message) => void notes.push(message) },
    signal: { throwIfAborted: () => undefined },
  };
  return { world, written, notes };
}

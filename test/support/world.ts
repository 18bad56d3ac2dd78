// A world for tests: releases in memory; stacks in memory too, or from disk.
import { resolve } from 'node:path';
import { MemoryStore } from '../../src/io/memory/memory-store.ts';
import { LocalChartFolders } from '../../src/io/local-charts.ts';
import { NewFiles } from '../../src/io/new-files.ts';
import { NewFolders } from '../../src/io/new-folder.ts';
import { LocalTemplates } from '../../src/io/template-folder.ts';
import { StackFolders } from '../../src/io/stack-folder.ts';
import { PackageFolder } from '../../src/cli/program-files.ts';
import { CsctlError } from '../../src/problem/problem.ts';
import type { Upstream } from '../../src/release/upstream-ports.ts';
import type { ReleaseStore, StackSource, World } from '../../src/release/ports.ts';
import type { ReleaseRequest } from '../../src/release/stages.ts';
import { readAsset } from '../../src/stack/asset-stream.ts';
import type { Asset } from '../../src/stack/asset.ts';
import { stackTree, type Files } from './stack-tree.ts';

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
  /** Changes the files of a stack in memory; null takes one out. */
  readonly edit: (folder: string, files: Files) => void;
}

/** An upstream that has nothing. */
export const NOTHING_UPSTREAM: Upstream = {
  kubernetes: { list: () => Promise.resolve([]) },
  charts: {
    versions: () => Promise.resolve([]),
    fetch: ({ name }, version) =>
      Promise.reject(new CsctlError('chart-not-found', `there is no chart ${name} ${version}`)),
  },
  images: {
    look: () => Promise.resolve(undefined),
    text: () => Promise.resolve(undefined),
    tag: () => Promise.resolve(undefined),
  },
  today: () => '2026-11-20',
};

/** Where the stacks of a world are: folders on disk, or changes to the tiny stack by folder. */
export type Stacks = 'disk' | Readonly<Record<string, Files>>;

/** Releases go to `written`; with `disk`, stacks are absolute paths. */
export function memoryWorld(
  stores: readonly ReleaseStore[] = [new MemoryStore()],
  stacks: Stacks = 'disk',
): MemoryWorld {
  const written = new Map<string, readonly Asset[]>();
  const notes: string[] = [];
  const folders = new Map(Object.entries(stacks === 'disk' ? {} : stacks));
  const inMemory: StackSource = {
    find: (argument) => Promise.resolve([argument]),
    read: (folder) => Promise.resolve({ tree: stackTree(folders.get(folder)), problems: [] }),
  };
  const world: World = {
    stacks: stacks === 'disk' ? new StackFolders('/', undefined) : inMemory,
    stores,
    editor: {
      write: (folder, edits) => {
        const changes = [...edits].map(([path, text]) => [path, text ?? null] as const);
        edit(folder, Object.fromEntries(changes));
        return Promise.resolve();
      },
    },
    upstream: NOTHING_UPSTREAM,
    localCharts: new LocalChartFolders('/'),
    texts: {
      read: (file) =>
        Promise.reject(new CsctlError('file-unreadable', `${file} cannot be read: there are no files`)),
      find: () => Promise.resolve(undefined),
    },
    sink: {
      check: () => Promise.resolve(),
      write: (tag, assets) => {
        written.set(tag, assets);
        return Promise.resolve(`memory/${tag}`);
      },
      receive: async (tag, assets) => {
        written.set(tag, await Promise.all(assets.map((asset) => readAsset(asset))));
        return `memory/${tag}`;
      },
    },
    plugins: { run: () => Promise.resolve([]) },
    trees: new NewFolders('/'),
    files: new NewFiles('/'),
    templates: new LocalTemplates(new PackageFolder(resolve(import.meta.dirname, '../..')), '/'),
    signer: undefined,
    revisions: { of: () => Promise.resolve(undefined) },
    notes: { read: () => Promise.resolve({ file: 'notes.hbs', text: 'notes of {{tag}}' }) },
    reporter: {
      step: () => undefined,
      transfer: () => undefined,
      note: (message) => void notes.push(message),
    },
    signal: { throwIfAborted: () => Promise.resolve() },
  };
  const edit = (folder: string, files: Files) =>
    void folders.set(folder, { ...folders.get(folder), ...files });
  return { world, written, notes, edit };
}

// A world for commands that read: releases of the tiny stack on remotes and in folders, and stacks, all in memory.
import { MemoryStore } from '../../src/io/memory/memory-store.ts';
import { CsctlError } from '../../src/problem/problem.ts';
import { createReleases } from '../../src/release/create.ts';
import type { DiffWorld } from '../../src/release/diff/diff.ts';
import type { Annotations, ReleaseFolders, ReleaseStore, StackSource } from '../../src/release/ports.ts';
import type { ReleaseRequest } from '../../src/release/stages.ts';
import { streamOf, type Asset } from '../../src/stack/asset.ts';
import { CONFIG_FILE } from '../../src/stack/config.ts';
import { classTemplate } from './tiny-class.ts';
import { stackTree, type Files } from './stack-tree.ts';
import { memoryWorld, request } from './world.ts';

/** A class with one variable, whose default is in values.yaml. */
export const CLASS_FILES: Files = {
  'cluster-class/templates/class.yaml': classTemplate({
    spec: `  variables:
    - name: image
      required: true
      schema:
        openAPIV3Schema:
          type: string
          default: {{ .Values.image | quote }}
`,
  }),
  'cluster-class/values.yaml': 'image: ubuntu\naddons: << .ClusterAddonVersion >>\n',
};

/** Release folders in memory: the folders that are nested in each, or the files. */
function memoryFolders(folders: ReadonlyMap<string, readonly Asset[]>): ReleaseFolders {
  const below = (path: string) => [...folders.keys()].filter((folder) => folder.startsWith(`${path}/`));
  return {
    exists: (path) => Promise.resolve(folders.has(path) || below(path).length > 0),
    read: (path) =>
      Promise.resolve({
        tag: path.slice(path.lastIndexOf('/') + 1),
        assets: (folders.get(path) ?? []).map(streamOf),
        folders: below(path).map((folder) => folder.slice(path.length + 1).replace(/\/.*$/, '')),
        written: 0,
      }),
  };
}

/** What a reader has before them; `build` and `put` add to it. */
export interface Reader {
  readonly world: DiffWorld;
  readonly store: ReleaseStore;
  /** Builds a release of the tiny stack with some files changed, in hash mode unless told otherwise, and publishes it. */
  readonly build: (
    files: Files,
    wish?: Partial<ReleaseRequest>,
  ) => Promise<{ tag: string; assets: readonly Asset[] }>;
  readonly publish: (tag: string, assets: readonly Asset[], annotations?: Annotations) => Promise<void>;
  /** A release folder, or a folder of them. */
  readonly folder: (path: string, assets: readonly Asset[]) => void;
}

/** @param stacks changes to the tiny stack by the path of each stack folder */
export function reader(
  stacks: Readonly<Record<string, Files>> = {},
  stores?: readonly ReleaseStore[],
): Reader {
  const own = new MemoryStore();
  const folders = new Map<string, readonly Asset[]>();
  const sources: StackSource = {
    find: (path) => {
      const found = Object.keys(stacks).filter((stack) => stack === path || stack.startsWith(`${path}/`));
      if (found.length > 0) return Promise.resolve(found);
      return Promise.reject(new CsctlError('stack-missing', `${path} has no ${CONFIG_FILE}`));
    },
    read: (folder) => Promise.resolve({ tree: stackTree(stacks[folder]), problems: [] }),
  };
  const { world } = memoryWorld(stores ?? [own]);
  const publish: Reader['publish'] = async (tag, assets, annotations = {}) => {
    await own.publish({ tag, assets: assets.map(streamOf), annotations });
  };
  const build: Reader['build'] = async (files, wish = {}) => {
    const maker = memoryWorld([own], { tiny: files });
    const options = { dryRun: false, publish: true };
    const { releases } = await createReleases(['tiny'], request(wish), options, maker.world);
    const tag = releases[0]?.tag ?? 'none';
    return { tag, assets: maker.written.get(tag) ?? [] };
  };
  return {
    world: { ...world, stacks: sources, folders: memoryFolders(folders) },
    store: own,
    build,
    publish,
    folder: (path, assets) => void folders.set(path, assets),
  };
}

/** The files of a release without some, and with others in their place. */
export const withAssets = (assets: readonly Asset[], ...others: readonly Asset[]): Asset[] => [
  ...assets.filter(({ name }) => others.every((other) => other.name !== name)),
  ...others,
];

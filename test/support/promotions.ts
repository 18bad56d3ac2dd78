// Somebody who builds, publishes and promotes releases of the tiny stack, all in memory.
import { MemoryStore } from '../../src/io/memory/memory-store.ts';
import { createReleases, type CreatedRelease } from '../../src/release/create.ts';
import type { ReleaseStore } from '../../src/release/ports.ts';
import { promoteRelease, type PromoteResult } from '../../src/release/promotion/promote.ts';
import type { PromoteRequest } from '../../src/release/promotion/promotion.ts';
import {
  readFinished,
  recordOf,
  type RecordedRelease,
} from '../../src/release/promotion/recorded-release.ts';
import { withChecksums } from '../../src/release/promotion/repackage.ts';
import type { ReleaseRequest } from '../../src/release/stages.ts';
import { readAsset } from '../../src/stack/asset-stream.ts';
import { streamOf, type Asset } from '../../src/stack/asset.ts';
import type { ComponentVersions } from '../../src/stack/metadata.ts';
import type { Files } from './stack-tree.ts';
import { memoryWorld, request, type MemoryWorld } from './world.ts';

export const versionsOf = ({ versions }: { readonly versions: ComponentVersions }): string =>
  Object.values(versions).join(' ');

/** What a promoter does. */
export interface Promoter extends MemoryWorld {
  readonly store: ReleaseStore;
  /** Builds the stack and publishes it, in hash mode unless told otherwise. */
  readonly build: (wish?: Partial<ReleaseRequest>) => Promise<CreatedRelease>;
  /** Promotes to stable unless told otherwise. */
  readonly promote: (tag: string, wish?: Partial<PromoteRequest>) => Promise<PromoteResult>;
  /** The files of a published release. */
  readonly assets: (tag: string) => Promise<readonly Asset[]>;
  readonly recorded: (tag: string) => Promise<RecordedRelease>;
}

/** @param files changes to the tiny stack */
export function promoter(files: Files = {}, stores: readonly ReleaseStore[] = [new MemoryStore()]): Promoter {
  const memory = memoryWorld(stores, { tiny: files });
  const { world } = memory;
  const [store] = stores;
  if (!store) throw new Error('a promoter needs a remote');
  const build = async (wish: Partial<ReleaseRequest> = {}) => {
    const options = { dryRun: false, publish: true, retryOnConflict: false };
    const [release] = (await createReleases(['tiny'], request(wish), options, world)).releases;
    if (!release) throw new Error('no release');
    return release;
  };
  const promote = (tag: string, wish: Partial<PromoteRequest> = {}) => {
    const asked = {
      channel: 'stable',
      source: undefined,
      allowed: new Set<string>(),
      mtime: 0,
      dryRun: false,
    };
    return promoteRelease(tag, { ...asked, ...wish } as PromoteRequest, world);
  };
  const assets = async (tag: string) => {
    const found = await store.find(tag);
    if (!found) throw new Error(`no release ${tag}`);
    return Promise.all(found.assets.map((asset) => readAsset(asset)));
  };
  const recorded = async (tag: string) => asRecorded(tag, await assets(tag));
  return { ...memory, store, build, promote, assets, recorded };
}

/**
 * A release of the tiny stack whose files were changed before it was published, and somebody to promote it.
 * @param change what becomes of the files; SHA256SUMS is made anew
 */
export async function tampered(
  change: (assets: readonly Asset[]) => readonly Asset[],
  files: Files = {},
): Promise<Promoter & { readonly tag: string }> {
  const maker = promoter(files);
  const { tag } = await maker.build();
  const changed = withChecksums(change(await maker.assets(tag)), []);
  const { annotations = {} } = (await maker.store.find(tag)) ?? {};
  const mine = promoter(files);
  await mine.store.publish({ tag, assets: changed.map(streamOf), annotations });
  return { ...mine, tag };
}

/** Files as promote reads them. */
export async function asRecorded(tag: string, assets: readonly Asset[]): Promise<RecordedRelease> {
  const release = recordOf(await readFinished(tag, assets.map(streamOf)));
  if (!release) throw new Error(`${tag} has no record`);
  return release;
}

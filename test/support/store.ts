// Short ways to use a release store in tests: whole releases in memory.
import type { Annotations, Publication, ReleaseStore } from '../../src/release/ports.ts';
import { readAssets, requireRelease } from '../../src/release/reading/read-release.ts';
import { streamOf, type Asset } from '../../src/stack/asset.ts';

export const publishAssets = (
  store: ReleaseStore,
  tag: string,
  assets: readonly Asset[],
  annotations: Annotations = {},
): Promise<Publication> => store.publish({ tag, assets: assets.map(streamOf), annotations });

/** The files of a release; as a reader would, it refuses a tag that is not there. */
export const readRelease = async (
  store: ReleaseStore,
  tag: string,
  names?: readonly string[],
): Promise<readonly Asset[]> => readAssets((await requireRelease(store, tag)).assets, names);

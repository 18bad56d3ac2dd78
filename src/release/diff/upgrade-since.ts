// What a finished release means for clusters of the release before it: for notes, which are made when it is published.
import { CsctlError } from '../../problem/problem.ts';
import type { AssetStream } from '../../stack/asset.ts';
import type { UpgradeSummary } from '../../verify/upgrade/verdict.ts';
import type { ReleaseStore } from '../ports.ts';
import { openTag } from '../reading/open-release.ts';
import { compareSides } from './diff.ts';
import { sideOfRelease } from './diff-side.ts';
import { findPredecessor } from './predecessor.ts';

/** Codes of what keeps two releases from being compared, and none of them from being published. */
const NOT_COMPARABLE = ['release-not-found', 'release-archive', 'remote-damaged', 'asset-size'];

/** The upgrade from the release before, on any of the remotes; undefined where there is none that can be compared. */
export async function upgradeSince(
  tag: string,
  assets: readonly AssetStream[],
  stores: readonly ReleaseStore[],
): Promise<UpgradeSummary | undefined> {
  if (stores.length === 0) return undefined;
  try {
    const newer = await sideOfRelease({ name: tag, tag, assets, folder: null, published: null });
    const older = await sideOfRelease(await openTag(await findPredecessor(newer, stores), stores));
    return (await compareSides(older, newer, true)).upgrade ?? undefined;
  } catch (error) {
    if (error instanceof CsctlError && NOT_COMPARABLE.includes(error.code)) return undefined;
    throw error;
  }
}

// A release that some remotes have and others lack (docs/cli.md, several remotes).
import type { Publication, ReleaseStore, StoredRelease, World } from '../ports.ts';
import { copyOf } from './copy.ts';
import { publishTo } from './publish-to.ts';

/** Gives the release, as it is, to the remotes that lack it. @returns what those became; none where all have it */
export async function fillIn(
  stored: StoredRelease,
  origin: ReleaseStore,
  world: World,
): Promise<readonly Publication[]> {
  const lacking: ReleaseStore[] = [];
  for (const store of world.stores) if (!(await store.find(stored.tag))) lacking.push(store);
  return publishTo(lacking, copyOf(stored, origin, world.notes), world);
}

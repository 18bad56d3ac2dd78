// A release that some remotes have and others lack (docs/cli.md, several remotes).
import type { Publication, ReleaseStore, StoredRelease, World } from '../ports.ts';
import { copyOf } from './copy.ts';
import { publishTo } from './publish-to.ts';

/**
 * Gives the release, as it is, to the remotes that lack it. Where it is to be signed it goes to all: what is there is
 * identical, and may lack its signature since an earlier run failed.
 * @returns what became of it; nothing where there was nothing to do
 */
export async function fillIn(
  stored: StoredRelease,
  origin: ReleaseStore,
  world: World,
): Promise<readonly Publication[]> {
  const lacking: ReleaseStore[] = [];
  for (const store of world.stores) if (!(await store.find(stored.tag))) lacking.push(store);
  const wanting = world.signer ? world.stores : lacking;
  return publishTo(wanting, copyOf(stored, origin, world.notes), world);
}

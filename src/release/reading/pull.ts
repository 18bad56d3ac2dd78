// pull: a published release back into a release folder, every byte checked.
import { isPlainName } from '../../archive/oci-manifest.ts';
import { CsctlError } from '../../problem/problem.ts';
import { infoOf, type AssetInfo, type AssetStream } from '../../stack/asset.ts';
import { provenanceOf, type Provenance } from '../annotations.ts';
import type { ReleaseStore, StoredRelease, World } from '../ports.ts';
import { findOnAny } from './read-release.ts';
import { countTransfer } from '../transfer.ts';

/** A fetched release, as `--json` prints it. */
export interface PulledRelease {
  readonly tag: string;
  readonly folder: string;
  readonly digest: string;
  readonly url: string;
  readonly assets: readonly AssetInfo[];
  readonly provenance: Provenance;
}

/**
 * Fetches releases from the first remote that has them. All are looked up before the first is fetched.
 * @throws CsctlError `release-not-found`, `remote-damaged`, `output-foreign`
 */
export async function pullReleases(
  tags: readonly string[],
  stores: readonly ReleaseStore[],
  world: Pick<World, 'sink' | 'reporter' | 'signal'>,
): Promise<{ readonly releases: readonly PulledRelease[] }> {
  for (const store of stores) await store.check('read');
  const found: StoredRelease[] = [];
  for (const tag of new Set(tags)) {
    await world.sink.check(tag);
    const { release: stored } = await findOnAny(stores, tag);
    refuseUnsafe(stored);
    found.push(stored);
  }
  const releases: PulledRelease[] = [];
  for (const { tag, digest, url, assets, annotations } of found) {
    await world.signal.throwIfAborted();
    world.reporter.step(tag, 'pull');
    const counted = countTransfer(assets, (transfer) => {
      world.reporter.transfer(`pull ${tag}`, transfer);
    });
    const folder = await world.sink.receive(tag, counted);
    releases.push({
      tag,
      folder,
      digest,
      url,
      assets: assets.map(infoOf),
      provenance: provenanceOf(annotations),
    });
  }
  return { releases };
}

/** Names come from outside: each must be a plain file name, and one file on every system. */
function refuseUnsafe({ tag, url, assets }: StoredRelease): void {
  const seen = new Set<string>();
  const unsafe = assets.find((asset: AssetStream) => {
    const twin = seen.has(asset.name.toLowerCase());
    seen.add(asset.name.toLowerCase());
    return twin || !isPlainName(asset.name);
  });
  if (!unsafe) return;
  const message = `${url} has a file called ${JSON.stringify(unsafe.name)}; expected plain names, each once`;
  throw new CsctlError('remote-damaged', message, {
    hint: `${tag} was not made by csctl; nothing was written`,
  });
}

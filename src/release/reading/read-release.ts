// Releases from remotes: found by tag, their files read into memory.
import { didYouMean } from '../../problem/nearest.ts';
import { CsctlError } from '../../problem/problem.ts';
import { readAsset } from '../../stack/asset-stream.ts';
import type { Asset, AssetStream } from '../../stack/asset.ts';
import { parseTag, seriesName } from '../../stack/release-name.ts';
import { compareVersions } from '../../stack/stack-version.ts';
import type { ReleaseStore, StoredRelease } from '../ports.ts';

/** The release of a tag. @throws CsctlError `release-not-found`, naming releases that are there */
export async function requireRelease(store: ReleaseStore, tag: string): Promise<StoredRelease> {
  const release = await store.find(tag);
  if (release) return release;
  const hint = await describeNeighbours(store, tag);
  throw new CsctlError('release-not-found', `${store.remote} has no release ${tag}`, { hint });
}

/** The release of a tag on the first remote that has it, and that remote. @throws CsctlError `release-not-found` */
export async function findOnAny(
  stores: readonly ReleaseStore[],
  tag: string,
): Promise<{ readonly store: ReleaseStore; readonly release: StoredRelease }> {
  for (const store of stores) {
    const release = await store.find(tag);
    if (release) return { store, release };
  }
  const [first] = stores;
  const hint = first ? await describeNeighbours(first, tag) : 'name a remote with --remote';
  const where = stores.map(({ remote }) => remote).join(', ') || 'no remote';
  throw new CsctlError('release-not-found', `${where} has no release ${tag}`, { hint });
}

/** Whoever reads releases has to say where from. @throws CsctlError `remote-needed` */
export function requireRemotes(stores: readonly ReleaseStore[]): void {
  if (stores.length > 0) return;
  const hint =
    'name one with --remote github:OWNER/REPO, oci://HOST/REPOSITORY or layout:FOLDER, or set CSCTL_REMOTE';
  throw new CsctlError('remote-needed', 'no remote is named', { hint });
}

/** The files, or those of the given names, in memory. @throws CsctlError `remote-damaged`, `asset-size` */
export async function readAssets(
  assets: readonly AssetStream[],
  names?: readonly string[],
): Promise<readonly Asset[]> {
  const wanted = assets.filter(({ name }) => names === undefined || names.includes(name));
  return Promise.all(wanted.map((asset) => readAsset(asset)));
}

/**
 * The files that we look into, in memory: not those of unknown sort (images), which may be of any size.
 * @throws CsctlError `asset-size`, `remote-damaged`
 */
export const readKnown = (assets: readonly AssetStream[]): Promise<readonly Asset[]> =>
  readAssets(assets.filter(({ role }) => role !== 'other'));

/** What to try instead: the newest releases of the same stack and minor, else tags like it, else what the remote has. */
async function describeNeighbours(store: ReleaseStore, tag: string): Promise<string> {
  const identity = parseTag(tag)?.identity;
  const near = identity ? newest(await store.list(`${seriesName(identity)}-`)) : [];
  if (near.length > 0) return `the newest of that stack: ${near.join(', ')}`;
  const tags = await store.list('');
  const question = didYouMean(
    tag,
    tags.filter((one) => parseTag(one)),
  );
  if (question !== undefined) return question;
  const all = newest(tags);
  return all.length === 0 ? 'it has none' : `it has ${all.join(', ')} and maybe more: csctl list shows all`;
}

/** Up to five tags, the newest last. */
function newest(tags: readonly string[]): string[] {
  const names = tags.flatMap((tag) => {
    const name = parseTag(tag);
    return name ? [{ tag, name }] : [];
  });
  return names
    .sort((a, b) => compareVersions(a.name.version, b.name.version))
    .slice(-5)
    .map(({ tag }) => tag);
}

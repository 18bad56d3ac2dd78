// recall: what is on the remotes; the previous release is fetched whole.
import { CsctlError, isError } from '../../problem/problem.ts';
import { HASHES_FILE, parseHashes } from '../../stack/hashes-file.ts';
import { sameMinor } from '../../stack/kubernetes-version.ts';
import { METADATA_FILE, parseMetadata, type Metadata } from '../../stack/metadata.ts';
import { looksBack } from '../../stack/modes.ts';
import { inParallel } from '../../stack/parallel.ts';
import { parseTag } from '../../stack/release-name.ts';
import { compareVersions, isStable } from '../../stack/stack-version.ts';
import type { Asset } from '../../stack/asset.ts';
import type { Step } from '../flow.ts';
import type { ReleaseStore, Reporter, StoredRelease } from '../ports.ts';
import { readAssets, readKnown } from '../reading/read-release.ts';
import type { KnownRelease, Loaded, Previous, PreviousRelease, Recalled } from '../stages.ts';

/** How many releases are looked at together: a registry is not to be flooded. */
const AT_ONCE = 8;

const NOTHING_USED = { clusterAddon: [], nodeImage: [] } as const;

export const recall: Step<Loaded, Recalled> = {
  title: 'look up earlier releases',
  async run(loaded, world) {
    const { stack, request } = loaded;
    if (!looksBack(request.mode))
      return { ...loaded, previous: { kind: 'not-needed' }, known: [], used: NOTHING_USED };
    const { provider, name, minor } = stack.config.identity;
    const listed = await Promise.all(
      world.stores.map((store) => listReleases(store, `${provider}-${name}-`, world.reporter)),
    );
    const known = listed.flat().filter((release) => release.name.identity.name === name);
    const series = known.filter((release) => sameMinor(release.name.identity.minor, minor));
    const previous = await previousOf(series, request.mode, world.reporter);
    return { ...loaded, previous, known, used: await usedVersions(loaded, known, series) };
  },
};

/**
 * The newest release to follow, whole. A tag without a release (on GitHub: a git tag that was only pushed, or whose
 * release was removed) keeps its version from coming again, but there is nothing in it to compare with.
 */
async function previousOf(
  series: readonly KnownRelease[],
  channel: string,
  reporter: Reporter,
): Promise<Previous> {
  for (let left = series; ;) {
    const newest = newestToFollow(left, channel);
    if (!newest) return { kind: 'none' };
    const stored = await newest.store.find(newest.tag);
    if (stored) return { kind: 'found', release: await fetchRelease(newest, stored) };
    reporter.note(
      `${newest.store.remote}: the tag ${newest.tag} has no release; its version is not used again`,
    );
    left = left.filter((release) => release !== newest);
  }
}

/**
 * The release to compare with: the newest stable one, or one of the own channel that leads to the next stable
 * version. A pre-release that was named by hand beyond that (`v9-beta.0`, `v1-beta.rc`) is none that ours can follow.
 */
function newestToFollow(series: readonly KnownRelease[], channel: string): KnownRelease | undefined {
  const sorted = [...series].sort((a, b) => compareVersions(a.name.version, b.name.version));
  const stable = sorted.filter(({ name }) => isStable(name.version)).at(-1);
  const next = (stable?.name.version.major ?? 0) + 1;
  const isCounted = ({ name: { version } }: KnownRelease) =>
    version.channel === channel && version.major === next && /^\d+$/.test(version.patch);
  return sorted.filter(isCounted).at(-1) ?? stable;
}

/** The releases of a stack on one remote; tags of others are passed over, with a note. */
async function listReleases(
  store: ReleaseStore,
  prefix: string,
  reporter: Reporter,
): Promise<KnownRelease[]> {
  const tags = await store.list(prefix);
  return tags.flatMap((tag) => {
    const name = parseTag(tag);
    if (name) return [{ tag, name, store }];
    reporter.note(`${store.remote}: the tag "${tag}" is no cluster stack release; ignored`);
    return [];
  });
}

async function fetchRelease(known: KnownRelease, stored: StoredRelease): Promise<PreviousRelease> {
  const assets = await readKnown(stored.assets);
  const hashes = assets.find(({ name }) => name === HASHES_FILE);
  return {
    ...known,
    stored,
    assets,
    metadata: metadataOf(known, assets),
    hashes: hashes && parseHashes(Buffer.from(hashes.bytes).toString('utf8')),
  };
}

/** @throws CsctlError `remote-damaged`: without its versions the next ones cannot be known */
function metadataOf({ tag, store }: KnownRelease, assets: readonly Asset[]): Metadata {
  const asset = assets.find(({ name }) => name === METADATA_FILE);
  const hint = 'publish the release again from its folder, or remove the tag';
  if (!asset)
    throw new CsctlError('remote-damaged', `${tag} on ${store.remote} has no ${METADATA_FILE}`, { hint });
  const parsed = parseMetadata(`${tag}/${METADATA_FILE}`, Buffer.from(asset.bytes).toString('utf8'));
  if (parsed.metadata) return parsed.metadata;
  const why = parsed.problems.filter(isError).map(({ message }) => message);
  throw new CsctlError('remote-damaged', `${tag} on ${store.remote} cannot be continued: ${why.join('; ')}`, {
    hint,
  });
}

/**
 * Component versions that must not come again. The operator compares the bare addon version when a Cluster moves
 * to another release; in the single-stage convention also across Kubernetes minors (docs/operator-contract.md 3.1),
 * and in pre-release channels a version may have been used by a release that is not the previous one.
 */
async function usedVersions(
  { stack, request }: Loaded,
  known: readonly KnownRelease[],
  series: readonly KnownRelease[],
): Promise<Recalled['used']> {
  const acrossMinors = stack.convention === 'single-stage';
  const relevant = acrossMinors ? known : request.mode === 'stable' ? [] : series;
  const lookedAt = relevant.filter(
    ({ name }) => isStable(name.version) || name.version.channel === request.mode,
  );
  const found = await inParallel(lookedAt, AT_ONCE, readMetadata);
  const metadata = found.flatMap((one) => one ?? []);
  const inSeries = found.flatMap((one, index) =>
    one && lookedAt[index] && series.includes(lookedAt[index]) ? [one] : [],
  );
  return {
    clusterAddon: metadata.map(({ versions }) => versions.clusterAddon),
    nodeImage: request.mode === 'stable' ? [] : inSeries.flatMap(({ versions }) => versions.nodeImage ?? []),
  };
}

/** Undefined for a tag without a release. */
async function readMetadata(release: KnownRelease): Promise<Metadata | undefined> {
  const stored = await release.store.find(release.tag);
  return stored && metadataOf(release, await readAssets(stored.assets, [METADATA_FILE]));
}

// list: what is published, from annotations and metadata only.
import { KUBERNETES_ANNOTATION } from '../../archive/oci-manifest.ts';
import { compareMinors, formatMinor, isAskedFor } from '../../stack/kubernetes-version.ts';
import { METADATA_FILE, parseMetadata } from '../../stack/metadata.ts';
import { parseTag, type ReleaseName } from '../../stack/release-name.ts';
import { compareVersions, formatVersion } from '../../stack/stack-version.ts';
import type { BrowsedRelease, ReleaseStore, Reporter } from '../ports.ts';
import { readAssets } from './read-release.ts';

/** A published release, as `--json` prints it (docs/cli.md). */
export interface ListedRelease {
  readonly tag: string;
  readonly provider: string;
  readonly stack: string;
  /** `1.34` */
  readonly minor: string;
  /** `v1.34.7`; null where neither annotations nor metadata say. */
  readonly kubernetes: string | null;
  readonly version: string;
  readonly channel: string;
  readonly created: string | null;
  /** null where the remote does not say: files that were put on GitHub before it kept digests. */
  readonly digest: string | null;
  readonly remote: string;
}

export interface ListResult {
  readonly releases: readonly ListedRelease[];
  /** Tags that are no releases of cluster stacks. */
  readonly foreign: readonly string[];
}

/** Which releases are wanted. */
export interface ListFilter {
  /** Beginnings of tags: `docker-scs`, or `docker/scs`; empty for all. */
  readonly prefixes: readonly string[];
  /** Minors (`1.34`); empty for all. */
  readonly minors: readonly string[];
  readonly channels: readonly string[];
}

/**
 * The releases on the remotes, by provider and stack, the newest minor and version first.
 * @param reporter is told of folders that are not there; undefined where empty remotes are expected
 */
export async function listReleases(
  stores: readonly ReleaseStore[],
  filter: ListFilter,
  reporter?: Pick<Reporter, 'note'>,
): Promise<ListResult> {
  const rows: { name: ReleaseName; row: ListedRelease }[] = [];
  const foreign = new Set<string>();
  for (const store of stores) {
    await store.check('read');
    for (const { stored, name } of await releasesOn(store, filter, foreign, reporter)) {
      if (name && isWanted(name, filter)) rows.push({ name, row: await describe(stored, name, store) });
    }
  }
  return {
    releases: rows.sort((a, b) => compareNames(a.name, b.name)).map(({ row }) => row),
    foreign: [...foreign].sort(),
  };
}

async function releasesOn(
  store: ReleaseStore,
  { prefixes }: ListFilter,
  foreign: Set<string>,
  reporter: Pick<Reporter, 'note'> | undefined,
): Promise<{ stored: BrowsedRelease; name: ReleaseName }[]> {
  const found = new Map<string, BrowsedRelease>();
  for (const prefix of prefixes.length === 0 ? [''] : prefixes) {
    // A stack, or any beginning of tags.
    const start = prefix.replace(/^([^/]+)\/([^/]+)$/, '$1-$2-').replaceAll('/', '-');
    const { releases, skipped, isAbsent } = await store.browse(start);
    if (isAbsent) reporter?.note(`${store.remote}: there is no such folder; it counts as an empty remote`);
    for (const release of releases) found.set(release.tag, release);
    for (const tag of skipped) foreign.add(tag);
  }
  return [...found.values()].flatMap((stored) => {
    const name = parseTag(stored.tag);
    if (!name) foreign.add(stored.tag);
    return name ? [{ stored, name }] : [];
  });
}

const isWanted = ({ identity, version }: ReleaseName, { minors, channels }: ListFilter): boolean =>
  isAskedFor(minors, identity.minor) && (channels.length === 0 || channels.includes(version.channel));

async function describe(
  stored: BrowsedRelease,
  { identity, version }: ReleaseName,
  { remote }: ReleaseStore,
): Promise<ListedRelease> {
  return {
    tag: stored.tag,
    provider: identity.provider,
    stack: identity.name,
    minor: formatMinor(identity.minor),
    kubernetes: await kubernetesOf(stored),
    version: formatVersion(version),
    channel: version.channel,
    created: stored.created ?? null,
    digest: stored.digest ?? null,
    remote,
  };
}

/** csctl's annotation; where it is missing, metadata.yaml, which is small. */
async function kubernetesOf({ annotations, assets }: BrowsedRelease): Promise<string | null> {
  const annotated = annotations[KUBERNETES_ANNOTATION];
  if (annotated !== undefined) return annotated;
  const [metadata] = await readAssets(assets, [METADATA_FILE]);
  const text = metadata && Buffer.from(metadata.bytes).toString('utf8');
  return parseMetadata(METADATA_FILE, text ?? '').metadata?.kubernetes ?? null;
}

function compareNames(a: ReleaseName, b: ReleaseName): number {
  const series = (name: ReleaseName) => `${name.identity.provider}-${name.identity.name}`;
  if (series(a) !== series(b)) return series(a) < series(b) ? -1 : 1;
  return compareMinors(b.identity.minor, a.identity.minor) || compareVersions(b.version, a.version);
}

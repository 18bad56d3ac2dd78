// The releases that the admission policies know: those in folders, under tags, or all that begin with a text.
import { CsctlError, problem, type Problem } from '../../../problem/problem.ts';
import { METADATA_FILE, parseMetadata } from '../../../stack/metadata.ts';
import { parseTag } from '../../../stack/release-name.ts';
import { listReleases, type ListedRelease } from '../../reading/list.ts';
import { openRelease, type ReleasePlaces } from '../../reading/open-release.ts';
import { findOnAny, readAssets, requireRemotes } from '../../reading/read-release.ts';
import { publishedClass, type PublishedClass } from './class-versions.ts';

/** Which releases are meant. */
export interface ReleaseChoice {
  /** Release folders, tags, stacks (`docker/scs`) and beginnings of tags; none: everything on the remotes. */
  readonly sources: readonly string[];
  /** Minors (`1.34`) of releases on remotes; empty for all. */
  readonly minors: readonly string[];
  /** Channels of releases on remotes; empty for all. */
  readonly channels: readonly string[];
}

export interface ChosenReleases {
  readonly classes: readonly PublishedClass[];
  /** Releases that do not say their Kubernetes version. */
  readonly warnings: readonly Problem[];
}

/**
 * Reads names and Kubernetes versions, nothing more. Where two remotes have a release of the same tag, the first counts.
 * @throws CsctlError `remote-needed`, `release-not-found`, `release-missing`, `release-tag`, `release-metadata`
 */
export async function chooseReleases(choice: ReleaseChoice, places: ReleasePlaces): Promise<ChosenReleases> {
  const { sources } = choice;
  if (sources.length === 0) return describe(await onRemotes('', choice, places));
  const classes: PublishedClass[] = [];
  const warnings: Problem[] = [];
  for (const source of sources) {
    const found = (await isOnRemotes(source, places))
      ? describe(await onRemotes(source, choice, places))
      : { classes: [await inFolder(source, places)], warnings: [] };
    classes.push(...found.classes);
    warnings.push(...found.warnings);
  }
  return { classes, warnings };
}

/** `docker/scs`: a stack, as `list` takes it. */
const STACK = /^[a-z0-9]+\/[a-z0-9]+$/;

async function isOnRemotes(source: string, { folders, stores }: ReleasePlaces): Promise<boolean> {
  if (stores.length === 0 || (await folders.exists(source))) return false;
  return !source.includes('/') || STACK.test(source);
}

/** @throws CsctlError `remote-needed`, `release-not-found` where there is nothing */
async function onRemotes(
  prefix: string,
  { minors, channels }: ReleaseChoice,
  { stores }: ReleasePlaces,
): Promise<readonly ListedRelease[]> {
  requireRemotes(stores);
  const isTag = parseTag(prefix) !== undefined;
  const filter = { prefixes: prefix === '' ? [] : [prefix], minors, channels };
  const { releases } = await listReleases(stores, isTag ? { ...filter, minors: [], channels: [] } : filter);
  // The beginning of v1 is that of v10 too.
  const found = isTag ? releases.filter(({ tag }) => tag === prefix) : releases;
  if (found.length > 0) return found;
  if (isTag) await findOnAny(stores, prefix);
  const where = stores.map(({ remote }) => remote).join(', ');
  const which = prefix === '' ? 'releases of cluster stacks' : `release that begins with ${prefix}`;
  const narrowed = minors.length + channels.length > 0 ? ' of the minors and channels asked for' : '';
  throw new CsctlError('release-not-found', `${where} has no ${which}${narrowed}`, {
    hint: `csctl list --remote ${stores[0]?.remote ?? 'REMOTE'} shows what is there`,
  });
}

function describe(releases: readonly ListedRelease[]): ChosenReleases {
  const classes = releases.flatMap(({ tag, kubernetes }) =>
    kubernetes === null ? [] : (publishedClass(tag, kubernetes) ?? []),
  );
  const silent = releases.filter(({ kubernetes }) => kubernetes === null);
  const warnings = silent.map(({ tag, remote }) =>
    problem('release-metadata', `${tag} does not say its Kubernetes version; it is left out`, {
      severity: 'warning',
      file: remote,
      hint: `csctl verify ${tag} --remote ${remote} says what is wrong with it`,
    }),
  );
  return { classes, warnings };
}

/** @throws CsctlError `release-missing`, `release-tag`, `release-metadata` */
async function inFolder(source: string, places: ReleasePlaces): Promise<PublishedClass> {
  const { tag, assets, name } = await openRelease(source, places);
  const [asset] = await readAssets(assets, [METADATA_FILE]);
  const { metadata } = parseMetadata(METADATA_FILE, asset ? Buffer.from(asset.bytes).toString('utf8') : '');
  const hint = `csctl verify ${source} says what is wrong with it`;
  if (metadata?.kubernetes === undefined)
    throw new CsctlError('release-metadata', `${name} does not say its Kubernetes version`, { hint });
  const found = publishedClass(tag, metadata.kubernetes);
  if (found) return found;
  const message = `"${tag}" is no tag of a cluster stack; expected one as in docker-scs-1-34-v3`;
  throw new CsctlError('release-tag', message, {
    file: name,
    hint: 'the folder of a release is named like its tag',
  });
}

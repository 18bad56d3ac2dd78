// status: the stacks and releases that are here, and what to do next. Never asks a network.
import { CsctlError, isError, sortProblems, type Problem } from '../../problem/problem.ts';
import { isPastEnd, newestPatch, seriesOf } from '../../stack/currency.ts';
import { compareKubernetes, formatKubernetes, formatMinor } from '../../stack/kubernetes-version.ts';
import type { ServedMinor } from '../../stack/layout/layout.ts';
import { readLayout } from '../../stack/layout/read-layout.ts';
import { parseTag, type StackIdentity } from '../../stack/release-name.ts';
import { compareVersions } from '../../stack/stack-version.ts';
import { locateProblems } from '../../stack/stack.ts';
import { listReleases, type ListedRelease } from '../reading/list.ts';
import { nextSteps } from './next-steps.ts';
import type { Status, StatusMinor, StatusRelease, StatusStack } from './status-result.ts';
import type { Surroundings } from './surroundings.ts';

/** What is here. Whatever is broken is part of the result, and no error. */
export async function statusOf(around: Surroundings): Promise<Status> {
  const { folders, complete } = around.stacks.near();
  const warnings: Problem[] = [];
  const published = await publishedOn(around, warnings);
  const stacks: StatusStack[] = [];
  for (const folder of folders) stacks.push(await stackAt(folder, published, around));
  const asked = new Set(around.stores.map(({ remote }) => remote));
  const releases = releasesIn(around.output, published);
  const remotes = around.remotes.map((remote) => ({ remote, asked: asked.has(remote) }));
  const isKnown = around.kubernetes !== undefined;
  const next = nextSteps({ stacks, releases, remotes, isKnown });
  return { stacks, releases, remotes, complete, next, warnings };
}

/** Undefined where there was nobody to ask, or a remote could not be read. */
async function publishedOn(
  { stores }: Surroundings,
  warnings: Problem[],
): Promise<readonly ListedRelease[] | undefined> {
  if (stores.length === 0) return undefined;
  try {
    return (await listReleases(stores, { prefixes: [], minors: [], channels: [] })).releases;
  } catch (error) {
    warnings.push(...asWarnings(error));
    return undefined;
  }
}

async function stackAt(
  folder: string,
  published: readonly ListedRelease[] | undefined,
  around: Surroundings,
): Promise<StatusStack> {
  try {
    const files = await around.stacks.read(folder);
    const layout = readLayout(folder, files.tree);
    const read = (layout.minors.length === 0 ? [undefined] : layout.minors).map((one) =>
      layout.read(one?.minor),
    );
    const identity = read.flatMap(({ stack }) => stack?.config.identity ?? [])[0];
    const found = [...locateProblems(folder, files.problems), ...read.flatMap(({ problems }) => problems)];
    return {
      folder,
      stack: identity ? `${identity.provider}/${identity.name}` : null,
      layout: layout.kind,
      minors: layout.minors.map((one) => minorOf(one, identity, published, around)),
      problems: sortProblems(found.filter(isError)),
    };
  } catch (error) {
    if (!(error instanceof CsctlError)) throw error;
    return { folder, stack: null, layout: null, minors: [], problems: error.problems };
  }
}

function minorOf(
  { minor, kubernetes }: ServedMinor,
  identity: StackIdentity | undefined,
  published: readonly ListedRelease[] | undefined,
  { kubernetes: known = [], today }: Surroundings,
): StatusMinor {
  const text = formatMinor(minor);
  const own = published?.find(
    (one) => one.provider === identity?.provider && one.stack === identity.name && one.minor === text,
  );
  const newest = newestPatch(known, minor)?.version;
  const isNewer = newest && kubernetes && compareKubernetes(newest, kubernetes) > 0;
  const series = seriesOf(known, minor);
  return {
    minor: text,
    kubernetes: kubernetes ? formatKubernetes(kubernetes) : null,
    released: own ? { tag: own.tag, kubernetes: own.kubernetes } : null,
    newer: isNewer ? formatKubernetes(newest) : null,
    ended: series ? isPastEnd(series, today) : false,
  };
}

/** The folders that are named as releases are, by series, the oldest version first. */
function releasesIn(
  { folder, names }: Surroundings['output'],
  published: readonly ListedRelease[] | undefined,
): StatusRelease[] {
  const found = names.flatMap((tag) => {
    const name = parseTag(tag);
    return name ? [{ tag, name, series: tag.split('-').slice(0, 4).join('-') }] : [];
  });
  const sorted = found.sort((a, b) =>
    a.series === b.series ? compareVersions(a.name.version, b.name.version) : a.series < b.series ? -1 : 1,
  );
  return sorted.map(({ tag }) => ({
    tag,
    folder: `${folder}/${tag}`,
    published: published ? published.some((one) => one.tag === tag) : null,
  }));
}

/** @throws what is no refusal */
function asWarnings(error: unknown): Problem[] {
  if (!(error instanceof CsctlError)) throw error;
  return error.problems.map((one) => ({ ...one, severity: 'warning' as const }));
}

// What is different between the class that a Cluster has and the one that it gets: its variables.
import { CsctlError, problem, type Problem } from '../../../problem/problem.ts';
import { diffVariables, flattenVariables, type ClassVariable } from '../../../stack/class-variables.ts';
import {
  parseTag,
  seriesName,
  tagName,
  type ReleaseName,
  type StackIdentity,
} from '../../../stack/release-name.ts';
import { compareVersions, isStable, type StackVersion } from '../../../stack/stack-version.ts';
import type { ClassModel } from '../../../verify/class/class-model.ts';
import { dataOf, type Data } from '../../../verify/class/data.ts';
import { parseClassName, topologyOf } from '../../../verify/cluster-webhook.ts';
import { variableFindings, type VariableFinding } from '../../../verify/upgrade/variable-findings.ts';
import type { ReleaseStore } from '../../ports.ts';
import type { ReleasePlaces } from '../../reading/open-release.ts';
import { classOf, readManifestRelease, type RenderedClass } from '../release-class.ts';

/** What changed for a Cluster. */
export interface VariableChanges {
  /** Null where the old class is not known. */
  readonly variables: readonly VariableFinding[] | null;
  readonly warnings: readonly Problem[];
}

/** Where the old release may be. */
interface OldRelease {
  /** As the user named the new one. */
  readonly source: string;
  /** As the user named the old one. */
  readonly fromRelease: string | undefined;
}

const NONE: VariableChanges = { variables: null, warnings: [] };

/**
 * Compares the variables of the class that a Cluster names with those of the new one.
 * @throws CsctlError for an old release that was named and cannot be read; `usage` where it is not that of the Cluster
 */
export async function changesSince(
  cluster: Data,
  target: { readonly class: RenderedClass },
  where: OldRelease,
  world: ReleasePlaces,
): Promise<VariableChanges> {
  const { className } = topologyOf(cluster);
  const name = parseClassName(className);
  if (!name) return NONE;
  const old = await oldClass(className, name, where, world);
  if (old instanceof CsctlError) {
    const message = `it is not known what changed in the class: ${old.message}`;
    const hint = 'name the release that the Cluster has with --from-release, or its --remote';
    return { variables: null, warnings: [problem('cluster-changed', message, { hint })] };
  }
  const changes = diffVariables(variablesOf(old.model), variablesOf(target.class.model));
  return { variables: variableFindings(changes), warnings: [] };
}

const variablesOf = ({ object }: ClassModel): readonly ClassVariable[] =>
  flattenVariables(dataOf(object.data['spec'])['variables']).variables;

/** What keeps an old class from being looked at, and nothing from being upgraded. */
const UNKNOWN = [
  ...[
    'release-missing',
    'release-not-found',
    'release-tag',
    'release-metadata',
    'class-missing',
    'chart-render',
  ],
  ...['remote-damaged', 'remote-unreachable', 'remote-needed', 'release-archive', 'asset-size'],
  ...['credentials-missing', 'credentials-refused'],
];

async function oldClass(
  className: string,
  name: ReleaseName,
  { source, fromRelease }: OldRelease,
  world: ReleasePlaces,
): Promise<RenderedClass | CsctlError> {
  if (fromRelease !== undefined) {
    const old = classOf(await readManifestRelease(fromRelease, world));
    if (old.name === className) return old;
    throw new CsctlError('usage', `--from-release brings ${old.name}; the Cluster has ${className}`, {
      hint: `name the release ${tagName(name.identity, name.version)}`,
    });
  }
  const tag = tagName(name.identity, name.version);
  const beside = `${source.replace(/\/+$/, '').replace(/[^/]*$/, '')}${tag}`;
  try {
    const found = (await world.folders.exists(beside)) ? beside : tag;
    return classOf(await readManifestRelease(found, world));
  } catch (error) {
    if (error instanceof CsctlError && UNKNOWN.includes(error.code)) return error;
    throw error;
  }
}

/**
 * The release that a Cluster has, where the new one is an older one of the same series; undefined where it is not, or
 * where nobody can tell: `v0-sha.abc1234` and its like are named by content, not by age.
 * @param className the class that the Cluster has
 */
export function stepBack(
  className: string,
  { identity, version }: ReleaseName,
): { readonly tag: string } | undefined {
  const old = parseClassName(className);
  if (!old || seriesName(old.identity) !== seriesName(identity)) return undefined;
  if (!hasAge(old.version) || !hasAge(version) || compareVersions(version, old.version) >= 0)
    return undefined;
  return { tag: tagName(old.identity, old.version) };
}

const hasAge = (version: StackVersion): boolean => isStable(version) || version.major > 0;

/**
 * The newest release of a series, stable ones before others; undefined where no remote has one, or none can be asked: it is
 * for a hint only.
 */
export async function newestOf(
  identity: StackIdentity,
  stores: readonly ReleaseStore[],
): Promise<ReleaseName | undefined> {
  const lists = stores.map((store) => tagsOn(store, `${seriesName(identity)}-`));
  const names = (await Promise.all(lists)).flat().flatMap((tag) => {
    const name = parseTag(tag);
    return name ? [name] : [];
  });
  const stable = names.filter(({ version }) => isStable(version));
  return [...(stable.length > 0 ? stable : names)]
    .sort((a, b) => compareVersions(a.version, b.version))
    .at(-1);
}

async function tagsOn(store: ReleaseStore, prefix: string): Promise<readonly string[]> {
  try {
    return await store.list(prefix);
  } catch (error) {
    if (error instanceof CsctlError && UNKNOWN.includes(error.code)) return [];
    throw error;
  }
}

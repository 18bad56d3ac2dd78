// Clusters of a file brought to another release: class and version together, and what that means for their variables.
import { CsctlError, problem, refuseErrors, type Problem } from '../../../problem/problem.ts';
import { tagName, type StackIdentity } from '../../../stack/release-name.ts';
import { checkTopology } from '../../../verify/cluster-variables.ts';
import {
  checkAdmission,
  classPath,
  parseClassName,
  topologyOf,
  VERSION_PATH,
  type ClusterFinding,
} from '../../../verify/cluster-webhook.ts';
import type { VariableFinding } from '../../../verify/upgrade/variable-findings.ts';
import type { ReleaseStore, World } from '../../ports.ts';
import type { ReleasePlaces } from '../../reading/open-release.ts';
import { ClusterFile, type ClusterInFile } from './cluster-file.ts';
import { clusterMade } from './cluster.ts';
import { deliver, type DeliveryWish, type GenerateResult } from '../deliver.ts';
import { madeAnew } from '../manifest-text.ts';
import { classOf, readManifestRelease, type ManifestRelease, type RenderedClass } from '../release-class.ts';
import { changesSince, newestOf, stepBack } from './upgrade-changes.ts';

/** What is to be brought where. */
export interface UpgradeRequest {
  /** The release that Clusters are to have: a folder or a tag. */
  readonly source: string;
  readonly file: string;
  /** Only the Cluster of this name. */
  readonly name: string | undefined;
  /** The release that they have: a folder or a tag; undefined: it is looked for by the name of the class. */
  readonly fromRelease: string | undefined;
  readonly delivery: DeliveryWish;
}

/** The class and version of a Cluster. */
interface Topology {
  readonly class: string;
  readonly kubernetes: string;
}

/** A Cluster that was brought to the release, as `--json` prints it. */
export interface UpgradedCluster {
  readonly name: string;
  readonly from: Topology;
  readonly to: Topology;
  /** What is different about the variables of the class; null where the old class is not known. */
  readonly variables: readonly VariableFinding[] | null;
}

/** The result, as `--json` prints it. */
export interface UpgradeResult extends GenerateResult {
  readonly clusters: readonly UpgradedCluster[];
}

interface Target {
  readonly release: ManifestRelease;
  readonly class: RenderedClass;
}

/**
 * generate cluster --upgrade-from.
 * @throws CsctlError `cluster-file`, `yaml-syntax`; `cluster-upgrade` for all that the operator or Cluster API would refuse
 */
export async function upgradeClusters(
  request: UpgradeRequest,
  world: ReleasePlaces & Pick<World, 'files' | 'texts'>,
): Promise<UpgradeResult> {
  const release = await readManifestRelease(request.source, world);
  const target = { release, class: classOf(release) };
  const file = ClusterFile.parse(request.file, await world.texts.read(request.file));
  const { meant, warnings } = meantClusters(file, target, request);
  const changed = await Promise.all(
    meant.map(async (cluster) => ({
      cluster,
      changes: await changesSince(cluster.data, target, request, world),
    })),
  );
  const found = await Promise.all(
    changed.map(({ cluster, changes }) =>
      judge(file, cluster, target, changes.variables ?? [], world.stores),
    ),
  );
  refuseErrors(found.flat(), request.file);
  const { text, shared } = file.withTexts(meant.flatMap((cluster) => editsOf(cluster, target)));
  const manifest = { name: 'cluster.yaml', text: madeFor(release, meant, text) };
  const manifests = await deliver([manifest], request.delivery, world);
  return {
    tag: release.tag,
    manifests,
    warnings: [
      ...warnings,
      ...meant.flatMap((cluster) => backWarning(file, cluster, release)),
      ...changed.flatMap(({ changes }) => changes.warnings),
      ...(shared ? [sharedWarning(request.file)] : []),
    ],
    clusters: changed.map(({ cluster, changes }) => ({
      name: cluster.name,
      from: named(cluster),
      to: { class: target.class.name, kubernetes: release.kubernetes },
      variables: changes.variables,
    })),
  };
}

/** The comment of ours on the first line names the release that the Cluster has. */
function madeFor({ tag }: ManifestRelease, meant: readonly ClusterInFile[], text: string): string {
  const lines = meant
    .map(({ data }) => parseClassName(topologyOf(data).className))
    .map((name) => name && clusterMade(tagName(name.identity, name.version)));
  return madeAnew(text, (made) => lines.includes(made), clusterMade(tag));
}

const named = ({ data }: ClusterInFile): Topology => {
  const { className, version } = topologyOf(data);
  return { class: className, kubernetes: version };
};

const editsOf = (cluster: ClusterInFile, { release, class: { name } }: Target) => [
  { cluster, path: classPath(cluster.data), value: name },
  { cluster, path: VERSION_PATH, value: release.kubernetes },
];

/**
 * The Clusters that are to be changed: the one that is named, the only one, or of several those of the stack.
 * @throws CsctlError `cluster-file` where there is none of that name
 */
function meantClusters(
  { clusters }: ClusterFile,
  { release }: Target,
  { name, file }: UpgradeRequest,
): { readonly meant: readonly ClusterInFile[]; readonly warnings: readonly Problem[] } {
  if (name !== undefined) {
    const meant = clusters.filter((cluster) => cluster.name === name);
    if (meant.length > 0) return { meant, warnings: [] };
    const hint = `it has ${clusters.map((cluster) => cluster.name).join(', ')}`;
    throw new CsctlError('cluster-file', `${file} has no Cluster ${name}`, { file, hint });
  }
  const { provider, name: stack } = release.identity;
  const isOfStack = ({ data }: ClusterInFile) => {
    const identity = parseClassName(topologyOf(data).className)?.identity;
    return identity?.provider === provider && identity.name === stack;
  };
  const own = clusters.filter(isOfStack);
  if (own.length === 0 || own.length === clusters.length) return { meant: clusters, warnings: [] };
  const warnings = clusters
    .filter((cluster) => !isOfStack(cluster))
    .map((cluster) => {
      const message = `the Cluster ${cluster.name} is not of ${provider}/${stack}; it stays as it is`;
      return problem('cluster-changed', message, { file });
    });
  return { meant: own, warnings };
}

/** Everything that would be refused, each at its place. */
async function judge(
  file: ClusterFile,
  cluster: ClusterInFile,
  { release, class: { name, model } }: Target,
  variables: readonly VariableFinding[],
  stores: readonly ReleaseStore[],
): Promise<Problem[]> {
  const { data } = cluster;
  const admission = checkAdmission(changed(data, name, release.kubernetes), release, data);
  // Of a class that the Cluster cannot get, the variables do not matter.
  const found = admission.length > 0 ? admission : checkTopology(data, model, isFilledLater);
  return Promise.all(
    found.map(async (finding) => {
      const better = await betterHint(finding, release.identity, variables, stores);
      const hint = better ?? finding.hint;
      const place = file.place(cluster, finding.path);
      const message = `${cluster.name || 'the Cluster'}: ${finding.message}`;
      return problem('cluster-upgrade', message, { ...place, ...(hint !== undefined && { hint }) });
    }),
  );
}

/** What releases say beyond the rules: the tag that leads to the next minor, the new name of a variable. */
async function betterHint(
  { firstMinor, unknownVariable, hint }: ClusterFinding,
  identity: StackIdentity,
  variables: readonly VariableFinding[],
  stores: readonly ReleaseStore[],
): Promise<string | undefined> {
  if (firstMinor) {
    const newest = await newestOf({ ...identity, minor: firstMinor }, stores);
    return newest && `${hint ?? ''}: ${tagName(newest.identity, newest.version)}`;
  }
  if (unknownVariable === undefined) return undefined;
  const beginning = `the variable ${unknownVariable} seems `;
  const rename = variables.find(
    (one) => one.kind === 'variable-renamed' && one.message.startsWith(beginning),
  );
  return rename && `it seems to be called ${rename.variable} now`;
}

type Fields = Readonly<Record<string, unknown>>;

/** The Cluster as it is going to be. */
function changed(cluster: Fields, className: string, version: string): Fields {
  const put = (data: unknown, [step, ...rest]: readonly (string | number)[], value: string): unknown =>
    step === undefined
      ? value
      : { ...(data as Fields), [step]: put((data as Fields | undefined)?.[step], rest, value) };
  const withClass = put(cluster, classPath(cluster), className);
  return put(withClass, VERSION_PATH, version) as Fields;
}

/** What somebody puts in later: Flux and envsubst fill `${NAME}`, templates `{{ }}`, people <WORDS-IN-BRACKETS>. */
const isFilledLater = (value: unknown): boolean =>
  /\$\{[^}]*\}|\{\{|<[A-Z0-9]+(?:-[A-Z0-9]+)*>/.test(JSON.stringify(value) ?? '');

/** Older releases of the minor are let in (docs/operator-contract.md 5); few mean to go there. */
function backWarning(file: ClusterFile, cluster: ClusterInFile, release: ManifestRelease): Problem[] {
  const back = stepBack(topologyOf(cluster.data).className, release);
  if (!back) return [];
  const message = `${cluster.name || 'the Cluster'}: ${release.tag} is older than the release that it has, ${back.tag}`;
  const place = file.place(cluster, classPath(cluster.data));
  const hint = 'nothing has to be done where that is meant; csctl diff shows what goes back';
  return [problem('cluster-changed', message, { ...place, hint })];
}

const sharedWarning = (file: string): Problem =>
  problem('cluster-changed', 'the class or version has an anchor: what refers to it changes along', {
    file,
    hint: 'compare the file with what it was',
  });

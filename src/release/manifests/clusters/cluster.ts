// A Cluster for a release, made from the class that the release brings.
import { CsctlError, problem, type Problem } from '../../../problem/problem.ts';
import type { ClassModel } from '../../../verify/class/class-model.ts';
import { CLUSTER_GROUP, type ClusterApi } from '../../../verify/cluster-webhook.ts';
import type { World } from '../../ports.ts';
import type { ReleasePlaces } from '../../reading/open-release.ts';
import { indented, variablesText } from './variables-text.ts';
import { setVariables } from './set-variables.ts';
import { LABEL } from '../credentials/credential-manifests.ts';
import { deliver, type DeliveryWish, type GenerateResult } from '../deliver.ts';
import { commentLines, manifestText, placeholdersIn } from '../manifest-text.ts';
import { classOf, readManifestRelease, type ManifestRelease, type RenderedClass } from '../release-class.ts';

/** How the Cluster is to be. */
export interface ClusterWish {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly api: ClusterApi;
  /** Nodes of the control plane. */
  readonly controlPlane: number;
  /** Nodes of each worker class in their order; those that are not named have one. */
  readonly workers: readonly number[];
  /** `name=value` or `name.field=value`, values in YAML. */
  readonly set: readonly string[];
}

/** The release, and its class as it renders. */
export interface ClusterSource {
  readonly release: Pick<ManifestRelease, 'tag' | 'kubernetes'>;
  readonly class: RenderedClass;
  /** What puts the credentials into the cluster selects it; empty where the stack needs none. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Ranges that overlap neither each other nor Docker's (docs/operator-contract.md 6.3). */
const NETWORK = {
  pods: { cidrBlocks: ['172.16.0.0/16'] },
  services: { cidrBlocks: ['10.96.0.0/12'] },
  serviceDomain: 'cluster.local',
};

/**
 * Text of a Cluster that the operator and Cluster API let in once its placeholders are filled: class and version of the
 * release, all worker classes, the variables that have to be set, and all others as comments.
 * @throws CsctlError `usage` for settings that the class does not take
 */
export function clusterText(source: ClusterSource, wish: ClusterWish): string {
  const { release, labels } = source;
  const { model } = source.class;
  refuseCounts(model, wish);
  const hasLabels = Object.keys(labels).length > 0;
  const { name, namespace, api } = wish;
  const text = manifestText({
    apiVersion: `${CLUSTER_GROUP}/${api}`,
    kind: 'Cluster',
    metadata: { name, namespace, labels: hasLabels ? labels : undefined },
    spec: {
      clusterNetwork: NETWORK,
      topology: {
        ...(api === 'v1beta1' ? { class: source.class.name } : { classRef: { name: source.class.name } }),
        version: release.kubernetes,
        controlPlane: { replicas: wish.controlPlane },
        workers: workersOf(model, wish),
      },
    },
  });
  const variables = indented(variablesText(model, setVariables(model, wish.set)), 4);
  const yours = placeholdersIn(uncommented(variables)).length > 0;
  return [
    commentLines(clusterMade(release.tag)),
    ...(yours ? ['## Put your own values where <WORDS-IN-BRACKETS> stand.\n'] : []),
    '## To set a variable that is a comment, take the "# " away before its lines.\n',
    withRemarks(text, source),
    variables,
  ].join('');
}

const uncommented = (text: string): string => text.replace(/^ *#.*\n/gm, '');

/** What people have to know of fields that csctl fills in. */
function withRemarks(text: string, { labels }: ClusterSource): string {
  const [label] = Object.keys(labels);
  const before = (source: string, line: RegExp, remark: string) =>
    source.replace(line, (found, spaces: string) => `${spaces}## ${remark}\n${found}`);
  const versioned = before(
    text,
    /^( +)version: /m,
    'Class and version change together: the operator takes only the version of the release.',
  );
  if (label === undefined) return versioned;
  const remark = 'Brings the credentials into the cluster: csctl generate credentials makes what selects it.';
  return before(versioned, new RegExp(`^( +)${label}: `, 'm'), remark);
}

const NAMES = {
  machineDeployment: ['machineDeployments', 'md'],
  machinePool: ['machinePools', 'mp'],
} as const;

function workersOf({ workers }: ClassModel, { workers: counts }: ClusterWish): object | undefined {
  const counted = workers.map((one, index) => ({ ...one, replicas: counts[index] ?? 1 }));
  const lists = (['machineDeployment', 'machinePool'] as const).flatMap((kind) => {
    const [field, prefix] = NAMES[kind];
    const entries = counted
      .filter((one) => one.kind === kind && one.name !== '')
      .map(({ name, replicas }, index) => ({ class: name, name: `${prefix}-${index}`, replicas }));
    return entries.length === 0 ? [] : [[field, entries] as const];
  });
  return lists.length === 0 ? undefined : Object.fromEntries(lists);
}

/** @throws CsctlError `usage` for numbers of nodes that cannot be */
function refuseCounts(
  { workers, references }: ClassModel,
  { workers: counts, controlPlane }: ClusterWish,
): void {
  if (counts.length > workers.length)
    throw new CsctlError(
      'usage',
      `--workers is given ${counts.length} times; the class has ${workers.length}`,
      {
        hint: `its worker classes are, in their order: ${workers.map(({ name }) => name).join(', ') || 'none'}`,
      },
    );
  const isKubeadm = references.some(
    ({ role, kind }) => role === 'control plane' && kind === 'KubeadmControlPlaneTemplate',
  );
  if (isKubeadm && controlPlane % 2 === 0)
    throw new CsctlError('usage', `--control-plane is ${controlPlane}; expected an odd number`, {
      hint: 'etcd runs on these nodes and needs a majority: 1, 3 or 5',
    });
}

/** What is to be made. */
export interface ClusterRequest extends ClusterWish {
  /** A release folder or a tag. */
  readonly source: string;
  /** The ClusterResourceSet that brings the credentials, by the value of its label. */
  readonly managed: string;
  readonly delivery: DeliveryWish;
}

/** What the first line of a Cluster says. */
export const clusterMade = (tag: string): string => `csctl generate cluster ${tag}`;

/** generate cluster. @throws CsctlError as `readManifestRelease`, `classOf`, `clusterText` and `deliver` */
export async function generateCluster(
  request: ClusterRequest,
  world: ReleasePlaces & Pick<World, 'files'>,
): Promise<GenerateResult> {
  const release = await readManifestRelease(request.source, world);
  const text = clusterText(
    { release, class: classOf(release), labels: labelsFor(release, request.managed) },
    request,
  );
  const manifests = await deliver([{ name: 'cluster.yaml', text }], request.delivery, world);
  return { tag: release.tag, manifests, warnings: openValues(text, request.delivery.output) };
}

/**
 * The label that `generate credentials` selects: stacks for OpenStack need credentials in the cluster
 * (docs/operator-contract.md 6.4).
 */
export const labelsFor = (
  { identity }: Pick<ManifestRelease, 'identity'>,
  managed: string,
): Record<string, string> => (identity.provider === 'openstack' ? { [LABEL]: managed } : {});

/** What is still to be filled in, and where. */
function openValues(text: string, file: string | undefined): Problem[] {
  const lines = text.split('\n').flatMap((line, index) => {
    const found = /^ *#/.test(line) ? [] : placeholdersIn(line);
    return found.map((words) => ({ words, line: index + 1 }));
  });
  const [first] = lines;
  if (!first) return [];
  const words = [...new Set(lines.map((one) => one.words))].join(', ');
  return [
    problem('manifest-open', `values of yours are missing: ${words}`, {
      ...(file === undefined ? {} : { file, line: first.line }),
      hint: 'put them into the manifest before you apply it, or give them with --set',
    }),
  ];
}

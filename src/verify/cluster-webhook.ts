// What admission says of a Cluster: the operator's webhook (docs/operator-contract.md 5), and what Cluster API adds.
import {
  compareKubernetes,
  formatMinor,
  parseKubernetesVersion,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../stack/kubernetes-version.ts';
import { describeIdentity, parseTag, type ReleaseName } from '../stack/release-name.ts';
import { dataOf, isData, textOf, type Data } from './class/data.ts';
import type { DataPath } from './schemas/finding.ts';

/** One thing that keeps a Cluster out. */
export interface ClusterFinding {
  /** Where in the Cluster. */
  readonly path: DataPath;
  /** What was found and what was expected, in one sentence. */
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
  /** The variable that the class does not have. */
  readonly unknownVariable?: string;
  /** The minor that a Cluster has to go through before. */
  readonly firstMinor?: KubernetesMinor;
}

/** The two versions of the API: they name the class in different fields. */
export type ClusterApi = 'v1beta1' | 'v1beta2';
export const CLUSTER_APIS: readonly ClusterApi[] = ['v1beta1', 'v1beta2'];
export const CLUSTER_GROUP = 'cluster.x-k8s.io';

/** Whether an object is a Cluster of Cluster API, of any version. */
export const isCluster = (data: Data): boolean =>
  data['kind'] === 'Cluster' && textOf(data['apiVersion']).startsWith(`${CLUSTER_GROUP}/`);

/** Where the name of the class stands in a Cluster. */
export const classPath = (cluster: Data): DataPath =>
  cluster['apiVersion'] === `${CLUSTER_GROUP}/v1beta2`
    ? ['spec', 'topology', 'classRef', 'name']
    : ['spec', 'topology', 'class'];

export const VERSION_PATH: DataPath = ['spec', 'topology', 'version'];

const valueAt = (data: Data, path: DataPath): unknown =>
  path.reduce<unknown>((value, step) => dataOf(value)[String(step)], data);

/** What the topology of a Cluster names; empty where it does not. */
export const topologyOf = (cluster: Data): { readonly className: string; readonly version: string } => ({
  className: textOf(valueAt(cluster, classPath(cluster))),
  version: textOf(valueAt(cluster, VERSION_PATH)),
});

/**
 * What the name of a class says (`docker-scs-1-34-v4-beta.0`): the operator takes its dots for dashes and looks for the
 * release of that name. Undefined where it is none of a cluster stack.
 */
export const parseClassName = (name: string): ReleaseName | undefined => parseTag(name.replaceAll('.', '-'));

/** The release that the class is of, as the operator knows it. */
export interface AdmittingRelease {
  /** `docker-scs-1-34-v4` */
  readonly tag: string;
  /** `v1.34.7` */
  readonly kubernetes: string;
}

/**
 * Whether a Cluster is let in. Never throws.
 * @param release the one whose class the Cluster should have
 * @param before the Cluster as it was, where it is changed
 */
export function checkAdmission(cluster: Data, release: AdmittingRelease, before?: Data): ClusterFinding[] {
  if (!isData(dataOf((before ?? cluster)['spec'])['topology']))
    return [
      {
        path: ['spec'],
        message: 'the Cluster has no spec.topology; beside the operator every Cluster needs one',
        hint: 'name a class in it, as csctl generate cluster does',
      },
    ];
  const { className, version } = topologyOf(cluster);
  const name = parseClassName(className);
  if (!name) return [{ path: classPath(cluster), ...wrongClass(className) }];
  const found = checkRelease(cluster, className, version, release);
  if (!before) return found;
  const old = topologyOf(before);
  const change = checkChange(cluster, name, old);
  return [...found, ...(change.length > 0 ? change : checkVersions(version, old.version))];
}

function wrongClass(className: string): Omit<ClusterFinding, 'path'> {
  const hint = 'csctl list shows the releases; the class is named like the tag, with a dot in v4-beta.0';
  if (className === '') return { message: 'the Cluster names no class', hint };
  return {
    message: `"${className}" is no class of a cluster stack; expected one as docker-scs-1-34-v3`,
    hint,
  };
}

/** Class and version belong together: the webhook compares the version with that of the release, letter by letter. */
function checkRelease(
  cluster: Data,
  className: string,
  version: string,
  { tag, kubernetes }: AdmittingRelease,
): ClusterFinding[] {
  if (className.replaceAll('.', '-') !== tag)
    return [{ path: classPath(cluster), message: `the class is ${className}; expected that of ${tag}` }];
  if (version === kubernetes) return [];
  const found = version === '' ? 'the Cluster has no topology.version' : `topology.version is ${version}`;
  return [
    {
      path: VERSION_PATH,
      message: `${found}; expected ${kubernetes}, the version of ${tag}, and no other`,
      hint: `write ${kubernetes}`,
    },
  ];
}

/** A Cluster stays with its provider and stack, and goes up by one minor at most. */
function checkChange(
  cluster: Data,
  to: ReleaseName,
  before: { readonly className: string },
): ClusterFinding[] {
  const path = classPath(cluster);
  const from = parseClassName(before.className);
  if (!from) return [{ path, ...wrongClass(before.className) }];
  const [old, now] = [from.identity, to.identity];
  if (old.provider !== now.provider || old.name !== now.name)
    return [
      {
        path,
        message: `the Cluster is of ${describeIdentity(old)}, the release of ${describeIdentity(now)}; a Cluster stays with its provider and stack`,
        hint: `name a release of ${old.provider}/${old.name}, or make a new Cluster`,
      },
    ];
  const step = now.minor.minor - old.minor.minor;
  if (step === 0 || step === 1) return [];
  const next = { ...old.minor, minor: old.minor.minor + 1 };
  const message = `the Cluster is of ${formatMinor(old.minor)}, the release of ${formatMinor(now.minor)}; a Cluster stays with its minor or goes to the next`;
  if (step < 0) {
    const hint = `there is no way back: name a release of ${formatMinor(old.minor)} or ${formatMinor(next)}`;
    return [{ path, message, hint }];
  }
  return [{ path, message, hint: `take a release of ${formatMinor(next)} first`, firstMinor: next }];
}

/** Cluster API lets no version go down (internal/webhooks/cluster.go, validateTopologyVersion). */
function checkVersions(version: string, before: string): ClusterFinding[] {
  const [from, to]: (KubernetesVersion | undefined)[] = [before, version].map(parseKubernetesVersion);
  if (!from || !to || compareKubernetes(from, to) <= 0) return [];
  return [
    {
      path: VERSION_PATH,
      message: `topology.version goes from ${before} to ${version}; Cluster API lets no version go down`,
      hint: `name a release with ${before} or later`,
    },
  ];
}

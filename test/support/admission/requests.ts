// Requests for Clusters, and what is to become of them: for every evaluator that the policies are tried with.
import type { PublishedClass } from '../../../src/release/manifests/admission/class-versions.ts';

export type ClusterApi = 'v1beta1' | 'v1beta2';
export const CLUSTER_APIS: readonly ClusterApi[] = ['v1beta1', 'v1beta2'];

/** What of a Cluster matters to the policies; `class: null` is a Cluster without a topology. */
export interface ClusterState {
  readonly class: string | null;
  readonly version?: string;
  readonly paused?: boolean;
  readonly isDeleted?: boolean;
  /** Something else that changes. */
  readonly replicas?: number;
}

/** A request that creates a Cluster, or updates `old`. */
export interface ClusterRequest {
  readonly old?: ClusterState;
  readonly object: ClusterState;
}

/** Admitted with this version, or refused with this message. */
export type Verdict = { readonly version: string | undefined } | { readonly refused: string };

export const PUBLISHED: readonly PublishedClass[] = [
  ['docker-scs-1-33-v2', 'v1.33.9'],
  ['docker-scs-1-34-v1', 'v1.34.6'],
  ['docker-scs-1-34-v2', 'v1.34.7'],
  ['docker-scs-1-34-v3', 'v1.34.7'],
  ['docker-scs-1-34-v4-beta-0', 'v1.34.8'],
  ['openstack-scs-1-34-v1', 'v1.34.9'],
].map(([tag = '', kubernetes = '']) => ({
  tag,
  class: tag.replace('-beta-', '-beta.'),
  kubernetes,
}));

/** A Cluster as an API server has it. */
export function clusterOf(state: ClusterState, api: ClusterApi, name = 'mine', namespace = 'tenant') {
  const { class: className, version, paused, isDeleted, replicas = 1 } = state;
  const naming = api === 'v1beta1' ? { class: className } : { classRef: { name: className } };
  return {
    apiVersion: `cluster.x-k8s.io/${api}`,
    kind: 'Cluster',
    metadata: {
      name,
      namespace,
      ...(isDeleted && {
        deletionTimestamp: '2026-11-20T12:00:00Z',
        finalizers: ['cluster.cluster.x-k8s.io'],
      }),
    },
    spec: {
      ...(paused !== undefined && { paused }),
      ...(className !== null && {
        topology: { ...naming, ...(version !== undefined && { version }), controlPlane: { replicas } },
      }),
    },
  };
}

const wrong = (version: string, name: string, right: string, more = ''): Verdict => ({
  refused: `spec.topology.version is ${version}, but class ${name} is for Kubernetes ${right}: set spec.topology.version to ${right}, or leave it out to have it filled in${more}`,
});
const admitted = (version: string | undefined): Verdict => ({ version });

const V1 = { class: 'docker-scs-1-34-v1', version: 'v1.34.6' };
const V2 = { class: 'docker-scs-1-34-v2', version: 'v1.34.7' };
const V3 = 'docker-scs-1-34-v3';
const BETA = 'docker-scs-1-34-v4-beta.0';
const FOREIGN = { class: 'quick-start', version: 'v1.30.0' };

/** What the policies are for, request by request; true of both API versions. */
export const REQUESTS: readonly (readonly [what: string, request: ClusterRequest, verdict: Verdict])[] = [
  ['a new Cluster without a version', { object: { class: V2.class } }, admitted('v1.34.7')],
  ['a new Cluster with an empty version', { object: { class: V2.class, version: '' } }, admitted('v1.34.7')],
  ['a class with a dot in its name', { object: { class: BETA } }, admitted('v1.34.8')],
  ['a new Cluster with the right version', { object: V2 }, admitted('v1.34.7')],
  [
    'a new Cluster with the version of another class',
    { object: { ...V2, version: 'v1.34.6' } },
    wrong('v1.34.6', V2.class, 'v1.34.7', '; the class for v1.34.6 is docker-scs-1-34-v1'),
  ],
  [
    'a new Cluster with a version that no release has',
    { object: { ...V2, version: 'v1.34.99' } },
    wrong('v1.34.99', V2.class, 'v1.34.7'),
  ],
  [
    'the version of another stack',
    { object: { ...V2, version: 'v1.34.9' } },
    wrong('v1.34.9', V2.class, 'v1.34.7'),
  ],
  [
    'a version that two classes have',
    { object: { ...V1, version: 'v1.34.7' } },
    wrong('v1.34.7', V1.class, 'v1.34.6', '; v1.34.7 comes with other classes of the same stack'),
  ],
  ['a foreign class', { object: FOREIGN }, admitted('v1.30.0')],
  ['a foreign class without a version', { object: { class: 'quick-start' } }, admitted(undefined)],
  [
    'a class that is no release of ours yet',
    { object: { class: 'docker-scs-1-34-v9' } },
    admitted(undefined),
  ],
  ['a Cluster without a topology', { object: { class: null } }, admitted(undefined)],
  ['a class with an empty name', { object: { class: '' } }, admitted(undefined)],
  ['an upgrade of class alone', { old: V1, object: { ...V1, class: V2.class } }, admitted('v1.34.7')],
  ['an upgrade of class and version', { old: V1, object: V2 }, admitted('v1.34.7')],
  [
    'an upgrade of class, the version left out',
    { old: V1, object: { class: V2.class } },
    admitted('v1.34.7'),
  ],
  [
    'an upgrade of class where a file lacks the v',
    { old: V1, object: { class: V2.class, version: '1.34.6' } },
    admitted('v1.34.7'),
  ],
  [
    'an upgrade to the next minor',
    { old: { class: 'docker-scs-1-33-v2', version: 'v1.33.9' }, object: { ...V2, version: 'v1.33.9' } },
    admitted('v1.34.7'),
  ],
  ['the same Kubernetes in the next class', { old: V2, object: { ...V2, class: V3 } }, admitted('v1.34.7')],
  ['back to the class before', { old: V2, object: { ...V2, class: V1.class } }, admitted('v1.34.6')],
  [
    'an upgrade of the version alone',
    { old: V1, object: { ...V1, version: 'v1.34.8' } },
    wrong('v1.34.8', V1.class, 'v1.34.6', '; the class for v1.34.8 is docker-scs-1-34-v4-beta.0'),
  ],
  [
    'an upgrade of class with a third version',
    { old: V1, object: { class: V2.class, version: 'v1.34.8' } },
    wrong('v1.34.8', V2.class, 'v1.34.7', '; the class for v1.34.8 is docker-scs-1-34-v4-beta.0'),
  ],
  [
    'the old version once more, from a file',
    { old: V2, object: { ...V2, version: 'v1.34.6' } },
    wrong('v1.34.6', V2.class, 'v1.34.7', '; the class for v1.34.6 is docker-scs-1-34-v1'),
  ],
  [
    'from a foreign class, the version as it was',
    { old: FOREIGN, object: { ...FOREIGN, class: V2.class } },
    wrong('v1.30.0', V2.class, 'v1.34.7'),
  ],
  [
    'from a foreign class, without a version',
    { old: FOREIGN, object: { class: V2.class } },
    admitted('v1.34.7'),
  ],
  ['to a foreign class', { old: V1, object: FOREIGN }, admitted('v1.30.0')],
  [
    'from a class whose version was wrong',
    { old: { ...V1, version: 'v1.34.5' }, object: { class: V2.class, version: 'v1.34.5' } },
    wrong('v1.34.5', V2.class, 'v1.34.7'),
  ],
  ['a topology that is added', { old: { class: null }, object: { class: V2.class } }, admitted('v1.34.7')],
  [
    'something else of a Cluster that was wrong before',
    { old: { ...V2, version: 'v1.34.1' }, object: { ...V2, version: 'v1.34.1', replicas: 3 } },
    admitted('v1.34.1'),
  ],
  [
    'a new Cluster that is paused',
    { object: { ...V2, version: 'v1.34.1', paused: true } },
    admitted('v1.34.1'),
  ],
  [
    'a change of a paused Cluster',
    { old: { ...V1, paused: true }, object: { ...V1, class: V2.class, paused: true } },
    admitted('v1.34.6'),
  ],
  ['paused: false is not paused', { object: { class: V2.class, paused: false } }, admitted('v1.34.7')],
  [
    'a Cluster that is being deleted, of which the client does not speak',
    { old: { ...V1, isDeleted: true }, object: { ...V1, class: V2.class } },
    admitted('v1.34.6'),
  ],
  [
    'a Cluster that is being deleted',
    { old: { ...V1, isDeleted: true }, object: { ...V1, class: V2.class, isDeleted: true } },
    admitted('v1.34.6'),
  ],
];

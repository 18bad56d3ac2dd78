// Admission policies for Clusters, as the API server takes them: one fills in topology.version, one checks it.
import { formatMinor, type KubernetesMinor } from '../../../stack/kubernetes-version.ts';
import {
  CHECK,
  CHECK_CONDITIONS,
  CHECK_MESSAGE,
  CHECK_VARIABLES,
  FILL_CONDITIONS,
  FILL_PATCH,
  FILL_VARIABLES,
  refusal,
  VERSIONS_LABEL,
  VERSIONS_LABEL_VALUE,
} from './expressions.ts';

/** Names of each policy and its binding. */
export const FILL_NAME = 'cluster-stack-version-fill';
export const CHECK_NAME = 'cluster-stack-version-check';

const GROUP = 'admissionregistration.k8s.io';

/** Since when ValidatingAdmissionPolicy is `v1` (k8s.io/api, admissionregistration/v1). */
export const OLDEST_MANAGEMENT: KubernetesMinor = { major: 1, minor: 30 };

/** Since when MutatingAdmissionPolicy is there in a version (k8s.io/api, admissionregistration/v1, v1beta1, v1alpha1). */
const MUTATING_SINCE = [
  { minor: 36, version: 'v1' },
  { minor: 34, version: 'v1beta1' },
  { minor: 32, version: 'v1alpha1' },
] as const;

/** The version of the API that a management cluster of this minor has for mutating policies; undefined: none. */
export const mutatingVersion = ({ major, minor }: KubernetesMinor): string | undefined =>
  MUTATING_SINCE.find((since) => major > 1 || minor >= since.minor)?.version;

/** What the API server has to be told before it serves mutating policies; undefined where it does by itself. */
export function gateOf(management: KubernetesMinor): string | undefined {
  const version = mutatingVersion(management);
  if (version === undefined || version === 'v1') return undefined;
  return `Kubernetes ${formatMinor(management)} serves it only with --feature-gates=MutatingAdmissionPolicy=true and --runtime-config=${GROUP}/${version}=true`;
}

/** Both versions as they come, so that nothing has to be converted; others are converted to one of them. */
const CLUSTERS = {
  matchPolicy: 'Equivalent',
  resourceRules: [
    {
      apiGroups: ['cluster.x-k8s.io'],
      apiVersions: ['v1beta1', 'v1beta2'],
      operations: ['CREATE', 'UPDATE'],
      // Without a slash: not their status.
      resources: ['clusters'],
    },
  ],
};

const PARAM_KIND = { apiVersion: 'v1', kind: 'ConfigMap' };

/**
 * Which versions count.
 * @param namespace where they are; undefined: in the namespace of each Cluster
 */
const paramRef = (namespace: string | undefined) => ({
  namespace,
  selector: { matchLabels: { [VERSIONS_LABEL]: VERSIONS_LABEL_VALUE } },
  // Where nobody said which versions there are, every Cluster is foreign.
  parameterNotFoundAction: 'Allow',
});

/**
 * The policy that fills in versions, and its binding.
 * @param apiVersion of `mutatingVersion`
 */
export const fillObjects = (apiVersion: string, namespace: string | undefined): object[] => [
  {
    apiVersion: `${GROUP}/${apiVersion}`,
    kind: 'MutatingAdmissionPolicy',
    metadata: { name: FILL_NAME },
    spec: {
      // A version that was not filled in is refused by what comes after: the schema, our check, the operator.
      failurePolicy: 'Ignore',
      // A class may be set by another policy or webhook.
      reinvocationPolicy: 'IfNeeded',
      paramKind: PARAM_KIND,
      matchConstraints: CLUSTERS,
      matchConditions: FILL_CONDITIONS,
      variables: FILL_VARIABLES,
      mutations: [{ patchType: 'JSONPatch', jsonPatch: { expression: FILL_PATCH } }],
    },
  },
  {
    apiVersion: `${GROUP}/${apiVersion}`,
    kind: 'MutatingAdmissionPolicyBinding',
    metadata: { name: FILL_NAME },
    spec: { policyName: FILL_NAME, paramRef: paramRef(namespace) },
  },
];

/**
 * The policy that checks versions, and its binding.
 * @param isFilled whether the other policy is there
 */
export const checkObjects = (isFilled: boolean, namespace: string | undefined): object[] => [
  {
    apiVersion: `${GROUP}/v1`,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: CHECK_NAME },
    spec: {
      // Only a change of class or version to a published class comes as far as something can fail.
      failurePolicy: 'Fail',
      paramKind: PARAM_KIND,
      matchConstraints: CLUSTERS,
      matchConditions: CHECK_CONDITIONS,
      variables: CHECK_VARIABLES,
      validations: [{ expression: CHECK, messageExpression: refusal(isFilled), message: CHECK_MESSAGE }],
    },
  },
  {
    apiVersion: `${GROUP}/v1`,
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: CHECK_NAME },
    spec: { policyName: CHECK_NAME, validationActions: ['Deny'], paramRef: paramRef(namespace) },
  },
];

// The order in which Helm prints and installs what a chart renders to.
import { compareBytewise } from '../../stack/file-tree.ts';

/** Kinds that others need, before those that need them: releaseutil.InstallOrder. */
const INSTALL_ORDER = [
  'PriorityClass',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
];

const RANKS: ReadonlyMap<string, number> = new Map(INSTALL_ORDER.map((kind, rank) => [kind, rank]));

/** Sorts by kind: known kinds in their order, then all others by name; equal kinds keep their order. */
export function sortByKind<T>(items: readonly T[], kindOf: (item: T) => string): T[] {
  return [...items].sort((a, b) => compareKinds(kindOf(a), kindOf(b)));
}

function compareKinds(a: string, b: string): number {
  const [first, second] = [RANKS.get(a) ?? Infinity, RANKS.get(b) ?? Infinity];
  if (first !== second) return first - second;
  return first === Infinity ? compareBytewise(a, b) : 0;
}

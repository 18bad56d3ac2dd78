// Fields that Kubernetes refuses to change: an addon whose object changes there can no longer be applied.
import type { ObjectData, ObjectPath } from '../../render/helm/rendered-object.ts';
import { dataOf, groupOf, textOf } from '../class/data.ts';

/**
 * Immutable fields by group and kind, as the validation of Kubernetes (pkg/apis, ValidateUpdate) has them: a path,
 * or the start of one. Objects that the operator applies with such a change are refused, again and again.
 */
const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  'apps/DaemonSet': ['spec.selector'],
  'apps/Deployment': ['spec.selector'],
  'apps/ReplicaSet': ['spec.selector'],
  'apps/StatefulSet': [
    'spec.selector',
    'spec.serviceName',
    'spec.podManagementPolicy',
    'spec.volumeClaimTemplates',
  ],
  'batch/Job': [
    'spec.completionMode',
    'spec.completions',
    'spec.selector',
    'spec.template',
    'spec.podFailurePolicy',
  ],
  '/PersistentVolume': ['spec'],
  '/PersistentVolumeClaim': ['spec'],
  '/Secret': ['type'],
  '/Pod': ['spec'],
  'rbac.authorization.k8s.io/ClusterRoleBinding': ['roleRef'],
  'rbac.authorization.k8s.io/RoleBinding': ['roleRef'],
  'scheduling.k8s.io/PriorityClass': ['value', 'preemptionPolicy'],
  'storage.k8s.io/StorageClass': ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
  'storage.k8s.io/VolumeAttributesClass': ['driverName', 'parameters'],
  'storage.k8s.io/CSIDriver': ['spec.attachRequired', 'spec.fsGroupPolicy', 'spec.volumeLifecycleModes'],
  'networking.k8s.io/IngressClass': ['spec.controller'],
  'node.k8s.io/RuntimeClass': ['handler'],
  'apiextensions.k8s.io/CustomResourceDefinition': [
    'spec.group',
    'spec.scope',
    'spec.names.plural',
    'spec.names.kind',
  ],
};

/** Those of the changed paths of an object that cannot be changed. */
export function immutableFields(
  before: ObjectData,
  now: ObjectData,
  changed: readonly ObjectPath[],
): ObjectPath[] {
  const key = `${groupOf(textOf(now['apiVersion']))}/${textOf(now['kind'])}`;
  const fixed = Object.hasOwn(IMMUTABLE, key) ? (IMMUTABLE[key] ?? []) : [];
  const isFixed = (path: ObjectPath): boolean => {
    const text = path.join('.');
    return fixed.some((field) => text === field || text.startsWith(`${field}.`));
  };
  return changed.filter(
    (path) => isFixed(path) || isFrozen(key, before, path) || isClusterAddress(key, before, now, path),
  );
}

/** ConfigMaps and Secrets may say of themselves that their data never changes. */
const isFrozen = (key: string, before: ObjectData, [first]: ObjectPath): boolean =>
  (key === '/ConfigMap' || key === '/Secret') &&
  before['immutable'] === true &&
  ['data', 'binaryData', 'stringData', 'immutable'].includes(String(first));

/** A Service keeps the address that it got; it can only have none, or any, from the start. */
function isClusterAddress(key: string, before: ObjectData, now: ObjectData, path: ObjectPath): boolean {
  if (key !== '/Service' || path.join('.') !== 'spec.clusterIP') return false;
  const [old, fresh] = [dataOf(before['spec'])['clusterIP'], dataOf(now['spec'])['clusterIP']];
  const isNone = (value: unknown) => value === 'None';
  return isNone(old) !== isNone(fresh) || (typeof old === 'string' && typeof fresh === 'string');
}

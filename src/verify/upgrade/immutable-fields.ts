// Fields that Kubernetes refuses to change: an addon whose object changes there can no longer be applied.
import type { ObjectData, ObjectPath } from '../../render/helm/rendered-object.ts';
import { dataOf, groupOf, textOf } from '../class/data.ts';
import { valueAt } from '../class/json-patch.ts';
import { isSame } from '../schemas/validate.ts';

/**
 * Immutable fields by group and kind, as the validation of Kubernetes (pkg/apis, ValidateUpdate) has them: a path,
 * or the start of one. Objects that the operator applies with such a change are refused, again and again. What may change in
 * one direction only (a larger claim) counts as changeable.
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
  '/PersistentVolumeClaim': [
    'spec.accessModes',
    'spec.dataSource',
    'spec.dataSourceRef',
    'spec.selector',
    'spec.storageClassName',
    'spec.volumeMode',
    'spec.volumeName',
  ],
  '/PersistentVolume': ['spec.csi', 'spec.hostPath', 'spec.local', 'spec.nfs', 'spec.volumeMode'],
  '/Secret': ['type'],
  'rbac.authorization.k8s.io/ClusterRoleBinding': ['roleRef'],
  'rbac.authorization.k8s.io/RoleBinding': ['roleRef'],
  'scheduling.k8s.io/PriorityClass': ['value', 'preemptionPolicy'],
  'storage.k8s.io/StorageClass': ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
  'storage.k8s.io/VolumeAttributesClass': ['driverName', 'parameters'],
  'storage.k8s.io/CSIDriver': ['spec.attachRequired', 'spec.volumeLifecycleModes'],
  'networking.k8s.io/IngressClass': ['spec.controller'],
  'node.k8s.io/RuntimeClass': ['handler'],
  'apiextensions.k8s.io/CustomResourceDefinition': [
    'spec.group',
    'spec.scope',
    'spec.names.plural',
    'spec.names.kind',
  ],
};

/** What Kubernetes fills in: a chart that begins, or ceases, to write it changes nothing. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'apps/StatefulSet': { 'spec.podManagementPolicy': 'OrderedReady' },
  'batch/Job': { 'spec.completionMode': 'NonIndexed' },
  '/PersistentVolume': { 'spec.volumeMode': 'Filesystem' },
  '/PersistentVolumeClaim': { 'spec.volumeMode': 'Filesystem' },
  '/Secret': { type: 'Opaque' },
  'rbac.authorization.k8s.io/ClusterRoleBinding': { 'roleRef.apiGroup': 'rbac.authorization.k8s.io' },
  'rbac.authorization.k8s.io/RoleBinding': { 'roleRef.apiGroup': 'rbac.authorization.k8s.io' },
  'scheduling.k8s.io/PriorityClass': { preemptionPolicy: 'PreemptLowerPriority' },
  'storage.k8s.io/StorageClass': { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
  'storage.k8s.io/CSIDriver': { 'spec.attachRequired': true, 'spec.volumeLifecycleModes': ['Persistent'] },
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
    return (
      fixed.some((field) => text === field || text.startsWith(`${field}.`)) &&
      !isDefaulted(DEFAULTS[key]?.[text], before, now, path)
    );
  };
  return changed.filter(
    (path) =>
      isFixed(path) ||
      isOfPod(key, path) ||
      isFrozen(key, before, path) ||
      isClusterAddress(key, before, now, path),
  );
}

/** Of a Pod hardly more than its images may change. */
const isOfPod = (key: string, [first, second, ...more]: ObjectPath): boolean =>
  key === '/Pod' &&
  first === 'spec' &&
  more.at(-1) !== 'image' &&
  !['activeDeadlineSeconds', 'tolerations'].includes(String(second));

/** Whether both states are the default, one of them unsaid. */
const isDefaulted = (filledIn: unknown, before: ObjectData, now: ObjectData, path: ObjectPath): boolean =>
  filledIn !== undefined &&
  [before, now].every((data) => isSame(valueAt(data, path.map(String)) ?? filledIn, filledIn));

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

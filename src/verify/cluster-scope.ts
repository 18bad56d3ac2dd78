// Which objects have no namespace: those of Kubernetes itself, and those whose definition is rendered beside them.
import type { ObjectData } from '../render/helm/rendered-object.ts';
import { dataOf, groupOf, textOf } from './class/data.ts';

/** Kinds of Kubernetes 1.35 that are not namespaced, by group. */
const CLUSTER_SCOPED: Readonly<Record<string, string>> = {
  '': 'ComponentStatus Namespace Node PersistentVolume',
  'admissionregistration.k8s.io':
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ' +
    'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  'apiextensions.k8s.io': 'CustomResourceDefinition',
  'apiregistration.k8s.io': 'APIService',
  'certificates.k8s.io': 'CertificateSigningRequest ClusterTrustBundle',
  'flowcontrol.apiserver.k8s.io': 'FlowSchema PriorityLevelConfiguration',
  'gateway.networking.k8s.io': 'GatewayClass',
  'internal.apiserver.k8s.io': 'StorageVersion',
  'networking.k8s.io': 'IPAddress IngressClass ServiceCIDR',
  'node.k8s.io': 'RuntimeClass',
  policy: 'PodSecurityPolicy',
  'rbac.authorization.k8s.io': 'ClusterRole ClusterRoleBinding',
  'resource.k8s.io': 'DeviceClass DeviceTaintRule ResourceSlice',
  'scheduling.k8s.io': 'PriorityClass',
  'storage.k8s.io': 'CSIDriver CSINode StorageClass VolumeAttachment VolumeAttributesClass',
  'storagemigration.k8s.io': 'StorageVersionMigration',
};

/** Whether an object has no namespace. @param all the objects rendered with it, where its definition may be */
export function isClusterScoped(object: ObjectData, all: readonly ObjectData[]): boolean {
  const { kind } = object;
  const group = groupOf(textOf(object['apiVersion']));
  const known = Object.hasOwn(CLUSTER_SCOPED, group) ? CLUSTER_SCOPED[group]?.split(' ') : undefined;
  if (known?.includes(textOf(kind))) return true;
  return all.some(({ kind: definition, spec }) => {
    if (definition !== 'CustomResourceDefinition') return false;
    const { group: defined, scope, names } = dataOf(spec);
    return scope === 'Cluster' && defined === group && dataOf(names)['kind'] === kind;
  });
}

// The kinds of objects whose fields are known: those that cluster stacks are made of, and what CRDs add.
import { clusterClassV1beta1 } from './cluster-class-v1beta1.ts';
import { clusterClassV1beta2 } from './cluster-class-v1beta2.ts';
import { dockerClusterTemplate, dockerMachineTemplate } from './docker.ts';
import { kubeadmConfigTemplate, kubeadmControlPlaneTemplate } from './kubeadm-templates.ts';
import { openStackClusterTemplate } from './openstack-cluster.ts';
import { openStackMachineTemplate } from './openstack-machine.ts';
import { orcImage } from './orc-image.ts';
import { anything, flag, integer, list, mapOf, need, object, text, type Schema } from './schema.ts';

/** Schemas of whole objects by `apiVersion/kind`: `cluster.x-k8s.io/v1beta1/ClusterClass`. */
export type SchemaMap = ReadonlyMap<string, Schema>;

export const NO_SCHEMAS: SchemaMap = new Map();

/** The key of a kind in a SchemaMap. */
export const schemaKey = (apiVersion: string, kind: string): string => `${apiVersion}/${kind}`;

const ownerReference = object({
  apiVersion: need(text()),
  blockOwnerDeletion: flag,
  controller: flag,
  kind: need(text()),
  name: need(text()),
  uid: need(text()),
});

/** What every object has besides its own fields. */
const objectMeta = object({
  annotations: { ...mapOf(text()), nullable: true },
  creationTimestamp: { type: 'string', nullable: true },
  deletionGracePeriodSeconds: integer(),
  deletionTimestamp: text(),
  finalizers: list(text()),
  generateName: text(),
  generation: integer(),
  labels: { ...mapOf(text()), nullable: true },
  managedFields: anything,
  name: text(),
  namespace: text(),
  ownerReferences: list(ownerReference),
  resourceVersion: text(),
  selfLink: text(),
  uid: text(),
});

/** An object of these fields besides those that every object has. */
export const wholeObject = (fields: Readonly<Record<string, Schema>>, more: Schema = {}): Schema =>
  object({ ...fields, apiVersion: text(), kind: text(), metadata: objectMeta }, more);

const BOOTSTRAP = 'bootstrap.cluster.x-k8s.io';
const CONTROL_PLANE = 'controlplane.cluster.x-k8s.io';
const INFRASTRUCTURE = 'infrastructure.cluster.x-k8s.io';

const SPECS: readonly (readonly [apiVersion: string, kind: string, spec: Schema])[] = [
  ['cluster.x-k8s.io/v1beta1', 'ClusterClass', clusterClassV1beta1],
  ['cluster.x-k8s.io/v1beta2', 'ClusterClass', clusterClassV1beta2],
  [`${CONTROL_PLANE}/v1beta1`, 'KubeadmControlPlaneTemplate', kubeadmControlPlaneTemplate.v1beta1],
  [`${CONTROL_PLANE}/v1beta2`, 'KubeadmControlPlaneTemplate', kubeadmControlPlaneTemplate.v1beta2],
  [`${BOOTSTRAP}/v1beta1`, 'KubeadmConfigTemplate', kubeadmConfigTemplate.v1beta1],
  [`${BOOTSTRAP}/v1beta2`, 'KubeadmConfigTemplate', kubeadmConfigTemplate.v1beta2],
  [`${INFRASTRUCTURE}/v1beta1`, 'DockerClusterTemplate', dockerClusterTemplate.v1beta1],
  [`${INFRASTRUCTURE}/v1beta2`, 'DockerClusterTemplate', dockerClusterTemplate.v1beta2],
  [`${INFRASTRUCTURE}/v1beta1`, 'DockerMachineTemplate', dockerMachineTemplate.v1beta1],
  [`${INFRASTRUCTURE}/v1beta2`, 'DockerMachineTemplate', dockerMachineTemplate.v1beta2],
  [`${INFRASTRUCTURE}/v1beta1`, 'OpenStackClusterTemplate', openStackClusterTemplate],
  [`${INFRASTRUCTURE}/v1beta1`, 'OpenStackMachineTemplate', openStackMachineTemplate],
  ['openstack.k-orc.cloud/v1alpha1', 'Image', orcImage],
];

/** The schemas that csctl brings along. A template's `status` is not its author's business, but no mistake either. */
export const KNOWN_SCHEMAS: SchemaMap = new Map(
  SPECS.map(([apiVersion, kind, spec]) => [
    schemaKey(apiVersion, kind),
    wholeObject({ spec, status: anything }, { required: ['spec'] }),
  ]),
);

// A cluster of a class as the management cluster would have it, for addons that nobody renders for one of their own.
import type { ObjectData, RenderedObject } from '../render/helm/rendered-object.ts';
import type { ClusterObjects } from '../render/operator/cluster-objects.ts';
import { readClass, type ClassModel, type TemplateRole } from './class/class-model.ts';
import { defaultValues, readClassVariables } from './class/class-variables.ts';
import { dataOf, groupOf, textOf } from './class/data.ts';
import { findTemplate } from './class/reference-rules.ts';

/** Where a cluster comes from. */
export interface SampleOrigin {
  /** Name of its class, `docker-scs-1-34-v3`. */
  readonly className: string;
  /** `vX.Y.Z` */
  readonly kubernetes: string;
  /** Undefined: the sample has no variables, control plane or infrastructure. */
  readonly clusterClass: RenderedObject | undefined;
  /** Everything that the class chart rendered. */
  readonly objects: readonly RenderedObject[];
}

const NAME = 'sample';
const NAMESPACE = 'default';
/** From the ranges for documentation (RFC 5737). */
const ENDPOINT = { host: '192.0.2.10', port: 6443 };

/**
 * A Cluster of the class as the API server would hold it: variables have their defaults, or their examples where a Cluster
 * has to set them; the control plane and the infrastructure are made from the templates of the class.
 */
export function sampleCluster(origin: SampleOrigin): ClusterObjects {
  const { className, kubernetes, clusterClass } = origin;
  const model = clusterClass && readClass(clusterClass);
  const controlPlane = model && made(origin, model, 'control plane', { replicas: 1, version: kubernetes });
  const infraCluster = model && made(origin, model, 'infrastructure', { controlPlaneEndpoint: ENDPOINT });
  const Cluster = {
    apiVersion: 'cluster.x-k8s.io/v1beta1',
    kind: 'Cluster',
    metadata: { ...metadata(), labels: {}, annotations: {} },
    spec: {
      clusterNetwork: {
        pods: { cidrBlocks: ['192.168.0.0/16'] },
        serviceDomain: 'cluster.local',
        services: { cidrBlocks: ['10.96.0.0/12'] },
      },
      controlPlaneEndpoint: ENDPOINT,
      ...(controlPlane && { controlPlaneRef: referenceTo(controlPlane) }),
      ...(infraCluster && { infrastructureRef: referenceTo(infraCluster) }),
      topology: {
        class: className,
        controlPlane: { metadata: {}, replicas: 1 },
        variables: model ? variablesOf(model) : [],
        version: kubernetes,
        workers: { machineDeployments: model ? workersOf(model) : [] },
      },
    },
    status: { controlPlaneReady: true, infrastructureReady: true, phase: 'Provisioned' },
  };
  return {
    Cluster,
    ...(controlPlane && { ControlPlane: controlPlane }),
    ...(infraCluster && { InfraCluster: infraCluster }),
  };
}

const metadata = () => ({ name: NAME, namespace: NAMESPACE, uid: '00000000-0000-4000-8000-000000000000' });

const referenceTo = ({ apiVersion, kind }: ObjectData) => ({
  apiVersion,
  kind,
  name: NAME,
  namespace: NAMESPACE,
});

/** Cluster API writes the defaults of variables into the Cluster. */
const variablesOf = (model: ClassModel) =>
  [...defaultValues(readClassVariables(model)).values].map(([name, value]) => ({ name, value }));

const workersOf = ({ workers }: ClassModel) =>
  workers
    .filter(({ kind }) => kind === 'machineDeployment')
    .map(({ name }, index) => ({ class: name, name: `md-${index}`, replicas: 1 }));

/** What Cluster API makes of the template that the class refers to; undefined where there is none. */
function made(
  { objects }: SampleOrigin,
  model: ClassModel,
  role: TemplateRole,
  more: ObjectData,
): ObjectData | undefined {
  const reference = model.references.find((one) => one.role === role);
  const template = reference && findTemplate(reference, objects)?.data;
  if (!template) return undefined;
  const kind = textOf(template['kind']).replace(/Template$/, '');
  return {
    apiVersion: template['apiVersion'],
    kind,
    metadata: metadata(),
    spec: { ...dataOf(dataOf(dataOf(template['spec'])['template'])['spec']), ...more },
    status: { ready: true, ...statusOf(groupOf(textOf(template['apiVersion'])), kind) },
  };
}

/** What controllers find out and write down, where overwrite files are known to look for it. */
function statusOf(group: string, kind: string): ObjectData {
  if (group !== 'infrastructure.cluster.x-k8s.io' || kind !== 'OpenStackCluster') return {};
  const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;
  return {
    externalNetwork: { id: id(1), name: 'external' },
    network: {
      id: id(2),
      name: `k8s-clusterapi-cluster-${NAMESPACE}-${NAME}`,
      subnets: [{ id: id(3), name: `k8s-clusterapi-cluster-${NAMESPACE}-${NAME}`, cidr: '10.8.0.0/20' }],
    },
    router: { id: id(4), name: `k8s-clusterapi-cluster-${NAMESPACE}-${NAME}`, ips: ['192.0.2.11'] },
  };
}

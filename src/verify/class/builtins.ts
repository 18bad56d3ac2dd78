// The variables that Cluster API adds to those of a class: `builtin.cluster.name` and so on.
import type { ObjectData } from '../../render/helm/rendered-object.ts';
import { integer, list, mapOf, object, text, type Schema } from '../schemas/schema.ts';
import type { TemplateReference } from './class-model.ts';

const name = object({ name: text() });
const metadata = object({ annotations: mapOf(text()), labels: mapOf(text()) });

const machines = object({
  bootstrap: object({ configRef: name }),
  class: text(),
  infrastructureRef: name,
  metadata,
  name: text(),
  replicas: integer(),
  topologyName: text(),
  version: text(),
});

/** What `builtin` holds (exp/runtime/hooks/api/v1alpha1 of Cluster API, and `classRef` of v1.11). */
export const BUILTINS: Schema = object({
  cluster: object({
    metadata,
    name: text(),
    namespace: text(),
    network: object({
      ipFamily: text(),
      pods: list(text()),
      serviceDomain: text(),
      services: list(text()),
    }),
    topology: object({
      class: text(),
      classNamespace: text(),
      classRef: object({ name: text(), namespace: text() }),
      version: text(),
    }),
    uid: text(),
  }),
  controlPlane: object({
    machineTemplate: object({ infrastructureRef: name }),
    metadata,
    name: text(),
    replicas: integer(),
    version: text(),
  }),
  machineDeployment: machines,
  machinePool: machines,
});

/** Parts of `builtin` that `valueFrom.variable` cannot name, only what is within them. */
const NOT_BY_THEMSELVES = ['metadata', 'machineTemplate', 'infrastructureRef', 'bootstrap', 'configRef'];

/** The paths that `valueFrom.variable` can name, as the webhook of Cluster API lists them. */
export function builtinPaths(schema: Schema = BUILTINS, path = 'builtin'): string[] {
  const fields = Object.entries(schema.properties ?? {});
  const own = NOT_BY_THEMSELVES.includes(path.slice(path.lastIndexOf('.') + 1)) ? [] : [path];
  return [...own, ...fields.flatMap(([field, inner]) => builtinPaths(inner, `${path}.${field}`))];
}

/** What a sample is made for. */
export interface BuiltinOrigin {
  readonly className: string;
  readonly namespace: string;
  /** `vX.Y.Z` */
  readonly kubernetes: string;
}

const NETWORK = {
  serviceDomain: 'cluster.local',
  services: ['10.96.0.0/12'],
  pods: ['192.168.0.0/16'],
  ipFamily: 'IPv4',
};

/**
 * `builtin` as a template of this reference sees it in a cluster called `sample`: the cluster always, the control plane
 * only for its own templates, workers only for theirs.
 */
export function sampleBuiltins(origin: BuiltinOrigin, { role, workers }: TemplateReference): ObjectData {
  const { className, namespace, kubernetes } = origin;
  const topology = {
    class: className,
    classNamespace: namespace,
    classRef: { name: className, namespace },
    version: kubernetes,
  };
  const uid = '00000000-0000-4000-8000-000000000000';
  const cluster = { name: 'sample', namespace, uid, topology, network: NETWORK, metadata: sampleMetadata() };
  if (workers) return { cluster, [workers.kind]: sampleWorkers(workers.name, kubernetes) };
  if (role === 'infrastructure') return { cluster };
  return { cluster, controlPlane: sampleControlPlane(kubernetes) };
}

const sampleMetadata = () => ({ labels: { 'cluster.x-k8s.io/cluster-name': 'sample' }, annotations: {} });

const sampleControlPlane = (version: string) => ({
  name: 'sample-abcde',
  replicas: 3,
  version,
  metadata: sampleMetadata(),
  machineTemplate: { infrastructureRef: { name: 'sample-control-plane-abcde' } },
});

const sampleWorkers = (workerClass: string, version: string) => ({
  class: workerClass,
  name: 'sample-md-0-abcde',
  topologyName: 'md-0',
  replicas: 1,
  version,
  metadata: sampleMetadata(),
  bootstrap: { configRef: { name: 'sample-md-0-bootstrap-abcde' } },
  infrastructureRef: { name: 'sample-md-0-machine-abcde' },
});

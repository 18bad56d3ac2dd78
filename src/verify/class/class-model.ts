// A ClusterClass as the rules see it: the same for v1beta1 and v1beta2, each part with its path in the object.
import type { ObjectPath, RenderedObject } from '../../render/helm/rendered-object.ts';
import { dataOf, isData, listOf, textOf, type Data } from './data.ts';

/** What a template is for. */
export type TemplateRole =
  | 'infrastructure'
  | 'control plane'
  | 'control plane machines'
  | 'bootstrap'
  | 'machines'
  | 'machine pool'
  | 'remediation';

/** A class of workers. */
export interface Workers {
  readonly kind: 'machineDeployment' | 'machinePool';
  /** Empty where it has none. */
  readonly name: string;
  readonly path: ObjectPath;
}

/** A reference of the class to a template. */
export interface TemplateReference {
  readonly role: TemplateRole;
  /** Those that the template is for; undefined: the control plane or the cluster itself. */
  readonly workers: Workers | undefined;
  readonly path: ObjectPath;
  /** Empty where they are missing. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** `spec.variables[i]` or `spec.patches[i]`, and where it is. */
export interface ClassEntry {
  readonly data: Data;
  readonly name: string;
  readonly path: ObjectPath;
}

/** All that the rules want to know of a ClusterClass. */
export interface ClassModel {
  readonly object: RenderedObject;
  readonly references: readonly TemplateReference[];
  readonly workers: readonly Workers[];
  readonly variables: readonly ClassEntry[];
  readonly patches: readonly ClassEntry[];
  /** Labels and annotations that the class gives to machines. */
  readonly metadata: readonly { readonly data: unknown; readonly path: ObjectPath }[];
}

export const isClusterClass = ({ data }: RenderedObject): boolean =>
  data['kind'] === 'ClusterClass' && textOf(data['apiVersion']).startsWith('cluster.x-k8s.io/');

/** Reads a ClusterClass; what has the wrong shape is left out, for the schema speaks about it. Never throws. */
export function readClass(object: RenderedObject): ClassModel {
  const spec = dataOf(object.data['spec']);
  const isV1beta2 = object.data['apiVersion'] === 'cluster.x-k8s.io/v1beta2';
  const reader = new ReferenceReader(isV1beta2 ? 'templateRef' : 'ref');
  reader.add('infrastructure', spec['infrastructure'], ['spec', 'infrastructure']);
  reader.add('control plane', spec['controlPlane'], ['spec', 'controlPlane']);
  const machines = ['spec', 'controlPlane', 'machineInfrastructure'];
  reader.add('control plane machines', dataOf(spec['controlPlane'])['machineInfrastructure'], machines);
  reader.remediation(spec['controlPlane'], ['spec', 'controlPlane'], undefined);
  reader.metadata.push({
    data: dataOf(spec['controlPlane'])['metadata'],
    path: ['spec', 'controlPlane', 'metadata'],
  });
  const workers = reader.workers(dataOf(spec['workers']), isV1beta2);
  return {
    object,
    references: reader.references,
    workers,
    variables: entriesOf(spec['variables'], ['spec', 'variables']),
    patches: entriesOf(spec['patches'], ['spec', 'patches']),
    metadata: reader.metadata,
  };
}

function entriesOf(list: unknown, path: ObjectPath): ClassEntry[] {
  return listOf(list).flatMap((data, index) =>
    isData(data) ? [{ data, name: textOf(data['name']), path: [...path, index] }] : [],
  );
}

class ReferenceReader {
  readonly references: TemplateReference[] = [];
  readonly metadata: { data: unknown; path: ObjectPath }[] = [];

  /** @param field where a reference stands: `ref` in v1beta1, `templateRef` in v1beta2 */
  constructor(private readonly field: 'ref' | 'templateRef') {}

  add(role: TemplateRole, holder: unknown, path: ObjectPath, workers?: Workers): void {
    const { [this.field]: reference } = dataOf(holder);
    if (isData(reference)) this.push(role, reference, [...path, this.field], workers);
  }

  private push(role: TemplateRole, reference: Data, path: ObjectPath, workers: Workers | undefined): void {
    const { apiVersion, kind, name, namespace } = reference;
    this.references.push({
      role,
      workers,
      path,
      apiVersion: textOf(apiVersion),
      kind: textOf(kind),
      name: textOf(name),
      namespace: textOf(namespace),
    });
  }

  /** What repairs machines: `machineHealthCheck.remediationTemplate`, in v1beta2 `healthCheck.remediation.templateRef`. */
  remediation(holder: unknown, path: ObjectPath, workers: Workers | undefined): void {
    const { machineHealthCheck, healthCheck } = dataOf(holder);
    const { remediationTemplate } = dataOf(machineHealthCheck);
    const { templateRef } = dataOf(dataOf(healthCheck)['remediation']);
    if (isData(remediationTemplate))
      this.push(
        'remediation',
        remediationTemplate,
        [...path, 'machineHealthCheck', 'remediationTemplate'],
        workers,
      );
    if (isData(templateRef))
      this.push('remediation', templateRef, [...path, 'healthCheck', 'remediation', 'templateRef'], workers);
  }

  workers(spec: Data, isV1beta2: boolean): Workers[] {
    const lists = [
      ['machineDeployment', 'machineDeployments', 'machines'],
      ['machinePool', 'machinePools', 'machine pool'],
    ] as const;
    return lists.flatMap(([kind, field, role]) =>
      listOf(spec[field]).flatMap((entry, index) => {
        if (!isData(entry)) return [];
        const path = ['spec', 'workers', field, index];
        const workers: Workers = { kind, name: textOf(entry['class']), path };
        // v1beta1 has a level more.
        const [holder, at] = isV1beta2 ? [entry, path] : [dataOf(entry['template']), [...path, 'template']];
        this.add('bootstrap', holder['bootstrap'], [...at, 'bootstrap'], workers);
        this.add(role, holder['infrastructure'], [...at, 'infrastructure'], workers);
        this.remediation(entry, path, workers);
        this.metadata.push({ data: holder['metadata'], path: [...at, 'metadata'] });
        return [workers];
      }),
    );
  }
}

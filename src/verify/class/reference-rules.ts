// Rules for what a ClusterClass refers to: the template is in the chart, and is of the sort that is wanted there.
import type { Problem } from '../../problem/problem.ts';
import type { ObjectPath, RenderedObject } from '../../render/helm/rendered-object.ts';
import { nearestName } from '../schemas/nearest-name.ts';
import { isClusterClass, type ClassModel, type TemplateReference, type TemplateRole } from './class-model.ts';
import { dataOf, groupOf, textOf } from './data.ts';
import { nameOf, problemAt } from './report.ts';

/** The sort of kind that a role wants; kinds of providers follow these conventions of Cluster API. */
interface Sort {
  readonly group: string;
  readonly kind: RegExp;
  readonly expected: string;
}

const INFRASTRUCTURE = 'infrastructure.cluster.x-k8s.io';
const MACHINES: Sort = {
  group: INFRASTRUCTURE,
  kind: /Machine(?:Pool)?Template$/,
  expected: 'a kind of machine template (…MachineTemplate)',
};

const SORTS: Readonly<Record<TemplateRole, Sort | undefined>> = {
  infrastructure: {
    group: INFRASTRUCTURE,
    kind: /ClusterTemplate$/,
    expected: 'a kind of cluster template (…ClusterTemplate)',
  },
  'control plane': {
    group: 'controlplane.cluster.x-k8s.io',
    kind: /ControlPlaneTemplate$/,
    expected: 'a kind of control plane template (…ControlPlaneTemplate)',
  },
  'control plane machines': MACHINES,
  bootstrap: {
    group: 'bootstrap.cluster.x-k8s.io',
    kind: /ConfigTemplate$/,
    expected: 'a kind of bootstrap template (…ConfigTemplate)',
  },
  machines: MACHINES,
  'machine pool': MACHINES,
  // Any controller may repair machines.
  remediation: undefined,
};

/** All rules about references, and about templates that none names. */
export function checkReferences(
  model: ClassModel,
  objects: readonly RenderedObject[],
  namespace: string,
): Problem[] {
  return [
    ...checkNeeded(model),
    ...model.references.flatMap((reference) => checkReference(model, reference, objects, namespace)),
    ...checkWorkerNames(model),
    ...checkUnused(model, objects),
  ];
}

/** The references without which there is no cluster. Those of workers are demanded by the schema. */
function checkNeeded({ object, references }: ClassModel): Problem[] {
  const needed = [
    ['infrastructure', ['spec', 'infrastructure']],
    ['control plane', ['spec', 'controlPlane']],
  ] as const;
  return needed.flatMap(([role, path]) => {
    if (references.some((reference) => reference.role === role)) return [];
    const message = `the class has no ${path.join('.')}; expected a reference to ${SORTS[role]?.expected ?? 'a template'}`;
    return [problemAt(object, path, 'class-reference', message)];
  });
}

function checkReference(
  { object }: ClassModel,
  reference: TemplateReference,
  objects: readonly RenderedObject[],
  namespace: string,
): Problem[] {
  const report = (field: string, message: string, hint?: string) =>
    problemAt(object, [...reference.path, field], 'class-reference', message, hint);
  const { apiVersion, kind, name } = reference;
  const where = `${roleOf(reference)} reference`;
  const lacking = (['apiVersion', 'kind', 'name'] as const).find((field) => reference[field] === '');
  if (lacking) return [report(lacking, `the ${where} has no ${lacking}; expected apiVersion, kind and name`)];
  const sort = SORTS[reference.role];
  if (sort && (groupOf(apiVersion) !== sort.group || !sort.kind.test(kind))) {
    const message = `the ${where} is to ${kind} of ${apiVersion}; expected ${sort.expected} of ${sort.group}`;
    return [report(sort.kind.test(kind) ? 'apiVersion' : 'kind', message)];
  }
  if (reference.namespace !== '' && reference.namespace !== namespace) {
    const message = `the ${where} is to the namespace ${reference.namespace}; templates are in that of the class`;
    return [report('namespace', message, 'take the namespace out')];
  }
  if (findTemplate(reference, objects)) return [];
  return [
    report(
      'name',
      `no ${kind} of ${groupOf(apiVersion)} is called ${name}, to which the ${where} is`,
      hintFor(reference, objects),
    ),
  ];
}

/** `control plane`, `default-worker bootstrap` */
function roleOf({ role, workers }: TemplateReference): string {
  return workers && workers.name !== '' ? `${workers.name} ${role}` : role;
}

/** The object that a reference means: group, kind and name decide, as API servers convert between versions. */
export function findTemplate(
  { apiVersion, kind, name }: Pick<TemplateReference, 'apiVersion' | 'kind' | 'name'>,
  objects: readonly RenderedObject[],
): RenderedObject | undefined {
  return objects.find(
    ({ data }) =>
      data['kind'] === kind &&
      dataOf(data['metadata'])['name'] === name &&
      groupOf(textOf(data['apiVersion'])) === groupOf(apiVersion),
  );
}

function hintFor({ kind, name }: TemplateReference, objects: readonly RenderedObject[]): string {
  const names = objects
    .filter(({ data }) => data['kind'] === kind)
    .map(({ data }) => textOf(dataOf(data['metadata'])['name']));
  const near = nearestName(name, names);
  if (near !== undefined) return `the chart has ${near}`;
  return names.length > 0 ? `the chart has ${names.join(', ')}` : `add ${kind} ${name} to the chart`;
}

/** Cluster API looks classes of workers up by name. */
function checkWorkerNames({ object, workers }: ClassModel): Problem[] {
  return workers.flatMap(({ kind, name, path }, index) => {
    const isFirst = workers.findIndex((other) => other.kind === kind && other.name === name) === index;
    if (isFirst || name === '') return [];
    const message = `a second ${kind} class is called ${name}; expected each name once`;
    return [problemAt(object, [...path, 'class'], 'class-reference', message)];
  });
}

/** Templates (and nothing else: Images, say, are there for themselves) that the class does not name. */
function checkUnused({ references }: ClassModel, objects: readonly RenderedObject[]): Problem[] {
  const used = new Set(references.map((reference) => findTemplate(reference, objects)));
  return objects.flatMap((object) => {
    if (used.has(object) || isClusterClass(object) || !textOf(object.data['kind']).endsWith('Template'))
      return [];
    const at: ObjectPath = ['metadata', 'name'];
    const hint = 'refer to it in the ClusterClass, or take it out';
    return [problemAt(object, at, 'class-unused', `the class does not refer to ${nameOf(object)}`, hint)];
  });
}

// Rules for all that a class chart renders to: the operator can apply each object, and the class is among them.
import { problem, type Problem } from '../../problem/problem.ts';
import type { RenderedObject } from '../../render/helm/rendered-object.ts';
import { showValue } from '../schemas/finding.ts';
import { isClusterClass } from './class-model.ts';
import { dataOf, groupOf, textOf } from './data.ts';
import { nameOf, problemAt } from './report.ts';

/** What the operator's account may create (docs/operator-contract.md 3.3); of the last group, Images only. */
const GROUPS = [
  'cluster.x-k8s.io',
  'infrastructure.cluster.x-k8s.io',
  'bootstrap.cluster.x-k8s.io',
  'controlplane.cluster.x-k8s.io',
  'infrastructure.clusterstack.x-k8s.io',
];
const IMAGES = { group: 'openstack.k-orc.cloud', kind: 'Image' };

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = new RegExp(String.raw`^${LABEL}(?:\.${LABEL})*$`);
const NAME_LIMIT = 253;

/** What is known of the release. */
export interface ClassIdentity {
  /** Name of the class, `docker-scs-1-34-v3`. */
  readonly className: string;
  /** Namespace that the chart was rendered for. */
  readonly namespace: string;
  /** How the chart is called in messages: `cluster-class`, or the name of the archive. */
  readonly chartLabel: string;
}

/** All rules about single objects and about their names. */
export function checkObjects(objects: readonly RenderedObject[], identity: ClassIdentity): Problem[] {
  return [
    ...objects.flatMap((object) => checkObject(object, identity.namespace)),
    ...checkNames(objects),
    ...checkClassName(objects, identity),
  ];
}

function checkObject(object: RenderedObject, namespace: string): Problem[] {
  if (textOf(object.data['kind']) === 'List') {
    const message = 'a List is taken for an object of its own, and never applied';
    return [
      problemAt(object, ['kind'], 'class-object', message, 'write its items as documents of their own'),
    ];
  }
  const incomplete = checkComplete(object);
  return incomplete.length > 0
    ? incomplete
    : [...checkName(object), ...checkNamespace(object, namespace), ...checkGroup(object)];
}

function checkComplete(object: RenderedObject): Problem[] {
  const { apiVersion, kind, metadata } = object.data;
  const fields = [
    [['apiVersion'], apiVersion],
    [['kind'], kind],
    [['metadata', 'name'], dataOf(metadata)['name']],
  ] as const;
  return fields.flatMap(([path, value]) => {
    if (typeof value === 'string' && value !== '') return [];
    const field = path.join('.');
    const found = value === undefined || value === '' ? `has no ${field}` : `has a ${field} that is no text`;
    const message = `${nameOf(object)} ${found}; expected apiVersion, kind and metadata.name`;
    return [problemAt(object, path, 'class-object', message, `give it its ${field}`)];
  });
}

function checkName(object: RenderedObject): Problem[] {
  const name = textOf(dataOf(object.data['metadata'])['name']);
  const at = ['metadata', 'name'];
  if (name.length > NAME_LIMIT) {
    const message = `${textOf(object.data['kind'])} has a name of ${name.length} characters; expected at most ${NAME_LIMIT}`;
    return [problemAt(object, at, 'class-object', message, 'shorten it')];
  }
  if (SUBDOMAIN.test(name)) return [];
  const message = `${nameOf(object)} has no name of Kubernetes; expected a-z, 0-9, "-" and ".", with a letter or digit at both ends`;
  return [problemAt(object, at, 'class-object', message)];
}

function checkNamespace(object: RenderedObject, namespace: string): Problem[] {
  const found = dataOf(object.data['metadata'])['namespace'];
  if (found === undefined || found === namespace || found === '' || found === null) return [];
  const message = `${nameOf(object)} is for the namespace ${showValue(found)}; the operator applies to the one of the ClusterStack only`;
  const hint = 'take the namespace out, or write {{ .Release.Namespace }}';
  return [problemAt(object, ['metadata', 'namespace'], 'class-object', message, hint)];
}

function checkGroup(object: RenderedObject): Problem[] {
  const apiVersion = textOf(object.data['apiVersion']);
  const kind = textOf(object.data['kind']);
  const group = groupOf(apiVersion);
  if (GROUPS.includes(group) || (group === IMAGES.group && kind === IMAGES.kind)) return [];
  const message = `${nameOf(object)} is of ${apiVersion}; the operator may create objects of ${GROUPS.join(', ')} and ${IMAGES.group} (${IMAGES.kind}) only`;
  const hint =
    'install it in another way than by the class chart, or give the operator the right to create it';
  return [problemAt(object, ['apiVersion'], 'class-object', message, hint)];
}

/**
 * One object of a kind and name: a second replaces the first. Kinds that share a name are only doubtful: a retry takes
 * all of them for applied when one is (docs/operator-contract.md 4.1).
 */
function checkNames(objects: readonly RenderedObject[]): Problem[] {
  const [ids, names] = [new Map<string, RenderedObject>(), new Map<string, RenderedObject>()];
  return objects.flatMap((object) => {
    const { apiVersion, kind, metadata } = object.data;
    const name = textOf(dataOf(metadata)['name']);
    if (name === '' || textOf(kind) === '') return [];
    const id = `${groupOf(textOf(apiVersion))}/${textOf(kind)}/${name}`;
    const [same, other] = [ids.get(id), names.get(name)];
    ids.set(id, object);
    names.set(name, other ?? object);
    if (same) {
      const message = `${nameOf(object)} is there twice, first in ${same.template}; expected each object once`;
      return [
        problemAt(object, ['metadata', 'name'], 'class-object', message, 'give one of them another name'),
      ];
    }
    if (!other) return [];
    const message = `${nameOf(object)} has the name of ${textOf(other.data['kind'])} in ${other.template}; a retry of the operator applies only one of them`;
    return [
      problemAt(
        object,
        ['metadata', 'name'],
        'class-object-name',
        message,
        'give each kind names of its own',
      ),
    ];
  });
}

const isIncompleteClass = ({ data }: RenderedObject): boolean =>
  data['kind'] === 'ClusterClass' && textOf(data['apiVersion']) === '';

function checkClassName(objects: readonly RenderedObject[], identity: ClassIdentity): Problem[] {
  const { className, chartLabel } = identity;
  const classes = objects.filter(isClusterClass);
  const [first, ...others] = classes;
  const hint = 'name it {{ .Release.Name }}-{{ .Chart.Version }}';
  // One without its apiVersion is told of as such.
  if (!first && objects.some(isIncompleteClass)) return [];
  if (!first) {
    const message = `the class chart renders no ClusterClass; expected one called ${className}`;
    return [problem('class-missing', message, { file: chartLabel, hint })];
  }
  const extra = others.map((other) => {
    const name = textOf(dataOf(other.data['metadata'])['name']);
    const message = `${name || 'another object'} is a second ClusterClass; expected only ${className}`;
    return problemAt(other, ['metadata', 'name'], 'class-missing', message, 'make a stack of its own of it');
  });
  const found = textOf(dataOf(first.data['metadata'])['name']);
  if (found === className || found === '') return extra;
  const message = `the ClusterClass is called ${found}; expected ${className}`;
  return [problemAt(first, ['metadata', 'name'], 'class-missing', message, hint), ...extra];
}

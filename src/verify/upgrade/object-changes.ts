// Rendered objects of two releases side by side: which came, went or changed, and in which fields.
import type { ObjectData, ObjectPath, RenderedObject } from '../../render/helm/rendered-object.ts';
import { canonicalJson } from '../../stack/fingerprint.ts';
import { dataOf, groupOf, textOf } from '../class/data.ts';
import { immutableFields } from './immutable-fields.ts';

/** An object that differs, as `--json` prints it. */
export interface ObjectChange {
  /** `cluster-class`, or the name of the addon stage. */
  readonly component: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  /** Paths of what differs, `spec.template.spec.containers[agent].image`; empty for objects of one side. */
  readonly fields: readonly string[];
  /** Those of them that Kubernetes refuses to change. */
  readonly immutable: readonly string[];
}

/** An object with its identity and, where it is there, both states. */
export interface ComparedObject {
  readonly change: ObjectChange;
  readonly before: RenderedObject | undefined;
  readonly now: RenderedObject | undefined;
}

/**
 * Objects are the same by group, kind, namespace and name, whatever version of their API they are written in.
 * @param home the namespace that objects without one are applied to: whether they say so makes no difference
 */
export const keyOf = (data: ObjectData, home: string): string => {
  const { namespace, name } = dataOf(data['metadata']);
  return JSON.stringify([
    groupOf(textOf(data['apiVersion'])),
    textOf(data['kind']),
    namespace === home ? '' : textOf(namespace),
    textOf(name),
  ]);
};

/** What differs between the objects of one component, in order of kind and name. @param home as for `keyOf` */
export function compareObjects(
  component: string,
  home: string,
  before: readonly RenderedObject[],
  now: readonly RenderedObject[],
): ComparedObject[] {
  const [old, fresh] = [byKey(before, home), byKey(now, home)];
  const keys = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  return keys.flatMap((key) => compareOne(component, old.get(key), fresh.get(key)));
}

const byKey = (objects: readonly RenderedObject[], home: string): ReadonlyMap<string, RenderedObject> =>
  new Map(objects.map((object) => [keyOf(object.data, home), object]));

function compareOne(
  component: string,
  before: RenderedObject | undefined,
  now: RenderedObject | undefined,
): ComparedObject[] {
  const fields = before && now ? changedFields(before.data, now.data) : [];
  if (before && now && fields.length === 0) return [];
  const data = (now ?? before)?.data ?? {};
  const { namespace, name } = dataOf(data['metadata']);
  const immutable = before && now ? immutableFields(before.data, now.data, fields) : [];
  const change: ObjectChange = {
    component,
    change: before ? (now ? 'changed' : 'removed') : 'added',
    apiVersion: textOf(data['apiVersion']),
    kind: textOf(data['kind']),
    namespace: textOf(namespace) || null,
    name: textOf(name),
    fields: fields.map(formatFieldPath),
    immutable: immutable.map(formatFieldPath),
  };
  return [{ change, before, now }];
}

/** The paths of the smallest values that differ; entries of a list of named things are found by their names. */
export function changedFields(before: unknown, now: unknown, path: ObjectPath = []): ObjectPath[] {
  if (canonicalJson(before ?? null) === canonicalJson(now ?? null)) return [];
  const [old, fresh] = [entriesOf(before), entriesOf(now)];
  if (!old || !fresh) return [path];
  const keys = [...new Set([...old.keys(), ...fresh.keys()])];
  return keys.flatMap((key) => changedFields(old.get(key), fresh.get(key), [...path, key]));
}

/** The parts of a value by key; a named entry `[agent]`. Undefined for what is compared as a whole. */
function entriesOf(value: unknown): ReadonlyMap<string | number, unknown> | undefined {
  if (!Array.isArray(value)) {
    return value !== null && typeof value === 'object' ? new Map(Object.entries(value)) : undefined;
  }
  const names = value.map((entry) => dataOf(entry)['name']);
  const areNamed = names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
  return areNamed && names.length > 0
    ? new Map(value.map((entry, index) => [`[${String(names[index])}]`, entry as unknown]))
    : undefined;
}

/** `spec.containers[agent].image` */
export const formatFieldPath = (path: ObjectPath): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : step.startsWith('[') ? step : `.${step}`))
    .join('')
    .replace(/^\./, '');

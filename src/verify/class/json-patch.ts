// JSON patches (RFC 6902) as Cluster API applies them, with the library github.com/evanphx/json-patch: add, replace, remove.
import { isData } from './data.ts';

/** One operation; `value` is of no account for `remove`. */
export interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value: unknown;
}

/** What patches of Cluster API can do. */
export const OPERATIONS = ['add', 'replace', 'remove'];

/** `/spec/a~1b/0` in steps: `['spec', 'a/b', '0']`. */
export const pointerSteps = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

type Json = Record<string, unknown> | unknown[];

/**
 * Applies an operation to a document, in place; `copyJson` makes one that nobody else has.
 * @returns why it cannot be applied; undefined when it was
 */
export function applyOperation(document: unknown, { op, path, value }: Operation): string | undefined {
  const steps = pointerSteps(path);
  const last = steps.pop() ?? '';
  let parent: unknown = document;
  for (const [index, step] of steps.entries()) {
    parent = childOf(parent, step);
    if (parent === undefined || parent === null)
      return `/${steps.slice(0, index + 1).join('/')} is not there`;
  }
  if (!Array.isArray(parent) && !isData(parent)) return `/${steps.join('/')} is no map and no list`;
  return change(parent as Json, last, op, value, path);
}

function change(parent: Json, key: string, op: string, value: unknown, path: string): string | undefined {
  if (op !== 'add' && childOf(parent, key) === undefined) return `${path} is not there`;
  if (Array.isArray(parent)) return changeList(parent, key, op, value, path);
  if (op === 'remove') delete parent[key];
  else parent[key] = copyJson(value);
  return undefined;
}

function changeList(
  list: unknown[],
  key: string,
  op: string,
  value: unknown,
  path: string,
): string | undefined {
  const index = key === '-' && op === 'add' ? list.length : indexIn(key);
  if (index === undefined || index > list.length) return `${path} is no place in a list of ${list.length}`;
  if (op === 'add') list.splice(index, 0, copyJson(value));
  else if (op === 'remove') list.splice(index, 1);
  else list[index] = copyJson(value);
  return undefined;
}

const indexIn = (key: string): number | undefined => (/^\d{1,9}$/.test(key) ? Number(key) : undefined);

function childOf(parent: unknown, step: string): unknown {
  if (Array.isArray(parent)) {
    const index = indexIn(step);
    return index === undefined ? undefined : (parent[index] as unknown);
  }
  return isData(parent) && Object.hasOwn(parent, step) ? parent[step] : undefined;
}

/** What stands at a pointer; undefined where nothing does. */
export const valueAt = (document: unknown, steps: readonly string[]): unknown =>
  steps.reduce((value: unknown, step) => childOf(value, step), document);

/** A copy that can be changed; maps have no prototype, so that any key is one of the data. */
export function copyJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyJson);
  if (!isData(value)) return value;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, inner] of Object.entries(value)) copy[key] = copyJson(inner);
  return copy;
}

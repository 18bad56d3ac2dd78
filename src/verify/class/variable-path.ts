// Paths into variables: whether `oidcConfig.issuerURL` or `mirrors[0].url` can be there.
import { nearestName } from '../schemas/nearest-name.ts';
import { showNames } from '../schemas/finding.ts';
import type { Schema } from '../schemas/schema.ts';
import { BUILTINS } from './builtins.ts';
import type { ClassVariables } from './class-variables.ts';

/** Names of fields and indexes of lists, the name of a variable first. */
export type VariablePath = readonly (string | number)[];

/** What a path leads to: the schema of it (undefined: anything may be there), or why it leads nowhere. */
export type PathTarget =
  { readonly schema: Schema | undefined } | { readonly fault: string; readonly hint?: string };

/**
 * Follows names and indexes through the variables of a class.
 * @param steps at least one name: `['builtin', 'cluster', 'name']`, `['mirrors', 0, 'url']`
 */
export function followVariable(steps: VariablePath, variables: ClassVariables): PathTarget {
  const [first = '', ...rest] = steps;
  const name = String(first);
  const variable = name === 'builtin' ? BUILTINS : variables.byName.get(name)?.schema;
  if (variable) return followSteps(variable, rest, name);
  if (variables.isOpen) return { schema: undefined };
  const near = nearestName(name, [...variables.byName.keys(), 'builtin']);
  const define = `define ${near === undefined ? 'it' : name} in spec.variables`;
  const hint = near === undefined ? define : `write ${near}, or ${define}`;
  return { fault: `the class defines no variable ${name}`, hint };
}

/** Follows names and indexes through a schema. @param name what stands at its start, for messages */
export function followSteps(schema: Schema, steps: VariablePath, name: string): PathTarget {
  let at: Schema | undefined = schema;
  let reached = name;
  for (const step of steps) {
    const next: PathTarget = typeof step === 'number' ? entryOf(at, step) : fieldOf(at, step);
    if ('fault' in next) return { ...next, fault: `${reached} ${next.fault}` };
    at = next.schema;
    if (!at) break;
    reached += typeof step === 'number' ? `[${step}]` : `.${step}`;
  }
  return { schema: at };
}

function entryOf({ type, items }: Schema, index: number): PathTarget {
  if (type === undefined || type === 'array') return { schema: items };
  return { fault: `is ${NAMES[type] ?? 'a map'}, no list, and has no entry ${index}` };
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
};

function fieldOf(
  { type, properties = {}, additionalProperties, keepsUnknown }: Schema,
  field: string,
): PathTarget {
  if (Object.hasOwn(properties, field)) return { schema: properties[field] };
  if (additionalProperties) return { schema: additionalProperties };
  if (keepsUnknown || type === undefined) return { schema: undefined };
  const is = NAMES[type];
  if (is !== undefined) return { fault: `is ${is} and has no field ${field}` };
  const known = Object.keys(properties);
  const near = nearestName(field, known);
  const hint = near ?? showNames(known);
  return { fault: `has no field ${field}`, ...(hint !== '' && { hint: `write ${hint}` }) };
}

/** `valueFrom.variable` in steps: names and indexes; undefined where it is not written as Cluster API wants it. */
export function parseVariablePath(text: string): VariablePath | undefined {
  const steps: (string | number)[] = [];
  for (const segment of text.split('.')) {
    const [, name, index] = /^([^[\]]+)(?:\[(\d{1,9})\])?$/.exec(segment) ?? [];
    if (name === undefined) return undefined;
    steps.push(name);
    if (index !== undefined) steps.push(Number(index));
  }
  return steps;
}

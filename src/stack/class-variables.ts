// The variables of a ClusterClass as a flat list: each field that a Cluster can set, with its type, default and meaning.
import { canonicalJson } from './fingerprint.ts';

/** What a schema demands of a value besides its type, by the name that JSON Schema has for it. */
export type Constraints = Readonly<Record<string, unknown>>;

/** One field that a Cluster can set. */
export interface ClassVariable {
  /** `oidcConfig.clientID`; `mirrors[].url` in each entry of a list, `labels.*` for any key of a map. */
  readonly name: string;
  /** `string`, `integer`, `object[]`, `map of string`; `any` where the schema has none. */
  readonly type: string;
  /** Within what it is a field of. */
  readonly required: boolean;
  /** This and the following are absent where there is none. */
  readonly default?: unknown;
  /** The values it can have, where they are listed. */
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly example?: unknown;
  /** `{"minimum": 0, "pattern": "^a"}`; those of the entries of a list are below `items`. */
  readonly constraints?: Constraints;
}

/** The variables of a list, and how many of its entries are none. */
export interface FlatVariables {
  readonly variables: readonly ClassVariable[];
  readonly unreadable: number;
}

type Data = Readonly<Record<string, unknown>>;

const dataOf = (value: unknown): Data =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Data) : {};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Flattens `spec.variables` of a ClusterClass (Cluster API v1beta1 and v1beta2). Never throws. */
export function flattenVariables(list: unknown): FlatVariables {
  const entries = listOf(list).map(dataOf);
  const named = entries.filter(({ name }) => typeof name === 'string' && name !== '');
  const variables = named.flatMap((entry) => {
    const schema = dataOf(dataOf(entry['schema'])['openAPIV3Schema']);
    return flattenSchema(String(entry['name']), schema, entry['required'] === true);
  });
  return { variables, unreadable: entries.length - named.length };
}

function flattenSchema(path: string, schema: Data, required: boolean): ClassVariable[] {
  const mandatory = listOf(schema['required']);
  const fields = Object.entries(dataOf(schema['properties'])).flatMap(([key, inner]) =>
    flattenSchema(`${path}.${key}`, dataOf(inner), mandatory.includes(key)),
  );
  // What a list or a map holds is part of its own type; only the fields of that are lines of their own.
  const held = [
    [`${path}[]`, dataOf(schema['items'])],
    [`${path}.*`, dataOf(schema['additionalProperties'])],
  ] as const;
  const below = held.flatMap(([inner, of]) =>
    Object.keys(of).length === 0 ? [] : flattenSchema(inner, of, false).slice(1),
  );
  return [describe(path, schema, required), ...fields, ...below];
}

function describe(path: string, schema: Data, required: boolean): ClassVariable {
  const choices = schema['enum'] ?? dataOf(schema['items'])['enum'];
  const { description } = schema;
  const constraints = constraintsOf(schema);
  return {
    name: path,
    type: typeOf(schema),
    required,
    ...stated('default', schema),
    ...(Array.isArray(choices) && { enum: choices as readonly unknown[] }),
    ...(typeof description === 'string' && description.trim() !== '' && { description: description.trim() }),
    ...stated('example', schema),
    ...(Object.keys(constraints).length > 0 && { constraints }),
  };
}

/** A word with its value; Cluster API reads a null as if the word were not there. */
function stated(word: 'default' | 'example', schema: Data): Partial<ClassVariable> {
  const value = schema[word];
  return value === undefined || value === null ? {} : { [word]: value };
}

const CONSTRAINTS = [
  ...['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'pattern', 'format'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
];

function constraintsOf(schema: Data): Constraints {
  const own = CONSTRAINTS.flatMap((name) => (schema[name] === undefined ? [] : [[name, schema[name]]]));
  const inner = constraintsOfEntries(dataOf(schema['items']));
  return Object.fromEntries(Object.keys(inner).length > 0 ? [...own, ['items', inner]] : own) as Constraints;
}

/** The fields of objects in a list are variables of their own. */
const constraintsOfEntries = (items: Data): Constraints =>
  items['type'] === 'object' || Object.keys(items).length === 0 ? {} : constraintsOf(items);

function typeOf(schema: Data): string {
  const { type, items, additionalProperties } = schema;
  if (schema['x-kubernetes-int-or-string'] === true) return 'integer or string';
  if (type === 'array') return `${typeOf(dataOf(items))}[]`;
  if (type === 'object' && Object.keys(dataOf(additionalProperties)).length > 0)
    return `map of ${typeOf(dataOf(additionalProperties))}`;
  return typeof type === 'string' && type !== '' ? type : 'any';
}

/** A variable that is there on one side only, or is something else. */
export interface VariableChange {
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly from: ClassVariable | null;
  readonly to: ClassVariable | null;
}

/** What differs between the variables of two classes, in order of their names. */
export function diffVariables(
  before: readonly ClassVariable[],
  now: readonly ClassVariable[],
): VariableChange[] {
  const [old, fresh] = [byName(before), byName(now)];
  const names = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  return names.flatMap((name): VariableChange[] => {
    const [from, to] = [old.get(name) ?? null, fresh.get(name) ?? null];
    if (!from) return [{ name, change: 'added', from, to }];
    if (!to) return [{ name, change: 'removed', from, to }];
    return canonicalJson(from) === canonicalJson(to) ? [] : [{ name, change: 'changed', from, to }];
  });
}

const byName = (variables: readonly ClassVariable[]): ReadonlyMap<string, ClassVariable> =>
  new Map(variables.map((variable) => [variable.name, variable]));

// The keywords of JSON Schema for arrays.
import { sizeFailures } from './schema-assertions.ts';
import type { SchemaObject } from './schema-draft.ts';
import { counted, failure, type Failure, type InstancePath } from './schema-failure.ts';
import { isEqual } from './schema-type.ts';

/** What the judgement of a list needs from the validator. */
interface ListRules {
  /** The draft. */
  readonly year: number;
  readonly charge: (amount: number) => void;
  /** What is wrong with an item by another schema. */
  readonly item: (schema: unknown, index: number) => Failure | undefined;
  /** Notes that a schema has looked at an item. */
  readonly see: (index: number) => void;
}

/** What is wrong with a list. */
export function listFailures(
  schema: SchemaObject,
  value: readonly unknown[],
  path: InstancePath,
  rules: ListRules,
): Failure[] {
  return [
    ...sizeFailures(schema, 'Items', value.length, path),
    ...(schema['uniqueItems'] === true ? duplicates(value, path, rules) : []),
    ...itemFailures(schema, value, path, rules),
    ...(rules.year >= 6 && 'contains' in schema ? containsFailures(schema, value, path, rules) : []),
  ];
}

function duplicates(value: readonly unknown[], path: InstancePath, { charge }: ListRules): Failure[] {
  for (let second = 1; second < value.length; second++) {
    charge(second);
    const first = value.slice(0, second).findIndex((item) => isEqual(item, value[second]));
    if (first >= 0) return [failure(path, `items at ${counted(first)} and ${counted(second)} are equal`)];
  }
  return [];
}

/** Each item by the schema at its place, or that for all others. */
function itemFailures(
  schema: SchemaObject,
  value: readonly unknown[],
  path: InstancePath,
  { year, item, see }: ListRules,
): Failure[] {
  const { first, rest } = itemSchemas(schema, year);
  const endsThere = rest === false && year < 2020 && first !== NO_SCHEMAS;
  const failures: Failure[] = [];
  for (let index = 0; index < value.length; index++) {
    const own = first[index] ?? rest;
    if (own === undefined) continue;
    see(index);
    const fault = endsThere && index >= first.length ? undefined : item(own, index);
    if (fault) failures.push(fault);
  }
  if (endsThere && value.length > first.length) {
    failures.push(
      failure(path, `last ${counted(value.length - first.length)} additionalItem(s) not allowed`),
    );
  }
  return failures;
}

const NO_SCHEMAS: readonly unknown[] = [];

function itemSchemas(schema: SchemaObject, year: number): { first: readonly unknown[]; rest: unknown } {
  const { items } = schema;
  if (year >= 2020)
    return { first: (schema['prefixItems'] ?? NO_SCHEMAS) as readonly unknown[], rest: items };
  if (Array.isArray(items)) return { first: items as unknown[], rest: schema['additionalItems'] };
  return { first: NO_SCHEMAS, rest: items };
}

function containsFailures(
  schema: SchemaObject,
  value: readonly unknown[],
  path: InstancePath,
  { year, item, see }: ListRules,
): Failure[] {
  const results = value.map((_, index) => item(schema['contains'], index));
  const matching = results.flatMap((fault, index) => (fault ? [] : [index]));
  const faults = results.filter((fault) => fault !== undefined);
  if (year >= 2020) for (const index of matching) see(index);
  const [least, most] = year >= 2019 ? [schema['minContains'], schema['maxContains']] : [];
  const matched = `matched ${counted(matching.length)} items at ${matching.join(' ')}`;
  const required = 'items required to match contains schema, but';
  const failures: Failure[] = [];
  if (typeof least === 'number' && matching.length < least) {
    const but = matching.length === 0 ? 'none matched' : matched;
    failures.push(failure(path, `min ${counted(least)} ${required} ${but}`, faults));
  } else if (least === undefined && matching.length === 0) {
    failures.push(failure(path, 'no items match contains schema', faults));
  }
  if (typeof most === 'number' && matching.length > most) {
    failures.push(failure(path, `max ${counted(most)} ${required} ${matched}`));
  }
  return failures;
}

// Values for variables of a class that a Cluster does not set yet: their defaults and examples, else placeholders.
import { withDefaults } from '../../../verify/class/defaulting.ts';
import { dataOf, listOf, type Data } from '../../../verify/class/data.ts';
import { readSchema } from '../../../verify/schemas/read-schema.ts';
import { placeholder } from '../manifest-text.ts';

/** What a value is to the user. */
export type Origin = 'default' | 'example' | 'choice' | 'placeholder' | 'empty';

/** A value, and where it comes from: the least certain of its parts. */
export interface SampleValue {
  readonly value: unknown;
  readonly origin: Origin;
}

const DEPTH_LIMIT = 32;
/** From the most certain to the least. */
const ORIGINS: readonly Origin[] = ['default', 'empty', 'choice', 'example', 'placeholder'];

const leastOf = (parts: readonly SampleValue[]): Origin =>
  ORIGINS[Math.max(0, ...parts.map(({ origin }) => ORIGINS.indexOf(origin)))] ?? 'placeholder';

/**
 * A value for a schema: its default, its example, the first of its choices; of an object the fields that have to be there.
 * What only the user can know is a placeholder, which no schema but that of a free text takes.
 * @param schema `openAPIV3Schema` of a variable
 * @param name of the variable, for placeholders
 */
export function sampleValue(schema: unknown, name: string, depth = 0): SampleValue {
  const data = dataOf(schema);
  const made = (origin: Origin, value: unknown): SampleValue => ({
    origin,
    value: withDefaults(readSchema(schema), value),
  });
  if (data['default'] !== undefined && data['default'] !== null) return made('default', data['default']);
  if (data['example'] !== undefined && data['example'] !== null) return made('example', data['example']);
  const [choice] = listOf(data['enum']).filter((one) => one !== null);
  if (choice !== undefined) return made('choice', choice);
  if (depth < DEPTH_LIMIT && data['type'] === 'object') return made(...objectFor(data, name, depth));
  if (depth < DEPTH_LIMIT && data['type'] === 'array') return made(...listFor(data, name, depth));
  return { origin: 'placeholder', value: placeholder(name) };
}

function objectFor(schema: Data, name: string, depth: number): [Origin, unknown] {
  const properties = dataOf(schema['properties']);
  const fields = listOf(schema['required'])
    .filter((key) => typeof key === 'string')
    .map((key) => {
      const inner = Object.hasOwn(properties, key) ? properties[key] : undefined;
      return [key, sampleValue(inner, `${name} ${key}`, depth + 1)] as const;
    });
  if (fields.length === 0) return ['empty', {}];
  const value = Object.fromEntries(fields.map(([key, one]) => [key, one.value]));
  return [leastOf(fields.map(([, one]) => one)), value];
}

function listFor(schema: Data, name: string, depth: number): [Origin, unknown] {
  const least = typeof schema['minItems'] === 'number' ? schema['minItems'] : 0;
  if (least < 1) return ['empty', []];
  // Several alike are refused where entries are unique; whoever fills one in sees how the others go.
  const entry = sampleValue(schema['items'], name, depth + 1);
  return [entry.origin, [entry.value]];
}

// Schemas from outside (of a CustomResourceDefinition, of a class variable) in our own form.
import type { Schema } from './schema.ts';

type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The words that are taken over when they hold a value of this type. */
const PLAIN = {
  string: ['type', 'pattern', 'format'],
  number: [
    ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'],
    ...['minimum', 'maximum', 'multipleOf'],
  ],
  boolean: ['exclusiveMinimum', 'exclusiveMaximum', 'uniqueItems', 'nullable'],
} as const;

const PLAIN_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries(PLAIN).flatMap(([type, names]) => names.map((name) => [name, type])),
);

/** Deeper schemas accept anything: nobody writes them, and reading must end. */
const DEPTH_LIMIT = 64;

/**
 * Reads an OpenAPI v3 schema. Never throws: a word that holds something else than it should is left out, and what is no
 * schema at all accepts anything.
 * @param data `openAPIV3Schema` of a CustomResourceDefinition or of a variable of a ClusterClass
 */
export function readSchema(data: unknown): Schema {
  const known = isData(data) ? remembered.get(data) : undefined;
  if (known) return known;
  const schema = read(data, 0);
  if (isData(data)) remembered.set(data, schema);
  return schema;
}

/** Several rules read the schemas of the same class; what was rendered never changes. */
const remembered = new WeakMap<Data, Schema>();

function read(data: unknown, depth: number): Schema {
  if (!isData(data) || depth > DEPTH_LIMIT) return { keepsUnknown: true };
  const inner = (value: unknown) => read(value, depth + 1);
  return {
    ...plainWords(data),
    ...(isData(data['properties']) && { properties: mapValues(data['properties'], inner) }),
    ...(isData(data['additionalProperties']) && {
      additionalProperties: inner(data['additionalProperties']),
    }),
    ...(data['additionalProperties'] === true && { keepsUnknown: true }),
    ...(isData(data['items']) && { items: inner(data['items']) }),
    ...(isData(data['not']) && { not: inner(data['not']) }),
    ...junctors(data, inner),
    ...(Array.isArray(data['required']) && { required: data['required'].filter(isText) }),
    ...(Array.isArray(data['enum']) && { enum: data['enum'] as readonly unknown[] }),
    // API servers and Cluster API read a null as no default.
    ...(data['default'] !== undefined && data['default'] !== null && { default: data['default'] }),
    ...(data['x-kubernetes-int-or-string'] === true && { isIntOrString: true }),
    ...(data['x-kubernetes-preserve-unknown-fields'] === true && { keepsUnknown: true }),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';

function plainWords(data: Data): Schema {
  const words: Record<string, unknown> = {};
  for (const [name, type] of PLAIN_TYPES) if (typeof data[name] === type) words[name] = data[name];
  return words;
}

function junctors(data: Data, inner: (value: unknown) => Schema): Schema {
  const names = ['allOf', 'anyOf', 'oneOf'] as const;
  const found = names.flatMap((name) => {
    const list = data[name];
    return Array.isArray(list) ? [[name, list.map(inner)] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Keys may be any word (`__proto__` too), hence an object that inherits nothing. */
function mapValues(data: Data, map: (value: unknown) => Schema): Readonly<Record<string, Schema>> {
  const mapped = Object.create(null) as Record<string, Schema>;
  for (const [key, value] of Object.entries(data)) mapped[key] = map(value);
  return mapped;
}

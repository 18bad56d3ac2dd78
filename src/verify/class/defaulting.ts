// Defaults of schemas, filled in as API servers and Cluster API do; and values for variables that a Cluster has to set.
import type { Schema } from '../schemas/schema.ts';
import { isData } from './data.ts';

const DEPTH_LIMIT = 64;

/**
 * A copy of `value` in which absent fields with a default have it, within defaults as well (structural defaulting of
 * Kubernetes: fields of what is there, never a field whose parent is absent).
 */
export function withDefaults(schema: Schema, value: unknown, depth = 0): unknown {
  if (value === undefined || (value === null && !schema.nullable && schema.default !== undefined))
    return schema.default === undefined
      ? value
      : withDefaults({ ...schema, default: undefined }, schema.default, depth);
  if (depth > DEPTH_LIMIT) return value;
  const { items, properties = {}, additionalProperties } = schema;
  if (Array.isArray(value)) return items ? value.map((one) => withDefaults(items, one, depth + 1)) : value;
  if (!isData(value)) return value;
  const filled = Object.create(null) as Record<string, unknown>;
  for (const [key, inner] of Object.entries(value)) {
    const of = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    filled[key] = of ? withDefaults(of, inner, depth + 1) : inner;
  }
  for (const [key, of] of Object.entries(properties))
    if (filled[key] === undefined && of.default !== undefined)
      filled[key] = withDefaults(of, undefined, depth + 1);
  return filled;
}

/** The smallest value that a schema describes; undefined where it cannot be told (a text of a pattern, say). */
export function inventedValue(schema: Schema, depth = 0): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'string':
      return schema.pattern === undefined && schema.format === undefined ? inventedText(schema) : undefined;
    case 'integer':
    case 'number':
      return schema.exclusiveMinimum
        ? (schema.minimum ?? 0) + 1
        : (schema.minimum ?? Math.min(0, schema.maximum ?? 0));
    case 'boolean':
      return false;
    case 'array':
      return (schema.minItems ?? 0) > 0 ? undefined : [];
    case 'object':
      return depth > DEPTH_LIMIT ? undefined : inventedObject(schema, depth);
    default:
      return undefined;
  }
}

function inventedText({ minLength = 0, maxLength = Infinity }: Schema): string | undefined {
  const LONGEST = 1000;
  return minLength > LONGEST ? undefined : 'sample'.padEnd(minLength, 'e').slice(0, maxLength);
}

function inventedObject(
  { required = [], properties = {}, minProperties = 0 }: Schema,
  depth: number,
): unknown {
  if (minProperties > required.length) return undefined;
  const made = Object.create(null) as Record<string, unknown>;
  for (const key of required) {
    const of = Object.hasOwn(properties, key) ? properties[key] : undefined;
    const value = of && inventedValue(of, depth + 1);
    if (value === undefined) return undefined;
    made[key] = value;
  }
  return made;
}

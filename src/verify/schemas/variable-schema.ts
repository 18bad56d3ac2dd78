// What a variable of a ClusterClass may say about its values: the part of OpenAPI v3 that Cluster API knows, no more.
import { metadata } from './cluster-api-shapes.ts';
import { anything, atMost, flag, integer, list, need, object, oneOf, words, type Schema } from './schema.ts';

const rule = object({
  fieldPath: words(512),
  message: words(512),
  messageExpression: words(1024),
  reason: oneOf('FieldValueInvalid', 'FieldValueForbidden', 'FieldValueRequired', 'FieldValueDuplicate'),
  rule: need(words(4096)),
});

const plainWords = {
  default: anything,
  description: words(4096),
  enum: list(anything, atMost(100)),
  example: anything,
  exclusiveMaximum: flag,
  exclusiveMinimum: flag,
  format: words(32),
  maxItems: integer(),
  maxLength: integer(),
  maxProperties: integer(),
  // Whole numbers only, unlike in OpenAPI.
  maximum: integer(),
  minItems: integer(),
  minLength: integer(),
  minProperties: integer(),
  minimum: integer(),
  pattern: words(512),
  required: list(words(256), atMost(1000)),
  type: oneOf('object', 'array', 'string', 'integer', 'number', 'boolean'),
  uniqueItems: flag,
  'x-kubernetes-int-or-string': flag,
  'x-kubernetes-preserve-unknown-fields': flag,
  'x-kubernetes-validations': list(rule, atMost(100)),
  'x-metadata': metadata,
};

/**
 * JSONSchemaProps of Cluster API v1beta1 and v1beta2. The inner schemas are unchecked by the API server; Cluster API drops
 * words in them that it does not know, which is never what was meant.
 */
export const variableSchema: Schema = nested();

function nested(): Schema {
  const properties: Record<string, Schema> = { ...plainWords };
  const schema: Schema = { type: 'object', properties };
  const many: Schema = list(schema);
  const byName: Schema = { type: 'object', additionalProperties: schema };
  const inner = { additionalProperties: schema, items: schema, not: schema, properties: byName };
  Object.assign(properties, inner, { allOf: many, anyOf: many, oneOf: many });
  return schema;
}

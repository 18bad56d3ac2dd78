// The shape of Kubernetes objects: OpenAPI v3 schemas as API servers use them, and builders to write them compactly.

/**
 * A structural schema (https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/):
 * the words that say something about values. Schemas from outside are read by `readSchema`.
 */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** What keys besides `properties` hold; absent: there are none. */
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  /** A text from outside runs in RE2; an expression of ours may run in JavaScript's engine, which starts faster. */
  readonly pattern?: string | RegExp;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly nullable?: boolean;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  /** `x-kubernetes-int-or-string` */
  readonly isIntOrString?: boolean;
  /** `x-kubernetes-preserve-unknown-fields`: fields that are not among `properties` may hold anything. */
  readonly keepsUnknown?: boolean;
}

/** A field of an object, and whether it has to be there. */
export interface Need {
  readonly needed: Schema;
}

/** Marks a field of `object` as required. */
export const need = (schema: Schema): Need => ({ needed: schema });

const isNeed = (field: Schema | Need): field is Need => 'needed' in field;

/** An object of these fields and no others. */
export function object(fields: Readonly<Record<string, Schema | Need>>, more: Schema = {}): Schema {
  const entries = Object.entries(fields);
  const required = entries.filter(([, field]) => isNeed(field)).map(([name]) => name);
  const properties = Object.fromEntries(
    entries.map(([name, field]) => [name, isNeed(field) ? field.needed : field]),
  );
  return { type: 'object', properties, ...(required.length > 0 && { required }), ...more };
}

/** An object of any keys, each holding the same. */
export const mapOf = (values: Schema): Schema => ({ type: 'object', additionalProperties: values });
export const list = (items: Schema, more: Schema = {}): Schema => ({ type: 'array', items, ...more });
export const text = (more: Schema = {}): Schema => ({ type: 'string', ...more });
/** A text that is not empty, of at most so many characters. */
export const words = (maxLength: number): Schema => ({ type: 'string', minLength: 1, maxLength });
export const integer = (minimum?: number, maximum?: number): Schema => ({
  type: 'integer',
  ...(minimum !== undefined && { minimum }),
  ...(maximum !== undefined && { maximum }),
});
export const oneOf = (...values: readonly string[]): Schema => ({ type: 'string', enum: values });
export const flag: Schema = { type: 'boolean' };
export const intOrString: Schema = { isIntOrString: true };
export const anything: Schema = { keepsUnknown: true };

/** Of an object: at least one of its fields. */
export const SOME: Schema = { minProperties: 1 };
/** Of an object: exactly one of its fields. */
export const ONE: Schema = { minProperties: 1, maxProperties: 1 };
/** Of a list: not empty, and at most so many entries. */
export const upTo = (maxItems: number): Schema => ({ minItems: 1, maxItems });
/** Of a list: maybe empty, and at most so many entries. */
export const atMost = (maxItems: number): Schema => ({ maxItems });

/** Makes what it is given once, when it is first asked for: schemas cost nothing until an object needs them. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

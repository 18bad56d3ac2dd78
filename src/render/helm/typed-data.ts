// Decodes data into Go's structs as sigs.k8s.io/yaml does: names in any case, scalars as texts, and its errors.
import { GoList, GoMap, type Value } from '../gotemplate/value.ts';
import { compareBytewise } from '../../stack/file-tree.ts';

/** The type that a value is decoded into. */
export type Shape = 'string' | 'bool' | 'any' | ListShape | MapShape | StructShape;

interface ListShape {
  readonly list: Shape;
}

/** A map of texts. */
interface MapShape {
  readonly map: 'string';
}

export interface StructShape {
  /** `Metadata`; '' for a struct without a name. */
  readonly struct: string;
  /** The type as Go writes it: `chart.Metadata`. */
  readonly type: string;
  /** By the names in the data. */
  readonly fields: Readonly<Record<string, Shape>>;
}

/** A decoded struct: what was there, by the names of the fields; a list may hold `null` where a struct was null. */
export type Decoded = ReadonlyMap<string, unknown>;

/** Where the decoder is. */
interface Context {
  /** The name of the innermost struct; undefined outside of all. */
  readonly struct: string | undefined;
  readonly path: readonly string[];
}

/**
 * Decodes a struct.
 *
 * @param value what YAML was decoded to; null and undefined leave everything empty
 * @throws Error with the text of encoding/json for the first value of a wrong type
 */
export function decodeStruct(value: Value, shape: StructShape): Decoded {
  return (decode(value ?? null, shape, { struct: undefined, path: [] }) ?? new Map()) as Decoded;
}

/** undefined for null, which leaves a field as it is. */
function decode(value: Value, shape: Shape, context: Context): unknown {
  if (value === null || value === undefined) return undefined;
  if (shape === 'any') return value;
  if (shape === 'string') return scalarText(value) ?? mismatch(value, shape, context);
  if (shape === 'bool') return typeof value === 'boolean' ? value : mismatch(value, shape, context);
  if ('list' in shape) {
    if (!(value instanceof GoList)) return mismatch(value, shape, context);
    return value.items.map((item) => decode(item, shape.list, context) ?? emptyOf(shape.list));
  }
  if (!(value instanceof GoMap)) return mismatch(value, shape, context);
  if ('map' in shape) {
    return new Map(sortedEntries(value).map(([key, item]) => [key, decode(item, 'string', context) ?? '']));
  }
  const decoded = new Map<string, unknown>();
  for (const [key, item] of sortedEntries(value)) {
    const name = fieldNamed(key, shape);
    if (name === undefined) continue;
    const field = decode(item, shape.fields[name] as Shape, {
      struct: shape.struct,
      path: [...context.path, name],
    });
    if (field !== undefined) decoded.set(name, field);
  }
  return decoded;
}

/** JSON is made of maps with sorted keys, so that the last of those that differ in case wins. */
function sortedEntries(map: GoMap): [string, Value][] {
  const entries = [...map.entries].map(([key, value]): [string, Value] => [String(key), value]);
  return entries.sort(([a], [b]) => compareBytewise(a, b));
}

function fieldNamed(key: string, { fields }: StructShape): string | undefined {
  if (Object.hasOwn(fields, key)) return key;
  const folded = key.toLowerCase();
  return Object.keys(fields).find((name) => name.toLowerCase() === folded);
}

function emptyOf(shape: Shape): unknown {
  return shape === 'string' ? '' : null;
}

/** Scalars become texts where a text is wanted. */
function scalarText(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' ? numberText(value) : undefined;
}

/** strconv.FormatFloat writes the exponent of numbers with more digits before the point. */
const LARGE = 6;

/** Digits alone for whole numbers, which YAML decodes to integers. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Number.isInteger(value)) return BigInt(value).toString();
  const scientific = value.toExponential();
  const power = Number(scientific.slice(scientific.indexOf('e') + 1));
  if (power >= -4 && power < LARGE) return String(value);
  return scientific.replace(/e([+-])(\d)$/, 'e$10$2');
}

function mismatch(value: Value, shape: Shape, { struct, path }: Context): never {
  const found = `json: cannot unmarshal ${jsonType(value)} into Go `;
  const where = struct === undefined ? 'value' : `struct field ${[struct, ...path].join('.')}`;
  throw new Error(
    `error unmarshaling JSON: while decoding JSON: ${found}${where} of type ${typeText(shape)}`,
  );
}

/** What encoding/json calls the type of a value in its errors. */
export function jsonType(value: Value): string {
  if (value instanceof GoMap) return 'object';
  if (value instanceof GoList) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'number';
}

function typeText(shape: Shape): string {
  if (shape === 'any') return 'interface {}';
  if (typeof shape === 'string') return shape;
  if ('map' in shape) return 'map[string]string';
  if ('struct' in shape) return shape.type;
  const isPointer = typeof shape.list === 'object' && 'struct' in shape.list;
  return `[]${isPointer ? '*' : ''}${typeText(shape.list)}`;
}

// Which values are tables in TOML, and which are written into a line.
import { compareTexts } from '../gotemplate/text.ts';
import {
  GoFunction,
  GoList,
  GoMap,
  GoObject,
  GoStruct,
  type Call,
  type MapKey,
  type Value,
} from '../gotemplate/value.ts';
import { checkNesting, EncodingError } from './encoding-error.ts';
import { isHollow } from './json-shape.ts';
import type { Typed } from './marshal-method.ts';

/** How a value is written; `tables` is a list of tables. */
export type Form = 'nothing' | 'line' | 'table' | 'tables';

/** Keys and values. */
export type Members = readonly (readonly [string, Value])[];

/** Whether it is nil, which is left out of tables. */
export function isNil(value: Value): boolean {
  if (value === null || value === undefined) return true;
  return (value instanceof GoMap || value instanceof GoList) && value.isNil;
}

/** @throws EncodingError for types that TOML does not have, and for nil in lists */
export function formOf(value: Value, depth: number, call: Call | undefined): Form {
  if (isNil(value)) return 'nothing';
  if (value instanceof GoFunction) throw new EncodingError('unsupported type: func');
  if (isTyped(value) && value.methods.has('MarshalText')) return 'line';
  if (value instanceof GoMap || value instanceof GoStruct) return 'table';
  if (value instanceof GoObject) return objectForm(value);
  return value instanceof GoList && isTableList(value, depth, call) ? 'tables' : 'line';
}

function objectForm(value: GoObject): Form {
  if (isHollow(value)) return 'table';
  throw new Error(`a ${value.typeName} cannot be encoded here`);
}

/** Whether all of a list's items are tables. @throws EncodingError for nil in it */
function isTableList({ items }: GoList, depth: number, call: Call | undefined): boolean {
  checkNesting(depth);
  call?.charge(items.length);
  const forms = items.map((item) => formOf(item, depth + 1, call));
  if (forms.includes('nothing')) throw new EncodingError('toml: cannot encode array with nil element');
  return forms.length > 0 && forms.every((form) => form === 'table');
}

/** Those that stand in lines of their own, and those that are tables; each by key. */
export function sortMembers(
  value: Value,
  depth: number,
  call: Call | undefined,
): { lines: Members; tables: Members } {
  const members = value instanceof GoMap ? mapMembers(value) : fieldsOf(value);
  const lines: [string, Value][] = [];
  const tables: [string, Value][] = [];
  for (const [key, member] of members) {
    const form = formOf(member, depth + 1, call);
    (form === 'table' || form === 'tables' ? tables : lines).push([key, member]);
  }
  return { lines, tables };
}

function mapMembers({ key, entries }: GoMap): Members {
  if (key !== 'string') throw new EncodingError('toml: cannot encode a map with non-string key type');
  return [...(entries as ReadonlyMap<MapKey & string, Value>)].sort(([a], [b]) => compareTexts(a, b));
}

/** It knows no tags of JSON; the fields of embedded structs are among the others. */
function* fieldsOf(struct: Value): Iterable<readonly [string, Value]> {
  if (!(struct instanceof GoStruct)) return;
  for (const [name, value] of struct.fields) {
    if (struct.json?.get(name)?.inline) yield* fieldsOf(value);
    else yield [name, value];
  }
}

/** Whether it is of a type that can have methods. */
export const isTyped = (value: Value): value is Typed =>
  typeof value === 'object' && value !== null && !(value instanceof GoFunction);

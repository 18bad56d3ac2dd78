// Decoded YAML as Go's %#v prints them, which is how go-yaml names keys in its errors.
import { quote } from '../gotemplate/quote.ts';
import { formatShortest } from './shortest-float.ts';
import { GoList, GoMap, type MapKey, type Value } from '../gotemplate/value.ts';

/** A value of `decodeNode` as Go source: `map[interface {}]interface {}{"a":interface {}(nil)}`. */
export const goSyntax = (value: Value): string => (value === null ? '<nil>' : innerSyntax(value));

function innerSyntax(value: Value): string {
  if (value === null) return 'interface {}(nil)';
  if (value instanceof GoList) return `[]interface {}{${value.items.map(innerSyntax).join(', ')}}`;
  if (value instanceof GoMap) return mapSyntax(value);
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return formatShortest(value, 64);
  if (typeof value === 'bigint') return integerSyntax(value);
  return value === true ? 'true' : 'false';
}

/** Unsigned integers, which are those that an int cannot hold, are hexadecimal. */
const integerSyntax = (value: bigint): string =>
  value === BigInt.asIntN(64, value) ? value.toString() : `0x${value.toString(16)}`;

function mapSyntax({ entries }: GoMap): string {
  const sorted = [...entries].sort(([a], [b]) => compareKeys(a, b));
  const pairs = sorted.map(([key, value]) => `${innerSyntax(key)}:${innerSyntax(value)}`);
  return `map[interface {}]interface {}{${pairs.join(', ')}}`;
}

/** Go sorts keys of one type by value, and those of different types by where its memory holds the types. */
const TYPE_ORDER = ['object', 'string', 'bigint', 'number', 'boolean'];

function compareKeys(a: MapKey, b: MapKey): number {
  if (typeof a !== typeof b) return TYPE_ORDER.indexOf(typeof a) - TYPE_ORDER.indexOf(typeof b);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

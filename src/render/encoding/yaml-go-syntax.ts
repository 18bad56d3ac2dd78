// YAML objects as Go's %#v prints them, which is how go-yaml names keys in its errors.
import { quote } from '../gotemplate/quote.ts';
import { formatShortest } from './shortest-float.ts';
import type { YamlMap, YamlObject } from './yaml-object.ts';

/** The object as Go source: `map[interface {}]interface {}{"a":interface {}(nil)}`. */
export function goSyntax(object: YamlObject): string {
  return object === null ? '<nil>' : innerSyntax(object);
}

function innerSyntax(object: YamlObject): string {
  if (object === null) return 'interface {}(nil)';
  if (Array.isArray(object)) return `[]interface {}{${object.map(innerSyntax).join(', ')}}`;
  if (object instanceof Map) return mapSyntax(object);
  if (typeof object === 'string') return quote(object);
  if (typeof object === 'number') return formatShortest(object, 64);
  if (typeof object === 'bigint' && object !== BigInt.asIntN(64, object)) return `0x${object.toString(16)}`;
  return String(object);
}

function mapSyntax(map: YamlMap): string {
  const entries = [...map].sort(([a], [b]) => compareKeys(a, b));
  const pairs = entries.map(([key, value]) => `${innerSyntax(key)}:${innerSyntax(value)}`);
  return `map[interface {}]interface {}{${pairs.join(', ')}}`;
}

/** Go sorts keys of one type by value, and those of different types by where its memory holds the types. */
const TYPE_ORDER = ['object', 'string', 'bigint', 'number', 'boolean'];

function compareKeys(a: YamlObject, b: YamlObject): number {
  if (typeof a !== typeof b) return TYPE_ORDER.indexOf(typeof a) - TYPE_ORDER.indexOf(typeof b);
  if (a === null || b === null || a === b) return 0;
  return a < b ? -1 : 1;
}

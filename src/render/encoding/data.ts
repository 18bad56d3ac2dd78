// Values as plain data.
import { GoList, GoMap, GoNumber, type Value } from '../gotemplate/value.ts';

/**
 * The value as JSON data: maps become objects without a prototype, lists arrays, all numbers JavaScript's.
 * @throws TypeError for functions, structs and objects of Go, which are no data
 */
export function toData(value: Value): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object') return value;
  if (value instanceof GoNumber) return Number(value.value);
  if (value instanceof GoList) return value.items.map(toData);
  if (value instanceof GoMap) return mapToData(value);
  throw new TypeError(`a ${'typeName' in value ? value.typeName : 'func'} is no data`);
}

function mapToData(map: GoMap): Record<string, unknown> {
  const data = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of map.entries) data[String(key)] = toData(value);
  return data;
}

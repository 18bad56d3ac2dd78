// JSON with sorted keys, as Go writes maps.
import { toData } from '../../../src/render/encoding/data.ts';
import type { Value } from '../../../src/render/gotemplate/value.ts';

function sortKeys(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(sortKeys);
  if (data === null || typeof data !== 'object') return data;
  const entries = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, sortKeys(value)]));
}

/** The value as JSON with sorted keys. */
export const sortedJson = (value: Value): string => JSON.stringify(sortKeys(toData(value)));

/** What `decode` returns as JSON with sorted keys, or the message of what it throws. */
export function jsonOrMessage(decode: () => Value): string {
  try {
    return sortedJson(decode());
  } catch (error) {
    return (error as Error).message;
  }
}

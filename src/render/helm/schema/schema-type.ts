// The types of JSON, and when two values are equal.

/** In the order in which messages list them. */
export const TYPES: readonly string[] = ['null', 'boolean', 'number', 'integer', 'string', 'array', 'object'];

/** What messages call the type of a value. */
export function jsonTypeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Whether plain data is equal; the order of keys does not count. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), Object.keys(b)];
  if (left.length !== right.length) return false;
  return left.every(
    ([key, item]) => Object.hasOwn(b, key) && isEqual(item, (b as Record<string, unknown>)[key]),
  );
}

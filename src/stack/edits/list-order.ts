// Lists that people keep in order: where a new entry belongs.

/**
 * The index at which an entry comes into a list, which is written with the newest last, or first where that is how it
 * is written.
 * @param entries as they stand; undefined for those that cannot be read
 * @param compare as for `Array.sort`
 */
export function placeInOrder<T>(
  entries: readonly (T | undefined)[],
  fresh: T,
  compare: (a: T, b: T) => number,
): number {
  const known = entries.flatMap((entry) => (entry === undefined ? [] : [entry]));
  const [first, last] = [known[0], known.at(-1)];
  const direction = first !== undefined && last !== undefined && compare(first, last) > 0 ? -1 : 1;
  const later = entries.findIndex((entry) => entry !== undefined && compare(entry, fresh) * direction > 0);
  return later === -1 ? entries.length : later;
}

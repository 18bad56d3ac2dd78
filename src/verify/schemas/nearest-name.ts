// What was probably meant by a name that is not known.

/** Longer names are not compared: nobody mistypes those, and comparing takes time. */
const LENGTH_LIMIT = 64;

/**
 * The known name that differs least: the same but for upper and lower case, dashes and underscores, or with at most a
 * third of its characters mistyped; undefined where none is near.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > LENGTH_LIMIT) return undefined;
  const alike = known.find((candidate) => bare(candidate) === bare(name));
  if (alike !== undefined) return alike;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

const bare = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');

/** Characters to insert, remove or replace (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

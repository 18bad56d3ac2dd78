// "Did you mean": the words of a list that a mistyped one is near to.

/**
 * How many letters must be put in, taken out, replaced or swapped with their neighbour to make one word of the other
 * (optimal string alignment).
 */
export function editDistance(a: string, b: string): number {
  const [from, to] = [Array.from(a), Array.from(b)];
  let [before, last] = [[] as number[], Array.from({ length: to.length + 1 }, (_, column) => column)];
  from.forEach((letter, row) => {
    const next = [row + 1];
    to.forEach((other, column) => {
      const replaced = at(last, column) + Number(letter !== other);
      const swapped =
        row > 0 && column > 0 && letter === to[column - 1] && from[row - 1] === other
          ? at(before, column - 1) + 1
          : Infinity;
      next.push(Math.min(at(last, column + 1) + 1, at(next, column) + 1, replaced, swapped));
    });
    [before, last] = [last, next];
  });
  return at(last, to.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;

/** Of words this much longer than any name, nobody wants to know the nearest. */
const LONGEST = 200;

/**
 * The words that are near enough to be meant: the nearest, several where they are equally near; at most `most`.
 * Near is one letter in three. A word that is the beginning of one of the list is near to it, too.
 */
export function nearest(word: string, words: readonly string[], most = 3): string[] {
  if (word === '' || word.length > LONGEST) return [];
  const limit = Math.max(1, Math.floor(word.length / 3));
  const typed = word.toLowerCase();
  const measured = [...new Set(words)].flatMap((candidate) => {
    const plain = candidate.toLowerCase();
    if (Math.abs(plain.length - typed.length) > limit && !plain.startsWith(typed)) return [];
    const distance = editDistance(typed, plain);
    if (distance <= limit) return [{ candidate, distance }];
    return typed.length > 1 && plain.startsWith(typed) ? [{ candidate, distance: limit + 1 }] : [];
  });
  const least = Math.min(...measured.map(({ distance }) => distance));
  return measured
    .flatMap(({ candidate, distance }) => (distance === least ? [candidate] : []))
    .slice(0, most);
}

/** `did you mean create?`, `did you mean plan, pull or patch?`; undefined where nothing is near. */
export function didYouMean(word: string, words: readonly string[], most = 3): string | undefined {
  const near = nearest(word, words, most);
  const [last, ...others] = [...near].reverse();
  if (last === undefined) return undefined;
  return `did you mean ${others.length === 0 ? last : `${others.reverse().join(', ')} or ${last}`}?`;
}

// Go's filepath.Match: patterns of paths, matched in its order, which takes no more than length times length.
import { compareBytewise } from '../stack/file-tree.ts';

/** What one character of a path must be. */
type Single = (char: string) => boolean;

/** A piece of a pattern up to the next `*`; `floating` where a `*` stands before it. */
interface Chunk {
  readonly floating: boolean;
  readonly singles: readonly Single[];
}

/**
 * Compiles a pattern of Go's `filepath.Match`: `*`, `?`, `[a-z]`, `[^a-z]` and `\`; `*` and `?` stop at slashes.
 *
 * @returns whether a whole path matches; undefined for a malformed pattern
 */
export function compilePathPattern(pattern: string): ((path: string) => boolean) | undefined {
  const chunks = parseChunks([...pattern]);
  return chunks && ((path) => matchChunks(chunks, [...path]));
}

function parseChunks(chars: readonly string[]): Chunk[] | undefined {
  let singles: Single[] = [];
  const chunks: Chunk[] = [{ floating: false, singles }];
  for (let i = 0; i < chars.length; i += 1) {
    const char = chars[i] ?? '';
    if (char === '*') {
      singles = [];
      chunks.push({ floating: true, singles });
    } else if (char === '?') singles.push((one) => one !== '/');
    else if (char === '[') {
      const found = parseClass(chars, i + 1);
      if (!found) return undefined;
      singles.push(found.single);
      i = found.end;
    } else {
      if (char === '\\') i += 1;
      const literal = chars[i];
      if (literal === undefined) return undefined;
      singles.push((one) => one === literal);
    }
  }
  return chunks;
}

/** A class from behind its `[` to its `]`; Go wants at least one range, and `-` and `]` written with a backslash. */
function parseClass(chars: readonly string[], start: number): { single: Single; end: number } | undefined {
  let i = start;
  const negated = chars[i] === '^';
  if (negated) i += 1;
  const one = (): string | undefined => {
    const char = chars[i] === '\\' ? chars[++i] : chars[i] === '-' || chars[i] === ']' ? undefined : chars[i];
    i += 1;
    return char;
  };
  const ranges: (readonly [low: string, high: string])[] = [];
  while (i < chars.length && (chars[i] !== ']' || ranges.length === 0)) {
    const low = one();
    let high = low;
    if (chars[i] === '-') {
      i += 1;
      high = one();
    }
    if (low === undefined || high === undefined) return undefined;
    ranges.push([low, high]);
  }
  if (i >= chars.length) return undefined;
  const within = (char: string) =>
    ranges.some(([low, high]) => compareBytewise(low, char) <= 0 && compareBytewise(char, high) <= 0);
  return { single: (char) => within(char) !== negated, end: i };
}

/** As Go does, each chunk takes the first place where it fits: another try of an earlier one is never made. */
function matchChunks(chunks: readonly Chunk[], path: readonly string[]): boolean {
  let at = 0;
  for (const [index, { floating, singles }] of chunks.entries()) {
    const last = index === chunks.length - 1;
    const fits = () =>
      at + singles.length <= path.length &&
      (!last || at + singles.length === path.length) &&
      singles.every((single, offset) => single(path[at + offset] ?? ''));
    while (!fits()) {
      if (!floating || at >= path.length || path[at] === '/') return false;
      at += 1;
    }
    at += singles.length;
  }
  return true;
}

// The patterns of .Files.Glob: github.com/gobwas/glob with `/` as separator.

/** A piece of a pattern. */
type Piece =
  | { readonly kind: 'text'; readonly text: readonly string[] }
  /** Any characters but separators, or with them. */
  | { readonly kind: 'any'; readonly crosses: boolean }
  | { readonly kind: 'one'; readonly accepts: (char: string) => boolean }
  | { readonly kind: 'choice'; readonly options: readonly (readonly Piece[])[] };

/** A pattern that cannot be read matches everything, as in Helm. */
const EVERYTHING: readonly Piece[] = [{ kind: 'any', crosses: true }];

/**
 * Compiles a pattern: `*` and `?` stop at slashes, `**` does not; `[a-z]`, `[!abc]`, `{a,b*}`, and `\` before what
 * stands for itself.
 *
 * @returns whether a path matches; the time is the length of the path times that of the pattern
 */
export function compileGlob(pattern: string): (path: string) => boolean {
  const pieces = new GlobParser([...pattern]).parse() ?? EVERYTHING;
  return (path) => {
    const chars = [...path];
    return advance(pieces, chars, new Set([0])).has(chars.length);
  };
}

/** Where in the path a match can be after the pieces, given where it can be before. */
function advance(pieces: readonly Piece[], chars: readonly string[], from: Set<number>): Set<number> {
  let places = from;
  for (const piece of pieces) {
    places = advanceOne(piece, chars, places);
    if (places.size === 0) break;
  }
  return places;
}

function advanceOne(piece: Piece, chars: readonly string[], from: Set<number>): Set<number> {
  if (piece.kind === 'choice') {
    return new Set(piece.options.flatMap((option) => [...advance(option, chars, from)]));
  }
  if (piece.kind === 'any') {
    const places = new Set<number>();
    for (const start of from) {
      for (let at = start; !places.has(at) && at <= chars.length; at++) {
        places.add(at);
        if (!piece.crosses && chars[at] === '/') break;
      }
    }
    return places;
  }
  if (piece.kind === 'one') {
    return new Set(
      [...from].filter((at) => at < chars.length && piece.accepts(chars[at] as string)).map((at) => at + 1),
    );
  }
  const { text } = piece;
  const fits = (at: number) => text.every((char, index) => chars[at + index] === char);
  return new Set([...from].filter(fits).map((at) => at + text.length));
}

/** Parses a pattern; undefined where there is an error in it. */
class GlobParser {
  private at = 0;

  constructor(private readonly chars: readonly string[]) {}

  /** A brace that is not closed reaches to the end. */
  parse(): readonly Piece[] | undefined {
    return this.sequence(0);
  }

  private sequence(depth: number): Piece[] | undefined {
    const pieces: Piece[] = [];
    while (this.at < this.chars.length) {
      const char = this.chars[this.at] as string;
      if (depth > 0 && (char === ',' || char === '}')) break;
      const piece = this.piece(char, depth);
      if (!piece) return undefined;
      pieces.push(piece);
    }
    return pieces;
  }

  private piece(char: string, depth: number): Piece | undefined {
    if (char === '\uFFFD') return undefined;
    if (char === '*') return this.any();
    if (char === '{') return this.choice(depth + 1);
    if (char === '[') return this.range();
    if (char !== '?') return { kind: 'text', text: this.text(depth > 0 ? '?*[{},' : '?*[{') };
    this.at++;
    return { kind: 'one', accepts: (one) => one !== '/' };
  }

  private any(): Piece {
    const crosses = this.chars[this.at + 1] === '*';
    this.at += crosses ? 2 : 1;
    return { kind: 'any', crosses };
  }

  private text(stops: string): string[] {
    const text: string[] = [];
    for (; this.at < this.chars.length; this.at++) {
      const char = this.chars[this.at] as string;
      if (char === '\\') {
        this.at++;
        if (this.at < this.chars.length) text.push(this.chars[this.at] as string);
      } else if (stops.includes(char)) break;
      else text.push(char);
    }
    return text;
  }

  private choice(depth: number): Piece | undefined {
    const options: Piece[][] = [];
    do {
      this.at++;
      const option = depth < MAX_DEPTH ? this.sequence(depth) : undefined;
      if (!option) return undefined;
      options.push(option);
    } while (this.chars[this.at] === ',');
    this.at++;
    return { kind: 'choice', options };
  }

  /** `[a-z]` or `[abc]`, each with `!` for all others: one range or a list, not both. */
  private range(): Piece | undefined {
    this.at++;
    const negated = this.chars[this.at] === '!';
    if (negated) this.at++;
    const low = this.chars[this.at];
    const isRange = this.chars[this.at + 1] === '-';
    const high = isRange ? this.chars[this.at + 2] : undefined;
    let listed: readonly string[] = [];
    if (isRange) this.at += 3;
    else listed = this.text(']');
    if (this.chars[this.at] !== ']') return undefined;
    this.at++;
    if (isRange) {
      if (low === undefined || high === undefined || codePoint(high) < codePoint(low)) return undefined;
      const inside = (char: string) =>
        codePoint(char) >= codePoint(low) && codePoint(char) <= codePoint(high);
      return { kind: 'one', accepts: (char) => inside(char) !== negated };
    }
    return listed.length === 0
      ? undefined
      : { kind: 'one', accepts: (char) => listed.includes(char) !== negated };
  }
}

/** Patterns of braces in braces, which nobody writes deeper. */
const MAX_DEPTH = 100;

const codePoint = (char: string): number => char.codePointAt(0) ?? 0;

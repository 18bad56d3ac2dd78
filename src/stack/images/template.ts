// Names and addresses with marks: `ubuntu-<< os.short >>-kube-<< kubernetes.version >>.qcow2`.

/** A text between marks, or the name of a mark. */
type Piece = { readonly text: string } | { readonly mark: string };

/** A text with marks whose names are all known. */
export interface Template {
  /** As it is written. */
  readonly source: string;
  /** The names of its marks, in order. */
  readonly marks: readonly string[];
  /** @throws Error for a mark without a value: whoever parses names the marks that there are */
  fill(values: Readonly<Record<string, string | undefined>>): string;
}

const MARK = /<< ([a-z]+(?:\.[a-z]+)?) >>/g;

/**
 * Reads a template. Unlike in packaged files, `<<` can mean nothing else here: whatever is no mark is refused.
 * @param known names of the marks that can be filled @returns the template, or what is wrong with it
 */
export function parseTemplate(
  source: string,
  known: readonly string[],
): Template | { readonly fault: string } {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of source.matchAll(MARK)) {
    pieces.push({ text: source.slice(done, match.index) }, { mark: match[1] ?? '' });
    done = match.index + match[0].length;
  }
  pieces.push({ text: source.slice(done) });
  const expected = `expected one of ${known.map((name) => `<< ${name} >>`).join(', ')}`;
  const marks = pieces.flatMap((piece) => ('mark' in piece ? [piece.mark] : []));
  const unknown = marks.find((mark) => !known.includes(mark));
  if (unknown !== undefined) return { fault: `"<< ${unknown} >>" names nothing; ${expected}` };
  const loose = pieces.some((piece) => 'text' in piece && /<<|>>/.test(piece.text));
  if (loose) return { fault: `"${source}" holds "<<" or ">>" outside of a mark; ${expected}` };
  return { source, marks, fill: (values) => pieces.map((piece) => filled(piece, values)).join('') };
}

function filled(piece: Piece, values: Readonly<Record<string, string | undefined>>): string {
  if ('text' in piece) return piece.text;
  const value = values[piece.mark];
  if (value === undefined) throw new Error(`the mark << ${piece.mark} >> has no value`);
  return value;
}

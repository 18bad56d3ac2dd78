// Tables that fit a terminal: what is wide is wrapped, what can be spared is left out; piped, everything is there.

/** How a table is to be laid out. */
export interface TableShape {
  /** Blanks at the beginning of each line. */
  readonly indent: number;
  /** Columns of the terminal; undefined: as wide as the text is. */
  readonly width: number | undefined;
  /** Columns that a narrow terminal can do without, by their number from 0; the first is left out first. Never the last. */
  readonly spare?: readonly number[];
}

type Row = readonly string[];

/** A blank in a cell at which it is not broken; printed as a blank. */
export const NO_BREAK = '\u00a0';

/** Between two columns. */
const GAP = 2;
/** What the last column has at least where it is wrapped. */
const ROOM = 24;
/** How far the last column stands in where it has lines of its own. */
const BELOW = 4;

/** The lines of a table, without blanks at their ends. Every row has as many cells as the first. */
export function layTable(rows: readonly Row[], { indent, width, spare = [] }: TableShape): string[] {
  if (width === undefined) return lines(rows, widthsOf(rows), indent, Infinity);
  const last = (rows[0]?.length ?? 0) - 1;
  const order = spare.filter((column) => column !== last);
  // With all columns, then with one less, and so on.
  const tables = [undefined, ...order].map((_, left) => without(rows, order.slice(0, left)));
  for (const kept of tables) {
    const widths = fitting(kept, indent, width);
    if (widths) return lines(kept, widths, indent, width);
  }
  const heads = tables.find((kept) => fitting(without(kept, [(kept[0]?.length ?? 0) - 1]), indent, width));
  return withLastBelow(heads ?? tables.at(-1) ?? [], indent, width);
}

const without = (rows: readonly Row[], columns: readonly number[]): Row[] =>
  rows.map((row) => row.filter((_, column) => !columns.includes(column)));

const widthsOf = (rows: readonly Row[]): number[] =>
  (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => visibleLength(row[column] ?? ''))));

/** The least widths: those of the longest words. */
const leastOf = (rows: readonly Row[]): number[] =>
  (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.flatMap((row) => (row[column] ?? '').split(' ').map(visibleLength))),
  );

/**
 * Widths of all columns but the last with which the table fits; undefined where it does not. The widest columns that have
 * blanks in them are narrowed, as little as is needed.
 */
function fitting(rows: readonly Row[], indent: number, width: number): number[] | undefined {
  const [widths, least] = [widthsOf(rows), leastOf(rows)];
  const last = widths.length - 1;
  const [whole = 0, word = 0] = [widths[last], least[last]];
  const needed = Math.min(whole, Math.max(ROOM, word));
  const taken = () => indent + widths.slice(0, last).reduce((sum, one) => sum + one + GAP, 0);
  while (taken() + needed > width) {
    const slack = widths.map((one, column) => (column < last && one > (least[column] ?? 0) ? one : 0));
    const widest = Math.max(0, ...slack);
    if (widest === 0) return undefined;
    widths[slack.indexOf(widest)] = widest - 1;
  }
  return widths;
}

function lines(rows: readonly Row[], widths: readonly number[], indent: number, width: number): string[] {
  const last = widths.length - 1;
  const start = widths.slice(0, last).reduce((sum, one) => sum + one + GAP, indent);
  return rows.flatMap((row) => {
    const cells = row.map((cell, column) =>
      wrapWords(cell, column < last ? (widths[column] ?? 0) : Math.max(1, width - start)),
    );
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) => {
      const texts = cells.map((cell, column) =>
        padded(cell[line] ?? '', column < last ? (widths[column] ?? 0) + GAP : 0),
      );
      return `${' '.repeat(indent)}${texts.join('')}`.trimEnd().replaceAll(NO_BREAK, ' ');
    });
  });
}

/** The last column on lines of its own below the others. */
function withLastBelow(rows: readonly Row[], indent: number, width: number): string[] {
  const heads = without(rows, [(rows[0]?.length ?? 0) - 1]);
  const widths = fitting(heads, indent, width) ?? widthsOf(heads);
  const start = ' '.repeat(indent + BELOW);
  return rows.flatMap((row, index) => {
    const below = row.at(-1) ?? '';
    const text = below === '' ? [] : wrapWords(below, Math.max(1, width - start.length));
    return [
      ...lines([heads[index] ?? []], widths, indent, width),
      ...text.map((line) => start + line.replaceAll(NO_BREAK, ' ')),
    ];
  });
}

const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - visibleLength(text)));

const COLORS = /\u001b\[\d+m/g; // eslint-disable-line no-control-regex -- the escapes that we write
const ESCAPES = /\u001b\[\d+m|\u001b\]8;;[^\u001b]*\u001b\\/g; // eslint-disable-line no-control-regex -- and links
const RESET = '\u001b[0m';

/** Columns that a text takes: without the escapes for colours and links. */
export const visibleLength = (text: string): number => text.replace(ESCAPES, '').length;

/**
 * A text in lines of so many columns, broken at blanks; a longer word stays whole. A colour goes on in the next line.
 * @param first columns of the first line, where it has others
 */
export function wrapWords(text: string, room: number, first = room): string[] {
  if (visibleLength(text) <= first) return [text];
  const broken: string[] = [];
  for (const word of text.split(' ')) {
    const last = broken.at(-1);
    const columns = broken.length === 1 ? first : room;
    if (last !== undefined && visibleLength(last) + 1 + visibleLength(word) <= columns)
      broken[broken.length - 1] = `${last} ${word}`;
    else broken.push(word);
  }
  let open = '';
  return broken.map((line) => {
    const painted = open + line;
    const color = painted.match(COLORS)?.at(-1) ?? RESET;
    open = color === RESET ? '' : color;
    return open === '' ? painted : painted + RESET;
  });
}

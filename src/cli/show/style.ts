// Colours and tables for terminals; plain text everywhere else.

type Cell = string;

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
// eslint-disable-next-line no-control-regex -- the escapes that we write
const ESCAPES = /\u001b\[\d+m|\u001b\]8;;[^\u001b]*\u001b\\/g;

/** How text may look on the stream it goes to. */
export class Style {
  constructor(
    private readonly color: boolean,
    /** Columns of the terminal; undefined when the text is piped and may be as wide as it wants. */
    readonly width: number | undefined,
  ) {}

  paint(code: keyof typeof CODES, text: string): string {
    return this.color ? `\u001b[${CODES[code]}m${text}\u001b[0m` : text;
  }

  /**
   * A text that terminals open in a browser (OSC 8); those that cannot print the text alone. Only on a terminal: a file or
   * a log of CI, which may want colours (FORCE_COLOR), would hold the address as well.
   */
  link(url: string, text: string): string {
    return this.color && this.width !== undefined
      ? `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\`
      : text;
  }

  bold = (text: string): string => this.paint('bold', text);
  dim = (text: string): string => this.paint('dim', text);

  /** Columns aligned by two spaces, each line indented; the last column is wrapped to the terminal's width. */
  table(rows: readonly (readonly Cell[])[], indent = 2): string {
    const widths = (rows[0] ?? []).map((_, column) =>
      Math.max(...rows.map((row) => visible(row[column] ?? ''))),
    );
    const lines = rows.flatMap((row) => this.row(row, widths, indent));
    return lines.map((line) => `${line.trimEnd()}\n`).join('');
  }

  private row(row: readonly Cell[], widths: readonly number[], indent: number): string[] {
    const fixed = row
      .slice(0, -1)
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - visible(cell) + 2));
    const start = ' '.repeat(indent) + fixed.join('');
    const room = this.width === undefined ? Infinity : Math.max(20, this.width - visible(start));
    const [first = '', ...more] = wrap(row.at(-1) ?? '', room);
    return [start + first, ...more.map((line) => ' '.repeat(visible(start)) + line)];
  }
}

const visible = (text: string): number => text.replace(ESCAPES, '').length;

function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && visible(last) + 1 + visible(word) <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const UNITS = ['kB', 'MB', 'GB'] as const;

/** `1.2 kB`, as people read sizes; bytes below a thousand. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const power = Math.min(UNITS.length, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(1)} ${UNITS[power - 1]}`;
}

/** `1 stack`, `3 stacks` */
export const countOf = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

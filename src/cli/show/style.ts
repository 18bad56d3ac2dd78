// Colours and tables for terminals; plain text everywhere else.
import { layTable, wrapWords } from './table.ts';

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

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

  /**
   * A line, on a terminal broken at blanks so that no word is torn; a word that is longer stays whole.
   * @param indent blanks before the lines that follow the first
   */
  wrap(line: string, indent: number): string {
    if (this.width === undefined) return line;
    const room = Math.max(1, this.width - indent);
    return wrapWords(line, room, this.width).join(`\n${' '.repeat(indent)}`);
  }

  /**
   * Columns aligned by two spaces, each line indented. On a terminal it fits: cells are wrapped, and columns that can be
   * spared left out (`layTable`).
   * @param spare numbers of the columns that a narrow terminal can do without, the least important first
   */
  table(rows: readonly (readonly string[])[], indent = 2, spare: readonly number[] = []): string {
    const lines = layTable(rows, { indent, width: this.width, spare });
    return lines.map((line) => `${line}\n`).join('');
  }
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

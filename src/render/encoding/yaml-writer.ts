// Puts the parts of YAML one after the other: line breaks, indentation, and scalars in each of their styles.
import { escapeYaml } from './yaml-double-quoted.ts';

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal';

/** The line breaks that can stand in scalars without an escape. */
const BREAK = /([\n\u2028\u2029])/;
const BREAKS = '\n\u2028\u2029';
/** Where lines may end; in double quotes at the first of many spaces, too. */
const SINGLE_SPACE = /(?<! ) (?! )/g;
const FIRST_SPACE = /(?<! ) /g;

/** The text so far, and where its end is. */
export class YamlWriter {
  text = '';
  private column = 0;
  /** Whether there is nothing on the line so far but indentation and block indicators. */
  private inIndentation = true;
  private isAfterSpace = true;

  /** @param width column behind which lines are folded */
  constructor(private readonly width: number) {}

  get isInIndentation(): boolean {
    return this.inIndentation;
  }

  /** Goes to a column: on a new line, unless this one is empty up to there. */
  startLine(indent: number): void {
    const isThere = this.column === indent && this.isAfterSpace;
    if (!this.inIndentation || (this.column >= indent && !isThere)) this.lineBreak('\n');
    if (this.column < indent) this.put(' '.repeat(indent - this.column));
    this.isAfterSpace = true;
    this.inIndentation = true;
  }

  /** `-`, `?`, or the `:` that belongs to it: what follows may stand on the same line. */
  blockIndicator(sign: string): void {
    const { inIndentation } = this;
    this.word(sign);
    this.inIndentation = inIndentation;
  }

  /** The colon behind a simple key. */
  colon(): void {
    this.put(':');
  }

  /** What a space parts from what is before it. */
  word(text: string): void {
    this.put(this.isAfterSpace ? text : ` ${text}`);
    this.isAfterSpace = false;
    this.inIndentation = false;
  }

  /** @param indent of the lines that the text is folded into */
  plain(text: string, indent: number, mayFold: boolean): void {
    this.word('');
    this.folded(text, indent, mayFold);
  }

  singleQuoted(text: string, indent: number, mayFold: boolean): void {
    this.word("'");
    for (const piece of text.replaceAll("'", "''").split(BREAK)) {
      if (isBreak(piece)) {
        this.lineBreak(piece);
        continue;
      }
      if (this.inIndentation && piece !== '') this.startLine(indent);
      this.folded(piece, indent, mayFold);
      this.inIndentation = false;
    }
    this.put("'");
    this.isAfterSpace = false;
  }

  doubleQuoted(text: string, indent: number, mayFold: boolean): void {
    this.word('"');
    this.folded(escapeYaml(text), indent, mayFold, FIRST_SPACE);
    this.put('"');
    this.isAfterSpace = false;
    this.inIndentation = false;
  }

  /** A text in lines as they are, behind `|`. */
  literal(text: string, indent: number): void {
    this.word(`|${blockHints(text)}`);
    this.lineBreak('\n');
    this.isAfterSpace = true;
    for (const piece of text.split(BREAK)) {
      if (isBreak(piece)) this.lineBreak(piece);
      else if (piece !== '') {
        this.startLine(indent);
        this.put(piece);
        this.inIndentation = false;
      }
    }
  }

  /** Long lines end at single spaces, which become line breaks. */
  private folded(text: string, indent: number, mayFold: boolean, spaces = SINGLE_SPACE): void {
    let start = 0;
    if (mayFold && this.column + text.length > this.width) {
      for (const { index } of text.matchAll(spaces)) {
        if (index === 0 || index === text.length - 1) continue;
        this.put(text.slice(start, index));
        start = index;
        if (this.column <= this.width) continue;
        this.fold(indent);
        start = index + 1;
        // Only in double quotes: without it, the spaces that follow would be lost.
        if (text.charAt(start) === ' ') this.put('\\');
      }
    }
    this.put(text.slice(start));
  }

  private fold(indent: number): void {
    this.lineBreak('\n');
    this.put(' '.repeat(indent));
  }

  private lineBreak(character: string): void {
    this.text += character;
    this.column = 0;
    this.inIndentation = true;
  }

  private put(text: string): void {
    this.text += text;
    this.column += text.length;
  }
}

const isBreak = (text: string): boolean => text.length === 1 && BREAKS.includes(text);

/** What has to be told of a block: its indentation where it begins with a gap, and what happens to line breaks at its end. */
function blockHints(text: string): string {
  const indentHint = text.startsWith(' ') || isBreak(text.charAt(0)) ? '2' : '';
  if (!isBreak(text.charAt(text.length - 1))) return `${indentHint}-`;
  const keepsBreaks = text.length === 1 || isBreak(text.charAt(text.length - 2));
  return indentHint + (keepsBreaks ? '+' : '');
}

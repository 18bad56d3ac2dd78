// A place in a YAML text that moves on, keeping count of lines.
import { DOT, isBlankOrEnd, LINE_FEED, MINUS, RETURN } from './yaml-char.ts';
import { lineColumn } from './line-column.ts';
import { YamlError } from './yaml-error.ts';
import { findUnreadable, type Unreadable } from './yaml-unreadable.ts';
import { YamlToken, type YamlTokenType } from './yaml-token.ts';

const BYTE_ORDER_MARK = 0xfeff;
const BREAK_OR_END = /[\0\n\r\u0085\u2028\u2029]/g;

const BLANKS = /[ \t]*/y;
const SPACES = / */y;

/** As many as are ever looked ahead. */
const ENDS = '\0\0\0\0\0\0\0\0';

/** Reads a text as libyaml does; all offsets are those of the text that was given. */
export class YamlCursor {
  /** The text with NULs behind it: YAML forbids them, so they mark the end, and looking ahead needs no bounds. */
  readonly text: string;
  offset: number;
  /** From 0. */
  line = 0;
  private lineStart: number;
  private readonly unreadable: Unreadable | undefined;

  constructor(private readonly source: string) {
    this.unreadable = findUnreadable(source);
    this.text = (this.unreadable ? source.slice(0, this.unreadable.unseenFrom) : source) + ENDS;
    this.offset = source.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    this.lineStart = this.offset;
  }

  /** From 0. */
  get column(): number {
    return this.offset - this.lineStart;
  }

  /** Goes to a place whose line ends none but `\n`. Lines are not counted on the way: only columns are right behind it. */
  goTo(offset: number): void {
    this.offset = offset;
    this.lineStart = this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Whether a line ended since `offset`. */
  hasEndedLine(offset: number): boolean {
    return this.lineStart > offset;
  }

  /** The character `ahead` of here. */
  code(ahead = 0): number {
    return this.text.charCodeAt(this.offset + ahead);
  }

  /** What `---` or `...` at the start of a line is; undefined where neither is here. */
  documentIndicator(): 'document-start' | 'document-end' | undefined {
    if (this.offset !== this.lineStart) return undefined;
    const code = this.code();
    if (code !== MINUS && code !== DOT) return undefined;
    if (this.code(1) !== code || this.code(2) !== code || !isBlankOrEnd(this.code(3))) return undefined;
    return code === MINUS ? 'document-start' : 'document-end';
  }

  skipBlanks(): void {
    BLANKS.lastIndex = this.offset;
    BLANKS.test(this.text);
    this.offset = BLANKS.lastIndex;
  }

  /** Passes spaces up to the column. */
  skipSpaces(column: number): void {
    const limit = this.lineStart + column;
    if (this.offset >= limit) return;
    SPACES.lastIndex = this.offset;
    SPACES.test(this.text);
    this.offset = Math.min(SPACES.lastIndex, limit);
  }

  /** Goes to the end of the line. */
  skipToBreak(): void {
    BREAK_OR_END.lastIndex = this.offset;
    this.offset = BREAK_OR_END.exec(this.text)?.index ?? this.text.length;
  }

  /** Passes the line break that is here, and returns it as it counts in scalars: most are `\n`. */
  passBreak(): string {
    const code = this.code();
    this.offset += code === RETURN && this.code(1) === LINE_FEED ? 2 : 1;
    this.line += 1;
    this.lineStart = this.offset;
    return code > 0xff ? String.fromCharCode(code) : '\n';
  }

  /** At the end, go-yaml counts one line more unless the last one ended. */
  endLastLine(): void {
    if (this.column === 0) return;
    this.line += 1;
    this.lineStart = this.offset;
  }

  /** Whether at most `limit` characters lie behind `start`; characters, not UTF-16 units. */
  isWithin(limit: number, start: number): boolean {
    const length = this.offset - start;
    if (length <= limit) return true;
    return length <= 2 * limit && [...this.text.slice(start, this.offset)].length <= limit;
  }

  /** A token from here over `length` characters, which are passed. */
  pass(type: YamlTokenType, length: number): YamlToken {
    const { offset, line, column } = this;
    this.offset += length;
    return new YamlToken(type, offset, line, column, this.offset);
  }

  /** Makes sure that the next characters were read. @throws YamlError when one of them cannot be */
  require(count: number): void {
    if (this.unreadable && this.offset + count > this.unreadable.unseenFrom) {
      const { line, column } = lineColumn(this.source, this.unreadable.offset);
      throw new YamlError(`yaml: ${this.unreadable.problem}`, line, column);
    }
  }

  /** What the scanner has to say about this place. @throws YamlError always */
  fail(problem: string): never {
    this.require(1);
    const where = this.line === 0 ? '' : `line ${this.line + 1}: `;
    throw new YamlError(`yaml: ${where}${problem}`, this.line + 1, this.column + 1);
  }
}

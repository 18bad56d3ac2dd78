// The place of an error in its text: its line, those around it, and what the parser made of them.
import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  visit,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { quoted } from './fault.ts';

/** A line with something in it. */
export interface SeenLine {
  /** Without the white space around it. */
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** How many spaces stand before it. */
  readonly indent: number;
  /** The offset of its first character that is no space. */
  readonly start: number;
}

/** What one error of the parser is about. */
export class Seen {
  readonly at: number;
  /** The parser's own words; they tell apart what has one code. */
  readonly reason: string;

  constructor(
    readonly text: string,
    error: Pick<YAMLError, 'message' | 'pos'>,
    private readonly documents: readonly Document.Parsed[],
  ) {
    this.at = error.pos[0];
    this.reason = error.message;
  }

  /** The line of the error; the next one with something in it where the parser names an empty one before. */
  get line(): SeenLine {
    const line = this.lineAt(this.at);
    return line.text === '' ? (this.below ?? line) : line;
  }

  /** From the error to the end of its line. */
  get rest(): string {
    return this.restFrom(this.at);
  }

  /** The rest of the error's line for a message; the whole line where nothing is left of it. */
  get quote(): string {
    return quoted(this.rest.trim() === '' ? this.line.text : this.rest);
  }

  restFrom(offset: number): string {
    const end = this.text.indexOf('\n', offset);
    return this.text.slice(offset, end === -1 ? undefined : end);
  }

  lineAt(offset: number): SeenLine {
    const begin = this.text.slice(0, offset).lastIndexOf('\n') + 1;
    const raw = this.restFrom(begin);
    const indent = raw.length - raw.trimStart().length;
    const number = this.text.slice(0, begin).split('\n').length;
    return { text: raw.trim(), number, indent, start: begin + indent };
  }

  /** The lines above one that are neither empty nor comments, the nearest first. */
  *above(line: SeenLine): Generator<SeenLine> {
    for (let begin = line.start - line.indent; begin > 0;) {
      const upper = this.lineAt(begin - 1);
      begin = upper.start - upper.indent;
      if (isContent(upper)) yield upper;
    }
  }

  /** The first line below the error that is neither empty nor a comment. */
  get below(): SeenLine | undefined {
    for (let end = this.text.indexOf('\n', this.at); end !== -1; end = this.text.indexOf('\n', end + 1)) {
      const line = this.lineAt(end + 1);
      if (isContent(line)) return line;
    }
    return undefined;
  }

  /** Where the text between quotes begins that ends before the error, or is still open there. */
  get quoteBefore(): { readonly start: number; readonly end: number } | undefined {
    let found: { start: number; end: number } | undefined;
    this.visitNodes((node, start, end) => {
      if (isScalar(node) && node.type?.startsWith('QUOTE_') && end <= this.at) found = { start, end };
    });
    return found;
  }

  /** Where the bracket stands that is still open at the error; the innermost. */
  get openBracket(): number | undefined {
    let found: number | undefined;
    this.visitNodes((node, start, end) => {
      if (!isCollection(node) || !node.flow || start >= this.at) return;
      // In [name: x] the pair is a map without a bracket of its own.
      if (!'[{'.includes(this.text.charAt(start))) return;
      const closing = this.text.slice(0, end).trimEnd().length - 1;
      const isClosed = this.text.charAt(closing) === (isMap(node) ? '}' : ']') && closing >= endOfItems(node);
      if (!isClosed) found = start;
    });
    return found;
  }

  /** The line where the key stands for the first time that the error calls a second. */
  get firstOfKey(): number | undefined {
    let found: number | undefined;
    for (const document of this.documents) {
      visit(document, {
        Map: (_key, { items }) => {
          const keys = items.map(({ key }) => (isScalar(key) ? key : undefined));
          const second = keys.find((key) => key?.range?.[0] === this.at);
          const first = second && keys.find((key) => key?.value === second.value);
          if (first?.range && first !== second) found = this.lineAt(first.range[0]).number;
        },
      });
    }
    return found;
  }

  private visitNodes(look: (node: unknown, start: number, end: number) => void): void {
    for (const document of this.documents) {
      visit(document, {
        Node: (_key, node) => {
          if (node.range) look(node, node.range[0], node.range[1]);
        },
      });
    }
  }
}

/** Behind the last item of a list or map in brackets; behind its opening bracket where it has none. */
function endOfItems({ items, range }: YAMLMap | YAMLSeq): number {
  const last: unknown = items.at(-1);
  const node = isPair(last) ? (last.value ?? last.key) : last;
  return isNode(node) && node.range ? node.range[1] : (range?.[0] ?? 0) + 1;
}

const isContent = ({ text }: SeenLine): boolean => text !== '' && !text.startsWith('#');

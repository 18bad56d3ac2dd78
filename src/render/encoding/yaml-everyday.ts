// The YAML that charts and manifests are mostly written in, decoded line by line. What a process does first, V8 does not
// compile: then one regular expression a line is many times as fast as the scanner, the parser and the decoder are.
import { GoList, GoMap, type Value } from '../gotemplate/value.ts';
import { YamlCursor } from './yaml-cursor.ts';
import { YamlError } from './yaml-error.ts';
import { resolvePlain } from './yaml-resolve.ts';
import { scanBlockScalar } from './yaml-scan-block.ts';
import { scanPlainScalar } from './yaml-scan-plain.ts';
import { scanQuotedScalar } from './yaml-scan-quoted.ts';
import type { YamlToken } from './yaml-token.ts';

/** What takes a closer look: line breaks but `\n`, byte order marks, what YAML forbids, and halves of characters. */
const UNUSUAL = /[^\t\n -~\xa0-\u2027\u202a-\udc7f\udd00-\ufefe\uff00-\ufffd]/;

/** The indentation of a line that holds more than a comment. */
const INDENTATION = /^ *(?=[^ #\n])/gm;

/** A colon or dash that blanks follow is an indicator. */
const ALONE = String.raw`(?![^\n ])`;
/** In double quotes, the escapes are those that JSON has, too. */
const DOUBLE_QUOTED = String.raw`"[^"\\\t\n]*(?:\\["\\bfnrt][^"\\\t\n]*)*"`;
const SINGLE_QUOTED = String.raw`'[^'\t\n]*(?:''[^'\t\n]*)*'`;
const PLAIN_START = String.raw`(?:[^-?:,[\]{}#&*!|>'"%@\x60\t\n ]|[-?:](?=[^\t\n ]))`;
/** Up to what follows: neither is greedy. */
const PLAIN_KEY = String.raw`${PLAIN_START}(?:[^:#\t\n]|:(?=[^\t\n ])|(?<! )#)*?(?<! )`;
const PLAIN = String.raw`${PLAIN_START}(?:[^:\t\n]|:(?=[^\t\n ]))*?(?<! )`;
/** What has no quotes in a list in brackets, for the most part; no float starts with a dot there. */
const WORD = String.raw`(?:"[^"\\\t\n]*"|'[^'\t\n]*'|[\w/][\w./-]*)`;
const FLOW = String.raw`\{ *\}|\[ *(?:${WORD} *(?:, *${WORD} *){0,99})?\]`;
/** Blanks, a comment if it stands behind one, and the line break. */
const REST = String.raw` *(?:(?<![^\n ])#.*)?(?:\n|$)`;

/** What scalars that are not plain, and flow collections, start with. */
const INDICATORS = `"'|>[{`;

const WORDS = new RegExp(WORD, 'g');
const LINE_END = new RegExp(REST, 'y');
/** What follows the indentation: dashes, a key, and a value or the start of a scalar that the scanner has to read. */
const LINE = new RegExp(
  String.raw`(?!---|\.\.\.)((?:-${ALONE} *){0,9})((${DOUBLE_QUOTED}|${SINGLE_QUOTED}|${PLAIN_KEY}):${ALONE} *)?` +
    String.raw`(?:(${DOUBLE_QUOTED}|${SINGLE_QUOTED}|${FLOW}|${PLAIN})?${REST}|(["'|>]))`,
  'y',
);

/** In UTF-16 units; over longer lines, regular expressions may run out of stack. */
const MAX_LENGTH = 4_000_000;
/** A bit less than how far libyaml looks back for a key. */
const MAX_KEY_LENGTH = 1000;
/** Far less than the parser allows. */
const MAX_DEPTH = 100;

/**
 * Decodes a text whose document is a mapping or sequence in block style, without anchors, tags and directives, and with
 * hardly any flow style in it.
 *
 * @returns what `decodeYaml` returns; undefined for any other text, and where there is an error: the parser tells which
 */
export function decodeEveryday(text: string): GoMap | GoList | undefined {
  if (text.length > MAX_LENGTH || UNUSUAL.test(text)) return undefined;
  try {
    return new EverydayDecoder(text).decode();
  } catch (error) {
    if (error instanceof YamlError) return undefined;
    throw error;
  }
}

/** A collection that the next lines may add to. */
class Block {
  /** Where its last value belongs. */
  private key: string | number = '';
  /** Whether there is nothing yet behind its last key or dash. */
  isOpen = false;
  readonly depth: number;

  constructor(
    readonly column: number,
    readonly collection: GoMap | GoList,
    readonly isList: boolean,
    readonly parent: Block | undefined,
  ) {
    this.depth = parent ? parent.depth + 1 : 0;
  }

  /** Adds an entry or item that is null unless it is filled. */
  open(key: string | number): void {
    this.key = key;
    this.fill(null);
    this.isOpen = true;
  }

  openItem(): void {
    this.open((this.collection as GoList).items.length);
  }

  fill(value: Value): void {
    if (this.isList) (this.collection as GoList).items[this.key as number] = value;
    else (this.collection as GoMap).entries.set(this.key, value);
    this.isOpen = false;
  }
}

class EverydayDecoder {
  /** The innermost block. */
  private block: Block | undefined;
  private root: GoMap | GoList | undefined;
  /** The start of the next line. */
  private offset = 0;
  /** Where the last value starts, as long as the next line may continue it. */
  private valueStart = 0;
  private cursor: YamlCursor | undefined;

  constructor(private readonly text: string) {}

  decode(): GoMap | GoList | undefined {
    for (;;) {
      INDENTATION.lastIndex = this.offset;
      const indentation = INDENTATION.exec(this.text);
      if (!indentation) return this.root;
      const start = INDENTATION.lastIndex;
      const column = start - indentation.index;
      const { block } = this;
      const isContinued = block !== undefined && !block.isOpen && block.column < column;
      if (!(isContinued ? this.continueValue(block) : this.readLine(start, column))) return undefined;
    }
  }

  // Each of these returns whether it could do what it says.

  private readLine(start: number, column: number): boolean {
    LINE.lastIndex = start;
    const line = LINE.exec(this.text);
    if (!line) return false;
    this.offset = LINE.lastIndex;
    const { 1: dashes = '', 2: { length: keyWidth } = '', 3: key, 4: value, 5: opener } = line;
    for (let dash = dashes.indexOf('-'); dash !== -1; dash = dashes.indexOf('-', dash + 1)) {
      if (!this.enter(column + dash, true)) return false;
      this.block?.openItem();
    }
    if (key !== undefined && !this.readKey(key, column + dashes.length)) return false;
    const { block } = this;
    const width = dashes.length + keyWidth;
    // A value on a line of its own belongs to a key or dash further left.
    if (!block?.isOpen || block.column >= column + width) return false;
    this.valueStart = start + width;
    if (opener !== undefined) return this.scanValue(block, opener);
    return value === undefined || this.fill(block, decodeValue(value));
  }

  private readKey(source: string, column: number): boolean {
    const key = source.length > MAX_KEY_LENGTH || source === '<<' ? undefined : decodeScalar(source);
    if (typeof key !== 'string' || !this.enter(column, false)) return false;
    this.block?.open(key);
    return true;
  }

  /** Makes the block at the column the innermost one. */
  private enter(column: number, isList: boolean): boolean {
    let { block } = this;
    while (block && block.column > column) block = block.parent;
    // The dashes of a list may stand right below the key that it belongs to; then the next key ends it.
    if (block?.isList && !isList && block.parent?.column === column) block = block.parent;
    if (block?.column !== column || block.isList !== isList) {
      const fits = block
        ? block.isOpen && (block.column < column || isList) && block.depth < MAX_DEPTH
        : !this.root;
      if (!fits) return false;
      const collection = isList ? new GoList() : new GoMap();
      if (block) block.fill(collection);
      else this.root = collection;
      block = new Block(column, collection, isList, block);
    }
    this.block = block;
    return true;
  }

  private fill(block: Block, value: Value): boolean {
    if (value !== undefined) block.fill(value);
    return value !== undefined;
  }

  /** Reads a plain scalar again of which only the first line was read. */
  private continueValue(block: Block): boolean {
    return !INDICATORS.includes(this.text.charAt(this.valueStart)) && this.scanValue(block, '');
  }

  /** Has a scalar read that does not end on this line, by the scanner, which knows all of their forms. */
  private scanValue(block: Block, opener: string): boolean {
    const cursor = (this.cursor ??= new YamlCursor(this.text));
    cursor.goTo(this.valueStart);
    const { value, isPlain, end } = scanScalar(cursor, opener, block.column);
    LINE_END.lastIndex = end;
    if (end <= this.offset || !LINE_END.test(this.text)) return false;
    this.offset = LINE_END.lastIndex;
    return this.fill(block, isPlain ? decodePlain(value) : value);
  }
}

function scanScalar(cursor: YamlCursor, opener: string, column: number): YamlToken {
  if (opener === '') return scanPlainScalar(cursor, column + 1, false);
  return opener === '|' || opener === '>' ? scanBlockScalar(cursor, column) : scanQuotedScalar(cursor);
}

/** Undefined for what JSON does not have. */
function decodeValue(source: string): Value {
  const first = source.charAt(0);
  if (first === '{') return new GoMap();
  return first === '[' ? new GoList(source.match(WORDS)?.map(decodeScalar) ?? []) : decodeScalar(source);
}

function decodeScalar(source: string): Value {
  const first = source.charAt(0);
  if (first === '"') return source.includes('\\') ? (JSON.parse(source) as string) : source.slice(1, -1);
  return first === "'" ? source.slice(1, -1).replaceAll("''", "'") : decodePlain(source);
}

function decodePlain(text: string): Value {
  const value = resolvePlain(text);
  if (typeof value === 'bigint') return Number(value);
  return typeof value !== 'number' || Number.isFinite(value) ? value : undefined;
}

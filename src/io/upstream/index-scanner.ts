// Scans index.yaml line by line: most of it is never looked at, and nothing of it is kept but what was asked for.
import { EntryScanner, UnsureScan, type IndexedChart } from './entry-scanner.ts';

/** The versions of the charts that were asked for, in the order of the index. */
export type ChartEntries = ReadonlyMap<string, readonly IndexedChart[]>;

const [NEWLINE, SPACE, HASH, DASH, TAB, RETURN] = [0x0a, 0x20, 0x23, 0x2d, 0x09, 0x0d];

/** A key of `entries` at the start of a line: a chart's name. */
const ENTRY_KEY = /^(?:"([^"\\]+)"|'([^']+)'|([A-Za-z0-9_][\w./-]*))\s*:(?:\s+(.*))?$/;
const TOP_KEY = /^(?:"([^"\\]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*:(?:\s+(.*))?$/;

/**
 * Relies on what block style promises: whatever belongs to a chart stands deeper than its name, and no line of a text
 * that runs over several lines stands less deep. Everything else is `UnsureScan`.
 */
export class IndexScanner {
  private readonly entries = new Map<string, readonly IndexedChart[]>();
  private readonly keys = new Set<string>();
  private rest: Uint8Array[] = [];
  private started = false;
  /** Where we are: at a top-level key other than `entries`, among the entries, or behind the document. */
  private room: 'top' | 'entries' | 'over' = 'top';
  /** Columns before the names of charts; undefined before the first one. */
  private depth: number | undefined;
  /** The piece as one character a byte; made when it is needed. */
  private text: string | undefined;
  /** Finds the end of a line behind which something stands that is no part of a chart, nor one of its versions. */
  private outside: RegExp | undefined;
  private entry: { readonly name: string; readonly scanner: EntryScanner } | undefined;

  /** @param wanted names of charts */
  constructor(private readonly wanted: ReadonlySet<string>) {}

  /** The next piece of the text. @throws UnsureScan */
  push(piece: Uint8Array): void {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    this.text = undefined;
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      if (this.rest.length > 0) {
        const line = Buffer.concat([...this.rest, bytes.subarray(start, end)]);
        this.rest = [];
        this.line(line, 0, line.length);
      } else this.line(bytes, start, end);
      start = this.nextLine(bytes, end);
    }
    if (start < bytes.length) this.rest.push(Buffer.from(bytes.subarray(start)));
  }

  /**
   * The start of the next line that matters: by far the most are of charts that nobody asked for. (A regular expression
   * finds it in a tenth of the time that a look at each line takes, and without the compiler's memory.)
   * @param end of the line before
   */
  private nextLine(bytes: Buffer, end: number): number {
    if (this.room !== 'entries' || this.entry || this.depth === undefined) return end + 1;
    const text = (this.text ??= bytes.toString('latin1'));
    const outside = (this.outside ??= new RegExp(`\\n {0,${this.depth}}(?![ \\r\\n#]|-[ \\r\\n])`, 'g'));
    outside.lastIndex = end;
    return (outside.exec(text)?.index ?? text.lastIndexOf('\n')) + 1;
  }

  /** What was found. @throws UnsureScan */
  end(): { readonly entries: ChartEntries; readonly isIndex: boolean } {
    const line = Buffer.concat(this.rest);
    this.rest = [];
    if (line.length > 0) this.line(line, 0, line.length);
    this.close();
    return {
      entries: this.entries,
      isIndex: this.keys.has('apiVersion') || this.keys.has('entries'),
    };
  }

  private line(bytes: Buffer, from: number, to: number): void {
    let start = from;
    if (!this.started) {
      this.started = true;
      if (bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf) start += 3;
    }
    let at = start;
    while (at < to && bytes[at] === SPACE) at += 1;
    const first = bytes[at];
    const indent = at - start;
    const { depth } = this;
    // By far the most lines: something of a chart that nobody asked for.
    if (this.room === 'entries' && !this.entry && depth !== undefined && indent > depth) return;
    const end = bytes[to - 1] === RETURN ? to - 1 : to;
    if (at >= end || first === HASH || this.room === 'over') {
      if (this.room === 'entries') this.entry?.scanner.aside(bytes.toString('utf8', Math.min(at, end), end));
      return;
    }
    if (first === TAB) {
      if (bytes.toString('utf8', at, end).trim() === '') return;
      throw new UnsureScan('a tab begins a line');
    }
    if (indent === 0) this.topLine(bytes.toString('utf8', at, end));
    else if (this.room === 'entries') this.entryLine(bytes, at, end, indent);
  }

  private topLine(text: string): void {
    if (text.startsWith('---') || text.startsWith('%') || text.startsWith('...')) {
      this.documentMark(text);
      return;
    }
    // A list of another key may stand without indentation.
    if (/^-(?:\s|$)/.test(text) && this.room !== 'entries') return;
    const [, double, single, plain, value = ''] = TOP_KEY.exec(text) ?? [];
    const key = double ?? single ?? plain;
    if (key === undefined) throw new UnsureScan(`"${text.slice(0, 40)}" is no key`);
    if (this.room === 'entries') this.close();
    this.keys.add(key);
    this.room = key === 'entries' ? 'entries' : 'top';
    if (key === 'entries' && !isBlank(value) && value.trim() !== '{}')
      throw new UnsureScan('entries do not begin on a line of their own');
  }

  private documentMark(text: string): void {
    if (text.startsWith('%') || (/^---\s*(?:#.*)?$/.test(text) && this.keys.size === 0)) return;
    if (!/^(?:---|\.\.\.)(?:\s|$)/.test(text) || this.keys.size === 0)
      throw new UnsureScan('the document begins in an unusual way');
    // Only the first document counts.
    this.close();
    this.room = 'over';
  }

  private entryLine(bytes: Buffer, at: number, end: number, indent: number): void {
    const depth = (this.depth ??= indent);
    const isItem = bytes[at] === DASH && (at + 1 === end || bytes[at + 1] === SPACE);
    if (indent < depth) throw new UnsureScan('the names of charts do not stand in one column');
    if (indent > depth || isItem) {
      this.entry?.scanner.line(bytes.toString('utf8', at, end), indent);
      return;
    }
    this.close();
    const text = bytes.toString('utf8', at, end);
    const [, double, single, plain, value = ''] = ENTRY_KEY.exec(text) ?? [];
    const name = double ?? single ?? plain;
    if (name === undefined) throw new UnsureScan(`"${text.slice(0, 40)}" is no name of a chart`);
    if (!this.wanted.has(name)) return;
    if (!isBlank(value) && !/^(?:\[\s*\]|~|null)\s*(?:#.*)?$/.test(value))
      throw new UnsureScan(`the versions of ${name} do not begin on a line of their own`);
    this.entry = { name, scanner: new EntryScanner() };
  }

  private close(): void {
    if (this.entry) this.entries.set(this.entry.name, this.entry.scanner.end());
    this.entry = undefined;
  }
}

const isBlank = (value: string): boolean => /^\s*(?:#.*)?$/.test(value);

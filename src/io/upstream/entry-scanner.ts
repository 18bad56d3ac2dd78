// Scans the versions of one chart in index.yaml: of each, the four fields that are needed.
import { isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';

/** A version of a chart, as the index has it. */
export interface IndexedChart {
  readonly version: string;
  /** As it is written: hex digits, mostly. */
  readonly digest: string;
  readonly created: string;
  readonly urls: readonly string[];
}

/** The index is written in a way that only a whole reading understands. */
export class UnsureScan extends Error {
  override readonly name = 'UnsureScan';
}

type FieldName = 'version' | 'digest' | 'created' | 'urls';

/** A field as it is written: what stands behind the colon, and the lines below. */
interface Field {
  readonly value: string;
  readonly below: string[];
}

const FIELD = /^(["']?)([^"'\s:#&*!?|>%@`{}[\],][^"':#]*?)\1\s*:(?:\s+(.*))?$/;
const NEEDED: readonly string[] = ['version', 'digest', 'created', 'urls'];

/** Is given the lines below the name of a chart. */
export class EntryScanner {
  private readonly charts: IndexedChart[] = [];
  /** Columns before the dashes, and before the fields behind them; undefined before the first one. */
  private dash: number | undefined;
  private column: number | undefined;
  private fields: Map<FieldName, Field> | undefined;
  private field: Field | undefined;

  /** @param text the line without its indentation @param indent columns before it @throws UnsureScan */
  line(text: string, indent: number): void {
    const isItem = text === '-' || text.startsWith('- ');
    if (isItem && (this.dash ??= indent) === indent) {
      this.finish();
      this.fields = new Map();
      this.field = undefined;
      const rest = text.slice(1).trimStart();
      this.column = rest === '' || rest.startsWith('#') ? undefined : indent + text.length - rest.length;
      if (this.column !== undefined) this.begin(rest);
      return;
    }
    if (!this.fields || this.dash === undefined || indent <= this.dash)
      throw new UnsureScan('the versions of a chart are no plain list');
    this.column ??= indent;
    if (indent < this.column) throw new UnsureScan('the fields of a version do not stand in one column');
    // A list may stand in the column of its key.
    if (indent > this.column || isItem) this.field?.below.push(' '.repeat(indent - this.column + 1) + text);
    else this.begin(text);
  }

  /** A blank line or a comment: part of a text that runs over several lines, or nothing. */
  aside(text: string): void {
    this.field?.below.push(text === '' ? '' : ` ${text}`);
  }

  /** The versions that were seen. @throws UnsureScan */
  end(): readonly IndexedChart[] {
    this.finish();
    return this.charts;
  }

  private begin(text: string): void {
    const [, , key, value = ''] = FIELD.exec(text) ?? [];
    if (key === undefined || key === '<<') throw new UnsureScan(`"${text.slice(0, 40)}" is no plain field`);
    this.field = undefined;
    if (!NEEDED.includes(key)) return;
    this.field = { value, below: [] };
    this.fields?.set(key as FieldName, this.field);
  }

  private finish(): void {
    if (!this.fields) return;
    const { fields } = this;
    const scalar = (name: FieldName) => scalarOf(fields.get(name));
    this.charts.push({
      version: scalar('version'),
      digest: scalar('digest'),
      created: scalar('created'),
      urls: listOf(fields.get('urls')),
    });
    this.fields = undefined;
  }
}

const PLAIN = /^[A-Za-z0-9+./](?:[^\s#:]|:(?=\S))*$/;
const QUOTED = /^(?:"([^"\\]*)"|'([^']*)')$/;
/** Plain words that mean nothing. */
const NOTHING = /^(?:|~|null|Null|NULL)$/;

/** A scalar without escapes, as nearly all are; undefined for every other. */
function simple(value: string): string | undefined {
  const text = value.trimEnd();
  if (NOTHING.test(text)) return '';
  const [, double, single] = QUOTED.exec(text) ?? [];
  return double ?? single ?? (PLAIN.test(text) ? text : undefined);
}

function scalarOf(field: Field | undefined): string {
  if (!field) return '';
  const text = field.below.length === 0 ? simple(field.value) : undefined;
  if (text !== undefined) return text;
  const node = parseField(field);
  if (node === null) return '';
  if (isScalar(node)) return node.value === null ? '' : (node.source ?? '');
  throw new UnsureScan('a field that should be text is none');
}

function listOf(field: Field | undefined): string[] {
  if (!field) return [];
  const items = field.below.map((line) => /^\s+- (.*)$/.exec(line)?.[1]);
  const texts = items.map((item) =>
    item === undefined || item === '' ? undefined : simple(item.trimStart()),
  );
  if (field.value === '' && !texts.includes(undefined)) return texts as string[];
  const node = parseField(field);
  if (node === null || (isScalar(node) && node.value === null)) return [];
  if (!isSeq(node)) throw new UnsureScan('urls are no list');
  return node.items.map((item) => {
    if (isScalar(item) && typeof item.value === 'string') return item.value;
    throw new UnsureScan('an address is no text');
  });
}

function parseField({ value, below }: Field): Node | null {
  const document = parseDocument(`field: ${value}\n${below.join('\n')}\n`, { logLevel: 'silent' });
  // Aliases name what stands elsewhere.
  if (document.errors.length > 0 || !isMap(document.contents) || document.contents.items.length !== 1)
    throw new UnsureScan('a field cannot be read by itself');
  return (document.get('field', true) as Node | undefined) ?? null;
}

// Entries of nodeImages.versions in the text of stack.yaml: added, completed, taken out; every other byte stays.
import { isDeepStrictEqual } from 'node:util';
import {
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Digest } from '../fingerprint.ts';
import {
  compareKubernetes,
  formatKubernetes,
  parseKubernetesVersion,
  type KubernetesVersion,
} from '../kubernetes-version.ts';
import type { Day } from '../upstream.ts';
import type { ImageCatalogue } from './catalogue.ts';

/** Where the catalogue stands in stack.yaml. */
export const CATALOGUE_KEY = 'nodeImages';
const VERSIONS = [CATALOGUE_KEY, 'versions'];

/** What is written of an image. */
export interface Pin {
  readonly version: KubernetesVersion;
  readonly digest: Digest | undefined;
  /** Of files only. */
  readonly built: Day | undefined;
}

type Entry = Readonly<Record<string, string>>;

/**
 * The text with an entry for the version: a new one at its place in the order, or the one that is there, completed.
 * Nothing that is written there is changed.
 */
export function withPin(text: string, pin: Pin, kind: ImageCatalogue['kind']): string {
  const edit = new PinsText(text);
  const entry = entryOf(pin, kind);
  const index = edit.indexOf(pin.version);
  if (index === -1) return edit.added(pin.version, entry);
  const { version: _, built: __, ...digest } = entry;
  return edit.completed(index, digest);
}

/** The text without the entries of these versions. */
export function withoutPins(text: string, versions: readonly KubernetesVersion[]): string {
  let left = text;
  for (const version of versions) {
    const edit = new PinsText(left);
    const index = edit.indexOf(version);
    if (index !== -1) left = edit.removed(index);
  }
  return left;
}

function entryOf({ version, digest, built }: Pin, kind: ImageCatalogue['kind']): Entry {
  const isFile = kind === 'server';
  return {
    version: formatKubernetes(version),
    ...(digest !== undefined && {
      [isFile ? 'sha256' : 'digest']: isFile ? digest.slice('sha256:'.length) : digest,
    }),
    ...(isFile && built !== undefined && { built }),
  };
}

/** A plain scalar that is a number to a parser is none to people: 64 digits, or digits with an e among them. */
const scalar = (value: string): string => (/^\d+(?:e\d+)?$/i.test(value) ? `"${value}"` : value);

/** One text, and one change of it. */
class PinsText {
  private readonly document: Document.Parsed;
  private readonly newline: string;

  constructor(private readonly text: string) {
    this.document = parseDocument(text, { keepSourceTokens: true });
    this.newline = text.includes('\r\n') ? '\r\n' : '\n';
  }

  indexOf(version: KubernetesVersion): number {
    return this.versions().findIndex((found) => found && compareKubernetes(found, version) === 0);
  }

  added(version: KubernetesVersion, entry: Entry): string {
    const at = this.place(version);
    return this.safely(this.addedInText(at, entry), (document) => {
      const list = document.getIn(VERSIONS);
      if (isSeq(list)) list.items.splice(at, 0, document.createNode(entry));
      else document.setIn(VERSIONS, document.createNode([entry]));
    });
  }

  completed(index: number, more: Entry): string {
    const map = this.items()[index];
    const missing = Object.entries(more).filter(([key]) => !isMap(map) || !map.has(key));
    if (missing.length === 0) return this.text;
    return this.safely(isMap(map) ? this.completedInText(map, missing) : undefined, (document) => {
      for (const [key, value] of missing) document.setIn([...VERSIONS, index, key], value);
    });
  }

  removed(index: number): string {
    return this.safely(this.removedInText(index), (document) => {
      document.deleteIn([...VERSIONS, index]);
    });
  }

  /**
   * What was done to the text, if it says the same as what was done to the data; the data written anew otherwise:
   * YAML can be written in more ways than are worth editing by hand.
   */
  private safely(edited: string | undefined, change: (document: Document) => void): string {
    const expected = this.document.clone() as Document;
    change(expected);
    const same = (text: string) => isDeepStrictEqual(parseDocument(text).toJS(), expected.toJS());
    return edited !== undefined && same(edited) ? edited : expected.toString({ lineWidth: 0 });
  }

  private list(): YAMLSeq | undefined {
    const list = this.document.getIn(VERSIONS);
    return isSeq(list) ? list : undefined;
  }

  private items(): readonly unknown[] {
    return this.list()?.items ?? [];
  }

  private versions(): (KubernetesVersion | undefined)[] {
    return this.items().map((item) => {
      const node: unknown = isMap(item) ? item.get('version', true) : undefined;
      const text = isScalar(node) ? (node.source ?? String(node.value)) : '';
      return parseKubernetesVersion(/^\d/.test(text) ? `v${text}` : text);
    });
  }

  /** Lists stand with the newest last, or the newest first where that is how they are written. */
  private place(version: KubernetesVersion): number {
    const known = this.versions().flatMap((found) => found ?? []);
    const [first, last] = [known[0], known.at(-1)];
    const isFalling = known.length > 1 && first && last && compareKubernetes(first, last) > 0;
    const stands = (other: KubernetesVersion | undefined) =>
      other !== undefined && compareKubernetes(other, version) * (isFalling ? -1 : 1) > 0;
    const index = this.versions().findIndex(stands);
    return index === -1 ? this.items().length : index;
  }

  private addedInText(at: number, entry: Entry): string | undefined {
    const list = this.list();
    if (!list || list.items.length === 0) return this.firstInText(list, entry);
    if (list.flow) return undefined;
    const neighbour = this.blockOf(list, Math.max(0, at - 1));
    if (!neighbour) return undefined;
    const item = list.items[Math.max(0, at - 1)];
    const lines = this.format(entry, neighbour.indent, neighbour.gap, isMap(item) ? item : undefined);
    return at === 0 ? this.insert(neighbour.start, lines) : this.insert(neighbour.end, lines);
  }

  /** The list is empty, or not there at all. */
  private firstInText(list: YAMLSeq | undefined, entry: Entry): string | undefined {
    const catalogue: unknown = this.document.get(CATALOGUE_KEY);
    if (!isMap(catalogue) || catalogue.flow) return undefined;
    const pair = catalogue.items.find(({ key }) => isScalar(key) && key.value === 'versions');
    const indent = ' '.repeat(this.columnOf(startOf(catalogue.items[0])));
    const lines = this.format(entry, `${indent}  `, ' ', undefined);
    if (!pair) {
      const end = this.lineEnd(endOf(catalogue.items.at(-1)));
      return this.insert(end, `${indent}versions:${this.newline}${lines}`);
    }
    const start = startOf(pair) + 'versions:'.length;
    const stop = list?.range ? list.range[1] : start;
    const rest = this.lineEnd(stop);
    const head = this.text.slice(0, start) + this.text.slice(stop, rest);
    return (head.endsWith('\n') ? head : head + this.newline) + lines + this.text.slice(rest);
  }

  private completedInText(map: YAMLMap, more: readonly [string, string][]): string | undefined {
    const first = map.items.find(({ key }) => isScalar(key) && key.value === 'version');
    if (!first) return undefined;
    const pairs = more.map(([key, value]) => `${key}: ${scalar(value)}`);
    const end = endOf(first);
    if (map.flow)
      return this.text.slice(0, end) + pairs.map((pair) => `, ${pair}`).join('') + this.text.slice(end);
    const indent = ' '.repeat(this.columnOf(startOf(first)));
    return this.insert(this.lineEnd(end), pairs.map((pair) => indent + pair + this.newline).join(''));
  }

  private removedInText(index: number): string | undefined {
    const list = this.list();
    const block = list && !list.flow ? this.blockOf(list, index) : undefined;
    if (!list || !block) return undefined;
    const left = this.text.slice(0, block.start) + this.text.slice(block.end);
    if (list.items.length > 1) return left;
    const key = this.text.lastIndexOf('versions:', block.start) + 'versions:'.length;
    return `${left.slice(0, key)} []${left.slice(key)}`;
  }

  /** The lines of an entry: whole ones, from its dash to the end of its last value. */
  private blockOf(list: YAMLSeq, index: number) {
    const token = list.srcToken;
    const item = list.items[index];
    if (token?.type !== 'block-seq' || !isMap(item) || !item.range) return undefined;
    const dash = token.items[index]?.start.find(({ type }) => type === 'seq-item-ind')?.offset;
    if (dash === undefined) return undefined;
    const start = this.lineStart(dash);
    const last = item.flow ? item.range[1] : endOf(item.items.at(-1));
    const gap = this.text.slice(dash + 1, item.range[0]);
    return { start, end: this.lineEnd(last), indent: this.text.slice(start, dash), gap };
  }

  /** An entry as its neighbour is written. */
  private format(entry: Entry, indent: string, gap: string, neighbour: YAMLMap | undefined): string {
    const pairs = Object.entries(entry).map(([key, value]) => `${key}: ${scalar(value)}`);
    if (neighbour?.flow && neighbour.range) {
      const pad = this.text[neighbour.range[0] + 1] === ' ' ? ' ' : '';
      return `${indent}-${gap}{${pad}${pairs.join(', ')}${pad}}${this.newline}`;
    }
    const space = /^ +$/.test(gap) ? gap : ' ';
    const between = this.newline + indent + ' ' + space;
    return `${indent}-${space}${pairs.join(between)}${this.newline}`;
  }

  /** @param lines whole ones; the text before them gets the end of line that it may lack */
  private insert(offset: number, lines: string): string {
    const before = this.text.slice(0, offset);
    const end = before === '' || before.endsWith('\n') ? '' : this.newline;
    return before + end + lines + this.text.slice(offset);
  }

  private lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Behind the end of the line. */
  private lineEnd(offset: number): number {
    // A block scalar ends at the beginning of the next line.
    if (offset > 0 && this.text[offset - 1] === '\n') return offset;
    const end = this.text.indexOf('\n', offset);
    return end === -1 ? this.text.length : end + 1;
  }

  private columnOf(offset: number): number {
    return offset - this.lineStart(offset);
  }
}

const startOf = (pair: Pair | undefined): number => (isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0);

/** Where what is written of a node ends; the range of a block goes on over comments and empty lines behind it. */
function endOf(node: unknown): number {
  if (isPair(node)) return isNode(node.value) && node.value.range ? endOf(node.value) : endOf(node.key);
  if ((isMap(node) || isSeq(node)) && !node.flow && node.items.length > 0) return endOf(node.items.at(-1));
  return isNode(node) && node.range ? node.range[1] : 0;
}

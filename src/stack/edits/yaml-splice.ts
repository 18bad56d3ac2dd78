// Entries of maps and lists put into the text of a YAML file, or taken out; every other byte stays.
import { isDeepStrictEqual } from 'node:util';
import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { YamlPath } from '../yaml-source.ts';

/** What is written: a text, or a map of texts. */
export type Written = string | Readonly<Record<string, string>>;

/** How a new map inside an entry is written. */
export type MapStyle = 'block' | 'flow';

/** The text with a pair at the end of the map at `path`, which has to be there and to lack the key. */
export const withPair = (
  text: string,
  path: YamlPath,
  key: string,
  value: Written,
  style: MapStyle,
): string => new Splice(text).pair(path, key, value, style);

/** The text with a map as the entry of that index in the list at `path`, which has to have an entry. */
export const withItem = (
  text: string,
  path: YamlPath,
  index: number,
  item: Readonly<Record<string, Written>>,
  style: MapStyle,
): string => new Splice(text).item(path, index, item, style);

/** The text without an entry of the list at `path`, which has to have others. */
export const withoutItem = (text: string, path: YamlPath, index: number): string =>
  new Splice(text).without(path, index);

/** How the maps below entries of a list are written, as most of them are: `addons: { ccm: 2.35.0 }` is flow. */
export function mapStyleIn(text: string, path: YamlPath, key: string): MapStyle {
  const list: unknown = parseDocument(text).getIn(path, true);
  const maps = (isSeq(list) ? list.items : []).flatMap((item) => {
    const value: unknown = isMap(item) ? item.get(key, true) : undefined;
    return isMap(value) ? [value] : [];
  });
  return maps.filter(({ flow }) => flow).length * 2 > maps.length ? 'flow' : 'block';
}

class Splice {
  private readonly document: Document.Parsed;
  private readonly newline: string;

  constructor(private readonly text: string) {
    this.document = parseDocument(text, { keepSourceTokens: true });
    this.newline = text.includes('\r\n') ? '\r\n' : '\n';
  }

  pair(path: YamlPath, key: string, value: Written, style: MapStyle): string {
    const map: unknown = this.document.getIn(path, true);
    const edited = isMap(map) && map.items.length > 0 ? this.pairInText(map, key, value, style) : undefined;
    return this.safely(edited, (document) => {
      document.setIn([...path, key], value);
    });
  }

  item(path: YamlPath, index: number, item: Readonly<Record<string, Written>>, style: MapStyle): string {
    const list: unknown = this.document.getIn(path, true);
    const edited = isSeq(list) ? this.itemInText(list, index, item, style) : undefined;
    return this.safely(edited, (document) => {
      const entries: unknown = document.getIn(path);
      if (isSeq(entries)) entries.items.splice(index, 0, document.createNode(item));
    });
  }

  without(path: YamlPath, index: number): string {
    const list: unknown = this.document.getIn(path, true);
    const block = isSeq(list) ? this.blockOf(list, index) : undefined;
    return this.safely(block && this.text.slice(0, block.start) + this.text.slice(block.end), (document) => {
      document.deleteIn([...path, index]);
    });
  }

  /**
   * What was done to the text, if it says the same as what was done to the data; the data written anew otherwise:
   * YAML can be written in more ways than are worth editing by hand.
   */
  private safely(edited: string | undefined, change: (document: Document) => void): string {
    const expected = this.document.clone() as Document;
    change(expected);
    const read = (text: string) => parseDocument(text);
    const isSame = (text: string) =>
      read(text).errors.length === 0 && isDeepStrictEqual(read(text).toJS(), expected.toJS());
    return edited !== undefined && isSame(edited) ? edited : expected.toString({ lineWidth: 0 });
  }

  private pairInText(map: YAMLMap, key: string, value: Written, style: MapStyle): string | undefined {
    const last = map.items.at(-1);
    const end = last && endOf(last);
    const start = startOf(map.items[0]);
    if (end === undefined || start === undefined) return undefined;
    if (map.flow) return `${this.text.slice(0, end)}, ${flowPair(key, value)}${this.text.slice(end)}`;
    const indent = ' '.repeat(start - this.lineStart(start));
    return this.insert(this.lineEnd(end), this.lines(indent, [[key, value]], style));
  }

  private itemInText(
    list: YAMLSeq,
    index: number,
    item: Readonly<Record<string, Written>>,
    style: MapStyle,
  ): string | undefined {
    const neighbour = list.items[Math.max(0, index - 1)];
    const block = this.blockOf(list, Math.max(0, index - 1));
    if (!block) return undefined;
    const at = index === 0 ? block.start : block.end;
    const pairs = Object.entries(item);
    if (isMap(neighbour) && neighbour.flow) {
      const flow = pairs.map(([key, value]) => flowPair(key, value)).join(', ');
      return this.insert(at, `${block.indent}-${block.gap}{ ${flow} }${this.newline}`);
    }
    const gap = /^ +$/.test(block.gap) ? block.gap : ' ';
    const indent = `${block.indent} ${gap}`;
    const lines = this.lines(indent, pairs, style).slice(indent.length);
    return this.insert(at, `${block.indent}-${gap}${lines}`);
  }

  private lines(indent: string, pairs: readonly (readonly [string, Written])[], style: MapStyle): string {
    const texts = pairs.flatMap(([key, value]) => {
      if (typeof value === 'string' || style === 'flow') return [`${indent}${flowPair(key, value)}`];
      const below = Object.entries(value).map(([name, text]) => `${indent}  ${flowPair(name, text)}`);
      return [`${indent}${scalar(key)}:`, ...below];
    });
    return texts.map((line) => line + this.newline).join('');
  }

  /** The lines of an entry: whole ones, from its dash to the end of its last value. */
  private blockOf(list: YAMLSeq, index: number) {
    const token = list.srcToken;
    const item = list.items[index] as Node | undefined;
    if (token?.type !== 'block-seq' || !item?.range) return undefined;
    const dash = token.items[index]?.start.find(({ type }) => type === 'seq-item-ind')?.offset;
    const last = endOf(item);
    if (dash === undefined || last === undefined) return undefined;
    const start = this.lineStart(dash);
    const gap = this.text.slice(dash + 1, item.range[0]);
    return { start, end: this.lineEnd(last), indent: this.text.slice(start, dash), gap };
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
}

const flowPair = (key: string, value: Written): string =>
  typeof value === 'string'
    ? `${scalar(key)}: ${scalar(value)}`
    : `${scalar(key)}: { ${Object.entries(value)
        .map(([name, text]) => flowPair(name, text))
        .join(', ')} }`;

/** A text without quotes where it needs none: neither a number nor a word that means something else. */
const scalar = (text: string): string =>
  /^[\w./+-]+$/.test(text) && parseDocument(text).toJS() === text ? text : JSON.stringify(text);

const startOf = (pair: Pair | undefined): number | undefined =>
  isScalar(pair?.key) ? pair.key.range?.[0] : undefined;

/** Where the last value of a node ends, comments behind it left out. */
function endOf(node: unknown): number | undefined {
  if (isPair(node)) return node.value === null ? endOf(node.key) : endOf(node.value);
  if ((isMap(node) || isSeq(node)) && !node.flow) return endOf(node.items.at(-1));
  return (node as Node | undefined)?.range?.[1];
}

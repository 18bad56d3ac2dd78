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

/**
 * The text with a pair in the map at `path`, which has to be there and to lack the key.
 * @param after the key that it comes after; else it comes at the end
 */
export const withPair = (
  text: string,
  path: YamlPath,
  key: string,
  value: Written,
  style: MapStyle,
  after?: string,
): string => new Splice(text).pair(path, key, value, style, after);

/** The text with a map as the entry of that index in the list at `path`, which is made where there is none. */
export const withItem = (
  text: string,
  path: YamlPath,
  index: number,
  item: Readonly<Record<string, Written>>,
  style: MapStyle,
): string => new Splice(text).item(path, index, item, style);

/** The text without an entry of the list at `path`; nothing is left of the last one but `[]`. */
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

/** Sets a value where keys on the way may be there and say nothing. */
function setDeep(document: Document, path: YamlPath, value: Node): void {
  for (let depth = 1; depth < path.length; depth += 1) {
    const above = path.slice(0, depth);
    const found: unknown = document.getIn(above);
    if (document.hasIn(above) && (found === null || found === undefined)) document.deleteIn(above);
  }
  document.setIn(path, value);
}

class Splice {
  private readonly document: Document.Parsed;
  private readonly newline: string;

  constructor(private readonly text: string) {
    this.document = parseDocument(text, { keepSourceTokens: true });
    this.newline = text.includes('\r\n') ? '\r\n' : '\n';
  }

  pair(path: YamlPath, key: string, value: Written, style: MapStyle, after: string | undefined): string {
    const map: unknown = this.document.getIn(path, true);
    const edited = isMap(map) ? this.pairInText(map, key, value, style, after) : undefined;
    return this.safely(edited, (document) => {
      document.setIn([...path, key], value);
    });
  }

  item(path: YamlPath, index: number, item: Readonly<Record<string, Written>>, style: MapStyle): string {
    const list: unknown = this.document.getIn(path, true);
    const edited =
      isSeq(list) && list.items.length > 0
        ? this.itemInText(list, index, item, style)
        : this.firstItemInText(path, list, item, style);
    return this.safely(edited, (document) => {
      const entries: unknown = document.getIn(path);
      if (isSeq(entries)) entries.items.splice(index, 0, document.createNode(item));
      else setDeep(document, path, document.createNode([item]));
    });
  }

  without(path: YamlPath, index: number): string {
    const list: unknown = this.document.getIn(path, true);
    return this.safely(isSeq(list) ? this.withoutInText(path, list, index) : undefined, (document) => {
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

  private pairInText(
    map: YAMLMap,
    key: string,
    value: Written,
    style: MapStyle,
    after: string | undefined,
  ): string | undefined {
    const before = after === undefined ? map.items.at(-1) : pairOf(map, after);
    const end = before && endOf(before);
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
      const pad = neighbour.range && this.text[neighbour.range[0] + 1] !== ' ' ? '' : ' ';
      return this.insert(at, `${block.indent}-${block.gap}{${pad}${flow}${pad}}${this.newline}`);
    }
    return this.insert(at, this.itemLines(block.indent, block.gap, pairs, style));
  }

  /** @param list what is there: a list without entries, a key that says nothing, or nothing at all */
  private firstItemInText(
    path: YamlPath,
    list: unknown,
    item: Readonly<Record<string, Written>>,
    style: MapStyle,
  ): string | undefined {
    const parent: unknown = this.document.getIn(path.slice(0, -1), true);
    const start = isMap(parent) && !parent.flow ? startOf(parent.items[0]) : undefined;
    if (!isMap(parent) || start === undefined) return undefined;
    const key = scalar(String(path.at(-1)));
    const indent = ' '.repeat(start - this.lineStart(start));
    const lines = this.itemLines(`${indent}  `, ' ', Object.entries(item), style);
    const pair = pairOf(parent, path.at(-1));
    if (!pair) {
      const end = endOf(parent.items.at(-1));
      return end === undefined
        ? undefined
        : this.insert(this.lineEnd(end), `${indent}${key}:${this.newline}${lines}`);
    }
    const colon = (startOf(pair) ?? 0) + `${key}:`.length;
    const stop = isSeq(list) && list.range ? list.range[1] : colon;
    const rest = this.lineEnd(stop);
    const head = this.text.slice(0, colon) + this.text.slice(stop, rest);
    return (head.endsWith('\n') ? head : head + this.newline) + lines + this.text.slice(rest);
  }

  private withoutInText(path: YamlPath, list: YAMLSeq, index: number): string | undefined {
    const block = this.blockOf(list, index);
    if (!block) return undefined;
    const left = this.text.slice(0, block.start) + this.text.slice(block.end);
    if (list.items.length > 1) return left;
    const parent: unknown = this.document.getIn(path.slice(0, -1), true);
    const key = isMap(parent) ? pairOf(parent, path.at(-1))?.key : undefined;
    const end = isScalar(key) ? key.range?.[1] : undefined;
    return end === undefined ? undefined : `${left.slice(0, end + 1)} []${left.slice(end + 1)}`;
  }

  private itemLines(
    indent: string,
    gap: string,
    pairs: readonly (readonly [string, Written])[],
    style: MapStyle,
  ): string {
    const space = /^ +$/.test(gap) ? gap : ' ';
    const inside = `${indent} ${space}`;
    return `${indent}-${space}${this.lines(inside, pairs, style).slice(inside.length)}`;
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
  /^(?:sha256:)?[\w./+-]+$/.test(text) && parseDocument(text).toJS() === text ? text : JSON.stringify(text);

const pairOf = (map: YAMLMap, key: string | number | undefined): Pair | undefined =>
  map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);

const startOf = (pair: Pair | undefined): number | undefined =>
  isScalar(pair?.key) ? pair.key.range?.[0] : undefined;

/** Where the last value of a node ends, comments behind it left out. */
function endOf(node: unknown): number | undefined {
  if (isPair(node)) return node.value === null ? endOf(node.key) : endOf(node.value);
  if ((isMap(node) || isSeq(node)) && !node.flow) return endOf(node.items.at(-1));
  return (node as Node | undefined)?.range?.[1];
}

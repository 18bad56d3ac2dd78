// A file of manifests with Clusters in it, changed in place: every byte that is not asked for stays.
import { isDeepStrictEqual } from 'node:util';
import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { placeAt, type Place } from '../../../problem/place.ts';
import { CsctlError } from '../../../problem/problem.ts';
import { dataFault } from '../../../stack/yaml-faults/document-faults.ts';
import { hintOf, notYaml, type Fault } from '../../../stack/yaml-faults/fault.ts';
import { firstFault } from '../../../stack/yaml-faults/first-fault.ts';
import { dataOf, isData, listOf, textOf, type Data } from '../../../verify/class/data.ts';
import { isCluster } from '../../../verify/cluster-webhook.ts';
import type { DataPath } from '../../../verify/schemas/finding.ts';

/** A Cluster of the file. */
export interface ClusterInFile {
  readonly name: string;
  readonly data: Data;
  /** The document that it is in, and where in that: at the top, or an item of a List. */
  readonly document: number;
  readonly path: DataPath;
}

/** A text put where a scalar stands. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What Go's readers do not know: times and numbers to the base of sixty stay texts. */
const FOREIGN_TAGS = ['tag:yaml.org,2002:timestamp'];
const OPTIONS = {
  prettyErrors: false,
  logLevel: 'silent',
  version: '1.1',
  customTags: (tags: readonly unknown[]) =>
    tags.filter((tag) => {
      const { tag: name, format } = tag as { readonly tag?: string; readonly format?: string };
      return !FOREIGN_TAGS.includes(name ?? '') && format !== 'TIME';
    }) as never[],
} as const;
const ALIASES = { maxAliasCount: 100 } as const;

/** The file and its Clusters. */
export class ClusterFile {
  readonly clusters: readonly ClusterInFile[];

  private constructor(
    private readonly file: string,
    private readonly text: string,
    private readonly documents: readonly Document.Parsed[],
    private readonly lines: LineCounter,
  ) {
    this.clusters = documents.flatMap((document, index) => clustersIn(plain(document), index));
  }

  /** @throws CsctlError `yaml-syntax`, `cluster-file` where it holds no Cluster */
  static parse(file: string, text: string): ClusterFile {
    const lines = new LineCounter();
    const parsed = parseAllDocuments(text, { ...OPTIONS, lineCounter: lines });
    const documents = Array.isArray(parsed) ? (parsed as Document.Parsed[]) : [];
    const fault = firstFault(text, documents);
    if (fault) throw syntaxError(file, text, fault);
    const read = readSafely(file, text, () => new ClusterFile(file, text, documents, lines));
    if (read.clusters.length > 0) return read;
    throw new CsctlError('cluster-file', `${file} holds no Cluster of Cluster API`, {
      file,
      hint: 'name the file with the manifest of the Cluster: kind Cluster, apiVersion cluster.x-k8s.io/...',
    });
  }

  /** Where something of a Cluster stands; the nearest enclosing place when it is absent. */
  place({ document, path }: ClusterInFile, inner: DataPath): Place {
    for (let length = inner.length; length >= 0; length -= 1) {
      const node = this.find(document, [...path, ...inner.slice(0, length)]);
      if (!isNode(node) || !node.range) continue;
      const { line, col } = this.lines.linePos(node.range[0]);
      return { file: this.file, line, column: col };
    }
    return { file: this.file, line: 1, column: 1 };
  }

  /**
   * The text with texts of Clusters set that are there. They keep their quotes, tags and anchors.
   * @returns `shared`: whether something else in the file changes along, by an anchor or a merge
   * @throws CsctlError `cluster-file` for one that is not written as a text
   */
  withTexts(changes: readonly { cluster: ClusterInFile; path: DataPath; value: string }[]): {
    readonly text: string;
    readonly shared: boolean;
  } {
    const edits = new Map<number, Edit>();
    for (const { cluster, path, value } of changes) {
      const edit = this.editOf(cluster, path, value);
      edits.set(edit.start, edit);
    }
    const text = [...edits.values()]
      .sort((a, b) => b.start - a.start)
      .reduce((left, { start, end, text: put }) => left.slice(0, start) + put + left.slice(end), this.text);
    const expected = this.documents.map(plain);
    for (const { cluster, path, value } of changes)
      setIn(expected[cluster.document], [...cluster.path, ...path], value);
    const now = parseAllDocuments(text, OPTIONS) as Document.Parsed[];
    return { text, shared: !isDeepStrictEqual(now.map(plain), expected) };
  }

  private editOf(cluster: ClusterInFile, path: DataPath, value: string): Edit {
    const at = [...cluster.path, ...path];
    const parent = this.find(cluster.document, at.slice(0, -1));
    const node = isMap(parent) ? ownOrMerged(parent, at.at(-1), this.document(cluster.document)) : undefined;
    if (isNode(node) && node.range && (isAlias(node) || isScalar(node))) {
      const [start, end] = node.range;
      if (end > start) return { start, end, text: isAlias(node) ? value : quotedLike(node, value) };
    }
    throw new CsctlError('cluster-file', `${path.join('.')} is not written as a text here`, {
      ...this.place(cluster, path),
      hint: `write it as ${path.at(-1)}: ${value}`,
    });
  }

  private document(index: number): Document.Parsed | undefined {
    return this.documents[index];
  }

  /** The node at a path, through aliases and merged maps. */
  private find(index: number, path: DataPath): unknown {
    const document = this.document(index);
    return path.reduce<unknown>((node, step) => {
      const inner = resolved(node, document);
      if (isMap(inner)) return resolved(ownOrMerged(inner, step, document), document);
      return isSeq(inner) ? resolved(inner.items[Number(step)], document) : undefined;
    }, document?.contents);
  }
}

const resolved = (node: unknown, document: Document.Parsed | undefined): unknown =>
  isAlias(node) && document ? node.resolve(document) : node;

/** The value of a key: the map's own, else that of a map which is merged in. */
function ownOrMerged(
  map: YAMLMap,
  key: string | number | undefined,
  document: Document.Parsed | undefined,
): unknown {
  const own = map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
  if (own) return own.value;
  const merged = map.items
    .filter((pair) => isPair(pair) && isScalar(pair.key) && isMergeKey(pair.key))
    .map((pair) => resolved(pair.value, document))
    .flatMap((value) => (isSeq(value) ? value.items.map((item) => resolved(item, document)) : [value]));
  for (const one of merged) {
    const value = isMap(one) ? ownOrMerged(one, key, document) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

const isMergeKey = ({ value, source }: Scalar): boolean => value === '<<' || source === '<<';

/** A name or version in the quotes of what stood there. */
function quotedLike({ type }: Scalar, value: string): string {
  if (type === 'QUOTE_SINGLE') return `'${value}'`;
  if (type === 'QUOTE_DOUBLE') return JSON.stringify(value);
  return type === 'PLAIN' ? value : `${JSON.stringify(value)}\n`;
}

const plain = (document: Document): unknown => document.toJS(ALIASES) as unknown;

function clustersIn(data: unknown, document: number): ClusterInFile[] {
  const made = (value: Data, path: DataPath): ClusterInFile => ({
    name: textOf(dataOf(value['metadata'])['name']),
    ...{ data: value, document, path },
  });
  if (!isData(data)) return [];
  if (isCluster(data)) return [made(data, [])];
  // kubectl get prints a List.
  return listOf(data['items']).flatMap((item, index) =>
    isData(item) && isCluster(item) ? [made(item, ['items', index])] : [],
  );
}

function setIn(data: unknown, path: DataPath, value: string): void {
  const holder = path.slice(0, -1).reduce<unknown>((inner, step) => dataAt(inner, step), data);
  if (isData(holder)) (holder as Record<string, unknown>)[String(path.at(-1))] = value;
}

const dataAt = (data: unknown, step: string | number): unknown =>
  Array.isArray(data) ? (data as unknown[])[Number(step)] : isData(data) ? data[String(step)] : undefined;

/** Exploding aliases and merges of what is no map show when data is made of them. */
function readSafely<T>(file: string, text: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw syntaxError(file, text, dataFault(text, error as Error));
  }
}

function syntaxError(file: string, text: string, fault: Fault): CsctlError {
  const template = /\{\{/.test(text)
    ? { hint: 'name a manifest, not a template of one: render it first' }
    : {};
  const place = placeAt(file, text, fault.offset);
  return new CsctlError('yaml-syntax', notYaml(file, fault), {
    ...place,
    ...hintOf(fault),
    ...template,
  });
}

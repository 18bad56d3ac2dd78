// A YAML file with positions: what a place in the data is in the text, and changes that keep everything else.
import { type Document, isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { Place } from '../problem/place.ts';
import { problem, type Problem, type ProblemDetails } from '../problem/problem.ts';
import type { ProblemCode } from '../problem/catalogue.ts';

/** A path into the data: keys of maps, indexes of lists. */
export type YamlPath = readonly (string | number)[];

/** What can stand at a path. */
export type ValueKind = 'map' | 'list' | 'scalar' | 'null' | 'missing';

type ParsedDocument = ReturnType<typeof parseDocument>;

const PARSE_OPTIONS = { prettyErrors: false, logLevel: 'silent', merge: true } as const;
const ALIAS_LIMIT = { maxAliasCount: 100 } as const;

/** Deeper than any file that people write, and shallow enough for every function that walks through data. */
const NESTING_LIMIT = 200;

/** Something that is not YAML, at an offset of the text. */
interface Fault {
  readonly message: string;
  readonly offset: number;
}

/** What the parser lets pass and the operator's does not: aliases of nothing or of themselves, endless nesting. */
function findFaults(document: ParsedDocument): Fault[] {
  const anchors = new Map<string, unknown>();
  const faults: Fault[] = [];
  visit(document, {
    Node(_key, node, path) {
      const offset = node.range?.[0] ?? 0;
      if (path.filter(isNode).length >= NESTING_LIMIT) {
        faults.push({ message: `it is nested more than ${NESTING_LIMIT} levels deep`, offset });
        return visit.BREAK;
      }
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
        return undefined;
      }
      const target = anchors.get(node.source);
      if (target === undefined) faults.push({ message: `the alias *${node.source} names no anchor`, offset });
      else if (path.some((above) => above === target))
        faults.push({ message: `the alias *${node.source} stands in what it names`, offset });
      return undefined;
    },
  });
  return faults;
}

/** Several steps and rules look at the same few files of a stack; a source never changes, so it is parsed once. */
const remembered = new Map<string, YamlSource>();
const REMEMBERED = 64;

/** One YAML document and its text. */
export class YamlSource {
  private constructor(
    readonly file: string,
    readonly text: string,
    private readonly document: ParsedDocument,
    private readonly lines: LineCounter,
    private readonly data: unknown,
    /** Why there is no data; empty when the text is good YAML. */
    readonly problems: readonly Problem[],
  ) {}

  /** Parses one document; never throws: errors become `problems`. */
  static parse(file: string, text: string): YamlSource {
    const key = `${file}\0${text}`;
    const source = remembered.get(key) ?? YamlSource.read(file, text);
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(key, source);
    return source;
  }

  private static read(file: string, text: string): YamlSource {
    const lines = new LineCounter();
    try {
      const document = parseDocument(text, { ...PARSE_OPTIONS, lineCounter: lines });
      const faults = document.errors.map(({ message, pos }): Fault => ({ message, offset: pos[0] }));
      const problems = (faults.length > 0 ? faults : findFaults(document)).map(({ message, offset }) => {
        const { line, col } = lines.linePos(offset);
        const place = line > 0 ? { file, line, column: col } : { file, line: 1, column: 1 };
        return problem('yaml-syntax', `${file} is not valid YAML: ${message}`, place);
      });
      const data: unknown = problems.length > 0 ? undefined : document.toJS(ALIAS_LIMIT);
      return new YamlSource(file, text, document, lines, data, problems);
    } catch (error) {
      // Exploding aliases, merging of what is no map.
      const message = `${file} cannot be read as YAML: ${(error as Error).message}`;
      const problems = [problem('yaml-syntax', message, { file, line: 1, column: 1 })];
      return new YamlSource(file, text, parseDocument(''), lines, undefined, problems);
    }
  }

  /** The plain data at `path` (keys as strings), undefined when there is none. */
  get(path: YamlPath = []): unknown {
    let value = this.data;
    for (const step of path) {
      if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
      value = (value as Record<string | number, unknown>)[step];
    }
    return value;
  }

  /** What stands at `path`. */
  kindAt(path: YamlPath): ValueKind {
    const value = this.get(path);
    if (value === undefined) return 'missing';
    if (value === null) return 'null';
    if (Array.isArray(value)) return 'list';
    return typeof value === 'object' ? 'map' : 'scalar';
  }

  /** The keys of the map at `path`, in order; empty when there is no map. */
  keys(path: YamlPath): string[] {
    return this.kindAt(path) === 'map' ? Object.keys(this.get(path) as object) : [];
  }

  /** Where the value at `path` stands; the nearest enclosing place when it is absent. */
  place(path: YamlPath): Place {
    return this.placeOf(this.nodeRange(path) ?? this.keyRange(path), path);
  }

  /** Where the key that ends `path` stands. */
  keyPlace(path: YamlPath): Place {
    return this.placeOf(this.keyRange(path), path);
  }

  private placeOf(offset: number | undefined, path: YamlPath): Place {
    if (offset === undefined)
      return path.length > 0 ? this.place(path.slice(0, -1)) : { file: this.file, line: 1, column: 1 };
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line, column: col };
  }

  private nodeRange(path: YamlPath): number | undefined {
    const node: unknown = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    return isNode(node) && node.range ? node.range[0] : undefined;
  }

  private keyRange(path: YamlPath): number | undefined {
    const parent: unknown =
      path.length <= 1 ? this.document.contents : this.document.getIn(path.slice(0, -1), true);
    if (!isMap(parent)) return undefined;
    const pair = parent.items.find(
      ({ key }) => String(isScalar(key) ? key.value : key) === String(path.at(-1)),
    );
    return isNode(pair?.key) && pair.key.range ? pair.key.range[0] : undefined;
  }

  /** A problem at the value at `path`. */
  problemAt(path: YamlPath, code: ProblemCode, message: string, details: ProblemDetails = {}): Problem {
    return problem(code, message, { ...this.place(path), ...details });
  }

  /**
   * The text with the string at `path` set. A scalar is replaced where it stands, in its own quotes, so that
   * every other byte stays; a key that is missing is added at the end of its map.
   */
  withScalar(path: YamlPath, value: string): string {
    const node: unknown = this.document.getIn(path, true);
    if (
      isScalar(node) &&
      node.range &&
      node.range[1] > node.range[0] &&
      QUOTED[node.type ?? ''] !== undefined
    ) {
      const [start, end] = node.range;
      return this.text.slice(0, start) + QUOTED[node.type ?? '']?.(value) + this.text.slice(end);
    }
    const document = this.document.clone() as Document;
    document.setIn(path, value);
    return document.toString({ lineWidth: 0 });
  }
}

/** What needs no quotes: names and versions (not words that mean something else), and the marks of versions. */
const PLAIN_TEXT = /^(?:(?!(?:true|false|yes|no|on|off|null|y|n)$)[a-z][\w.-]*|<< \.[a-z]+ >>)$/i;

/** How a string is written in each style of scalar that is replaced in place. */
const QUOTED: Readonly<Record<string, (value: string) => string>> = {
  PLAIN: (value) => (PLAIN_TEXT.test(value) ? value : JSON.stringify(value)),
  QUOTE_SINGLE: (value) => `'${value.replaceAll("'", "''")}'`,
  QUOTE_DOUBLE: (value) => JSON.stringify(value),
  BLOCK_LITERAL: (value) => `${JSON.stringify(value)}\n`,
  BLOCK_FOLDED: (value) => `${JSON.stringify(value)}\n`,
};

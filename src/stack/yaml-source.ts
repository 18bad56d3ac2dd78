// A YAML file with positions: what a place in the data is in the text, and changes that keep everything else.
import { type Document, isMap, isNode, isScalar } from 'yaml';
import type { Place } from '../problem/place.ts';
import { problem, type Problem, type ProblemDetails } from '../problem/problem.ts';
import { hintOf, notYaml, tellable } from './yaml-faults/fault.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import { readYaml, type Reading, type YamlDocument } from './yaml-document.ts';

/** A path into the data: keys of maps, indexes of lists. */
export type YamlPath = readonly (string | number)[];

/** What can stand at a path. */
export type ValueKind = 'map' | 'list' | 'scalar' | 'null' | 'missing';

/** One YAML document and its text. */
export class YamlSource {
  /** Why there is no data; empty when the text is good YAML. */
  readonly problems: readonly Problem[];

  private constructor(
    readonly file: string,
    readonly text: string,
    private readonly yaml: YamlDocument,
  ) {
    this.problems = yaml.faults.map((found) => {
      const fault = tellable(text, found);
      const { line, col } = yaml.lines.linePos(fault.offset);
      return problem('yaml-syntax', notYaml(file, fault), {
        file,
        line,
        column: col,
        ...hintOf(fault),
      });
    });
  }

  /** Parses one document; never throws: errors become `problems`. */
  static parse(file: string, text: string, reading: Reading = 'strict'): YamlSource {
    return new YamlSource(file, text, readYaml(text, reading));
  }

  /** The plain data at `path` (keys as strings), undefined when there is none. */
  get(path: YamlPath = []): unknown {
    let value = this.yaml.data;
    for (const step of path) {
      if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined;
      value = (value as Record<string | number, unknown>)[step];
    }
    return value;
  }

  /** A scalar as it is written, so that an unquoted 1.30 stays 1.30; undefined for anything else. */
  scalarText(path: YamlPath): string | undefined {
    if (this.kindAt(path) !== 'scalar') return undefined;
    const node: unknown = this.yaml.document.getIn(path, true);
    return isScalar(node) && typeof node.source === 'string' ? node.source : String(this.get(path));
  }

  /** What stands at `path`. */
  kindAt(path: YamlPath): ValueKind {
    const value = this.get(path);
    if (value === undefined) return 'missing';
    if (value === null) return 'null';
    if (Array.isArray(value)) return 'list';
    return typeof value === 'object' ? 'map' : 'scalar';
  }

  /** Whether a scalar without quotes stands at `path`. */
  isPlain(path: YamlPath): boolean {
    const node: unknown = this.yaml.document.getIn(path, true);
    return isScalar(node) && node.type === 'PLAIN';
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
    const { line, col } = this.yaml.lines.linePos(offset);
    return { file: this.file, line, column: col };
  }

  private nodeRange(path: YamlPath): number | undefined {
    const node: unknown =
      path.length === 0 ? this.yaml.document.contents : this.yaml.document.getIn(path, true);
    return isNode(node) && node.range ? node.range[0] : undefined;
  }

  private keyRange(path: YamlPath): number | undefined {
    const parent: unknown =
      path.length <= 1 ? this.yaml.document.contents : this.yaml.document.getIn(path.slice(0, -1), true);
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
   * The text with the string at `path` set. A scalar without a tag is replaced where it stands, in its own quotes, so that
   * every other byte stays; a key that is missing is added at the end of its map.
   */
  withScalar(path: YamlPath, value: string): string {
    const node: unknown = this.yaml.document.getIn(path, true);
    const quoted = isScalar(node) && node.tag === undefined ? QUOTED[node.type ?? ''] : undefined;
    if (quoted && isScalar(node) && node.range && node.range[1] > node.range[0]) {
      const [start, end] = node.range;
      return this.text.slice(0, start) + quoted(value) + this.text.slice(end);
    }
    const document = this.yaml.document.clone() as Document;
    const tagged: unknown = document.getIn(path, true);
    if (isScalar(tagged)) delete tagged.tag;
    document.setIn(path, value);
    return document.toString({ lineWidth: 0 });
  }
}

/** What needs no quotes: names and versions (not words or numbers that mean something else), and the marks of versions. */
const PLAIN_TEXT =
  /^(?:(?!(?:true|false|yes|no|on|off|null|y|n)$)[a-z][\w.-]*|\d+\.\d+\.[\w.+-]+|<< \.[a-z]+ >>)$/i;

/** How a string is written in each style of scalar that is replaced in place. */
const QUOTED: Readonly<Record<string, (value: string) => string>> = {
  PLAIN: (value) => (PLAIN_TEXT.test(value) ? value : JSON.stringify(value)),
  QUOTE_SINGLE: (value) => `'${value.replaceAll("'", "''")}'`,
  QUOTE_DOUBLE: (value) => JSON.stringify(value),
  BLOCK_LITERAL: (value) => `${JSON.stringify(value)}\n`,
  BLOCK_FOLDED: (value) => `${JSON.stringify(value)}\n`,
};

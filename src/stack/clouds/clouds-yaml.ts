// Reading clouds.yaml and its kin: as clients read it, with places, and without ever showing what is in it.
import {
  isAlias,
  isMap as isYamlMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
} from 'yaml';
import { placeAt, type Place } from '../../problem/place.ts';
import { CsctlError } from '../../problem/problem.ts';
import { isMap, type MapSetting, type ScalarSetting, type Setting } from './setting.ts';

/** The key that a file has its entries under. */
export type CloudsKey = 'clouds' | 'public-clouds';

/** More than any file of a person's has; aliases of aliases are counted each time. */
const MOST_VALUES = 20_000;

/** What is wrong, by the parser's code; its own messages quote the file. */
const FAULTS: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'an alias has no name',
  BAD_INDENT: 'the indentation does not fit the lines above',
  DUPLICATE_KEY: 'the key stands there a second time',
  MISSING_CHAR: 'a character is missing: a closing quote or bracket, a colon or a comma',
  MULTIPLE_DOCS: 'a second document begins',
  TAB_AS_INDENT: 'a tab indents the line; only spaces may',
  TAG_RESOLVE_FAILED: 'it has a tag (!...) that is not understood',
  BLOCK_AS_IMPLICIT_KEY: 'a value holds another key; values with ": " in them want quotes',
};

const QUOTES_HINT = 'mend it there; values with special characters want quotes';

/**
 * The entries of a file. YAML 1.1, as the OpenStack client has it: `verify: no` is false.
 * @param key what holds them: in clouds.yaml and secure.yaml `clouds`
 * @throws CsctlError `clouds-file`, which quotes nothing of the file
 */
export function readClouds(file: string, text: string, key: CloudsKey = 'clouds'): MapSetting {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { version: '1.1', merge: true, prettyErrors: false, lineCounter });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) throw broken(placeAt(file, text, fault.pos[0]), FAULTS[fault.code] ?? 'it is not YAML');
  const top = new Reader(file, lineCounter, document).read(document.contents);
  const clouds = isMap(top) ? top.entries.get(key) : undefined;
  if (isMap(clouds)) return clouds;
  const place = clouds?.place ?? top.place;
  const found = clouds ? `${key} is ${describe(clouds)}` : `there is no ${key}`;
  throw broken(
    place,
    `${found}; expected ${key} with an entry for each cloud`,
    'see the example in docs/generate.md',
  );
}

const broken = (place: Place, what: string, hint = QUOTES_HINT): CsctlError =>
  new CsctlError('clouds-file', `${place.file} cannot be used: ${what}`, { ...place, hint });

/** What a value is, for messages. */
export function describe(setting: Setting): string {
  if (setting.kind === 'map') return 'a map';
  if (setting.kind === 'list') return 'a list';
  return setting.value === null || setting.text === '' ? 'empty' : 'a single value';
}

/** Turns the parser's nodes into settings. */
class Reader {
  private count = 0;
  private readonly above = new Set<Node>();

  constructor(
    private readonly file: string,
    private readonly lines: LineCounter,
    private readonly document: Document.Parsed,
  ) {}

  read(node: unknown): Setting {
    const place = this.placeOf(node);
    this.count += 1;
    if (this.count > MOST_VALUES)
      throw broken(place, `it has more than ${MOST_VALUES} values, aliases followed`);
    if (isAlias(node)) return this.follow(node.resolve(this.document), place);
    if (isYamlMap(node))
      return this.within(node, () => ({ kind: 'map', place, entries: this.entriesOf(node) }));
    if (isSeq(node))
      return this.within(node, () => ({
        kind: 'list',
        place,
        items: node.items.map((item) => this.read(item)),
      }));
    return isScalar(node) ? scalarOf(node.value, node.source, place) : scalarOf(null, '', place);
  }

  private follow(target: Node | undefined, place: Required<Place>): Setting {
    if (target === undefined) throw broken(place, 'an alias names no anchor that stands before it');
    if (this.above.has(target))
      throw broken(place, 'an alias stands in what it names', 'write the value out');
    return { ...this.read(target), place };
  }

  private within<T>(node: Node, read: () => T): T {
    this.above.add(node);
    const result = read();
    this.above.delete(node);
    return result;
  }

  private entriesOf(node: {
    readonly items: readonly { key: unknown; value: unknown }[];
  }): Map<string, Setting> {
    const own = new Map<string, Setting>();
    const merged = new Map<string, Setting>();
    for (const { key, value } of node.items) {
      if (isMergeKey(key)) for (const [name, setting] of this.merged(value)) merged.set(name, setting);
      else own.set(this.keyOf(key), this.read(value));
    }
    return new Map([...[...merged].filter(([name]) => !own.has(name)), ...own]);
  }

  /** What `<<` brings in: a map, or several of which the first counts. */
  private merged(value: unknown): (readonly [string, Setting])[] {
    const setting = this.read(value);
    const maps = setting.kind === 'list' ? [...setting.items].reverse() : [setting];
    return maps.flatMap((map) => {
      if (isMap(map)) return [...map.entries];
      throw broken(map.place, `<< merges ${describe(map)}; expected a map`);
    });
  }

  private keyOf(key: unknown): string {
    if (isScalar(key)) return scalarOf(key.value, key.source, this.placeOf(key)).text;
    throw broken(this.placeOf(key), 'a key is no single value');
  }

  private placeOf(node: unknown): Required<Place> {
    const { range } = (node ?? {}) as { range?: readonly number[] | null };
    const { line, col } = this.lines.linePos(range?.[0] ?? 0);
    // Where nothing has been counted, the first line has not ended.
    return { file: this.file, line: Math.max(1, line), column: Math.max(1, col) };
  }
}

const isMergeKey = (key: unknown): boolean => isScalar(key) && key.source === '<<' && key.type === 'PLAIN';

/** Dates, sets and the like have no meaning here: they are the text that they are written as. So are y and n. */
function scalarOf(value: unknown, source: string | undefined, place: Required<Place>): ScalarSetting {
  const text = typeof value === 'string' ? value : (source ?? '');
  if (value === null || value === undefined) return { kind: 'scalar', value: null, text: '', place };
  const isFlag = typeof value === 'boolean' && !/^[yn]$/i.test(text);
  return { kind: 'scalar', value: isFlag || typeof value === 'number' ? value : text, text, place };
}

// TOML as github.com/BurntSushi/toml v1.5.0 reads it into a map[string]interface{}.
import { parse, TomlError, type TomlDate, type TomlTable, type TomlValue } from 'smol-toml';
import { GoList, GoMap, int64, type Value } from '../gotemplate/value.ts';
import { EncodingError } from './encoding-error.ts';
import { findNewerSyntax } from './toml-newer-syntax.ts';

/** The zones that times without one get: they tell what was written. */
export type TomlZone = 'datetime-local' | 'date-local' | 'time-local';

/** Makes a time.Time of an RFC 3339 text; what TOML says without a zone is in UTC, and in the zone by that name. */
export type MakeTime = (rfc3339: string, zone?: TomlZone) => Value;

/**
 * The tables of a TOML text: integers are int64, times are time.Time, arrays of tables `[]map[string]interface {}`.
 *
 * @throws EncodingError when it is no TOML, with the line as Go tells it, but in other words; Error for times finer
 *   than milliseconds, and tables that are defined twice
 */
export function decodeToml(text: string, makeTime: MakeTime): GoMap {
  return new TomlReader(text, makeTime).read();
}

/** More digits than the parser keeps. */
const FINE_TIME = /:\d\d\.\d{3}0*[1-9]/;
const DATE_OR_TIME = /\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d/g;
const INFINITY = /\binf\b/;
const TABLES_HEADER = /^[ \t]*\[\[([^\n]*?)\]\]/gm;

class TomlReader {
  /** Paths of arrays that are written as `[[path]]`. */
  private readonly tables: ReadonlySet<string>;
  /** Dates and times of day that are written in the text. */
  private readonly moments: ReadonlySet<string>;
  private readonly hasFineTime: boolean;
  private readonly hasInfinity: boolean;

  constructor(
    private readonly text: string,
    private readonly makeTime: MakeTime,
  ) {
    this.tables = new Set(Array.from(text.matchAll(TABLES_HEADER), ([, header = '']) => pathOf(header)));
    this.moments = new Set(text.match(DATE_OR_TIME));
    this.hasFineTime = FINE_TIME.test(text);
    this.hasInfinity = INFINITY.test(text);
  }

  read(): GoMap {
    return this.table(parseText(this.text), []);
  }

  private table(table: TomlTable, path: readonly string[]): GoMap {
    const entries = Object.entries(table).map(
      ([key, value]) => [key, this.value(value, [...path, key])] as const,
    );
    return new GoMap(entries);
  }

  private value(value: TomlValue, path: readonly string[]): Value {
    if (typeof value === 'bigint') return integer(value);
    if (typeof value === 'number') return this.float(value);
    if (typeof value !== 'object') return value;
    if (value instanceof Date) return this.time(value);
    return Array.isArray(value) ? this.array(value, path) : this.table(value, path);
  }

  private array(values: readonly TomlValue[], path: readonly string[]): GoList {
    const items = values.map((value) => this.value(value, path));
    const areTables = items.every((item) => item instanceof GoMap) && this.tables.has(JSON.stringify(path));
    return new GoList(items, areTables ? 'map[string]interface {}' : undefined);
  }

  /** The parser has infinities for floats that are too large. */
  private float(value: number): number {
    if (Number.isFinite(value) || Number.isNaN(value) || this.hasInfinity) return value;
    throw new EncodingError('toml: a number is out of range for float64');
  }

  private time(date: TomlDate): Value {
    const text = date.toISOString();
    // The parser takes 30 February for 1 March, and times without seconds, which TOML 1.0 has not.
    for (const part of text.match(DATE_OR_TIME) ?? []) {
      if (!this.moments.has(part)) throw new EncodingError(`toml: invalid datetime: ${text}`);
    }
    if (this.hasFineTime) throw new Error('times finer than milliseconds are not supported in TOML');
    if (date.isDate()) return this.makeTime(`${text}T00:00:00Z`, 'date-local');
    if (date.isTime()) return this.makeTime(`0000-01-01T${text}Z`, 'time-local');
    return date.isLocal() ? this.makeTime(`${text}Z`, 'datetime-local') : this.makeTime(text);
  }
}

function parseText(text: string): TomlTable {
  const table = parseNewest(text);
  const newer = findNewerSyntax(text);
  if (newer) throw errorAt(text.slice(0, newer.offset).split('\n').length, newer.problem);
  return table;
}

function parseNewest(text: string): TomlTable {
  try {
    return parse(text, { integersAsBigInt: true });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [first = ''] = error.message.split('\n', 1);
    const told = errorAt(error.line, first.replace('Invalid TOML document: ', ''));
    throw isHeaderAgain(error, text) ? new Error(`${told.message}: that is not supported here`) : told;
  }
}

/** A header for what has a value already: Helm's parser takes some of them. */
const isHeaderAgain = ({ message, line }: TomlError, text: string): boolean =>
  message.includes('redefine') && /^\s*\[/.test(text.split('\n')[line - 1] ?? '');

const errorAt = (line: number, problem: string): EncodingError =>
  new EncodingError(`toml: line ${line}: ${problem}`);

function integer(value: bigint): Value {
  if (value === BigInt.asIntN(64, value)) return int64(value);
  throw new EncodingError(`toml: ${value} is out of range for int64`);
}

/** What `a."b c"` of a header leads to; nothing for what only looks like a header, in a text or a list. */
function pathOf(header: string): string {
  const path: string[] = [];
  try {
    let [entry] = Object.entries(parse(`[${header}]`));
    while (entry) {
      path.push(entry[0]);
      [entry] = Object.entries(entry[1] as TomlTable);
    }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
  }
  return JSON.stringify(path);
}

// Values of a chart: those that are given over those of the chart over those of the charts below it (pkg/chartutil/coalesce.go).
import { formatValue, quote } from '../gotemplate/fmt.ts';
import { GoList, GoMap, type Value } from '../gotemplate/value.ts';
import type { Chart } from './chart.ts';
import { HelmError } from './helm-error.ts';

/** The key of values that a chart shares with the charts below it. */
const GLOBAL = 'global';

/** Told what Helm writes to stderr. */
export type Warn = (message: string) => void;

/** How values are put together. */
interface Coalescing {
  readonly warn: Warn;
  /** Whether null stays, and does not delete. */
  readonly keepsNull: boolean;
  /** What is put where a value is missing: the value itself, or a copy where it belongs to somebody else. */
  readonly take: (value: Value) => Value;
}

const isTable = (value: Value): value is GoMap => value instanceof GoMap;
const itself = (value: Value): Value => value;
const joined = (prefix: string, key: string): string => (prefix === '' ? key : `${prefix}.${key}`);

/** A copy that shares nothing with the original. */
export function copyTable(table: GoMap): GoMap {
  const copy = table.withEntries([]);
  table.entries.forEach((value, key) => copy.entries.set(key, copyValue(value)));
  return copy;
}

function copyValue(value: Value): Value {
  if (typeof value !== 'object') return value;
  if (value instanceof GoMap) return copyTable(value);
  return value instanceof GoList ? new GoList(value.items.map(copyValue), value.elem, value.isNil) : value;
}

/**
 * All values for a chart and the charts below it; null deletes what a chart says.
 *
 * @param given left alone
 * @throws HelmError when a value stands where the table of a chart below must stand
 */
export function coalesceValues(chart: Chart, given: GoMap, warn: Warn): GoMap {
  return coalesce(chart, copyTable(given), '', { warn, keepsNull: false, take: copyValue });
}

/** The same with nulls kept. @throws HelmError */
export function mergeValues(chart: Chart, given: GoMap, warn: Warn): GoMap {
  return coalesce(chart, copyTable(given), '', { warn, keepsNull: true, take: copyValue });
}

function coalesce(chart: Chart, target: GoMap, prefix: string, how: Coalescing): GoMap {
  addChartValues(chart, target, prefix, how);
  const ownPrefix = joined(prefix, chart.name);
  for (const child of chart.dependencies) {
    const own = target.entries.get(child.name) ?? (target.entries.has(child.name) ? null : new GoMap());
    if (!isTable(own)) {
      throw new HelmError(`type mismatch on ${child.name}: ${formatAsBool(own)}`, {
        file: `${chart.content.folder}values.yaml`,
      });
    }
    target.entries.set(child.name, own);
    addGlobals(own, target, ownPrefix, how.warn);
    coalesce(child, own, ownPrefix, how);
  }
  return target;
}

/** Helm prints the value with `%t`, which is for booleans. */
function formatAsBool(value: Value): string {
  if (typeof value === 'boolean') return String(value);
  if (value === null || value === undefined) return '%!t(<nil>)';
  if (value instanceof GoList) return `[${value.items.map(formatAsBool).join(' ')}]`;
  if (value instanceof GoMap) {
    const entries = [...value.entries].map(([key, item]) => `%!t(string=${key}):${formatAsBool(item)}`);
    return `map[${entries.sort().join(' ')}]`;
  }
  return `%!t(${typeof value === 'string' ? 'string' : 'float64'}=${formatValue(value)})`;
}

function addChartValues(chart: Chart, target: GoMap, prefix: string, how: Coalescing): void {
  const ownPrefix = joined(prefix, chart.name);
  const { entries } = target;
  for (const [key, value] of chart.values.entries) {
    if (!entries.has(key)) {
      entries.set(key, how.take(value));
      continue;
    }
    const given = entries.get(key);
    if (given === null && !how.keepsNull) entries.delete(key);
    else if (isTable(given) && isTable(value)) {
      const isChild = chart.dependencies.some(({ name }) => name === key);
      const keepsNull = how.keepsNull || isChild;
      addTable(given, value, joined(ownPrefix, String(key)), { ...how, keepsNull });
    } else if (isTable(given) && value !== null) {
      how.warn(`warning: skipped value for ${ownPrefix}.${String(key)}: Not a table.`);
    }
  }
}

/** Adds to a table what it does not have. */
function addTable(target: GoMap, source: GoMap, prefix: string, how: Coalescing): void {
  const { entries } = target;
  source.entries.forEach((value, key) => {
    const given = entries.get(key);
    if (given === null && !how.keepsNull) entries.delete(key);
    else if (!entries.has(key)) entries.set(key, how.take(value));
    else if (isTable(value)) {
      const path = joined(prefix, String(key));
      if (isTable(given)) addTable(given, value, path, how);
      else how.warn(`warning: cannot overwrite table with non table for ${path} (${formatValue(value)})`);
    } else if (isTable(given) && value !== null) {
      const path = joined(prefix, String(key));
      how.warn(
        `warning: destination for ${path} is a table. Ignoring non-table value (${formatValue(value)})`,
      );
    }
  });
}

/** Merges one table over another, nulls kept: for values that a chart imports. */
export function mergeTable(target: GoMap, source: GoMap, warn: Warn): GoMap {
  addTable(target, source, '', { warn, keepsNull: true, take: itself });
  return target;
}

/** Hands the shared values down to the values of a chart below, over what that has of its own. */
function addGlobals(target: GoMap, source: GoMap, prefix: string, warn: Warn): void {
  const own = globalsOf(target, 'destination', warn);
  const shared = own && globalsOf(source, 'source', warn);
  if (!shared) return;
  const how = { warn, keepsNull: true, take: itself };
  for (const [key, value] of shared.entries) {
    const present = own.entries.get(key);
    if (!isTable(value)) {
      if (isTable(present)) warn(`key ${String(key)} is table. Skipping`);
      else own.entries.set(key, value);
      continue;
    }
    if (own.entries.has(key) && !isTable(present)) {
      warn(`Conflict: cannot merge map onto non-map for ${quote(String(key))}. Skipping.`);
      continue;
    }
    const copy = new GoMap(value.entries);
    if (isTable(present)) addTable(copy, present, joined(prefix, String(key)), how);
    own.entries.set(key, copy);
  }
  target.entries.set(GLOBAL, own);
}

function globalsOf(values: GoMap, role: string, warn: Warn): GoMap | undefined {
  if (!values.entries.has(GLOBAL)) return new GoMap();
  const globals = values.entries.get(GLOBAL);
  if (isTable(globals)) return globals;
  warn(`warning: skipping globals because ${role} ${GLOBAL} is not a table.`);
  return undefined;
}

/** The table at a path of keys (`a.b`); undefined where there is none. (`Values.Table`) */
export function tableAt(values: GoMap, path: string): GoMap | undefined {
  let table: Value = values;
  for (const key of path.split('.')) {
    table = table.entries.get(key);
    if (!isTable(table)) return undefined;
  }
  return table;
}

/** The value at a path of keys, unless it is a table; undefined where there is none. (`Values.PathValue`) */
export function valueAt(values: GoMap, path: string): Value {
  const cut = path.lastIndexOf('.');
  const table = cut < 0 ? values : tableAt(values, path.slice(0, cut));
  const value = table?.entries.get(path.slice(cut + 1));
  return isTable(value) ? undefined : value;
}

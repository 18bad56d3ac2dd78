// charts.lock.yaml: which charts the dependencies of a stack are, by digest (docs/charts.md).
import { stringify } from 'yaml';
import { problem, type Problem } from '../problem/problem.ts';
import { compareBytewise } from './file-tree.ts';
import type { Digest } from './fingerprint.ts';
import { describe } from './chart-shape.ts';
import { schemaLine } from './schema-line.ts';
import { satisfiesRange } from './version-range.ts';
import { YamlSource, type YamlPath } from './yaml-source.ts';

export const CHARTS_LOCK_API_VERSION = 'csctl.clusterstack.x-k8s.io/v1beta1';

/** A chart of the lock. */
export interface LockedChart {
  readonly name: string;
  /** As Chart.yaml has it. */
  readonly repository: string;
  /** The range in Chart.yaml that `version` was chosen from; undefined where Chart.yaml names the version. */
  readonly range: string | undefined;
  readonly version: string;
  /** SHA-256 of the packed chart. */
  readonly digest: Digest;
}

/** The charts, when the file is good enough to have any, and everything that is wrong with it. */
export interface ParsedChartsLock {
  readonly charts: readonly LockedChart[] | undefined;
  readonly problems: readonly Problem[];
}

const HEADER = `${schemaLine('charts-lock')}# Written by csctl. Which charts the dependencies of this stack are; see docs/charts.md\n`;
const FIELDS = ['name', 'repository', 'range', 'version', 'digest'] as const;
const HINT = 'take it back from git, or remove it and run csctl update, which writes it anew';

/**
 * Parses the text of a charts.lock.yaml: strictly, since a lock that is half understood protects nobody.
 * @param file the name to show in problems (`lock-file`, `yaml-syntax`)
 */
export function parseChartsLock(file: string, text: string): ParsedChartsLock {
  const source = YamlSource.parse(file, text);
  const problems: Problem[] = [...source.problems];
  const refuse = (path: YamlPath, message: string) =>
    void problems.push(source.problemAt(path, 'lock-file', message, { hint: HINT }));
  if (problems.length > 0) return { charts: undefined, problems };
  if (source.kindAt([]) !== 'map') {
    refuse([], `${file} is not a map; expected apiVersion and charts`);
    return { charts: undefined, problems };
  }
  const apiVersion = source.get(['apiVersion']);
  if (apiVersion !== CHARTS_LOCK_API_VERSION)
    refuse(['apiVersion'], `apiVersion is ${found(apiVersion)}; expected ${CHARTS_LOCK_API_VERSION}`);
  for (const key of source.keys([]))
    if (!['apiVersion', 'charts'].includes(key)) refuse([key], `"${key}" is no field of a lock file`);
  if (!['list', 'missing', 'null'].includes(source.kindAt(['charts'])))
    refuse(['charts'], `charts is ${found(source.get(['charts']))}; expected a list`);
  const list = source.get(['charts']);
  const charts = (Array.isArray(list) ? list : []).flatMap((_, index) => readChart(source, index, refuse));
  findTwins(charts).forEach(([index, first]) => {
    refuse(['charts', index], `charts[${index}] is locked already, by charts[${first}]`);
  });
  return problems.length > 0 ? { charts: undefined, problems } : { charts, problems };
}

const found = (value: unknown): string => (value === undefined ? 'missing' : describe(value));

function readChart(
  source: YamlSource,
  index: number,
  refuse: (path: YamlPath, message: string) => void,
): LockedChart[] {
  const at: YamlPath = ['charts', index];
  if (source.kindAt(at) !== 'map') {
    refuse(at, `charts[${index}] is ${found(source.get(at))}; expected name, repository, version and digest`);
    return [];
  }
  for (const key of source.keys(at))
    if (!(FIELDS as readonly string[]).includes(key))
      refuse([...at, key], `"${key}" is no field of a locked chart`);
  const text = (key: (typeof FIELDS)[number], isOptional = false): string | undefined => {
    const value = source.scalarText([...at, key]);
    if (value !== undefined && value !== '') return value;
    if (isOptional && source.kindAt([...at, key]) === 'missing') return undefined;
    refuse([...at, key], `charts[${index}].${key} is ${found(source.get([...at, key]))}; expected text`);
    return undefined;
  };
  const [name, repository, version] = [text('name'), text('repository'), text('version')];
  const [range, digest] = [text('range', true), text('digest')];
  if (digest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(digest)) {
    refuse([...at, 'digest'], `charts[${index}].digest is "${digest}"; expected sha256: and 64 hex digits`);
    return [];
  }
  if (name === undefined || repository === undefined || version === undefined || digest === undefined)
    return [];
  return [{ name, repository, range, version, digest }];
}

/** What may be locked once only: a range has one version, a version one digest. */
const identity = ({ repository, name, range, version }: LockedChart): string =>
  JSON.stringify([repository, name, range === undefined ? { version } : { range }]);

function findTwins(charts: readonly LockedChart[]): [number, number][] {
  const first = new Map<string, number>();
  return charts.flatMap((chart, index) => {
    const key = identity(chart);
    const before = first.get(key);
    if (before === undefined) first.set(key, index);
    return before === undefined ? [] : [[index, before]];
  });
}

/**
 * The text of a lock file: sorted by repository, name, version, range; each chart once.
 * @param previous the text that it replaces: comments at its top are kept, and its line ends
 */
export function formatChartsLock(charts: readonly LockedChart[], previous?: string): string {
  const [kept] = /^(?:#[^\n]*\n|[ \t]*\n)+/.exec(previous ?? '') ?? [];
  const once = new Map(charts.map((chart) => [identity(chart), chart]));
  const sorted = [...once.values()].sort(
    (a, b) =>
      compareBytewise(a.repository, b.repository) ||
      compareBytewise(a.name, b.name) ||
      compareBytewise(a.version, b.version) ||
      compareBytewise(a.range ?? '', b.range ?? ''),
  );
  const listed = sorted.map((chart) =>
    Object.fromEntries(FIELDS.flatMap((key) => (chart[key] === undefined ? [] : [[key, chart[key]]]))),
  );
  const data = { apiVersion: CHARTS_LOCK_API_VERSION, charts: listed };
  const text = (kept ?? HEADER) + stringify(data, { lineWidth: 0 });
  return previous?.includes('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text;
}

/** The charts with `fresh` in place of what is locked for the same version or range. */
export function mergeLockedCharts(
  charts: readonly LockedChart[],
  fresh: readonly LockedChart[],
): LockedChart[] {
  const replaced = new Set(fresh.map(identity));
  return [...charts.filter((chart) => !replaced.has(identity(chart))), ...fresh];
}

/** A dependency as a lock names it. */
export interface LockQuestion {
  readonly repository: string;
  readonly name: string;
  /** As in Chart.yaml: a version or a range. */
  readonly version: string;
}

/** Two ways to write an address of a repository that mean one: with and without a slash at the end. */
export const sameRepository = (a: string, b: string): boolean =>
  a.replace(/\/+$/, '') === b.replace(/\/+$/, '');

/** What is locked for a dependency; undefined when nothing is, or a version that is not in the range. */
export function findLocked(
  charts: readonly LockedChart[],
  { repository, name, version }: LockQuestion,
): LockedChart | undefined {
  return charts.find(
    (chart) =>
      chart.name === name &&
      sameRepository(chart.repository, repository) &&
      (chart.range ?? chart.version) === version &&
      (chart.range === undefined || satisfiesRange(chart.version, chart.range) === true),
  );
}

/** The problem of a dependency that is not locked. @param place in Chart.yaml */
export const notLocked = (what: string, place: Partial<Problem>): Problem =>
  problem('lock-stale', `${what} is not locked: the next build may get another chart`, {
    ...place,
    hint: 'run csctl update, which locks it',
  });

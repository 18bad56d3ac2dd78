// Chart.lock, Helm's own lock: whether it belongs to its Chart.yaml, and how it is kept in step (helm pkg/resolver).
import { isMap as isMapNode, isSeq, parseDocument } from 'yaml';
import { readChartLock, readChartMetadata, type ChartDependency } from './chart-yaml.ts';
import { canonicalJson, digestOf, type Digest } from './fingerprint.ts';
import { normaliseVersion, satisfiesRange } from './version-range.ts';
import { YamlSource } from './yaml-source.ts';

/** An entry of Chart.lock. */
export interface HelmLockEntry {
  readonly name: string;
  readonly repository: string;
  readonly version: string;
}

/** What Chart.lock says. */
export interface HelmLock {
  /** Digest of what it was made from: `sha256:...`; '' where it has none. */
  readonly digest: string;
  readonly entries: readonly HelmLockEntry[];
}

/** Reads a Chart.lock; undefined when Helm cannot. */
export function parseHelmLock(file: string, text: string): HelmLock | undefined {
  if (!readChartLock(file, text)) return undefined;
  const source = YamlSource.parse(file, text, 'as-helm');
  const { dependencies } = readChartMetadata(source);
  const digest = source.get(['digest']);
  return {
    digest: typeof digest === 'string' ? digest : '',
    entries: dependencies.map(({ name, repository, version }) => ({ name, repository, version })),
  };
}

/**
 * The digest that Helm puts into Chart.lock: over what Chart.yaml asks for and what the lock answers
 * (`resolver.HashReq`), as Go writes it in JSON.
 */
export function helmLockDigest(chartYaml: YamlSource, entries: readonly HelmLockEntry[]): Digest {
  const asked = readChartMetadata(chartYaml).dependencies.map((dependency) =>
    requirement(chartYaml, dependency),
  );
  const locked = entries.map(({ name, repository, version }) =>
    goObject([
      ['name', name],
      ['version', version || undefined],
      ['repository', repository],
    ]),
  );
  return digestOf(goEscape(`[${goList(asked)},${goList(locked)}]`));
}

/** A nil slice is null. */
const goList = (items: readonly string[]): string => (items.length === 0 ? 'null' : `[${items.join(',')}]`);

/** An object whose members stand in the order of Go's struct. */
const goObject = (members: readonly (readonly [string, unknown])[]): string => {
  const written = members.flatMap(([key, value]) =>
    value === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(value)}`],
  );
  return `{${written.join(',')}}`;
};

/** Go's encoder is made for web pages. */
const goEscape = (json: string): string =>
  json.replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );

function requirement(
  source: YamlSource,
  { name, version, repository, alias, index }: ChartDependency,
): string {
  const field = (key: string): unknown => source.get(['dependencies', index, key]);
  const list = (key: string): unknown => {
    const value = field(key);
    return Array.isArray(value) && value.length > 0 ? value : undefined;
  };
  const condition = field('condition');
  return goObject([
    ['name', name],
    ['version', version || undefined],
    ['repository', repository],
    ['condition', typeof condition === 'string' && condition !== '' ? condition : undefined],
    ['tags', list('tags')],
    ['enabled', field('enabled') === true ? true : undefined],
    ['import-values', list('import-values')],
    ['alias', alias],
  ]);
}

/** Whether a lock was made from this Chart.yaml; if not, `helm dependency build` refuses it. */
export const isInSync = (chartYaml: YamlSource, { digest, entries }: HelmLock): boolean =>
  digest === helmLockDigest(chartYaml, entries);

/** Whether a text names one version, and no range. (`1.2` is a range for Helm: all of 1.2.x.) */
export const isExactVersion = (version: string): boolean =>
  /^v?\d+\.\d+\.\d+(?:[-+]|$)/.test(version) && normaliseVersion(version) !== undefined;

/**
 * The version that a Chart.lock names for a dependency, where the lock is in step with its Chart.yaml; undefined
 * otherwise.
 */
export function versionInLock(
  chartYaml: YamlSource,
  lock: HelmLock | undefined,
  dependency: ChartDependency,
): string | undefined {
  if (!lock || !isInSync(chartYaml, lock)) return undefined;
  const own = lock.entries[dependency.index];
  const entry =
    own?.name === dependency.name ? own : lock.entries.find(({ name }) => name === dependency.name);
  return entry?.version;
}

/** A version that was found for a dependency. */
export type ResolvedVersion = (dependency: ChartDependency) => string | undefined;

/**
 * The Chart.lock of a changed Chart.yaml, its layout and comments kept: one entry for each dependency, in their order,
 * and Helm's digest. The time in it stays, since a text knows no clock.
 * @param resolved versions of dependencies that name a range; those it does not know keep what the lock has, and
 *   when that does not fit any more, the digest stays as it is: Helm then says that the lock is out of step
 * @returns the same text when it is in step already, or when Helm could not read it or the Chart.yaml
 */
export function syncChartLock(
  lockText: string,
  chartYamlText: string,
  resolved: ResolvedVersion = () => undefined,
): string {
  const chartYaml = YamlSource.parse('Chart.yaml', chartYamlText, 'as-helm');
  const lock = parseHelmLock('Chart.lock', lockText);
  const isMap = YamlSource.parse('Chart.lock', lockText, 'as-helm').kindAt([]) === 'map';
  if (!lock || !isMap || chartYaml.problems.length > 0) return lockText;
  const wanted = readChartMetadata(chartYaml).dependencies.map((dependency) =>
    entryFor(dependency, lock.entries, resolved),
  );
  const entries = wanted.map(({ entry }) => entry);
  const isKnown = wanted.every((one) => one.isKnown);
  const digest = isKnown ? helmLockDigest(chartYaml, entries) : lock.digest;
  if (digest === lock.digest && JSON.stringify(entries) === JSON.stringify(lock.entries)) return lockText;
  return withEntries(lockText, lock.entries, entries, digest);
}

function entryFor(
  dependency: ChartDependency,
  before: readonly HelmLockEntry[],
  resolved: ResolvedVersion,
): { readonly entry: HelmLockEntry; readonly isKnown: boolean } {
  const { name, repository, version: range } = dependency;
  const same = before.filter((entry) => entry.name === name && entry.repository === repository);
  const fits = (version: string) => range === '' || satisfiesRange(version, range) === true;
  const kept = same.find(({ version }) => fits(version))?.version;
  const version = resolved(dependency) ?? (isExactVersion(range) ? (kept ?? range) : kept);
  const entry = { name, repository, version: version ?? same[0]?.version ?? range };
  return { entry, isKnown: version !== undefined };
}

/** Changed in place where the same charts are named in the same order; else the list is written anew. */
function withEntries(
  text: string,
  before: readonly HelmLockEntry[],
  after: readonly HelmLockEntry[],
  digest: string,
): string {
  const isSameList =
    before.length === after.length && before.every(({ name }, index) => name === after[index]?.name);
  let source = YamlSource.parse('Chart.lock', text, 'as-helm');
  if (!isSameList) source = YamlSource.parse('Chart.lock', withList(text, after), 'as-helm');
  for (const [index, { repository, version }] of after.entries())
    for (const [key, value] of Object.entries({ repository, version })) {
      const path = ['dependencies', index, key];
      if (source.get(path) === value) continue;
      source = YamlSource.parse('Chart.lock', source.withScalar(path, value), 'as-helm');
    }
  const written = source.get(['digest']);
  // Helm writes it without quotes.
  return typeof written === 'string' && written !== ''
    ? source.text.replace(written, digest)
    : source.withScalar(['digest'], digest);
}

/** The list with the entries of charts that stay as they were, comments and all. */
function withList(text: string, after: readonly HelmLockEntry[]): string {
  const document = parseDocument(text);
  const list = document.get('dependencies');
  const before = isSeq(list) ? [...list.items] : [];
  const items = after.map((entry) => {
    const at = before.findIndex((item) => isMapNode(item) && item.get('name') === entry.name);
    return at === -1 ? document.createNode({ ...entry }) : before.splice(at, 1)[0];
  });
  if (isSeq(list)) list.items = items;
  else document.set('dependencies', document.createNode(after.map((entry) => ({ ...entry }))));
  return document.toString({ lineWidth: 0, indentSeq: /^dependencies:\s*\n\s+-/m.test(text) });
}

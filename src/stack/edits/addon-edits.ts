// Versions of charts, written where the sources of a stack pin them: docs/stack-folder.md.
import { isMeant, stackDependencies, type StackDependency } from '../addon-key.ts';
import { isInSync, parseHelmLock, syncChartLock, type ResolvedVersion } from '../chart-lock.ts';
import { CONFIG_FILE, CONFIG_VERSION_PATH } from '../config.ts';
import { sameMinor, type KubernetesMinor } from '../kubernetes-version.ts';
import type { LayoutKind } from '../layout/layout.ts';
import { isCalled, VERSIONS_FILE } from '../layout/versions-file.ts';
import { NATIVE_FILE } from '../native/native-config.ts';
import type { Stack } from '../stack.ts';
import type { YamlPath, YamlSource } from '../yaml-source.ts';
import { minorPath, versionAt } from './kubernetes-edits.ts';
import type { SourceTexts } from './source-texts.ts';
import { mapStyleIn, withPair } from './yaml-splice.ts';

/** The version that one minor is to build of a chart, whether it is a new one or not. */
export interface AddonTarget {
  readonly stack: Stack;
  readonly dependency: StackDependency;
  readonly version: string;
}

/** Where the version of a chart stands. */
export interface AddonPlace {
  readonly file: string;
  readonly path: YamlPath;
  /** Whether it is for one minor only. */
  readonly own: boolean;
}

const LISTS: Readonly<Partial<Record<LayoutKind, { file: string; list: YamlPath; version: string }>>> = {
  native: { file: NATIVE_FILE, list: ['kubernetes'], version: 'version' },
  matrix: { file: VERSIONS_FILE, list: [], version: 'kubernetes' },
};

/**
 * Where the version that a minor builds is pinned: its own pin, before that of all minors, before Chart.yaml.
 * A folder with versions.yaml has the charts of its own minor in Chart.yaml.
 */
export function addonPlace(
  texts: SourceTexts,
  kind: LayoutKind,
  { stack, dependency }: Pick<AddonTarget, 'stack' | 'dependency'>,
): AddonPlace {
  const minor = stack.config.identity.minor;
  const own =
    kind === 'native' || !isOwnMinor(texts, minor)
      ? rowPin(texts, kind, minor, stack, dependency)
      : undefined;
  if (own) return own;
  if (kind === 'native') {
    const source = texts.source(NATIVE_FILE);
    const shared = source
      .keys(['addons'])
      .filter((key) => isMeant(key, dependency))
      .map((key): YamlPath =>
        source.kindAt(['addons', key]) === 'map' ? ['addons', key, 'version'] : ['addons', key],
      )
      .filter((path) => source.kindAt(path) === 'scalar')
      .at(-1);
    if (shared) return { file: NATIVE_FILE, path: shared, own: false };
  }
  const file = `${dependency.chart}/Chart.yaml`;
  const path = ['dependencies', dependency.index, 'version'];
  return { file: stack.origins.get(file) ?? file, path, own: false };
}

/**
 * Writes the versions of all minors. A place that several share is changed when they agree; where they do not, those
 * that differ get pins of their own.
 * @param targets every chart of every minor, those included that stay as they are
 */
export function writeAddons(texts: SourceTexts, kind: LayoutKind, targets: readonly AddonTarget[]): void {
  const groups = new Map<string, { place: AddonPlace; targets: AddonTarget[] }>();
  for (const target of targets) {
    const place = addonPlace(texts, kind, target);
    const key = JSON.stringify([place.file, place.path]);
    const group = groups.get(key) ?? { place, targets: [] };
    groups.set(key, { place, targets: [...group.targets, target] });
  }
  for (const group of groups.values()) writeGroup(texts, kind, group.place, group.targets);
  if (kind === 'matrix') for (const target of targets) mirrorOwnRow(texts, target);
}

function writeGroup(
  texts: SourceTexts,
  kind: LayoutKind,
  { file, path }: AddonPlace,
  targets: readonly AddonTarget[],
): void {
  const now = texts.source(file).scalarText(path) ?? '';
  const wanted = [...new Set(targets.map(({ version }) => version))];
  // The one minor that is built without a look at versions.yaml has no other place for its charts.
  const ruling = targets.find(
    ({ stack }) => kind === 'matrix' && isOwnMinor(texts, stack.config.identity.minor),
  );
  const shared = wanted.length === 1 ? (wanted[0] ?? now) : (ruling?.version ?? now);
  if (shared !== now) texts.setScalar(file, path, shared);
  for (const target of targets) if (target.version !== shared) addPin(texts, kind, target);
}

/** Whether a minor is that of csctl.yaml. */
function isOwnMinor(texts: SourceTexts, minor: KubernetesMinor): boolean {
  const own = versionAt(texts.source(CONFIG_FILE), CONFIG_VERSION_PATH);
  return own !== undefined && sameMinor(own, minor);
}

/** The pin in the entry of the minor, in stack.yaml or versions.yaml. */
function rowPin(
  texts: SourceTexts,
  kind: LayoutKind,
  minor: KubernetesMinor,
  stack: Stack,
  dependency: StackDependency,
): AddonPlace | undefined {
  const row = rowOf(texts, kind, minor);
  if (!row) return undefined;
  const { file, source, at } = row;
  const pins = kind === 'native' ? [...at, 'addons'] : at;
  const means = (key: string) =>
    kind === 'native' ? isMeant(key, dependency) : key !== 'kubernetes' && isNickname(key, stack, dependency);
  const key = source.keys(pins).filter(means).at(-1);
  return key === undefined ? undefined : { file, path: [...pins, key], own: true };
}

/** A name that would mean more than one dependency means the first: versions.yaml is read so. */
const isNickname = (nickname: string, { tree, convention }: Stack, dependency: StackDependency): boolean =>
  stackDependencies(tree, convention).find((one) => isCalled(nickname, one))?.key === dependency.key;

function rowOf(
  texts: SourceTexts,
  kind: LayoutKind,
  minor: KubernetesMinor,
): { file: string; source: YamlSource; at: YamlPath } | undefined {
  const where = LISTS[kind];
  if (!where) return undefined;
  const source = texts.source(where.file);
  const path = minorPath(source, where.list, where.version, minor);
  return path && { file: where.file, source, at: path.slice(0, -1) };
}

function addPin(texts: SourceTexts, kind: LayoutKind, { stack, dependency, version }: AddonTarget): void {
  const row = rowOf(texts, kind, stack.config.identity.minor);
  if (!row) return;
  const { file, source, at } = row;
  const style = mapStyleIn(source.text, ['kubernetes'], 'addons');
  const { key } = dependency;
  const isFirst = kind === 'native' && source.keys([...at, 'addons']).length === 0;
  const text = isFirst
    ? withPair(source.text, at, 'addons', { [key]: version }, style)
    : withPair(
        source.text,
        kind === 'native' ? [...at, 'addons'] : at,
        kind === 'native' ? key : key.replaceAll('-', '_'),
        version,
        style,
      );
  texts.set(file, text);
}

/** What versions.yaml says of the minor of csctl.yaml goes along: `-k` reads it from there. */
function mirrorOwnRow(texts: SourceTexts, { stack, dependency, version }: AddonTarget): void {
  const { minor } = stack.config.identity;
  const pin = isOwnMinor(texts, minor) ? rowPin(texts, 'matrix', minor, stack, dependency) : undefined;
  if (pin && texts.source(pin.file).scalarText(pin.path) !== version)
    texts.setScalar(pin.file, pin.path, version);
}

/**
 * Keeps Chart.lock in step with its Chart.yaml. One that was out of step before, of a chart that is not changed, stays.
 * @param resolved versions for dependencies that name a range
 */
export function syncChartLocks(texts: SourceTexts, resolved: ResolvedVersion): void {
  const changed = texts.edits();
  for (const file of texts.tree().paths()) {
    // Locks of charts that others packed are theirs.
    if (!file.endsWith('/Chart.lock') || file.includes('/charts/')) continue;
    const chartFile = file.replace(/lock$/, 'yaml');
    const [text, chart] = [texts.text(file) ?? '', texts.source(chartFile)];
    const lock = parseHelmLock(file, text);
    if (!lock || !(changed.has(chartFile) || isInSync(chart, lock))) continue;
    texts.set(file, syncChartLock(text, chart.text, resolved));
  }
}

// Chart.yaml and Chart.lock: what Helm 3.19 demands of them, and setting name and version with comments kept.
import { problem, type Problem } from '../problem/problem.ts';
import { CHART_SHAPE, findMisfits, LOCK_SHAPE, TEXT_FIELDS } from './chart-shape.ts';
import { YamlSource, type YamlPath } from './yaml-source.ts';

/** A dependency as Chart.yaml names it. */
export interface ChartDependency {
  readonly name: string;
  readonly alias: string | undefined;
  readonly version: string;
  readonly repository: string;
  /** Its position in the list, for places. */
  readonly index: number;
}

/** The parts of Chart.yaml that rules ask for; absent strings are empty. */
export interface ChartMetadata {
  readonly name: string;
  readonly version: string;
  readonly type: string;
  /** The Kubernetes versions that the chart is for, as a range. */
  readonly kubeVersion: string;
  readonly dependencies: readonly ChartDependency[];
}

const CHART_TYPES = ['', 'application', 'library'];
const ALIAS = /^[a-zA-Z0-9_-]+$/;
// Masterminds/semver NewVersion, which is what Helm accepts: a lenient semver with optional `v` and parts.
const SEMVER =
  /^v?\d+(?:\.\d+){0,2}(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

const scalarText = (value: unknown): string =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';

/** Reads what the rules need; call it only for a source without problems. */
export function readChartMetadata(source: YamlSource): ChartMetadata {
  const listed = source.get(['dependencies']);
  const dependencies = (Array.isArray(listed) ? listed : []).map((entry: unknown, index): ChartDependency => {
    const field = (key: string) =>
      entry !== null && typeof entry === 'object' ? scalarText((entry as Record<string, unknown>)[key]) : '';
    return {
      name: field('name'),
      alias: field('alias') || undefined,
      version: field('version'),
      repository: field('repository'),
      index,
    };
  });
  const text = (key: string) => scalarText(source.get([key]));
  const [name, version, type, kubeVersion] = [
    text('name'),
    text('version'),
    text('type'),
    text('kubeVersion'),
  ];
  return { name, version, type, kubeVersion, dependencies };
}

/** Whether the text can be a chart's name, that is: the name of its folder. */
export const isChartName = (text: string): boolean => !['', '.', '..'].includes(text) && !/[/\\]/.test(text);

/** Whether Helm takes the text for a chart version. */
export const isChartVersion = (text: string): boolean => SEMVER.test(text);

/** Why a Chart.yaml says nothing at all: it is no YAML, or no map. */
function checkReadable(source: YamlSource): Problem[] {
  if (source.problems.length > 0) return [...source.problems];
  if (source.kindAt([]) === 'map') return [];
  const message = `${source.file} is not a map; expected apiVersion, name and version`;
  return [source.problemAt([], 'chart-yaml', message)];
}

/** Helm's own checks of Chart.yaml (chart.Metadata.Validate and its decoding), with places. */
export function checkChartMetadata(source: YamlSource): Problem[] {
  const unreadable = checkReadable(source);
  if (unreadable.length > 0) return unreadable;
  // Without an apiVersion Helm takes v1.
  const missing = ['name', 'version'].filter(
    (key) => ['missing', 'null'].includes(source.kindAt([key])) || source.get([key]) === '',
  );
  const problems = missing.map((key) =>
    source.problemAt([key], 'chart-yaml', `${source.file} has no ${key}; Helm requires one`),
  );
  return [...problems, ...checkChartFields(source)];
}

/** The checks of what is there, for a map: what requirements.yaml must pass as well. */
export function checkChartFields(source: YamlSource): Problem[] {
  const { name, version, type, dependencies } = readChartMetadata(source);
  const problems = [...checkTypes(source), ...checkMaintainers(source)];
  if (name !== '' && !isChartName(name)) {
    const message = `chart name "${name}" must not hold a path`;
    problems.push(source.problemAt(['name'], 'chart-yaml', message));
  }
  if (version !== '' && !isChartVersion(version)) {
    const message = `chart version "${version}" is no version that Helm accepts`;
    const hint = 'write it as 1.2.3 or v1-beta.0';
    problems.push(source.problemAt(['version'], 'chart-version', message, { hint }));
  }
  if (!CHART_TYPES.includes(type)) {
    const message = `chart type is "${type}"; expected application or library`;
    problems.push(source.problemAt(['type'], 'chart-type', message));
  }
  return [...problems, ...checkDependencies(source, dependencies)];
}

const checkTypes = (source: YamlSource): Problem[] =>
  findMisfits(source, CHART_SHAPE).map(({ path, message }) => {
    const code = path[0] === 'dependencies' && path.length > 1 ? 'chart-dependency' : 'chart-yaml';
    return source.problemAt(path, code, message);
  });

function checkMaintainers(source: YamlSource): Problem[] {
  const listed = source.get(['maintainers']);
  return (Array.isArray(listed) ? listed : []).flatMap((entry, index) => {
    if (entry !== null) return [];
    const message = `maintainers[${index}] is empty; expected a name, email or url`;
    return [source.problemAt(['maintainers', index], 'chart-yaml', message)];
  });
}

function checkDependencies(source: YamlSource, dependencies: readonly ChartDependency[]): Problem[] {
  const seen = new Set<string>();
  return dependencies.flatMap((dependency) => {
    const path: YamlPath = ['dependencies', dependency.index];
    const key = dependency.alias ?? dependency.name;
    const at = (message: string) => source.problemAt(path, 'chart-dependency', message);
    if (dependency.name === '') return isMistyped(source, path) ? [] : [at('a dependency has no name')];
    if (dependency.alias !== undefined && !ALIAS.test(dependency.alias)) {
      return [
        at(`dependency alias "${dependency.alias}" holds characters other than letters, digits, _ and -`),
      ];
    }
    if (seen.has(key)) return [at(`more than one dependency is called "${key}"`)];
    seen.add(key);
    return [];
  });
}

/** Whether the types of an entry are wrong, which has been told, so that it has no name to speak of. */
const isMistyped = (source: YamlSource, path: YamlPath): boolean =>
  ['scalar', 'list'].includes(source.kindAt(path)) ||
  ['map', 'list'].includes(source.kindAt([...path, 'name']));

/** The versions that a Chart.lock pins, by dependency name; undefined when Helm cannot read it. */
export function readChartLock(file: string, text: string): ReadonlyMap<string, string> | undefined {
  const source = YamlSource.parse(file, text, 'as-helm');
  if (source.problems.length > 0 || findMisfits(source, LOCK_SHAPE).length > 0) return undefined;
  const listed = source.get(['dependencies']);
  const entries = (Array.isArray(listed) ? listed : []).filter(
    (e: unknown): e is Record<string, unknown> => e !== null && typeof e === 'object',
  );
  const pinned = entries.map((entry) => [scalarText(entry['name']), scalarText(entry['version'])] as const);
  return new Map(pinned.filter(([name]) => name !== ''));
}

/** What `helm package` makes of line ends and other white space in the fields that hold one text. */
export const onOneLine = (text: string): string => text.replace(/\s/g, ' ');

const isOnOneLine = (value: unknown): boolean => typeof value !== 'string' || onOneLine(value) === value;

function putOnOneLine(file: string, text: string): string {
  const source = YamlSource.parse(file, text);
  const field = TEXT_FIELDS.find((key) => !isOnOneLine(source.get([key])));
  if (field === undefined) return text;
  const changed = source.withScalar([field], onOneLine(String(source.get([field]))));
  return changed === text ? text : putOnOneLine(file, changed);
}

/** A Chart.yaml whose name and version were set, and what its sources say otherwise. */
export interface SetChart {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/**
 * Sets `name` and `version` of a Chart.yaml, and writes texts on one line as `helm package` does. A name in the
 * sources that says otherwise is a warning at its place: it is derived from csctl.yaml (the operator finds archives by it, docs/operator-contract.md 3.2).
 */
export function setChart(file: string, text: string, name: string, version: string): SetChart {
  const source = YamlSource.parse(file, text);
  if (source.problems.length > 0 || source.kindAt([]) !== 'map') {
    return { text, problems: checkReadable(source) };
  }
  const problems: Problem[] = [];
  const found = scalarText(source.get(['name']));
  if (found !== '' && found !== name) {
    const message = `chart name is "${found}" in the sources; the release has "${name}", as csctl.yaml says`;
    problems.push(
      problem('chart-name-derived', message, { ...source.place(['name']), hint: `write name: ${name}` }),
    );
  }
  const named = found === name ? text : source.withScalar(['name'], name);
  const versioned = YamlSource.parse(file, named).withScalar(['version'], version);
  const isFine = TEXT_FIELDS.every((field) => isOnOneLine(source.get([field])));
  return { text: isFine ? versioned : putOnOneLine(file, versioned), problems };
}

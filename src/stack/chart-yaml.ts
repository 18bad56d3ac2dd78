// Chart.yaml and Chart.lock: what Helm 3.19 demands of them, and setting name and version with comments kept.
import { problem, type Problem } from '../problem/problem.ts';
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
  readonly dependencies: readonly ChartDependency[];
}

const CHART_TYPES = ['', 'application', 'library'];
const ALIAS = /^[a-zA-Z0-9_-]+$/;
// Masterminds/semver NewVersion, which is what Helm accepts: a lenient semver with optional `v` and parts.
const SEMVER =
  /^v?\d+(?:\.\d+){0,2}(?:-(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
const STRING_FIELDS = [
  'apiVersion',
  'name',
  'version',
  'type',
  'appVersion',
  'kubeVersion',
  'description',
  'icon',
  'home',
  'condition',
  'tags',
];
const LIST_FIELDS = ['keywords', 'sources', 'maintainers', 'dependencies'];

const scalarText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

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
  return { name: text('name'), version: text('version'), type: text('type'), dependencies };
}

/** Whether the text can be a chart's name, that is: the name of its folder. */
export const isChartName = (text: string): boolean => !['', '.', '..'].includes(text) && !/[/\\]/.test(text);

/** Whether Helm takes the text for a chart version. */
export const isChartVersion = (text: string): boolean => SEMVER.test(text);

/** Helm's own checks of Chart.yaml (chart.Metadata.Validate and its decoding), with places. */
export function checkChartMetadata(source: YamlSource): Problem[] {
  if (source.problems.length > 0) return [...source.problems];
  if (source.kindAt([]) !== 'map') {
    return [
      source.problemAt(
        [],
        'chart-yaml',
        `${source.file} is not a map; expected apiVersion, name and version`,
      ),
    ];
  }
  const problems = [...checkTypes(source)];
  for (const key of ['apiVersion', 'name', 'version']) {
    if (['missing', 'null'].includes(source.kindAt([key])) || source.get([key]) === '') {
      problems.push(source.problemAt([key], 'chart-yaml', `${source.file} has no ${key}; Helm requires one`));
    }
  }
  const metadata = readChartMetadata(source);
  if (metadata.name !== '' && !isChartName(metadata.name)) {
    problems.push(
      source.problemAt(['name'], 'chart-yaml', `chart name "${metadata.name}" must not hold a path`),
    );
  }
  if (metadata.version !== '' && !isChartVersion(metadata.version)) {
    const message = `chart version "${metadata.version}" is no version that Helm accepts`;
    problems.push(
      source.problemAt(['version'], 'chart-version', message, { hint: 'write it as 1.2.3 or v1-beta.0' }),
    );
  }
  if (!CHART_TYPES.includes(metadata.type)) {
    const message = `chart type is "${metadata.type}"; expected application or library`;
    problems.push(source.problemAt(['type'], 'chart-type', message));
  }
  return [...problems, ...checkDependencies(source, metadata.dependencies)];
}

function checkTypes(source: YamlSource): Problem[] {
  const wrong = (key: string, expected: string) =>
    source.problemAt([key], 'chart-yaml', `${key} is a ${source.kindAt([key])}; expected a ${expected}`);
  return [
    ...STRING_FIELDS.filter((key) => ['map', 'list'].includes(source.kindAt([key]))).map((key) =>
      wrong(key, 'string'),
    ),
    ...LIST_FIELDS.filter((key) => ['map', 'scalar'].includes(source.kindAt([key]))).map((key) =>
      wrong(key, 'list'),
    ),
    ...source.keys(['annotations']).flatMap((key) => {
      const path: YamlPath = ['annotations', key];
      const kind = source.kindAt(path);
      return kind === 'map' || kind === 'list'
        ? [source.problemAt(path, 'chart-yaml', `annotation ${key} is a ${kind}; expected a string`)]
        : [];
    }),
  ];
}

function checkDependencies(source: YamlSource, dependencies: readonly ChartDependency[]): Problem[] {
  const seen = new Set<string>();
  return dependencies.flatMap((dependency) => {
    const path: YamlPath = ['dependencies', dependency.index];
    const key = dependency.alias ?? dependency.name;
    const at = (message: string) => source.problemAt(path, 'chart-dependency', message);
    if (dependency.name === '') return [at('a dependency has no name')];
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

/** The versions that a Chart.lock pins, by dependency name; undefined when it cannot be read. */
export function readChartLock(file: string, text: string): ReadonlyMap<string, string> | undefined {
  const source = YamlSource.parse(file, text);
  const listed = source.get(['dependencies']);
  if (source.problems.length > 0 || (listed !== undefined && !Array.isArray(listed))) return undefined;
  const entries = (listed ?? []).filter(
    (e: unknown): e is Record<string, unknown> => e !== null && typeof e === 'object',
  );
  return new Map(entries.map((entry) => [scalarText(entry['name']), scalarText(entry['version'])]));
}

/** What `helm package` makes of line ends and other white space in the fields that hold one text. */
export const onOneLine = (text: string): string => text.replace(/\s/g, ' ');

const isOnOneLine = (value: unknown): boolean => typeof value !== 'string' || onOneLine(value) === value;

function putOnOneLine(file: string, text: string): string {
  const source = YamlSource.parse(file, text);
  const field = STRING_FIELDS.find((key) => !isOnOneLine(source.get([key])));
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
    return { text, problems: checkChartMetadata(source) };
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
  return { text: putOnOneLine(file, versioned), problems };
}

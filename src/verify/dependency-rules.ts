// Rules for a chart's dependencies: present below charts/, of a version that Chart.yaml wants, as Chart.lock says.
import type { Chart } from '../archive/helm-chart.ts';
import type { Problem } from '../problem/problem.ts';
import { readChartLock, readChartMetadata, type ChartDependency } from '../stack/chart-yaml.ts';
import type { FileTree } from '../stack/file-tree.ts';
import { YamlSource } from '../stack/yaml-source.ts';
import { sameVersion, satisfiesRange } from '../stack/version-range.ts';

/** How the operator gets at a chart: `packed` as an archive, or as a `stage` folder of the addon bundle. */
export type ChartUse = 'packed' | 'stage';

/** A loaded chart, the folder it came from and its Chart.yaml. */
export interface ChartInHand {
  readonly origin: string;
  readonly files: FileTree;
  readonly chart: Chart;
  readonly source: YamlSource;
  /** As in `ReleaseView`. */
  readonly promised: ReadonlySet<string>;
}

/** Checks the dependencies that Chart.yaml names, and Chart.lock. */
export function checkDependencies(hand: ChartInHand, use: ChartUse): Problem[] {
  const wanted = readChartMetadata(hand.source).dependencies.filter(({ name }) => name !== '');
  const vendored = vendoredVersions(hand.chart);
  return [
    ...wanted.flatMap((dependency) => checkDependency(hand, dependency, vendored.get(dependency.name), use)),
    ...checkLock(hand, wanted, vendored),
  ];
}

/** The versions below charts/ by chart name: Helm matches by name only, never by alias. */
function vendoredVersions(chart: Chart): ReadonlyMap<string, readonly string[]> {
  const versions = new Map<string, string[]>();
  for (const { name, files } of chart.dependencies) {
    const source = YamlSource.parse('Chart.yaml', files.text('Chart.yaml') ?? '', 'as-helm');
    const { version } = readChartMetadata(source);
    versions.set(name, [...(versions.get(name) ?? []), version]);
  }
  return versions;
}

function checkDependency(
  { origin, files, source, promised }: ChartInHand,
  { name, version: range, index }: ChartDependency,
  found: readonly string[] | undefined,
  use: ChartUse,
): Problem[] {
  if (range !== '' && satisfiesRange('0.0.0', range) === undefined) {
    const message = `"${range}" is no version range that Helm knows`;
    const details = { hint: 'write it as 1.2.3, ^1.2 or >=1.2, <2' };
    return [source.problemAt(['dependencies', index, 'version'], 'chart-dependency', message, details)];
  }
  if (found === undefined) {
    if (promised.has(`${origin}/charts/${name}`)) return [];
    // A packed dependency that cannot be read has been reported as such.
    if (files.paths().some((path) => path.startsWith(`charts/${name}-`) && path.endsWith('.tgz'))) return [];
    const code = use === 'stage' ? 'stage-dependency-missing' : 'chart-dependency-missing';
    const message = `the chart depends on "${name}" ${range}, which is not below ${origin}/charts`;
    const hint = origin.includes('.tgz') ? IN_ARCHIVE : IN_SOURCES;
    return [source.problemAt(['dependencies', index], code, message, { hint })];
  }
  if (range === '' || found.some((version) => satisfiesRange(version, range))) return [];
  const message = `${origin}/charts holds "${name}" ${found.join(', ')}; Chart.yaml wants ${range}`;
  const hint = 'run helm dependency update, or change the version in Chart.yaml';
  return [
    source.problemAt(['dependencies', index, 'version'], 'chart-dependency-version', message, { hint }),
  ];
}

const IN_SOURCES = 'build with --embed-dependencies, or run helm dependency build there';
const IN_ARCHIVE = 'create the release again with --embed-dependencies, unless it is meant to be thin';

const LOCK_HINT = 'run helm dependency update';

function checkLock(
  { origin, files }: ChartInHand,
  wanted: readonly ChartDependency[],
  vendored: ReadonlyMap<string, readonly string[]>,
): Problem[] {
  const text = files.text('Chart.lock');
  if (text === undefined) return [];
  const file = `${origin}/Chart.lock`;
  const source = YamlSource.parse(file, text, 'as-helm');
  const locked = readChartLock(file, text);
  // A lock that cannot be read has been reported as such.
  if (!locked) return [];
  const at = (name: string, message: string) =>
    source.problemAt(pathOf(source, name), 'chart-lock-stale', message, { hint: LOCK_HINT });
  const problems = wanted.flatMap(({ name, version: range }) => {
    const pinned = locked.get(name);
    if (pinned === undefined) return [at(name, `Chart.lock does not name "${name}", which Chart.yaml wants`)];
    // With the same name twice (under two aliases) the lock has it twice, and only the last is known here.
    if (wanted.filter((other) => other.name === name).length > 1) return [];
    if (range !== '' && !satisfiesRange(pinned, range)) {
      return [at(name, `Chart.lock has "${name}" ${pinned}; Chart.yaml wants ${range}`)];
    }
    const found = vendored.get(name);
    if (!found || found.some((version) => sameVersion(version, pinned))) return [];
    return [at(name, `Chart.lock has "${name}" ${pinned}; ${origin}/charts holds ${found.join(', ')}`)];
  });
  const unwanted = [...locked.keys()].filter(
    (name) => !wanted.some((dependency) => dependency.name === name),
  );
  return [
    ...problems,
    ...unwanted.map((name) => at(name, `Chart.lock names "${name}", which Chart.yaml does not`)),
  ];
}

/** Where the lock names a dependency; its top when it does not. */
function pathOf(source: YamlSource, name: string): (string | number)[] {
  const listed = source.get(['dependencies']);
  const entries: unknown[] = Array.isArray(listed) ? listed : [];
  const index = entries.findIndex((_, i) => String(source.get(['dependencies', i, 'name'])) === name);
  return index === -1 ? [] : ['dependencies', index, 'version'];
}

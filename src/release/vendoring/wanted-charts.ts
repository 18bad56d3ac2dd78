// What the charts of a stack depend on, and where each of it comes from.
import type { Problem } from '../../problem/problem.ts';
import { chartFolders } from '../../stack/addon-key.ts';
import { isChartSource, shownAddress } from '../../stack/chart-source.ts';
import { parseHelmLock, versionInLock } from '../../stack/chart-lock.ts';
import { isChartName, readChartMetadata, type ChartDependency } from '../../stack/chart-yaml.ts';
import type { Stack } from '../../stack/stack.ts';
import { satisfiesRange } from '../../stack/version-range.ts';
import { YamlSource } from '../../stack/yaml-source.ts';

/** `beside`: it has to lie in charts/; `folder`: `file://`; `repository`: a Helm repository or a registry. */
export type ChartOrigin = 'beside' | 'folder' | 'repository';

/** A dependency of a chart of a stack. */
export interface WantedChart extends ChartDependency {
  /** Folder of the chart that wants it: `cluster-addon/cni`. */
  readonly folder: string;
  readonly origin: ChartOrigin;
  /** What Chart.lock names for it, where that is in step with Chart.yaml. */
  readonly helmLocked: string | undefined;
  /** Its place in Chart.yaml. */
  readonly place: Pick<Problem, 'file' | 'line' | 'column'>;
}

/** What is wanted, in the order of charts and lists, and what nobody could get. */
export interface WantedCharts {
  readonly wanted: readonly WantedChart[];
  readonly problems: readonly Problem[];
}

/** The dependencies of the class chart and of the addon chart or the stages. A Chart.yaml that cannot be read has none. */
export function wantedCharts({ tree, convention }: Pick<Stack, 'tree' | 'convention'>): WantedCharts {
  const wanted: WantedChart[] = [];
  const problems: Problem[] = [];
  for (const folder of chartFolders(tree, convention)) {
    const file = `${folder}/Chart.yaml`;
    const source = YamlSource.parse(file, tree.text(file) ?? '', 'as-helm');
    if (source.problems.length > 0) continue;
    const lockText = tree.text(`${folder}/Chart.lock`);
    const lock = lockText === undefined ? undefined : parseHelmLock(`${folder}/Chart.lock`, lockText);
    for (const dependency of readChartMetadata(source).dependencies) {
      const fault = findFault(source, dependency);
      const origin = originOf(dependency.repository);
      if (fault || !origin) {
        problems.push(...(fault ?? []));
        continue;
      }
      const place = source.place(['dependencies', dependency.index, 'version']);
      const helmLocked = versionInLock(source, lock, dependency);
      wanted.push({ ...dependency, folder, origin, helmLocked, place });
    }
  }
  return { wanted, problems };
}

function originOf(repository: string): ChartOrigin | undefined {
  if (repository === '') return 'beside';
  if (repository.startsWith('file://')) return 'folder';
  return isChartSource(repository) ? 'repository' : undefined;
}

/** Why nobody can get it; undefined when somebody can. */
function findFault(
  source: YamlSource,
  { name, version, repository, index }: ChartDependency,
): Problem[] | undefined {
  // A dependency without a name has been reported as such.
  if (name === '') return [];
  if (!isChartName(name)) {
    const message = `the dependency "${name}" has no name of a chart; expected one without "/"`;
    const hint = 'a path belongs into repository';
    return [source.problemAt(['dependencies', index, 'name'], 'chart-dependency', message, { hint })];
  }
  const at = (key: string) => ['dependencies', index, key];
  if (!originOf(repository)) {
    const isAlias = /^(?:@|alias:)/.test(repository);
    const message = isAlias
      ? `the dependency "${name}" comes from "${repository}", a name that only one machine knows`
      : `the dependency "${name}" comes from "${shownAddress(repository)}", which is no address of charts`;
    const hint = isAlias
      ? 'write the address that helm repo list shows for it'
      : 'expected https://HOST/PATH, oci://HOST/PATH or file://PATH';
    return [source.problemAt(at('repository'), 'chart-source', message, { hint })];
  }
  if (version === '' && originOf(repository) === 'repository') {
    const message = `the dependency "${name}" names no version`;
    return [
      source.problemAt(at('version'), 'chart-dependency', message, { hint: 'write 1.2.3, or a range' }),
    ];
  }
  if (version === '' || satisfiesRange('0.0.0', version) !== undefined) return undefined;
  const message = `"${version}" is no version range that Helm knows`;
  const hint = 'write it as 1.2.3, ^1.2 or >=1.2, <2';
  return [source.problemAt(at('version'), 'chart-dependency', message, { hint })];
}

/** `cilium 1.18.9 (https://helm.cilium.io)` */
export const describeWanted = ({ name, version, repository }: ChartDependency): string =>
  `${name} ${version} (${shownAddress(repository)})`;

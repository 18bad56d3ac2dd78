// A dependency from a folder (`file://`), packed as Helm packs it.
import { posix } from 'node:path';
import { loadChartFolder, packChart, type Chart } from '../../archive/helm-chart.ts';
import { isError, problem, type Problem } from '../../problem/problem.ts';
import { isChartVersion, readChartMetadata } from '../../stack/chart-yaml.ts';
import type { FileTree } from '../../stack/file-tree.ts';
import type { Stack } from '../../stack/stack.ts';
import { satisfiesRange } from '../../stack/version-range.ts';
import { YamlSource } from '../../stack/yaml-source.ts';
import type { LocalCharts } from '../upstream-ports.ts';
import type { WantedChart } from './wanted-charts.ts';

/** A packed chart, or why there is none. */
export interface PackedChart {
  readonly chart: { readonly version: string; readonly bytes: Uint8Array } | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Packs the folder that a dependency names, relative to the chart that wants it. What lies in the stack is taken from
 * its tree, overlays and all; everything else comes from `local`.
 * @param mtime seconds since 1970
 * @throws CsctlError `chart-source`, `file-unreadable`
 */
export async function packLocalChart(
  want: WantedChart,
  { label, tree }: Stack,
  local: LocalCharts,
  mtime: number,
): Promise<PackedChart> {
  const path = want.repository.slice('file://'.length);
  const inside = posix.isAbsolute(path) ? undefined : insideOf(posix.join(want.folder, path));
  if (inside !== undefined) return pack(want, tree.under(inside), inside, mtime);
  const files = await local.read(label, posix.isAbsolute(path) ? path : posix.join(want.folder, path));
  const packed = files.problems.some(isError)
    ? { chart: undefined, problems: [] }
    : pack(want, files.tree, path, mtime);
  // Files outside of the stack have no place in it.
  const problems = [...files.problems, ...packed.problems].map((one) => ({ ...one, ...want.place }));
  return { chart: packed.chart, problems };
}

/** The path in the stack; undefined when it leads out of it. */
function insideOf(joined: string): string | undefined {
  const clean = joined.replace(/\/+$/, '');
  return clean === '..' || clean.startsWith('../') || clean === '.' ? undefined : clean;
}

function pack(want: WantedChart, files: FileTree, origin: string, mtime: number): PackedChart {
  const refuse = (message: string, hint: string): PackedChart => ({
    chart: undefined,
    problems: [problem('chart-source', message, { ...want.place, hint })],
  });
  if (!files.has('Chart.yaml'))
    return refuse(
      `the dependency "${want.name}" names ${origin}, which holds no chart`,
      'the path is relative to the folder of the Chart.yaml that names it',
    );
  const { chart, problems } = loadChartFolder(files, origin);
  const source = YamlSource.parse(`${origin}/Chart.yaml`, files.text('Chart.yaml') ?? '', 'as-helm');
  if (!chart || source.problems.length > 0)
    return { chart: undefined, problems: [...problems, ...source.problems] };
  const { name, version } = readChartMetadata(source);
  if (name !== want.name)
    return refuse(
      `${origin} holds the chart "${name}"; expected "${want.name}"`,
      'mend the name or the path',
    );
  if (!isChartVersion(version))
    return refuse(`${origin} has the version "${version}", which Helm does not accept`, 'write it as 1.2.3');
  if (want.version !== '' && !satisfiesRange(version, want.version))
    return refuse(
      `${origin} has version ${version} of "${name}"; Chart.yaml wants ${want.version}`,
      'change the version in one of the two',
    );
  return {
    chart: { version, bytes: packChart(chart, name, mtime) },
    problems: [...problems, ...unmetDependencies(chart)],
  };
}

/** Dependencies of a chart in a folder that are not below its charts/: Helm packs it without them, and so do we. */
export function unmetDependencies({ origin, files, dependencies }: Chart): Problem[] {
  const source = YamlSource.parse(`${origin}/Chart.yaml`, files.text('Chart.yaml') ?? '', 'as-helm');
  if (source.problems.length > 0) return [];
  const there = new Set(dependencies.map(({ name }) => name));
  return readChartMetadata(source)
    .dependencies.filter(({ name }) => name !== '' && !there.has(name))
    .map(({ name, version, index }) => {
      const message = `${origin} depends on "${name}" ${version}, which is not below its charts/: the release lacks it`;
      const hint = `run helm dependency build ${origin}, or take the dependency out`;
      const details = { severity: 'warning', hint } as const;
      return source.problemAt(['dependencies', index], 'chart-dependency-missing', message, details);
    });
}

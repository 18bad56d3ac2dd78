// Rules for one chart: would Helm 3.19 load it, and does it hold what it depends on.
import { loadChartFolder, listChart, type Chart } from '../archive/helm-chart.ts';
import { problem, type Problem } from '../problem/problem.ts';
import { checkChartMetadata, readChartMetadata } from '../stack/chart-yaml.ts';
import type { FileTree } from '../stack/file-tree.ts';
import { YamlSource } from '../stack/yaml-source.ts';
import { checkChartFiles } from './chart-file-rules.ts';
import { checkDependencies, type ChartUse } from './dependency-rules.ts';
import { satisfiesRange } from '../stack/version-range.ts';
import type { NamedFolder, ReleaseView } from './view.ts';

const MIB = 1024 * 1024;
/** Helm's limit for one file of a chart, in bytes. */
export const FILE_LIMIT = 5 * MIB;
/** Helm's limit for all files of a chart together, in bytes. */
const CHART_LIMIT = 100 * MIB;

/** What Helm 3.19 takes for the cluster's version when nobody tells it, as nobody does for the class chart. */
const HELM_KUBERNETES = 'v1.34.0';

/** The class chart. */
export const checkClassChart = (view: ReleaseView): Problem[] =>
  view.classChart ? checkChart(view.classChart, 'packed', HELM_KUBERNETES, view.promised) : [];

/** The one addon chart of the single-stage convention. */
export const checkAddonChart = ({ convention, addons, kubernetes, promised }: ReleaseView): Problem[] =>
  convention === 'single-stage' && addons ? checkChart(addons, 'packed', kubernetes, promised) : [];

/**
 * Everything Helm and the operator ask of a chart folder.
 * @param kubernetes `vX.Y.Z`, the version that the operator renders it for; undefined when that is not known
 */
export function checkChart(
  { origin, files }: NamedFolder,
  use: ChartUse,
  kubernetes: string | undefined,
  promised: ReadonlySet<string> = new Set(),
): Problem[] {
  const { chart, problems } = loadChartFolder(files, origin);
  if (!chart) return [...problems];
  const source = YamlSource.parse(`${origin}/Chart.yaml`, chart.files.text('Chart.yaml') ?? '');
  return [
    ...problems,
    ...checkChartMetadata(source),
    ...checkType(source),
    ...checkKubeVersion(source, kubernetes),
    ...checkChartFiles(chart),
    ...checkDependencies({ origin, files, chart, source, promised }, use),
    ...checkSizes(origin, files, chart, use),
  ];
}

function checkType(source: YamlSource): Problem[] {
  if (readChartMetadata(source).type !== 'library') return [];
  const hint = 'write type: application';
  return [
    source.problemAt(['type'], 'chart-type', 'chart type is "library"; expected application', { hint }),
  ];
}

/** Helm asks this of the chart that it renders, and not of those inside it. */
function checkKubeVersion(source: YamlSource, kubernetes: string | undefined): Problem[] {
  const { kubeVersion } = readChartMetadata(source);
  if (kubeVersion === '' || kubernetes === undefined) return [];
  const fits = satisfiesRange(kubernetes, kubeVersion);
  if (fits) return [];
  const message =
    fits === undefined
      ? `kubeVersion "${kubeVersion}" is no version range that Helm knows`
      : `kubeVersion is "${kubeVersion}", but the operator renders this chart for Kubernetes ${kubernetes}`;
  const hint =
    fits === undefined ? 'write it as >=1.30.0-0 or 1.34.x' : 'widen the range, or take kubeVersion out';
  return [source.problemAt(['kubeVersion'], 'chart-kube-version', message, { hint })];
}

/** A stage is read as it lies in its folder, packed dependencies included; any other chart from its archive. */
function checkSizes(origin: string, files: FileTree, chart: Chart, use: ChartUse): Problem[] {
  const packed = use === 'stage' ? [...files].filter(([path]) => path.startsWith('charts/')) : [];
  const sizes = new Map([...listChart(chart), ...packed].map(([path, bytes]) => [path, bytes.length]));
  const large = [...sizes].filter(([, size]) => size > FILE_LIMIT);
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const problems = large.map(([path, size]) => {
    const message = `${path} has ${mebibytes(size)}; Helm takes files up to ${mebibytes(FILE_LIMIT)}`;
    const hint = 'leave it out with .helmignore, or make it smaller';
    return problem('chart-file-size', message, { file: `${origin}/${path}`, hint });
  });
  if (total <= CHART_LIMIT) return problems;
  const message = `the chart has ${mebibytes(total)}; Helm takes charts up to ${mebibytes(CHART_LIMIT)}`;
  return [
    ...problems,
    problem('chart-size', message, { file: origin, hint: 'leave files out with .helmignore' }),
  ];
}

const mebibytes = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`;

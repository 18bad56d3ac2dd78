// A view rendered as the operator renders it: the class chart, values for a cluster, and the charts of the addons.
import type { Chart } from '../render/helm/chart.ts';
import { missingDependencies } from '../render/helm/dependencies.ts';
import { loadChart } from '../render/helm/load-chart.ts';
import type { RenderedChart } from '../render/helm/render-chart.ts';
import type { RenderedObject } from '../render/helm/rendered-object.ts';
import { renderedObjects } from '../render/helm/rendered-objects.ts';
import type { ClusterObjects } from '../render/operator/cluster-objects.ts';
import { renderAddonChart, renderClassChart } from '../render/operator/charts.ts';
import type { Problem } from '../problem/problem.ts';
import { readChartMetadata } from '../stack/chart-yaml.ts';
import { seriesName } from '../stack/release-name.ts';
import { YamlSource } from '../stack/yaml-source.ts';
import { readAddonConfig } from './addon-config.ts';
import { chartFolders } from './addon-rules.ts';
import { readAddonValues, type AddonValues } from './addon-values.ts';
import { isClusterClass } from './class/class-model.ts';
import type { FindGiven } from './given-values.ts';
import { faultsOf } from './render-faults.ts';
import { sampleCluster } from './sample-cluster.ts';
import { textIn, type NamedFolder, type NamedText, type ReleaseView } from './view.ts';

/** What became of one chart. */
export interface RenderedPart {
  /** `cluster-class`, `cluster-addon/cni`, or the name of the archive: the first part of places. */
  readonly origin: string;
  /** What Helm makes of its files; undefined: it was not loaded, for the reasons in `faults`, or nobody had to. */
  readonly loaded: Chart | undefined;
  /** Undefined: it was not rendered, for the reasons in `faults` and `missing`. */
  readonly chart: RenderedChart | undefined;
  /** Empty where it was not rendered. */
  readonly objects: readonly RenderedObject[];
  /** Why it cannot be rendered. */
  readonly faults: readonly Problem[];
  /** Names of the dependencies without which it was not tried. */
  readonly missing: readonly string[];
}

/** An addon stage, or with the name '' the one chart of the single-stage convention. */
export interface RenderedStage extends RenderedPart {
  readonly name: string;
  /** Whether any hook applies it; one that is only deleted is rendered without values (docs/operator-contract.md 3.6). */
  readonly isApplied: boolean;
  /** The values for the cluster; undefined where the stage has no template for them, or none that counts. */
  readonly values: AddonValues | undefined;
}

/** Everything that the operator would make of a release. */
export interface RenderedView {
  readonly class: RenderedPart | undefined;
  /** Name of the ClusterClass that Clusters refer to, `docker-scs-1-34-v3`; undefined where the release does not say. */
  readonly className: string | undefined;
  readonly clusterClass: RenderedObject | undefined;
  /** In the order of clusteraddon.yaml. */
  readonly stages: readonly RenderedStage[];
}

/** What a release is rendered for. */
export interface RenderTarget {
  /** The objects that overwrite files see; default: a sample of the class. */
  readonly cluster?: ClusterObjects | undefined;
  /** Namespace of the management cluster; default: `default`. */
  readonly namespace?: string | undefined;
}

export const DEFAULT_NAMESPACE = 'default';
const remembered = new WeakMap<ReleaseView, RenderedView>();

/** Renders a view; never throws. A view for no particular target is rendered once, however often it is asked for. */
export function renderView(view: ReleaseView, target: RenderTarget = {}): RenderedView {
  const isPlain = target.cluster === undefined && target.namespace === undefined;
  const known = isPlain ? remembered.get(view) : undefined;
  if (known) return known;
  const rendered = render(view, target);
  if (isPlain) remembered.set(view, rendered);
  return rendered;
}

function render(view: ReleaseView, { cluster, namespace = DEFAULT_NAMESPACE }: RenderTarget): RenderedView {
  const { identity, classChart, kubernetes } = view;
  const part =
    identity && classChart && renderPart(classChart, (chart) => renderClassChart(chart, identity, namespace));
  const className = classNameOf(view);
  const clusterClass = part?.objects.find(isClusterClass);
  const sample = () =>
    sampleCluster({
      className: className ?? '',
      kubernetes: kubernetes ?? '',
      clusterClass,
      objects: part?.objects ?? [],
    });
  const stages = renderStages(view, cluster ?? sample());
  return { class: part, className, clusterClass, stages };
}

/** The name follows from the series and the version of the class chart (docs/operator-contract.md 3.3). */
function classNameOf({ identity, classChart }: ReleaseView): string | undefined {
  const text = classChart?.files.text('Chart.yaml');
  if (!identity || text === undefined) return undefined;
  const { version } = readChartMetadata(YamlSource.parse('Chart.yaml', text, 'as-helm'));
  return version === '' ? undefined : `${seriesName(identity)}-${version}`;
}

function renderStages(view: ReleaseView, cluster: ClusterObjects): RenderedStage[] {
  const { addons, addonValues, convention, kubernetes } = view;
  if (!addons) return [];
  if (convention === 'single-stage')
    return [renderStage({ name: '', isApplied: true }, addons, addonValues, kubernetes, cluster)];
  return stagesOf(view, addons).map((stage) => {
    const { name, isApplied } = stage;
    const folder = { origin: `${addons.origin}/${name}`, files: addons.files.under(name) };
    const template = isApplied ? textIn(addons, `${name}/${OVERWRITE_FILE}`) : undefined;
    return renderStage(stage, folder, template, kubernetes, cluster);
  });
}

const OVERWRITE_FILE = 'overwrite.yaml';

/** The stages that are listed and there, each once, in the order of the file; all folders where it cannot be read. */
function stagesOf({ addonConfig }: ReleaseView, addons: NamedFolder): StageIdentity[] {
  const folders = chartFolders(addons);
  const all = folders.map((name) => ({ name, isApplied: true }));
  if (!addonConfig) return all;
  const { source, stages } = readAddonConfig(addonConfig);
  if (source.problems.length > 0) return all;
  const listed = [...new Set(stages.map(({ name }) => name))].filter((name) => folders.includes(name));
  const applied = new Set(stages.filter(({ action }) => action === 'apply').map(({ name }) => name));
  return listed.map((name) => ({ name, isApplied: applied.has(name) }));
}

type StageIdentity = Pick<RenderedStage, 'name' | 'isApplied'>;

function renderStage(
  stage: StageIdentity,
  folder: NamedFolder,
  template: NamedText | undefined,
  kubernetes: string | undefined,
  cluster: ClusterObjects,
): RenderedStage {
  const values = template && readAddonValues(template, cluster);
  const text = values ? values.text : '';
  // Without its values, or the version that it is for, a chart would be rendered as it never is.
  if (text === undefined || kubernetes === undefined)
    return { ...unrendered(folder.origin), ...stage, values };
  const part = renderPart(folder, (chart) => renderAddonChart(chart, text, kubernetes), values?.find);
  return { ...part, ...stage, values };
}

const unrendered = (origin: string, loaded?: Chart): RenderedPart => ({
  origin,
  loaded,
  chart: undefined,
  objects: [],
  faults: [],
  missing: [],
});

/** Renders one chart folder unless dependencies are missing, about which other rules speak. */
function renderPart(
  { origin, files }: NamedFolder,
  renderWith: (chart: Chart) => RenderedChart,
  find?: FindGiven,
): RenderedPart {
  let loaded: Chart | undefined;
  try {
    loaded = loadChart(files);
    // Rules speak about what Chart.yaml wants; what requirements.yaml wants nobody but Helm knows.
    const missing = files.has('requirements.yaml') ? [] : missingDependencies(loaded);
    if (missing.length > 0) return { ...unrendered(origin, loaded), missing };
    const chart = renderWith(loaded);
    return { origin, loaded, chart, objects: renderedObjects(chart, origin), faults: [], missing };
  } catch (error) {
    return { ...unrendered(origin, loaded), faults: faultsOf(origin, error, find) };
  }
}

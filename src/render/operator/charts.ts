// Charts as the operator hands them to Helm: names, namespaces and versions are fixed (docs/operator-contract.md 4.1, 4.2).
import { seriesName, type StackIdentity } from '../../stack/release-name.ts';
import { decodeYaml } from '../encoding/yaml-decode.ts';
import { YamlError } from '../encoding/yaml-error.ts';
import type { Value } from '../gotemplate/value.ts';
import type { Chart } from '../helm/chart.ts';
import { HelmError } from '../helm/helm-error.ts';
import { renderChart, type RenderedChart, type RenderOptions } from '../helm/render-chart.ts';

/**
 * The class chart for the management cluster: no values, and Helm's own Kubernetes version, v1.34.0.
 * @throws HelmError, LimitError
 */
export const renderClassChart = (chart: Chart, identity: StackIdentity, namespace: string): RenderedChart =>
  renderSteadily(chart, { name: seriesName(identity), namespace });

const ADDON_RELEASE = 'cluster-addon';
/** The only namespace of a workload cluster that the operator can apply to. */
export const ADDON_NAMESPACE = 'kube-system';

/**
 * An addon chart for a workload cluster, custom resource definitions included.
 * @param values YAML, as Helm gets it on its standard input @param kubernetes `vX.Y.Z` @throws HelmError, LimitError
 */
export const renderAddonChart = (chart: Chart, values: string, kubernetes: string): RenderedChart =>
  renderSteadily(chart, {
    name: ADDON_RELEASE,
    namespace: ADDON_NAMESPACE,
    values: decodedValues(values),
    kubeVersion: kubernetes,
    includeCrds: true,
  });

/** @throws HelmError as for a text on the standard input */
function decodedValues(text: string): Value {
  try {
    return decodeYaml(text);
  } catch (error) {
    if (error instanceof YamlError) throw new HelmError(`failed to parse -: ${error.message}`);
    throw error;
  }
}

/** In no part of a date the time that is told otherwise. */
const ANOTHER_TIME = Date.UTC(2037, 10, 28, 21, 43, 56, 789);

/**
 * Renders a chart. Some look at the clock and print nothing of it (`hasPrefix "20" (now | date "2006")`): calls that read it
 * count as unstable where another time gives another text.
 */
function renderSteadily(chart: Chart, options: RenderOptions): RenderedChart {
  const rendered = renderChart(chart, options);
  const { unstable } = rendered;
  const others = unstable.filter(({ reason }) => reason !== 'clock');
  if (others.length === unstable.length) return rendered;
  return rendered.printsAlikeAt(ANOTHER_TIME) ? { ...rendered, unstable: others } : rendered;
}

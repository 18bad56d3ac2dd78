// Charts as the operator hands them to Helm: names, namespaces and versions are fixed (docs/operator-contract.md 4.1, 4.2).
import { seriesName, type StackIdentity } from '../../stack/release-name.ts';
import { decodeYaml } from '../encoding/yaml-decode.ts';
import type { Chart } from '../helm/chart.ts';
import { renderChart, type RenderedChart } from '../helm/render-chart.ts';

/**
 * The class chart for the management cluster: no values, and Helm's own Kubernetes version, v1.34.0.
 * @throws HelmError, LimitError
 */
export const renderClassChart = (chart: Chart, identity: StackIdentity, namespace: string): RenderedChart =>
  renderChart(chart, { name: seriesName(identity), namespace });

const ADDON_RELEASE = 'cluster-addon';
/** The only namespace of a workload cluster that the operator can apply to. */
export const ADDON_NAMESPACE = 'kube-system';

/**
 * An addon chart for a workload cluster, custom resource definitions included.
 * @param values YAML, as Helm gets it on its standard input @param kubernetes `vX.Y.Z` @throws HelmError, LimitError
 */
export const renderAddonChart = (chart: Chart, values: string, kubernetes: string): RenderedChart =>
  renderChart(chart, {
    name: ADDON_RELEASE,
    namespace: ADDON_NAMESPACE,
    values: decodeYaml(values),
    kubeVersion: kubernetes,
    includeCrds: true,
  });

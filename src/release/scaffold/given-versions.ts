// The upstream of somebody who says versions himself, or who cannot ask: what is given takes the place of the answers.
import type { KubernetesVersion } from '../../stack/kubernetes-version.ts';
import type { ChartName, KubernetesSeries } from '../../stack/upstream.ts';
import type { AddonSubject } from '../currency/subject.ts';
import type { ChartRepository, Upstream } from '../upstream-ports.ts';

/** What is known without asking. */
export interface GivenVersions {
  /** The Kubernetes version that counts; undefined: upstream is asked. */
  readonly kubernetes: KubernetesVersion | undefined;
  /** The charts as they are pinned now, where nobody is to be asked about charts and images; undefined: upstream is. */
  readonly addons: readonly AddonSubject[] | undefined;
}

/** An upstream that knows what is given, and asks about the rest. */
export function givenUpstream({ kubernetes, addons }: GivenVersions, upstream: Upstream): Upstream {
  return {
    ...upstream,
    ...(kubernetes && { kubernetes: { list: () => Promise.resolve([seriesOf(kubernetes)]) } }),
    ...(addons && { charts: pinnedCharts(addons, upstream.charts) }),
  };
}

const seriesOf = (version: KubernetesVersion): KubernetesSeries => ({
  minor: { major: version.major, minor: version.minor },
  released: undefined,
  endOfLife: undefined,
  patches: [{ version, released: undefined }],
});

/** Repositories that have of each chart the versions that are pinned. */
function pinnedCharts(addons: readonly AddonSubject[], charts: ChartRepository): ChartRepository {
  const isOf = (chart: ChartName) => (addon: AddonSubject) =>
    addon.chart.name === chart.name && addon.chart.repository === chart.repository;
  return {
    versions: (chart) => {
      const versions = new Set(addons.filter(isOf(chart)).map(({ current }) => current));
      return Promise.resolve(
        [...versions].map((version) => ({ version, digest: undefined, released: undefined })),
      );
    },
    fetch: (chart, version, expected) => charts.fetch(chart, version, expected),
  };
}

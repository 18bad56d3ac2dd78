// What upstream knows about the things that stacks depend on: each source is asked once, all of them at the same time.
import { CsctlError } from '../../problem/problem.ts';
import { isChartSource, shownAddress } from '../../stack/chart-source.ts';
import { newerPatches } from '../../stack/currency.ts';
import type { ChartName, ChartVersion, Day, KubernetesSeries } from '../../stack/upstream.ts';
import { newestWithImage, type NewestImage } from '../imaging/newest-image.ts';
import type { KubernetesWish, Upstream } from '../upstream-ports.ts';
import { allAnswers } from './all-answers.ts';
import type { AddonSubject, Subject } from './subject.ts';

/** The answers. */
export interface Knowledge {
  readonly kubernetes: readonly KubernetesSeries[];
  /** Newest first; empty for a chart that comes from no repository. */
  readonly chart: (chart: ChartName) => readonly ChartVersion[];
  /**
   * The newest patch that has an image, the current one at the end of the search. Undefined where that is not asked:
   * there is no catalogue, or no newer patch. Not an image, but an error: what is wrong with the catalogue or the image.
   */
  readonly image: (subject: Subject) => NewestImage | CsctlError | undefined;
  readonly today: Day;
}

const keyOf = ({ repository, name }: ChartName): string => JSON.stringify([repository, name]);

/**
 * Asks for all Kubernetes releases, the versions of every chart of the subjects, and images of newer patches.
 * @throws CsctlError `upstream-unreachable`, `upstream-damaged`, `chart-not-found`: one for all that is wrong
 */
export async function askUpstream(
  subjects: readonly Subject[],
  wish: KubernetesWish,
  upstream: Upstream,
): Promise<Knowledge> {
  const listed = upstream.kubernetes.list(wish);
  const charts = new Map<string, readonly ChartVersion[]>();
  const images = new Map<Subject, NewestImage | CsctlError>();
  await allAnswers<unknown>([
    () => listed,
    ...[...chartsOf(subjects)].map(([key, { folder, addon }]) => async () => {
      charts.set(key, await versionsOf(addon, folder, upstream));
    }),
    ...subjects.map((subject) => async () => {
      // Without the list there is nothing to ask for; whoever waits for the list itself tells why.
      const image = await newerImage(subject, await listed.catch(() => []), upstream);
      if (image) images.set(subject, image);
    }),
  ]);
  return {
    kubernetes: await listed,
    chart: (chart) => charts.get(keyOf(chart)) ?? [],
    image: (subject) => images.get(subject),
    today: upstream.today(),
  };
}

/** Each chart once, with the first addon that needs it. */
function chartsOf(
  subjects: readonly Subject[],
): ReadonlyMap<string, { readonly folder: string; readonly addon: AddonSubject }> {
  const found = new Map<string, { readonly folder: string; readonly addon: AddonSubject }>();
  for (const { folder, addons } of subjects)
    for (const addon of addons.filter(({ chart }) => isChartSource(chart.repository)))
      if (!found.has(keyOf(addon.chart))) found.set(keyOf(addon.chart), { folder, addon });
  return found;
}

async function versionsOf(
  { key, chart }: AddonSubject,
  folder: string,
  { charts }: Upstream,
): Promise<readonly ChartVersion[]> {
  const versions = await charts.versions(chart);
  if (versions.length > 0) return versions;
  const message = `${shownAddress(chart.repository)} has no chart "${chart.name}", which ${folder} pins as ${key}`;
  const hint = 'look at name and repository in Chart.yaml';
  throw new CsctlError('chart-not-found', message, { hint });
}

async function newerImage(
  { minor, kubernetes, catalogue }: Subject,
  series: readonly KubernetesSeries[],
  { images }: Upstream,
): Promise<NewestImage | CsctlError | undefined> {
  const newer = newerPatches(series, minor, kubernetes);
  if (!catalogue || newer.length === 0) return undefined;
  try {
    return await newestWithImage(catalogue, [...newer, ...(kubernetes ? [kubernetes] : [])], images);
  } catch (error) {
    if (error instanceof CsctlError && error.kind === 'invalid') return error;
    throw error;
  }
}

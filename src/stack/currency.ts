// Which newer versions a stack may take: the choices that `outdated` shows and `update` makes.
import compare from 'semver/functions/compare.js';
import {
  compareKubernetes,
  compareMinors,
  sameMinor,
  type KubernetesMinor,
  type KubernetesVersion,
} from './kubernetes-version.ts';
import type { ChartVersion, Day, KubernetesPatch, KubernetesSeries } from './upstream.ts';
import { normaliseVersion, satisfiesRange } from './version-range.ts';

/** In the place of a range: whatever X.Y a minor has pinned, only Z moves. */
export const PATCHES = 'patch';

/** What bounds the choice of a chart version. */
export interface ChartChoice {
  /** The range that updates stay in, as Helm reads ranges, or `patch`; undefined: the same major as `current`. */
  readonly update: string | undefined;
  /** Whether the chart's minor is that of Kubernetes: `X.34.Z` for 1.34. */
  readonly follows: boolean;
  readonly minor: KubernetesMinor;
  /** The version that is built now. */
  readonly current: string;
}

/** What is known of a minor; undefined when upstream has never released it. */
export const seriesOf = (
  series: readonly KubernetesSeries[],
  minor: KubernetesMinor,
): KubernetesSeries | undefined => series.find((one) => sameMinor(one.minor, minor));

/** The newest patch of a minor; undefined when upstream has never released it. */
export const newestPatch = (
  series: readonly KubernetesSeries[],
  minor: KubernetesMinor,
): KubernetesPatch | undefined =>
  [...(seriesOf(series, minor)?.patches ?? [])].sort((a, b) => compareKubernetes(b.version, a.version))[0];

/**
 * The patches above `current` up to the newest, newest first, also those that nobody has listed: Kubernetes counts its
 * patches without gaps. All patches where there is no current one.
 */
export function newerPatches(
  series: readonly KubernetesSeries[],
  minor: KubernetesMinor,
  current: KubernetesVersion | undefined,
): KubernetesVersion[] {
  const newest = newestPatch(series, minor)?.version.patch ?? -1;
  const count = Math.max(0, newest - (current?.patch ?? -1));
  const { major, minor: number } = minor;
  return Array.from({ length: count }, (_, index) => ({ major, minor: number, patch: newest - index }));
}

/** Whether a minor is out of support: the day after the last day of it. A minor without an end is supported. */
export const isPastEnd = ({ endOfLife }: KubernetesSeries, today: Day): boolean =>
  endOfLife !== undefined && today > endOfLife;

/** Whether upstream supports a minor today: it is released, and its last day is not over. */
export const isSupported = (one: KubernetesSeries, today: Day): boolean =>
  !isPastEnd(one, today) && (one.released === undefined || one.released <= today);

/** The minors that upstream supports today and that are not among `served`, oldest first. */
export const missingMinors = (
  series: readonly KubernetesSeries[],
  served: readonly KubernetesMinor[],
  today: Day,
): KubernetesSeries[] =>
  series
    .filter((one) => isSupported(one, today) && !served.some((minor) => sameMinor(minor, one.minor)))
    .sort((a, b) => compareMinors(a.minor, b.minor));

/**
 * The version to go to: the newest that `choice` allows. Undefined when none is newer than the current one, or when
 * the current one is no exact version. Never a pre-release, unless the current version is one.
 */
export function newestChart(
  versions: readonly ChartVersion[],
  choice: ChartChoice,
): ChartVersion | undefined {
  const { update, follows, minor, current } = choice;
  const [major, currentMinor] = parts(normaliseVersion(current) ?? '');
  return newest(versions, current, (version) => {
    const [ownMajor, ownMinor] = parts(version);
    if (follows && ownMinor !== minor.minor) return false;
    if (update === PATCHES) return ownMajor === major && ownMinor === currentMinor;
    return update === undefined ? ownMajor === major : isWithin(version, update);
  });
}

/** The newest of all versions, whatever `update` and `follows` say; undefined when none is newer than `current`. */
export const newestOfAll = (versions: readonly ChartVersion[], current: string): ChartVersion | undefined =>
  newest(versions, current, () => true);

function newest(
  versions: readonly ChartVersion[],
  current: string,
  allows: (version: string) => boolean,
): ChartVersion | undefined {
  const floor = normaliseVersion(current);
  if (floor === undefined) return undefined;
  return versions.reduce<{ readonly at: string; readonly chart?: ChartVersion }>(
    (best, chart) => {
      const at = normaliseVersion(chart.version);
      const isBetter = at !== undefined && compare(at, best.at) > 0;
      return isBetter && (isPrerelease(floor) || !isPrerelease(at)) && allows(at) ? { at, chart } : best;
    },
    { at: floor },
  ).chart;
}

const isPrerelease = (version: string): boolean => version.includes('-');

/** A pre-release is within a range when what it leads to is; Helm's own rule would leave it out. */
const isWithin = (version: string, range: string): boolean =>
  satisfiesRange(version.replace(/-.*$/, ''), range) ?? false;

/** Major and minor. */
const parts = (version: string): [number, number] => {
  const [major = NaN, minor = NaN] = version.split(/[.-]/).map(Number);
  return [major, minor];
};

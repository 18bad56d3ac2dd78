// Which version of a chart a dependency gets: by our lock, by Helm's lock, by Chart.yaml, else the newest in its range.
import { CsctlError } from '../../problem/problem.ts';
import { isExactVersion } from '../../stack/chart-lock.ts';
import { versionHint } from '../../stack/chart-source.ts';
import { findLocked, type LockedChart } from '../../stack/charts-lock.ts';
import type { Digest } from '../../stack/fingerprint.ts';
import { satisfiesRange } from '../../stack/version-range.ts';
import type { ChartRepository } from '../upstream-ports.ts';
import { describeWanted, type WantedChart } from './wanted-charts.ts';

/** A version, and its digest where it is locked. */
export interface ChosenVersion {
  readonly version: string;
  readonly digest: Digest | undefined;
}

/** The version that is known without asking anybody; undefined for a range that no lock answers. */
export function settledVersion(want: WantedChart, locked: readonly LockedChart[]): ChosenVersion | undefined {
  const own = findLocked(locked, want);
  if (own) return own;
  const exact = isExactVersion(want.version) ? want.version : want.helmLocked;
  if (exact === undefined) return undefined;
  return findLocked(locked, { ...want, version: exact }) ?? { version: exact, digest: undefined };
}

/**
 * The newest version in the range of a dependency, by the repository.
 * @throws CsctlError `chart-not-found`, and as `ChartRepository`
 */
export async function newestInRange(want: WantedChart, charts: ChartRepository): Promise<string> {
  const versions = await charts.versions(want);
  const fit = versions.find(({ version }) => satisfiesRange(version, want.version));
  if (fit) return fit.version;
  const hint = versionHint(versions.map(({ version }) => version));
  const message =
    versions.length === 0
      ? `there is no chart ${describeWanted(want)}`
      : `no version fits the dependency ${describeWanted(want)}`;
  throw new CsctlError('chart-not-found', message, { hint });
}

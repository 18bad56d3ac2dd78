// Versions of charts in order, and the one that is meant by a text.
import compare from 'semver/functions/compare.js';
import { normaliseVersion, sameVersion } from '../../stack/version-range.ts';

/** Newest first, as Helm sorts an index; what is no version is left out. */
export function newestFirst<T extends { readonly version: string }>(charts: readonly T[]): T[] {
  return charts
    .flatMap((chart) => {
      const version = normaliseVersion(chart.version);
      return version === undefined ? [] : [{ chart, version }];
    })
    .sort((a, b) => compare(b.version, a.version))
    .map(({ chart }) => chart);
}

/** The entry of a version: as it is written, else one that means the same (`v1.2.3` and `1.2.3`), as Helm compares. */
export function findVersion<T extends { readonly version: string }>(
  charts: readonly T[],
  version: string,
): T | undefined {
  return (
    charts.find((chart) => chart.version === version) ??
    charts.find((chart) => sameVersion(chart.version, version))
  );
}

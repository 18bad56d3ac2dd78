// What charts.lock.yaml has to say: a version and a digest for every chart that the minors of a folder depend on.
import { CsctlError, refuseErrors, type Problem } from '../../problem/problem.ts';
import { isExactVersion } from '../../stack/chart-lock.ts';
import { findLocked, formatChartsLock, parseChartsLock, type LockedChart } from '../../stack/charts-lock.ts';
import { digestOf } from '../../stack/fingerprint.ts';
import { locateProblems, type Stack } from '../../stack/stack.ts';
import type { ChartRepository } from '../upstream-ports.ts';
import { newestInRange, settledVersion } from './chosen-version.ts';
import { wantedCharts, type WantedChart } from './wanted-charts.ts';

/** How what is locked is treated. */
export interface ResolveOptions {
  /** Take the newest version of every range, whatever is locked. What Chart.yaml names exactly stays as it is locked. */
  readonly refresh: boolean;
}

/**
 * The charts that stacks depend on, each once; what nobody wants any more is left out. What is locked is kept
 * without asking for it; everything else is fetched, checked against the index, and locked by its digest.
 * Charts from folders and those that lie in charts/ are never locked: the sources hold them.
 * @param stacks the minors of a folder
 * @throws CsctlError with the problems of all of them: `chart-source`, `chart-not-found`, `chart-digest`, `upstream-*`
 */
export async function resolveCharts(
  stacks: readonly Stack[],
  locked: readonly LockedChart[],
  charts: ChartRepository,
  { refresh }: ResolveOptions,
): Promise<readonly LockedChart[]> {
  const problems: Problem[] = [];
  const wanted = new Map<string, { want: WantedChart; stack: Stack }>();
  for (const stack of stacks) {
    const found = wantedCharts(stack);
    problems.push(...locateProblems(stack.label, found.problems, stack.origins));
    for (const want of found.wanted) {
      const key = JSON.stringify([want.repository, want.name, want.version]);
      if (want.origin === 'repository' && !wanted.has(key)) wanted.set(key, { want, stack });
    }
  }
  const resolved = await Promise.all(
    [...wanted.values()].map(async ({ want, stack }) => {
      try {
        return [await resolve(want, locked, charts, refresh)];
      } catch (error) {
        if (!(error instanceof CsctlError) || error.code === 'interrupted') throw error;
        const placed = error.problems.map((one) =>
          one.file === undefined ? { ...one, ...want.place } : one,
        );
        problems.push(...locateProblems(stack.label, placed, stack.origins));
        return [];
      }
    }),
  );
  refuseErrors(problems, 'the list of chart dependencies');
  return resolved.flat();
}

async function resolve(
  want: WantedChart,
  locked: readonly LockedChart[],
  charts: ChartRepository,
  refresh: boolean,
): Promise<LockedChart> {
  const { name, repository, version: asked } = want;
  const isExact = isExactVersion(asked);
  const range = isExact ? undefined : asked;
  const own = findLocked(locked, want);
  if (own && (isExact || !refresh)) return own;
  const settled = isExact || !refresh ? settledVersion(want, locked) : undefined;
  const version = settled?.version ?? (await newestInRange(want, charts));
  const known = settled?.digest ?? (own?.version === version ? own.digest : undefined);
  const digest = known ?? digestOf(await charts.fetch(want, version, undefined));
  return { name, repository, range, version, digest };
}

/**
 * The text of charts.lock.yaml after `resolveCharts`; undefined when no stack depends on a chart from a repository.
 * @param previous the text that is there
 */
export const lockTextOf = (
  charts: readonly LockedChart[],
  previous: string | undefined,
): string | undefined =>
  charts.length === 0 && previous === undefined ? undefined : formatChartsLock(charts, previous);

/** What a stack's charts.lock.yaml says; nothing when there is none. @throws CsctlError `lock-file`, `yaml-syntax` */
export function readLock(file: string, { label, chartsLock }: Stack): readonly LockedChart[] {
  if (chartsLock === undefined) return [];
  const { charts, problems } = parseChartsLock(file, chartsLock);
  refuseErrors(locateProblems(label, problems), label);
  return charts ?? [];
}

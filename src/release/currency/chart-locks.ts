// charts.lock.yaml of a folder after its sources were edited.
import { CHARTS_LOCK_FILE } from '../../stack/asset.ts';
import { formatChartsLock, mergeLockedCharts, type LockedChart } from '../../stack/charts-lock.ts';
import type { SourceTexts } from '../../stack/edits/source-texts.ts';
import { readLayout } from '../../stack/layout/read-layout.ts';
import { lockTextOf, readLock, resolveCharts } from '../vendoring/resolve-charts.ts';
import type { ChartRepository } from '../upstream-ports.ts';
import { minorsOf } from './folder-minors.ts';

/** A new lock, and what it locks that the old one did not. */
export interface NewLock {
  readonly text: string;
  readonly changes: readonly { readonly name: string; readonly from: string | null; readonly to: string }[];
}

/**
 * Locks the charts of all minors of a folder, where its releases embed charts or there is a lock already.
 * @returns undefined where there is nothing to change
 * @throws CsctlError `lock-file`, and as `resolveCharts`
 */
export async function lockCharts(
  folder: string,
  texts: SourceTexts,
  charts: ChartRepository,
): Promise<NewLock | undefined> {
  const tree = texts.tree();
  const minors = minorsOf(folder, tree, readLayout(folder, tree));
  const stacks = minors.flatMap(({ stack }) => stack ?? []);
  const [first] = stacks;
  const previous = tree.text(CHARTS_LOCK_FILE);
  if (!first || (previous === undefined && !stacks.some(({ settings }) => settings.embed))) return undefined;
  const before = readLock(CHARTS_LOCK_FILE, first);
  const resolved = await resolveCharts(stacks, before, charts, { refresh: true });
  // A minor that cannot be read keeps what it has locked.
  const after = stacks.length === minors.length ? resolved : mergeLockedCharts(before, resolved);
  const text = lockTextOf(after, previous);
  // A lock that says the same may look as it likes.
  const isSame = previous !== undefined && formatChartsLock(before, previous) === text;
  return text === undefined || isSame ? undefined : { text, changes: changesOf(before, after) };
}

function changesOf(before: readonly LockedChart[], after: readonly LockedChart[]): NewLock['changes'] {
  const isSame = (a: LockedChart, b: LockedChart) =>
    a.name === b.name && a.repository === b.repository && a.range === b.range;
  return after.flatMap((chart) => {
    const known = before.filter((other) => isSame(chart, other));
    if (known.some(({ version }) => version === chart.version)) return [];
    const from = chart.range === undefined ? null : (known[0]?.version ?? null);
    return [{ name: chart.name, from, to: chart.version }];
  });
}

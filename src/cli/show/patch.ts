// The result of patch: what changed, what was released, and what could not be.
import type { CreatedRelease } from '../../release/create.ts';
import type { PatchResult } from '../../release/currency/patch.ts';
import type { UpdatedParams } from '../../release/manifests/admission/params-file.ts';
import { problemsOf, showChanges, showRefused } from './changes.ts';
import { nextLine } from './next.ts';
import { showProblems } from './problems.ts';
import { nextStep } from './publish.ts';
import type { Style } from './style.ts';
import { visibly } from './visible.ts';

/** @param dryRun whether nothing was written */
export function showPatch(
  { changes, releases, refused, warnings, params }: PatchResult,
  style: Style,
  dryRun: boolean,
): { out: string; err: string } {
  const fresh = releases.filter(({ status }) => status !== 'unchanged');
  const published = fresh.flatMap(({ tag, published: places }) => places.map((one) => ({ tag, ...one })));
  const tables = [
    showChanges(changes, style),
    showReleases(fresh, style, dryRun),
    showRefused(refused, style),
    params ? showParams(params, style) : '',
  ];
  const shown = tables.filter((table) => table !== '').join('\n');
  const nothing =
    fresh.length === 0 && refused.length === 0 ? `${shown === '' ? '' : '\n'}nothing to release\n` : '';
  const folders = published.length > 0 ? [] : fresh.flatMap(({ folder }) => folder ?? []);
  const next = dryRun ? '' : nextStep(published) + nextLine(['verify'], folders);
  return { out: `${shown}${nothing}${next}`, err: showProblems(problemsOf(refused, warnings), style) };
}

function showReleases(releases: readonly CreatedRelease[], style: Style, dryRun: boolean): string {
  if (releases.length === 0) return '';
  const head = ['RELEASE', 'KUBERNETES', 'STATUS', 'WHY'].map(style.dim);
  const rows = releases.map(({ tag, kubernetes, status, decision }) => [
    style.bold(visibly(tag)),
    visibly(kubernetes),
    style.paint('green', dryRun ? 'would be created' : status),
    visibly([...new Set(decision.flatMap(({ changed, reasons }) => (changed ? reasons : [])))].join('; ')),
  ]);
  return style.table([head, ...rows], 0);
}

/** What the file for the admission policies got, or would get. */
function showParams({ file, status, changes }: UpdatedParams, style: Style): string {
  if (changes.length === 0) return '';
  const head = ['CLASS', 'KUBERNETES', `${status === 'planned' ? 'WOULD BE IN' : 'NOW IN'} ${visibly(file)}`];
  const rows = changes.map(({ class: name, kubernetes, from }) => [
    style.bold(visibly(name)),
    visibly(kubernetes),
    from === null ? 'added' : `was ${visibly(from)}`,
  ]);
  return style.table([head.map(style.dim), ...rows], 0);
}

// A minor that came to a stack: what it is made of, and the text that changed.
import type { MinorResult } from '../../release/scaffold/minor.ts';
import { nextLines } from './next.ts';
import { showChanges } from './changes.ts';
import { showProblems } from './problems.ts';
import { countOf, type Style } from './style.ts';
import { paintDiff } from './update.ts';
import { visibly } from './visible.ts';

/** @param dryRun whether nothing was written */
export function showMinor(
  { changes, files, folder, from, warnings, next }: MinorResult,
  style: Style,
  dryRun: boolean,
): { out: string; err: string } {
  const isNew = folder !== from.folder;
  const texts = files.map(({ diff }) => paintDiff(diff, style)).join('');
  const what = isNew
    ? `${visibly(folder)}, a copy of ${visibly(from.folder)}`
    : countOf(files.length, 'file');
  const done = `${dryRun ? 'would write' : 'wrote'} ${what}\n`;
  const lines = dryRun ? '' : nextLines(next);
  const table = changes.length === 0 ? '' : `${showChanges(changes, style)}\n`;
  return { out: `${table}${texts}${done}${lines}`, err: showProblems(warnings, style) };
}

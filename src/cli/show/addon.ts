// An addon stage that came to a stack: its files, the text that changed, and the next commands.
import type { AddonResult } from '../../release/scaffold/addon.ts';
import { nextLines } from './next.ts';
import { countOf, type Style } from './style.ts';
import { paintDiff } from './update.ts';
import { visibly } from './visible.ts';

/** @param dryRun whether nothing was written */
export function showAddon(
  { files, changed, next }: AddonResult,
  style: Style,
  dryRun: boolean,
): { out: string } {
  const verb = { created: 'created', current: 'is there already', planned: 'would be created' };
  const rows = files.map(({ path, status }) => [visibly(path), style.paint('green', verb[status])]);
  const diffs = changed.map(({ diff }) => paintDiff(diff, style)).join('');
  const done = `${dryRun ? 'would change' : 'changed'} ${countOf(changed.length, 'file')}\n`;
  return {
    out: [style.table(rows, 0), diffs, done, nextLines(dryRun ? [] : next)].join(''),
  };
}

// The result of update: what changed in the sources; on a dry run, the text that would.
import type { UpdateResult } from '../../release/currency/update.ts';
import { problemsOf, showChanges, showRefused } from './changes.ts';
import { nextLine } from './next.ts';
import { showProblems } from './problems.ts';
import { countOf, type Style } from './style.ts';
import { visibly } from './visible.ts';

/** @param dryRun whether nothing was written */
export function showUpdate(
  { changes, files, refused, warnings }: UpdateResult,
  style: Style,
  dryRun: boolean,
): { out: string; err: string } {
  const table = showChanges(changes, style);
  const done = `${dryRun ? 'would change' : 'changed'} ${countOf(files.length, 'file')}`;
  const paths = files.map(({ path }) => `  ${visibly(path)}\n`).join('');
  const texts = dryRun ? files.map(({ diff }) => paintDiff(diff, style)).join('') : '';
  const body = files.length === 0 ? nothing(refused.length) : `${table}\n${texts}${done}\n${paths}`;
  const left = refused.length === 0 ? '' : `\n${showRefused(refused, style)}`;
  const stacks = dryRun ? [] : [...new Set(changes.map(({ stack }) => stack))];
  const next = nextLine(['validate'], stacks);
  return { out: `${body}${left}${next}`, err: showProblems(problemsOf(refused, warnings), style) };
}

const nothing = (refused: number): string =>
  refused === 0 ? 'everything is current\n' : 'nothing to change\n';

/** A unified diff, as git paints it. */
export function paintDiff(diff: string, style: Style): string {
  const paint = (line: string): string => {
    if (/^(?:---|\+\+\+) /.test(line)) return style.bold(line);
    if (line.startsWith('+')) return style.paint('green', line);
    if (line.startsWith('-')) return style.paint('red', line);
    return line.startsWith('@@') ? style.paint('cyan', line) : line;
  };
  const lines = diff.replace(/\n$/, '').split('\n');
  return lines.map((line) => `${paint(visibly(line.replaceAll('\t', '    ')))}\n`).join('');
}

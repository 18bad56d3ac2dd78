// A refusal, and a bug, on stderr.
import type { CsctlError } from '../../problem/problem.ts';
import { BELOW, countProblems, showProblems } from './problems.ts';
import type { Style } from './style.ts';
import { visibly } from './visible.ts';

/** The problems, and a last line that says what did not happen. */
export function showError(error: CsctlError, style: Style): string {
  const blocks = showProblems(error.problems, style);
  if (error.problems.length === 1 && error.problems[0]?.message === error.message) return blocks;
  const last = `${style.paint('red', 'error')}: ${visibly(error.message)} (${countProblems(error.problems)})`;
  return `${blocks}${style.wrap(last, BELOW)}\n`;
}

/** A stack trace, since nobody but us can do anything about it. */
export function showBug(error: unknown, reportUrl: string): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${trace.split('\n').map(visibly).join('\n')}\nThis is a bug in csctl. Please report it with the lines above at ${reportUrl}\n`;
}

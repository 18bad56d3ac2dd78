// Problems as people read them: what is wrong, where, and what to do next.
import { docsOf } from '../../problem/catalogue.ts';
import { isError, type Problem } from '../../problem/problem.ts';
import { formatPlace } from '../../problem/place.ts';
import { countOf, type Style } from './style.ts';
import { visibly } from './visible.ts';

/** Where the rest of a long line begins: below the texts of place and hint. */
export const BELOW = '  -> '.length;

/** One block a problem: `error[code]: message`, the place on a line of its own, the way on. */
export function showProblems(problems: readonly Problem[], style: Style): string {
  return problems.map((p) => showProblem(p, style)).join('');
}

function showProblem(p: Problem, style: Style): string {
  const code = `[${style.link(docsOf(p.code), p.code)}]`;
  const severity = isError(p) ? style.paint('red', `error${code}`) : style.paint('yellow', `warning${code}`);
  const place = visibly(formatPlace(p));
  const lines = [style.wrap(`${severity}: ${visibly(p.message)}`, BELOW)];
  // A path is no text: it stays whole, so that it can be copied.
  if (place !== '') lines.push(`  ${style.dim('at')} ${place}`);
  if (p.hint !== undefined) lines.push(style.wrap(`  ${style.dim('->')} ${visibly(p.hint)}`, BELOW));
  return lines.map((line) => `${line}\n`).join('');
}

/** `2 errors, 1 warning` */
export function countProblems(problems: readonly Problem[]): string {
  const errors = problems.filter(isError).length;
  const count = (n: number, what: string) => (n === 0 ? [] : [countOf(n, what)]);
  return (
    [...count(errors, 'error'), ...count(problems.length - errors, 'warning')].join(', ') || 'no problems'
  );
}

// Problems as people read them: what is wrong, where, and what to do next.
import { isError, type Problem } from '../../problem/problem.ts';
import { formatPlace } from '../../problem/place.ts';
import type { Style } from './style.ts';

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/** One block a problem: `error[code]: message`, the place on a line of its own, the way on. */
export function showProblems(problems: readonly Problem[], style: Style): string {
  return problems.map((p) => showProblem(p, style)).join('');
}

function showProblem(p: Problem, style: Style): string {
  const severity = isError(p)
    ? style.paint('red', `error[${p.code}]`)
    : style.paint('yellow', `warning[${p.code}]`);
  const place = visibly(formatPlace(p));
  const lines = [`${severity}: ${p.message}`];
  if (place !== '') lines.push(`  ${style.dim('at')} ${place}`);
  if (p.hint !== undefined) lines.push(`  ${style.dim('->')} ${p.hint}`);
  return lines.map((line) => `${line}\n`).join('');
}

/** File names can hold anything; a terminal must not act on it. */
const visibly = (text: string): string => text.replace(CONTROL, (c) => JSON.stringify(c).slice(1, -1));

/** `2 errors, 1 warning` */
export function countProblems(problems: readonly Problem[]): string {
  const errors = problems.filter(isError).length;
  const count = (n: number, what: string) => (n === 0 ? [] : [`${n} ${what}${n === 1 ? '' : 's'}`]);
  return (
    [...count(errors, 'error'), ...count(problems.length - errors, 'warning')].join(', ') || 'no problems'
  );
}

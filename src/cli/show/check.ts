// The result of verify and validate.
import type { CheckResult } from '../../release/check.ts';
import { countProblems, showProblems } from './problems.ts';
import type { Style } from './style.ts';

/** @param subject what was checked: `1 release`, `2 stacks` */
export function showCheck({ ok, problems }: CheckResult, style: Style, subject: string): { out: string } {
  const verdict = ok ? style.paint('green', 'ok') : style.paint('red', 'not ok');
  return { out: `${showProblems(problems, style)}${verdict}: ${subject}, ${countProblems(problems)}\n` };
}

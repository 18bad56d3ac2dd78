// The result of plan: which release would be made of which stack, and why.
import { isError, problem, type Problem } from '../../problem/problem.ts';
import type { PlanResult, ReleasePlan } from '../../release/plan.ts';
import { showDecision, showFiles } from './decision.ts';
import { showProblems } from './problems.ts';
import { countOf, type Style } from './style.ts';
import { showVerdict } from './upgrade.ts';
import { visibly } from './visible.ts';

export function showPlan({ plans, warnings }: PlanResult, style: Style): { out: string; err: string } {
  const told = [...warnings.filter(({ code }) => code !== BREAKING), ...breaking(warnings)];
  return { out: plans.map((plan) => showOne(plan, style)).join('\n'), err: showProblems(told, style) };
}

const BREAKING = 'breaking-change';

/** The verdict of each plan tells its findings with place and hint: here only that they are refused, or allowed. */
function breaking(warnings: readonly Problem[]): Problem[] {
  const found = warnings.filter(({ code }) => code === BREAKING);
  const [first] = found;
  if (!first) return [];
  const message = `clusters of the previous release do not get on: ${countOf(found.length, 'breaking finding')}; the plan lists them`;
  const { severity } = first;
  const hint = 'mend them, or release all the same with --allow-breaking';
  return [problem(BREAKING, message, { severity, ...(isError(first) && { hint }) })];
}

function showOne(plan: ReleasePlan, style: Style): string {
  const { stack, tag, previous, kubernetes, changed, decision, upgrade } = plan;
  const what = changed
    ? `${style.bold(visibly(tag))}  Kubernetes ${visibly(kubernetes)}`
    : `${style.bold(visibly(tag))}  ${style.paint('yellow', 'nothing to release')}`;
  const since = previous === null ? '' : style.dim(`  (since ${visibly(previous)})`);
  const head = `${visibly(stack)} -> ${what}${since}\n${showDecision(decision, style)}`;
  return head + (upgrade ? showVerdict(upgrade, style) : '') + showFiles(decision, style);
}

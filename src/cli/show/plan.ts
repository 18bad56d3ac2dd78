// The result of plan: which release would be made of which stack, and why.
import type { PlanResult, ReleasePlan } from '../../release/plan.ts';
import { showDecision, showFiles } from './decision.ts';
import { showProblems } from './problems.ts';
import type { Style } from './style.ts';
import { showVerdict } from './upgrade.ts';
import { visibly } from './visible.ts';

export function showPlan({ plans, warnings }: PlanResult, style: Style): { out: string; err: string } {
  return { out: plans.map((plan) => showOne(plan, style)).join('\n'), err: showProblems(warnings, style) };
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

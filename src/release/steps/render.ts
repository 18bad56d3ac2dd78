// render: marks filled and charts named with the decided versions; then everything that was found is judged.
import { allowedCodes, allowProblems, refuseErrors } from '../../problem/problem.ts';
import { renderStack } from '../../render/render-stack.ts';
import { locateProblems } from '../../stack/stack.ts';
import { checkView } from '../../verify/rules.ts';
import { viewOfStack } from '../../verify/stack-view.ts';
import type { Step } from '../flow.ts';
import type { Decided, Rendered } from '../stages.ts';

export const render: Step<Decided, Rendered> = {
  title: 'render and check',
  async run(decided) {
    const { stack, decision, request } = decided;
    const rendered = await renderStack(stack, decision.versions);
    const found = [...rendered.problems, ...(await checkView(viewOfStack(stack, rendered.tree)))];
    const all = [...decided.problems, ...locateProblems(stack.label, found, stack.origins)];
    const problems = refuseErrors(allowProblems(all, request.allowed), stack.label);
    return { ...decided, rendered, problems, allowed: allowedCodes(all, request.allowed) };
  },
};

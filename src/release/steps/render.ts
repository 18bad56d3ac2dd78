// render: marks filled and charts named with the decided versions; then everything that was found is judged.
import { allowedCodes, allowProblems, refuseErrors, type Problem } from '../../problem/problem.ts';
import { renderStack } from '../../render/render-stack.ts';
import { NODE_IMAGES_FILE } from '../../stack/asset.ts';
import { locateProblems, type Stack } from '../../stack/stack.ts';
import { checkView } from '../../verify/rules.ts';
import { viewOfStack } from '../../verify/stack-view.ts';
import type { Step } from '../flow.ts';
import type { Decided, Rendered } from '../stages.ts';

/** Nobody can mend the node-images.yaml that is made of the catalogue: it is the catalogue that is wrong. */
function whereItIsMade(found: Problem, { made, settings }: Stack): Problem {
  if (found.file !== NODE_IMAGES_FILE || made?.get(found.file) !== 'generated' || !settings.images)
    return found;
  const hint =
    found.code === 'node-images-empty'
      ? 'run csctl update, or csctl images --pin: the images of a minor are those in nodeImages.versions'
      : found.hint;
  return { ...found, ...settings.images.place, ...(hint !== undefined && { hint }) };
}

export const render: Step<Decided, Rendered> = {
  title: 'render and check',
  async run(decided) {
    const { stack, decision, request } = decided;
    const rendered = await renderStack(stack, decision.versions);
    const judged = await checkView(viewOfStack(stack, rendered.tree));
    const found = [...rendered.problems, ...judged.map((one) => whereItIsMade(one, stack))];
    const all = [...decided.problems, ...locateProblems(stack.label, found, stack.origins)];
    const problems = refuseErrors(allowProblems(all, request.allowed), stack.label);
    return { ...decided, rendered, problems, allowed: allowedCodes(all, request.allowed) };
  },
};

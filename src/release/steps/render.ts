// render: charts as the operator renders them; then everything that was found is judged.
import { allowedCodes, allowProblems, refuseErrors, type Problem } from '../../problem/problem.ts';
import { NODE_IMAGES_FILE } from '../../stack/asset.ts';
import { locateProblems, type Stack } from '../../stack/stack.ts';
import { checkFillIns } from '../../verify/fill-in-rules.ts';
import { checkView } from '../../verify/rules.ts';
import type { Step } from '../flow.ts';
import { readCrds } from '../read-crds.ts';
import type { World } from '../ports.ts';
import type { Filled, Rendered } from '../stages.ts';

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

/** What is wrong with the files as they are packaged, with places as the user knows them. */
export async function findProblems(
  { stack, rendered, view, request }: Filled,
  world: Pick<World, 'texts'>,
): Promise<Problem[]> {
  const judged = await checkView(view, { schemas: await readCrds(request.crds, world) });
  const own = [...rendered.problems, ...checkFillIns(stack.tree)];
  const found = [...own, ...judged.map((one) => whereItIsMade(one, stack))];
  return locateProblems(stack.label, found, stack.origins);
}

export const render: Step<Filled, Rendered> = {
  title: 'render and check',
  async run(filled, world) {
    const { stack, request } = filled;
    const all = [...filled.problems, ...(await findProblems(filled, world))];
    const problems = refuseErrors(allowProblems(all, request.allowed), stack.label);
    return { ...filled, problems, allowed: allowedCodes(all, request.allowed) };
  },
};

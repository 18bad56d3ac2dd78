// compare: what the upgrade from the previous release means for clusters; one that breaks them is refused unless allowed.
import { allowedCodes, allowProblems, problem, refuseErrors, type Problem } from '../../problem/problem.ts';
import { renderStack } from '../../render/render-stack.ts';
import { locatePath, type Stack } from '../../stack/stack.ts';
import { readRelease } from '../../verify/release-view.ts';
import { renderView } from '../../verify/rendered-view.ts';
import { viewOfStack } from '../../verify/stack-view.ts';
import { compareRendered } from '../../verify/upgrade/compare-rendered.ts';
import type { Upgrade } from '../../verify/upgrade/verdict.ts';
import type { ReleaseView } from '../../verify/view.ts';
import { versionsOf } from '../changes.ts';
import type { Step } from '../flow.ts';
import type { Compared, Filled, PreviousRelease, Rendered } from '../stages.ts';

/** The upgrade from the previous release, with places as the user knows them; undefined where there is none. */
export async function findUpgrade({ stack, previous }: Filled): Promise<Upgrade | undefined> {
  if (previous.kind !== 'found') return undefined;
  const { release } = previous;
  // With the versions of the previous release all names are the same, and versions alone are no difference.
  const { tree } = await renderStack(stack, versionsOf(release));
  const upgrade = compareRendered(sideOf(viewOfPrevious(release)), sideOf(viewOfStack(stack, tree)));
  // Of a class that does not render nobody can say what its clusters have.
  return upgrade.variables === null ? undefined : located(upgrade, stack);
}

const located = (upgrade: Upgrade, { label, origins }: Stack): Upgrade => ({
  ...upgrade,
  findings: upgrade.findings.map(({ place, ...finding }) => ({
    ...finding,
    ...(place && { place: { ...place, file: locatePath(label, place.file, origins) } }),
  })),
});

const viewOfPrevious = ({ tag, assets }: PreviousRelease): ReleaseView => readRelease(tag, assets).view;
const sideOf = (view: ReleaseView) => ({ view, rendered: renderView(view) });

/** Said with a code of its own, and allowed with that. */
const SAID_BEFORE = 'kubernetes-downgrade';

/** A problem for every finding that breaks clusters. @param upgrade as `findUpgrade` gives it */
export function breakingProblems({ stack, request }: Filled, upgrade: Upgrade | undefined): Problem[] {
  const ways = request.allowed.has('breaking-change')
    ? []
    : ['or release it all the same with --allow-breaking'];
  const breaking = (upgrade?.findings ?? []).filter(
    ({ level, kind }) => level === 'breaking' && kind !== SAID_BEFORE,
  );
  return breaking.map(({ message, hint, place }) => {
    const where = place ?? { file: locatePath(stack.label, stack.configFile, stack.origins) };
    const cure = [...(hint === undefined ? [] : [hint]), ...ways].join('; ');
    return problem('breaking-change', message, { ...where, ...(cure !== '' && { hint: cure }) });
  });
}

export const compare: Step<Rendered, Compared> = {
  title: 'compare with the previous release',
  async run(rendered) {
    const { stack, request } = rendered;
    const upgrade = await findUpgrade(rendered);
    const all = breakingProblems(rendered, upgrade);
    const judged = refuseErrors(allowProblems(all, request.allowed), stack.label);
    return {
      ...rendered,
      upgrade,
      problems: [...rendered.problems, ...judged],
      allowed: [...new Set([...rendered.allowed, ...allowedCodes(all, request.allowed)])].sort(),
    };
  },
};

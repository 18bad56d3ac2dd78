// plan: what create would do and why; writes nothing.
import { allowProblems, refuseErrors, sortProblems, type Problem } from '../problem/problem.ts';
import type { Decision } from '../stack/decision.ts';
import { formatKubernetes } from '../stack/kubernetes-version.ts';
import { eachStack, refuseTogether } from './each-stack.ts';
import { planning } from './pipeline.ts';
import { selectMinors } from './select.ts';
import type { World } from './ports.ts';
import type { ReleaseRequest } from './stages.ts';

/** The plan for one stack, as `--json` prints it. */
export interface ReleasePlan {
  readonly stack: string;
  readonly tag: string;
  readonly previous: string | null;
  readonly kubernetes: string;
  /** Whether `create` would make a release. */
  readonly changed: boolean;
  readonly decision: Decision['components'];
}

export interface PlanResult {
  readonly plans: readonly ReleasePlan[];
  readonly warnings: readonly Problem[];
}

/** Plans a release of every stack. @throws CsctlError when a stack cannot be read */
export async function planReleases(
  folders: readonly string[],
  request: ReleaseRequest,
  world: World,
): Promise<PlanResult> {
  for (const store of world.stores) await store.check('read');
  const outcomes = await eachStack(await selectMinors(folders, request, world), async (requested) => {
    const { folder } = requested;
    const { decision, tag, previous, stack, problems } = await planning.run(requested, world);
    const plan: ReleasePlan = {
      stack: folder,
      tag,
      previous: previous.kind === 'found' ? previous.release.tag : null,
      kubernetes: formatKubernetes(stack.config.kubernetes),
      changed: decision.changed,
      decision: decision.components,
    };
    return { plan, problems: refuseErrors(allowProblems(problems, request.allowed), folder) };
  });
  refuseTogether(outcomes);
  return {
    plans: outcomes.done.map(({ plan }) => plan),
    warnings: sortProblems(outcomes.done.flatMap(({ problems }) => problems)),
  };
}

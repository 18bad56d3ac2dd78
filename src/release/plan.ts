// plan: what create would do and why; writes nothing.
import { mergeMinors } from '../problem/minors.ts';
import { allowProblems, isError, refuseErrors, sortProblems, type Problem } from '../problem/problem.ts';
import type { Decision } from '../stack/decision.ts';
import { formatKubernetes } from '../stack/kubernetes-version.ts';
import { eachStack, refuseTogether } from './each-stack.ts';
import { planning } from './pipeline.ts';
import { selectMinors } from './select.ts';
import type { World } from './ports.ts';
import type { Decided, ReleaseRequest } from './stages.ts';
import { breakingProblems, findUpgrade } from './steps/compare.ts';
import { fill } from './steps/fill.ts';
import { findProblems } from './steps/render.ts';
import type { UpgradeSummary } from '../verify/upgrade/verdict.ts';

/** The plan for one stack, as `--json` prints it. */
export interface ReleasePlan {
  readonly stack: string;
  readonly tag: string;
  readonly previous: string | null;
  readonly kubernetes: string;
  /** Whether `create` would make a release. */
  readonly changed: boolean;
  readonly decision: Decision['components'];
  /** What the upgrade from the previous release means for clusters; null where nothing is to be compared. */
  readonly upgrade: UpgradeSummary | null;
  /** Whether `create` would refuse it, for errors among the warnings. */
  readonly refused: boolean;
}

export interface PlanResult {
  readonly plans: readonly ReleasePlan[];
  /** All that was found; errors among them are what `create` would stop at. */
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
    const decided = await planning.run(requested, world);
    const { decision, tag, previous, stack, request: asked } = decided;
    const sound = refuseErrors(allowProblems(decided.problems, asked.allowed), folder);
    const outlook = decision.changed ? await lookAhead(decided, world) : NO_OUTLOOK;
    const plan: ReleasePlan = {
      stack: folder,
      tag,
      previous: previous.kind === 'found' ? previous.release.tag : null,
      kubernetes: formatKubernetes(stack.config.kubernetes),
      changed: decision.changed,
      decision: decision.components,
      upgrade: outlook.upgrade ?? null,
      refused: outlook.problems.some(isError),
    };
    return { plan, problems: [...sound, ...outlook.problems] };
  });
  refuseTogether(outcomes);
  return {
    plans: outcomes.done.map(({ plan }) => plan),
    warnings: mergeMinors(sortProblems(outcomes.done.flatMap(({ problems }) => problems))),
  };
}

/** What `create` would find beyond the decision. */
interface Outlook {
  readonly problems: readonly Problem[];
  readonly upgrade: UpgradeSummary | undefined;
}

const NO_OUTLOOK: Outlook = { problems: [], upgrade: undefined };

/** Renders and compares as `create` would, and refuses nothing: a plan says what would be refused. */
async function lookAhead(decided: Decided, world: World): Promise<Outlook> {
  const filled = await fill.run(decided, world);
  const upgrade = await findUpgrade(filled);
  const found = [...(await findProblems(filled, world)), ...breakingProblems(filled, upgrade)];
  return {
    problems: allowProblems(found, decided.request.allowed),
    upgrade: upgrade && { verdict: upgrade.verdict, findings: upgrade.findings },
  };
}

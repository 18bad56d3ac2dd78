// Everything of create that writes nothing: each stack as far as its assets, and the targets looked at.
import { allowProblems, CsctlError, problem, refuseErrors, type Problem } from '../problem/problem.ts';
import { sameAssets } from '../stack/asset.ts';
import type { Decision } from '../stack/decision.ts';
import { formatKubernetes } from '../stack/kubernetes-version.ts';
import { looksBack } from '../stack/modes.ts';
import { eachStack, refuseTogether, type StackOutcomes } from './each-stack.ts';
import { packaging, planning } from './pipeline.ts';
import type { ReleaseStore, World } from './ports.ts';
import type { Deliverable, Packaged, PreviousRelease, Requested } from './stages.ts';

/** A stack that is ready to be written, or has nothing new. */
export interface Prepared {
  readonly requested: Requested;
  readonly tag: string;
  readonly kubernetes: string;
  readonly decision: Decision;
  readonly problems: readonly Problem[];
  /** Undefined when nothing changed. */
  readonly deliverable: Deliverable | undefined;
  readonly previous: PreviousRelease | undefined;
}

/** What is to become of the others when a stack is refused: none of them is released, or all that can be. */
export type OnRefusal = 'stop' | 'leave-out';

/**
 * Prepares every stack.
 * @throws CsctlError `stack-duplicate`; with the problems of all stacks when one is refused and that means to stop
 */
export async function prepareAll(
  stacks: readonly Requested[],
  onRefusal: OnRefusal,
  world: World,
): Promise<StackOutcomes<Prepared>> {
  const outcomes = await eachStack(stacks, (requested) => prepare(requested, world));
  if (onRefusal === 'stop') refuseTogether(outcomes);
  refuseDuplicates(outcomes.done);
  return outcomes;
}

async function prepare(requested: Requested, world: World): Promise<Prepared> {
  const decided = await planning.run(requested, world);
  const { decision, stack, previous, tag, subject, request } = decided;
  const packaged = decision.changed ? await packaging.run(decided, world) : undefined;
  return {
    requested,
    tag,
    kubernetes: formatKubernetes(stack.config.kubernetes),
    decision,
    // Nothing to package is no reason to be silent about what is wrong.
    problems: packaged?.problems ?? refuseErrors(allowProblems(decided.problems, request.allowed), subject),
    deliverable: packaged && deliverableOf(packaged),
    previous: previous.kind === 'found' ? previous.release : undefined,
  };
}

/** Lets go of the sources, so that memory grows with what is released and not with what was read. */
function deliverableOf(packaged: Packaged): Deliverable {
  const { folder, minor, subject, tag, stack, hashes, request, decision, assets, allowed, upgrade } =
    packaged;
  const kubernetes = formatKubernetes(stack.config.kubernetes);
  return { folder, minor, subject, tag, kubernetes, hashes, request, decision, assets, allowed, upgrade };
}

function refuseDuplicates(prepared: readonly Prepared[]): void {
  const problems = prepared.flatMap(({ tag, requested: { folder } }, index) => {
    const first = prepared.findIndex((other) => other.tag === tag);
    if (first === index) return [];
    const message = `${prepared[first]?.requested.folder} and ${folder} both make ${tag}`;
    const hint = 'name one of them, or rename a stack';
    return [problem('stack-duplicate', message, { file: folder, hint })];
  });
  refuseErrors(problems, 'the list of stacks');
}

/** The output and the remotes take every release, or nothing is written. @throws CsctlError of kind conflict */
export async function checkTargets(
  prepared: readonly Prepared[],
  publishing: boolean,
  world: World,
): Promise<void> {
  for (const item of prepared) {
    const { tag, deliverable } = item;
    if (!deliverable) continue;
    await world.sink.check(tag);
    for (const store of publishing ? world.stores : []) {
      const existing = await store.find(tag);
      if (existing && !sameAssets(existing.assets, deliverable.assets)) throw conflict(item, store);
    }
  }
}

/** A version that was free when the remotes were listed was taken since; one that was named by hand was there before. */
function conflict({ tag, deliverable }: Prepared, { remote }: ReleaseStore): CsctlError {
  const raced = deliverable !== undefined && looksBack(deliverable.request.mode);
  const message = `${remote} has ${tag} with other content; a published tag never changes`;
  const hint = raced
    ? 'another run was faster: run again, or with --retry-on-conflict; nothing was written'
    : 'choose another version; nothing was written';
  return new CsctlError(raced ? 'release-taken' : 'release-conflict', message, { hint });
}

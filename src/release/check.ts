// validate, and what it has in common with verify: would the operator accept it? Answers with problems, never by throwing them.
import { isError, problem, sortProblems, type Problem } from '../problem/problem.ts';
import { mergeMinors } from '../problem/minors.ts';
import type { CheckSettings } from '../verify/rules.ts';
import { verifyRelease } from '../verify/verify-release.ts';
import { MEMORY_LIMIT, readAsset } from '../stack/asset-stream.ts';
import { infoOf, type Asset, type AssetStream } from '../stack/asset.ts';
import { decisionByHash } from './steps/decide.ts';
import { tagName } from '../stack/release-name.ts';
import { eachStack } from './each-stack.ts';
import { Flow } from './flow.ts';
import type { World } from './ports.ts';
import { fill } from './steps/fill.ts';
import { fingerprint } from './steps/fingerprint.ts';
import { leaveAside } from './steps/leave-aside.ts';
import { load } from './steps/load.ts';
import { render } from './steps/render.ts';
import { selectMinors } from './select.ts';
import { vendorAsLocked } from './steps/vendor.ts';
import type { Decided, Fingerprinted, ReleaseRequest } from './stages.ts';

/** The answer, as `--json` prints it. */
export interface CheckResult {
  readonly ok: boolean;
  readonly problems: readonly Problem[];
}

/** A release of these sources under a version that says nothing about earlier ones. */
export const decideByHash = {
  title: 'name it by its hash',
  run(state: Fingerprinted): Decided {
    const decision = decisionByHash(state.hashes);
    return { ...state, decision, tag: tagName(state.stack.config.identity, decision.version) };
  },
};

const checking = Flow.start(load)
  .to(leaveAside)
  .to(vendorAsLocked)
  .to(fingerprint)
  .to(decideByHash)
  .to(fill)
  .to(render);

/** The answer of all problems that were found. */
export const checkResult = (problems: readonly Problem[]): CheckResult => ({
  ok: !problems.some(isError),
  problems: mergeMinors(sortProblems(problems)),
});

/** Checks the sources of every stack as `create` would, gathering all problems of all of them. */
export async function validateStacks(
  folders: readonly string[],
  request: ReleaseRequest,
  world: World,
): Promise<CheckResult> {
  const { done, refused } = await eachStack(await selectMinors(folders, request, world), (requested) =>
    checking.run(requested, world),
  );
  return checkResult([...done, ...refused].flatMap(({ problems }) => problems));
}

/** Files that no rule looks into are only passed through; of those that are looked into, none may be too large. */
export async function verifyStreams(
  tag: string,
  streams: readonly AssetStream[],
  settings: CheckSettings = {},
): Promise<Problem[]> {
  const assets: Asset[] = [];
  const problems: Problem[] = [];
  for (const stream of streams) {
    const isRead = stream.role !== 'other' && stream.size <= MEMORY_LIMIT;
    if (isRead) assets.push(await readAsset(stream));
    else assets.push({ ...infoOf(stream), bytes: new Uint8Array() });
    if (isRead || stream.role === 'other') continue;
    const message = `${stream.name} has ${stream.size} bytes; expected at most ${MEMORY_LIMIT}`;
    problems.push(
      problem('asset-size', message, { file: stream.name, hint: 'leave out what is not needed' }),
    );
  }
  return [...problems, ...(await verifyRelease(tag, assets, settings))];
}

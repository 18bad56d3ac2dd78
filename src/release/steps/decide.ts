// decide: the versions of the release, with a reason for each; pure but for reading the changed files.
import { CsctlError, problem, type Problem } from '../../problem/problem.ts';
import { CONFIG_FILE } from '../../stack/config.ts';
import { decideRelease, givenDecision, type Decision, type PartChange } from '../../stack/decision.ts';
import { shortHash, type DirectoryHashes } from '../../stack/directory-hash.ts';
import { sameMinor } from '../../stack/kubernetes-version.ts';
import { tagName } from '../../stack/release-name.ts';
import { joinLabel } from '../../stack/stack.ts';
import { isStable, parseVersion } from '../../stack/stack-version.ts';
import { findChanges } from '../changes.ts';
import { comparisonWith } from '../comparison.ts';
import type { Step } from '../flow.ts';
import type { Decided, Fingerprinted, Recalled } from '../stages.ts';

export const decide: Step<Fingerprinted, Decided> = {
  title: 'decide the version',
  async run(state) {
    return withDecision(state, await decisionFor(state));
  },
};

/** The decision, judged. @throws CsctlError `mode-flags` for a version that no release can have */
export function withDecision(state: Fingerprinted, decision: Decision): Decided {
  refuseUnnameable(decision);
  const problems = [...state.problems, ...comparisonWith(state), ...prereleaseOrder(state, decision)];
  const tag = tagName(state.stack.config.identity, decision.version);
  return { ...state, decision, tag, problems };
}

async function decisionFor(state: Fingerprinted): Promise<Decision> {
  const { request, hashes, previous } = state;
  if (request.mode === 'hash') return decisionByHash(hashes);
  if (request.mode === 'custom') {
    if (!request.versions) throw new Error('custom mode without versions');
    return givenDecision(request.versions, 'as given');
  }
  return decideInChannel(state, previous.kind === 'found' ? await findChanges(state, previous.release) : []);
}

/** What changes since the previous release of the channel make of its versions. */
export function decideInChannel(
  { request, stack, previous, known, used }: Recalled,
  changes: readonly PartChange[],
): Decision {
  const release = previous.kind === 'found' ? previous.release : undefined;
  const { minor } = stack.config.identity;
  return decideRelease({
    channel: request.mode,
    previous: release && { ...release.metadata.versions, version: release.name.version },
    released: known
      .filter(({ name }) => sameMinor(name.identity.minor, minor))
      .map(({ name }) => name.version),
    used,
    changes,
    forced: request.forced,
  });
}

/** Named by csctl's hash of the sources, all components alike. */
export function decisionByHash({ clusterStack }: DirectoryHashes): Decision {
  const version = `v0-sha.${shortHash(clusterStack)}`;
  return givenDecision(
    { clusterStack: version, clusterAddon: version, nodeImage: version },
    'hash of the sources',
  );
}

/** After v999999999 comes nothing that a tag can hold. @throws CsctlError `mode-flags` */
function refuseUnnameable({ versions }: Decision): void {
  const wrong = Object.values(versions).find((version) => !parseVersion(version));
  if (wrong === undefined) return;
  const hint = 'name the versions with -m custom, or start another series';
  throw new CsctlError('mode-flags', `the next version would be ${wrong}, which no release can have`, {
    hint,
  });
}

/** The operator compares the part after the channel as text (docs/operator-contract.md 1.3). */
function prereleaseOrder({ stack }: Fingerprinted, { version, changed }: Decision): Problem[] {
  if (!changed || isStable(version) || !/^[1-9]\d+$/.test(version.patch)) return [];
  const message = `the operator takes ${version.channel}.9 for newer than ${version.channel}.${version.patch}`;
  const hint =
    'name the version in the ClusterStack instead of subscribing to the channel, or release a stable version';
  return [problem('prerelease-order', message, { file: joinLabel(stack.label, CONFIG_FILE), hint })];
}

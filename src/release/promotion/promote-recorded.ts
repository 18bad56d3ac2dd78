// promote by record: the tested files themselves, with other versions where the record says that versions stand.
import { allowedCodes, allowProblems, refuseErrors, type Problem } from '../../problem/problem.ts';
import { ADDON_CONFIG_FILE, ADDON_VALUES_FILE } from '../../stack/asset.ts';
import { CONFIG_FILE } from '../../stack/config.ts';
import { FileTree } from '../../stack/file-tree.ts';
import { parseKubernetesVersion } from '../../stack/kubernetes-version.ts';
import { joinLabel, NO_SETTINGS, type Stack } from '../../stack/stack.ts';
import { conventionOfAssets } from '../parts.ts';
import type { World } from '../ports.ts';
import {
  promotedFrom,
  refuseUnproven,
  stepRequest,
  type PromoteRequest,
  type Promotion,
} from './promotion.ts';
import { changesSince } from './promotion-changes.ts';
import { checkRecord } from './promotion-proof.ts';
import { directoryHashesOf, type RecordedRelease } from './recorded-release.ts';
import { repackage } from './repackage.ts';
import type { Recalled } from '../stages.ts';
import { decideInChannel, withDecision } from '../steps/decide.ts';
import { recall } from '../steps/recall.ts';

/**
 * @param verified what is wrong with the tested release, but allowed
 * @throws CsctlError `promote-unproven` when the release is not what its record says; as `recall`
 */
export async function promoteRecorded(
  tested: RecordedRelease,
  verified: readonly Problem[],
  request: PromoteRequest,
  world: World,
): Promise<Promotion> {
  const hint = 'it is not what was built; create it again, or compare it with its sources: --source STACK';
  refuseUnproven(tested.tag, checkRecord(tested).problems, hint);
  const recalled = await recallFor(tested, request, world);
  const previous = recalled.previous.kind === 'found' ? recalled.previous.release : undefined;
  const changes = previous ? changesSince(previous, tested) : [];
  const state = { ...recalled, fingerprints: tested.build.fingerprints };
  const { decision, problems: found } = withDecision(state, decideInChannel(recalled, changes));
  const problems = refuseErrors(allowProblems(withoutConfig(tested, found), request.allowed), tested.tag);
  const allowed = [...tested.build.allowed, ...allowedCodes([...verified, ...found], request.allowed)];
  const release = decision.changed
    ? repackage(tested, {
        versions: decision.versions,
        mtime: request.mtime > 0 ? request.mtime : undefined,
        allowed: [...new Set(allowed)].sort(),
      })
    : undefined;
  return { decision: promotedFrom(tested.tag, decision), previous, problems, release };
}

/** The release as the steps know a stack: what it is, and its texts. */
function stackOf({ tag, name, metadata, files }: RecordedRelease): Stack {
  const kubernetes = parseKubernetesVersion(metadata.kubernetes);
  if (!kubernetes) throw new Error(`${tag} was not verified: ${metadata.kubernetes}`);
  const texts = files.filter(({ name: file }) => file === ADDON_CONFIG_FILE || file === ADDON_VALUES_FILE);
  return {
    label: tag,
    config: { identity: name.identity, kubernetes, providerConfig: {} },
    configFile: CONFIG_FILE,
    convention: conventionOfAssets(files),
    settings: NO_SETTINGS,
    chartsLock: undefined,
    origins: new Map(),
    tree: FileTree.of(texts.map(({ name: file, bytes }) => [file, bytes] as const)),
  };
}

/** What is on the remotes, for the decision. */
async function recallFor(tested: RecordedRelease, request: PromoteRequest, world: World): Promise<Recalled> {
  world.reporter.step(tested.tag, recall.title);
  return recall.run(
    {
      folder: tested.tag,
      subject: tested.tag,
      minor: tested.name.identity.minor,
      request: stepRequest(request),
      stack: stackOf(tested),
      hashes: directoryHashesOf(tested),
      problems: [],
    },
    world,
  );
}

/** Without sources, csctl.yaml is no place to show. */
function withoutConfig({ tag }: RecordedRelease, problems: readonly Problem[]): Problem[] {
  const config = joinLabel(tag, CONFIG_FILE);
  return problems.map((one) => (one.file === config ? { ...one, file: tag } : one));
}

// promote: the tested content again, under the next version of another channel, proven to be the same.
import { PROMOTED_FROM_ANNOTATION, VERSION_ANNOTATION } from '../../archive/oci-manifest.ts';
import {
  allowProblems,
  CsctlError,
  isError,
  refuseErrors,
  sortProblems,
  type Problem,
} from '../../problem/problem.ts';
import { infoOf, streamOf, type AssetInfo } from '../../stack/asset.ts';
import type { ComponentDecision } from '../../stack/decision.ts';
import { HASHES_FILE } from '../../stack/hashes-file.ts';
import type { ComponentVersions } from '../../stack/metadata.ts';
import { annotationsOf, provenanceOf, type Provenance } from '../annotations.ts';
import { verifyStreams } from '../check.ts';
import { fillIn } from '../publishing/fill-in.ts';
import { upgradeSince } from '../diff/upgrade-since.ts';
import { notesOf } from '../publishing/notes.ts';
import type { Annotations, OutgoingRelease, Publication, StoredRelease, World } from '../ports.ts';
import { promoteFromSource } from './promote-source.ts';
import { promoteRecorded } from './promote-recorded.ts';
import { checkRecord, type PromotionProof } from './promotion-proof.ts';
import { refuseUnproven, type PromoteRequest, type Promotion } from './promotion.ts';
import { checkSigning, publishTo, statusOf } from '../publishing/publish-to.ts';
import { asTaken } from '../publishing/taken.ts';
import { findOnAny } from '../reading/read-release.ts';
import { readFinished, recordOf, type FinishedRelease, type RecordedRelease } from './recorded-release.ts';
import type { PreviousRelease } from '../stages.ts';

/** What came of a promotion, as `--json` prints it (docs/cli.md). */
export interface PromoteResult {
  readonly tag: string;
  /** The tag of the tested release. */
  readonly from: string;
  /** `created`: a dry run; `unchanged`: the channel has this content already, as `tag`. */
  readonly status: 'created' | 'unchanged' | 'published' | 'identical';
  readonly kubernetes: string;
  readonly versions: ComponentVersions;
  readonly assets: readonly AssetInfo[];
  readonly decision: readonly ComponentDecision[];
  readonly published: readonly Publication[];
  readonly provenance: Provenance;
  /** Null where nothing was re-packaged. */
  readonly proof: PromotionProof | null;
  /** What was doubtful, or wrong but allowed. */
  readonly warnings: readonly Problem[];
}

/**
 * Re-packages a tested release and publishes it, once it is proven that nothing but versions differs.
 * @throws CsctlError `release-not-found`; `promote-unproven`; the problems of a release the operator would refuse;
 * `release-taken` when another run took the version meanwhile
 */
export async function promoteRelease(
  tag: string,
  request: PromoteRequest,
  world: World,
): Promise<PromoteResult> {
  for (const store of world.stores) await store.check(request.dryRun ? 'read' : 'write');
  await checkSigning(world.stores, world);
  world.reporter.step(tag, 'read the tested release');
  const { release: stored } = await findOnAny(world.stores, tag);
  const tested = await readFinished(tag, stored.assets);
  const found = await verify(tested);
  const warnings = refuseErrors(allowProblems(found, request.allowed), tag);
  const { source } = request;
  const promotion =
    source === undefined
      ? await promoteRecorded(requireRecord(tested), found, request, world)
      : await promoteFromSource(tested, stored, source, request, world);
  const { release, previous } = promotion;
  if (release) return deliver(release, promotion, stored, request, world);
  if (!previous) throw new Error(`${tag} has no change since no release`);
  const told = { ...promotion, problems: sortProblems([...promotion.problems, ...warnings]) };
  return fillInPrevious(previous, told, tag, request, world);
}

/** What is wrong with a release, with places as the user knows them. */
async function verify({ tag, files, carried }: FinishedRelease): Promise<Problem[]> {
  const found = await verifyStreams(tag, [...files.map(streamOf), ...carried]);
  return found.map((one) => ({ ...one, file: one.file === undefined ? tag : `${tag}/${one.file}` }));
}

/** @throws CsctlError `promote-unproven` for a release of the Go csctl */
function requireRecord(tested: FinishedRelease): RecordedRelease {
  const recorded = recordOf(tested);
  if (recorded) return recorded;
  const message = `${tested.tag} does not say where versions were filled in: another csctl built it, or an older one`;
  const hint =
    'name the stack it was built from: --source STACK; it is compared with the release and built again';
  throw new CsctlError('promote-unproven', message, { file: `${tested.tag}/${HASHES_FILE}`, hint });
}

/** Proves the new release, and publishes it. */
async function deliver(
  release: RecordedRelease,
  { decision, problems }: Promotion,
  stored: StoredRelease,
  request: PromoteRequest,
  world: World,
): Promise<PromoteResult> {
  const { tag, metadata, build } = release;
  const { kubernetes } = metadata;
  const { proof, warnings } = await prove(release, stored.tag, request);
  const assets = [...release.files.map(streamOf), ...release.carried].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const annotations = annotate(release, stored, request);
  const facts = {
    tag,
    kubernetes,
    components: decision.components,
    assets,
    annotations,
    allowed: build.allowed,
    upgrade: () => upgradeSince(tag, assets, world.stores),
  };
  const outgoing = { tag, assets, annotations, notes: notesOf(facts, world.notes) };
  const published = request.dryRun ? [] : await publish(outgoing, world);
  return {
    tag,
    from: stored.tag,
    status: request.dryRun ? 'created' : statusOf(published),
    kubernetes,
    versions: decision.versions,
    assets: assets.map(infoOf),
    decision: decision.components,
    published,
    provenance: provenanceOf(annotations),
    proof,
    warnings: sortProblems([...problems, ...warnings]),
  };
}

/** The proof of a new release, and what is doubtful in it. @throws CsctlError `promote-unproven` */
async function prove(
  release: RecordedRelease,
  from: string,
  { allowed }: PromoteRequest,
): Promise<{ readonly proof: PromotionProof; readonly warnings: readonly Problem[] }> {
  const { problems, ...proof } = checkRecord(release);
  const found = allowProblems(await verify(release), allowed);
  const hint = `nothing was published; create ${release.tag} from the sources instead`;
  refuseUnproven(from, [...problems, ...found.filter(isError)], hint);
  return { proof, warnings: found };
}

/** Where the content comes from stays as it was; the version is the new one. */
function annotate(
  { metadata, versions, hashes }: RecordedRelease,
  stored: StoredRelease,
  request: PromoteRequest,
): Annotations {
  const own = annotationsOf({
    kubernetes: metadata.kubernetes,
    version: versions.clusterStack,
    hash: hashes.hashes.clusterStack ?? '',
    revision: undefined,
    sourceDate: request.mtime,
  });
  return {
    ...own,
    ...stored.annotations,
    [VERSION_ANNOTATION]: versions.clusterStack,
    [PROMOTED_FROM_ANNOTATION]: stored.tag,
  };
}

/** @throws CsctlError `release-taken`: the version was free when it was decided on */
async function publish(release: OutgoingRelease, world: World): Promise<readonly Publication[]> {
  await world.signal.throwIfAborted();
  world.reporter.step(release.tag, 'publish');
  try {
    return await publishTo(world.stores, release, world);
  } catch (error) {
    throw asTaken(error, release.tag, 'run again: the next version is another one');
  }
}

/** The channel has the content already; remotes that lack that release get it, as it is (docs/cli.md, several remotes). */
async function fillInPrevious(
  { tag, store, stored, metadata }: PreviousRelease,
  { decision, problems }: Promotion,
  from: string,
  { dryRun }: PromoteRequest,
  world: World,
): Promise<PromoteResult> {
  const published = dryRun ? [] : await fillIn(stored, store, world);
  return {
    tag,
    from,
    status: statusOf(published) === 'identical' ? 'unchanged' : 'published',
    kubernetes: metadata.kubernetes,
    versions: decision.versions,
    assets: stored.assets.map(infoOf),
    decision: decision.components,
    published,
    provenance: provenanceOf(stored.annotations),
    proof: null,
    warnings: problems,
  };
}

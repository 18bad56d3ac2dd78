// create: a release of every stack, written and published once all of them are ready.
import { CsctlError, sortProblems, type Problem } from '../problem/problem.ts';
import { infoOf, type AssetInfo } from '../stack/asset.ts';
import type { Decision } from '../stack/decision.ts';
import { formatMinor } from '../stack/kubernetes-version.ts';
import { looksBack } from '../stack/modes.ts';
import { publishing, writing } from './pipeline.ts';
import { provenanceOf, type Provenance } from './annotations.ts';
import { fillIn } from './publishing/fill-in.ts';
import type { Publication, World } from './ports.ts';
import { checkSigning, statusOf } from './publishing/publish-to.ts';
import { checkTargets, prepareAll, type OnRefusal, type Prepared } from './prepare.ts';
import { selectMinors } from './select.ts';
import type { PreviousRelease, ReleaseRequest, Requested } from './stages.ts';

/** How much of the pipeline `create` runs. */
export interface CreateOptions {
  readonly dryRun: boolean;
  readonly publish: boolean;
  /** Plan again when another run publishes the decided version first. */
  readonly retryOnConflict?: boolean;
  /** Default: one that is refused stops all. */
  readonly onRefusal?: OnRefusal;
}

/** The outcome for one stack, as `--json` prints it (docs/cli.md). */
export interface CreatedRelease {
  readonly tag: string;
  /** Path of the release folder; null where none was written. */
  readonly folder: string | null;
  readonly status: 'created' | 'unchanged' | 'published' | 'identical';
  readonly kubernetes: string;
  readonly versions: Decision['versions'];
  readonly assets: readonly AssetInfo[];
  readonly decision: Decision['components'];
  readonly published: readonly Publication[];
  /** Null where nothing was published. */
  readonly provenance: Provenance | null;
}

export interface CreateResult {
  readonly releases: readonly CreatedRelease[];
  /** What was doubtful, or wrong but allowed. */
  readonly warnings: readonly Problem[];
}

/** A stack, or a minor of it, of which there will be no release. */
export interface RefusedStack {
  readonly stack: string;
  /** `1.34`; null where all minors of the folder are meant, or it does not say which it serves. */
  readonly minor: string | null;
  readonly problems: readonly Problem[];
}

/** Releases as bytes: nothing is written yet, and everything has a place to go. */
export interface ReadyReleases {
  readonly prepared: readonly Prepared[];
  /** Only where refused stacks are left out. */
  readonly refused: readonly RefusedStack[];
}

/**
 * Builds a release of every stack. All are checked before the first is written: one that is refused means
 * that none is.
 * @throws CsctlError with the problems of all stacks; of kind conflict when a target holds something else
 */
export async function createReleases(
  folders: readonly string[],
  request: ReleaseRequest,
  options: CreateOptions,
  world: World,
): Promise<CreateResult> {
  await checkStores(options, world);
  const ready = await readyReleases(await selectMinors(folders, request, world), options, world);
  return deliverReleases(ready, options, world);
}

/** Asks the remotes for what the run will need of them. @throws CsctlError of kind remote */
export async function checkStores({ dryRun, publish }: CreateOptions, world: World): Promise<void> {
  for (const store of world.stores) await store.check(publish && !dryRun ? 'write' : 'read');
  if (publish) await checkSigning(world.stores, world);
}

/**
 * Everything of `createReleases` that writes nothing.
 * @throws CsctlError with the problems of all stacks, unless refused ones are left out; of kind conflict
 */
export async function readyReleases(
  stacks: readonly Requested[],
  options: CreateOptions,
  world: World,
): Promise<ReadyReleases> {
  const { dryRun, publish, onRefusal = 'stop' } = options;
  return againWhenTaken(options, world, async () => {
    const { done, refused, refusedStacks } = await prepareAll(stacks, onRefusal, world);
    if (!dryRun) await checkTargets(done, publish, world);
    const why = refused.map(({ problems }, index) => refusal(problems, refusedStacks[index]));
    return { prepared: done, refused: why };
  });
}

const refusal = (problems: readonly Problem[], of: Requested | undefined): RefusedStack => ({
  stack: of?.folder ?? '',
  minor: of?.minor ? formatMinor(of.minor) : null,
  problems,
});

/** Writes and publishes what is ready. @throws CsctlError of kind conflict or remote */
export async function deliverReleases(
  { prepared }: ReadyReleases,
  options: CreateOptions,
  world: World,
): Promise<CreateResult> {
  const releases: CreatedRelease[] = [];
  const problems: Problem[] = [];
  for (const first of prepared) {
    let item = first;
    const delivery = await againWhenTaken(options, world, async (attempt) => {
      if (attempt > 1) item = (await readyAgain(first, options, world)) ?? first;
      return deliver(item, options, world);
    });
    releases.push({ ...describe(item), ...delivery });
    problems.push(...item.problems);
  }
  return { releases, warnings: sortProblems(problems) };
}

/** The release under another version, since its own was taken. */
async function readyAgain(
  { requested }: Prepared,
  options: CreateOptions,
  world: World,
): Promise<Prepared | undefined> {
  const { done } = await prepareAll([requested], 'stop', world);
  await checkTargets(done, options.publish, world);
  return done[0];
}

/** How often a version that another run took is replaced by the next one. */
const ATTEMPTS = 10;

/** With `retryOnConflict`, does the work again when another run took the version that it had decided on. */
async function againWhenTaken<T>(
  { retryOnConflict }: CreateOptions,
  { reporter }: World,
  work: (attempt: number) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      const taken = error instanceof CsctlError && error.code === 'release-taken';
      if (!taken || !retryOnConflict || attempt === ATTEMPTS) throw error;
      // The folder of the version that is lost stays: it is a good build, and was not published.
      reporter.note(`${error.message}; planning again`);
    }
  }
}

type Delivery = Pick<CreatedRelease, 'folder' | 'status' | 'published' | 'provenance'>;

function describe({
  tag,
  kubernetes,
  decision,
  deliverable,
  previous,
}: Prepared): Omit<CreatedRelease, keyof Delivery> {
  const assets = deliverable?.assets ?? previous?.stored.assets ?? [];
  return {
    tag,
    kubernetes,
    versions: decision.versions,
    assets: assets.map(infoOf),
    decision: decision.components,
  };
}

async function deliver(
  { deliverable, previous }: Prepared,
  { dryRun, publish }: CreateOptions,
  world: World,
): Promise<Delivery> {
  const notPublished = { published: [], provenance: null };
  if (!deliverable) return publish && !dryRun && previous ? fillInPrevious(previous, world) : idle;
  if (dryRun) return { folder: null, status: 'created', ...notPublished };
  if (!publish) {
    const { output } = await writing.run(deliverable, world);
    return { folder: output, status: 'created', ...notPublished };
  }
  const { output, published, annotations } = await publishing.run(deliverable, world);
  const provenance = provenanceOf(annotations);
  return { folder: output, status: statusOf(published), published, provenance };
}

const idle: Delivery = { folder: null, status: 'unchanged', published: [], provenance: null };

/** Remotes that lack the newest release get it, as it is (docs/cli.md, several remotes). */
async function fillInPrevious({ stored, store }: PreviousRelease, world: World): Promise<Delivery> {
  const published = await fillIn(stored, store, world);
  if (published.length === 0) return idle;
  const status = statusOf(published) === 'identical' ? 'unchanged' : 'published';
  return { ...idle, status, published, provenance: provenanceOf(stored.annotations) };
}

/** For whoever only wants to try. */
const WITHOUT_REGISTRY =
  '-m hash builds a release to try, and --remote layout:releases keeps releases in a folder';

/** Modes that look back need somewhere to look. @throws CsctlError `remote-needed` */
export function requireRemote(
  request: ReleaseRequest,
  world: Pick<World, 'stores'>,
  publishing: boolean,
): void {
  if (world.stores.length > 0 || (!looksBack(request.mode) && !publishing)) return;
  const why = publishing ? '--publish' : `mode ${request.mode}`;
  const name =
    'name one with --remote github:OWNER/REPO, oci://HOST/REPOSITORY or layout:FOLDER, or set CSCTL_REMOTE';
  const hint = publishing ? name : `${name}; ${WITHOUT_REGISTRY}`;
  throw new CsctlError('remote-needed', `${why} needs a remote, and none was named`, { hint });
}

// create: a release of every stack, written and published once all of them are ready.
import { CsctlError, sortProblems, type Problem } from '../problem/problem.ts';
import { infoOf, type AssetInfo } from '../stack/asset.ts';
import type { Decision } from '../stack/decision.ts';
import { looksBack } from '../stack/modes.ts';
import { publishing, writing } from './pipeline.ts';
import { provenanceOf, type Provenance } from './annotations.ts';
import { fillIn } from './publishing/fill-in.ts';
import type { Publication, World } from './ports.ts';
import { checkSigning, statusOf } from './publishing/publish-to.ts';
import { checkTargets, prepareAll, type Prepared } from './prepare.ts';
import type { PreviousRelease, ReleaseRequest } from './stages.ts';

/** How much of the pipeline `create` runs. */
export interface CreateOptions {
  readonly dryRun: boolean;
  readonly publish: boolean;
  /** Plan again when another run publishes the decided version first. */
  readonly retryOnConflict?: boolean;
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
  for (const store of world.stores) await store.check(options.publish && !options.dryRun ? 'write' : 'read');
  if (options.publish) await checkSigning(world.stores, world);
  const prepared = await againWhenTaken(options, world, () =>
    prepareChecked(folders, request, options, world),
  );
  const releases: CreatedRelease[] = [];
  const problems: Problem[] = [];
  for (const first of prepared) {
    let item = first;
    const delivery = await againWhenTaken(options, world, async (attempt) => {
      if (attempt > 1) [item = first] = await prepareChecked([first.folder], request, options, world);
      return deliver(item, options, world);
    });
    releases.push({ ...describe(item), ...delivery });
    problems.push(...item.problems);
  }
  return { releases, warnings: sortProblems(problems) };
}

/** Every stack is ready, and its release has a place to go, before anything is written. */
async function prepareChecked(
  folders: readonly string[],
  request: ReleaseRequest,
  { dryRun, publish }: CreateOptions,
  world: World,
): Promise<readonly Prepared[]> {
  const prepared = await prepareAll(folders, request, world);
  if (!dryRun) await checkTargets(prepared, publish, world);
  return prepared;
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

/** Modes that look back need somewhere to look. @throws CsctlError `remote-needed` */
export function requireRemote(
  request: ReleaseRequest,
  world: Pick<World, 'stores'>,
  publishing: boolean,
): void {
  if (world.stores.length > 0 || (!looksBack(request.mode) && !publishing)) return;
  const why = publishing ? '--publish' : `mode ${request.mode}`;
  const hint =
    'name one with --remote github:OWNER/REPO, oci://HOST/REPOSITORY or layout:FOLDER, or set CSCTL_REMOTE';
  throw new CsctlError('remote-needed', `${why} needs a remote, and none was named`, { hint });
}

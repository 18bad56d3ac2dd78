// create: a release of every stack, written and published once all of them are ready.
import { CsctlError, sortProblems, type Problem } from '../problem/problem.ts';
import type { Asset } from '../stack/asset.ts';
import type { Decision } from '../stack/decision.ts';
import { looksBack } from '../stack/modes.ts';
import { publishing, writing } from './pipeline.ts';
import type { Publication, World } from './ports.ts';
import { checkTargets, prepareAll, type Prepared } from './prepare.ts';
import type { PreviousRelease, ReleaseRequest } from './stages.ts';
import { annotationsOf } from './steps/publish.ts';

/** How much of the pipeline `create` runs. */
export interface CreateOptions {
  readonly dryRun: boolean;
  readonly publish: boolean;
}

/** The outcome for one stack, as `--json` prints it (docs/cli.md). */
export interface CreatedRelease {
  readonly tag: string;
  /** Path of the release folder; null where none was written. */
  readonly folder: string | null;
  readonly status: 'created' | 'unchanged' | 'published' | 'identical';
  readonly kubernetes: string;
  readonly versions: Decision['versions'];
  readonly assets: readonly Omit<Asset, 'bytes'>[];
  readonly decision: Decision['components'];
  readonly published: readonly Publication[];
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
  const prepared = await prepareAll(folders, request, world);
  if (!options.dryRun) await checkTargets(prepared, options.publish, world);
  const releases: CreatedRelease[] = [];
  for (const item of prepared) releases.push({ ...describe(item), ...(await deliver(item, options, world)) });
  return { releases, warnings: sortProblems(prepared.flatMap(({ problems }) => problems)) };
}

type Delivery = Pick<CreatedRelease, 'folder' | 'status' | 'published'>;

function describe({
  tag,
  kubernetes,
  decision,
  deliverable,
  previous,
}: Prepared): Omit<CreatedRelease, keyof Delivery> {
  const assets = deliverable?.assets ?? previous?.assets ?? [];
  return {
    tag,
    kubernetes,
    versions: decision.versions,
    assets: assets.map(({ name, role, mediaType, size, digest }) => ({
      name,
      role,
      mediaType,
      size,
      digest,
    })),
    decision: decision.components,
  };
}

async function deliver(
  { deliverable, previous }: Prepared,
  options: CreateOptions,
  world: World,
): Promise<Delivery> {
  const { dryRun, publish } = options;
  if (!deliverable) {
    const published = publish && !dryRun && previous ? await fillIn(previous, world) : [];
    return { folder: null, status: published.length > 0 ? 'published' : 'unchanged', published };
  }
  if (dryRun) return { folder: null, status: 'created', published: [] };
  if (!publish) {
    const { output } = await writing.run(deliverable, world);
    return { folder: output, status: 'created', published: [] };
  }
  const { output, published } = await publishing.run(deliverable, world);
  const identical = published.every(({ status }) => status === 'identical');
  return { folder: output, status: identical ? 'identical' : 'published', published };
}

/** Remotes that lack the newest release get it, as it is (docs/cli.md, several remotes). */
async function fillIn(
  { tag, assets, hashes, metadata }: PreviousRelease,
  world: World,
): Promise<Publication[]> {
  const published: Publication[] = [];
  for (const store of world.stores) {
    if ((await store.list(tag)).includes(tag)) continue;
    const annotations = annotationsOf(metadata.kubernetes, hashes?.hashes.clusterStack ?? '', 0);
    published.push(await store.publish(tag, assets, annotations));
  }
  return published;
}

/** Modes that look back need somewhere to look. @throws CsctlError `remote-needed` */
export function requireRemote(request: ReleaseRequest, world: World, publishing: boolean): void {
  if (world.stores.length > 0 || (!looksBack(request.mode) && !publishing)) return;
  const why = publishing ? '--publish' : `mode ${request.mode}`;
  const hint = 'name one with --remote layout:FOLDER, or set CSCTL_REMOTE';
  throw new CsctlError('remote-needed', `${why} needs a remote, and none was named`, { hint });
}

// The pipeline: the ordered list of steps from a stack folder to a published release. Read this file first.
import { CsctlError, problem, refuseErrors, sortProblems, type Problem } from '../problem/problem.ts';
import { sameAssets, type Asset } from '../stack/asset.ts';
import type { Decision } from '../stack/decision.ts';
import { formatKubernetes } from '../stack/kubernetes-version.ts';
import { looksBack } from '../stack/modes.ts';
import { Flow } from './flow.ts';
import type { Publication, ReleaseStore, World } from './ports.ts';
import type { Packaged, PreviousRelease, ReleaseRequest, Requested } from './stages.ts';
import { decide } from './steps/decide.ts';
import { fingerprint } from './steps/fingerprint.ts';
import { load } from './steps/load.ts';
import { pack } from './steps/package.ts';
import { publish } from './steps/publish.ts';
import { recall } from './steps/recall.ts';
import { render } from './steps/render.ts';
import { vendor } from './steps/vendor.ts';
import { write } from './steps/write.ts';

/** What `plan` does: everything up to the decision. */
export const planning = Flow.start(load) // folder -> tree -> stack, all config problems at once
  .then(recall) // the releases on the remotes; the previous one whole
  .then(vendor) // chart dependencies in or out, as asked
  .then(fingerprint) // what each part is made of
  .then(decide); // the versions, and why

/** What `create --dry-run` does after planning: everything but writing. */
export const packaging = Flow.start(render) // marks filled, charts named, the rules of the contract
  .then(pack); // assets with bytes and digests

/** How much of the pipeline `create` runs. */
export interface CreateOptions {
  readonly dryRun: boolean;
  readonly publish: boolean;
}

/** The outcome for one stack, as `--json` prints it (docs/cli). */
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
 * @throws CsctlError with the problems of all stacks
 */
export async function createReleases(
  folders: readonly string[],
  request: ReleaseRequest,
  options: CreateOptions,
  world: World,
): Promise<CreateResult> {
  const prepared = await prepareAll(folders, request, world);
  refuseDuplicates(
    prepared.map(({ tag }) => tag),
    folders,
  );
  if (!options.dryRun) await checkTargets(prepared, options.publish, world);
  const releases: CreatedRelease[] = [];
  for (const item of prepared) releases.push(await finish(item, options, world));
  return { releases, warnings: sortProblems(prepared.flatMap(({ problems }) => problems)) };
}

/** A stack that is ready to be written, or has nothing new; the sources are let go. */
interface Prepared extends Pick<CreatedRelease, 'tag' | 'kubernetes' | 'versions' | 'decision'> {
  readonly folder: string;
  readonly problems: readonly Problem[];
  readonly packaged: Packaged | undefined;
  readonly previous: PreviousRelease | undefined;
}

/** The output and the remotes take every release, or nothing is written. @throws CsctlError of kind conflict */
async function checkTargets(prepared: readonly Prepared[], publishing: boolean, world: World): Promise<void> {
  for (const { tag, packaged } of prepared) {
    if (!packaged) continue;
    await world.sink.check(tag);
    for (const store of publishing ? world.stores : []) {
      if (!(await store.list(tag)).includes(tag)) continue;
      if (!sameAssets(await store.read(tag), packaged.assets)) throw conflict(tag, store);
    }
  }
}

function conflict(tag: string, { remote }: ReleaseStore): CsctlError {
  const message = `${remote} has ${tag} with other content; a published tag never changes`;
  return new CsctlError('release-conflict', message, { hint: 'choose another version; nothing was written' });
}

async function prepareAll(
  folders: readonly string[],
  request: ReleaseRequest,
  world: World,
): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  const refused: CsctlError[] = [];
  for (const folder of folders) {
    try {
      prepared.push(await prepare({ folder, request }, world));
    } catch (error) {
      if (!(error instanceof CsctlError) || error.kind !== 'invalid') throw error;
      refused.push(error);
    }
  }
  const [first] = refused;
  if (first && (refused.length > 1 || folders.length > 1)) {
    const problems = [
      ...refused.flatMap((error) => error.problems),
      ...prepared.flatMap((item) => item.problems),
    ];
    const message = `${refused.length} of ${folders.length} stacks cannot be released; nothing was written`;
    throw new CsctlError(first.code, message, { problems: sortProblems(problems) });
  }
  if (first) throw first;
  return prepared;
}

async function prepare(requested: Requested, world: World): Promise<Prepared> {
  const decided = await planning.run(requested, world);
  const { decision, stack, previous, tag, folder } = decided;
  const packaged = decision.changed ? slim(await packaging.run(decided, world)) : undefined;
  return {
    folder,
    tag,
    kubernetes: formatKubernetes(stack.config.kubernetes),
    versions: decision.versions,
    decision: decision.components,
    problems: packaged?.problems ?? decided.problems,
    packaged,
    previous: previous.kind === 'found' ? previous.release : undefined,
  };
}

/** Lets go of the sources, so that memory grows with what is released and not with what was read. */
function slim(packaged: Packaged): Packaged {
  const empty = packaged.stack.tree.filter(() => false);
  return {
    ...packaged,
    stack: { ...packaged.stack, tree: empty },
    rendered: { ...packaged.rendered, tree: empty },
  };
}

function refuseDuplicates(tags: readonly string[], folders: readonly string[]): void {
  const problems = tags.flatMap((tag, index) => {
    const first = tags.indexOf(tag);
    if (first === index) return [];
    const message = `${folders[first]} and ${folders[index]} both make ${tag}`;
    return [
      problem('stack-duplicate', message, {
        file: folders[index] ?? '',
        hint: 'name one of them, or rename a stack',
      }),
    ];
  });
  refuseErrors(problems, 'the list of stacks');
}

async function finish(item: Prepared, options: CreateOptions, world: World): Promise<CreatedRelease> {
  const { tag, kubernetes, versions, decision, packaged } = item;
  const common = { tag, kubernetes, versions, decision };
  if (!packaged) {
    const published =
      options.publish && !options.dryRun && item.previous ? await fillIn(item.previous, world) : [];
    const status = published.length > 0 ? 'published' : 'unchanged';
    return {
      ...common,
      folder: null,
      status,
      assets: describeAssets(item.previous?.assets ?? []),
      published,
    };
  }
  const assets = describeAssets(packaged.assets);
  if (options.dryRun) return { ...common, folder: null, status: 'created', assets, published: [] };
  world.signal.throwIfAborted();
  const written = await write.run(packaged, world);
  if (!options.publish)
    return { ...common, folder: written.output, status: 'created', assets, published: [] };
  const { published } = await publish.run(written, world);
  const status = published.every((one) => one.status === 'identical') ? 'identical' : 'published';
  return { ...common, folder: written.output, status, assets, published };
}

/** A remote that lacks the newest release gets it, as it is. */
async function fillIn(previous: PreviousRelease, world: World): Promise<Publication[]> {
  const lacking = await Promise.all(
    world.stores.map(async (store): Promise<ReleaseStore | undefined> => {
      const tags = await store.list(previous.tag);
      return tags.includes(previous.tag) ? undefined : store;
    }),
  );
  const annotations = {
    hash: previous.hashes?.hashes.clusterStack?.slice(0, 7) ?? '',
    kubernetesVersion: previous.metadata.kubernetes,
  };
  const stores = lacking.filter((store) => store !== undefined);
  return Promise.all(stores.map((store) => store.publish(previous.tag, previous.assets, annotations)));
}

const describeAssets = (assets: readonly Asset[]): Omit<Asset, 'bytes'>[] =>
  assets.map(({ name, role, mediaType, size, digest }) => ({ name, role, mediaType, size, digest }));

/** Modes that look back need somewhere to look. @throws CsctlError `remote-needed` */
export function requireRemote(request: ReleaseRequest, world: World, publishing: boolean): void {
  if (world.stores.length > 0 || (!looksBack(request.mode) && !publishing)) return;
  const why = publishing ? '--publish' : `mode ${request.mode}`;
  const hint = 'name one with --remote layout:FOLDER, or set CSCTL_REMOTE';
  throw new CsctlError('remote-needed', `${why} needs a remote, and none was named`, { hint });
}

// patch: update, plan, verify, create and publish what changed; the job that CI runs every night.
import { sortProblems } from '../../problem/problem.ts';
import { formatMinor } from '../../stack/kubernetes-version.ts';
import {
  checkStores,
  deliverReleases,
  readyReleases,
  type CreateOptions,
  type CreateResult,
  type RefusedStack,
} from '../create.ts';
import { checkParamsFile, updateParamsFile, type UpdatedParams } from '../manifests/admission/params-file.ts';
import type { World } from '../ports.ts';
import { selectMinors } from '../select.ts';
import type { ReleaseRequest, Requested } from '../stages.ts';
import { withEdits } from './edited-stacks.ts';
import { planUpdate } from './plan-update.ts';
import { withReadmes } from './readme-edits.ts';
import { describeUpdate, writeUpdates, type UpdateResult } from './update.ts';
import type { FolderUpdate, UpdateWish } from './update-plan.ts';

/** How much is done, and what else is kept current. */
export interface PatchOptions extends CreateOptions {
  /** A file with the versions that the admission policies go by; undefined: there is none. */
  readonly params?: string | undefined;
}

/** The outcome, as `--json` prints it (docs/cli.md). */
export interface PatchResult extends CreateResult, UpdateResult {
  /** Null where no such file was named. */
  readonly params: UpdatedParams | null;
}

/**
 * Brings sources up to date, and releases what differs from the newest releases. Upstream and remotes are asked, and
 * every release is built, before the first file is written: when one of them is down, nothing has changed. A minor
 * that is refused does not stop the others. What an earlier run left unpublished is published: what counts is the
 * difference to the remote.
 * @throws CsctlError of kind remote or conflict; `admission-params`
 */
export async function patchStacks(
  folders: readonly string[],
  wish: UpdateWish,
  request: ReleaseRequest,
  options: PatchOptions,
  world: World,
): Promise<PatchResult> {
  const toCreate: CreateOptions = { ...options, onRefusal: 'leave-out' };
  if (options.params !== undefined) await checkParamsFile(options.params, world);
  await checkStores(toCreate, world);
  const updates = await withReadmes(await planUpdate(folders, wish, world), world);
  const update = await describeUpdate(updates, world);
  const updated: World = { ...world, stacks: withEdits(world.stacks, updates) };
  const stacks = await releasable(updates, request, updated);
  const ready = await readyReleases(stacks, toCreate, updated);
  if (!options.dryRun) await writeUpdates(updates, world);
  const created = await deliverReleases(ready, toCreate, updated);
  const params = await noteReleases(created, options, world);
  return {
    ...created,
    params,
    ...update,
    refused: [...update.refused, ...ready.refused],
    warnings: sortProblems([...update.warnings, ...created.warnings]),
  };
}

/**
 * Published releases into the versions that admission policies go by. Those that were there already are among them:
 * what an interrupted run did not note, the next one does.
 */
async function noteReleases(
  { releases }: CreateResult,
  { params, dryRun, publish }: PatchOptions,
  world: World,
): Promise<UpdatedParams | null> {
  if (params === undefined) return null;
  const isPublished = ({ status }: CreateResult['releases'][number]) => status !== 'created' || publish;
  return updateParamsFile(params, releases.filter(isPublished), dryRun, world);
}

/** The minors that nothing speaks against so far. */
async function releasable(
  updates: readonly FolderUpdate[],
  request: ReleaseRequest,
  world: World,
): Promise<readonly Requested[]> {
  const refused = updates.flatMap((update) => update.refused);
  const isOut = (folder: string, minor: string | null) => refused.some(isAbout(folder, minor));
  const folders = updates.map(({ folder }) => folder).filter((folder) => !isOut(folder, null));
  const stacks = await selectMinors(folders, request, world);
  return stacks.filter(({ folder, minor }) => !minor || !isOut(folder, formatMinor(minor)));
}

const isAbout =
  (folder: string, minor: string | null) =>
  (refused: RefusedStack): boolean =>
    refused.stack === folder && refused.minor === minor;

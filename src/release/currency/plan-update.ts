// update: what upstream has, written into the sources. Everything is planned before the first file is written.
import type { World } from '../ports.ts';
import type { Upstream } from '../upstream-ports.ts';
import { planFolder } from './folder-plan.ts';
import { askUpstream } from './knowledge.ts';
import { checkWish, openFolder, type OpenFolder } from './open-folder.ts';
import { remembered } from './remembered.ts';
import type { FolderUpdate, UpdateWish } from './update-plan.ts';

/** What of the world planning needs. */
export type UpdateWorld = Pick<World, 'stacks' | 'upstream' | 'reporter' | 'signal'>;

/**
 * Plans the update of folders. Nothing is written.
 * @throws CsctlError of kind remote when a source cannot be asked; `usage`, `kubernetes-other-minor`
 */
export async function planUpdate(
  folders: readonly string[],
  wish: UpdateWish,
  world: UpdateWorld,
): Promise<readonly FolderUpdate[]> {
  const upstream = remembered(world.upstream);
  const opened: OpenFolder[] = [];
  for (const folder of folders) opened.push(await openFolder(folder, wish, world));
  checkWish(opened, wish);
  await world.signal.throwIfAborted();
  const [only = '', ...more] = folders;
  world.reporter.step(more.length === 0 ? only : `${folders.length} stacks`, 'ask for new versions');
  const asked = opened.flatMap(({ minors }) => minors.flatMap((one) => (isUsed(one, wish) ? one.asked : [])));
  const known = await askUpstream(asked, {}, withoutUnasked(upstream, wish));
  const updates: FolderUpdate[] = [];
  for (const open of opened) {
    await world.signal.throwIfAborted();
    world.reporter.step(open.folder, 'plan the update');
    updates.push(await planFolder(open, wish, known, upstream));
  }
  return updates;
}

/** Charts of all minors matter for minors that are added. */
const isUsed = ({ selected }: { selected: boolean }, { addMinors }: UpdateWish): boolean =>
  selected || addMinors;

/** Nobody is asked for Kubernetes releases when those are not to be touched. */
function withoutUnasked(upstream: Upstream, { only, addMinors, dropEol }: UpdateWish): Upstream {
  if (only.has('kubernetes') || addMinors || dropEol) return upstream;
  return { ...upstream, kubernetes: { list: () => Promise.resolve([]) } };
}

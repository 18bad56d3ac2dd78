// The one Kubernetes minor of one stack that a name means, for commands that take a stack or a release.
import { CsctlError } from '../problem/problem.ts';
import { formatMinor } from '../stack/kubernetes-version.ts';
import type { World } from './ports.ts';
import type { ReleasePlaces } from './reading/open-release.ts';
import { selectMinors } from './select.ts';
import type { ReleaseRequest, Requested } from './stages.ts';

/**
 * The minor of the stack; undefined where there is no stack of the name: it may be a release.
 * @param done what is done with it, `compared` @throws CsctlError `usage` when several are meant
 */
export async function findOneMinor(
  name: string,
  reading: ReleaseRequest,
  done: string,
  world: Pick<World, 'stacks'>,
): Promise<Requested | undefined> {
  const [folder, ...others] = await stacksIn(name, world);
  if (folder === undefined) return undefined;
  if (others.length === 0) return oneMinor(folder, reading, done, world);
  const hint = `name one of them: ${[folder, ...others].slice(0, 3).join(', ')}`;
  throw new CsctlError('usage', `${name} holds ${others.length + 1} stacks; only one can be ${done}`, {
    hint,
  });
}

/** @throws CsctlError `release-missing`, when it is no folder and there is no remote that could have it */
export async function refuseNothing(name: string, { folders, stores }: ReleasePlaces): Promise<void> {
  if (stores.length > 0 || (await folders.exists(name))) return;
  const hint = 'name a stack, a release folder, or a tag together with --remote';
  throw new CsctlError('release-missing', `there is no folder ${name}`, { file: name, hint });
}

async function oneMinor(
  folder: string,
  reading: ReleaseRequest,
  done: string,
  world: Pick<World, 'stacks'>,
): Promise<Requested> {
  const [meant, ...more] = await selectMinors([folder], reading, world);
  if (meant && more.length === 0) return meant;
  const minors = [meant, ...more].flatMap((one) => (one?.minor ? [formatMinor(one.minor)] : []));
  const message = `${folder} serves Kubernetes ${minors.join(', ')}; only one can be ${done}`;
  throw new CsctlError('usage', message, { hint: `name it with -k, as in -k ${minors.at(-1) ?? '1.34'}` });
}

async function stacksIn(name: string, { stacks }: Pick<World, 'stacks'>): Promise<readonly string[]> {
  try {
    return await stacks.find(name);
  } catch (error) {
    if (error instanceof CsctlError && error.code === 'stack-missing') return [];
    throw error;
  }
}

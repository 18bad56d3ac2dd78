// From arguments to stack folders: each once, in the order they were named.
import { CsctlError } from '../problem/problem.ts';
import type { World } from './ports.ts';

/** The stack folders that the arguments mean. @throws CsctlError `stack-missing` */
export async function findStacks(args: readonly string[], world: World): Promise<string[]> {
  const found: string[] = [];
  for (const argument of args) found.push(...(await world.stacks.find(argument)));
  return [...new Set(found)];
}

/** The only stack folder that an argument means. @throws CsctlError `stack-missing`, `usage` when it means several */
export async function findOneStack(argument: string, world: Pick<World, 'stacks'>): Promise<string> {
  const [folder, ...more] = await world.stacks.find(argument);
  if (folder !== undefined && more.length === 0) return folder;
  const message = `${argument} holds ${more.length + 1} stacks; expected one`;
  throw new CsctlError('usage', message, { hint: `name one of them, as in ${folder ?? 'STACK'}` });
}

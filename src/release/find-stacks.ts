// From arguments to stack folders: each once, in the order they were named.
import type { World } from './ports.ts';

/** The stack folders that the arguments mean. @throws CsctlError `stack-missing` */
export async function findStacks(args: readonly string[], world: World): Promise<string[]> {
  const found: string[] = [];
  for (const argument of args) found.push(...(await world.stacks.find(argument)));
  return [...new Set(found)];
}

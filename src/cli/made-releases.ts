// Releases that nobody names: those that create wrote where it usually writes.
import { CsctlError } from '../problem/problem.ts';
import type { Environment } from './env.ts';
import { madeFolders, OUTPUT } from './wire-status.ts';

/** Releases that a message names. */
const SHOWN = 3;

const NONE = 'csctl create makes one; or name a tag together with --remote';

/** The releases that are named, else all that were made here. @throws CsctlError `usage` where there is none */
export function releasesOrMade(named: readonly unknown[], env: Environment): readonly string[] {
  if (named.length > 0) return named as string[];
  const made = madeFolders(env);
  if (made.length > 0) return made;
  throw new CsctlError('usage', `no release is named, and there is none in ${OUTPUT}`, { hint: NONE });
}

/** What is named, else the folder that everything is made in. @throws CsctlError `usage` where it holds no release */
export function namedOrOutput(named: readonly unknown[], env: Environment): readonly string[] {
  const releases = releasesOrMade(named, env);
  return named.length > 0 ? releases : [OUTPUT];
}

/** The release that is named, else the only one that was made here. @throws CsctlError `usage`, naming those that are there */
export function releaseOrMade(named: string | undefined, env: Environment): string {
  if (named !== undefined) return named;
  const [only, ...others] = releasesOrMade([], env);
  if (only !== undefined && others.length === 0) return only;
  const shown = [only, ...others].slice(-SHOWN).join(', ') + (others.length < SHOWN ? '' : ' or another');
  const message = `no release is named, and ${OUTPUT} holds ${others.length + 1}; expected one`;
  throw new CsctlError('usage', message, { hint: `name it: ${shown}` });
}

// Where a folder is in its repository, as far as the command line tells.
import { posix } from 'node:path';
import { CsctlError } from '../problem/problem.ts';

/**
 * The path in the repository, without `./` before it and `/` behind it; '' is its top.
 * @param path what was said; undefined: the folder itself, if the current folder is the top
 * @returns undefined where the folder does not tell
 * @throws CsctlError `usage` where what was said leaves the repository
 */
export function repositoryPath(path: string | undefined, folder: string): string | undefined {
  const normal = posix.normalize(path ?? folder).replace(/\/+$/, '');
  const inside = normal === '.' ? '' : normal;
  const isOutside = inside === '..' || inside.startsWith('../');
  if (path === undefined) return isOutside || posix.isAbsolute(folder) ? undefined : inside;
  if (!isOutside) return inside.replace(/^\/+/, '');
  throw new CsctlError('usage', `--path is ${path}, which is outside of the repository`, {
    hint: 'name a path below the top of the repository, as in --path clusters/prod',
  });
}

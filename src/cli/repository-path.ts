// Where a folder is in its repository, as far as the command line tells.
import { posix } from 'node:path';
import { CsctlError } from '../problem/problem.ts';

/**
 * The path in the repository, without `./` before it and `/` behind it; '' is its top.
 * @param path what was said; undefined: the folder itself, which the current folder is the top for
 * @throws CsctlError `usage` where it leaves the repository
 */
export function repositoryPath(path: string | undefined, folder: string): string {
  const normal = posix.normalize(path ?? folder).replace(/\/+$/, '');
  const inside = normal === '.' ? '' : normal;
  const isOutside = inside === '..' || inside.startsWith('../');
  if (!isOutside && (path !== undefined || !inside.startsWith('/'))) return inside.replace(/^\/+/, '');
  const message =
    path === undefined
      ? `where ${folder} is in its repository is not clear`
      : `--path is ${path}, which is outside of the repository`;
  throw new CsctlError('usage', message, { hint: 'name it with --path, as in --path clusters/prod' });
}

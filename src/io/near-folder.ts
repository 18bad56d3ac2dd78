// What a path that does not exist was probably meant to be: folder by folder, the name that is nearest.
import { readdirSync, statSync } from 'node:fs';
import { isAbsolute, join, normalize } from 'node:path';
import { nearest } from '../problem/nearest.ts';

/** The folder that stacks are kept in by habit: `docker/scs` names one as `list` and tags do. */
const STACKS = 'providers';

/**
 * A folder that is there and has almost this path: `providers/docker/scs` for `providers/dokcer/scs`, and for `docker/scs`.
 * @param cwd absolute @returns the path as it would be typed; undefined where nothing is near
 */
export function nearFolder(cwd: string, path: string): string | undefined {
  const names = normalize(path)
    .split('/')
    .filter((name) => name !== '');
  if (isAbsolute(path)) return walk('/', names, '/');
  return isFolder(join(cwd, STACKS, path)) ? join(STACKS, path) : walk(cwd, names, '');
}

/** @param folder absolute @param label how it is written at the beginning of the path */
function walk(folder: string, names: readonly string[], label: string): string | undefined {
  const [name, ...more] = names;
  if (name === undefined) return label;
  const [found] = isFolder(join(folder, name)) ? [name] : nearest(name, foldersIn(folder), 1);
  return found === undefined ? undefined : walk(join(folder, found), more, join(label, found));
}

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

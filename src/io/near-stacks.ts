// The stacks around the current folder, found fast: a look around, and no search of a whole disk.
import { readdirSync, type Dirent } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { STACK_FILES } from '../stack/layout/read-layout.ts';
import { unfilled } from './template-folder.ts';

/** How far it is looked. */
export interface SearchLimits {
  /** Folders below the current one: `providers/openstack/scs/1-34` is four deep. */
  readonly depth: number;
  /** Folders that are opened at most. */
  readonly folders: number;
  /** Folders above the current one that it may lie in. */
  readonly above: number;
}

export const USUAL_LIMITS: SearchLimits = { depth: 5, folders: 1500, above: 5 };

/** What was found; `complete`: no limit was reached but that of the depth. */
export interface NearStacks {
  /** Relative to the current folder, sorted; `.` for itself, `..` for the one that it lies in. */
  readonly folders: readonly string[];
  readonly complete: boolean;
}

/** Stack folders below a folder, those nearer first looked at; else the stack that it lies in. @param cwd absolute */
export function nearStacks(cwd: string, limits = USUAL_LIMITS): NearStacks {
  const found: string[] = [];
  let left = limits.folders;
  let level = ['.'];
  for (let depth = 0; depth <= limits.depth && level.length > 0 && left > 0; depth += 1) {
    const next: string[] = [];
    for (const label of level.slice(0, left)) {
      const entries = entriesOf(join(cwd, label));
      if (holdsStack(entries)) found.push(label);
      else next.push(...searchedIn(entries).map((name) => posix.join(label, name)));
    }
    left -= level.length;
    level = next;
  }
  if (found.length > 0) return { folders: found.sort(), complete: left >= 0 };
  return { folders: stackAbove(cwd, limits.above), complete: left >= 0 };
}

function stackAbove(cwd: string, most: number): string[] {
  let [folder, label] = [dirname(cwd), '..'];
  for (let steps = 0; steps < most && dirname(folder) !== folder; steps += 1) {
    if (holdsStack(entriesOf(folder))) return [label];
    [folder, label] = [dirname(folder), posix.join(label, '..')];
  }
  return [];
}

const holdsStack = (entries: readonly Dirent[]): boolean =>
  entries.some((entry) => entry.isFile() && STACK_FILES.includes(entry.name));

/** Not what is hidden, what package managers fill, or what `init` fills. */
function searchedIn(entries: readonly Dirent[]): string[] {
  const skipped = ['node_modules', ...unfilled(entries)];
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !skipped.includes(entry.name))
    .map(({ name }) => name);
}

/** What cannot be read holds nothing for us. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** The names of the folders in a folder, sorted; none where there is none. @param path absolute */
export const foldersIn = (path: string): string[] =>
  entriesOf(path)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

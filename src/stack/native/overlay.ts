// Overlays: files of a stack that differ between Kubernetes minors, stored once each.
import { CHARTS_LOCK_FILE } from '../asset.ts';
import { CONFIG_FILE } from '../config.ts';
import { FileTree } from '../file-tree.ts';
import { problem, type Problem } from '../../problem/problem.ts';
import { formatMinor, type KubernetesMinor } from '../kubernetes-version.ts';
import type { MinorRange } from '../minor-range.ts';
import type { Place } from '../../problem/place.ts';

/** One overlay of stack.yaml. */
export interface Overlay {
  readonly serves: MinorRange;
  /** Folder in the stack whose files replace or add those of the same path; undefined: it only removes. */
  readonly folder: string | undefined;
  /** Files, or folders with everything below them, that the minor does not have. */
  readonly remove: readonly string[];
  /** Where it stands. */
  readonly place: Place;
}

/** A tree and where its files stand in the folder, for those that stand elsewhere than under their own path. */
export interface LaidOver {
  readonly tree: FileTree;
  readonly origins: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** What the layout says of all minors, and what is made for each: an overlay cannot say it. */
const NOT_OVERLAID: readonly string[] = ['stack.yaml', CHARTS_LOCK_FILE, CONFIG_FILE, 'versions.yaml'];

/** Why a file of an overlay cannot be in the tree; undefined when it can. */
function misplaced(path: string, tree: ReadonlyMap<string, unknown>): string | undefined {
  if (NOT_OVERLAID.includes(path)) return 'which no minor has of its own: stack.yaml says it';
  const above = path.split('/').map((_, end, steps) => steps.slice(0, end).join('/'));
  const file = above.find((folder) => folder !== '' && tree.has(folder));
  if (file !== undefined) return `where ${file} is a file`;
  const isFolder = !tree.has(path) && [...tree.keys()].some((other) => other.startsWith(`${path}/`));
  return isFolder ? 'which is a folder' : undefined;
}

/**
 * The base with the overlays of a minor on top, in their order. What an overlay takes out must be there.
 * @param files all files of the folder, overlays included
 */
export function layOver(
  base: FileTree,
  files: FileTree,
  overlays: readonly Overlay[],
  minor: KubernetesMinor,
): LaidOver {
  const result = new Map<string, Uint8Array>(base);
  const origins = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { serves, folder, remove, place } of overlays) {
    if (!serves(minor)) continue;
    for (const target of remove) {
      const gone = [...result.keys()].filter((path) => path === target || path.startsWith(`${target}/`));
      for (const path of gone) {
        result.delete(path);
        origins.delete(path);
      }
      if (gone.length > 0) continue;
      const message = `the overlay removes ${target}, which Kubernetes ${formatMinor(minor)} does not have`;
      const hint = 'take it out of remove, or mend the path';
      problems.push(problem('overlay', message, { ...place, hint }));
    }
    for (const [path, bytes] of folder === undefined ? [] : files.under(folder)) {
      const fault = misplaced(path, result);
      if (fault !== undefined) {
        const hint = `take ${folder}/${path} out, or move it`;
        problems.push(problem('overlay', `the overlay has ${path}, ${fault}`, { ...place, hint }));
        continue;
      }
      result.set(path, bytes);
      origins.set(path, `${folder}/${path}`);
    }
  }
  return { tree: FileTree.of(result), origins, problems };
}

// The files that differ between two sides, each with its size and text of change.
import type { AssetInfo } from '../../stack/asset.ts';
import type { FileChange, Part } from '../../stack/decision.ts';
import type { FileTree } from '../../stack/file-tree.ts';
import { ADDON_FOLDER, type AddonConvention } from '../../stack/stack.ts';
import { diffText, type LineCount } from './text-diff.ts';

/** A file that differs. */
export interface FileDiff extends FileChange {
  /** `cluster-class`, `cluster-addon/cni`, `clusteraddon.yaml` ... */
  readonly part: Part;
  /** Whether it belongs to a chart below `charts/`, which is somebody else's. */
  readonly vendored: boolean;
  /** Of a text; null for a binary file. */
  readonly lines: LineCount | null;
  /** A unified diff; null for binary and vendored files, and with `--stat`. */
  readonly diff: string | null;
}

/** A changed file of two trees. @param stat leaves out the text @param convention of the side that has the file */
export async function describeFile(
  { path, change }: FileChange,
  before: FileTree,
  now: FileTree,
  { convention, stat }: { readonly convention: AddonConvention; readonly stat: boolean },
): Promise<FileDiff> {
  const part = partOf(path, convention);
  const vendored = path.startsWith(`${part}/charts/`);
  const isBinary = [before, now].some((tree) => tree.has(path) && tree.text(path) === undefined);
  const text = isBinary ? undefined : await diffText(path, before.text(path), now.text(path));
  const diff = stat || vendored ? null : (text?.text ?? null);
  return { part, path, change, vendored, lines: text?.lines ?? null, diff };
}

/** The part of a release that a path of the stack belongs to. */
function partOf(path: string, convention: AddonConvention): Part {
  const [first = '', second, ...rest] = path.split('/');
  const isInStage = first === ADDON_FOLDER && convention === 'multi-stage' && rest.length > 0;
  return isInStage ? `${first}/${second}` : first;
}

/** Files of unknown sort, by their digests: they may be of any size. */
export function diffOthers(before: readonly AssetInfo[], now: readonly AssetInfo[]): FileDiff[] {
  const [old, fresh] = [before, now].map((files) => new Map(files.map(({ name, digest }) => [name, digest])));
  const names = [...new Set([...before, ...now].map(({ name }) => name))].sort();
  return names.flatMap((name): FileDiff[] => {
    const [from, to] = [old?.get(name), fresh?.get(name)];
    if (from === to) return [];
    const change = from === undefined ? 'added' : to === undefined ? 'removed' : 'modified';
    return [{ part: name, path: name, change, vendored: false, lines: null, diff: null }];
  });
}

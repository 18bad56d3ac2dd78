// show: the effective tree of one Kubernetes minor, to look at or as a folder of its own.
import { CsctlError, refuseErrors, sortProblems, type Problem } from '../problem/problem.ts';
import { FileTree } from '../stack/file-tree.ts';
import { formatKubernetes, formatMinor } from '../stack/kubernetes-version.ts';
import { readLayout } from '../stack/layout/read-layout.ts';
import { standaloneFiles, type EffectiveFile } from '../stack/layout/standalone.ts';
import type { LayoutKind } from '../stack/layout/layout.ts';
import { locateProblems } from '../stack/stack.ts';
import type { World } from './ports.ts';
import { selectMinors } from './select.ts';
import type { ReleaseRequest } from './stages.ts';

/** A file of the tree, as `--json` prints it. */
export interface ShownFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** `base`, the overlay folder that it comes from, or `generated`. */
  readonly origin: string;
  /** Versions or names were written into it. */
  readonly pinned?: true;
  /** Nothing of it stands in the folder. */
  readonly generated?: true;
}

/** The result of show, as `--json` prints it. */
export interface ShownStack {
  readonly stack: string;
  readonly kubernetes: string;
  readonly minor: string;
  readonly layout: LayoutKind;
  /** The folder that was written; null where none was. */
  readonly folder: string | null;
  readonly files: readonly ShownFile[];
  readonly warnings: readonly Problem[];
}

/** A shown stack, and what is in its files. */
export interface Shown {
  readonly result: ShownStack;
  readonly tree: FileTree;
}

/**
 * The effective tree of a minor.
 * @param output folder to write it to, which must be absent or empty
 * @throws CsctlError `usage` when several minors are meant; `output-foreign`; the problems of a stack without a config
 */
export async function showStack(
  folders: readonly string[],
  request: ReleaseRequest,
  output: string | undefined,
  world: World,
): Promise<Shown> {
  const selected = await selectMinors(folders, request, world);
  const [only] = selected;
  if (!only || selected.length > 1) throw severalMinors(selected.map(({ subject }) => subject));
  if (output !== undefined) await world.trees.check(output, only.folder);
  const files = await world.stacks.read(only.folder);
  const layout = readLayout(only.folder, files.tree);
  const read = layout.read(only.minor);
  const found = [...locateProblems(only.folder, files.problems), ...read.problems];
  // A stack with mistakes can be looked at; only one that cannot be read cannot.
  if (!read.stack || files.problems.length > 0) refuseErrors(found, only.subject);
  if (!read.stack) throw new Error('a stack without a config must have an error');
  const effective = standaloneFiles(read.stack);
  const tree = FileTree.of(effective.map(({ path, bytes }) => [path, bytes] as const));
  if (output !== undefined) await world.trees.write(output, tree);
  const { kubernetes } = read.stack.config;
  return {
    tree,
    result: {
      stack: only.folder,
      kubernetes: formatKubernetes(kubernetes),
      minor: formatMinor(kubernetes),
      layout: layout.kind,
      folder: output ?? null,
      files: effective.map(describe),
      warnings: sortProblems(found),
    },
  };
}

function describe({ path, bytes, source, made }: EffectiveFile): ShownFile {
  const isMoved = source !== undefined && source !== path;
  const origin = source === undefined ? 'generated' : isMoved ? source.slice(0, -path.length - 1) : 'base';
  return {
    path,
    size: bytes.length,
    origin,
    ...(made === 'pinned' && { pinned: true }),
    ...(made === 'generated' && { generated: true }),
  };
}

function severalMinors(subjects: readonly string[]): CsctlError {
  const message = `one minor is shown at a time; these are meant: ${subjects.join(', ')}`;
  return new CsctlError('usage', message, { hint: 'name one stack, and one minor with -k' });
}

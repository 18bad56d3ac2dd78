// A stack as every step after reading knows it, whatever layout it was written in.
import type { Problem } from '../problem/problem.ts';
import { ADDON_CONFIG_FILE } from './asset.ts';
import type { StackConfig } from './config.ts';
import type { FileTree } from './file-tree.ts';
import type { ImageCatalogue } from './image-catalogue.ts';

export const CLASS_FOLDER = 'cluster-class';
export const ADDON_FOLDER = 'cluster-addon';

/** How addons are packaged: one Helm chart, or a bundle of charts listed in clusteraddon.yaml. */
export type AddonConvention = 'single-stage' | 'multi-stage';

/** What a stack says about how it is built and kept current. */
export interface StackSettings {
  /** Whether releases embed chart dependencies; undefined: as they stand in the folder. */
  readonly embed: boolean | undefined;
  readonly images: ImageCatalogue | undefined;
}

export const NO_SETTINGS: StackSettings = { embed: undefined, images: undefined };

/** How a file of a minor's tree came to differ from the folder: versions or names were written into it, or all of it. */
export type FileMaking = 'pinned' | 'generated';

/** A stack for one Kubernetes minor. */
export interface Stack {
  /** The folder as the user knows it; the prefix of every place. */
  readonly label: string;
  readonly config: StackConfig;
  readonly convention: AddonConvention;
  /** The file that says what the stack is, in the folder. */
  readonly configFile: string;
  readonly settings: StackSettings;
  /** All files of the stack as this minor has them, ignored ones left out. */
  readonly tree: FileTree;
  /** Text of charts.lock.yaml, which is no file of the tree in our layout; undefined when there is none. */
  readonly chartsLock: string | undefined;
  /** Where files of the tree stand in the folder, for those that stand elsewhere: in an overlay. */
  readonly origins: ReadonlyMap<string, string>;
  /** The files of the tree that are not as they stand in the folder; absent: all are. */
  readonly made?: ReadonlyMap<string, FileMaking>;
}

/** The presence of clusteraddon.yaml selects the convention (docs/operator-contract.md 3). */
export const conventionOf = (tree: FileTree): AddonConvention =>
  tree.has(ADDON_CONFIG_FILE) ? 'multi-stage' : 'single-stage';

/** Problems found in a tree, with places as the user knows them. */
export function locateProblems(
  label: string,
  problems: readonly Problem[],
  origins?: ReadonlyMap<string, string>,
): Problem[] {
  return problems.map((p) =>
    p.file === undefined ? { ...p, file: label } : { ...p, file: locatePath(label, p.file, origins) },
  );
}

/** A path in the stack as the user knows it. */
export const locatePath = (label: string, path: string, origins?: ReadonlyMap<string, string>): string =>
  joinLabel(label, origins?.get(path) ?? path);

/** `label/path`; a label of `.` disappears. */
export const joinLabel = (label: string, path: string): string => (label === '.' ? path : `${label}/${path}`);

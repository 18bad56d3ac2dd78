// A stack as every step after reading knows it, whatever layout it was written in.
import type { Problem } from '../problem/problem.ts';
import { ADDON_CONFIG_FILE } from './asset.ts';
import type { StackConfig } from './config.ts';
import type { FileTree } from './file-tree.ts';

export const CLASS_FOLDER = 'cluster-class';
export const ADDON_FOLDER = 'cluster-addon';

/** How addons are packaged: one Helm chart, or a bundle of charts listed in clusteraddon.yaml. */
export type AddonConvention = 'single-stage' | 'multi-stage';

/** A stack for one Kubernetes minor. */
export interface Stack {
  /** The folder as the user knows it; the prefix of every place. */
  readonly label: string;
  readonly config: StackConfig;
  readonly convention: AddonConvention;
  /** All files of the stack, ignored ones left out. */
  readonly tree: FileTree;
}

/** The presence of clusteraddon.yaml selects the convention (docs/operator-contract.md 3). */
export const conventionOf = (tree: FileTree): AddonConvention =>
  tree.has(ADDON_CONFIG_FILE) ? 'multi-stage' : 'single-stage';

/** Problems found in a tree, with places as the user knows them. */
export function locateProblems(label: string, problems: readonly Problem[]): Problem[] {
  return problems.map((p) =>
    p.file === undefined ? { ...p, file: label } : { ...p, file: joinLabel(label, p.file) },
  );
}

/** `label/path`; a label of `.` disappears. */
export const joinLabel = (label: string, path: string): string => (label === '.' ? path : `${label}/${path}`);

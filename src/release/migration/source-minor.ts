// What migration starts from: the minors of a stack in another layout, and the files beside them.
import type { FileTree } from '../../stack/file-tree.ts';
import type { KubernetesMinor } from '../../stack/kubernetes-version.ts';
import type { LayoutKind } from '../../stack/layout/layout.ts';
import type { AddonPolicy } from '../../stack/native/read-addons.ts';
import type { Stack } from '../../stack/stack.ts';

/** One minor as the old layout has it. */
export interface SourceMinor {
  readonly minor: KubernetesMinor;
  readonly stack: Stack;
  /** The files that the new layout has to give again; what only says how the old one is laid out is left out. */
  readonly tree: FileTree;
  /** How its charts are kept current. */
  readonly policies: readonly AddonPolicy[];
}

/** A stack that is to be migrated. */
export interface MigrationSource {
  /** The folder that becomes the stack, as the user knows it. */
  readonly folder: string;
  readonly kind: Exclude<LayoutKind, 'native'>;
  /** All files of the folder as they are. */
  readonly files: FileTree;
  /** Sorted, the oldest first; never empty; all of one provider and name. */
  readonly minors: readonly SourceMinor[];
  /** The minor whose files are kept where several could be: that of csctl.yaml, else the newest. */
  readonly preferred: KubernetesMinor;
  /** Files of the folder that are part of no minor. */
  readonly loose: FileTree;
}

/** What migration cannot carry over, in a sentence. */
export type Note = string;

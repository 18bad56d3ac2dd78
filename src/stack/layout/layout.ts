// The ways in which a folder can hold a stack, behind one face: the minors it serves, and the stack of each.
import type { Problem } from '../../problem/problem.ts';
import type { KubernetesMinor, KubernetesVersion } from '../kubernetes-version.ts';
import type { AddonPolicy } from '../native/read-addons.ts';
import type { Stack } from '../stack.ts';

/**
 * `single`: csctl.yaml, one minor; `matrix`: with versions.yaml beside it; `per-minor`: stack.yaml of one minor;
 * `native`: our stack.yaml (docs/stack-folder.md).
 */
export type LayoutKind = 'single' | 'matrix' | 'per-minor' | 'native';

/** A minor that a folder serves. */
export interface ServedMinor {
  readonly minor: KubernetesMinor;
  /** Undefined where the folder names no patch: that cannot be built. */
  readonly kubernetes: KubernetesVersion | undefined;
}

/** The stack of a minor, when its config is good enough to have one, and everything found wrong while reading. */
export interface ReadStack {
  readonly stack: Stack | undefined;
  /** Places are as the user knows them. */
  readonly problems: readonly Problem[];
}

/** A folder that holds a stack. */
export interface StackLayout {
  readonly kind: LayoutKind;
  /** The minors built without `-k`; sorted; empty when the config cannot be read. */
  readonly minors: readonly ServedMinor[];
  /** Those that `-k` can name besides. */
  readonly further: readonly ServedMinor[];
  /** How charts are kept current; empty where the layout does not say. */
  readonly policies: readonly AddonPolicy[];
  /** The stack of one of the minors; of the only one, or of none in particular, to learn what is wrong. */
  read(minor?: KubernetesMinor): ReadStack;
}

// What can be seen from the current folder without asking a network.
import type { FileTree } from '../../stack/file-tree.ts';
import type { Day, KubernetesSeries } from '../../stack/upstream.ts';
import type { Problem } from '../../problem/problem.ts';
import type { ReleaseStore } from '../ports.ts';

/** The world of `status`. */
export interface Surroundings {
  readonly stacks: {
    /** The folders of stacks below the current one, or the one that it lies in; `complete`: all was looked through. */
    near(): { readonly folders: readonly string[]; readonly complete: boolean };
    /** @throws CsctlError `file-unreadable` */
    read(folder: string): Promise<{ readonly tree: FileTree; readonly problems: readonly Problem[] }>;
  };
  /** The folder of release folders, as users name it, and the names of the folders in it. */
  readonly output: { readonly folder: string; readonly names: readonly string[] };
  /** Remotes on this disk. */
  readonly stores: readonly ReleaseStore[];
  /** All remotes that are meant, as users name them. */
  readonly remotes: readonly string[];
  /** What is remembered of Kubernetes releases; undefined where nobody has asked yet. */
  readonly kubernetes: readonly KubernetesSeries[] | undefined;
  readonly today: Day;
}

// An update as a value: what is asked, what would change, and what cannot.
import type { Problem } from '../../problem/problem.ts';
import type { RefusedStack } from '../create.ts';
import type { FileEdits } from '../upstream-ports.ts';

/** What an update may touch. */
export const UPDATE_PARTS = ['kubernetes', 'addons', 'images'] as const;
export type UpdatePart = (typeof UPDATE_PARTS)[number];

/** What is asked of an update. */
export interface UpdateWish {
  readonly only: ReadonlySet<UpdatePart>;
  /** Only these, as in `1.34`; empty or `all`: all. */
  readonly minors: readonly string[];
  /** Minors that upstream supports and a stack does not serve. */
  readonly addMinors: boolean;
  /** Minors whose support is over. */
  readonly dropEol: boolean;
  /** Images of versions that are not served. */
  readonly prune: boolean;
  /** Codes of `--allow`. */
  readonly allowed: ReadonlySet<string>;
  /** Versions of charts by the key of the addon, which count whatever upstream has. */
  readonly pins?: ReadonlyMap<string, string>;
  /** Nobody is asked about images, and charts are not locked: the next update does that. */
  readonly offline?: boolean;
}

/** One thing that changes, as `--json` prints it. */
export interface Change {
  /** The folder. */
  readonly stack: string;
  /** `1.34`; null where it is for all minors: a lock. */
  readonly minor: string | null;
  readonly kind: 'kubernetes' | 'addon' | 'image' | 'minor' | 'lock';
  /** `kubernetes`, the key of an addon, the name of an image or of a chart. */
  readonly name: string;
  /** Null for what is new. */
  readonly from: string | null;
  /** Null for what goes. */
  readonly to: string | null;
  readonly reason: string | null;
}

/** What an update makes of a folder. */
export interface FolderUpdate {
  readonly folder: string;
  readonly edits: FileEdits;
  readonly changes: readonly Change[];
  readonly warnings: readonly Problem[];
  /** Minors that cannot be released. They may be edited all the same: what was found for them is right. */
  readonly refused: readonly RefusedStack[];
}

/** A folder that stays as it is. */
export const refusedFolder = (folder: string, problems: readonly Problem[]): FolderUpdate => ({
  folder,
  edits: new Map(),
  changes: [],
  warnings: [],
  refused: [{ stack: folder, minor: null, problems }],
});

// What `outdated` tells: the items, as `--json` prints them.
import type { Problem } from '../../problem/problem.ts';
import type { Scs0210Rule } from '../../stack/policy/scs-0210.ts';
import type { Day } from '../../stack/upstream.ts';

/** Why something is outdated. */
export type OutdatedReason =
  /** There is a newer version. */
  | 'newer'
  /** Upstream supports a minor that the stack does not serve. */
  | 'minor-missing'
  /** The sources name a minor without a patch: nothing can be built. */
  | 'no-patch'
  /** Upstream does not support the minor any more. */
  | 'end-of-life';

/** One thing that is not current; docs/cli.md fixes the fields up to `overdue`. */
export interface OutdatedItem {
  readonly stack: string;
  /** `1.34` */
  readonly minor: string;
  readonly kind: 'kubernetes' | 'image' | 'addon';
  /** `kubernetes`, the name of an image, or the key of an addon. */
  readonly name: string;
  /** Null for what is not there yet. */
  readonly current: string | null;
  /** What `update` would write; for a minor without support its last patch. */
  readonly latest: string | null;
  /** The day of `latest`. */
  readonly released: Day | null;
  /** The last day on which a policy is satisfied with `current`. */
  readonly deadline: Day | null;
  readonly overdue: boolean;
  readonly reason: OutdatedReason;
  /** The day that the policy recommends, before the deadline. */
  readonly recommended: Day | null;
  readonly rule: Scs0210Rule | null;
  /** Of the standard, where the rule stands. */
  readonly section: string | null;
  /** Of an addon: the newest of all versions, where the range keeps it out. */
  readonly newest: string | null;
}

/** Where no policy has anything to say. */
export const NO_VERDICT = {
  deadline: null,
  overdue: false,
  recommended: null,
  rule: null,
  section: null,
} as const;

/** An addon that is as new as its range allows, while there are newer versions. */
export interface HeldAddon {
  readonly stack: string;
  readonly minor: string;
  readonly name: string;
  readonly current: string;
  readonly newest: string;
  /** Null: the same major. */
  readonly range: string | null;
}

export interface OutdatedResult {
  readonly items: readonly OutdatedItem[];
  readonly held: readonly HeldAddon[];
  /** Images that newer patches lack. */
  readonly warnings: readonly Problem[];
  /** How many stacks and minors were looked at. */
  readonly subjects: number;
}

// What an upgrade from one release to the next means for clusters: a verdict, and the findings that it rests on.
import type { Place } from '../../problem/place.ts';
import type { VariableChange } from '../../stack/class-variables.ts';
import type { ObjectChange } from './object-changes.ts';

/**
 * `patch`: clusters get on by themselves, and can do what they could; `additive`: they can do more; `breaking`: some
 * need work by hand, lose something, or never finish the upgrade.
 */
export type Verdict = 'patch' | 'additive' | 'breaking';

const ORDER: readonly Verdict[] = ['patch', 'additive', 'breaking'];

/** One thing that matters when clusters are upgraded. */
export interface UpgradeFinding {
  readonly level: Verdict;
  /** What sort of thing, `variable-removed`: docs/upgrades.md lists them. */
  readonly kind: string;
  readonly message: string;
  /** What to do about it; absent where there is nothing to do. */
  readonly hint?: string;
  readonly place?: Place;
}

/** The step from an older release to a newer one, as rendered. */
export interface Upgrade {
  readonly verdict: Verdict;
  /** Breaking ones first. */
  readonly findings: readonly UpgradeFinding[];
  readonly objects: readonly ObjectChange[];
  /** Null where the class of a side does not render. */
  readonly variables: readonly VariableChange[] | null;
}

/** What people are told of it. */
export type UpgradeSummary = Pick<Upgrade, 'verdict' | 'findings'>;

/** The highest level; `patch` where there is nothing. */
export const verdictOf = (findings: readonly UpgradeFinding[]): Verdict =>
  findings.reduce<Verdict>((most, { level }) => (rank(level) > rank(most) ? level : most), 'patch');

/** Breaking findings first, the others in their order. */
export const inOrder = (findings: readonly UpgradeFinding[]): UpgradeFinding[] =>
  [...findings].sort((a, b) => rank(b.level) - rank(a.level));

const rank = (level: Verdict): number => ORDER.indexOf(level);

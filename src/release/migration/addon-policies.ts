// The ranges of every minor's stack.yaml, as rules for all minors.
import { isMeant, stackDependencies } from '../../stack/addon-key.ts';
import { formatMinor } from '../../stack/kubernetes-version.ts';
import type { AddonPolicy } from '../../stack/native/read-addons.ts';
import type { Note, SourceMinor } from './source-minor.ts';

/** Rules for `addons`, and what they cannot say. */
export interface MergedPolicies {
  readonly policies: readonly AddonPolicy[];
  readonly notes: readonly Note[];
}

/**
 * Ranges that name the Kubernetes minor in every entry (`2.34.x` for 1.34) become `follows: kubernetesMinor`, a range
 * that all share stays. Ranges that differ otherwise cannot be said for all minors, and are told.
 */
export function mergePolicies(minors: readonly SourceMinor[]): MergedPolicies {
  const policies: AddonPolicy[] = [];
  const notes: Note[] = [];
  const keys = new Set(minors.flatMap((one) => one.policies.map(({ key }) => key)));
  for (const key of keys) {
    const ranges = minors.flatMap((one) => {
      const update = one.policies.find((policy) => policy.key === key)?.update;
      return update === undefined ? [] : [{ minor: one.minor, update }];
    });
    if (!minors.some((one) => knows(one, key))) {
      notes.push(`addons.${key} means no chart dependency of the stack; it was left out`);
    } else if (
      ranges.every(({ minor, update }) => new RegExp(`^\\d+\\.${minor.minor}\\.[x*]$`).test(update))
    ) {
      policies.push({ key, update: undefined, follows: true });
    } else if (new Set(ranges.map(({ update }) => update)).size === 1) {
      policies.push({ key, update: ranges[0]?.update, follows: false });
    } else {
      const listed = ranges.map(({ minor, update }) => `${formatMinor(minor)}: ${update}`).join(', ');
      notes.push(`the ranges of ${key} differ (${listed}); updates stay in the major version now`);
    }
  }
  return { policies, notes };
}

const knows = ({ tree, stack }: SourceMinor, key: string): boolean =>
  stackDependencies(tree, stack.convention).some((dependency) => isMeant(key, dependency));

// Rules that need the previous release: is the step from there to here one that clusters can take?
import type { Problem } from '../problem/problem.ts';
import { formatMinor } from '../stack/kubernetes-version.ts';
import { locateProblems } from '../stack/stack.ts';
import { comparisonProblems } from '../verify/compare-rules.ts';
import type { Fingerprinted } from './stages.ts';

/** Problems of the step from the previous release to this one; none where there is no previous release. */
export function comparisonWith({ stack, previous, known }: Fingerprinted): Problem[] {
  if (previous.kind === 'not-needed') return [];
  const release = previous.kind === 'found' ? previous.release : undefined;
  const problems = comparisonProblems({
    kubernetes: stack.config.kubernetes,
    previousKubernetes: release?.metadata.kubernetes,
    releasedMinors: [...new Set(known.map(({ name }) => formatMinor(name.identity.minor)))],
  });
  return locateProblems(stack.label, problems, stack.origins);
}

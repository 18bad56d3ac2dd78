// Rules that compare with earlier releases of the stack: steps that clusters cannot take.
import { problem, type Problem } from '../problem/problem.ts';
import {
  compareKubernetes,
  formatKubernetes,
  formatMinor,
  parseKubernetesMinor,
  parseKubernetesVersion,
  type KubernetesVersion,
} from '../stack/kubernetes-version.ts';

/** This release and what was released before it. */
export interface ReleaseComparison {
  readonly kubernetes: KubernetesVersion;
  /** Of the previous release, `vX.Y.Z`; undefined when there is none. */
  readonly previousKubernetes: string | undefined;
  /** The minors of the stack that have releases, `X.Y`. */
  readonly releasedMinors: readonly string[];
}

/** All problems of the step from what is released to this release; places are relative to the stack. */
export function comparisonProblems(step: ReleaseComparison): Problem[] {
  return [...downgrade(step), ...skippedMinor(step)];
}

function downgrade({ kubernetes, previousKubernetes }: ReleaseComparison): Problem[] {
  const previous = previousKubernetes === undefined ? undefined : parseKubernetesVersion(previousKubernetes);
  if (!previous || compareKubernetes(kubernetes, previous) >= 0) return [];
  const found = formatKubernetes(kubernetes);
  const message = `Kubernetes goes from ${formatKubernetes(previous)} down to ${found}; expected the same or a newer version`;
  const hint = `set the Kubernetes version to ${formatKubernetes(previous)} or later`;
  return [problem('kubernetes-downgrade', message, { file: 'csctl.yaml', hint })];
}

/** Only said of the first release of a minor: later it is known. */
function skippedMinor({ kubernetes, releasedMinors }: ReleaseComparison): Problem[] {
  const minors = releasedMinors
    .flatMap((text) => parseKubernetesMinor(text) ?? [])
    .filter(({ major }) => major === kubernetes.major)
    .map(({ minor }) => minor);
  const below = Math.max(...minors.filter((minor) => minor < kubernetes.minor));
  if (minors.includes(kubernetes.minor) || !Number.isFinite(below) || below === kubernetes.minor - 1)
    return [];
  const name = (minor: number) => formatMinor({ major: kubernetes.major, minor });
  const message = `the newest minor before ${name(kubernetes.minor)} is ${name(below)}; expected ${name(kubernetes.minor - 1)}`;
  const hint = `release ${name(below + 1)} first, so that clusters can go through it`;
  return [problem('minor-skipped', message, { file: 'csctl.yaml', hint })];
}

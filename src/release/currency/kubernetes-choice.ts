// The Kubernetes version that a minor goes to: its newest patch, or the newest that machines can be made of.
import { CsctlError, type Problem } from '../../problem/problem.ts';
import { newestPatch } from '../../stack/currency.ts';
import { compareKubernetes, type KubernetesVersion } from '../../stack/kubernetes-version.ts';
import { imageFault } from '../imaging/look-for-image.ts';
import type { Knowledge } from './knowledge.ts';
import type { Subject } from './subject.ts';

/** The version, and what was found on the way; undefined where there is none to go to. */
export interface KubernetesChoice {
  readonly version: KubernetesVersion | undefined;
  /** Errors: the minor cannot be released. Places are those of the catalogue. */
  readonly problems: readonly Problem[];
}

/** Never older than what the sources name. */
export function chooseKubernetes(
  subject: Subject,
  known: Pick<Knowledge, 'kubernetes' | 'image'>,
): KubernetesChoice {
  const { kubernetes, minor, catalogue } = subject;
  const images = known.image(subject);
  if (images instanceof CsctlError) return { version: kubernetes, problems: images.problems };
  if (images) {
    const { found, skipped, problems } = images;
    if (found) return { version: found.version, problems };
    // Nothing newer and not even what is there: what is there is what is missing.
    const last = kubernetes ? skipped.at(-1) : skipped[0];
    const fault = last && catalogue && imageFault(last, catalogue);
    return { version: kubernetes, problems: fault ? [fault] : [] };
  }
  const newest = newestPatch(known.kubernetes, minor)?.version;
  const isNewer = newest && (!kubernetes || compareKubernetes(newest, kubernetes) > 0);
  return { version: isNewer ? newest : kubernetes, problems: [] };
}

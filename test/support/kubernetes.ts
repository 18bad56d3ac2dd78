// Kubernetes releases as they really were, for tests: minors with the days of their patches.
import {
  parseKubernetesMinor,
  parseKubernetesVersion,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../../src/stack/kubernetes-version.ts';
import type { Day, KubernetesSeries } from '../../src/stack/upstream.ts';

/** `v1.34.7` as a version. */
export function version(text: string): KubernetesVersion {
  const parsed = parseKubernetesVersion(text);
  if (!parsed) throw new Error(`${text} is no version of Kubernetes`);
  return parsed;
}

/** `1.34` as a minor. */
export function minor(text: string): KubernetesMinor {
  const parsed = parseKubernetesMinor(text);
  if (!parsed) throw new Error(`${text} is no minor of Kubernetes`);
  return parsed;
}

/** A minor by the days of its patches, `{ 0: '2025-08-27', 7: '2026-04-16' }`; null where nobody knows. */
export function series(
  name: string,
  days: Readonly<Record<number, Day | null>>,
  endOfLife?: Day,
): KubernetesSeries {
  const patches = Object.entries(days).map(([patch, released]) => ({
    version: { ...minor(name), patch: Number(patch) },
    released: released ?? undefined,
  }));
  return { minor: minor(name), released: days[0] ?? undefined, endOfLife, patches };
}

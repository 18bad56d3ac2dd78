// What is known of the projects that a stack is made of: Kubernetes releases and charts, as values.
import type { Digest } from './fingerprint.ts';
import type { KubernetesMinor, KubernetesVersion } from './kubernetes-version.ts';

/** A day, `2026-11-20`. */
export type Day = string;

/** A Kubernetes patch release. */
export interface KubernetesPatch {
  readonly version: KubernetesVersion;
  /** Undefined where the source does not say. */
  readonly released: Day | undefined;
}

/** A Kubernetes minor and what was released of it. */
export interface KubernetesSeries {
  readonly minor: KubernetesMinor;
  /** Day of the first release, X.Y.0. */
  readonly released: Day | undefined;
  /** The last day of support; undefined while nobody has set it. */
  readonly endOfLife: Day | undefined;
  /** The patches that are known, oldest first; the last one is the newest. Never empty. */
  readonly patches: readonly KubernetesPatch[];
}

/** A version of a chart in a repository. */
export interface ChartVersion {
  /** As the repository writes it. */
  readonly version: string;
  /** SHA-256 of the packed chart; undefined where the repository does not say before it is fetched. */
  readonly digest: Digest | undefined;
  readonly released: Day | undefined;
}

/** One chart of a repository. */
export interface ChartName {
  /** As Chart.yaml has it: `https://...` or `oci://...`. */
  readonly repository: string;
  readonly name: string;
}

// Kubernetes versions as stacks write them: `vX.Y.Z`, and minors as users write them: `X.Y`.

/** A Kubernetes minor, the series that one stack folder serves. */
export interface KubernetesMinor {
  readonly major: number;
  readonly minor: number;
}

/** An exact Kubernetes version; pre-releases do not occur (docs/operator-contract.md 3.1). */
export interface KubernetesVersion extends KubernetesMinor {
  readonly patch: number;
}

const VERSION = /^v([1-9]\d{0,5})\.([1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/;
const MINOR = /^v?([1-9]\d{0,5})\.([1-9]\d{0,5})$/;

/** Parses `v1.34.7`; undefined for anything else, leading zeros and a missing `v` included. */
export function parseKubernetesVersion(text: string): KubernetesVersion | undefined {
  const match = VERSION.exec(text);
  return match ? { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3]) } : undefined;
}

/** Parses `1.34` or `v1.34`; undefined for anything else. */
export function parseKubernetesMinor(text: string): KubernetesMinor | undefined {
  const match = MINOR.exec(text);
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

/** The text as csctl writes versions, for those that other tools write without the `v`. */
export const withV = (text: string): string => (/^\d/.test(text) ? `v${text}` : text);

/** `v1.34.7`, the only form that a Cluster's `topology.version` can match. */
export const formatKubernetes = (v: KubernetesVersion): string => `v${v.major}.${v.minor}.${v.patch}`;

/** `1.34` */
export const formatMinor = (v: KubernetesMinor): string => `${v.major}.${v.minor}`;

export const sameMinor = (a: KubernetesMinor, b: KubernetesMinor): boolean =>
  a.major === b.major && a.minor === b.minor;

/** Whether `-k` means a minor. @param asked minors as in `1.34`; none, or `all` among them: every minor */
export const isAskedFor = (asked: readonly string[], minor: KubernetesMinor): boolean =>
  asked.length === 0 || asked.includes('all') || asked.includes(formatMinor(minor));

/** Negative, zero or positive, as for `Array.sort`. */
export const compareMinors = (a: KubernetesMinor, b: KubernetesMinor): number =>
  a.major - b.major || a.minor - b.minor;

/** As `compareMinors`, with the patch. */
export const compareKubernetes = (a: KubernetesVersion, b: KubernetesVersion): number =>
  compareMinors(a, b) || a.patch - b.patch;

// The standard scs-0210-v2, "SCS K8S Version Policy": which Kubernetes versions must be offered, and until when.
import { isPastEnd, isSupported, seriesOf } from '../currency.ts';
import { addDays, addMonths } from '../day.ts';
import {
  compareKubernetes,
  compareMinors,
  sameMinor,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../kubernetes-version.ts';
import type { Day, KubernetesPatch, KubernetesSeries } from '../upstream.ts';

/**
 * The rules, by the section of the standard that they stand in and its words
 * (SovereignCloudStack/standards, Standards/scs-0210-v2-k8s-version-policy.md, as of 2026-06).
 */
export const SCS_0210 = {
  'latest-minor': {
    section: 'scs-0210-v2, Decision, new releases',
    words: 'The latest minor version MUST be provided no later than 4 months after release.',
  },
  'latest-patch': {
    section: 'scs-0210-v2, Decision, new releases',
    words: 'The latest patch version MUST be provided no later than 1 month after release.',
  },
  'critical-patch': {
    section: 'scs-0210-v2, Decision, new releases',
    words:
      'This time period (for providing the latest patch version) MUST not be longer than 2 weeks if the patch addresses critical CVEs and it is RECOMMENDED to be provided within 2 days of the release.',
  },
  'supported-minor': {
    section: 'scs-0210-v2, Decision, support period',
    words:
      'Kubernetes versions MUST be supported and offered as long as the official sources support them according to the Kubernetes Support Period and their end-of-life date.',
  },
  'end-of-life': {
    section: 'scs-0210-v2, Decision, support period',
    words: 'It is RECOMMENDED to not support versions after this period.',
  },
} as const;

export type Scs0210Rule = keyof typeof SCS_0210;

/** What the policy says of one minor. */
export interface Verdict {
  readonly minor: KubernetesMinor;
  /** The version that was judged; undefined: there is none. */
  readonly kubernetes: KubernetesVersion | undefined;
  readonly rule: Scs0210Rule;
  /** Where the standard says so. */
  readonly section: string;
  /** The last day on which nothing is late; undefined: nobody knows, or the standard only recommends. */
  readonly deadline: Day | undefined;
  /** What the standard recommends instead of the deadline: critical patches. */
  readonly recommended: Day | undefined;
  /** Whether the deadline is over; never for a recommendation. */
  readonly overdue: boolean;
}

/** A minor that is served, with the patch that clusters get; undefined: none that could be built. */
export interface ServedVersion {
  readonly minor: KubernetesMinor;
  readonly kubernetes: KubernetesVersion | undefined;
}

/** What is judged. */
export interface Scs0210Question {
  readonly served: readonly ServedVersion[];
  readonly upstream: readonly KubernetesSeries[];
  /** Patches that address a CVE with a CVSS base score of 8 or more: no source tells, so somebody has to. */
  readonly critical: readonly KubernetesVersion[];
  readonly today: Day;
}

/** Periods of the standard: months for minors and patches, days for critical patches. */
const MINOR_MONTHS = 4;
const PATCH_MONTHS = 1;
const CRITICAL_DAYS = 14;
const RECOMMENDED_DAYS = 2;

/**
 * The verdicts on what is served today: what is due or late, oldest minor first; nothing where all is as it must be.
 * A minor without an exact version counts as not served.
 */
export function judgeScs0210({ served, upstream, critical, today }: Scs0210Question): Verdict[] {
  const offered = served.flatMap(({ kubernetes }) => kubernetes ?? []);
  const missing = upstream
    .filter((series) => isSupported(series, today) && !offered.some((one) => sameMinor(one, series.minor)))
    .map((series) => missingMinor(series, upstream, today));
  const behind = offered.flatMap((version) => {
    const series = seriesOf(upstream, version);
    if (!series) return [];
    return isPastEnd(series, today)
      ? [verdict(version, 'end-of-life', undefined, today)]
      : late(version, series, critical, today);
  });
  return [...missing, ...behind].sort((a, b) => compareMinors(a.minor, b.minor));
}

/** Minors that are no longer the latest had their four months as well: they were the latest once. */
function missingMinor(series: KubernetesSeries, upstream: readonly KubernetesSeries[], today: Day): Verdict {
  const isLatest = !upstream.some(
    (other) => isSupported(other, today) && compareMinors(other.minor, series.minor) > 0,
  );
  const deadline = series.released === undefined ? undefined : addMonths(series.released, MINOR_MONTHS);
  return verdict(series.minor, isLatest ? 'latest-minor' : 'supported-minor', deadline, today);
}

/**
 * The earliest deadline of all newer patches: who passes over one that is due is late, whatever came out since. A patch
 * after a critical one brings its fix as well, and is due as soon.
 */
function late(
  version: KubernetesVersion,
  series: KubernetesSeries,
  critical: readonly KubernetesVersion[],
  today: Day,
): Verdict[] {
  const newer = series.patches.filter((patch) => compareKubernetes(patch.version, version) > 0);
  const urgent = critical.filter((one) => sameMinor(one, version) && compareKubernetes(one, version) > 0);
  const verdicts = newer.map((patch) => {
    const isUrgent = urgent.some((one) => compareKubernetes(one, patch.version) <= 0);
    return patchVerdict(version, patch, isUrgent, today);
  });
  return verdicts.length === 0 ? [] : [verdicts.reduce(earlier)];
}

const earlier = (a: Verdict, b: Verdict): Verdict =>
  b.deadline !== undefined && (a.deadline === undefined || b.deadline < a.deadline) ? b : a;

function patchVerdict(
  version: KubernetesVersion,
  { released }: KubernetesPatch,
  isUrgent: boolean,
  today: Day,
): Verdict {
  const rule = isUrgent ? 'critical-patch' : 'latest-patch';
  if (released === undefined) return verdict(version, rule, undefined, today);
  if (!isUrgent) return verdict(version, rule, addMonths(released, PATCH_MONTHS), today);
  const recommended = addDays(released, RECOMMENDED_DAYS);
  return { ...verdict(version, rule, addDays(released, CRITICAL_DAYS), today), recommended };
}

/** The day of the deadline itself is in time. @param judged a version, or a minor that there is no version of */
const verdict = (
  judged: KubernetesVersion | KubernetesMinor,
  rule: Scs0210Rule,
  deadline: Day | undefined,
  today: Day,
): Verdict => ({
  minor: { major: judged.major, minor: judged.minor },
  kubernetes: 'patch' in judged ? judged : undefined,
  rule,
  section: SCS_0210[rule].section,
  deadline,
  recommended: undefined,
  overdue: deadline !== undefined && today > deadline,
});

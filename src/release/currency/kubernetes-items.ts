// What is outdated about the Kubernetes versions of one stack.
import { isPastEnd, missingMinors, newestPatch, seriesOf } from '../../stack/currency.ts';
import {
  compareKubernetes,
  compareMinors,
  formatKubernetes,
  formatMinor,
  sameMinor,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../../stack/kubernetes-version.ts';
import { judgeScs0210, type Verdict } from '../../stack/policy/scs-0210.ts';
import type { Knowledge } from './knowledge.ts';
import type { OutdatedItem, OutdatedReason } from './outdated-item.ts';
import type { Subject } from './subject.ts';

/** By what the versions are judged. */
export interface PolicyWish {
  /** Whether scs-0210-v2 sets deadlines. */
  readonly policy: boolean;
  /** Patches that address critical CVEs. */
  readonly critical: readonly KubernetesVersion[];
}

type Known = Pick<Knowledge, 'kubernetes' | 'today'>;

/** @param own the minors of one stack @param besides those of them that are served, and not asked about */
export function kubernetesItems(
  own: readonly Subject[],
  { policy, critical }: PolicyWish,
  { kubernetes: upstream, today }: Known,
  besides: readonly Subject[] = [],
): OutdatedItem[] {
  const verdicts = policy ? judgeScs0210({ served: own, upstream, critical, today }) : [];
  const item = (
    stack: string,
    minor: KubernetesMinor,
    current: KubernetesVersion | undefined,
    reason: OutdatedReason,
  ): OutdatedItem => {
    const latest = newestPatch(upstream, minor);
    return {
      stack,
      minor: formatMinor(minor),
      kind: 'kubernetes',
      name: 'kubernetes',
      current: current ? formatKubernetes(current) : null,
      latest: latest ? formatKubernetes(latest.version) : null,
      released: latest?.released ?? null,
      ...judged(verdicts.find((verdict) => isAbout(verdict, minor, current))),
      reason,
      newest: null,
    };
  };
  const served = own.flatMap((subject) => {
    if (besides.includes(subject)) return [];
    const reason = reasonOf(subject, { kubernetes: upstream, today });
    return reason ? [item(subject.folder, subject.minor, subject.kubernetes, reason)] : [];
  });
  const missing = missingMinors(
    upstream,
    own.map(({ minor }) => minor),
    today,
  );
  const [newest] = [...own].sort((a, b) => compareMinors(b.minor, a.minor));
  const absent = missing.map(({ minor }) => item(newest?.folder ?? '', minor, undefined, 'minor-missing'));
  return [...served, ...absent];
}

/** Undefined: the version is current, or of a minor that upstream does not know. */
function reasonOf({ minor, kubernetes }: Subject, known: Known): OutdatedReason | undefined {
  const series = seriesOf(known.kubernetes, minor);
  const newest = newestPatch(known.kubernetes, minor);
  if (!series || !newest) return undefined;
  if (isPastEnd(series, known.today)) return 'end-of-life';
  if (!kubernetes) return 'no-patch';
  return compareKubernetes(newest.version, kubernetes) > 0 ? 'newer' : undefined;
}

const isAbout = (
  verdict: Verdict,
  minor: KubernetesMinor,
  kubernetes: KubernetesVersion | undefined,
): boolean => sameMinor(verdict.minor, minor) && verdict.kubernetes?.patch === kubernetes?.patch;

/** What a verdict adds to an item. */
const judged = (
  verdict: Verdict | undefined,
): Pick<OutdatedItem, 'deadline' | 'overdue' | 'recommended' | 'rule' | 'section'> => ({
  deadline: verdict?.deadline ?? null,
  overdue: verdict?.overdue ?? false,
  recommended: verdict?.recommended ?? null,
  rule: verdict?.rule ?? null,
  section: verdict?.section ?? null,
});

/** A note where deadlines may be earlier than they can be computed: patches that came out, nobody says when. */
export function unknownDays(
  { folder, minor, kubernetes }: Subject,
  { kubernetes: upstream, today }: Known,
): string[] {
  const series = seriesOf(upstream, minor);
  const newest = newestPatch(upstream, minor);
  if (!series || !newest || !kubernetes || isPastEnd(series, today)) return [];
  const dated = new Set(
    series.patches.filter(({ released }) => released).map(({ version }) => version.patch),
  );
  const unknown: string[] = [];
  for (let patch = kubernetes.patch + 1; patch <= newest.version.patch; patch += 1)
    if (!dated.has(patch)) unknown.push(formatKubernetes({ ...kubernetes, patch }));
  if (unknown.length === 0) return [];
  const effect = 'its deadline may be earlier than what is shown';
  return [`${folder}: nobody says when ${unknown.join(', ')} came out: ${effect}`];
}

// Kubernetes releases as GitHub lists them: every patch with its day, but no end of life.
import { CsctlError } from '../../problem/problem.ts';
import { addMonths, parseDay } from '../../stack/day.ts';
import {
  compareKubernetes,
  compareMinors,
  formatMinor,
  parseKubernetesVersion,
  type KubernetesMinor,
} from '../../stack/kubernetes-version.ts';
import type { Day, KubernetesPatch, KubernetesSeries } from '../../stack/upstream.ts';
import { parseJson } from '../http/reply.ts';

/** One page of the list. */
export interface ReleasePage {
  readonly patches: readonly KubernetesPatch[];
  /** How many releases of any kind are on it. */
  readonly count: number;
}

/**
 * Reads a page: pre-releases, drafts and tags that are no version are passed over.
 * @throws CsctlError `upstream-damaged`
 */
export function parseReleasePage(source: string, content: Uint8Array): ReleasePage {
  const data = parseJson(content);
  const refuse = (what: string) =>
    new CsctlError('upstream-damaged', `the releases of Kubernetes at ${source} ${what}`, {
      hint: 'expected a list as GitHub has it, with tag_name and published_at; look at proxies',
    });
  if (!Array.isArray(data)) throw refuse(data === undefined ? 'are no JSON' : 'are no list');
  const patches = data.flatMap((entry: unknown) => {
    const { tag_name, published_at, prerelease, draft } = (entry ?? {}) as Record<string, unknown>;
    const version = typeof tag_name === 'string' ? parseKubernetesVersion(tag_name) : undefined;
    if (prerelease === true || draft === true || !version) return [];
    const day = typeof published_at === 'string' ? parseDay(published_at.slice(0, 10)) : undefined;
    if (day !== undefined) return [{ version, released: day }];
    const found =
      published_at === undefined ? 'no published_at' : `published_at ${JSON.stringify(published_at)}`;
    throw refuse(`are wrong: ${String(tag_name)} has ${found}; expected a time as in 2026-04-16T12:00:00Z`);
  });
  return { patches, count: data.length };
}

/** Months and day of the month after which a minor is out of support. */
const SUPPORT = { months: 14, day: '28' } as const;

/**
 * The end of support by the project's rule, where nobody has told it: 12 months and 2 of maintenance after the first
 * release, which so far came to the 28th of a month (kubernetes.io/releases/patch-releases, "Support Period").
 */
export const usualEnd = (released: Day): Day =>
  `${addMonths(released, SUPPORT.months).slice(0, 8)}${SUPPORT.day}`;

/** The minors of a list, newest first; those whose first release is not on it are too old to be of use. */
export function groupPatches(patches: readonly KubernetesPatch[]): readonly KubernetesSeries[] {
  const minors = new Map<string, KubernetesPatch[]>();
  for (const patch of patches) {
    const name = formatMinor(patch.version);
    minors.set(name, [...(minors.get(name) ?? []), patch]);
  }
  return [...minors.values()]
    .flatMap((own) => {
      const sorted = distinct(own);
      const [first] = sorted;
      if (first?.version.patch !== 0 || first.released === undefined) return [];
      const minor: KubernetesMinor = { major: first.version.major, minor: first.version.minor };
      return [{ minor, released: first.released, endOfLife: usualEnd(first.released), patches: sorted }];
    })
    .sort((a, b) => compareMinors(b.minor, a.minor));
}

/** Oldest first, each once: a release can move to the next page while pages are read. */
export const distinct = (patches: readonly KubernetesPatch[]): KubernetesPatch[] =>
  [...patches]
    .sort((a, b) => compareKubernetes(a.version, b.version))
    .filter(
      ({ version }, index, all) =>
        index === 0 || compareKubernetes(version, all[index - 1]?.version ?? version) !== 0,
    );

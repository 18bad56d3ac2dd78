// Kubernetes releases as endoflife.date tells them (api/kubernetes.json): strict in what is used, open for the rest.
import { CsctlError } from '../../problem/problem.ts';
import { parseDay } from '../../stack/day.ts';
import {
  compareMinors,
  formatMinor,
  parseKubernetesMinor,
  parseKubernetesVersion,
  sameMinor,
} from '../../stack/kubernetes-version.ts';
import type { Day, KubernetesPatch, KubernetesSeries } from '../../stack/upstream.ts';
import { parseJson } from '../http/reply.ts';

const FORMAT_HINT =
  'expected a list as https://endoflife.date/api/kubernetes.json has it: {"cycle": "1.34", "releaseDate": "2025-08-27", "eol": "2026-10-27", "latest": "1.34.7", "latestReleaseDate": "2026-04-16"}';

/**
 * The minors of a feed, newest first. Of each the first and the newest patch are known.
 * @param source where it comes from, for messages
 * @throws CsctlError `upstream-damaged` with the entry and what was found
 */
export function parseKubernetesFeed(source: string, content: Uint8Array): readonly KubernetesSeries[] {
  const data = parseJson(content);
  if (!Array.isArray(data)) throw damaged(source, data === undefined ? 'is no JSON' : 'holds no list');
  const all = data.flatMap((entry: unknown, index) => readEntry(source, entry, index) ?? []);
  if (all.length === 0) throw damaged(source, 'names no Kubernetes minor');
  const sorted = all.sort((a, b) => compareMinors(b.minor, a.minor));
  const twice = sorted.find(
    (one, index) => index > 0 && sameMinor(one.minor, sorted[index - 1]?.minor ?? NONE),
  );
  if (twice) throw damaged(source, `names ${formatMinor(twice.minor)} twice`);
  return sorted;
}

const NONE = { major: 0, minor: 0 };

const damaged = (source: string, what: string): CsctlError =>
  new CsctlError('upstream-damaged', `the list of Kubernetes releases ${source} ${what}`, {
    hint: FORMAT_HINT,
  });

/** Undefined for minors from before 1.1, which no stack can have. */
function readEntry(source: string, entry: unknown, index: number): KubernetesSeries | undefined {
  const fields = (entry !== null && typeof entry === 'object' ? entry : {}) as Record<string, unknown>;
  const { cycle, latest, releaseDate, latestReleaseDate, eol } = fields;
  const refuse = (name: string, expected: string): CsctlError => {
    const place = typeof cycle === 'string' && name !== 'cycle' ? `entry "${cycle}"` : `entry ${index + 1}`;
    const found = name in fields ? `has ${name} ${JSON.stringify(fields[name])}` : `has no ${name}`;
    return damaged(source, `is wrong: ${place} ${found}; expected ${expected}`);
  };
  if (typeof cycle !== 'string' || !/^\d+\.\d+$/.test(cycle)) throw refuse('cycle', 'a minor as in "1.34"');
  const minor = parseKubernetesMinor(cycle);
  if (!minor) return undefined;
  const newest =
    typeof latest === 'string' ? parseKubernetesVersion(`v${latest.replace(/^v/, '')}`) : undefined;
  if (!newest || !sameMinor(newest, minor)) throw refuse('latest', `a version as in "${cycle}.7"`);
  const released = dayOf(releaseDate);
  if (released === undefined) throw refuse('releaseDate', A_DAY);
  const newestDay = latestReleaseDate === undefined ? undefined : dayOf(latestReleaseDate);
  if (latestReleaseDate !== undefined && newestDay === undefined) throw refuse('latestReleaseDate', A_DAY);
  const end = typeof eol === 'boolean' ? endOf(eol, newestDay ?? released) : dayOf(eol);
  if (typeof eol !== 'boolean' && end === undefined) throw refuse('eol', `${A_DAY}, true or false`);
  const first: KubernetesPatch = { version: { ...minor, patch: 0 }, released };
  const patches = newest.patch === 0 ? [first] : [first, { version: newest, released: newestDay }];
  return { minor, released, endOfLife: end, patches };
}

const A_DAY = 'a day as in "2026-04-16"';

const dayOf = (value: unknown): Day | undefined => (typeof value === 'string' ? parseDay(value) : undefined);

/** An end that has no day was over when the last patch was out; one that is not set is unknown. */
const endOf = (isOver: boolean, lastPatch: Day): Day | undefined => (isOver ? lastPatch : undefined);

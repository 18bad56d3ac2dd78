// outdated: what upstream has that stacks do not, and by when a policy wants it there.
import { CsctlError, sortProblems } from '../../problem/problem.ts';
import {
  compareMinors,
  formatMinor,
  isAskedFor,
  parseKubernetesMinor,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../../stack/kubernetes-version.ts';
import type { World } from '../ports.ts';
import { addonItem } from './addon-item.ts';
import { imageItem } from './image-item.ts';
import { askUpstream } from './knowledge.ts';
import { kubernetesItems, unknownDays } from './kubernetes-items.ts';
import type { OutdatedItem, OutdatedResult } from './outdated-item.ts';
import type { Subject } from './subject.ts';
import { readSubjects } from './subjects.ts';

/** What is asked. */
export interface OutdatedRequest {
  /** Whether scs-0210-v2 sets deadlines. */
  readonly policy: boolean;
  /** Patches that address critical CVEs. */
  readonly critical: readonly KubernetesVersion[];
  /** Only these, as in `1.34`; empty or `all`: all. */
  readonly minors: readonly string[];
}

/** What of the world is needed. */
export type OutdatedWorld = Pick<World, 'upstream' | 'reporter'>;

/**
 * Compares the stacks of folders with upstream.
 * @throws CsctlError as `findOutdated`; when a config cannot be read
 */
export async function outdatedStacks(
  folders: readonly string[],
  request: OutdatedRequest,
  world: OutdatedWorld & Pick<World, 'stacks'>,
): Promise<OutdatedResult> {
  const { meant, besides } = await readSubjects(folders, request.minors, world);
  return findOutdated(meant, request, world, besides);
}

/**
 * Compares stacks with upstream.
 * @param subjects every minor of the stacks, also those that are not asked for
 * @param besides further minors, which count as served and no more
 * @throws CsctlError `upstream-unreachable`, `upstream-damaged`, `chart-not-found`, `kubernetes-other-minor`
 */
export async function findOutdated(
  subjects: readonly Subject[],
  request: OutdatedRequest,
  { upstream, reporter }: OutdatedWorld,
  besides: readonly Subject[] = [],
): Promise<OutdatedResult> {
  const isMeant = (minor: KubernetesMinor) => isAskedFor(request.minors, minor);
  const meant = subjects.filter(({ minor }) => isMeant(minor));
  const knowledge = await askUpstream(meant, { patchDays: request.policy }, upstream);
  const stacks = [...groupByStack([...subjects, ...besides]).values()];
  const kubernetes = stacks.flatMap((own) => kubernetesItems(own, request, knowledge, besides));
  if (request.policy)
    for (const subject of meant) for (const note of unknownDays(subject, knowledge)) reporter.note(note);
  const addons = meant.flatMap((subject) =>
    subject.addons.map((addon) => addonItem(subject, addon, knowledge)),
  );
  const images = meant.map((subject) => imageItem(subject, knowledge));
  const items = [
    ...kubernetes.filter(({ minor }) => isMeant(minorOf(minor))),
    ...images.flatMap(({ item }) => item ?? []),
    ...addons.flatMap(({ item }) => item ?? []),
  ];
  if (meant.length + items.length === 0) throw nobodyServes(request.minors, subjects);
  return {
    items: items.sort(compareItems),
    held: addons.flatMap(({ held }) => held ?? []),
    warnings: sortProblems(images.flatMap(({ warnings }) => warnings)),
    subjects: meant.length,
  };
}

function nobodyServes(asked: readonly string[], subjects: readonly Subject[]): CsctlError {
  const served = [...new Set(subjects.map(({ minor }) => formatMinor(minor)))].join(', ');
  const message = `no stack serves Kubernetes ${asked.join(', ')}; served: ${served || 'none'}`;
  return new CsctlError('kubernetes-other-minor', message, {
    hint: 'leave out -k, or name a minor that is served',
  });
}

const minorOf = (text: string): KubernetesMinor => parseKubernetesMinor(text) ?? { major: 0, minor: 0 };

/** By stack, then minor; Kubernetes before images before addons. */
const compareItems = (a: OutdatedItem, b: OutdatedItem): number =>
  compareTexts(a.stack, b.stack) ||
  compareMinors(minorOf(a.minor), minorOf(b.minor)) ||
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
  compareTexts(a.name, b.name);

const compareTexts = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const KINDS: readonly OutdatedItem['kind'][] = ['kubernetes', 'image', 'addon'];

/** Folders of one minor each serve the minors of their stack together. */
export function groupByStack(subjects: readonly Subject[]): ReadonlyMap<string, readonly Subject[]> {
  const groups = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const key = subject.stack ?? subject.folder;
    groups.set(key, [...(groups.get(key) ?? []), subject]);
  }
  return groups;
}

// What one can do next, given what is here: a few commands that work as they are, the most useful first.
import { shellWord } from '../shell-word.ts';
import type { NextStep, Status, StatusStack } from './status-result.ts';

/** What the advice follows from. */
export interface Situation extends Pick<Status, 'stacks' | 'releases' | 'remotes'> {
  /** Whether it is known what Kubernetes releases there are. */
  readonly isKnown: boolean;
}

/** More would be a list of commands, which `csctl help` has. */
const MOST = 5;

/** The next steps: two to five. */
export function nextSteps(situation: Situation): NextStep[] {
  const { stacks, releases } = situation;
  const steps =
    stacks.length === 0 ? withoutStacks(situation) : [...mending(stacks), ...withStacks(situation)];
  const finished = releases.length === 0 ? [] : withReleases(situation);
  // Finished releases are what somebody has worked for last.
  const all = stacks.length === 0 ? [...finished, ...steps] : [...steps, ...finished];
  return all.slice(0, MOST);
}

const step = (words: readonly string[], why: string): NextStep => ({
  command: ['csctl', ...words.map(shellWord)].join(' '),
  why,
});

function withoutStacks({ remotes, releases }: Situation): NextStep[] {
  const start = step(['init', 'stack'], 'start a cluster stack in this folder');
  const look = step(['list'], `see what is published on ${remotes.map(({ remote }) => remote).join(', ')}`);
  const help = step(['help'], 'see all commands');
  return [start, ...(remotes.length > 0 ? [look] : []), ...(releases.length === 0 ? [help] : [])];
}

const isBroken = ({ problems }: StatusStack): boolean => problems.length > 0;

const mending = (stacks: readonly StatusStack[]): NextStep[] =>
  stacks
    .filter(isBroken)
    .slice(0, 1)
    .map(({ folder }) => step(['validate', folder], 'see what is wrong with it'));

function withStacks(situation: Situation): NextStep[] {
  const { stacks, releases, remotes, isKnown } = situation;
  const sound = stacks.filter((one) => !isBroken(one));
  if (sound.length === 0) return [];
  const [first] = sound;
  const above = sound.length === stacks.length ? commonFolder(sound) : (first?.folder ?? '.');
  const minors = sound.flatMap((one) => one.minors);
  const update = step(['update', '--dry-run', above], 'see what newer versions would change');
  const ask = step(['outdated', above], 'ask upstream for newer versions');
  const isLate = minors.some(({ newer }) => newer !== null);
  const current = isLate ? [update] : isKnown ? [] : [ask];
  const check = step(['validate', above], 'check the sources as the operator would');
  if (remotes.length === 0) {
    const build = step(['create', '-m', 'hash', first?.folder ?? above], 'build a release to try');
    return [check, ...(releases.length === 0 ? [build] : []), ...current];
  }
  const isDue = minors.some(
    ({ released, kubernetes }) => released === null || released.kubernetes !== kubernetes,
  );
  const plan = step(['plan', above], 'see what the next releases would be, and why');
  const make = step(['create', '--publish', above], 'build and publish what changed');
  return [check, plan, ...(isDue ? [make] : []), ...current];
}

function withReleases({ releases, remotes }: Situation): NextStep[] {
  const waiting = releases.filter(({ published }) => published !== true);
  const newest = waiting.at(-1) ?? releases.at(-1);
  if (!newest) return [];
  const { folder } = newest;
  const remote = remotes.length > 0 ? [] : ['--remote', 'layout:releases'];
  return [
    step(['verify', folder], 'check the finished release'),
    ...(waiting.length > 0 ? [step(['publish', folder, ...remote], 'publish it')] : []),
    step(['generate', 'cluster', folder], 'get a Cluster manifest for it'),
  ];
}

/** The folder that all stacks lie in: `providers`, or the only stack itself. */
function commonFolder(stacks: readonly StatusStack[]): string {
  const [first = [], ...others] = stacks.map(({ folder }) => folder.split('/'));
  const ends = others.map((path) => path.findIndex((name, index) => name !== first[index]));
  const shared = Math.min(
    first.length,
    ...ends.map((end, index) => (end === -1 ? (others[index]?.length ?? 0) : end)),
  );
  return first.slice(0, shared).join('/') || '.';
}

// What is wrong with several minors of a stack in the same place, told once.
import type { Problem } from './problem.ts';

/** `-1-34-` of a series in names of charts and releases, and the version behind it, which differs from minor to minor. */
const SERIES = /-(\d+)-(\d+)-(cluster-(?:class|addon)|v\d+(?:-[a-z]+\.[a-z\d]+)?)(?![a-z\d])/g;

/**
 * Problems of one place in the sources that differ in the minor only, as one: the first, with the other minors named.
 * Those without a line stay: nothing says that they are about the same thing.
 */
export function mergeMinors(problems: readonly Problem[]): Problem[] {
  const groups = new Map<string, Problem[]>();
  for (const one of problems) {
    const key = JSON.stringify({ ...one, message: plain(one.message), hint: one.hint && plain(one.hint) });
    const group = one.line === undefined ? undefined : groups.get(key);
    if (group) group.push(one);
    else groups.set(one.line === undefined ? `${groups.size} ${key}` : key, [one]);
  }
  return [...groups.values()].flatMap(merged);
}

const plain = (text: string): string =>
  text.replaceAll(SERIES, (_, _major: string, _minor: string, kind: string) =>
    kind.startsWith('v') ? '-MINOR-VERSION' : `-MINOR-${kind}`,
  );

function merged(group: readonly Problem[]): readonly Problem[] {
  const [first] = group;
  if (!first) return [];
  const [own, ...others] = [...new Set(group.flatMap(({ message }) => minorOf(message) ?? []))];
  return own === undefined || others.length === 0
    ? [first]
    : [{ ...first, message: `${first.message} (and so for ${others.join(', ')})` }];
}

function minorOf(message: string): string | undefined {
  const [, major, minor] = [...message.matchAll(SERIES)][0] ?? [];
  return major === undefined || minor === undefined ? undefined : `${major}.${minor}`;
}

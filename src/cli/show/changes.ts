// Changes of sources as a table: what differs in nothing but the minor is one line.
import { isError, type Problem, sortProblems } from '../../problem/problem.ts';
import type { RefusedStack } from '../../release/create.ts';
import type { Change } from '../../release/currency/update-plan.ts';
import { shortDigest } from './release.ts';
import type { Style } from './style.ts';
import { visibly } from './visible.ts';

/** The minors that a line is about: `1.33, 1.34`, or `all`. */
export type OfMinors<T> = T & { readonly minors: string };

/** One line for all items that differ in nothing but the minor, in the order in which they came first. */
export function togetherByMinor<T extends { readonly minor: string | null }>(
  items: readonly T[],
): OfMinors<T>[] {
  const lines = new Map<string, { item: T; minors: string[] }>();
  for (const item of items) {
    const key = JSON.stringify({ ...item, minor: '' });
    const line = lines.get(key) ?? { item, minors: [] };
    lines.set(key, { item, minors: [...line.minors, item.minor ?? 'all'] });
  }
  return [...lines.values()].map(({ item, minors }) => ({ ...item, minors: minors.join(', ') }));
}

/** A row a change. */
export function showChanges(changes: readonly Change[], style: Style): string {
  if (changes.length === 0) return '';
  const head = ['STACK', 'MINOR', 'KIND', 'NAME', 'FROM', 'TO', 'WHY'].map(style.dim);
  const rows = togetherByMinor(changes).map(({ stack, minors, kind, name, from, to, reason }) => [
    visibly(stack),
    minors,
    kind,
    visibly(name),
    versionOf(from),
    to === null ? style.paint('red', 'gone') : style.paint('green', versionOf(to)),
    visibly(reason ?? ''),
  ]);
  // The name tells the kind.
  return style.table([head, ...rows], 0, [2]);
}

const versionOf = (text: string | null): string =>
  text === null ? '-' : text.startsWith('sha256:') ? shortDigest(text) : visibly(text);

/** A row a reason: which minors there is no release of, and why. */
export function showRefused(refused: readonly RefusedStack[], style: Style): string {
  if (refused.length === 0) return '';
  const head = ['NOT RELEASED', 'MINOR', 'WHY'].map(style.dim);
  const rows = refused.flatMap(({ stack, minor, problems }) =>
    problems
      .filter(isError)
      .map(({ code, message }) => [
        style.paint('red', visibly(stack)),
        minor ?? 'all',
        `${message === '' ? code : visibly(message)}`,
      ]),
  );
  return style.table([head, ...rows], 0);
}

/** What is told on stderr: every refusal once, with its place and the way on, then what is doubtful. */
export const problemsOf = (refused: readonly RefusedStack[], warnings: readonly Problem[]): Problem[] => [
  ...sortProblems(refused.flatMap(({ problems }) => problems)),
  ...warnings,
];

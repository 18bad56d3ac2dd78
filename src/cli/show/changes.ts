// Changes of sources as a table: what differs in nothing but the minor is one line.
import { isError, type Problem } from '../../problem/problem.ts';
import type { RefusedStack } from '../../release/create.ts';
import type { Change } from '../../release/currency/update-plan.ts';
import { shortDigest } from './release.ts';
import type { Style } from './style.ts';
import { visibly } from './visible.ts';

/** A change, and the minors it is for: `1.33, 1.34`, or `all`. */
export interface ChangeLine extends Change {
  readonly minors: string;
}

/** In the order in which they came first. */
export function togetherByMinor(changes: readonly Change[]): ChangeLine[] {
  const lines = new Map<string, { change: Change; minors: string[] }>();
  for (const change of changes) {
    const key = JSON.stringify({ ...change, minor: '' });
    const line = lines.get(key) ?? { change, minors: [] };
    lines.set(key, { change, minors: [...line.minors, change.minor ?? 'all'] });
  }
  return [...lines.values()].map(({ change, minors }) => ({ ...change, minors: minors.join(', ') }));
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
  return style.table([head, ...rows], 0);
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

/** What is told on stderr: every refusal with its place and the way on, then what is doubtful. */
export const problemsOf = (refused: readonly RefusedStack[], warnings: readonly Problem[]): Problem[] => [
  ...refused.flatMap(({ problems }) => problems),
  ...warnings,
];

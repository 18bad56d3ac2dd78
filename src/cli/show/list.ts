// The result of list: a table for terminals, or for a README.
import type { ListedRelease, ListResult } from '../../release/reading/list.ts';
import { shortDigest } from './release.ts';
import { markdownTable } from './markdown.ts';
import type { Style } from './style.ts';
import { visibly } from './visible.ts';

export const LIST_FORMATS = ['table', 'markdown'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

type Column = readonly [title: string, value: (release: ListedRelease) => string];

const COLUMNS: readonly Column[] = [
  ['TAG', ({ tag }) => tag],
  ['PROVIDER', ({ provider }) => provider],
  ['STACK', ({ stack }) => stack],
  ['MINOR', ({ minor }) => minor],
  ['KUBERNETES', ({ kubernetes }) => kubernetes ?? '-'],
  ['VERSION', ({ version }) => version],
  ['CHANNEL', ({ channel }) => channel],
  ['CREATED', ({ created }) => created?.slice(0, 10) ?? '-'],
  ['DIGEST', ({ digest }) => (digest === null ? '-' : shortDigest(digest))],
];

/** Most of it is in the tag. */
const SPARE = ['PROVIDER', 'STACK', 'MINOR', 'CHANNEL', 'VERSION', 'DIGEST'].map((name) =>
  COLUMNS.findIndex(([title]) => title === name),
);

const REMOTE: Column = ['REMOTE', ({ remote }) => remote];

export function showList(
  { releases, foreign }: ListResult,
  style: Style,
  format: ListFormat,
): { out: string; err?: string } {
  const several = new Set(releases.map(({ remote }) => remote)).size > 1;
  const columns = several ? [...COLUMNS, REMOTE] : COLUMNS;
  const head = columns.map(([title]) => title);
  const rows = releases.map((release) => columns.map(([, value]) => visibly(value(release))));
  const out =
    format === 'markdown' ? markdownTable(head, rows) : style.table([head.map(style.dim), ...rows], 0, SPARE);
  return {
    out: releases.length === 0 && format === 'table' ? 'no releases\n' : out,
    ...(foreign.length > 0 && { err: noteOf(foreign) }),
  };
}

/** Other tags are nobody's fault, and worth a word. */
function noteOf(foreign: readonly string[]): string {
  const some = foreign.slice(0, 3).map(visibly).join(', ');
  const more = foreign.length > 3 ? ` and ${foreign.length - 3} more` : '';
  const what = foreign.length === 1 ? 'one tag is no release' : `${foreign.length} tags are no releases`;
  return `note: ${what} of a cluster stack: ${some}${more}\n`;
}

// What an update or a patch did, as Markdown: the text of a pull request, or the summary of a job.
import type { CreatedRelease } from '../../release/create.ts';
import type { UpdateResult } from '../../release/currency/update.ts';
import { isError } from '../../problem/problem.ts';
import { togetherByMinor } from './changes.ts';
import { literally, markdownTable } from './markdown.ts';
import { shortDigest } from './release.ts';
import { countOf } from './style.ts';

/** `releases` is there for a patch, and says what became of each. */
export type Summarised = UpdateResult & { readonly releases?: readonly CreatedRelease[] };

/** @param dryRun whether nothing was written */
export function showSummary(result: Summarised, dryRun: boolean): string {
  const { changes, refused, warnings, releases = [] } = result;
  const fresh = releases.filter(({ status }) => status !== 'unchanged');
  const sections = [
    changes.length === 0 ? '' : changesTable(result),
    fresh.length === 0 ? '' : releasesTable(fresh, dryRun),
    refused.length === 0 ? '' : refusedTable(result),
    warnings.length === 0
      ? ''
      : `**Worth a look**\n\n${warnings.map(({ message }) => `- ${literally(message)}\n`).join('')}`,
  ].filter((section) => section !== '');
  const title = `### Cluster stacks: ${titleOf(result, fresh.length)}${dryRun ? ' (dry run)' : ''}\n`;
  return `${[title, ...sections].join('\n')}\n`;
}

function titleOf({ changes, refused }: Summarised, releases: number): string {
  const parts = [
    ...(changes.length === 0 ? [] : [countOf(changes.length, 'change')]),
    ...(releases === 0 ? [] : [countOf(releases, 'release')]),
    ...(refused.length === 0 ? [] : [`${refused.length} not released`]),
  ];
  return parts.join(', ') || 'everything is current';
}

function changesTable({ changes }: Summarised): string {
  const version = (text: string | null) =>
    text === null ? '-' : text.startsWith('sha256:') ? shortDigest(text) : text;
  const rows = togetherByMinor(changes).map(({ stack, minors, kind, name, from, to, reason }) => [
    stack,
    minors,
    name === kind ? kind : `${kind} ${name}`,
    version(from),
    version(to),
    reason ?? '',
  ]);
  return markdownTable(['STACK', 'MINOR', 'WHAT', 'FROM', 'TO', 'WHY'], rows);
}

function releasesTable(releases: readonly CreatedRelease[], dryRun: boolean): string {
  const rows = releases.map(({ tag, kubernetes, status, decision }) => [
    tag,
    kubernetes,
    dryRun ? 'would be created' : status,
    decision
      .filter(({ changed }) => changed)
      .map(({ component, from, to }) => `${component} ${from ?? '-'} → ${to}`)
      .join(', '),
  ]);
  return `**Releases**\n\n${markdownTable(['RELEASE', 'KUBERNETES', 'STATUS', 'COMPONENTS'], rows)}`;
}

function refusedTable({ refused }: Summarised): string {
  const rows = refused.flatMap(({ stack, minor, problems }) =>
    problems.filter(isError).map(({ code, message }) => [stack, minor ?? 'all', code, message]),
  );
  return `**Not released**\n\n${markdownTable(['STACK', 'MINOR', 'CODE', 'WHY'], rows)}`;
}

// The page of errors: for each code what it means, what to do, and what csctl says.
import { EXIT_CODES } from '../../../src/cli/exit-codes.ts';
import type { CatalogueEntry } from '../../../src/problem/catalogue.ts';

export interface Area {
  readonly title: string;
  readonly codes: Readonly<Record<string, CatalogueEntry>>;
}

const PREFACE = `# Errors

Every code that csctl refuses or warns with: what it means, what to do about it, and what csctl says. \`csctl explain CODE\` prints
the same in a terminal, where a code in a message is a link to this page. In messages \`<...>\` stands for what differs from case to
case. This page is generated from the sources.

An error ends the run with its exit code, a warning does not. Where \`--allow CODE\` is named, the error may be turned into a
warning, because there is still something to build; the release then records what was allowed.
`;

/** The whole page. */
export function errorsPage(areas: readonly Area[]): string {
  const contents = areas.map(
    ({ title, codes }) =>
      `**${title}**: ${Object.keys(codes)
        .map((code) => `[${code}](#${code})`)
        .join(', ')}\n`,
  );
  return [PREFACE, ...contents, ...areas.map(section)].join('\n');
}

const section = ({ title, codes }: Area): string =>
  `## ${title}\n\n${Object.entries(codes)
    .map(([code, entry]) => article(code, entry))
    .join('\n')}`;

function article(code: string, entry: CatalogueEntry): string {
  return `### ${code}\n\n${nature(code, entry)}\n\n**Cause.** ${entry.reason}\n\n**Cure.** ${entry.cure}\n`;
}

function nature(code: string, { severity, kind, allowable }: CatalogueEntry): string {
  if (severity === 'warning') return 'Warning.';
  const allow = allowable ? `; \`--allow ${code}\` makes it a warning` : '';
  return `Error, exit code ${EXIT_CODES[kind]}${allow}.`;
}

// The page of errors: for each code what it means, what to do, and what csctl says.
import { EXIT_CODES } from '../../../src/cli/exit-codes.ts';
import type { CatalogueEntry } from '../../../src/problem/catalogue.ts';
import type { Said } from './raised-messages.ts';

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

type SaidByCode = ReadonlyMap<string, readonly Said[]>;

/** The whole page. @param said what the program says under each code */
export function errorsPage(areas: readonly Area[], said: SaidByCode): string {
  const contents = areas.map(({ title, codes }) => {
    const links = Object.keys(codes).map((code) => `[${code}](#${code})`);
    return `**${title}**: ${links.join(', ')}\n`;
  });
  return [PREFACE, ...contents, ...areas.map((area) => section(area, said))].join('\n');
}

function section({ title, codes }: Area, said: SaidByCode): string {
  const articles = Object.entries(codes).map(([code, entry]) => article(code, entry, said.get(code) ?? []));
  return `## ${title}\n\n${articles.join('\n')}`;
}

function article(code: string, entry: CatalogueEntry, said: readonly Said[]): string {
  const texts = [
    `### ${code}`,
    nature(code, entry),
    `**Cause.** ${entry.reason}`,
    `**Cure.** ${entry.cure}`,
    `\`\`\`text\n${said.map(block).join('')}\`\`\``,
  ];
  return `${texts.join('\n\n')}\n`;
}

/** Messages as a terminal shows them, and below them what csctl proposes. */
const block = ({ messages, hints }: Said): string =>
  [...messages, ...hints.map((hint) => `  -> ${hint}`)].map((line) => `${line}\n`).join('');

function nature(code: string, { severity, kind, allowable }: CatalogueEntry): string {
  if (severity === 'warning') return 'Warning.';
  const allow = allowable ? `; \`--allow ${code}\` makes it a warning` : '';
  return `Error, exit code ${EXIT_CODES[kind]}${allow}.`;
}

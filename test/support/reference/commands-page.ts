// docs/commands.md: every command with its usage, arguments, flags and examples, from what oclif knows of it.

/** What of oclif's flags the page tells. */
interface FlagFacts {
  readonly type?: 'boolean' | 'option';
  readonly char?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly options?: readonly string[];
  readonly helpValue?: string | readonly string[];
  readonly multiple?: boolean;
  readonly allowNo?: boolean;
  readonly required?: boolean;
  readonly hidden?: boolean;
  readonly default?: unknown;
  readonly exclusive?: readonly unknown[];
  readonly dependsOn?: readonly string[];
}

interface ArgumentFacts {
  readonly description?: string;
  readonly required?: boolean;
  readonly default?: unknown;
}

/** What of a command the page tells; oclif's classes are such. */
export interface CommandFacts {
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly hidden?: boolean | undefined;
  readonly strict?: boolean | undefined;
  readonly flags?: Readonly<Record<string, FlagFacts>> | undefined;
  readonly baseFlags?: Readonly<Record<string, FlagFacts>> | undefined;
  readonly args?: Readonly<Record<string, ArgumentFacts>> | undefined;
  readonly examples?: unknown;
}

type Commands = Readonly<Record<string, CommandFacts>>;

const HEAD = `# Commands

<!-- Made from the commands by test/contract/commands-reference.test.ts; npx vitest run -u with it writes this page anew. -->

What \`csctl COMMAND --help\` shows, on one page. Every command takes \`--json\` (the result as data, nothing else on stdout) and
\`--help\`. Exit codes, JSON and the variables of the environment: [cli.md](cli.md).
`;

/** The whole page. @param commands by name, \`generate:cluster\` */
export function commandsPage(commands: Commands): string {
  const shown = Object.entries(commands)
    .filter(([, { hidden }]) => !hidden)
    .map(([id, facts]) => [id.replaceAll(':', ' '), facts] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const rows = shown.map(
    ([name, { summary = '' }]) => `| [\`${name}\`](#${anchorOf(name)}) | ${cell(summary)} |\n`,
  );
  const sections = shown.map(([name, facts]) => sectionOf(name, facts));
  return `${HEAD}\n| | |\n|---|---|\n${rows.join('')}\n${sections.join('\n')}`;
}

const anchorOf = (name: string): string => `csctl-${name.replaceAll(' ', '-')}`;

function sectionOf(name: string, facts: CommandFacts): string {
  const { summary = '', description, args = {} } = facts;
  const flags = Object.entries(facts.flags ?? {}).filter(([flag, { hidden }]) => !hidden && flag !== 'json');
  const parts = [
    `## csctl ${name}\n`,
    `${text(summary)}${/[.?!]$/.test(summary) ? '' : '.'}\n`,
    `\`${usageOf(name, facts)}\`\n`,
    ...(description === undefined ? [] : [`${text(description)}\n`]),
    ...table('argument', Object.entries(args).map(argumentRow)),
    ...table(
      'flag',
      flags.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([flag, one]) => flagRow(flag, one)),
    ),
    ...examplesOf(name, facts.examples),
  ];
  return parts.join('\n');
}

function usageOf(name: string, { args = {}, flags = {}, strict = true }: CommandFacts): string {
  const words = Object.entries(args).map(([key, { required = false }]) =>
    required ? key.toUpperCase() : `[${key.toUpperCase()}]`,
  );
  const wanted = Object.entries(flags).flatMap(([flag, { required, helpValue }]) =>
    required ? [`--${flag} ${valueOf(helpValue)}`] : [],
  );
  return [
    'csctl',
    name,
    ...words,
    ...(strict || words.length === 0 ? [] : ['...']),
    ...wanted,
    '[FLAGS]',
  ].join(' ');
}

const table = (title: string, rows: readonly string[]): string[] =>
  rows.length === 0 ? [] : [`| ${title} | |\n|---|---|\n${rows.join('')}`];

const argumentRow = ([name, { description = '' }]: [string, ArgumentFacts]): string =>
  `| \`${name.toUpperCase()}\` | ${cell(description)} |\n`;

function flagRow(name: string, flag: FlagFacts): string {
  const { char, type, helpValue, options, allowNo, dependsOn = [] } = flag;
  const value = type === 'option' ? ` ${options ? options.join('|') : valueOf(helpValue)}` : '';
  const long = allowNo ? `--[no-]${name}` : `--${name}`;
  const also = [
    ...(isWorthTelling(flag) ? [`default \`${String(flag.default)}\``] : []),
    ...(dependsOn.length === 0 ? [] : [`with ${dependsOn.map((one) => `\`--${one}\``).join(', ')}`]),
    ...(flag.multiple && !/repeatable/.test(toldOf(flag)) ? ['repeatable'] : []),
    ...(flag.required ? ['required'] : []),
  ];
  const spelt = `\`${char === undefined ? '' : `-${char}, `}${long}${value.replaceAll('|', '\\|')}\``;
  return `| ${spelt} | ${[cell(toldOf(flag)), ...also].join('; ')} |\n`;
}

const toldOf = ({ summary, description }: FlagFacts): string => summary ?? description ?? '';

/** Lists and switches begin empty, and what a description tells already is not told again. */
const isWorthTelling = (flag: FlagFacts): boolean =>
  (typeof flag.default === 'string' || typeof flag.default === 'number') &&
  !toldOf(flag).includes('default:');

const valueOf = (helpValue: FlagFacts['helpValue']): string =>
  typeof helpValue === 'string' ? helpValue : (helpValue?.[0] ?? 'VALUE');

/** Examples in code without a prompt: they name releases and remotes of others. */
function examplesOf(name: string, examples: unknown): string[] {
  if (!Array.isArray(examples)) return [];
  const lines = (examples as (string | { description: string; command: string })[]).map((one) => {
    const { description, command } = typeof one === 'string' ? { description: '', command: one } : one;
    const line = command.replaceAll('<%= config.bin %>', 'csctl').replaceAll('<%= command.id %>', name);
    return `- ${description === '' ? '' : `${text(description)} `}\`${line}\`\n`;
  });
  return lines.length === 0 ? [] : [`Examples:\n\n${lines.join('')}`];
}

/** Words in angle brackets and capitals between brackets would be taken for HTML. */
const text = (words: string): string => words.replace(/<[^>\n]+>/g, (tag) => `\`${tag}\``);
const cell = (words: string): string => text(words).replaceAll('|', '\\|').replaceAll('\n', ' ');

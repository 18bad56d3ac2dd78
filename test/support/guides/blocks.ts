// The command lines of the documents: in blocks of the sorts `console` and `sh`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../package.ts';

/** A command line as a reader would copy it. */
export interface CommandLine {
  /** README, or a page below docs/ without its ending; `.github/CONTRIBUTING`. */
  readonly page: string;
  /** From 1. */
  readonly line: number;
  /** `console` is run by the tests; of `sh` each line stands in NOT_RUN with the reason. */
  readonly sort: 'console' | 'sh';
  readonly command: string;
  /** Exit codes that are right: 0, unless a comment above the block says `exit 4` or `exit 0 or 7`. */
  readonly codes: readonly number[];
}

/** A block of code of any sort, with its lines. */
export interface Block {
  readonly page: string;
  /** Of its first line, from 1. */
  readonly line: number;
  readonly sort: string;
  readonly lines: readonly string[];
  readonly codes: readonly number[];
}

/** File of a page below the project. */
export const fileOf = (page: string): string =>
  /^(?:README|\.github\/)/.test(page) ? `${page}.md` : `docs/${page}.md`;

/** Every page: README, CONTRIBUTING, and all below docs/. */
export function allPages(): string[] {
  const below = readdirSync(join(PROJECT, 'docs'), { recursive: true, encoding: 'utf8' });
  const pages = below.filter((file) => file.endsWith('.md')).map((file) => file.slice(0, -'.md'.length));
  return ['README', '.github/CONTRIBUTING', ...pages.sort()];
}

const FENCE =
  /^(?:<!-- exit (?<codes>.*) -->\n)?(?<fence>```+)(?<sort>[\w-]*)\n(?<body>[\s\S]*?)^\k<fence>$/gm;

/** Blocks of a page, in their order. */
export function blocksOf(page: string): Block[] {
  const text = readFileSync(join(PROJECT, fileOf(page)), 'utf8');
  return [...text.matchAll(FENCE)].map(({ index, groups = {} }) => {
    const { codes = '0', sort = '', body = '' } = groups;
    const lines = body.split('\n').slice(0, -1);
    const fence = text.slice(0, index).split('\n').length + (groups['codes'] === undefined ? 0 : 1);
    return { page, line: fence + 1, sort, lines, codes: codes.split(' or ').map(Number) };
  });
}

/** Command lines of a page, in their order. A backslash at the end joins a line with the next. */
export const commandsOf = (page: string): CommandLine[] => blocksOf(page).flatMap(commandsIn);

function commandsIn({ page, line, sort, lines, codes }: Block): CommandLine[] {
  if (sort !== 'console' && sort !== 'sh') return [];
  const commands: CommandLine[] = [];
  let open = false;
  for (const [index, text] of lines.entries()) {
    const last = commands.at(-1);
    const starts = sort === 'console' ? text.startsWith('$ ') : !/^\s*(?:#|$)/.test(text);
    const part = sort === 'console' && !open ? text.slice(2) : text;
    if (open && last) commands[commands.length - 1] = { ...last, command: joined(last.command, part) };
    else if (starts) commands.push({ page, line: line + index, sort, command: part, codes });
    open = (open || starts) && text.endsWith('\\');
  }
  return commands;
}

const joined = (first: string, second: string): string => `${first.slice(0, -1).trimEnd()} ${second.trim()}`;

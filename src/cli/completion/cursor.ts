// What could stand at the cursor of a command line: pure, given the commands and the words before it.
import {
  argumentKind,
  flagKind,
  type CommandShape,
  type CommandTable,
  type FlagShape,
  type WordKind,
} from './command-table.ts';

/** A word that could stand at the cursor, with a few words about it. */
export interface Candidate {
  readonly value: string;
  readonly about: string;
}

/** What is known of the line; values of flags by their long names. */
export interface LineSoFar {
  readonly arguments: readonly string[];
  readonly flags: Readonly<Record<string, readonly string[]>>;
}

/** What is wanted at the cursor. */
export interface Wish {
  /** Words that are known without looking around. */
  readonly words: readonly Candidate[];
  /** What else it may be; undefined: nothing. */
  readonly kind: WordKind | undefined;
  /** What stands before the value in the same word: `--output=`. */
  readonly before: string;
  /** The beginning of the value. */
  readonly typed: string;
  readonly line: LineSoFar;
}

/** @param words behind `csctl`; the last is the one at the cursor, as far as it is typed */
export function wishAt(words: readonly string[], table: CommandTable): Wish {
  const typed = words.at(-1) ?? '';
  const done = words.slice(0, -1);
  const [first, second] = done;
  const start = { before: '', typed, line: { arguments: [], flags: {} } };
  if (first === undefined)
    return { ...start, words: typed.startsWith('-') ? GLOBAL : firstWords(table), kind: undefined };
  const name = [`${first}:${second ?? ''}`, first].find((one) => Object.hasOwn(table, one));
  const command = name === undefined ? undefined : table[name];
  if (name === undefined || !command) {
    const more = done.length === 1 ? secondWords(first, table) : [];
    return { ...start, words: more, kind: undefined };
  }
  return wishOf(command, done.slice(name.split(':').length), typed);
}

const GLOBAL: readonly Candidate[] = [
  { value: '--help', about: 'Show help' },
  { value: '--version', about: 'Print the version' },
  { value: '--json', about: 'Print the result as JSON' },
];

const shown = (table: CommandTable): [string, CommandShape][] =>
  Object.entries(table).filter(([, { hidden }]) => !hidden);

/** Commands of one word, and first words of those of two. */
function firstWords(table: CommandTable): Candidate[] {
  const words = new Map<string, string>();
  for (const [name, { summary = '' }] of shown(table)) {
    const [head = '', tail] = name.split(':');
    if (tail === undefined) words.set(head, summary);
    else if (!words.has(head))
      words.set(
        head,
        `${secondWords(head, table)
          .map(({ value }) => value)
          .join(', ')}`,
      );
  }
  return [...words].map(([value, about]) => ({ value, about })).sort((a, b) => (a.value < b.value ? -1 : 1));
}

const secondWords = (first: string, table: CommandTable): Candidate[] =>
  shown(table)
    .filter(([name]) => name.startsWith(`${first}:`))
    .map(([name, { summary = '' }]) => ({ value: name.slice(first.length + 1), about: summary }));

/** What has been read of a line: the flag that still waits for its value, and whether flags are over. */
interface Reading {
  readonly line: { arguments: string[]; flags: Record<string, string[]> };
  waiting: string | undefined;
  isOver: boolean;
}

function wishOf(command: CommandShape, done: readonly string[], typed: string): Wish {
  const flags = command.flags ?? {};
  const reading: Reading = { line: { arguments: [], flags: {} }, waiting: undefined, isOver: false };
  for (const word of done) readWord(word, flags, reading);
  const { line, waiting, isOver } = reading;
  if (waiting !== undefined) return valueWish(waiting, flags, { before: '', typed, line });
  const assigned = isOver ? null : /^(--([^=]+)=)(.*)$/s.exec(typed);
  if (assigned) {
    const [, before = '', name = '', value = ''] = assigned;
    return valueWish(name, flags, { before, typed: value, line });
  }
  if (typed.startsWith('-') && !isOver)
    return { words: flagWords(flags, line), kind: undefined, before: '', typed, line };
  return argumentWish(command, { before: '', typed, line });
}

function readWord(word: string, flags: Readonly<Record<string, FlagShape>>, reading: Reading): void {
  const { line } = reading;
  const note = (name: string, value: string) => {
    line.flags[name] = [...(Object.hasOwn(line.flags, name) ? (line.flags[name] ?? []) : []), value];
  };
  if (reading.waiting !== undefined) {
    note(reading.waiting, word);
    reading.waiting = undefined;
  } else if (reading.isOver || !/^-./.test(word)) line.arguments.push(word);
  else if (word === '--') reading.isOver = true;
  else {
    const { name, value } = flagIn(word, flags);
    const takesValue = Object.hasOwn(flags, name) && flags[name]?.type === 'option';
    if (value !== undefined || !takesValue) note(name, value ?? '');
    else reading.waiting = name;
  }
}

/** `--name`, `--name=value`, `-n`, `-nvalue`, `-n=value`. */
function flagIn(
  word: string,
  flags: Readonly<Record<string, FlagShape>>,
): { name: string; value: string | undefined } {
  const [, long, value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
  if (long !== undefined) return { name: long, value };
  const char = word.charAt(1);
  const [name] = Object.entries(flags).find(([, flag]) => flag.char === char) ?? [char];
  const rest = word.slice(2).replace(/^=/, '');
  return { name, value: rest === '' ? undefined : rest };
}

type Place = Pick<Wish, 'before' | 'typed' | 'line'>;

function valueWish(name: string, flags: Readonly<Record<string, FlagShape>>, place: Place): Wish {
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
  if (!flag || flag.type === 'boolean') return { ...place, words: [], kind: undefined };
  const words = (flag.options ?? []).map((value) => ({ value, about: '' }));
  return { ...place, words, kind: words.length > 0 ? undefined : flagKind(name, flag) };
}

/** Flags that can still be given. */
function flagWords(flags: Readonly<Record<string, FlagShape>>, line: LineSoFar): Candidate[] {
  const own = Object.entries(flags)
    .filter(([name, flag]) => !flag.hidden && (flag.multiple || !Object.hasOwn(line.flags, name)))
    .flatMap(([name, { summary, description = '', allowNo }]) =>
      [`--${name}`, ...(allowNo ? [`--no-${name}`] : [])].map((value) => ({
        value,
        about: summary ?? description,
      })),
    )
    .sort((a, b) => (a.value < b.value ? -1 : 1));
  return [
    ...own,
    ...GLOBAL.filter(({ value }) => value !== '--version' && !own.some((one) => one.value === value)),
  ];
}

/** The argument at the cursor; the last one may be given again and again where a command is not strict. */
function argumentWish({ args = {}, strict = true }: CommandShape, place: Place): Wish {
  const named = Object.entries(args);
  const index = place.line.arguments.length;
  const [name, argument] = named[index] ?? (strict ? [] : (named.at(-1) ?? []));
  if (name === undefined) return { ...place, words: [], kind: undefined };
  const words = (argument?.options ?? []).map((value) => ({ value, about: '' }));
  return { ...place, words, kind: words.length > 0 ? undefined : argumentKind(name) };
}

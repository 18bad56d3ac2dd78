// What is wrong with a command line, in our words: what oclif found, and words that are no command.
import { CsctlError } from '../problem/problem.ts';
import { didYouMean, nearest } from '../problem/nearest.ts';

/** What is known of a command when its flags are wrong. */
export interface CommandFacts {
  readonly flags?: Readonly<Record<string, object>>;
}

const LOOK = 'add --help to see what the command takes';

/** oclif's refusal as ours. @param message oclif's @param command the command it is about, where there is one */
export function asUsage(message: string, command: CommandFacts = {}): CsctlError {
  // The first paragraph says what is wrong; what follows is advice that our hint gives in fewer words.
  const [said = ''] = message
    .replace(/\s*See more help with --help\s*$/, '')
    .trim()
    .split('\n\n');
  const text = inOurWords(said);
  return new CsctlError('usage', text, { hint: hintOf(text, command) });
}

function hintOf(text: string, command: CommandFacts): string {
  const missing = MISSING.exec(text);
  if (missing) return `add ${withValue(missing[1] ?? missing[2] ?? '', command)}; --help tells what it is`;
  if (text.endsWith(EXCLUDE)) return `leave one of them out; ${LOOK}`;
  const flags = /^there is no flag (\S+)/.exec(text);
  const option = /^(?:--\S+ is )?"(.*)"(?:;| is nothing here;) expected (.*)$/.exec(text);
  const question = flags
    ? didYouMean(flags[1] ?? '', flagNames(command), 1)
    : option && didYouMean(option[1] ?? '', (option[2] ?? '').split(', '), 1);
  return question ? `${question} ${LOOK}` : LOOK;
}

/** A flag that is not there: `no --output is given`, `--check needs --output as well`. */
const MISSING = /^(?:no (--\S+) is given; expected one|--\S+ needs (--\S+) as well)$/;

const EXCLUDE = ' exclude each other';

/** `--output FOLDER`, as the help writes it. */
function withValue(flag: string, { flags = {} }: CommandFacts): string {
  const known = flags[flag.slice('--'.length)];
  return known && 'helpValue' in known && typeof known.helpValue === 'string'
    ? `${flag} ${known.helpValue}`
    : flag;
}

/** What oclif says, and what we say instead; the first that fits. */
const WORDS: readonly (readonly [said: RegExp, ours: string])[] = [
  [/^Missing \d+ required args?:\s*(\S+)[\s\S]*$/, 'no $1 is named; expected at least one'],
  [/^Missing required flag (\S+)$/, 'no --$1 is given; expected one'],
  [/^All of the following must be provided when using (--\S+): (.*)$/, '$1 needs $2 as well'],
  [/^(--[^\s=]+)(?:=[\s\S]*)? cannot also be provided when using (--\S+)$/, `$2 and $1${EXCLUDE}`],
  [/^Unexpected argument: ([\s\S]*)$/, 'the argument "$1" is one too many'],
  [/^Unexpected arguments: ([\s\S]*)$/, 'these arguments are too many: $1'],
  [/^Nonexistent flags?: /, 'there is no flag '],
  [/^Parsing (--\S+)\s+Expected an integer but received: ([\s\S]*)$/, '$1 is "$2"; expected a whole number'],
  [
    /^Parsing (--\S+)\s+Expected an integer greater than or equal to (\S+) but received: ([\s\S]*)$/,
    '$1 is "$3"; expected $2 or more',
  ],
  [/^Expected --(\S+?)=([\s\S]*) to be one of: /, '--$1 is "$2"; expected '],
  [/^Expected ([\s\S]*) to be one of: /, '"$1" is nothing here; expected '],
  [/^Flag (--\S+) expects (?:a value|one of these values)/, '$1 has no value; expected one'],
  [/^Flag (--\S+) can only be specified once$/, '$1 is there more than once; expected once'],
];

/** oclif's message on one line, without its heading; commands as they are typed, not as oclif keeps them. */
function inOurWords(message: string): string {
  const heading = /^The following errors? occurred:\s*/;
  // Below a heading there is one reason a line.
  const reasons = heading.test(message) ? message.replace(heading, '').split(/\n\s*/) : [message];
  return reasons.map(reasonInOurWords).join('; ');
}

function reasonInOurWords(reason: string): string {
  const [said, ours] = WORDS.find(([known]) => known.test(reason)) ?? [];
  const text = said && ours !== undefined ? reason.replace(said, ours) : reason;
  return text
    .replace(/^command (\S+) not found\.?$/i, (_, id: string) => noCommand(id.replaceAll(':', ' ')))
    .trim()
    .replace(/\s+/g, ' ');
}

/** What we refused in a flag's value, without the words that oclif puts around it. Our problems have none of them. */
export function withoutParser(refusal: CsctlError): CsctlError {
  const said = /^Parsing --\S+ \n\t([\s\S]*)\nSee more help with --help$/.exec(refusal.message)?.[1];
  if (said === undefined) return refusal;
  const { code, hint, problems } = refusal;
  return new CsctlError(code, said, { problems, ...(hint !== undefined && { hint }) });
}

const noCommand = (words: string): string => `there is no command "${words}"`;

/** `--output`, and `--no-...` where a flag can be turned off. Every command has the last two. */
const flagNames = ({ flags = {} }: CommandFacts): string[] => [
  ...Object.entries(flags).flatMap(([name, flag]) => [
    `--${name}`,
    ...('allowNo' in flag && flag.allowNo === true ? [`--no-${name}`] : []),
  ]),
  '--json',
  '--help',
];

/** What others call the same thing. */
const SYNONYMS: Readonly<Record<string, string>> = {
  build: 'create',
  check: 'validate',
  download: 'pull',
  fetch: 'pull',
  get: 'pull',
  info: 'inspect',
  lint: 'validate',
  ls: 'list',
  new: 'init stack',
  package: 'create',
  push: 'publish',
  release: 'create',
  template: 'render',
  test: 'validate',
  upgrade: 'update',
};

/**
 * Whether words begin with a command, or with the first word of some.
 * @param ids the commands that are there @throws CsctlError `usage` for other words
 */
export function requireCommand(words: readonly string[], ids: readonly string[]): void {
  const [first, second] = words;
  if (first === undefined || isFlag(first) || ids.includes(first)) return;
  const isTopic = ids.some((id) => id.startsWith(`${first}:`));
  if (isTopic && (second === undefined || isFlag(second) || ids.includes(`${first}:${second}`))) return;
  throw unknownCommand(words, ids);
}

const isFlag = (word: string): boolean => word.startsWith('-');

/**
 * The refusal of words that are no command.
 * @param argv what was typed @param ids the commands that are there, `generate:cluster`
 */
export function unknownCommand(argv: readonly string[], ids: readonly string[]): CsctlError {
  const [first = '', second = ''] = argv;
  const names = ids.map((id) => id.replaceAll(':', ' '));
  const inTopic = names.filter((name) => name.startsWith(`${first} `));
  if (inTopic.length > 0) {
    const [near] = nearest(`${first} ${second}`, inTopic, 1);
    const hint = near === undefined ? `there is ${inTopic.join(', ')}` : `did you mean ${near}?`;
    return new CsctlError('usage', noCommand(`${first} ${second}`), { hint });
  }
  const synonym = names.includes(SYNONYMS[first] ?? '') ? `did you mean ${SYNONYMS[first]}?` : undefined;
  const hint = synonym ?? askFor(first, second, names) ?? 'csctl help lists all commands';
  return new CsctlError('usage', noCommand(first), { hint });
}

/** Both words count where there are two: `genrate clutser`; else one alone, which may be the first of two. */
function askFor(first: string, second: string, names: readonly string[]): string | undefined {
  const both = names.filter((name) => name.includes(' '));
  const [long] = second === '' || isFlag(second) ? [] : nearest(`${first} ${second}`, both, 1);
  if (long !== undefined) return `did you mean ${long}?`;
  const heads = [...new Set(names.map((name) => name.split(' ')[0] ?? ''))];
  return didYouMean(first, heads);
}

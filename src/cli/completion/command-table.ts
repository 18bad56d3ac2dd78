// The commands as completion sees them: their flags and arguments, and what sort of word each takes.

/** What of oclif's flags completion uses. */
export interface FlagShape {
  readonly type: 'boolean' | 'option';
  readonly char?: string | undefined;
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly options?: readonly string[] | undefined;
  readonly helpValue?: string | readonly string[] | undefined;
  readonly multiple?: boolean | undefined;
  readonly allowNo?: boolean | undefined;
  readonly hidden?: boolean | undefined;
}

export interface ArgumentShape {
  readonly options?: readonly string[] | undefined;
}

/** What of a command completion uses; the manifest has it, so that no command need be loaded. */
export interface CommandShape {
  readonly summary?: string | undefined;
  readonly hidden?: boolean | undefined;
  /** Whether there may be no more arguments than named ones. */
  readonly strict?: boolean | undefined;
  readonly flags?: Readonly<Record<string, FlagShape>> | undefined;
  readonly args?: Readonly<Record<string, ArgumentShape>> | undefined;
}

/** Commands by name, `generate:cluster`. */
export type CommandTable = Readonly<Record<string, CommandShape>>;

/** What sort of word is wanted. */
export type WordKind =
  | 'stack'
  | 'minor'
  | 'release'
  | 'tag'
  | 'source'
  | 'prefix'
  | 'remote'
  | 'channel'
  | 'code'
  | 'allowable'
  | 'parts'
  | 'command'
  | 'file'
  | 'folder'
  | 'free';

/** By the name that help gives a value; flags of new commands that use the same names are completed, too. */
const BY_HELP_VALUE: Readonly<Record<string, WordKind>> = {
  MINOR: 'minor',
  REMOTE: 'remote',
  STACK: 'stack',
  RELEASE: 'release',
  TAG: 'tag',
  CODE: 'allowable',
  PARTS: 'parts',
  FILE: 'file',
  FOLDER: 'folder',
};

const BY_ARGUMENT: Readonly<Record<string, WordKind>> = {
  stack: 'stack',
  folder: 'folder',
  release: 'release',
  tag: 'tag',
  source: 'source',
  A: 'source',
  B: 'source',
  prefix: 'prefix',
  code: 'code',
  command: 'command',
};

/** What the value of a flag is; words of a fixed list come before it. */
export function flagKind(name: string, { helpValue }: FlagShape): WordKind {
  if (name === 'channel') return 'channel';
  const word = typeof helpValue === 'string' ? helpValue : helpValue?.[0];
  return (Object.hasOwn(BY_HELP_VALUE, word ?? '') && BY_HELP_VALUE[word ?? '']) || 'free';
}

/** What an argument is, by its name. */
export const argumentKind = (name: string): WordKind =>
  (Object.hasOwn(BY_ARGUMENT, name) && BY_ARGUMENT[name]) || 'free';

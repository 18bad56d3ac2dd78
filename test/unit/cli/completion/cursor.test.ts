// What is wanted at the cursor, for every place that it can be in.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wishAt } from '../../../../src/cli/completion/cursor.ts';
import type { CommandTable } from '../../../../src/cli/completion/command-table.ts';

const TABLE: CommandTable = {
  create: {
    summary: 'Build releases',
    strict: false,
    args: { stack: {} },
    flags: {
      mode: { type: 'option', char: 'm', options: ['stable', 'beta'], description: 'how it is named' },
      output: { type: 'option', char: 'o', helpValue: 'FOLDER' },
      kubernetes: { type: 'option', char: 'k', helpValue: 'MINOR', multiple: true },
      publish: { type: 'boolean' },
      embed: { type: 'boolean', allowNo: true },
      secret: { type: 'boolean', hidden: true },
      reason: { type: 'option', helpValue: 'TEXT' },
    },
  },
  inspect: { args: { release: {} }, flags: { remote: { type: 'option', helpValue: ['REMOTE'] } } },
  completion: { args: { shell: { options: ['bash', 'zsh'] } } },
  complete: { hidden: true },
  'generate:cluster': { summary: 'A Cluster', args: { release: {} } },
  'generate:gitops': { summary: 'Folders', args: { release: {} } },
};

/** The wish at the end of a line; a blank there begins a new word. */
const at = (line: string) => wishAt(line.split(' ').slice(1), TABLE);
const wordsAt = (line: string) => at(line).words.map(({ value }) => value);
const kindAt = (line: string) => at(line).kind;

describe('the cursor at a command', () => {
  it('wants the first words of all commands that are shown', () => {
    expect(wordsAt('csctl ')).toEqual(['completion', 'create', 'generate', 'inspect']);
    expect(at('csctl ').words.map(({ about }) => about)).toContain('Build releases');
    expect(at('csctl ').words).toContainEqual({ value: 'generate', about: 'cluster, gitops' });
  });

  it('wants flags behind a dash', () => {
    expect(wordsAt('csctl --')).toEqual(['--help', '--version', '--json']);
  });

  it('wants the second word of a command that has two', () => {
    expect(wordsAt('csctl generate ')).toEqual(['cluster', 'gitops']);
    expect(wordsAt('csctl generate cluster x')).toEqual([]);
    expect(kindAt('csctl generate cluster x')).toBe('release');
  });

  it('wants nothing behind words that are no command', () => {
    expect(at('csctl crate ')).toMatchObject({ words: [], kind: undefined });
    expect(at('csctl generate x y')).toMatchObject({ words: [], kind: undefined });
  });
});

describe('the cursor at a flag', () => {
  it('wants those that can still be given, and not the hidden ones', () => {
    const all = [
      '--embed',
      '--no-embed',
      '--kubernetes',
      '--mode',
      '--output',
      '--publish',
      '--reason',
      '--help',
      '--json',
    ];
    expect(wordsAt('csctl create -').sort()).toEqual([...all].sort());
    const left = wordsAt('csctl create --publish -o x -k 1.34 --');
    expect(left).toContain('--kubernetes');
    expect(left).not.toContain('--publish');
    expect(left).not.toContain('--output');
  });

  it.each([
    ['csctl create -m ', ['stable', 'beta']],
    ['csctl create --mode ', ['stable', 'beta']],
    ['csctl create --mode=s', ['stable', 'beta']],
  ])('wants the values of %s', (line, words) => {
    expect(wordsAt(line)).toEqual(words);
  });

  it.each([
    ['csctl create -o ', 'folder'],
    ['csctl create --output=x', 'folder'],
    ['csctl create -k ', 'minor'],
    ['csctl create --reason ', 'free'],
    ['csctl inspect --remote ', 'remote'],
    ['csctl create --publish=', undefined],
    ['csctl create --nonsense=', undefined],
    ['csctl create --constructor=', undefined],
  ])('knows the kind of value of %s', (line, kind) => {
    expect(kindAt(line)).toBe(kind);
  });

  it('keeps what stands before the value in the same word', () => {
    expect(at('csctl create --output=x/y')).toMatchObject({ before: '--output=', typed: 'x/y' });
  });
});

describe('the cursor at an argument', () => {
  it.each([
    ['csctl create ', 'stack'],
    ['csctl create a b ', 'stack'],
    ['csctl create -m beta -k1.34 --publish ', 'stack'],
    ['csctl create -- -', 'stack'],
    ['csctl inspect ', 'release'],
    ['csctl inspect a ', undefined],
    ['csctl completion ', undefined],
  ])('is of the kind that the command takes: %s', (line, kind) => {
    expect(kindAt(line)).toBe(kind);
  });

  it('may be one of a list', () => {
    expect(wordsAt('csctl completion ')).toEqual(['bash', 'zsh']);
  });

  it('knows what stands before it', () => {
    const { line } = at('csctl create a -k 1.33 --kubernetes=1.34 -ox --publish b ');
    expect(line.arguments).toEqual(['a', 'b']);
    expect(line.flags).toEqual({ kubernetes: ['1.33', '1.34'], output: ['x'], publish: [''] });
  });
});

it('every line has an answer', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom('create', 'generate', '--mode', '-m', '--', '-k', '--x=y', '__proto__'),
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (words) => {
      const { before, typed } = wishAt(words, TABLE);
      expect(before + typed).toBe(words.at(-1));
    }),
  );
});

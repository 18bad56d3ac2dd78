// What a wrong command line is told: what was typed, and what was probably meant.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asUsage, unknownCommand, withoutParser } from '../../../src/cli/usage.ts';
import { CsctlError } from '../../../src/problem/problem.ts';

const COMMAND = { flags: { output: {}, mode: {}, 'embed-dependencies': { allowNo: true } } };
const LOOK = 'add --help to see what the command takes';

describe('asUsage', () => {
  it.each([
    ['--outptu', 'did you mean --output?'],
    ['--no-embed-dependency', 'did you mean --no-embed-dependencies?'],
    ['--jsn', 'did you mean --json?'],
    ['--hepl', 'did you mean --help?'],
  ])('knows a flag that is mistyped: %s', (typed, question) => {
    const { code, message, hint } = asUsage(`Nonexistent flag: ${typed}\nSee more help with --help`, COMMAND);
    expect({ code, message, hint }).toEqual({
      code: 'usage',
      message: `there is no flag ${typed}`,
      hint: `${question} ${LOOK}`,
    });
  });

  it('says no more of a flag that is like none', () => {
    expect(asUsage('Nonexistent flag: --frobnicate', COMMAND).hint).toBe(LOOK);
    expect(asUsage('Nonexistent flag: --fast').hint).toBe(LOOK);
  });

  it('knows a value that is mistyped', () => {
    const { message, hint } = asUsage('Expected --mode=stabel to be one of: stable, beta, hash', COMMAND);
    expect(message).toBe('--mode is "stabel"; expected stable, beta, hash');
    expect(hint).toBe(`did you mean stable? ${LOOK}`);
    expect(asUsage('Expected --mode=nightly to be one of: stable, beta').hint).toBe(LOOK);
  });

  it('knows an argument that is mistyped', () => {
    const { message, hint } = asUsage('Expected bsh to be one of: bash, zsh, fish');
    expect(message).toBe('"bsh" is nothing here; expected bash, zsh, fish');
    expect(hint).toBe(`did you mean bash? ${LOOK}`);
  });

  it.each([
    ['Flag --notes expects a value', '--notes has no value; expected one'],
    [
      'Flag --mode expects one of these values: stable, beta',
      '--mode has no value; expected one: stable, beta',
    ],
    [
      'Missing 1 required arg:\nstack  stack folders\nSee more help with --help',
      'no stack is named; expected at least one',
    ],
    ['The following error occurred:\n  All of --reason are needed', 'All of --reason are needed'],
    ['Unexpected argument: now\nSee more help with --help', 'the argument "now" is one too many'],
    ['Unexpected arguments: a, b\nSee more help with --help', 'these arguments are too many: a, b'],
    [
      'The following error occurred:\n  Missing required flag output\nSee more help with --help',
      'no --output is given; expected one',
    ],
    [
      'The following errors occurred:\n  Missing required flag a\n  Missing required flag b',
      'no --a is given; expected one; no --b is given; expected one',
    ],
    [
      'The following error occurred:\n  All of the following must be provided when using --check: --output',
      '--check needs --output as well',
    ],
    [
      'The following error occurred:\n  --output=a=b.yaml cannot also be provided when using --in-place',
      '--in-place and --output exclude each other',
    ],
    [
      'Parsing --workers \n\tExpected an integer but received: foo',
      '--workers is "foo"; expected a whole number',
    ],
    [
      'Parsing --workers \n\tExpected an integer greater than or equal to 0 but received: -1\nSee more help with --help',
      '--workers is "-1"; expected 0 or more',
    ],
    ['Flag --mode can only be specified once', '--mode is there more than once; expected once'],
    ['Command generate:clutser not found.', 'there is no command "generate clutser"'],
  ])('has few words for %j', (said, message) => {
    expect(asUsage(said).message).toBe(message);
  });
});

describe('the hint', () => {
  const command = { flags: { output: { helpValue: 'FILE' }, check: {} } };
  it.each([
    ['Missing required flag output', 'add --output FILE; --help tells what it is'],
    ['Missing required flag check', 'add --check; --help tells what it is'],
    [
      'All of the following must be provided when using --check: --output',
      'add --output FILE; --help tells what it is',
    ],
    ['--output=a cannot also be provided when using --check', `leave one of them out; ${LOOK}`],
    ['Unexpected argument: now', LOOK],
  ])('for %j', (said, hint) => {
    expect(asUsage(`The following error occurred:\n  ${said}`, command).hint).toBe(hint);
  });
});

describe('withoutParser', () => {
  const message = '--name is "Foo_Bar"; expected another';
  const ours = () => new CsctlError('usage', message, { hint: 'take another' });

  it('leaves of a refused value what we said', () => {
    const wrapped = ours();
    // As oclif does with what a flag's parse throws.
    wrapped.message = `Parsing --name \n\t${message}\nSee more help with --help`;
    const { code, hint, problems, message: said } = withoutParser(wrapped);
    expect({ code, hint, said }).toEqual({ code: 'usage', hint: 'take another', said: message });
    expect(problems).toEqual(ours().problems);
  });

  it('leaves every other refusal as it is', () => {
    const refusal = ours();
    expect(withoutParser(refusal)).toBe(refusal);
  });
});

describe('unknownCommand', () => {
  const ids = [
    'copy',
    'create',
    'generate:cluster',
    'generate:credentials',
    'init:stack',
    'list',
    'validate',
  ];
  const hintOf = (line: string) => unknownCommand(line.split(' '), ids).hint;

  it.each([
    ['crate providers', 'did you mean create?'],
    ['lsit', 'did you mean list?'],
    ['val', 'did you mean validate?'],
    ['genrate', 'did you mean generate?'],
    ['generate clutser', 'did you mean generate cluster?'],
    ['genrate clutser', 'did you mean generate cluster?'],
    ['genrate --json', 'did you mean generate?'],
    ['generate xyz', 'there is generate cluster, generate credentials'],
    ['xyzzy', 'csctl help lists all commands'],
    ['build providers', 'did you mean create?'],
    ['new', 'did you mean init stack?'],
    // It is another name for a command that is not there.
    ['push', 'csctl help lists all commands'],
  ])('is asked about %s', (line, hint) => {
    expect(hintOf(line)).toBe(hint);
  });

  it('repeats what was typed, both words where the first is known', () => {
    expect(unknownCommand(['crate', 'x'], ids).message).toBe('there is no command "crate"');
    expect(unknownCommand(['generate', 'x'], ids).message).toBe('there is no command "generate x"');
  });

  it('has a hint for every word', () => {
    fc.assert(
      fc.property(fc.string(), (word) => {
        expect(unknownCommand([word], ids).hint).toMatch(
          /^(?:did you mean .*\?|csctl help .*|there is .*)$/s,
        );
      }),
    );
  });
});

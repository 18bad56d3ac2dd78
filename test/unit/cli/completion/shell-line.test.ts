// A line as bash gives it, in words; and candidates as bash takes them.
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterBreaks, bashWord, wordsOf } from '../../../../src/cli/completion/shell-line.ts';

describe('wordsOf', () => {
  it.each([
    ['csctl', []],
    ['csctl ', ['']],
    ['csctl cre', ['cre']],
    ['csctl  create   -m', ['create', '-m']],
    ['csctl create "a b" c\\ d ', ['create', 'a b', 'c d', '']],
    [`csctl create 'it is "so"' "it's \\"so\\" \\n"`, ['create', 'it is "so"', `it's "so" \\n`]],
    ['csctl create "open en', ['create', 'open en']],
    ["csctl ''", ['']],
    ['csctl layout:x --remote=y', ['layout:x', '--remote=y']],
  ])('of %j', (line, words) => {
    expect(wordsOf(line)).toEqual(words);
  });

  it('gives back every word that is spelt for bash', () => {
    const words = fc.array(fc.stringMatching(/^[ -~]{1,12}$/), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(words, (spoken) => {
        expect(wordsOf(`csctl ${spoken.map(bashWord).join(' ')}`)).toEqual(spoken);
      }),
    );
  });
});

it('bashWord spells what bash reads as the same word', () => {
  const words = ['a b', "it's", '$HOME', '"x"', 'a\\b', '~x', 'layout:x', '*', '#x', 'ä', '(x);&|<>!'];
  const { stdout } = spawnSync('bash', ['-c', `printf '%s\\n' ${words.map(bashWord).join(' ')}`], {
    encoding: 'utf8',
  });
  expect(
    stdout
      .replace(process.env['HOME'] ?? '', '~')
      .trimEnd()
      .split('\n'),
  ).toEqual(words);
});

describe('afterBreaks', () => {
  it.each([
    ['--remote=layout:releases', '--remote=la', ':=', 'layout:releases'],
    ['--remote=layout:releases', '--remote=layout:r', ':=', 'releases'],
    ['layout:releases', 'layout:', ' \t:=', 'releases'],
    ['layout:releases', 'lay', ':=', 'layout:releases'],
    ['layout:releases', 'layout:', '', 'layout:releases'],
    ['other', 'layout:', ':=', 'other'],
  ])('of %s at %s with %j', (candidate, word, breaks, part) => {
    expect(afterBreaks(candidate, word, breaks)).toBe(part);
  });
});

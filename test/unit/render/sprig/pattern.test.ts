// Patterns by themselves: what is Go's error and what only ours, and what a run is charged for them.
import { describe, expect, it } from 'vitest';
import { Budget, DEFAULT_LIMITS, LimitError } from '../../../../src/render/gotemplate/limits.ts';
import { expansion, Pattern, PatternError } from '../../../../src/render/sprig/pattern.ts';

const budget = new Budget();
const compile = (source: string): Pattern => Pattern.compile(source, budget);

/** The error that a pattern ends with. */
function refusal(source: string): PatternError {
  try {
    compile(source);
  } catch (error) {
    if (error instanceof PatternError) return error;
  }
  throw new Error(`${source} was taken`);
}

/** What a run is charged for some work. */
function costOf(work: (call: { charge: (amount: number) => void }) => unknown): number {
  let cost = 0;
  work({ charge: (amount) => (cost += amount) });
  return cost;
}

describe('patterns that cannot be compiled', () => {
  it.each([
    ['[a', 'error parsing regexp: missing closing ]: `[a`'],
    ['a\\', 'error parsing regexp: trailing backslash at end of expression: ``'],
    [`${'('.repeat(1001)}${')'.repeat(1001)}`, 'error parsing regexp: expression nests too deeply: `((('],
    ['(?=a)', 'error parsing regexp: invalid or unsupported Perl syntax: `(?=`'],
    ['ab\udcff', 'error parsing regexp: invalid UTF-8: `\udcff`'],
  ])('%j is refused as Go refuses it', (source, message) => {
    const error = refusal(source);
    expect(error.message.slice(0, message.length)).toBe(message);
    expect(error.isGoError).toBe(true);
  });

  it.each([
    ['(?P<n>a)(?P<n>b)', 'two groups of one name are not supported in a regexp: `(?P<n>a)(?P<n>b)`'],
    [
      String.raw`\p{greek}`,
      String.raw`error parsing regexp: invalid character class range: ${'`'}\p{greek}${'`'}`,
    ],
  ])('%j is known to be taken by Go', (source, message) => {
    expect(refusal(source)).toMatchObject({ message, isGoError: false });
  });
});

describe('matches', () => {
  it.each([
    [
      'a*',
      'baaac',
      [
        [0, 0],
        [1, 4],
        [5, 5],
      ],
    ],
    [
      '',
      'a𝄞b',
      [
        [0, 0],
        [1, 1],
        [3, 3],
        [4, 4],
      ],
    ],
    [
      '.',
      '𝄞\udcff',
      [
        [0, 2],
        [2, 3],
      ],
    ],
    ['^a', 'aaa', [[0, 1]]],
    [
      String.raw`\b`,
      'ab',
      [
        [0, 0],
        [2, 2],
      ],
    ],
  ])('of %j in %j', (source, text, spans) => {
    expect(compile(source).spans(text, Infinity, budget)).toEqual(spans);
    expect(compile(source).spans(text, 1, budget)).toEqual(spans.slice(0, 1));
    expect(compile(source).spans(text, 0, budget)).toEqual([]);
  });

  it('have groups of any name', () => {
    const pattern = compile('(?P<__proto__>a)(?P<constructor>b)');
    expect(pattern.replace('ab', expansion('$constructor-${__proto__}-$toString', budget), budget)).toBe(
      'b-a-',
    );
  });

  it('see the text in front of where they are looked for', () => {
    expect(compile(String.raw`\Ba`).spans('aaa', Infinity, budget)).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect(compile('(?m)^.').spans('ab\ncd', Infinity, budget)).toEqual([
      [0, 1],
      [3, 4],
    ]);
  });
});

describe('cost', () => {
  const text = 'a'.repeat(10_000);

  it('grows with the text and with what the pattern repeats', () => {
    expect(costOf((call) => compile('b').test(text, call))).toBeGreaterThanOrEqual(10_000);
    expect(costOf((call) => compile('(?:b|c){900}').test(text, call))).toBeGreaterThan(100_000);
    expect(costOf((call) => Pattern.compile('((a{10}){10}){10}', call))).toBeGreaterThanOrEqual(10_000);
  });

  it.each(['a.*b|a', 'a(?:.*b)?', '(?:a{1,}b)*a'])(
    'is paid for each match of %s, which may read on',
    (source) => {
      const rest = 'a'.repeat(3000);
      expect(costOf((call) => compile(source).spans(rest, Infinity, call))).toBeGreaterThan(3_000_000);
      const few = new Budget({ ...DEFAULT_LIMITS, steps: 1_000_000 });
      expect(() => compile(source).spans(rest, Infinity, few)).toThrow(LimitError);
    },
  );

  it('is low for many matches that do not read on', () => {
    const words = 'some words '.repeat(500);
    expect(costOf((call) => compile(String.raw`\s+`).spans(words, Infinity, call))).toBeLessThan(100_000);
    expect(costOf((call) => compile('[^a-z]').replace(words, () => '-', call))).toBeLessThan(100_000);
  });

  it('is paid for what replacements make', () => {
    const long = 'x'.repeat(1000);
    expect(costOf((call) => compile('a').replace('aaaa', () => long, call))).toBeGreaterThanOrEqual(4000);
    expect(costOf((call) => expansion('$1'.repeat(1000), call)(() => ''))).toBeGreaterThanOrEqual(1000);
  });
});

// What is near enough to be meant, and what is not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didYouMean, editDistance, nearest } from '../../../src/problem/nearest.ts';

describe('editDistance', () => {
  it.each([
    ['crate', 'create', 1],
    ['outptu', 'output', 1],
    ['dokcer', 'docker', 1],
    ['stabel', 'stable', 1],
    ['list', 'lsit', 1],
    ['plan', 'pull', 3],
    ['', 'list', 4],
    ['kitten', 'sitting', 3],
  ])('from %s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is 0 for the same word only, the same both ways, and at most the longer length', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const distance = editDistance(a, b);
        expect(distance === 0).toBe(a === b);
        expect(editDistance(b, a)).toBe(distance);
        expect(distance).toBeLessThanOrEqual(Math.max([...a].length, [...b].length));
      }),
    );
  });

  it('is 1 after any single slip', () => {
    const slip = fc.tuple(fc.stringMatching(/^[a-z]{2,12}$/), fc.nat(), fc.constantFrom('out', 'in', 'swap'));
    fc.assert(
      fc.property(slip, ([word, place, kind]) => {
        const i = place % (word.length - 1);
        const [head, a, b, tail] = [word.slice(0, i), word.charAt(i), word.charAt(i + 1), word.slice(i + 2)];
        const slipped = {
          out: `${head}${b}${tail}`,
          in: `${head}${a}_${b}${tail}`,
          swap: `${head}${b}${a}${tail}`,
        };
        expect(editDistance(slipped[kind as 'out'], word)).toBe(kind === 'swap' && a === b ? 0 : 1);
      }),
    );
  });
});

describe('nearest', () => {
  const commands = [
    'copy',
    'create',
    'diff',
    'list',
    'patch',
    'plan',
    'publish',
    'pull',
    'validate',
    'verify',
  ];

  it('has the nearest only', () => {
    expect(nearest('crate', commands)).toEqual(['create']);
    expect(nearest('pubish', commands)).toEqual(['publish']);
    expect(nearest('pla', commands)).toEqual(['plan']);
  });

  it('knows a beginning, and nothing by one letter', () => {
    expect(nearest('val', commands)).toEqual(['validate']);
    expect(nearest('p', commands)).toEqual([]);
  });

  it('does not mind capitals', () => {
    expect(nearest('CREATE', commands)).toEqual(['create']);
  });

  it('says nothing of what is far', () => {
    expect(nearest('frobnicate', commands)).toEqual([]);
    expect(nearest('', commands)).toEqual([]);
  });

  it('names each word once, and no more than asked for', () => {
    expect(nearest('v1', ['v2', 'v2', 'v3', 'v4', 'v5'], 2)).toEqual(['v2', 'v3']);
  });
});

describe('didYouMean', () => {
  it('is a question, or nothing', () => {
    expect(didYouMean('crate', ['create', 'diff'])).toBe('did you mean create?');
    expect(didYouMean('v1', ['v2', 'v3', 'v4'])).toBe('did you mean v2, v3 or v4?');
    expect(didYouMean('xyz', ['create'])).toBeUndefined();
  });
});

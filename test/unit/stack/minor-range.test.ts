// Ranges of Kubernetes minors, and how a set of minors is written as ranges.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeMinors, folderOfMinors, parseMinorRange } from '../../../src/stack/minor-range.ts';
import type { KubernetesMinor } from '../../../src/stack/kubernetes-version.ts';
import { minor } from '../../support/kubernetes.ts';

const ALL = ['1.32', '1.33', '1.34', '1.35'];
const served = (range: string) => ALL.filter((name) => parseMinorRange(range)?.(minor(name)));

describe('parseMinorRange', () => {
  it.each([
    ['1.34', ['1.34']],
    ['v1.34', ['1.34']],
    ['=1.34', ['1.34']],
    ['>=1.34', ['1.34', '1.35']],
    ['>= 1.34', ['1.34', '1.35']],
    ['> 1.34', ['1.35']],
    ['<=1.33', ['1.32', '1.33']],
    ['<1.33', ['1.32']],
    ['>=1.33 <1.35', ['1.33', '1.34']],
    ['1.33 - 1.34', ['1.33', '1.34']],
    ['1.34 - 1.33', []],
    ['>=2.1', []],
  ])('%s', (range, expected) => {
    expect(served(range)).toEqual(expected);
  });

  it.each([
    '',
    ' ',
    'all',
    '1.34.7',
    '>=',
    '=>1.34',
    '~1.34',
    '1.34 -',
    '1.33-1.34',
    '1.33, 1.34',
    '>=1.34 x',
  ])('is no range: %j', (text) => {
    expect(parseMinorRange(text)).toBeUndefined();
  });
});

describe('describeMinors', () => {
  it.each([
    [['1.35'], ['>=1.35'], 'from-1.35'],
    [['1.34', '1.35'], ['>=1.34'], 'from-1.34'],
    [ALL, ['>=1.32'], 'from-1.32'],
    [['1.32'], ['1.32'], '1.32'],
    [['1.33', '1.32'], ['<=1.33'], 'up-to-1.33'],
    [['1.33', '1.34'], ['1.33 - 1.34'], '1.33-1.34'],
    [['1.33'], ['1.33'], '1.33'],
    [['1.32', '1.34'], ['1.32', '1.34'], '1.32-and-1.34'],
    [['1.32', '1.35'], ['1.32', '1.35'], '1.32-and-1.35'],
  ])('%j: %j', (chosen, ranges, folder) => {
    expect(describeMinors(chosen.map(minor), ALL.map(minor))).toEqual(ranges);
    expect(folderOfMinors(ranges)).toBe(folder);
  });

  it('means exactly the minors that were chosen, whatever they are', () => {
    const minors = fc.uniqueArray(fc.integer({ min: 20, max: 45 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(minors, fc.infiniteStream(fc.boolean()), (numbers, coins) => {
        const all = numbers.map((number): KubernetesMinor => ({ major: 1, minor: number }));
        const chosen = all.filter(() => coins.next().value);
        const ranges = describeMinors(chosen, all).map(parseMinorRange);
        expect(all.filter((one) => ranges.some((range) => range?.(one)))).toEqual(chosen);
        expect(folderOfMinors(describeMinors(chosen, all))).toMatch(/^[\w.-]*$/);
      }),
    );
  });
});

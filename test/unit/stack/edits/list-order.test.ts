// Lists that people keep in order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeInOrder } from '../../../../src/stack/edits/list-order.ts';

const place = (entries: readonly (number | undefined)[], fresh: number): number =>
  placeInOrder(entries, fresh, (a, b) => a - b);

describe('a new entry', () => {
  it.each<[readonly (number | undefined)[], number]>([
    [[], 0],
    [[3], 1],
    [[7], 0],
    [[3, 7], 1],
    [[7, 3], 1],
    [[9, 7], 2],
    [[undefined, 3, undefined, 7], 3],
    [[undefined], 1],
  ])('comes into %j at %i', (entries, index) => {
    expect(place(entries, 5)).toBe(index);
  });

  it('leaves a list in the order that it has', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(50)), fc.nat(50), fc.boolean(), (numbers, fresh, isFalling) => {
        // A list of one has no order yet.
        const falls = isFalling && numbers.length > 1;
        const inOrder = (list: readonly number[]) => [...list].sort((a, b) => (falls ? b - a : a - b));
        const before = inOrder(numbers.filter((number) => number !== fresh));
        fc.pre(before.length > 1 || !falls);
        const after = [...before];
        after.splice(place(before, fresh), 0, fresh);
        expect(after).toEqual(inOrder(after));
      }),
    );
  });
});

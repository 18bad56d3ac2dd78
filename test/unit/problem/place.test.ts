// Places: the form that editors make clickable, and positions in text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPlace, placeAt } from '../../../src/problem/place.ts';

describe('formatPlace', () => {
  it.each([
    [{}, ''],
    [{ file: 'a/b.yaml' }, 'a/b.yaml'],
    [{ file: 'b.yaml', line: 3 }, 'b.yaml:3'],
    [{ file: 'b.yaml', line: 3, column: 7 }, 'b.yaml:3:7'],
    [{ file: 'b.yaml', column: 7 }, 'b.yaml'],
    [{ line: 3, column: 7 }, ''],
  ])('%j is %j: nothing after the first part that is not known', (place, expected) => {
    expect(formatPlace(place)).toBe(expected);
  });
});

describe('placeAt', () => {
  it.each([
    ['', 0, 1, 1],
    ['abc', 2, 1, 3],
    ['a\nb', 1, 1, 2],
    ['a\nb', 2, 2, 1],
    ['a\n\n\nb', 4, 4, 1],
    ['a\r\nb', 3, 2, 1],
    ['äö\nüx', 4, 2, 2],
    ['😀x', 2, 1, 3],
  ])('%j at %i is %i:%i, counted from 1 in UTF-16 code units', (text, offset, line, column) => {
    expect(placeAt('f', text, offset)).toEqual({ file: 'f', line, column });
  });

  it('leads back to its offset', () => {
    const lines = fc.array(fc.stringMatching(/^[a-zäß😀 ]{0,6}$/u), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lines, fc.nat(60), (parts, wish) => {
        const text = parts.join('\n');
        const offset = Math.min(wish, text.length);
        const { line, column } = placeAt('f', text, offset);
        const before = text.split('\n').slice(0, line - 1);
        expect(before.join('\n').length + (line > 1 ? 1 : 0) + column - 1).toBe(offset);
      }),
    );
  });
});

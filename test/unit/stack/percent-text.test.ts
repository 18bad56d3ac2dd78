// Texts with percent escapes.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unescaped } from '../../../src/stack/percent-text.ts';

it('undoes escapes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(unescaped(encodeURIComponent(text))).toBe(text);
    }),
  );
});

it.each(['100%', '%zz', 'a%20b%', '%ff'])('leaves %s as it is', (text) => {
  expect(unescaped(text)).toBe(text);
});

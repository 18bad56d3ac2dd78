// Modes: which of them need the releases that are there.
import { expect, it } from 'vitest';
import { looksBack, MODES } from '../../../src/stack/modes.ts';

it('only the counting modes look back', () => {
  expect(MODES.filter(looksBack)).toEqual(['stable', 'beta', 'alpha']);
  expect(MODES.filter((mode) => !looksBack(mode))).toEqual(['hash', 'custom']);
});

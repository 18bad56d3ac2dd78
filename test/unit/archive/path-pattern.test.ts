// Patterns of paths: what Go's filepath.Match says, for any pattern and any path.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePathPattern } from '../../../src/archive/path-pattern.ts';

describe('compilePathPattern', () => {
  const special = fc.string({ unit: fc.constantFrom(...'ab-]^$.+(){}|/*?[\\ ü😀'), maxLength: 8 });

  it.each([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['*a*b', 'aab', true],
    ['*a*b', 'aaba', false],
    ['*ab*ab', 'abab', true],
    ['*a', 'ba/a', false],
    ['*/a', 'b/a', true],
    ['a*/b', 'a/b', true],
    ['[^a]b', '/b', true],
    ['*[^a]', 'b/', true],
    ['*[^a]c', 'b/c', true],
    ['*[^x]*c', 'a/c', false],
    ['a?c', 'a/c', false],
    ['[b-a]', 'b', false],
    ['[^b-a]', 'b', true],
    ['[a-cx]z', 'xz', true],
    ['*?', 'é', true],
    ['**', 'ab', true],
    ['a**b', 'ab', true],
    ['[a\\]]', ']', true],
  ])('%s with %s: %j', (pattern, path, expected) => {
    expect(compilePathPattern(pattern)?.(path)).toBe(expected);
  });

  it('takes a text with every special character escaped for itself', () => {
    fc.assert(
      fc.property(special, special, (text, other) => {
        const matches = compilePathPattern(text.replace(/[*?[\\]/g, '\\$&'));
        expect(matches?.(text)).toBe(true);
        expect(matches?.(other)).toBe(text === other);
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, and * matches everything without a slash', () => {
    fc.assert(
      fc.property(special, (text) => {
        expect(() => compilePathPattern(text)?.('x')).not.toThrow();
        expect(compilePathPattern('*')?.(text)).toBe(!text.includes('/'));
      }),
      { numRuns: 1000 },
    );
  });

  it('takes patterns of any length, and many stars take no longer than few', () => {
    const text = 'x'.repeat(1_000_000);
    expect(compilePathPattern(text)?.(text)).toBe(true);
    expect(compilePathPattern(`${'*a'.repeat(100)}b`)?.('a'.repeat(250))).toBe(false);
  });
});

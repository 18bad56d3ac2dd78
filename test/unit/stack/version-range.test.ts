// Ranges as Helm reads them; the answers are those of Masterminds/semver 3.4.0, which Helm 3.19 uses.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseVersion, satisfiesRange } from '../../../src/stack/version-range.ts';

describe('satisfiesRange', () => {
  it.each<[string, string, boolean | undefined]>([
    ['3.11.0', '3.11.0', true],
    ['v3.11.0', '3.11.0', true],
    ['3.11.0', 'v3.11.0', true],
    ['3.11.0', '9.9.9', false],
    ['3.11.0', '^3', true],
    ['3.11.5', '~3.11', true],
    ['3.12.0', '~3.11', false],
    ['3.11.0', '3.x', true],
    ['3.11.0', '3.11', true],
    ['3.0.0', '>=1.0, <4', true],
    ['4.0.0', '>=1.0,<4', false],
    ['3.0.0', '>= 1.0 < 4', true],
    ['9.0.0', '>= 1.0 <4 || 9', true],
    ['1.5.0', '1.0 - 2.0', true],
    ['2.0.5', '1.0 - 2.0', true],
    ['2.1.0', '1.0 - 2.0', false],
    ['0.3.0', '^0.2', false],
    ['1.9.0', '~1', true],
    ['1.2.9', '~>1.2', true],
    ['1.3.0', '=>1.2', true],
    ['1.2.9', '>1.2', false],
    ['1.2.9', '!=1.2', false],
    ['1.3.0', '!=1.2', true],
    ['1.0.0-a', '*', false],
    ['1.2.0-rc.1', '^1.2', false],
    ['1.3.0-rc.1', '^1.2.0-0', true],
    ['1.5.0-a', '>=1.0.0-0, <2', true],
    ['1.2.3-a', '1.2.3-a', true],
    ['1.2.3+b', '1.2.3', true],
    ['1.2.3', '01.2.3', true],
    ['1.0.0', '', undefined],
    ['1.0.0', 'banana', undefined],
    ['1.0.0', '1.2.3.4', undefined],
    ['1.0.0', '>1.2,', undefined],
    ['1.0.0', '1.2 ||', undefined],
    ['1.0.0', '==1', undefined],
    ['1.0.0', '^1,,<2', undefined],
    ['banana', '1.0.0', false],
  ])('%s in "%s": %s', (version, range, expected) => {
    expect(satisfiesRange(version, range)).toBe(expected);
  });

  it('never throws and never hangs', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (version, range) => void satisfiesRange(version, range)));
    expect(satisfiesRange('1.0.0', `${'1  ,  '.repeat(2000)}!`)).toBeUndefined();
  });
});

it.each([
  ['v1', '1.0.0'],
  ['1.2', '1.2.0'],
  ['v0-sha.abc', '0.0.0-sha.abc'],
  ['x', undefined],
])('normaliseVersion: %s is %s', (version, expected) => {
  expect(normaliseVersion(version)).toBe(expected);
});

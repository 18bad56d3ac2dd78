// Versions: the subset of contract 1.2 that every consumer takes, and their order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  formatDashVersion,
  formatVersion,
  isStable,
  parseDashVersion,
  parseVersion,
  stable,
  type StackVersion,
} from '../../../src/stack/stack-version.ts';

const identifier = fc.oneof(
  fc.stringMatching(/^(0|[1-9][0-9]{0,25})$/),
  fc.stringMatching(/^[a-z0-9]{0,5}[a-z][a-z0-9]{0,5}$/),
);
const version: fc.Arbitrary<StackVersion> = fc.oneof(
  fc.nat(999_999_999).map(stable),
  fc.record({
    major: fc.nat(20),
    channel: fc.oneof(fc.constantFrom('alpha', 'beta', 'sha'), identifier).filter((c) => c !== 'stable'),
    patch: identifier,
  }),
);

describe('parsing', () => {
  it.each([
    ['v1', 1, 'stable', ''],
    ['v0', 0, 'stable', ''],
    ['v999999999', 999_999_999, 'stable', ''],
    ['v1-alpha.1', 1, 'alpha', '1'],
    ['v1-beta.10', 1, 'beta', '10'],
    ['v1-rc1.5', 1, 'rc1', '5'],
    ['v0-sha.abc1234', 0, 'sha', 'abc1234'],
    ['v0-sha.0ewkztd', 0, 'sha', '0ewkztd'],
    ['v1-alpha.0', 1, 'alpha', '0'],
  ])('takes %s', (text, major, channel, patch) => {
    expect(parseVersion(text)).toEqual({ major, channel, patch });
  });

  it.each([
    ...['v01', 'v1-stable.3', 'v1-alpha.01', 'v0-sha.0123456', 'v1-01.a'],
    ...['v0-sha.ABC1234', 'v1-ALPHA.X', 'v1-a_b.c_d', 'v1-älpha.1', 'v１'],
    ...['v1-alpha-1', 'v1-alpha', 'v1-alpha.', 'v1-.1', 'v1.0', 'v1.2.3', '1', 'V1', 'v1-alpha.1.2'],
    ...['v1-al-pha.1', 'v1-alpha.-1', 'v1+meta', 'v-1', 'v1 ', 'v1\n', '', 'v1000000000'],
  ])('bug 14: refuses %j, which the operator cannot parse or never finds again', (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });

  it('keeps the two forms apart: dots in metadata, dashes in tags', () => {
    expect(parseDashVersion('v1-alpha-1')).toEqual({ major: 1, channel: 'alpha', patch: '1' });
    expect(parseDashVersion('v1-alpha.1')).toBeUndefined();
    expect(parseDashVersion('v3')).toEqual(parseVersion('v3'));
  });

  it('undoes formatting, in both forms', () => {
    fc.assert(
      fc.property(version, (v) => {
        expect(parseVersion(formatVersion(v))).toEqual(v);
        expect(parseDashVersion(formatDashVersion(v))).toEqual(v);
      }),
    );
  });

  it('of anything: undefined, or a version that formats back to the very text', () => {
    const text = fc.stringMatching(/^v[0-9]{1,11}(-[a-zA-Z0-9_]{0,4}[.-][a-z0-9]{0,4})?$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), text), (candidate) => {
        const dot = parseVersion(candidate);
        if (dot) expect(formatVersion(dot)).toBe(candidate);
        const dash = parseDashVersion(candidate);
        if (dash) expect(formatDashVersion(dash)).toBe(candidate);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('order', () => {
  it.each([
    [['v10', 'v9', 'v1'], 'majors are numbers'],
    [['v2', 'v2-beta.0', 'v2-alpha.5', 'v1'], 'a pre-release is older than its stable version'],
    [['v1-beta.10', 'v1-beta.9', 'v1-beta.0'], 'counters are numbers'],
    [['v1-sha.a', 'v1-sha.10', 'v1-sha.9'], 'numbers come before words'],
    [['v1-beta.99999999999999999999', 'v1-beta.99999999999999999998'], 'counters may be of any length'],
  ])('%j: %s', (newestFirst) => {
    const versions = newestFirst.map((text) => parseVersion(text) ?? stable(-1));
    const sorted = [...versions].reverse().sort(compareVersions);
    expect(sorted.map(formatVersion).reverse()).toEqual(newestFirst);
    for (const [i, v] of versions.slice(1).entries())
      expect(compareVersions(versions[i] ?? v, v)).toBeGreaterThan(0);
  });

  it('is total: antisymmetric, transitive, and equal only for equal versions', () => {
    const close = fc.record({
      major: fc.nat(1),
      channel: fc.constantFrom('beta', 'rc'),
      patch: fc.constantFrom('1', '9', '10', '1a', 'a', '99999999999999999998', '99999999999999999999'),
    });
    const any = fc.oneof(version, close, fc.nat(2).map(stable));
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        const [ab, bc, ac] = [compareVersions(a, b), compareVersions(b, c), compareVersions(a, c)];
        expect(Math.sign(ab)).toBe(-Math.sign(compareVersions(b, a)) + 0);
        expect(ab === 0).toBe(formatVersion(a) === formatVersion(b));
        if (ab <= 0 && bc <= 0) expect(ac).toBeLessThanOrEqual(0);
      }),
      { numRuns: 3000 },
    );
  });

  it('knows stable by its channel alone', () => {
    expect(isStable(stable(3))).toBe(true);
    expect(isStable({ major: 3, channel: 'beta', patch: '0' })).toBe(false);
  });
});

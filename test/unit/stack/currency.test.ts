// Which newer versions a stack may take.
import fc from 'fast-check';
import compare from 'semver/functions/compare.js';
import { describe, expect, it } from 'vitest';
import {
  isPastEnd,
  isSupported,
  missingMinors,
  newerPatches,
  newestChart,
  newestOfAll,
  newestPatch,
} from '../../../src/stack/currency.ts';
import { formatKubernetes, formatMinor } from '../../../src/stack/kubernetes-version.ts';
import { minor, series, version } from '../../support/kubernetes.ts';

const SERIES = [
  series('1.36', { 0: '2026-12-01' }),
  series('1.35', { 0: '2025-12-17', 3: '2026-03-18' }, '2027-02-28'),
  series('1.34', { 6: '2026-03-18', 0: '2025-08-27', 10: '2026-05-20', 7: '2026-04-16' }, '2026-10-27'),
  series('1.33', { 0: '2025-04-23', 10: '2026-04-16' }, '2026-06-28'),
];

const charts = (versions: readonly string[]) =>
  versions.map((version) => ({ version, digest: undefined, released: undefined }));

describe('the newest patch', () => {
  it('is the highest number, not the last text', () => {
    const patch = newestPatch(SERIES, minor('1.34'));
    expect(patch && formatKubernetes(patch.version)).toBe('v1.34.10');
    expect(patch?.released).toBe('2026-05-20');
  });

  it('is none of a minor that nobody has released', () => {
    expect(newestPatch(SERIES, minor('1.40'))).toBeUndefined();
  });
});

describe('newer patches', () => {
  const names = (current?: string) =>
    newerPatches(SERIES, minor('1.34'), current === undefined ? undefined : version(current)).map(
      formatKubernetes,
    );

  it('are all above the current one, also those that nobody has listed', () => {
    expect(names('v1.34.7')).toEqual(['v1.34.10', 'v1.34.9', 'v1.34.8']);
    expect(names('v1.34.10')).toEqual([]);
    expect(names('v1.34.12')).toEqual([]);
  });

  it('are all where there is no current one, and none of a minor that nobody knows', () => {
    expect(names()).toHaveLength(11);
    expect(newerPatches(SERIES, minor('1.40'), undefined)).toEqual([]);
  });
});

describe('support', () => {
  const [future, , ended] = SERIES as [(typeof SERIES)[0], (typeof SERIES)[0], (typeof SERIES)[0]];

  it.each<[string, boolean]>([
    ['2026-10-26', true],
    ['2026-10-27', true],
    ['2026-10-28', false],
  ])('on %s: %s, the last day included', (today, supported) => {
    expect(isSupported(ended, today)).toBe(supported);
    expect(isPastEnd(ended, today)).toBe(!supported);
  });

  it('begins with the release, and has no end until somebody sets it', () => {
    expect(isSupported(future, '2026-11-30')).toBe(false);
    expect(isPastEnd(future, '2026-11-30')).toBe(false);
    expect(isSupported(future, '2026-12-01')).toBe(true);
    expect(isSupported(future, '2099-01-01')).toBe(true);
  });

  it.each<[string, string[], string[]]>([
    ['2026-05-01', ['1.34'], ['1.33', '1.35']],
    ['2026-06-29', ['1.34'], ['1.35']],
    ['2026-12-01', [], ['1.35', '1.36']],
    ['2026-05-01', ['1.33', '1.34', '1.35', '1.31'], []],
  ])('on %s, who serves %j lacks %j', (today, served, missing) => {
    const found = missingMinors(SERIES, served.map(minor), today);
    expect(found.map((one) => formatMinor(one.minor))).toEqual(missing);
  });
});

describe('the newest chart', () => {
  const CILIUM = ['1.19.1', '1.19.0', '1.18.10', '1.18.9', '1.18.11-pre.1', '2.0.0', '1.17.12', 'nightly'];
  const CCM = ['2.36.0', '2.35.1', '2.35.0', '2.34.2', '2.34.3-alpha.1', '1.34.9', '3.35.0'];

  it.each<
    [string, string[], { current: string; update?: string; follows?: boolean; minor?: string }, string?]
  >([
    ['within the same major by itself', CILIUM, { current: '1.18.9' }, '1.19.1'],
    ['within its range', CILIUM, { current: '1.18.9', update: '1.18.x' }, '1.18.10'],
    ['within a range of another major', CILIUM, { current: '1.18.9', update: '>=1.18 <3' }, '2.0.0'],
    ['into a range that it was below', CILIUM, { current: '1.17.12', update: '~1.18' }, '1.18.10'],
    ['within its patches', CILIUM, { current: '1.18.9', update: 'patch' }, '1.18.10'],
    ['not down into a range that it is above', CILIUM, { current: '1.19.1', update: '1.18.x' }],
    ['not to what it is', CILIUM, { current: '2.0.0' }],
    ['not below what it is', CILIUM, { current: '2.1.0' }],
    ['to a pre-release from one', CILIUM, { current: '1.18.11-pre.0', update: '1.18.x' }, '1.18.11-pre.1'],
    ['from a pre-release to what follows it', ['1.0.0-rc.2', '1.0.0'], { current: '1.0.0-rc.1' }, '1.0.0'],
    ['with Kubernetes', CCM, { current: '2.34.0', follows: true, minor: '1.34' }, '2.34.2'],
    ['with the next Kubernetes', CCM, { current: '2.34.2', follows: true, minor: '1.35' }, '2.35.1'],
    [
      'with Kubernetes into another major when told',
      CCM,
      { current: '2.34.2', follows: true, minor: '1.35', update: '2 - 3' },
      '3.35.0',
    ],
    ['not with a Kubernetes that has none', CCM, { current: '2.34.2', follows: true, minor: '1.37' }],
    ['as the repository writes it', ['v1.16.0', 'v1.15.3'], { current: 'v1.15.3' }, 'v1.16.0'],
    ['whether or not there is a v', ['v1.16.0'], { current: '1.15.3' }, 'v1.16.0'],
    ['not to the same with other build metadata', ['1.0.0+build.2'], { current: '1.0.0+build.1' }],
    ['not from what is no version', CILIUM, { current: '^1.18.0' }],
    ['not by a range that nobody can read', CILIUM, { current: '1.18.9', update: 'newest' }],
    ['not from nothing', [], { current: '1.18.9' }],
  ])('goes %s', (_what, versions, { current, update, follows = false, minor: name = '1.34' }, expected) => {
    const choice = { current, update, follows, minor: minor(name) };
    expect(newestChart(charts(versions), choice)?.version).toBe(expected);
  });

  it('of all is the newest whatever the range', () => {
    expect(newestOfAll(charts(CILIUM), '1.18.9')?.version).toBe('2.0.0');
    expect(newestOfAll(charts(CILIUM), '2.0.0')).toBeUndefined();
    expect(newestOfAll(charts(['2.0.1-rc.1', '2.0.0']), '2.0.0')).toBeUndefined();
  });

  const versions = fc
    .tuple(fc.nat(3), fc.nat(40), fc.nat(12), fc.constantFrom('', '', '', '-rc.1', '-alpha'))
    .map(([a, b, c, pre]) => `${a}.${b}.${c}${pre}`);

  it('is never older, never a pre-release to a release, and never misses a newer one', () => {
    fc.assert(
      fc.property(fc.array(versions, { maxLength: 30 }), versions, (all, current) => {
        const choice = { current, update: undefined, follows: false, minor: minor('1.34') };
        const chosen = newestChart(charts(all), choice)?.version;
        const allowed = all.filter(
          (one) =>
            compare(one, current) > 0 &&
            one.split('.')[0] === current.split('.')[0] &&
            (current.includes('-') || !one.includes('-')),
        );
        expect(chosen).toBe([...allowed].sort(compare).at(-1));
      }),
    );
  });

  it('does not depend on the order of the repository', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(versions, { maxLength: 20 }),
        versions,
        fc.boolean(),
        (all, current, follows) => {
          const choice = { current, update: undefined, follows, minor: minor('1.34') };
          const reversed = newestChart(charts([...all].reverse()), choice)?.version;
          expect(newestChart(charts(all), choice)?.version).toBe(reversed);
        },
      ),
    );
  });
});

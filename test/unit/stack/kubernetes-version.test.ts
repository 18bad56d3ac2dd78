// Kubernetes versions: exactly vX.Y.Z, since a Cluster's topology.version is compared as text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareKubernetes,
  formatKubernetes,
  formatMinor,
  isAskedFor,
  parseKubernetesMinor,
  parseKubernetesVersion,
  sameMinor,
  withV,
} from '../../../src/stack/kubernetes-version.ts';

const part = fc.integer({ min: 1, max: 999_999 });
const version = fc.record({ major: part, minor: part, patch: fc.nat(999_999) });

describe('parseKubernetesVersion', () => {
  it('undoes formatting', () => {
    fc.assert(
      fc.property(version, (v) => {
        expect(parseKubernetesVersion(formatKubernetes(v))).toEqual(v);
      }),
    );
  });

  it.each([
    ...['1.34.7', 'v1.34', 'v1.34.7-rc.1', 'v1.34.7+k3s1', 'v1.027.7', 'v01.27.7', 'v1.27.07', 'V1.2.3'],
    ...['v0.1.2', 'v1.0.2', 'v1.34.7 ', 'v1.34.7\n', '', 'v1.34.1234567', 'banana'],
  ])('refuses %j', (text) => {
    expect(parseKubernetesVersion(text)).toBeUndefined();
  });
});

describe('parseKubernetesMinor', () => {
  it.each([
    ['1.34', { major: 1, minor: 34 }],
    ['v1.9', { major: 1, minor: 9 }],
    ['1.34.7', undefined],
    ['1-34', undefined],
    ['1.034', undefined],
    ['0.34', undefined],
    ['1.', undefined],
  ])('%s: %j', (text, expected) => {
    expect(parseKubernetesMinor(text)).toEqual(expected);
  });

  it('undoes formatting', () => {
    fc.assert(
      fc.property(version, ({ major, minor }) => {
        expect(parseKubernetesMinor(formatMinor({ major, minor }))).toEqual({ major, minor });
      }),
    );
  });
});

describe('comparing', () => {
  it('is by number, part by part', () => {
    const texts = ['v1.9.10', 'v1.10.0', 'v1.10.2', 'v1.10.10', 'v2.1.0'];
    const parsed = texts.flatMap((text) => parseKubernetesVersion(text) ?? []);
    expect([...parsed].reverse().sort(compareKubernetes).map(formatKubernetes)).toEqual(texts);
  });

  it('sees one minor whatever the patch', () => {
    const [a, b, c] = ['v1.34.7', 'v1.34.8', 'v1.35.7'].flatMap((text) => parseKubernetesVersion(text) ?? []);
    expect(a && b && sameMinor(a, b)).toBe(true);
    expect(a && c && sameMinor(a, c)).toBe(false);
  });
});

describe('minors that are asked for', () => {
  const minor = { major: 1, minor: 34 };

  it.each([
    [[], true],
    [['all'], true],
    [['1.33', '1.34'], true],
    [['1.33', 'all'], true],
    [['1.3', '1.340'], false],
  ])('%j mean 1.34: %s', (asked, expected) => {
    expect(isAskedFor(asked, minor)).toBe(expected);
  });
});

it('versions of other tools get their v', () => {
  expect(['1.34.7', '1.34', 'v1.34.7', '', 'latest'].map(withV)).toEqual([
    'v1.34.7',
    'v1.34',
    'v1.34.7',
    '',
    'latest',
  ]);
});

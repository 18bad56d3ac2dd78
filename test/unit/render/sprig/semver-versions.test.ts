// Versions are read and compared as by Masterminds/semver v3.4.0 (its outputs).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GoList, GoObject } from '../../../../src/render/gotemplate/value.ts';
import { GoNumber, type Value } from '../../../../src/render/gotemplate/value.ts';
import { semverFunctions } from '../../../../src/render/sprig/semver.ts';
import { comparePrereleases, Version } from '../../../../src/render/sprig/semver-version.ts';
import { calling } from './rendering.ts';

type Numbers = readonly [major: bigint, minor: bigint, patch: bigint];

describe('a version', () => {
  it.each<[text: string, written: string, numbers: Numbers, prerelease: string, metadata: string]>([
    ['1.2.3', '1.2.3', [1n, 2n, 3n], '', ''],
    ['v1.2.3', '1.2.3', [1n, 2n, 3n], '', ''],
    ['1', '1.0.0', [1n, 0n, 0n], '', ''],
    ['1.2', '1.2.0', [1n, 2n, 0n], '', ''],
    ['v7', '7.0.0', [7n, 0n, 0n], '', ''],
    ['1.2-rc', '1.2.0-rc', [1n, 2n, 0n], 'rc', ''],
    ['1-beta', '1.0.0-beta', [1n, 0n, 0n], 'beta', ''],
    ['1.2.3-rc.1+build.5', '1.2.3-rc.1+build.5', [1n, 2n, 3n], 'rc.1', 'build.5'],
    ['1.2.3+meta', '1.2.3+meta', [1n, 2n, 3n], '', 'meta'],
    ['01.02.003', '1.2.3', [1n, 2n, 3n], '', ''],
    ['1.2.3--', '1.2.3--', [1n, 2n, 3n], '-', ''],
    ['1.2.3-0.a.00b', '1.2.3-0.a.00b', [1n, 2n, 3n], '0.a.00b', ''],
    ['18446744073709551615.0.0', '18446744073709551615.0.0', [18446744073709551615n, 0n, 0n], '', ''],
    ['000000000000000000000000000007.1', '7.1.0', [7n, 1n, 0n], '', ''],
  ])('%s', (text, written, numbers, prerelease, metadata) => {
    const version = Version.parse(text);
    expect([version.major, version.minor, version.patch]).toEqual(numbers);
    expect([version.prerelease, version.metadata, version.original]).toEqual([prerelease, metadata, text]);
    expect(version.toString()).toBe(written);
  });

  it.each<[text: string, problem: string]>([
    ['', 'invalid semantic version'],
    ['V1.2.3', 'invalid semantic version'],
    ['1.2.3.4', 'invalid semantic version'],
    ['1.2.x', 'invalid semantic version'],
    ['1.', 'invalid semantic version'],
    ['1..2', 'invalid semantic version'],
    ['.1', 'invalid semantic version'],
    ['1.2.3-', 'invalid semantic version'],
    ['1.2.3-a..b', 'invalid semantic version'],
    ['1.2.3+', 'invalid semantic version'],
    ['1.2.3-01', 'version segment starts with 0'],
    ['1.2.3-1.00', 'version segment starts with 0'],
    ['1.2.3-é', 'invalid semantic version'],
    [' 1.2.3', 'invalid semantic version'],
    ['1.2.3\n', 'invalid semantic version'],
    ['-1', 'invalid semantic version'],
    [
      '18446744073709551616.0.0',
      'error parsing version segment: strconv.ParseUint: parsing "18446744073709551616": value out of range',
    ],
    [
      '1.99999999999999999999.0',
      'error parsing version segment: strconv.ParseUint: parsing "99999999999999999999": value out of range',
    ],
    [
      '1.2.18446744073709551616',
      'error parsing version segment: strconv.ParseUint: parsing "18446744073709551616": value out of range',
    ],
    ['v', 'invalid semantic version'],
  ])('is not %j', (text, problem) => {
    expect(() => Version.parse(text)).toThrow(new Error(problem));
  });

  it('is read in time that goes by its length', () => {
    expect(() => Version.parse(`1.2.3-${'a.'.repeat(200_000)}`)).toThrow('invalid semantic version');
    expect(() => Version.parse('9'.repeat(200_000))).toThrow('value out of range');
    expect(Version.parse(`1.2.3-${'1'.repeat(200_000)}`).compare(Version.parse('1.2.3-2'))).toBe(1);
  });
});

const LARGEST = 18446744073709551615n;

describe('another version of it', () => {
  it.each<[text: string, nextPatch: string, nextMinor: string, nextMajor: string]>([
    ['v1.2.3-rc.1+b', 'v1.2.3', 'v1.3.0', 'v2.0.0'],
    ['1.2.3', '1.2.4', '1.3.0', '2.0.0'],
    ['1.2', '1.2.1', '1.3.0', '2.0.0'],
    [`${LARGEST}.${LARGEST}.${LARGEST}`, `${LARGEST}.${LARGEST}.0`, `${LARGEST}.0.0`, '0.0.0'],
  ])('is the next: %s', (text, ...expected) => {
    const version = Version.parse(text);
    const next = [version.nextPatch(), version.nextMinor(), version.nextMajor()];
    expect(next.map(({ original }) => original)).toEqual(expected);
  });

  it.each<[part: string, prerelease: string, metadata: string]>([
    ['', 'v1.2.3+b', 'v1.2.3-rc'],
    ['01', 'version segment starts with 0', 'v1.2.3-rc+01'],
    ['a..b', 'invalid prerelease string', 'invalid metadata string'],
    ['é', 'invalid prerelease string', 'invalid metadata string'],
    ['0', 'v1.2.3-0+b', 'v1.2.3-rc+0'],
    ['a.-', 'v1.2.3-a.-+b', 'v1.2.3-rc+a.-'],
  ])('has another prerelease or metadata: %j', (part, prerelease, metadata) => {
    const version = Version.parse('v1.2.3-rc+b');
    const outcome = (change: () => Version): string => {
      try {
        return change().original;
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(outcome(() => version.withPrerelease(part))).toBe(prerelease);
    expect(outcome(() => version.withMetadata(part))).toBe(metadata);
  });
});

describe('the order', () => {
  it('is by numbers, and then by the parts of prereleases', () => {
    const ordered = [
      ...['0.0.1', '0.9.0', '0.10.0', '1.0.0-0', '1.0.0-2', '1.0.0-10', '1.0.0--1', '1.0.0-A', '1.0.0-a'],
      ...['1.0.0-a.1', '1.0.0-a.1.0', '1.0.0-a.b', '1.0.0-ab', '1.0.0-b', '1.0.0', '1.0.1-rc', '2.0.0'],
    ].map((text) => Version.parse(text));
    for (const [index, version] of ordered.entries()) {
      const orders = ordered.map((other, place) => [version.compare(other), Math.sign(index - place)]);
      for (const [order, expected] of orders) expect(order).toBe(expected);
    }
  });

  it('does not know metadata', () => {
    expect(Version.parse('1.0.0+a').compare(Version.parse('v1.0.0+b'))).toBe(0);
  });

  it('takes a number that is too long for a word', () => {
    expect(comparePrereleases('18446744073709551615', '18446744073709551616')).toBe(-1);
    expect(comparePrereleases('18446744073709551616', '2')).toBe(1);
    expect(comparePrereleases('18446744073709551616', '99999999999999999999')).toBe(-1);
    expect(comparePrereleases('', 'a')).toBe(-1);
    expect(comparePrereleases('a', '')).toBe(1);
  });

  const number = fc.nat({ max: 3 });
  const suffix = fc.oneof(
    fc.constant(''),
    fc.array(fc.constantFrom('0', '1', '10', 'a', 'b', 'a-'), { minLength: 1, maxLength: 3 }),
  );
  const versions = fc
    .tuple(number, number, number, suffix)
    .map(([major, minor, patch, parts]) =>
      Version.parse(`${major}.${minor}.${patch}${parts === '' ? '' : `-${parts.join('.')}`}`),
    );

  it('is an order: as much the one way as the other, and without circles', () => {
    fc.assert(
      fc.property(versions, versions, versions, (a, b, c) => {
        expect(a.compare(b)).toBe(-b.compare(a) + 0);
        expect(a.compare(a)).toBe(0);
        if (a.compare(b) <= 0 && b.compare(c) <= 0) expect(a.compare(c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('is kept in writing', () => {
    fc.assert(fc.property(versions, (version) => Version.parse(version.toString()).compare(version) === 0));
  });
});

describe('in templates', () => {
  const call = calling(semverFunctions());
  const version = call('semver', ['v1.2.3-rc.1+build']) as GoObject;
  const ask = (object: GoObject, method: string, ...args: readonly Value[]): Value =>
    calling(object.methods)(method, args);
  const text = (bytes: Value): string =>
    String.fromCharCode(...(bytes as GoList).items.map((byte) => Number((byte as GoNumber).value)));

  it('a version is a pointer that prints as its text', () => {
    expect([version.typeName, version.kind, version.text()]).toEqual([
      ...['*semver.Version', 'ptr', '1.2.3-rc.1+build'],
    ]);
    expect(ask(version, 'Major')).toEqual(new GoNumber(1n, 'uint64'));
    expect(ask(version, 'Minor')).toEqual(new GoNumber(2n, 'uint64'));
    expect(ask(version, 'Patch')).toEqual(new GoNumber(3n, 'uint64'));
    expect(ask(version, 'Prerelease')).toBe('rc.1');
    expect(ask(version, 'Metadata')).toBe('build');
    expect(ask(version, 'Original')).toBe('v1.2.3-rc.1+build');
    expect(ask(version, 'String')).toBe('1.2.3-rc.1+build');
    expect(text(ask(version, 'MarshalJSON'))).toBe('"1.2.3-rc.1+build"');
    expect(text(ask(version, 'MarshalText'))).toBe('1.2.3-rc.1+build');
  });

  it('is compared to another pointer', () => {
    const release = call('semver', ['1.2.3']);
    const answers = ['LessThan', 'LessThanEqual', 'Equal', 'GreaterThan', 'GreaterThanEqual'].map((method) =>
      ask(version, method, release),
    );
    expect(answers).toEqual([true, true, false, false, false]);
    expect(ask(version, 'Compare', release)).toBe(-1n);
    expect(ask(release as GoObject, 'GreaterThanEqual', release)).toBe(true);
    expect(version.methods.get('Compare')?.params).toEqual(['*semver.Version']);
  });

  it('has successors that are no pointers, and cannot be compared', () => {
    const next = ['IncPatch', 'IncMinor', 'IncMajor'].map((method) => ask(version, method) as GoObject);
    expect(next.map((each) => each.text())).toEqual(['1.2.3', '1.3.0', '2.0.0']);
    expect(next.map(({ typeName, kind }) => [typeName, kind])).toEqual(
      next.map(() => ['semver.Version', 'struct']),
    );
    expect(next.map(({ methods }) => methods.has('Compare') || methods.has('Original'))).toEqual(
      next.map(() => false),
    );
    expect((ask(version, 'SetPrerelease', 'x') as GoObject).text()).toBe('1.2.3-x+build');
    expect((ask(version, 'SetMetadata', 'x') as GoObject).text()).toBe('1.2.3-rc.1+x');
  });

  it('constraints are read first, and versions then', () => {
    expect(call('semverCompare', ['>=1.19-0', 'v1.31.0'])).toBe(true);
    expect(call('semverCompare', ['>=1.19', '1.31.0-gke.1'])).toBe(false);
    expect(() => call('semverCompare', ['latest', 'x'])).toThrow(new Error('improper constraint: latest'));
    expect(() => call('semverCompare', ['1', 'x'])).toThrow(new Error('invalid semantic version'));
  });
});

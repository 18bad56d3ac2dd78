// Constraints hold as in Masterminds/semver v3.4.0 (its outputs).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Constraints } from '../../../../src/render/sprig/semver-constraints.ts';
import { Version } from '../../../../src/render/sprig/semver-version.ts';

const VERSIONS = [
  ...['0.0.0', '0.0.3', '0.1.0', '0.2.3', '0.2.9', '1.0.0', '1.2.0', '1.2.3', '1.2.4', '1.3.0'],
  ...['2.0.0', '11.1.0', '12.0.0', '0.0.0-0', '0.2.3-a', '1.2.3-0', '1.2.3-beta.2', '1.2.4-rc'],
  ...['2.0.0-alpha', '1.2.3+meta'],
];

/** Those of the versions above that satisfy the constraint. */
const satisfying = (constraint: string): string => {
  const constraints = Constraints.parse(constraint);
  return VERSIONS.filter((version) => constraints.check(Version.parse(version))).join(' ');
};

describe('a constraint', () => {
  it.each<[constraint: string, versions: string]>([
    ['1.2.3', '1.2.3 1.2.3+meta'],
    ['=1.2.3', '1.2.3 1.2.3+meta'],
    ['v1.2.3', '1.2.3 1.2.3+meta'],
    ['1.2', '1.2.0 1.2.3 1.2.4 1.2.3+meta'],
    ['1', '1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 1.2.3+meta'],
    ['1.x', '1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 1.2.3+meta'],
    ['1.2.X', '1.2.0 1.2.3 1.2.4 1.2.3+meta'],
    ['1.*.3', '1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 1.2.3+meta'],
    ['*', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 1.2.3+meta'],
    ['x', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 1.2.3+meta'],
    ['X.2.3', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 1.2.3+meta'],
    ['>1.2.3', '1.2.4 1.3.0 2.0.0 11.1.0 12.0.0'],
    ['>1.2', '1.3.0 2.0.0 11.1.0 12.0.0'],
    ['>1', '2.0.0 11.1.0 12.0.0'],
    ['>11', '12.0.0'],
    ['> 11.1', '12.0.0'],
    ['>=1.2', '1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 1.2.3+meta'],
    ['>=1', '1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 1.2.3+meta'],
    ['=>1.2.3', '1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 1.2.3+meta'],
    ['<1.2.3', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0'],
    ['<1.2', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0'],
    ['<2', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 1.2.3+meta'],
    ['<=1.2.3', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.3+meta'],
    ['<=1.2', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.2.3+meta'],
    ['<=1', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 1.2.3+meta'],
    ['=<1.2.3', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.3+meta'],
    ['!=1.2.3', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0'],
    ['!=1.2', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.3.0 2.0.0 11.1.0 12.0.0'],
    ['!=1', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 2.0.0 11.1.0 12.0.0'],
    ['!=*', '0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 1.2.3+meta'],
    [
      '!=1.2.3-0',
      '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 0.0.0-0 0.2.3-a 1.2.3-beta.2 1.2.4-rc 2.0.0-alpha 1.2.3+meta',
    ],
    ['~1.2.3', '1.2.3 1.2.4 1.2.3+meta'],
    ['~1.2', '1.2.0 1.2.3 1.2.4 1.2.3+meta'],
    ['~1', '1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 1.2.3+meta'],
    ['~*', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 1.2.3+meta'],
    ['~0.0.0', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 1.2.3+meta'],
    ['~0', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9'],
    ['~>1.2.3', '1.2.3 1.2.4 1.2.3+meta'],
    ['~> 1.2', '1.2.0 1.2.3 1.2.4 1.2.3+meta'],
    ['~1.2.3-beta.1', '1.2.3 1.2.4 1.2.3-beta.2 1.2.4-rc 1.2.3+meta'],
    ['^1.2.3', '1.2.3 1.2.4 1.3.0 1.2.3+meta'],
    ['^1.2', '1.2.0 1.2.3 1.2.4 1.3.0 1.2.3+meta'],
    ['^1', '1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 1.2.3+meta'],
    ['^0.2.3', '0.2.3 0.2.9'],
    ['^0.2', '0.2.3 0.2.9'],
    ['^0', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9'],
    ['^0.0.3', '0.0.3'],
    ['^0.0', '0.0.0 0.0.3'],
    ['^0.0.0', '0.0.0'],
    ['^*', '0.0.0'],
    ['^1.2.3-0', '1.2.3 1.2.4 1.3.0 1.2.3-0 1.2.3-beta.2 1.2.4-rc 1.2.3+meta'],
    [
      '>=1.2.3-0',
      '1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 1.2.3-0 1.2.3-beta.2 1.2.4-rc 2.0.0-alpha 1.2.3+meta',
    ],
    [
      '>0.0.0-0',
      '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 0.2.3-a 1.2.3-0 1.2.3-beta.2 1.2.4-rc 2.0.0-alpha 1.2.3+meta',
    ],
    [
      '>=0.0.0-0',
      '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 0.0.0-0 0.2.3-a 1.2.3-0 1.2.3-beta.2 1.2.4-rc 2.0.0-alpha 1.2.3+meta',
    ],
    [
      '<1.2.4-0',
      '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 0.0.0-0 0.2.3-a 1.2.3-0 1.2.3-beta.2 1.2.3+meta',
    ],
    [
      '*-0',
      '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 0.0.0-0 0.2.3-a 1.2.3-0 1.2.3-beta.2 1.2.4-rc 2.0.0-alpha 1.2.3+meta',
    ],
    ['1.x-0', '1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 1.2.3-0 1.2.3-beta.2 1.2.4-rc 1.2.3+meta'],
    [
      '!=1.2.x-beta',
      '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 0.0.0-0 0.2.3-a 1.2.3-0 1.2.3-beta.2 1.2.4-rc 2.0.0-alpha 1.2.3+meta',
    ],
    ['^1-0', '1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 1.2.3-0 1.2.3-beta.2 1.2.4-rc 1.2.3+meta'],
    ['>*', '0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 1.2.3+meta'],
    ['<*', ''],
    ['>=*', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 1.2.3+meta'],
    ['<=*', '0.0.0 0.0.3'],
    ['=*', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 1.2.3+meta'],
    ['~x.x.x', '0.0.0 0.0.3 0.1.0 0.2.3 0.2.9 1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0 1.2.3+meta'],
    ['>=1 <2', '1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 1.2.3+meta'],
    ['>=1, <2', '1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 1.2.3+meta'],
    ['>=1,<2', '1.0.0 1.2.0 1.2.3 1.2.4 1.3.0 1.2.3+meta'],
    ['>= 1.2.3 , < 2.0.0-0', '1.2.3 1.2.4 1.3.0 1.2.4-rc 1.2.3+meta'],
    ['1.2 - 1.3', '1.2.0 1.2.3 1.2.4 1.3.0 1.2.3+meta'],
    ['1.2.3 - 2.0.0', '1.2.3 1.2.4 1.3.0 2.0.0 1.2.3+meta'],
    ['1.2.3-0 - 2', '1.2.3 1.2.4 1.3.0 2.0.0 1.2.3-0 1.2.3-beta.2 1.2.4-rc 2.0.0-alpha 1.2.3+meta'],
    ['0.1 - 0.2.3 || ^2', '0.1.0 0.2.3 2.0.0'],
    ['^0.2 || ^1.3 || 12', '0.2.3 0.2.9 1.3.0 12.0.0'],
    ['1.2.3 || 2.0.0-alpha', '1.2.3 2.0.0-alpha 1.2.3+meta'],
    ['>1.2.3-0 <1.3 || 0.0.3', '0.0.3 1.2.3 1.2.4 1.2.3-beta.2 1.2.4-rc 1.2.3+meta'],
    ['!=1.2.3 >=1.2', '1.2.0 1.2.4 1.3.0 2.0.0 11.1.0 12.0.0'],
    ['  ^1.2  ', '1.2.0 1.2.3 1.2.4 1.3.0 1.2.3+meta'],
    ['1.2.3+meta', '1.2.3 1.2.3+meta'],
    ['=1.2.3+other', '1.2.3 1.2.3+meta'],
  ])('%j', (constraint, versions) => {
    expect(satisfying(constraint)).toBe(versions);
  });

  it.each<[constraint: string, problem: string]>([
    ['', 'improper constraint: '],
    ['  ', 'improper constraint:   '],
    ['||', 'improper constraint: '],
    ['1 ||', 'improper constraint: '],
    ['|| 1', 'improper constraint: '],
    ['1 | 2', 'constraint parser error'],
    ['1|2', 'constraint parser error'],
    ['1|2 || x', 'constraint parser error'],
    ['==1', 'improper constraint: ==1'],
    ['><1', 'improper constraint: ><1'],
    ['> = 1', 'improper constraint: > = 1'],
    ['1.2.3.4', 'improper constraint: 1.2.3.4'],
    ['1,', 'improper constraint: 1,'],
    ['1,,2', 'improper constraint: 1,,2'],
    ['1 2,', 'improper constraint: 1 2,'],
    ['a', 'improper constraint: a'],
    ['1.a', 'improper constraint: 1.a'],
    ['1.2-', 'improper constraint: 1.2-'],
    ['1.2.3 -2', 'improper constraint: 1.2.3 -2'],
    ['1 - ', 'improper constraint: 1 - '],
    ['- 1', 'improper constraint: - 1'],
    ['1 - 2 - 3', 'improper constraint: >= 1, <= 2 - 3'],
    ['^', 'improper constraint: ^'],
    ['~>', 'improper constraint: ~>'],
    ['latest', 'improper constraint: latest'],
    ['xx', 'constraint parser error'],
    ['1.xx', 'constraint parser error'],
    ['1.2.xx', 'constraint parser error'],
    ['1x', 'constraint parser error'],
    ['99999999999999999999', 'constraint parser error'],
    ['>=1.2.3<2', 'improper constraint: >=1.2.3<2'],
    ['1.2.3-01', 'constraint parser error'],
    ['>= 1.2.3-é', 'improper constraint: >= 1.2.3-é'],
    ['1 2', 'improper constraint: 1 2'],
    ['1\u000b2', 'improper constraint: 1\u000b2'],
    ['!1', 'improper constraint: !1'],
    ['^^1', 'improper constraint: ^^1'],
    ['~^1', 'improper constraint: ~^1'],
    ['1 || a', 'improper constraint:  a'],
    ['>1 - 2', 'improper constraint: >>= 1, <= 2 '],
    ['^1.2 , ', 'improper constraint: ^1.2 , '],
  ])('is not %j', (constraint, problem) => {
    expect(() => Constraints.parse(constraint)).toThrow(new Error(problem));
  });

  it('may be of a thousand characters, and reads in no time', () => {
    expect(() => Constraints.parse('1'.repeat(1001))).toThrow('a constraint of more than 1000 characters');
    for (const hostile of ['1', ' ', '1 ', '1.', '1-', '1 - ', '1-a.']) {
      const started = performance.now();
      expect(() => Constraints.parse(`${hostile.repeat(1000 / hostile.length - 1)}!`)).toThrow();
      expect(performance.now() - started).toBeLessThan(10_000);
    }
  });
});

describe('any version', () => {
  const part = fc.nat({ max: 4 });
  const versions = fc.tuple(part, part, part).map((numbers) => numbers.join('.'));
  const holds = (constraint: string, version: string): boolean =>
    Constraints.parse(constraint).check(Version.parse(version));

  it('is above, below or equal', () => {
    fc.assert(
      fc.property(versions, versions, (version, limit) => {
        const answers = ['<', '=', '>'].filter((operator) => holds(`${operator}${limit}`, version));
        expect(answers).toHaveLength(1);
        expect(holds(`>=${limit}`, version)).toBe(!holds(`<${limit}`, version));
        expect(holds(`!=${limit}`, version)).toBe(!holds(`=${limit}`, version));
      }),
    );
  });

  it('satisfies itself in every form that permits it', () => {
    fc.assert(
      fc.property(versions, (version) => {
        for (const operator of ['', '=', '>=', '=>', '<=', '=<', '~', '~>', '^']) {
          expect(holds(`${operator}${version}`, version)).toBe(true);
        }
        expect(holds(`${version} - ${version}`, version)).toBe(true);
        expect(holds(`99 || ${version}`, version)).toBe(true);
        expect(holds(`99 ${version}`, version)).toBe(false);
      }),
    );
  });

  it('within ~ is within ^, but for 0.0', () => {
    fc.assert(
      fc.property(versions, versions, (version, limit) => {
        if (limit.startsWith('0.0.')) return;
        if (holds(`~${limit}`, version)) expect(holds(`^${limit}`, version)).toBe(true);
      }),
    );
  });
});

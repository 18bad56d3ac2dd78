// clouds.yaml: read as the OpenStack client reads it, refused with a place, and never shown.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPlace } from '../../../../src/problem/place.ts';
import { CsctlError } from '../../../../src/problem/problem.ts';
import { readClouds, type CloudsKey } from '../../../../src/stack/clouds/clouds-yaml.ts';
import { plainOf } from '../../../../src/stack/clouds/setting.ts';

const dataIn = (text: string, key?: CloudsKey): unknown => plainOf(readClouds('clouds.yaml', text, key));

function refusalOf(text: string, key?: CloudsKey): CsctlError {
  try {
    readClouds('clouds.yaml', text, key);
  } catch (error) {
    if (error instanceof CsctlError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

const placeOf = ({ problems }: CsctlError): string => problems.map(formatPlace).join();

describe('the entries', () => {
  it('are those below clouds, or another key', () => {
    expect(dataIn('clouds:\n  a: {auth: {username: me}}\n  b-c: {}\nother: 1\n')).toEqual({
      a: { auth: { username: 'me' } },
      'b-c': {},
    });
    expect(dataIn('public-clouds: {p: {region_name: r}}', 'public-clouds')).toEqual({
      p: { region_name: 'r' },
    });
  });

  it('are read as YAML 1.1', () => {
    expect(dataIn('clouds: {a: {verify: no, mtu: 0x10, port: 0123, day: 2026-01-01}}')).toEqual({
      a: { verify: false, mtu: 16, port: 83, day: '2026-01-01' },
    });
  });

  it('keep the text and the place of each value', () => {
    const clouds = readClouds('c.yaml', 'clouds:\n  a:\n    password: 0123\n    quoted: "0\\t1"\n');
    const entry = clouds.entries.get('a');
    expect(entry).toMatchObject({ kind: 'map', place: { line: 3, column: 5 } });
    expect(entry?.kind === 'map' && [...entry.entries.values()]).toMatchObject([
      { text: '0123', value: 83, place: { file: 'c.yaml', line: 3, column: 15 } },
      { text: '0\t1', value: '0\t1', place: { file: 'c.yaml', line: 4, column: 13 } },
    ]);
  });

  it('may share values, and merge maps', () => {
    const text = `
base: &base {region_name: r, verify: true}
more: &more {interface: admin, region_name: other}
clouds:
  a: {<<: *base, verify: false}
  b: {<<: [*base, *more]}
  c: *base
`;
    expect(dataIn(text)).toEqual({
      a: { region_name: 'r', verify: false },
      b: { region_name: 'r', verify: true, interface: 'admin' },
      c: { region_name: 'r', verify: true },
    });
  });

  it('know no key of other worlds', () => {
    expect(Object.keys(dataIn('clouds: {constructor: {a: 1}, "__proto__": {b: 2}}') as object)).toEqual([
      'constructor',
      '__proto__',
    ]);
  });
});

describe('a file that cannot be used', () => {
  it.each<[string, string, string, string]>([
    ['is empty', '', 'clouds.yaml:1:1', 'there is no clouds'],
    ['is a text', 'open sesame', 'clouds.yaml:1:1', 'there is no clouds'],
    ['has no clouds', 'cloud:\n  a: {}\n', 'clouds.yaml:1:1', 'there is no clouds'],
    ['has empty clouds', 'x: 1\nclouds:\n', 'clouds.yaml:2:8', 'clouds is empty'],
    ['has a list of clouds', 'clouds:\n  - a\n', 'clouds.yaml:2:3', 'clouds is a list'],
    ['has a text as clouds', 'clouds: sesame', 'clouds.yaml:1:9', 'clouds is a single value'],
    [
      'has a key twice',
      'clouds:\n  a: {}\n  a: {}\n',
      'clouds.yaml:3:3',
      'the key stands there a second time',
    ],
    [
      'has a key twice, deep',
      'clouds:\n  a:\n    auth:\n      x: 1\n      x: 2\n',
      'clouds.yaml:5:7',
      'second time',
    ],
    ['has a tab', 'clouds:\n\ta: {}\n', 'clouds.yaml:2:1', 'a tab indents the line'],
    ['has an open quote', 'clouds:\n  a: {p: "sesame}\n', 'clouds.yaml:3:1', 'a character is missing'],
    ['has a colon too many', 'clouds:\n  a:\n    p: open: sesame\n', 'clouds.yaml:3:8', 'another key'],
    ['has two documents', 'clouds: {}\n---\nclouds: {}\n', 'clouds.yaml:2:1', 'a second document begins'],
    ['has an unknown tag', 'clouds: {a: {p: !sesame x}}\n', 'clouds.yaml:1:17', 'a tag (!...)'],
    ['has an alias to nowhere', 'clouds: {a: *sesame}\n', 'clouds.yaml:1:13', 'an alias names no anchor'],
    ['has an alias to itself', 'clouds: &c {a: *c}\n', 'clouds.yaml:1:16', 'stands in what it names'],
    ['merges a text', 'clouds: {a: {<<: sesame}}\n', 'clouds.yaml:1:18', '<< merges a single value'],
    [
      'has a key that is a map',
      'clouds: {a: {? {b: c} : d}}\n',
      'clouds.yaml:1:16',
      'a key is no single value',
    ],
  ])('%s', (_name, text, place, message) => {
    const refusal = refusalOf(text);
    expect([refusal.code, placeOf(refusal)]).toEqual(['clouds-file', place]);
    expect(refusal.message).toContain(`clouds.yaml cannot be used: `);
    expect(refusal.message).toContain(message);
    expect(JSON.stringify(refusal.problems)).not.toContain('sesame');
  });

  it('explodes in aliases', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join()}]`,
    );
    const { message } = refusalOf(`l0: &l0 x\n${levels.join('\n')}\nclouds: {}\n`);
    expect(message).toContain('more than 20000 values');
  });

  /** Letters that mean something in YAML, beside those that do not. */
  const noise = fc.string({
    unit: fc.constantFrom(...'ab:- \n\t"\'{}[]&*!|>%@`#,?<~0'.split('')),
    maxLength: 40,
  });

  it('shows no secret, wherever it stands', () => {
    fc.assert(
      fc.property(noise, noise, noise, fc.nat(3), (before, around, after, depth) => {
        const secret = 'SESAME-7f3a';
        const text = `clouds:\n${' '.repeat(depth)}a:\n  auth:\n    password: ${before}${secret}${around}\n${after}${secret}`;
        try {
          readClouds('clouds.yaml', text);
        } catch (error) {
          if (!(error instanceof CsctlError)) throw error;
          expect(JSON.stringify([error.message, error.hint, error.problems])).not.toContain(secret);
          expect(error.problems.every(({ line }) => (line ?? 0) >= 1)).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

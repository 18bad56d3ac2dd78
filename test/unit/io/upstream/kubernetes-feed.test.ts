// The feed of endoflife.date: open for what is not used, strict in what is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseKubernetesFeed } from '../../../../src/io/upstream/kubernetes-feed.ts';
import { CsctlError } from '../../../../src/problem/problem.ts';
import { formatKubernetes, formatMinor } from '../../../../src/stack/kubernetes-version.ts';
import { refusalOf } from '../../../support/refusal.ts';

const ENTRY = {
  cycle: '1.34',
  releaseDate: '2025-08-27',
  eol: '2026-10-27',
  latest: '1.34.7',
  latestReleaseDate: '2026-04-16',
  lts: false,
  support: '2026-08-27',
};
const SOURCE = 'https://feed.example/kubernetes.json';
const parse = (data: unknown) =>
  parseKubernetesFeed(SOURCE, Buffer.from(typeof data === 'string' ? data : JSON.stringify(data)));
const refusal = (data: unknown) => refusalOf(() => Promise.resolve(parse(data)));

describe('a feed', () => {
  it('tells first and newest patch, and the last day of support', () => {
    expect(parse([ENTRY])).toEqual([
      {
        minor: { major: 1, minor: 34 },
        released: '2025-08-27',
        endOfLife: '2026-10-27',
        patches: [
          { version: { major: 1, minor: 34, patch: 0 }, released: '2025-08-27' },
          { version: { major: 1, minor: 34, patch: 7 }, released: '2026-04-16' },
        ],
      },
    ]);
  });

  it('is sorted by minor as number, the newest first', () => {
    const cycles = ['1.9', '1.34', '1.10', '2.1', '1.35'];
    const series = parse(cycles.map((cycle) => ({ ...ENTRY, cycle, latest: `${cycle}.3` })));
    expect(series.map(({ minor }) => formatMinor(minor))).toEqual(['2.1', '1.35', '1.34', '1.10', '1.9']);
  });

  it('may have one patch only', () => {
    const [series] = parse([{ ...ENTRY, latest: '1.34.0', latestReleaseDate: '2025-08-27' }]);
    expect(series?.patches.map(({ version }) => formatKubernetes(version))).toEqual(['v1.34.0']);
  });

  it.each<[string, object, object]>([
    ['an end that nobody has set', { eol: false }, { endOfLife: undefined }],
    ['an end without a day', { eol: true }, { endOfLife: '2026-04-16' }],
    ['a version with a v', { latest: 'v1.34.7' }, { released: '2025-08-27' }],
    ['fields of other kinds', { lts: { a: 1 }, support: 3, extra: [] }, { endOfLife: '2026-10-27' }],
  ])('may have %s', (_what, change, expected) => {
    expect(parse([{ ...ENTRY, ...change }])[0]).toMatchObject(expected);
  });

  it('need not know the day of the newest patch', () => {
    const { latestReleaseDate: _, ...entry } = ENTRY;
    expect(parse([entry])[0]?.patches.at(-1)?.released).toBeUndefined();
  });

  it('may name minors that no stack can have', () => {
    expect(parse([{ ...ENTRY, cycle: '1.0', latest: '1.0.7' }, ENTRY])).toHaveLength(1);
  });

  it.each<[string, unknown, RegExp]>([
    ['no JSON', '<!DOCTYPE html><title>Sign in</title>', /feed\.example\S* is no JSON/],
    ['nothing', '', /is no JSON/],
    ['cut', '[{"cycle": "1.3', /is no JSON/],
    ['a map', { releases: [] }, /holds no list/],
    ['an empty list', [], /names no Kubernetes minor/],
    ['a list of texts', ['1.34'], /entry 1 has no cycle; expected a minor as in "1\.34"/],
    ['a list of nothing', [null], /entry 1 has no cycle/],
    ['a number for a minor', [{ ...ENTRY, cycle: 1.34 }], /entry 1 has cycle 1\.34; expected/],
    ['a minor twice', [ENTRY, { ...ENTRY, latest: '1.34.8' }], /names 1\.34 twice/],
    [
      'no newest patch',
      [{ ...ENTRY, latest: undefined }],
      /entry "1\.34" has no latest; expected .*"1\.34\.7"/,
    ],
    ['the patch of another minor', [{ ...ENTRY, latest: '1.35.1' }], /entry "1\.34" has latest "1\.35\.1"/],
    ['a pre-release', [{ ...ENTRY, latest: '1.34.0-rc.1' }], /has latest "1\.34\.0-rc\.1"/],
    [
      'a day that the calendar lacks',
      [{ ...ENTRY, releaseDate: '2026-02-30' }],
      /has releaseDate "2026-02-30"/,
    ],
    [
      'another way to write days',
      [{ ...ENTRY, eol: '27.10.2026' }],
      /has eol "27\.10\.2026"; expected .*true or false/,
    ],
    ['no end', [{ ...ENTRY, eol: null }], /has eol null/],
    [
      'a wrong day for the newest patch',
      [{ ...ENTRY, latestReleaseDate: 'soon' }],
      /has latestReleaseDate "soon"/,
    ],
    ['a wrong second entry', [ENTRY, { ...ENTRY, cycle: '1.x' }], /entry 2 has cycle "1\.x"/],
  ])('is refused that has %s', async (_what, data, words) => {
    const { code, message, hint } = await refusal(data);
    expect(code).toBe('upstream-damaged');
    expect(message).toMatch(words);
    expect(hint).toContain('endoflife.date');
  });

  it('never makes anything but a list or a refusal of it', () => {
    const values = fc.oneof(
      fc.constantFrom('1.34', '1.34.7', '2026-02-30', true, null, 'v', ''),
      fc.jsonValue(),
    );
    const entries = fc.record(
      { cycle: values, latest: values, releaseDate: values, latestReleaseDate: values, eol: values },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.oneof(entries, fc.constant(ENTRY))), fc.jsonValue()), (data) => {
        try {
          expect(parse(data).length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(CsctlError);
          expect((error as CsctlError).code).toBe('upstream-damaged');
        }
      }),
    );
  });
});

// GitHub's list of Kubernetes releases: which of them count, and what they make of minors.
import { describe, expect, it } from 'vitest';
import { groupPatches, parseReleasePage, usualEnd } from '../../../../src/io/upstream/kubernetes-tags.ts';
import { formatKubernetes, formatMinor } from '../../../../src/stack/kubernetes-version.ts';
import { version } from '../../../support/kubernetes.ts';
import { refusalOf } from '../../../support/refusal.ts';

const tag = (name: unknown, more: object = {}) => ({
  ...{ tag_name: name, published_at: '2026-04-16T23:59:59Z', prerelease: false, draft: false },
  ...more,
});
const page = (data: unknown) => parseReleasePage('github', Buffer.from(JSON.stringify(data)));

describe('a page of releases', () => {
  it('holds patches with their day, and counts everything', () => {
    const tags = [
      tag('v1.34.7'),
      tag('v1.35.0-rc.1', { prerelease: true }),
      tag('v1.35.0-alpha.1'),
      tag('v1.36.0', { draft: true, published_at: null }),
      tag('v1.33.9', { prerelease: true }),
      tag('kubernetes-1.34'),
      tag(undefined),
      null,
    ];
    expect(page(tags)).toEqual({
      patches: [{ version: version('v1.34.7'), released: '2026-04-16' }],
      count: 8,
    });
  });

  it.each<[string, unknown, RegExp]>([
    ['a map', { message: 'Not Found' }, /are no list/],
    [
      'a release without a day',
      [tag('v1.34.7', { published_at: undefined })],
      /v1\.34\.7 has no published_at/,
    ],
    [
      'a release with no day',
      [tag('v1.34.7', { published_at: '2026-02-30T00:00:00Z' })],
      /published_at "2026-02-30T/,
    ],
  ])('is refused that is %s', async (_what, data, words) => {
    const refusal = await refusalOf(() => Promise.resolve(page(data)));
    expect(refusal.code).toBe('upstream-damaged');
    expect(refusal.message).toMatch(words);
  });

  it('is refused that is no JSON', async () => {
    const refusal = await refusalOf(() => Promise.resolve(parseReleasePage('github', Buffer.from('<html>'))));
    expect(refusal.message).toContain('no JSON');
  });
});

describe('minors of a list', () => {
  const patch = (name: string, released = '2026-04-16') => ({ version: version(name), released });

  it('are the newest first, their patches the oldest first and each once', () => {
    const names = ['v1.34.10', 'v1.9.0', 'v1.34.0', 'v1.34.2', 'v1.35.0', 'v1.34.2'];
    const series = groupPatches(names.map((name) => patch(name)));
    expect(series.map(({ minor }) => formatMinor(minor))).toEqual(['1.35', '1.34', '1.9']);
    expect(series[1]?.patches.map((one) => formatKubernetes(one.version))).toEqual([
      'v1.34.0',
      'v1.34.2',
      'v1.34.10',
    ]);
  });

  it('leave out those whose beginning is not on it', () => {
    expect(groupPatches([patch('v1.26.15'), patch('v1.27.0')]).map(({ minor }) => minor.minor)).toEqual([27]);
  });

  // What kubernetes.io has announced for minors of the last years.
  it.each([
    ['1.31', '2024-08-13', '2025-10-28'],
    ['1.32', '2024-12-11', '2026-02-28'],
    ['1.33', '2025-04-23', '2026-06-28'],
    ['1.35', '2025-12-17', '2027-02-28'],
  ])('%s, released on %s, ends on %s by the usual rule', (name, released, end) => {
    expect(usualEnd(released)).toBe(end);
    expect(groupPatches([patch(`v${name}.0`, released)])[0]).toMatchObject({ released, endOfLife: end });
  });
});

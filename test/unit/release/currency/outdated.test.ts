// What is outdated about stacks, as values.
import { describe, expect, it } from 'vitest';
import { findOutdated, type OutdatedRequest } from '../../../../src/release/currency/outdated.ts';
import type { OutdatedItem } from '../../../../src/release/currency/outdated-item.ts';
import type { Subject } from '../../../../src/release/currency/subject.ts';
import { CsctlError } from '../../../../src/problem/problem.ts';
import { parseImageCatalogue, type ImageCatalogue } from '../../../../src/stack/image-catalogue.ts';
import { YamlSource } from '../../../../src/stack/yaml-source.ts';
import { series, version } from '../../../support/kubernetes.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { addon, memoryUpstream, subject, type UpstreamParts } from '../../../support/subjects.ts';

const KUBERNETES = [
  series('1.35', { 0: '2025-12-17', 4: '2026-04-16', 5: '2026-05-13' }, '2027-02-28'),
  series('1.34', { 0: '2025-08-27', 7: '2026-04-16', 8: '2026-05-13' }, '2026-10-27'),
  series('1.32', { 0: '2024-12-11', 13: '2026-02-26' }, '2026-02-28'),
];

async function find(
  subjects: readonly Subject[],
  parts: UpstreamParts = {},
  wish: Partial<OutdatedRequest> = {},
  besides: readonly Subject[] = [],
) {
  const upstream = memoryUpstream({ kubernetes: KUBERNETES, ...parts });
  const notes: string[] = [];
  const note = (text: string) => void notes.push(text);
  const reporter = { step: () => undefined, transfer: () => undefined, note };
  const request = { policy: false, critical: [], minors: [], ...wish };
  const result = await findOutdated(subjects, request, { upstream, reporter }, besides);
  return { ...result, notes, asked: upstream.asked };
}

/** `stacks 1.34 kubernetes v1.34.7 -> v1.34.8 newer`. */
const told = ({ stack, minor, name, current, latest, reason }: OutdatedItem) =>
  `${stack} ${minor} ${name} ${current ?? '-'} -> ${latest ?? '-'} ${reason}`;

const CURRENT = [subject('v1.34.8'), subject('v1.35.5')];

describe('Kubernetes', () => {
  it('is current with the newest patch of every supported minor', async () => {
    expect(await find(CURRENT)).toMatchObject({ items: [], held: [], warnings: [], subjects: 2, notes: [] });
  });

  it('has newer patches', async () => {
    const { items } = await find([subject('v1.34.6'), subject('v1.35.5')]);
    expect(items).toEqual([
      {
        ...{ stack: 'stacks', minor: '1.34', kind: 'kubernetes', name: 'kubernetes' },
        ...{ current: 'v1.34.6', latest: 'v1.34.8', released: '2026-05-13', reason: 'newer', newest: null },
        ...{ deadline: null, overdue: false, recommended: null, rule: null, section: null },
      },
    ]);
  });

  it.each<[string, Subject[], string[]]>([
    [
      'a minor that nobody serves',
      [subject('v1.35.5')],
      ['stacks 1.34 kubernetes - -> v1.34.8 minor-missing'],
    ],
    [
      'a version without a patch',
      [subject('1.34'), subject('v1.35.5')],
      ['stacks 1.34 kubernetes - -> v1.34.8 no-patch'],
    ],
    [
      'a minor past its end',
      [...CURRENT, subject('v1.32.13')],
      ['stacks 1.32 kubernetes v1.32.13 -> v1.32.13 end-of-life'],
    ],
    [
      'a minor past its end, and old',
      [...CURRENT, subject('v1.32.1')],
      ['stacks 1.32 kubernetes v1.32.1 -> v1.32.13 end-of-life'],
    ],
    ['no version that is ahead of upstream', [...CURRENT.slice(1), subject('v1.34.9')], []],
    ['no minor that upstream does not know', [...CURRENT, subject('v1.40.1')], []],
  ])('finds %s', async (_what, subjects, expected) => {
    expect((await find(subjects)).items.map(told)).toEqual(expected);
  });

  it('is served by all folders of a stack together, and by each stack on its own', async () => {
    const folders = (name: string, versions: readonly string[]) =>
      versions.map((text, index) => subject(text, { folder: `${name}/${index}`, stack: name }));
    expect((await find(folders('a/b', ['v1.34.8', 'v1.35.5']))).items).toEqual([]);
    const both = [...folders('a/b', ['v1.34.8', 'v1.35.5']), ...folders('a/c', ['v1.34.8'])];
    expect((await find(both)).items.map(told)).toEqual(['a/c/0 1.35 kubernetes - -> v1.35.5 minor-missing']);
  });

  it('is served by lines that nobody asked about, which have no items', async () => {
    const { items } = await find([subject('v1.35.5')], {}, {}, [subject('v1.34.1')]);
    expect(items).toEqual([]);
  });

  it('is asked about for some minors, while the others count as served', async () => {
    const subjects = [subject('v1.34.6'), subject('v1.35.4', { addons: [addon('cni', '1.0.0')] })];
    const { items, asked } = await find(subjects, {}, { minors: ['1.34'] });
    expect(items.map(told)).toEqual(['stacks 1.34 kubernetes v1.34.6 -> v1.34.8 newer']);
    expect(asked).toEqual(['kubernetes']);
    expect((await find([subject('v1.34.6')], {}, { minors: ['1.35'] })).items.map(told)).toEqual([
      'stacks 1.35 kubernetes - -> v1.35.5 minor-missing',
    ]);
    expect((await find(subjects, { charts: { cni: ['1.0.0'] } }, { minors: ['all'] })).items).toHaveLength(2);
  });

  it('refuses a minor that there is not', async () => {
    const refusal = await refusalOf(() => find(CURRENT, {}, { minors: ['1.20'] }));
    expect(refusal.code).toBe('kubernetes-other-minor');
    expect(refusal.message).toContain('served: 1.34, 1.35');
  });
});

describe('the policy', () => {
  const policy = { policy: true };

  it('adds deadline, rule and section', async () => {
    const subjects = [subject('v1.34.7'), subject('v1.35.3')];
    const { items } = await find(
      subjects,
      { today: '2026-05-20' },
      { policy: true, critical: [version('v1.34.8')] },
    );
    expect(items).toMatchObject([
      {
        ...{ minor: '1.34', deadline: '2026-05-27', recommended: '2026-05-15', overdue: false },
        ...{ rule: 'critical-patch', section: 'scs-0210-v2, Decision, new releases' },
      },
      { minor: '1.35', deadline: '2026-05-16', recommended: null, overdue: true, rule: 'latest-patch' },
    ]);
  });

  it('judges what is missing, and only advises on what is past its end', async () => {
    const { items } = await find([subject('v1.34.8'), subject('v1.32.1')], {}, policy);
    expect(items).toMatchObject([
      { minor: '1.32', reason: 'end-of-life', rule: 'end-of-life', deadline: null, overdue: false },
      { minor: '1.35', reason: 'minor-missing', rule: 'latest-minor', deadline: '2026-04-17', overdue: true },
    ]);
  });

  it('judges a minor without a patch as one that is not served', async () => {
    const { items } = await find([subject('1.34'), subject('v1.35.5')], {}, policy);
    expect(items).toMatchObject([{ reason: 'no-patch', rule: 'supported-minor', overdue: true }]);
  });

  it('judges each stack by what it serves itself', async () => {
    const old = [subject('v1.34.7', { folder: 'old' }), subject('v1.35.5', { folder: 'old' })];
    const { items } = await find([...CURRENT, ...old], { today: '2026-07-01' }, policy);
    expect(items.map(({ stack, minor, overdue }) => [stack, minor, overdue])).toEqual([
      ['old', '1.34', true],
    ]);
  });

  it('judges two folders of one minor each by its own patch', async () => {
    const two = ['v1.34.8', 'v1.34.7', 'v1.35.5'].map((text, index) =>
      subject(text, { folder: `f${index}`, stack: 'a/b' }),
    );
    const { items } = await find(two, {}, policy);
    expect(items.map(({ stack, deadline }) => [stack, deadline])).toEqual([['f1', '2026-06-13']]);
  });

  it('asks for the days of patches, and tells where they are not known', async () => {
    const { notes, asked } = await find([subject('v1.34.5'), subject('v1.35.4')], {}, policy);
    expect(asked).toEqual(['kubernetes with days']);
    expect(notes).toEqual([
      'stacks: nobody says when v1.34.6 came out: its deadline may be earlier than what is shown',
    ]);
    expect((await find([subject('v1.34.5')])).notes).toEqual([]);
  });
});

describe('addons', () => {
  const charts = { cilium: ['1.18.9', '1.18.10', '1.19.1', '2.0.0'], ccm: ['2.34.1', '2.34.2', '2.35.1'] };
  const of = (...addons: Subject['addons']) => [subject('v1.34.8', { addons }), subject('v1.35.5')];

  it('are newer within their range, and what is newer still is named', async () => {
    const { items, held } = await find(of(addon('cilium', '1.18.9', { update: '1.18.x' })), { charts });
    expect(items.map(told)).toEqual(['stacks 1.34 cilium 1.18.9 -> 1.18.10 newer']);
    expect(items[0]).toMatchObject({
      kind: 'addon',
      newest: '2.0.0',
      released: '2026-05-01',
      deadline: null,
    });
    expect(held).toEqual([]);
  });

  it('go with Kubernetes, where other minors are no news', async () => {
    const { items, held } = await find(of(addon('ccm', '2.34.1', { follows: true })), { charts });
    expect(items).toMatchObject([{ latest: '2.34.2', newest: null }]);
    expect(held).toEqual([]);
    const current = await find(of(addon('ccm', '2.34.2', { follows: true })), { charts });
    expect(current).toMatchObject({ items: [], held: [] });
  });

  it('are held back by a range, or by their major', async () => {
    const { items, held } = await find(
      of(
        addon('cilium', '1.18.10', { update: '1.18.x' }),
        addon('cni', '1.19.1', { chart: { repository: 'https://charts.example/', name: 'cilium' } }),
      ),
      { charts },
    );
    expect(items).toEqual([]);
    expect(held).toEqual([
      {
        stack: 'stacks',
        minor: '1.34',
        name: 'cilium',
        current: '1.18.10',
        newest: '2.0.0',
        range: '1.18.x',
      },
      { stack: 'stacks', minor: '1.34', name: 'cni', current: '1.19.1', newest: '2.0.0', range: null },
    ]);
  });

  it('are asked for once, however many minors pin them', async () => {
    const addons = [addon('cilium', '1.18.9'), addon('ccm', '2.34.1', { follows: true })];
    const { asked, items } = await find([subject('v1.34.8', { addons }), subject('v1.35.5', { addons })], {
      charts,
    });
    expect(asked.sort()).toEqual(['ccm', 'cilium', 'kubernetes']);
    expect(items.map(told)).toEqual([
      'stacks 1.34 ccm 2.34.1 -> 2.34.2 newer',
      'stacks 1.34 cilium 1.18.9 -> 1.19.1 newer',
      'stacks 1.35 ccm 2.34.1 -> 2.35.1 newer',
      'stacks 1.35 cilium 1.18.9 -> 1.19.1 newer',
    ]);
  });

  it.each(['', 'file://../cni', '@stable', 'alias:stable'])(
    'from %j have nobody to ask',
    async (repository) => {
      const { items, asked } = await find(of(addon('cni', '1.0.0', { chart: { repository, name: 'cni' } })));
      expect({ items, asked }).toEqual({ items: [], asked: ['kubernetes'] });
    },
  );

  it('that the repository does not have are an error that says who wants them', async () => {
    const chart = { repository: 'https://charts.example/', name: 'gone' };
    const refusal = await refusalOf(() => find(of(addon('cni', '1.0.0', { chart })), { charts }));
    expect(refusal).toMatchObject({ code: 'chart-not-found', kind: 'remote' });
    expect(refusal.message).toMatch(/charts\.example.*"gone".*stacks pins as cni/);
  });

  it('of several sources that are down are one error, with each of them', async () => {
    const upstream = memoryUpstream({ kubernetes: KUBERNETES });
    const down = (what: string) => () =>
      Promise.reject(new CsctlError('upstream-unreachable', `${what} is down`));
    const world = {
      upstream: {
        ...upstream,
        kubernetes: { list: down('the feed') },
        charts: { ...upstream.charts, versions: ({ name }: { name: string }) => down(name)() },
      },
      reporter: { step: () => undefined, transfer: () => undefined, note: () => undefined },
    };
    const catalogue = images('docker.io/kindest/node');
    const subjects = [subject('v1.34.7', { catalogue, addons: [addon('a', '1.0.0'), addon('b', '1.0.0')] })];
    const request = { policy: false, critical: [], minors: [] };
    const refusal = await refusalOf(() => findOutdated(subjects, request, world));
    expect(refusal).toMatchObject({ code: 'upstream-unreachable', message: '3 sources cannot be asked' });
    expect(refusal.problems.map(({ message }) => message)).toEqual([
      'the feed is down',
      'a is down',
      'b is down',
    ]);
  });

  it('are not asked about any more once the run is interrupted', async () => {
    const upstream = memoryUpstream({ kubernetes: KUBERNETES });
    const asked: string[] = [];
    const versions = ({ name }: { name: string }) => {
      asked.push(name);
      return Promise.reject(new CsctlError('interrupted', 'stopped'));
    };
    const world = {
      upstream: { ...upstream, charts: { ...upstream.charts, versions } },
      reporter: { step: () => undefined, transfer: () => undefined, note: () => undefined },
    };
    const addons = Array.from({ length: 40 }, (_, index) => addon(`chart${index}`, '1.0.0'));
    const request = { policy: false, critical: [], minors: [] };
    const refusal = await refusalOf(() => findOutdated([subject('v1.34.8', { addons })], request, world));
    expect(refusal.code).toBe('interrupted');
    expect(asked.length).toBeLessThanOrEqual(8);
  });
});

/** A catalogue of container images, whose tag is the version. */
function images(image: string): ImageCatalogue {
  const source = YamlSource.parse('stack.yaml', `nodeImages: { image: ${image} }\n`);
  const { catalogue } = parseImageCatalogue(source, ['nodeImages']);
  if (!catalogue) throw new Error('no catalogue');
  return catalogue;
}

describe('images', () => {
  const IMAGE = 'docker.io/kindest/node';
  const catalogue = images(IMAGE);
  const of = (kubernetes: string) => [subject(kubernetes, { catalogue }), subject('v1.35.5')];

  it('of newer patches are looked for, the newest first', async () => {
    const there = [`${IMAGE}:v1.34.8`, `${IMAGE}:v1.34.7`];
    const { items, asked, warnings } = await find(of('v1.34.6'), { images: there });
    expect(items.map(told)).toEqual([
      'stacks 1.34 kubernetes v1.34.6 -> v1.34.8 newer',
      `stacks 1.34 ${IMAGE}:v1.34.8 v1.34.6 -> v1.34.8 newer`,
    ]);
    expect(asked).toEqual(['kubernetes', `${IMAGE}:v1.34.8`]);
    expect(warnings).toEqual([]);
  });

  it('that the newest patch lacks are those of the newest that has one, with a warning', async () => {
    const { items, warnings } = await find(of('v1.34.6'), { images: [`${IMAGE}:v1.34.7`] });
    expect(items.map(told)[1]).toBe(`stacks 1.34 ${IMAGE}:v1.34.7 v1.34.6 -> v1.34.7 newer`);
    expect(warnings).toMatchObject([{ code: 'image-older', severity: 'warning', file: 'stacks/stack.yaml' }]);
  });

  it('that no newer patch has are no item, but a warning', async () => {
    const { items, warnings } = await find(of('v1.34.6'), { images: [`${IMAGE}:v1.34.6`] });
    expect(items.map(({ kind }) => kind)).toEqual(['kubernetes']);
    expect(warnings).toMatchObject([{ code: 'image-older' }]);
  });

  it('that are not there at all are a warning', async () => {
    const { warnings } = await find(of('v1.34.7'));
    expect(warnings).toMatchObject([{ code: 'image-missing', severity: 'warning' }]);
    expect(warnings[0]?.message).toContain('v1.34.8, v1.34.7');
  });

  it('of a current version are not asked for', async () => {
    expect((await find(of('v1.34.8'))).asked).toEqual(['kubernetes']);
  });

  it('are found for a minor that has no version yet', async () => {
    const { items } = await find(of('1.34'), { images: [`${IMAGE}:v1.34.7`] });
    expect(items.map(told)[1]).toBe(`stacks 1.34 ${IMAGE}:v1.34.7 - -> v1.34.7 newer`);
  });
});

// Whether a release has its chart dependencies in it: by the flag, else by the stack, else as they stand.
import { describe, expect, it } from 'vitest';
import { MemoryCharts } from '../../../../src/io/memory/memory-charts.ts';
import { vendor, vendorAsLocked } from '../../../../src/release/steps/vendor.ts';
import type { Recalled } from '../../../../src/release/stages.ts';
import { formatChartsLock } from '../../../../src/stack/charts-lock.ts';
import { digestOf } from '../../../../src/stack/fingerprint.ts';
import { viewOfStack } from '../../../../src/verify/stack-view.ts';
import { packedChart } from '../../../support/charts/packed-chart.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { brief, SINGLE_STAGE, tinyStack, type Files } from '../../../support/stack-tree.ts';
import { memoryWorld, request } from '../../../support/world.ts';

const REPOSITORY = 'https://charts.example';
const NEW = packedChart('cilium', '1.18.9');
const OLD = packedChart('cilium', '1.17.0');
const dependencies = `dependencies:\n- name: cilium\n  version: 1.18.9\n  repository: ${REPOSITORY}\n`;
const WANTS: Files = {
  'cluster-addon/cni/Chart.yaml': `apiVersion: v2\nname: cni\nversion: 1.2.3\n${dependencies}`,
};
const THERE: Files = { 'cluster-addon/cni/charts/cilium-1.17.0.tgz': OLD };
const LOCKED: Files = {
  'charts.lock.yaml': formatChartsLock([
    { name: 'cilium', repository: REPOSITORY, range: undefined, version: '1.18.9', digest: digestOf(NEW) },
  ]),
};

async function run(files: Files, flag: boolean | undefined, own?: boolean, step = vendor) {
  const stack = { ...tinyStack(files), settings: { embed: own, images: undefined } };
  const { world, notes } = memoryWorld();
  const charts = new MemoryCharts().add(REPOSITORY, 'cilium', '1.18.9', NEW);
  const recalled: Recalled = {
    folder: 'tiny',
    minor: undefined,
    subject: 'tiny',
    request: request({ embed: flag }),
    stack,
    hashes: { clusterStack: '', clusterAddonDir: '', clusterAddonValues: '' },
    problems: [],
    previous: { kind: 'not-needed' },
    known: [],
    used: { clusterAddon: [], nodeImage: [] },
  };
  const vendored = await step.run(recalled, { ...world, upstream: { ...world.upstream, charts } });
  const below = vendored.stack.tree.paths().filter((path) => path.includes('/charts/'));
  return { vendored, charts, notes, below };
}

describe('chart dependencies', () => {
  it('stay as they stand where nobody says anything', async () => {
    const { below, charts } = await run({ ...WANTS, ...THERE }, undefined);
    expect(below).toEqual(['cluster-addon/cni/charts/cilium-1.17.0.tgz']);
    expect(charts.fetched).toEqual([]);
  });

  it.each([
    [true, undefined, true],
    [undefined, true, true],
    [true, false, true],
    [false, undefined, false],
    [undefined, false, false],
    [false, true, false],
  ])('with the flag %s and the word of the stack %s are embedded: %s', async (flag, own, isEmbedded) => {
    const { below } = await run({ ...WANTS, ...THERE, ...LOCKED }, flag, own);
    expect(below).toEqual(isEmbedded ? ['cluster-addon/cni/charts/cilium-1.18.9.tgz'] : []);
  });

  it('are told where they replace what is there, and where they are not locked', async () => {
    const { notes, vendored } = await run({ ...WANTS, ...THERE }, true);
    expect(notes).toEqual([expect.stringContaining('tiny/cluster-addon/cni/charts/cilium-1.17.0.tgz')]);
    expect(brief(vendored.problems)).toEqual(['lock-stale tiny/cluster-addon/cni/Chart.yaml:6:12']);
    expect((await run({ ...WANTS, ...LOCKED }, true)).vendored.problems).toEqual([]);
  });

  it('of class and single addon charts stay when they are to be left out: the operator cannot get them', async () => {
    const files = {
      ...SINGLE_STAGE,
      'cluster-addon/Chart.yaml': `apiVersion: v2\nname: x\nversion: v1\n${dependencies}`,
      'cluster-addon/charts/cilium-1.18.9.tgz': NEW,
    };
    expect((await run(files, false)).below).toEqual(['cluster-addon/charts/cilium-1.18.9.tgz']);
  });

  it('are refused with their place, and so is a lock that cannot be read', async () => {
    const missing = {
      'cluster-addon/cni/Chart.yaml': String(WANTS['cluster-addon/cni/Chart.yaml']).replace(
        '1.18.9',
        '1.0.0',
      ),
    };
    const refusal = await refusalOf(() => run(missing, true));
    expect(refusal.code).toBe('chart-not-found');
    expect(brief(refusal.problems)).toEqual(['chart-not-found tiny/cluster-addon/cni/Chart.yaml:6:12']);
    const broken = await refusalOf(() => run({ ...WANTS, 'charts.lock.yaml': 'x\n' }, true));
    expect(broken.code).toBe('lock-file');
    expect((await run({ ...WANTS, 'charts.lock.yaml': 'x\n' }, undefined)).vendored.problems).toEqual([]);
  });
});

describe('chart dependencies, for those who only look', () => {
  const check = async (files: Files, flag: boolean | undefined, own?: boolean) => {
    const { vendored, charts } = await run(files, flag, own, vendorAsLocked);
    expect(charts.fetched).toEqual([]);
    const { stack, problems } = vendored;
    return { problems: brief(problems), promised: [...(viewOfStack(stack, stack.tree).promised ?? [])] };
  };
  const PROMISED = ['cluster-addon/cni/charts/cilium'];
  const STALE = 'lock-stale tiny/cluster-addon/cni/Chart.yaml:6:12';

  it.each<[string, Files, boolean | undefined, boolean | undefined, readonly string[], readonly string[]]>([
    ['locked', LOCKED, undefined, true, [], PROMISED],
    ['locked, by the flag', LOCKED, true, undefined, [], PROMISED],
    ['not locked: a release has them all the same', {}, undefined, true, [STALE], PROMISED],
    ['not locked, another version in charts/', THERE, undefined, true, [STALE], PROMISED],
    ['not locked, there', { 'cluster-addon/cni/charts/c.tgz': NEW }, undefined, true, [], PROMISED],
    ['left out by the flag', LOCKED, false, true, [], []],
    ['left out as stack.yaml says: operators download them', {}, undefined, false, [], PROMISED],
    ['left out by both', {}, false, false, [], PROMISED],
    ['put in by the flag, against stack.yaml', {}, true, false, [STALE], PROMISED],
    ['as they stand', {}, undefined, undefined, [], []],
  ])('%s', async (_name, files, flag, own, problems, promised) => {
    expect(await check({ ...WANTS, ...files }, flag, own)).toEqual({ problems, promised });
  });

  it('from folders are brought in as well, and those that nobody can get are told', async () => {
    const from = (repository: string): Files => ({
      'cluster-addon/cni/Chart.yaml': String(WANTS['cluster-addon/cni/Chart.yaml']).replace(
        REPOSITORY,
        repository,
      ),
    });
    const beside = { 'common/Chart.yaml': 'apiVersion: v2\nname: cilium\nversion: 1.18.9\n' };
    const folder = from('file://../../common');
    expect(await check({ ...folder, ...beside }, true)).toEqual({ problems: [], promised: PROMISED });
    // No operator can download from a folder of ours.
    expect(await check({ ...folder, ...beside }, undefined, false)).toEqual({ problems: [], promised: [] });
    for (const nowhere of [folder, from('file://../../../../nowhere')])
      expect((await check(nowhere, true)).problems).toEqual([
        'chart-source tiny/cluster-addon/cni/Chart.yaml:6:12',
      ]);
    expect(await check(from('"@mine"'), true)).toEqual({
      problems: ['chart-source tiny/cluster-addon/cni/Chart.yaml:7:15'],
      promised: [],
    });
  });
});

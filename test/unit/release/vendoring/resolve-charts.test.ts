// What charts.lock.yaml is to say about the minors of a folder.
import { describe, expect, it } from 'vitest';
import { MemoryCharts } from '../../../../src/io/memory/memory-charts.ts';
import { lockTextOf, readLock, resolveCharts } from '../../../../src/release/vendoring/resolve-charts.ts';
import { formatChartsLock, type LockedChart } from '../../../../src/stack/charts-lock.ts';
import { digestOf } from '../../../../src/stack/fingerprint.ts';
import { packedChart } from '../../../support/charts/packed-chart.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { tinyStack } from '../../../support/stack-tree.ts';

const REPOSITORY = 'https://charts.example/';
const PINNED = { refresh: false };
const REFRESHED = { refresh: true };

const charts = (): MemoryCharts => {
  const memory = new MemoryCharts();
  for (const version of ['1.0.0', '1.1.0', '2.0.0'])
    memory.add(REPOSITORY, 'csi', version, packedChart('csi', version));
  return memory;
};
const stackOf = (version: string, name = 'csi', repository = REPOSITORY) =>
  tinyStack({
    'cluster-addon/cni/Chart.yaml': `apiVersion: v2\nname: cni\nversion: 1.0.0\ndependencies:\n- name: ${name}\n  version: "${version}"\n  repository: "${repository}"\n`,
  });
const locked = (version: string, range?: string): LockedChart => ({
  name: 'csi',
  repository: REPOSITORY,
  range,
  version,
  digest: digestOf(packedChart('csi', version)),
});

describe('the charts of a folder', () => {
  it('are locked once each, for all minors', async () => {
    const stacks = ['1.0.0', '2.0.0', '^1', '1.0.0'].map((version) => stackOf(version));
    expect(await resolveCharts(stacks, [], charts(), PINNED)).toEqual([
      locked('1.0.0'),
      locked('2.0.0'),
      locked('1.1.0', '^1'),
    ]);
  });

  it('stay as they are locked, without asking', async () => {
    const memory = charts();
    const before = [locked('1.0.0'), locked('1.0.0', '^1')];
    expect(await resolveCharts([stackOf('1.0.0'), stackOf('^1')], before, memory, PINNED)).toEqual(before);
    expect(memory.fetched).toEqual([]);
  });

  it('are chosen anew from their ranges when that is asked for', async () => {
    const memory = charts();
    const before = [locked('1.0.0'), locked('1.0.0', '^1')];
    expect(await resolveCharts([stackOf('1.0.0'), stackOf('^1')], before, memory, REFRESHED)).toEqual([
      locked('1.0.0'),
      locked('1.1.0', '^1'),
    ]);
    expect(memory.fetched).toEqual([`${REPOSITORY} csi 1.1.0`]);
  });

  it('are left out when nobody wants them any more', async () => {
    expect(await resolveCharts([stackOf('2.0.0')], [locked('1.0.0')], charts(), PINNED)).toEqual([
      locked('2.0.0'),
    ]);
  });

  it('come from repositories only', async () => {
    const stacks = ['', 'file://../x'].map((repository) => stackOf('1.0.0', 'csi', repository));
    expect(await resolveCharts(stacks, [], charts(), PINNED)).toEqual([]);
  });

  it('are refused with all that is wrong', async () => {
    const stacks = [stackOf('3.0.0'), stackOf('^4'), stackOf('1.0.0', 'csi', '@x'), stackOf('1.0.0')];
    const { problems } = await refusalOf(() => resolveCharts(stacks, [], charts(), PINNED));
    expect(problems.map(({ code }) => code).sort()).toEqual([
      'chart-not-found',
      'chart-not-found',
      'chart-source',
    ]);
    expect(problems.every(({ file }) => file === 'tiny/cluster-addon/cni/Chart.yaml')).toBe(true);
  });
});

describe('the text of the lock', () => {
  it('is there when there is something to lock, or was', () => {
    expect(lockTextOf([], undefined)).toBeUndefined();
    expect(lockTextOf([locked('1.0.0')], undefined)).toBe(formatChartsLock([locked('1.0.0')]));
    expect(lockTextOf([], '# mine\napiVersion: x\n')).toMatch(/^# mine\napiVersion.*\ncharts: \[\]\n$/);
  });

  it('is read from a stack', async () => {
    const stack = tinyStack({ 'charts.lock.yaml': formatChartsLock([locked('1.0.0')]) });
    expect(readLock('charts.lock.yaml', stack)).toEqual([locked('1.0.0')]);
    expect(readLock('charts.lock.yaml', tinyStack())).toEqual([]);
    const broken = tinyStack({ 'charts.lock.yaml': 'charts: 1\n' });
    // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is a refusal
    const refusal = await refusalOf(async () => readLock('charts.lock.yaml', broken));
    expect(refusal.code).toBe('lock-file');
    expect(refusal.problems[0]?.file).toBe('tiny/charts.lock.yaml');
  });
});

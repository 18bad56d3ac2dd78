// What becomes of a run when one of its stacks is refused: nothing is released, or all that can be.
import { describe, expect, test } from 'vitest';
import { MemoryStore } from '../../../src/io/memory/memory-store.ts';
import { createReleases, deliverReleases, readyReleases } from '../../../src/release/create.ts';
import { selectMinors } from '../../../src/release/select.ts';
import { refusalOf } from '../../support/refusal.ts';
import { CSCTL_YAML, type Files } from '../../support/stack-tree.ts';
import { memoryWorld, request } from '../../support/world.ts';

const named = (name: string): Files => ({
  'csctl.yaml': CSCTL_YAML.replace('clusterStackName: scs', `clusterStackName: ${name}`),
  'cluster-class/Chart.yaml': `apiVersion: v2\nname: docker-${name}-1-34-cluster-class\nversion: v1\n`,
});
const BROKEN: Files = { ...named('bad'), 'cluster-class/values.yaml': 'a: << .Nothing >>\n' };
const STABLE = request({ mode: 'stable' });

describe('a stack that is refused', () => {
  test('stops the run', async () => {
    const store = new MemoryStore();
    const { world, written } = memoryWorld([store], { good: named('good'), bad: BROKEN });
    const run = () => createReleases(['good', 'bad'], STABLE, { dryRun: false, publish: true }, world);
    expect(await refusalOf(run)).toMatchObject({ code: 'placeholder-unknown' });
    expect([written.size, await store.list('')]).toEqual([0, []]);
  });

  test('is left out where that is asked for, and told of with its problems', async () => {
    const store = new MemoryStore();
    const { world, written } = memoryWorld([store], { good: named('good'), bad: BROKEN });
    const options = { dryRun: false, publish: true, onRefusal: 'leave-out' } as const;
    const ready = await readyReleases(await selectMinors(['good', 'bad'], STABLE, world), options, world);
    expect(ready.refused).toMatchObject([
      {
        stack: 'bad',
        minor: '1.34',
        problems: [{ code: 'placeholder-unknown', file: 'bad/cluster-class/values.yaml' }],
      },
    ]);
    expect([written.size, await store.list('')]).toEqual([0, []]);
    const { releases } = await deliverReleases(ready, options, world);
    expect(releases.map(({ tag, status }) => `${tag} ${status}`)).toEqual(['docker-good-1-34-v1 published']);
    expect(await store.list('')).toEqual(['docker-good-1-34-v1']);
  });

  test('without a config has no minor', async () => {
    const { world } = memoryWorld([], { bad: { 'csctl.yaml': 'config: 1\n' } });
    const options = { dryRun: true, publish: false, onRefusal: 'leave-out' } as const;
    const asked = request();
    const ready = await readyReleases(await selectMinors(['bad'], asked, world), options, world);
    expect(ready).toMatchObject({ prepared: [], refused: [{ stack: 'bad', minor: null }] });
  });
});

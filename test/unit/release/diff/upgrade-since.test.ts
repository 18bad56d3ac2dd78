// The upgrade that notes tell: from the release before, wherever it is published.
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../../src/io/memory/memory-store.ts';
import { CsctlError } from '../../../../src/problem/problem.ts';
import { upgradeSince } from '../../../../src/release/diff/upgrade-since.ts';
import type { ReleaseStore } from '../../../../src/release/ports.ts';
import { makeAsset, streamOf, type Asset } from '../../../../src/stack/asset.ts';
import { reader, withAssets } from '../../../support/reading-world.ts';
import type { Files } from '../../../support/stack-tree.ts';
import { publishAssets } from '../../../support/store.ts';

const TAG = 'docker-scs-1-34-v2';
const [FIRST, STABLE] = ['docker-scs-1-34-v1', { mode: 'stable' } as const];
const MORE: Files = {
  'cluster-addon/cni/templates/more.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: more}\n',
};

/** v1, and a finished v2 that is published nowhere. */
async function twoReleases(now: Files = MORE) {
  const mine = reader();
  const { assets: first } = await mine.build({}, STABLE);
  const { tag, assets } = await mine.build(now, { ...STABLE, forced: 'so that there are two' });
  expect(tag).toBe(TAG);
  return { first, second: assets };
}

const since = (assets: readonly Asset[], ...stores: readonly ReleaseStore[]) =>
  upgradeSince(TAG, assets.map(streamOf), stores);

/** A remote with v1. */
async function remote(first: readonly Asset[]): Promise<MemoryStore> {
  const store = new MemoryStore();
  await publishAssets(store, FIRST, [...first]);
  return store;
}

describe('the upgrade since the release before', () => {
  it('has a verdict and why', async () => {
    const { first, second } = await twoReleases();
    const upgrade = await since(second, await remote(first));
    expect(upgrade).toMatchObject({ verdict: 'additive' });
    expect(upgrade?.findings.map(({ message }) => message)).toEqual([
      'ConfigMap more of the stage "cni" is new',
    ]);
  });

  it('is found on whichever remote has that release', async () => {
    const { first, second } = await twoReleases();
    const upgrade = await since(second, new MemoryStore(), await remote(first));
    expect(upgrade?.verdict).toBe('additive');
  });

  it('is patch where only versions differ', async () => {
    const { first, second } = await twoReleases({});
    expect(await since(second, await remote(first))).toMatchObject({ verdict: 'patch', findings: [] });
  });
});

describe('there is none', () => {
  it('without a remote, or a release before', async () => {
    const { second } = await twoReleases();
    expect(await since(second)).toBeUndefined();
    expect(await since(second, new MemoryStore())).toBeUndefined();
    expect(await since(second, await remote([]))).toBeUndefined();
  });

  it('where the class of a side does not render', async () => {
    const { first } = await twoReleases();
    const broken = reader();
    const { assets } = await broken.build(
      { 'cluster-class/templates/more.yaml': 'a: {{ fail "no" }}\n' },
      { ...STABLE, allowed: new Set(['chart-render', 'class-missing']) },
    );
    expect(await since(assets, await remote(first))).toBeUndefined();
  });

  it('where the release before is damaged: that keeps no other from being published', async () => {
    const { first, second } = await twoReleases();
    for (const role of ['cluster-class', 'cluster-addon']) {
      const name = first.find((asset) => asset.role === role)?.name ?? '';
      const damaged = withAssets(first, makeAsset(name, Buffer.from('no archive')));
      expect(await since(second, await remote(damaged))).toBeUndefined();
    }
  });

  it('but a remote that does not answer is not passed over', async () => {
    const { second } = await twoReleases();
    const down = Object.assign(new MemoryStore(), {
      list: () => Promise.reject(new CsctlError('remote-unreachable', 'no answer')),
    });
    await expect(since(second, down)).rejects.toThrow('no answer');
  });
});

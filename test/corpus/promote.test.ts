// Real stacks promoted: by record, with the bytes that create gives; and releases of the Go csctl, by their sources.
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OciLayoutStore } from '../../src/io/layout/oci-layout.ts';
import { MemoryStore } from '../../src/io/memory/memory-store.ts';
import { isError } from '../../src/problem/problem.ts';
import { createReleases } from '../../src/release/create.ts';
import type { ReleaseStore } from '../../src/release/ports.ts';
import { promoteRelease } from '../../src/release/promotion/promote.ts';
import type { PromoteRequest } from '../../src/release/promotion/promotion.ts';
import type { ReleaseRequest } from '../../src/release/stages.ts';
import { readAsset } from '../../src/stack/asset-stream.ts';
import { verifyRelease } from '../../src/verify/verify-release.ts';
import { corpusPath, FLAWS, hasCorpus } from '../support/corpus.ts';
import { refusalOf } from '../support/refusal.ts';
import { plain } from '../support/sample-release.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { memoryWorld, request } from '../support/world.ts';

const HASH_TAG = 'openstack-scs2-1-33-v0-sha-jwhketh';

function promotion(wish: Partial<PromoteRequest> = {}): PromoteRequest {
  return { channel: 'stable', source: undefined, allowed: new Set(), mtime: 0, dryRun: false, ...wish };
}

async function filesOf(store: ReleaseStore, tag: string) {
  const release = await store.find(tag);
  return Promise.all((release?.assets ?? []).map((asset) => readAsset(asset)));
}

/** A copy of the history, and of the stack that most of it was built from, changed as its newest releases were. */
function history() {
  const root = tempFolder();
  const [layout, folder] = [join(root, 'history'), join(root, 'stack')];
  cpSync(corpusPath('history'), layout, { recursive: true });
  cpSync(corpusPath('stacks', 'single/openstack/scs2'), folder, { recursive: true });
  execFileSync('chmod', ['-R', 'u+w', root]);
  const values = join(folder, 'cluster-addon/cni/values.yaml');
  const original = readFileSync(values, 'utf8');
  const change = (from: string, to: string) => writeFileSync(values, original.replace(from, to));
  change('sessionAffinity: true', 'sessionAffinity: false');
  return { store: new OciLayoutStore(layout, layout), folder, change };
}

describe.skipIf(!hasCorpus)('promote (skipped without ../shared/corpus)', () => {
  it.each(['csctl/docker/ferrol', 'csctl/docker/valencia', 'single/docker/scs', 'single/openstack/scs2'])(
    'gives %s the bytes that create gives it',
    async (stack) => {
      const [tested, built] = [new MemoryStore(), new MemoryStore()];
      const folder = corpusPath('stacks', stack);
      const allowed = new Set(FLAWS[stack]);
      const create = async (store: ReleaseStore, wish: Partial<ReleaseRequest>) => {
        const options = { dryRun: false, publish: true };
        const wanted = request({ allowed, mtime: 1_767_225_600, ...wish });
        const { releases } = await createReleases([folder], wanted, options, memoryWorld([store]).world);
        return releases[0]?.tag ?? '';
      };
      const tag = await create(tested, { mode: 'hash' });
      const result = await promoteRelease(tag, promotion({ allowed }), memoryWorld([tested]).world);
      expect(result.tag).toBe(await create(built, { mode: 'stable' }));
      expect(plain(await filesOf(tested, result.tag))).toEqual(plain(await filesOf(built, result.tag)));
    },
  );

  it('has nothing to do where the history has the content of a hash release', async () => {
    const { store, folder } = history();
    const result = await promoteRelease(HASH_TAG, promotion({ source: folder }), memoryWorld([store]).world);
    expect(result).toMatchObject({ status: 'unchanged', tag: 'openstack-scs2-1-33-v2' });
  });

  it('makes an older release of the Go csctl the newest again, from its sources', async () => {
    const { store, folder, change } = history();
    const { world } = memoryWorld([store]);
    const first = 'openstack-scs2-1-33-v1';
    expect((await refusalOf(() => promoteRelease(first, promotion(), world))).code).toBe('promote-unproven');
    const other = await refusalOf(() => promoteRelease(first, promotion({ source: folder }), world));
    expect(other.problems.map(({ file }) => file)).toEqual([`${folder}/cluster-addon/cni/values.yaml`]);
    change('', '');
    const result = await promoteRelease(first, promotion({ source: folder }), world);
    expect(result).toMatchObject({ tag: 'openstack-scs2-1-33-v3', status: 'published' });
    expect(result.versions).toEqual({ clusterStack: 'v3', clusterAddon: 'v3', nodeImage: 'v1' });
    expect(result.decision[0]?.reasons).toEqual([
      `promoted from ${first}`,
      'cluster-addon/cni: 1 file changed',
    ]);
    expect((await verifyRelease(result.tag, await filesOf(store, result.tag))).filter(isError)).toEqual([]);
    const again = await promoteRelease(first, promotion({ source: folder }), world);
    expect(again).toMatchObject({ tag: 'openstack-scs2-1-33-v3', status: 'unchanged' });
  });
});

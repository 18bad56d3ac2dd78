// publish, pull, copy and list between remotes in memory.
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../../src/io/memory/memory-store.ts';
import { annotationsOf, provenanceOf } from '../../../../src/release/annotations.ts';
import { createReleases } from '../../../../src/release/create.ts';
import { copyReleases } from '../../../../src/release/publishing/copy.ts';
import { listReleases, type ListFilter } from '../../../../src/release/reading/list.ts';
import type { OutgoingRelease, ReleaseFolders, Revision } from '../../../../src/release/ports.ts';
import { publishFolders } from '../../../../src/release/publishing/publish.ts';
import { pullReleases } from '../../../../src/release/reading/pull.ts';
import { CsctlError } from '../../../../src/problem/problem.ts';
import { contentDigest, makeAsset, streamOf, type Asset } from '../../../../src/stack/asset.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { plain, sampleAssets, TAG } from '../../../support/sample-release.ts';
import { publishAssets, readRelease } from '../../../support/store.ts';
import { memoryWorld, request } from '../../../support/world.ts';

const COMMIT = 'c'.repeat(40);
const REVISION: Revision = {
  commit: COMMIT,
  committed: 1_767_323_045,
  dirty: false,
  repository: 'https://github.com/o/r',
};
const OPTIONS = { dryRun: false, allowed: new Set<string>(), sourceDate: 0 };

/** Release folders in memory. */
const foldersOf = (folders: Record<string, readonly Asset[]>, written = 2_000_000_000): ReleaseFolders => ({
  exists: (path) => Promise.resolve(path in folders),
  read: (path) =>
    Promise.resolve({
      tag: path.split('/').at(-1) ?? '',
      assets: (folders[path] ?? []).map(streamOf),
      folders: [],
      written,
    }),
});

/** A release of the tiny stack, as `create` makes it. */
async function built(): Promise<readonly Asset[]> {
  const { world, written } = memoryWorld([new MemoryStore()], { tiny: {} });
  await createReleases(['tiny'], request({ mode: 'stable' }), { dryRun: false, publish: false }, world);
  return written.get(TAG) ?? [];
}

async function publisher(revision: Revision | undefined = REVISION, written?: number) {
  const stores = [new MemoryStore('memory:a'), new MemoryStore('memory:b')] as const;
  const { world, notes } = memoryWorld(stores);
  const good = await built();
  const folders = foldersOf({ [`.release/${TAG}`]: good, [TAG]: sampleAssets() }, written);
  const open = { ...world, folders, revisions: { of: () => Promise.resolve(revision) } };
  return { stores, open, good, notes };
}

describe('publishing release folders', () => {
  it('puts a release on every remote, and says where it comes from', async () => {
    const { stores, open, good } = await publisher();
    const { published, releases } = await publishFolders([`.release/${TAG}/`], OPTIONS, open);
    expect(published.map(({ tag, remote, status }) => [tag, remote, status])).toEqual([
      [TAG, 'memory:a', 'published'],
      [TAG, 'memory:b', 'published'],
    ]);
    expect(published[0]?.provenance).toEqual({
      commit: COMMIT,
      dirty: false,
      repository: 'https://github.com/o/r',
      created: '2026-01-02T03:04:05Z',
    });
    expect(releases.map(({ assets }) => contentDigest(assets))).toEqual([contentDigest(good)]);
    for (const store of stores) expect(plain(await readRelease(store, TAG))).toEqual(plain(good));
  });

  it('is the same again: identical', async () => {
    const { open } = await publisher();
    await publishFolders([`.release/${TAG}`], OPTIONS, open);
    const { published } = await publishFolders([`.release/${TAG}`, `.release/${TAG}/`], OPTIONS, open);
    expect(published.map(({ status }) => status)).toEqual(['identical', 'identical']);
  });

  it('publishes nothing in a dry run', async () => {
    const { stores, open } = await publisher();
    const { published, releases } = await publishFolders(
      [`.release/${TAG}`],
      { ...OPTIONS, dryRun: true },
      open,
    );
    expect([published, releases[0]?.tag]).toEqual([[], TAG]);
    expect(await stores[0].list('')).toEqual([]);
  });

  it('refuses other content on any remote before the first gets it', async () => {
    const { stores, open } = await publisher();
    await publishAssets(stores[1], TAG, sampleAssets('other'));
    const refusal = await refusalOf(() => publishFolders([`.release/${TAG}`], OPTIONS, open));
    expect(refusal).toMatchObject({ code: 'release-conflict', kind: 'conflict' });
    expect(await stores[0].list('')).toEqual([]);
  });

  it('refuses what the operator would, and nothing leaves', async () => {
    const { stores, open } = await publisher();
    const refusal = await refusalOf(() => publishFolders([`.release/${TAG}`, TAG], OPTIONS, open));
    expect(refusal.kind).toBe('invalid');
    expect(refusal.problems.every(({ file }) => file?.startsWith(`${TAG}/`))).toBe(true);
    expect(await stores[0].list('')).toEqual([]);
  });

  it('says what is missing', async () => {
    const { open } = await publisher();
    expect(await refusalOf(() => publishFolders(['nowhere'], OPTIONS, open))).toMatchObject({
      code: 'release-missing',
    });
  });

  it('does not claim a commit that is younger than the folder', async () => {
    const { open, notes } = await publisher(REVISION, REVISION.committed - 60);
    const { published } = await publishFolders([`.release/${TAG}`], OPTIONS, open);
    expect(published[0]?.provenance).toMatchObject({ commit: null, created: null });
    expect(notes.join()).toContain('older than the commit');
  });

  it('names the remotes that have it when another fails, and fills in the rest later', async () => {
    const { stores, open } = await publisher();
    const [, second] = stores;
    const publish = second.publish.bind(second);
    let broken = true;
    second.publish = (release) =>
      broken ? Promise.reject(new CsctlError('remote-unreachable', 'down')) : publish(release);
    const { hint } = await refusalOf(() => publishFolders([`.release/${TAG}`], OPTIONS, open));
    expect(hint).toContain('memory:a');
    broken = false;
    const { published } = await publishFolders([`.release/${TAG}`], OPTIONS, open);
    expect(published.map(({ status }) => status)).toEqual(['identical', 'published']);
  });

  it('makes notes from the template, only for remotes that show them', async () => {
    const { stores, open } = await publisher();
    let made: string | undefined;
    const publish = stores[0].publish.bind(stores[0]);
    stores[0].publish = async (release: OutgoingRelease) => {
      made = await release.notes?.();
      return publish(release);
    };
    await publishFolders([`.release/${TAG}`], OPTIONS, open);
    expect(made).toBe(`notes of ${TAG}`);
  });

  it('signs in registries only', async () => {
    const { open } = await publisher();
    const signer = { check: () => Promise.resolve(), sign: () => Promise.resolve() };
    expect(
      await refusalOf(() => publishFolders([`.release/${TAG}`], OPTIONS, { ...open, signer })),
    ).toMatchObject({ code: 'usage' });
  });

  it('signs the manifest of what was published, once', async () => {
    const { open } = await publisher();
    const store = new MemoryStore('oci://registry.example/stacks');
    const signed: string[] = [];
    const signer = {
      check: () => Promise.resolve(),
      sign: async (reference: string) => {
        signed.push(reference);
        await publishAssets(store, `${reference.split('@')[1]?.replace(':', '-')}.sig`, []);
      },
    };
    const world = { ...open, stores: [store], signer };
    const { published } = await publishFolders([`.release/${TAG}`], OPTIONS, world);
    expect(published[0]?.signed).toBe(true);
    expect(signed).toEqual([`registry.example/stacks@${published[0]?.digest}`]);
    await publishFolders([`.release/${TAG}`], OPTIONS, world);
    expect(signed).toHaveLength(1);
  });
});

describe('annotations', () => {
  it('carry what csctl wrote, and where it comes from', () => {
    const origin = { kubernetes: 'v1.34.7', version: 'v3', hash: 'azlfam7xyz', sourceDate: 0 };
    const annotations = annotationsOf({ ...origin, revision: { ...REVISION, dirty: true } });
    expect(annotations).toEqual({
      hash: 'azlfam7',
      kubernetesVersion: 'v1.34.7',
      'org.opencontainers.image.version': 'v3',
      'org.opencontainers.image.created': '2026-01-02T03:04:05Z',
      'org.opencontainers.image.revision': COMMIT,
      'org.opencontainers.image.source': 'https://github.com/o/r',
      'csctl.clusterstack.x-k8s.io/dirty': 'true',
    });
    expect(provenanceOf(annotations)).toMatchObject({ commit: COMMIT, dirty: true });
  });

  it('have no date but that of the commit, or one that was given', () => {
    const origin = { kubernetes: 'v1.34.7', version: 'v3', hash: '', revision: undefined };
    const created = 'org.opencontainers.image.created';
    expect(annotationsOf({ ...origin, sourceDate: 0 })).not.toHaveProperty([created]);
    expect(annotationsOf({ ...origin, sourceDate: 1, revision: REVISION })[created]).toBe(
      '1970-01-01T00:00:01Z',
    );
  });
});

describe('pulling', () => {
  it('gives back what was published, from the first remote that has it', async () => {
    const stores = [new MemoryStore('memory:a'), new MemoryStore('memory:b')] as const;
    await publishAssets(stores[1], TAG, sampleAssets());
    const { world, written } = memoryWorld(stores);
    const { releases } = await pullReleases([TAG, TAG], stores, world);
    expect(releases.map(({ tag, folder }) => [tag, folder])).toEqual([[TAG, `memory/${TAG}`]]);
    expect(plain(written.get(TAG) ?? [])).toEqual(plain(sampleAssets()));
  });

  it('looks for everything before it fetches anything', async () => {
    const store = new MemoryStore();
    await publishAssets(store, TAG, sampleAssets());
    const { world, written } = memoryWorld([store]);
    const missing = await refusalOf(() => pullReleases([TAG, 'docker-scs-1-34-v9'], [store], world));
    expect(missing).toMatchObject({ code: 'release-not-found' });
    expect(missing.hint).toContain(TAG);
    expect(written.size).toBe(0);
  });

  it.each([
    ['leaves the folder', '../evil'],
    ['is absolute', '/etc/passwd'],
    ['has a backslash', 'a\\b'],
    ['is a folder', '..'],
    ['is there in other letters', 'METADATA.yaml'],
  ])('refuses a name that %s', async (_what, name) => {
    const store = new MemoryStore();
    await publishAssets(store, TAG, sampleAssets());
    const find = store.find.bind(store);
    store.find = async (tag) => {
      const release = await find(tag);
      return release && { ...release, assets: [...release.assets, streamOf(makeAsset(name, 'x'))] };
    };
    const { world, written } = memoryWorld([store]);
    expect(await refusalOf(() => pullReleases([TAG], [store], world))).toMatchObject({
      code: 'remote-damaged',
    });
    expect(written.size).toBe(0);
  });
});

describe('copying', () => {
  it('keeps files, annotations and digest', async () => {
    const [from, to] = [new MemoryStore('memory:from'), new MemoryStore('memory:to')];
    const annotations = { kubernetesVersion: 'v1.34.7', 'org.example': 'kept' };
    await publishAssets(from, TAG, sampleAssets(), annotations);
    const { world } = memoryWorld([to]);
    const { releases } = await copyReleases([TAG], from, false, world);
    const [before, after] = [await from.find(TAG), await to.find(TAG)];
    expect(releases[0]?.published).toMatchObject([{ status: 'published', digest: before?.digest }]);
    expect([after?.digest, after?.annotations]).toEqual([before?.digest, annotations]);
    expect(plain(await readRelease(to, TAG))).toEqual(plain(sampleAssets()));
    const again = await copyReleases([TAG], from, false, world);
    expect(again.releases[0]?.published[0]?.status).toBe('identical');
  });

  it('copies nothing when one of them is not there, or in a dry run', async () => {
    const [from, to] = [new MemoryStore('memory:from'), new MemoryStore('memory:to')];
    await publishAssets(from, TAG, sampleAssets());
    const { world } = memoryWorld([to]);
    await refusalOf(() => copyReleases([TAG, 'docker-scs-1-34-v9'], from, false, world));
    await copyReleases([TAG], from, true, world);
    expect(await to.list('')).toEqual([]);
  });
});

describe('listing', () => {
  async function store() {
    const memory = new MemoryStore();
    const tags = [
      'docker-scs-1-34-v2',
      'docker-scs-1-34-v10',
      'docker-scs-1-33-v1',
      'openstack-scs-1-34-v1-beta-0',
    ];
    for (const tag of [...tags, 'latest']) {
      await publishAssets(memory, tag, sampleAssets(), {
        'org.opencontainers.image.created': '2026-01-02T03:04:05Z',
      });
    }
    return memory;
  }
  const all: ListFilter = { prefixes: [], minors: [], channels: [] };
  const tagsOf = async (filter: Partial<ListFilter>) =>
    (await listReleases([await store()], { ...all, ...filter })).releases.map(({ tag }) => tag);

  it('shows everything, the newest first, and other tags apart', async () => {
    const { releases, foreign } = await listReleases([await store()], all);
    expect(releases.map(({ tag }) => tag)).toEqual([
      'docker-scs-1-34-v10',
      'docker-scs-1-34-v2',
      'docker-scs-1-33-v1',
      'openstack-scs-1-34-v1-beta-0',
    ]);
    expect(foreign).toEqual(['latest']);
    expect(releases[3]).toMatchObject({
      ...{ provider: 'openstack', stack: 'scs', minor: '1.34', version: 'v1-beta.0', channel: 'beta' },
      // No annotation says it: metadata.yaml does.
      ...{ kubernetes: 'v1.34.7', created: '2026-01-02T03:04:05Z' },
    });
  });

  it('shows what was asked for', async () => {
    expect(await tagsOf({ prefixes: ['openstack/scs'] })).toEqual(['openstack-scs-1-34-v1-beta-0']);
    expect(await tagsOf({ prefixes: ['docker-scs-1-33', 'docker-scs-1-33-v1'] })).toEqual([
      'docker-scs-1-33-v1',
    ]);
    expect(await tagsOf({ minors: ['1.33'] })).toEqual(['docker-scs-1-33-v1']);
    expect(await tagsOf({ channels: ['beta'] })).toEqual(['openstack-scs-1-34-v1-beta-0']);
    expect(await tagsOf({ prefixes: ['nothing'] })).toEqual([]);
  });
});

describe('what is easily taken for something else', () => {
  it('does not take an attestation for a signature', async () => {
    const { open } = await publisher();
    const store = new MemoryStore('oci://registry.example/stacks');
    let signed = 0;
    const signer = {
      check: () => Promise.resolve(),
      sign: () => Promise.resolve(void (signed += 1)),
    };
    const world = { ...open, stores: [store] };
    const { published } = await publishFolders([`.release/${TAG}`], OPTIONS, world);
    await publishAssets(store, `${published[0]?.digest.replace(':', '-')}.att`, []);
    await publishFolders([`.release/${TAG}`], OPTIONS, { ...world, signer });
    expect(signed).toBe(1);
  });

  it('names the folder in the hint to look at the difference', async () => {
    const { stores, open } = await publisher();
    await publishAssets(stores[0], TAG, sampleAssets('other'));
    const { hint } = await refusalOf(() => publishFolders([`.release/${TAG}`], OPTIONS, open));
    expect(hint).toContain(`csctl diff --remote memory:a ${TAG} .release/${TAG}`);
  });

  it('looks at every target of a copy before the first tag is copied, in a dry run too', async () => {
    const [from, to] = [new MemoryStore('memory:from'), new MemoryStore('memory:to')];
    const other = 'docker-scs-1-34-v2';
    for (const tag of [TAG, other]) await publishAssets(from, tag, sampleAssets());
    await publishAssets(to, other, sampleAssets('other'));
    const { world } = memoryWorld([to]);
    for (const dryRun of [true, false]) {
      const refusal = await refusalOf(() => copyReleases([TAG, other], from, dryRun, world));
      expect(refusal.code).toBe('release-conflict');
    }
    expect(await to.list('')).toEqual([other]);
  });

  it('lists a stack without those whose names begin with its name', async () => {
    const store = new MemoryStore();
    for (const tag of ['docker-scs-1-34-v1', 'docker-scs2-1-34-v1'])
      await publishAssets(store, tag, sampleAssets());
    const filter = (prefix: string) => ({ prefixes: [prefix], minors: [], channels: [] });
    const tags = async (prefix: string) =>
      (await listReleases([store], filter(prefix))).releases.map(({ tag }) => tag);
    expect(await tags('docker/scs')).toEqual(['docker-scs-1-34-v1']);
    expect(await tags('docker-scs')).toHaveLength(2);
  });
});

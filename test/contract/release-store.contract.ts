// What every release store promises, whatever it keeps releases in (src/release/ports.ts).
import { describe, expect, it } from 'vitest';
import { formatManifest } from '../../src/archive/oci-manifest.ts';
import type { Annotations, ReleaseStore, StoredRelease } from '../../src/release/ports.ts';
import { contentDigest, makeAsset, streamOf, type Asset } from '../../src/stack/asset.ts';
import { readAsset } from '../../src/stack/asset-stream.ts';
import { refusalOf } from '../support/refusal.ts';
import { ANNOTATIONS, plain, sampleAssets, TAG } from '../support/sample-release.ts';

/** Each call gives another client of the same remote. */
export type Connect = () => ReleaseStore;

/** @param open makes an empty remote */
export function releaseStoreContract(name: string, open: () => Promise<Connect> | Connect): void {
  const one = sampleAssets('one');
  const other = sampleAssets('other');
  const publish = (store: ReleaseStore, tag = TAG, assets = one, annotations: Annotations = ANNOTATIONS) =>
    store.publish({ tag, assets: assets.map(streamOf), annotations });
  const found = async (store: ReleaseStore, tag = TAG): Promise<StoredRelease> => {
    const release = await store.find(tag);
    if (!release) throw new Error(`there is no ${tag}`);
    return release;
  };
  const read = async (store: ReleaseStore, tag = TAG): Promise<Asset[]> =>
    Promise.all((await found(store, tag)).assets.map((asset) => readAsset(asset)));

  describe(`${name} as a release store`, () => {
    it('starts empty', async () => {
      const store = (await open())();
      expect(await store.list('')).toEqual([]);
      expect(await store.find(TAG)).toBeUndefined();
      expect(await store.browse('')).toMatchObject({ releases: [], skipped: [] });
    });

    it('says what it published and where', async () => {
      const store = (await open())();
      const publication = await publish(store);
      expect(publication).toMatchObject({ remote: store.remote, status: 'published' });
      expect(publication.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(publication.url).not.toBe('');
    });

    it('lists by the beginning of a tag, foreign ones as they are, each once', async () => {
      const connect = await open();
      const tags = [
        'latest',
        'docker-scs-1-34-v1',
        'docker-scs-1-34-v10',
        'docker-scs-1-33-v1',
        'sha256-0a.sig',
        'v1',
        'xdocker-scs-1-34-v1',
      ];
      for (const tag of tags) await publish(connect(), tag);
      const list = async (prefix: string) => [...(await connect().list(prefix))].sort();
      expect(await list('')).toEqual([...tags].sort());
      expect(await list('docker-scs-1-34-')).toEqual(['docker-scs-1-34-v1', 'docker-scs-1-34-v10']);
      expect(await list('docker-scs-1-33-v1')).toEqual(['docker-scs-1-33-v1']);
      expect(await list('sha256-0a.')).toEqual(['sha256-0a.sig']);
      expect(await list('docker.scs')).toEqual([]);
      expect(await list('v11')).toEqual([]);
    });

    it('gives back names, bytes, digests, roles and media types', async () => {
      const connect = await open();
      await publish(connect());
      expect(plain(await read(connect()))).toEqual(plain(one));
    });

    it('describes a release without reading its files', async () => {
      const connect = await open();
      const { digest } = await publish(connect());
      const release = await found(connect());
      expect(release).toMatchObject({ tag: TAG, digest, annotations: ANNOTATIONS });
      expect(release.url).not.toBe('');
      expect(contentDigest(release.assets)).toBe(contentDigest(one));
    });

    it('keeps the date of a release', async () => {
      const connect = await open();
      const created = '2026-01-02T03:04:05Z';
      await publish(connect(), TAG, one, { ...ANNOTATIONS, 'org.opencontainers.image.created': created });
      expect((await found(connect())).created).toBe(created);
    });

    it('has texts only as annotations, and a date only where it is one', async () => {
      const connect = await open();
      const created = 'org.opencontainers.image.created';
      const manifest = JSON.parse(Buffer.from(formatManifest(one, {})).toString()) as object;
      const odd = { [created]: 5, kubernetesVersion: 5 };
      const bytes = Buffer.from(JSON.stringify({ ...manifest, annotations: odd }));
      await connect().publish({ tag: TAG, assets: one.map(streamOf), annotations: {}, manifest: bytes });
      await publish(connect(), 'docker-scs-1-34-v2', one, { [created]: 'yesterday' });
      const { releases } = await connect().browse('');
      expect(releases).toHaveLength(2);
      for (const release of [await found(connect()), ...releases]) {
        expect(Object.values(release.annotations).filter((text) => typeof text !== 'string')).toEqual([]);
        expect(release.created ?? '2026-').toMatch(/^\d{4}-/);
      }
    });

    it('can be read twice, and in part', async () => {
      const connect = await open();
      await publish(connect());
      const { assets } = await found(connect());
      const metadata = assets.find((asset) => asset.name === 'metadata.yaml');
      if (!metadata) throw new Error('there is no metadata.yaml');
      expect((await readAsset(metadata)).bytes).toEqual((await readAsset(metadata)).bytes);
    });

    it('browses releases by the beginning of their tags', async () => {
      const connect = await open();
      for (const tag of ['docker-scs-1-34-v1', 'docker-scs-1-34-v2', 'docker-scs-1-33-v1']) {
        await publish(connect(), tag, sampleAssets(tag));
      }
      const { releases, skipped } = await connect().browse('docker-scs-1-34-');
      expect(releases.map(({ tag }) => tag).sort()).toEqual(['docker-scs-1-34-v1', 'docker-scs-1-34-v2']);
      expect(skipped).toEqual([]);
      for (const { tag, assets, annotations } of releases) {
        expect(contentDigest(assets)).toBe(contentDigest(sampleAssets(tag)));
        expect(annotations).toMatchObject(ANNOTATIONS);
      }
      expect((await connect().browse('')).releases).toHaveLength(3);
    });

    it('skips tags that no release of a cluster stack can have', async () => {
      const connect = await open();
      for (const tag of ['latest', 'docker-scs-1-34-v01', TAG]) await publish(connect(), tag);
      const { releases, skipped } = await connect().browse('');
      expect(releases.map(({ tag }) => tag)).toEqual([TAG]);
      expect([...skipped].sort()).toEqual(['docker-scs-1-34-v01', 'latest']);
    });

    it('may be read and written', async () => {
      const connect = await open();
      await connect().check('read');
      await connect().check('write');
    });

    it('keeps files of any size, and releases that share files apart', async () => {
      const connect = await open();
      const large = [...one, makeAsset('node-images.yaml', Buffer.alloc(3_000_000, 7))];
      await publish(connect(), 'v1', large);
      await publish(connect(), 'v2', other);
      expect(plain(await read(connect(), 'v1'))).toEqual(plain(large));
      expect(plain(await read(connect(), 'v2'))).toEqual(plain(other));
    });

    it('has no release by a part of its tag', async () => {
      const store = (await open())();
      await publish(store, 'docker-scs-1-34-v10');
      for (const tag of [TAG, 'docker-scs-1-34-v100', '', 'DOCKER-SCS-1-34-V10']) {
        expect(await store.find(tag), tag).toBeUndefined();
      }
    });

    it('calls the same content identical, whatever its order and annotations', async () => {
      const connect = await open();
      const { digest } = await publish(connect());
      const other = { ...ANNOTATIONS, 'org.example.commit': 'abc' };
      const again = await publish(connect(), TAG, [...one].reverse(), other);
      expect(again).toMatchObject({ status: 'identical', digest, remote: connect().remote });
      expect(await connect().list('')).toEqual([TAG]);
    });

    it('gives the same content the same digest on two remotes', async () => {
      const first = await publish((await open())());
      const second = await publish((await open())(), TAG, [...one].reverse());
      expect(second.digest).toBe(first.digest);
    });

    it.each([
      ['a changed file', other],
      ['a file less', one.slice(1)],
      ['a file more', [...one, makeAsset('node-images.yaml', 'x')]],
      [
        'a file of another name',
        one.map((asset) => (asset.name === 'hashes.json' ? { ...asset, name: 'hash.json' } : asset)),
      ],
      ['no file', []],
    ])('refuses %s under a tag that is there, and changes nothing', async (_what, content) => {
      const connect = await open();
      const { digest } = await publish(connect());
      const refusal = await refusalOf(() => publish(connect(), TAG, content));
      expect(refusal).toMatchObject({ code: 'release-conflict', kind: 'conflict' });
      expect(refusal.message).toContain(TAG);
      expect(plain(await read(connect()))).toEqual(plain(one));
      expect(await connect().list('')).toEqual([TAG]);
      expect(await publish(connect())).toMatchObject({ status: 'identical', digest });
    });

    it('does not change when the list that was published does', async () => {
      const store = (await open())();
      const mine = [...one];
      await publish(store, TAG, mine);
      mine.pop();
      expect(plain(await read(store))).toEqual(plain(one));
    });

    it('takes many tags at once', async () => {
      const connect = await open();
      const tags = Array.from({ length: 8 }, (_, index) => `docker-scs-1-34-v${index + 1}`);
      const done = await Promise.all(tags.map((tag) => publish(connect(), tag, sampleAssets(tag))));
      expect(done.map(({ status }) => status)).toEqual(tags.map(() => 'published'));
      expect([...(await connect().list(''))].sort()).toEqual(tags);
      for (const tag of tags) expect(plain(await read(connect(), tag))).toEqual(plain(sampleAssets(tag)));
    });

    it('publishes the same content once when two publish it at once', async () => {
      const connect = await open();
      const done = await Promise.all([publish(connect()), publish(connect())]);
      // A registry knows no conditional write: both may have stored it.
      expect(done.map(({ status }) => status)).toContain('published');
      expect(done[0].digest).toBe(done[1].digest);
      expect(await connect().list('')).toEqual([TAG]);
    });

    it('lets one of two win that publish other content under one tag at once', async () => {
      const connect = await open();
      const contents = [one, other];
      const done = await Promise.allSettled(contents.map((content) => publish(connect(), TAG, content)));
      const winner = done.findIndex(({ status }) => status === 'fulfilled');
      const loser = done[1 - winner];
      expect(loser).toMatchObject({ status: 'rejected', reason: { code: 'release-conflict' } });
      expect(plain(await read(connect()))).toEqual(plain(contents[winner] ?? []));
    });
  });
}

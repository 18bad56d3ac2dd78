// What every release store promises, whatever it keeps releases in (src/release/ports.ts).
import { describe, expect, it } from 'vitest';
import type { ReleaseStore } from '../../src/release/ports.ts';
import { makeAsset } from '../../src/stack/asset.ts';
import { refusalOf } from '../support/refusal.ts';
import { ANNOTATIONS, plain, sampleAssets, TAG } from '../support/sample-release.ts';

/** Each call gives another client of the same remote. */
export type Connect = () => ReleaseStore;

/** @param open makes an empty remote */
export function releaseStoreContract(name: string, open: () => Promise<Connect> | Connect): void {
  const one = sampleAssets('one');
  const other = sampleAssets('other');
  const publish = (store: ReleaseStore, tag = TAG, assets = one) => store.publish(tag, assets, ANNOTATIONS);

  describe(`${name} as a release store`, () => {
    it('starts empty', async () => {
      const store = (await open())();
      expect(await store.list('')).toEqual([]);
      expect((await refusalOf(() => store.read(TAG))).code).toBe('release-not-found');
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
      expect(plain(await connect().read(TAG))).toEqual(plain(one));
    });

    it('gives back only the files that were asked for', async () => {
      const connect = await open();
      await publish(connect());
      const names = async (wanted: string[]) =>
        plain(await connect().read(TAG, wanted)).map((asset) => asset.name);
      expect(await names(['metadata.yaml', 'hashes.json'])).toEqual(['hashes.json', 'metadata.yaml']);
      expect(await names(['metadata.yaml', 'node-images.yaml'])).toEqual(['metadata.yaml']);
      expect(await names([])).toEqual([]);
    });

    it('keeps files of any size, and releases that share files apart', async () => {
      const connect = await open();
      const large = [...one, makeAsset('node-images.yaml', Buffer.alloc(3_000_000, 7))];
      await publish(connect(), 'v1', large);
      await publish(connect(), 'v2', other);
      expect(plain(await connect().read('v1'))).toEqual(plain(large));
      expect(plain(await connect().read('v2'))).toEqual(plain(other));
    });

    it('has no release by a part of its tag', async () => {
      const store = (await open())();
      await publish(store, 'docker-scs-1-34-v10');
      for (const tag of [TAG, 'docker-scs-1-34-v100', '', 'DOCKER-SCS-1-34-V10']) {
        expect((await refusalOf(() => store.read(tag))).code, tag).toBe('release-not-found');
      }
    });

    it('calls the same content identical, whatever its order and annotations', async () => {
      const connect = await open();
      const { digest } = await publish(connect());
      const again = await connect().publish(TAG, [...one].reverse(), {
        ...ANNOTATIONS,
        'org.example.commit': 'abc',
      });
      expect(again).toMatchObject({ status: 'identical', digest, remote: connect().remote });
      expect(await connect().list('')).toEqual([TAG]);
    });

    it('gives the same content the same digest on two remotes', async () => {
      const first = await publish((await open())());
      const second = await (await open())().publish(TAG, [...one].reverse(), ANNOTATIONS);
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
      expect(plain(await connect().read(TAG))).toEqual(plain(one));
      expect(await connect().list('')).toEqual([TAG]);
      expect(await publish(connect())).toMatchObject({ status: 'identical', digest });
    });

    it('does not change when the list that was published does', async () => {
      const store = (await open())();
      const mine = [...one];
      await publish(store, TAG, mine);
      mine.pop();
      expect(plain(await store.read(TAG))).toEqual(plain(one));
    });

    it('takes many tags at once', async () => {
      const connect = await open();
      const tags = Array.from({ length: 8 }, (_, index) => `docker-scs-1-34-v${index + 1}`);
      const done = await Promise.all(tags.map((tag) => publish(connect(), tag, sampleAssets(tag))));
      expect(done.map(({ status }) => status)).toEqual(tags.map(() => 'published'));
      expect([...(await connect().list(''))].sort()).toEqual(tags);
      for (const tag of tags) expect(plain(await connect().read(tag))).toEqual(plain(sampleAssets(tag)));
    });

    it('publishes the same content once when two publish it at once', async () => {
      const connect = await open();
      const done = await Promise.all([publish(connect()), publish(connect())]);
      expect(done.map(({ status }) => status).sort()).toEqual(['identical', 'published']);
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
      expect(plain(await connect().read(TAG))).toEqual(plain(contents[winner] ?? []));
    });
  });
}

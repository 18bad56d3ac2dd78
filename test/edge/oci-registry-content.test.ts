// What a registry holds and how it gets there: manifests, blobs, copies, damage, things that are no release.
import { describe, expect, it } from 'vitest';
import { formatManifest, MANIFEST_MEDIA_TYPE } from '../../src/archive/oci-manifest.ts';
import { CsctlError } from '../../src/problem/problem.ts';
import type { OutgoingRelease, ReleaseStore } from '../../src/release/ports.ts';
import { contentDigest, infoOf, makeAsset, streamOf, type AssetStream } from '../../src/stack/asset.ts';
import { checkedStream, readAsset } from '../../src/stack/asset-stream.ts';
import { connect, QUICK, REPOSITORY } from '../support/registry/connect.ts';
import { listen, sendReply, type Reply } from '../support/registry/loopback.ts';
import { sha256 } from '../support/registry/repository.ts';
import { TestRegistry, type RegistryOptions } from '../support/registry/test-registry.ts';
import { TEST_CERTIFICATE } from '../support/registry/tls.ts';
import { refusalOf } from '../support/refusal.ts';
import { ANNOTATIONS, plain, sampleAssets, TAG } from '../support/sample-release.ts';

const INDEX_MEDIA_TYPE = 'application/vnd.oci.image.index.v1+json';
const DOCKER_MEDIA_TYPE = 'application/vnd.docker.distribution.manifest.v2+json';

const one = sampleAssets('one');
const outgoing = (more: Partial<OutgoingRelease> = {}): OutgoingRelease => ({
  tag: TAG,
  assets: one.map(streamOf),
  annotations: ANNOTATIONS,
  ...more,
});

async function published(options?: RegistryOptions) {
  const registry = await TestRegistry.start(options);
  const publication = await connect(registry.host).publish(outgoing());
  registry.asked.length = 0;
  return { registry, publication, repository: registry.repository(REPOSITORY) };
}

const found = async (store: ReleaseStore, tag = TAG) => {
  const release = await store.find(tag);
  if (!release) throw new Error(`there is no ${tag}`);
  return release;
};
const read = async (store: ReleaseStore) =>
  Promise.all((await found(store)).assets.map((asset) => readAsset(asset)));

/** Puts a manifest under a tag without looking at it. */
function plant(
  { repository }: { repository: ReturnType<TestRegistry['repository']> },
  tag: string,
  content: unknown,
  mediaType: string,
) {
  const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  repository.manifests.set(sha256(bytes), { bytes, mediaType });
  repository.tags.set(tag, sha256(bytes));
}

describe('what is published', () => {
  it('is the manifest of csctl, under its digest and under the tag, and each blob once', async () => {
    const { publication, repository } = await published();
    const manifest = Buffer.from(formatManifest(one, ANNOTATIONS));
    expect(publication).toEqual({
      remote: expect.stringMatching(/^oci:\/\/127\.0\.0\.1:\d+\/o\/stacks$/) as string,
      status: 'published',
      digest: sha256(manifest),
      url: `${publication.remote.slice('oci://'.length)}:${TAG}`,
    });
    expect(repository.manifest(TAG)).toEqual({
      bytes: manifest,
      mediaType: MANIFEST_MEDIA_TYPE,
      digest: sha256(manifest),
    });
    const digests = new Set([...one.map(({ digest }) => digest), sha256('{}')]);
    expect(new Set(repository.blobs.keys())).toEqual(digests);
  });

  it('goes up with all blobs first, then the manifest by its digest, the tag last, and a look at it', async () => {
    const { host, ...registry } = await TestRegistry.start().then((it) => ({ host: it.host, it }));
    const { digest } = await connect(host).publish(outgoing());
    const { log } = registry.it;
    expect(log[0]).toBe(`GET manifests/${TAG}`);
    const writes = log
      .filter((line) => line.startsWith('PUT'))
      .map((line) => line.replace(/uploads\/.*/, 'uploads'));
    expect(writes.slice(-2)).toEqual([`PUT manifests/${digest}`, `PUT manifests/${TAG}`]);
    expect(new Set(writes.slice(0, -2))).toEqual(new Set(['PUT blobs/uploads']));
    expect(log.slice(-3)).toEqual([`GET manifests/${TAG}`, `PUT manifests/${TAG}`, `GET manifests/${TAG}`]);
  });

  it('is not sent again: files that are there are skipped, and the same release takes one request', async () => {
    const { registry } = await published();
    const store = connect(registry.host);
    expect(await store.publish(outgoing())).toMatchObject({ status: 'identical' });
    expect(registry.log).toEqual([`GET manifests/${TAG}`]);
    await store.publish(outgoing({ tag: 'docker-scs-1-34-v2' }));
    expect(registry.log.filter((line) => /blobs\/uploads/.test(line))).toEqual([]);
  });

  it('is read when it is sent, and not kept: nothing is opened that is there', async () => {
    const { registry } = await published();
    const unreadable = one.map((asset): AssetStream => ({
      ...infoOf(asset),
      open: () => {
        throw new Error('must not be read');
      },
    }));
    await connect(registry.host).publish(outgoing({ tag: 'docker-scs-1-34-v2', assets: unreadable }));
  });

  it('keeps media types and annotations of others', async () => {
    const { host } = await TestRegistry.start();
    const assets = one.map((asset) => streamOf({ ...asset, mediaType: 'application/x-foo' }));
    await connect(host).publish(
      outgoing({ assets, annotations: { ...ANNOTATIONS, 'org.example': 'a "b" ü' } }),
    );
    const release = await found(connect(host));
    expect(release.assets.map(({ mediaType }) => mediaType)).toEqual(one.map(() => 'application/x-foo'));
    expect(release.annotations).toEqual({ ...ANNOTATIONS, 'org.example': 'a "b" ü' });
  });

  it('has a name that a registry can hold', async () => {
    const { host } = await TestRegistry.start();
    for (const tag of ['', '.x', 'a/b', 'a b', 'a:b', '../x', 'x'.repeat(129)]) {
      expect((await refusalOf(() => connect(host).publish(outgoing({ tag })))).code).toBe('release-tag');
      expect(await connect(host).find(tag)).toBeUndefined();
    }
  });

  it('stops with the reason of the source when that is damaged, and writes no tag', async () => {
    const { host, ...rest } = await TestRegistry.start().then((it) => ({ host: it.host, it }));
    const bad = one.map((asset) =>
      checkedStream(infoOf(asset), 'a damaged place', () =>
        streamOf({ ...asset, bytes: Buffer.alloc(asset.size) }).open(),
      ),
    );
    const refusal = await refusalOf(() => connect(host).publish(outgoing({ assets: bad })));
    expect(refusal.code).toBe('remote-damaged');
    expect(refusal.message).toContain('a damaged place');
    expect(rest.it.repositories.get(REPOSITORY)?.tags.size ?? 0).toBe(0);
  });
});

describe('a copy', () => {
  const manifestOf = (store: ReleaseStore) => found(store).then(({ manifest }) => manifest);

  it('has the manifest of the original, byte for byte', async () => {
    const { registry, publication } = await published();
    const text = Buffer.from((await manifestOf(connect(registry.host))) ?? '').toString();
    const manifest = Buffer.from(JSON.stringify(JSON.parse(text), null, 3));
    const target = await TestRegistry.start();
    const copied = await connect(target.host).publish(outgoing({ manifest, annotations: {} }));
    expect(copied.digest).toBe(sha256(manifest));
    expect(copied.digest).not.toBe(publication.digest);
    expect((await found(connect(target.host))).manifest).toEqual(manifest);
    expect(plain(await read(connect(target.host)))).toEqual(plain(one));
  });

  it('within a registry takes the blobs over', async () => {
    const { registry } = await published();
    const source = connect(registry.host);
    const { assets, manifest, annotations } = await found(source);
    const target = connect(registry.host, { repository: 'mirror' });
    await target.publish({ tag: TAG, assets, manifest, annotations, origin: source.remote });
    expect(registry.log.filter((line) => /^GET blobs|^PUT blobs/.test(line))).toEqual([]);
    expect(plain(await read(target))).toEqual(plain(one));
  });

  it('uploads in the same session where the registry takes over nothing', async () => {
    const { registry } = await published({ mountless: true });
    const source = connect(registry.host);
    const { assets, manifest, annotations } = await found(source);
    const target = connect(registry.host, { repository: 'mirror' });
    await target.publish({ tag: TAG, assets, manifest, annotations, origin: source.remote });
    const count = (begin: string) => registry.log.filter((line) => line.startsWith(begin)).length;
    expect(count('POST blobs/uploads/')).toBe(count('PUT blobs/uploads/'));
    expect(plain(await read(target))).toEqual(plain(one));
  });

  it('from another host, or from something that is no registry, is uploaded', async () => {
    for (const origin of ['oci://ghcr.io/o/stacks', 'layout:somewhere', 'github:o/stacks']) {
      const { host } = await TestRegistry.start();
      expect((await connect(host).publish(outgoing({ origin }))).status).toBe('published');
    }
  });

  const withConfig = (config: object) => {
    const manifest = JSON.parse(Buffer.from(formatManifest(one, ANNOTATIONS)).toString()) as object;
    return Buffer.from(JSON.stringify({ ...manifest, config }));
  };
  const config = Buffer.from('{"made":"elsewhere"}');
  const descriptor = { mediaType: 'application/x-config', digest: sha256(config), size: config.length };

  it('brings along a config that stands in the manifest', async () => {
    const { host } = await TestRegistry.start();
    const manifest = withConfig({ ...descriptor, data: config.toString('base64') });
    expect((await connect(host).publish(outgoing({ manifest }))).digest).toBe(sha256(manifest));
  });

  it('takes another config from the same registry, and is refused where it cannot be had', async () => {
    const { registry, repository } = await published();
    repository.blobs.set(descriptor.digest, config);
    const manifest = withConfig(descriptor);
    const target = connect(registry.host, { repository: 'mirror' });
    const origin = connect(registry.host).remote;
    const refusal = await refusalOf(() => target.publish(outgoing({ manifest })));
    expect(refusal.code).toBe('remote-refused');
    expect(refusal.message).toContain('the config');
    expect((await target.publish(outgoing({ manifest, origin }))).digest).toBe(sha256(manifest));
  });

  it('of a manifest that is not that of the files is a bug', async () => {
    const { host } = await TestRegistry.start();
    const manifest = formatManifest(sampleAssets('other'), ANNOTATIONS);
    const failure = connect(host).publish(outgoing({ manifest }));
    await expect(failure).rejects.toThrow('is not that of its files');
    await expect(failure).rejects.not.toBeInstanceOf(CsctlError);
  });
});

describe('a tag that holds something else', () => {
  const layer = { mediaType: 'application/x-layer', digest: sha256('x'), size: 1 };
  const image = { schemaVersion: 2, config: layer };
  const titled = (title: string) => ({ ...layer, annotations: { 'org.opencontainers.image.title': title } });
  it.each([
    [
      'an index',
      { schemaVersion: 2, mediaType: INDEX_MEDIA_TYPE, manifests: [{}, {}] },
      INDEX_MEDIA_TYPE,
      /index of 2 manifests/,
    ],
    [
      'an image',
      { ...image, mediaType: DOCKER_MEDIA_TYPE, layers: [layer] },
      DOCKER_MEDIA_TYPE,
      /no usable file name/,
    ],
    ['a file outside', { ...image, layers: [titled('../x')] }, MANIFEST_MEDIA_TYPE, /no usable file name/],
    [
      'two files of one name',
      { ...image, layers: [titled('x'), titled('x')] },
      MANIFEST_MEDIA_TYPE,
      /two layers are called x/,
    ],
    [
      'a layer without a size',
      { ...image, layers: [{ ...titled('x'), size: '1' }] },
      MANIFEST_MEDIA_TYPE,
      /no size/,
    ],
    ['no layers', { ...image }, MANIFEST_MEDIA_TYPE, /no layers/],
    ['a list', [], MANIFEST_MEDIA_TYPE, /no layers/],
    ['null', null, MANIFEST_MEDIA_TYPE, /no map/],
  ])('as %s is no release, and is never written over', async (_what, content, mediaType, why) => {
    const { registry, repository } = await published();
    plant({ repository }, 'foreign', content, mediaType);
    const store = connect(registry.host);
    const refusal = await refusalOf(() => store.find('foreign'));
    expect(refusal).toMatchObject({ code: 'remote-damaged', message: expect.stringMatching(why) as string });
    const { releases, skipped } = await store.browse('');
    expect({ tags: releases.map(({ tag }) => tag), skipped }).toEqual({ tags: [TAG], skipped: ['foreign'] });
    expect((await refusalOf(() => store.publish(outgoing({ tag: 'foreign' })))).code).toBe(
      'release-conflict',
    );
    expect(repository.manifest('foreign')?.mediaType).toBe(mediaType);
  });

  it('that goes away while it is listed is passed over', async () => {
    const { registry, repository } = await published();
    registry.after = () => repository.tags.clear();
    expect(await connect(registry.host).browse('')).toEqual({ releases: [], skipped: [] });
  });

  it('is no reason to pass over an error', async () => {
    const { registry } = await published();
    registry.fault = (_index, { url }) => (url.pathname.includes('manifests') ? 'error 502' : undefined);
    expect((await refusalOf(() => connect(registry.host).browse(''))).code).toBe('remote-unreachable');
  });
});

describe('damage', () => {
  it('of a blob is told by name: missing, cut or changed', async () => {
    const { registry, repository } = await published();
    const asset = one.find(({ name }) => name === 'metadata.yaml');
    const digest = asset?.digest ?? '';
    const whole = repository.blobs.get(digest) ?? Buffer.alloc(0);
    const damage = [
      undefined,
      whole.subarray(1),
      Buffer.concat([whole, whole]),
      Buffer.from(whole).fill(65, 0, 1),
    ];
    for (const blob of damage) {
      if (blob) repository.blobs.set(digest, blob);
      else repository.blobs.delete(digest);
      const refusal = await refusalOf(() => read(connect(registry.host)));
      expect(refusal.code).toBe('remote-damaged');
      expect(refusal.message).toContain('metadata.yaml');
    }
  });

  it('of a blob by its size is mended by the next release that has it', async () => {
    const { registry, repository } = await published();
    const digest = one[0]?.digest ?? '';
    const [{ size } = { size: 0 }] = one;
    repository.blobs.set(digest, Buffer.alloc(size + 1));
    await connect(registry.host).publish(outgoing({ tag: 'docker-scs-1-34-v2' }));
    expect(repository.blobs.get(digest)).toHaveLength(size);
  });

  it('that comes up while a release is published is mended: blobs that go are sent again', async () => {
    const registry = await TestRegistry.start();
    const { blobs } = registry.repository(REPOSITORY);
    let losses = 0;
    registry.before = ({ method, url }) => {
      if (method === 'PUT' && url.pathname.includes('/manifests/sha256:') && losses++ === 0) blobs.clear();
      return Promise.resolve();
    };
    expect((await connect(registry.host).publish(outgoing())).status).toBe('published');
    expect(losses).toBe(2);
    expect(plain(await read(connect(registry.host)))).toEqual(plain(one));
  });

  it('of a date leaves it out', async () => {
    const { host } = await TestRegistry.start();
    const annotations = { ...ANNOTATIONS, 'org.opencontainers.image.created': 'yesterday\u001b[2J' };
    await connect(host).publish(outgoing({ annotations }));
    expect((await found(connect(host))).created).toBeUndefined();
  });

  it('of a manifest that is not what its digest says is no release', async () => {
    const { registry, repository } = await published();
    const manifest = repository.manifest(TAG);
    const bytes = Buffer.from(manifest?.bytes.toString().replace('v1.34.7', 'v1.34.8') ?? '');
    repository.manifests.set(manifest?.digest ?? '', { bytes, mediaType: MANIFEST_MEDIA_TYPE });
    const refusal = await refusalOf(() => connect(registry.host).find(TAG));
    expect(refusal.message).toContain(`expected ${manifest?.digest}`);
    expect((await refusalOf(() => connect(registry.host).publish(outgoing()))).kind).toBe('remote');
  });

  it('over 4 MiB of manifest is not read', async () => {
    const { registry, repository } = await published();
    plant({ repository }, TAG, ' '.repeat(4 * 1024 * 1024 + 1), MANIFEST_MEDIA_TYPE);
    expect((await refusalOf(() => connect(registry.host).find(TAG))).message).toContain(
      'more than 4194304 bytes',
    );
  });
});

describe('a server that is no registry', () => {
  const server = (reply: Reply) =>
    listen((message, response) => sendReply(response, reply, message.method === 'HEAD'));
  it.each([
    ['knows nothing', { status: 404, body: '<html>not found</html>' }, 'remote-refused'],
    ['shows a page for everything', { status: 200, body: '<html>welcome</html>' }, 'remote-damaged'],
    ['redirects in circles', { status: 302, headers: { location: '/v2/' } }, 'remote-unreachable'],
    ['redirects to nowhere', { status: 302 }, 'remote-unreachable'],
    [
      'redirects to a file',
      { status: 302, headers: { location: 'file:///etc/passwd' } },
      'remote-unreachable',
    ],
    ['answers with nonsense', { status: 418 }, 'remote-refused'],
  ])('and %s is refused, and never an empty remote', async (_what, reply, code) => {
    const { host } = await server(reply);
    for (const work of [() => connect(host).list('docker-'), () => connect(host).list('')])
      expect((await refusalOf(work)).code).toBe(code);
    expect((await refusalOf(() => connect(host).check('read'))).kind).toBe('remote');
    expect((await refusalOf(() => connect(host).check('write'))).kind).toBe('remote');
    expect((await refusalOf(() => connect(host).publish(outgoing()))).kind).toBe('remote');
  });

  it('and is not there at all is said so', async () => {
    const refusal = await refusalOf(() => connect('127.0.0.1:9').check('read'));
    expect(refusal).toMatchObject({
      code: 'remote-unreachable',
      message: expect.stringContaining('127.0.0.1:9') as string,
    });
  });
});

describe('the check before any work', () => {
  it('leaves nothing behind, also where an upload cannot be cancelled', async () => {
    for (const fault of [undefined, 'error 500', 'cut before the effect'] as const) {
      const registry = await TestRegistry.start();
      registry.fault = (_index, { method }) => (method === 'DELETE' ? fault : undefined);
      await connect(registry.host).check('write');
      expect(registry.log).toEqual([
        'GET /v2/',
        'POST blobs/uploads/',
        expect.stringMatching(/^DELETE blobs\/uploads\//) as string,
      ]);
      expect(registry.repositories.size).toBe(0);
    }
  });

  it('takes a repository that is not there yet for an empty one', async () => {
    const { host } = await TestRegistry.start();
    await connect(host).check('read');
  });
});

describe('a registry with TLS on this machine', () => {
  it.each(['answers plain HTTP', 'cuts plain HTTP'] as const)('that %s is found out', async (tls) => {
    const { host, ...rest } = await TestRegistry.start({ tls, absolute: 'own' }).then((it) => ({
      host: it.host,
      it,
    }));
    const store = connect(host, { http: { patience: QUICK, certificates: [TEST_CERTIFICATE] } });
    expect((await store.publish(outgoing())).status).toBe('published');
    expect(plain(await read(store))).toEqual(plain(one));
    expect(rest.it.asked.length).toBeGreaterThan(20);
  });

  it('is not trusted without its certificate', async () => {
    const { host } = await TestRegistry.start({ tls: 'answers plain HTTP' });
    const refusal = await refusalOf(() => connect(host).check('read'));
    expect(refusal.code).toBe('remote-unreachable');
    expect(refusal.message).toContain('certificate');
  });

  it('is not looked for where plain HTTP is asked for', async () => {
    const { host } = await TestRegistry.start({ tls: 'answers plain HTTP' });
    const http = { patience: QUICK, certificates: [TEST_CERTIFICATE] };
    expect((await refusalOf(() => connect(host, { plainHttp: true, http }).find(TAG))).code).toBe(
      'remote-refused',
    );
  });
});

it('large files go through in pieces, and go on after a cut', async () => {
  const registry = await TestRegistry.start();
  const bytes = Buffer.alloc(3_000_000, 'csctl');
  const large = makeAsset('node-images.yaml', bytes);
  await connect(registry.host).publish(outgoing({ assets: [streamOf(large)] }));
  let cuts = 0;
  registry.fault = (_index, { url, method }) =>
    method === 'GET' && url.pathname.includes('/blobs/') && cuts++ < 2 ? 'body cut in half' : undefined;
  const [asset] = (await found(connect(registry.host))).assets;
  if (!asset) throw new Error('there is no file');
  expect(contentDigest([await readAsset(asset)])).toBe(contentDigest([large]));
  const ranges = registry.asked.flatMap(({ headers: { range } }) => range ?? []);
  expect(ranges).toHaveLength(2);
  expect(ranges.every((range) => /^bytes=[1-9]\d+-$/.test(range))).toBe(true);
});

describe('a web server that is no registry', () => {
  it('is not taken for an empty one', async () => {
    const { host } = await listen((message, response) => {
      const body = '<html>welcome</html>';
      const headers = { 'content-type': 'text/html' };
      sendReply(response, { status: message.url === '/v2/' ? 200 : 404, headers, body });
    });
    for (const work of [() => connect(host).list('docker-scs-'), () => connect(host).check('read')]) {
      const refusal = await refusalOf(work);
      expect(refusal.code).toBe('remote-refused');
      expect(refusal.message).toContain('is no registry');
    }
  });
});

describe('a manifest that cannot be read', () => {
  it.each([
    ['is too large', Buffer.alloc(5 * 1024 * 1024, ' ')],
    ['is no JSON', Buffer.from('<html>')],
  ])('because it %s does not hide the others', async (_what, bytes) => {
    const { host } = await listen((message, response) => {
      const { url = '' } = message;
      const headers = {
        'content-type': 'application/json',
        'docker-distribution-api-version': 'registry/2.0',
      };
      if (url.includes('/tags/list')) {
        const body = JSON.stringify({ name: REPOSITORY, tags: [TAG, 'docker-scs-1-34-v2'] });
        return sendReply(response, { status: 200, headers, body });
      }
      const good = formatManifest(one, ANNOTATIONS);
      const body = url.endsWith(`/${TAG}`) ? good : bytes;
      const type = { 'content-type': MANIFEST_MEDIA_TYPE };
      return sendReply(response, { status: 200, headers: { ...headers, ...type }, body: Buffer.from(body) });
    });
    const { releases, skipped } = await connect(host).browse('docker-scs-');
    expect(releases.map(({ tag }) => tag)).toEqual([TAG]);
    expect(skipped).toEqual(['docker-scs-1-34-v2']);
    const refusal = await refusalOf(() => connect(host).find('docker-scs-1-34-v2'));
    expect(refusal.code).toBe('remote-damaged');
    expect(refusal.message).toContain('docker-scs-1-34-v2');
  });
});

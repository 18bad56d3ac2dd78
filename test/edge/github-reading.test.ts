// Finding, listing and reading releases on GitHub, however many there are and however they were made.
import { describe, expect, it } from 'vitest';
import { readAsset } from '../../src/stack/asset-stream.ts';
import { checksumsOf, CHECKSUMS_FILE, contentDigest, makeAsset, type Asset } from '../../src/stack/asset.ts';
import { storeOf } from '../support/github/client.ts';
import type { AssetState, ReleaseState } from '../support/github/records.ts';
import { filesOf, releaseOf, TAG } from '../support/github/release.ts';
import { COMMIT, type LoopbackGithub } from '../support/github/server.ts';
import { useGithub } from '../support/github/start.ts';
import { refusalOf } from '../support/refusal.ts';

const start = useGithub();

/** Puts a published release there as another program would. */
function add(
  github: LoopbackGithub,
  tag: string,
  files: readonly Asset[] = [],
  more: Partial<ReleaseState> = {},
): ReleaseState {
  const { setting, repository } = github;
  const assets = files.map(({ name, bytes, digest }): AssetState => ({
    id: setting.nextId(),
    name,
    contentType: 'application/octet-stream',
    bytes: Buffer.from(bytes),
    digest,
    state: 'uploaded',
  }));
  const release: ReleaseState = {
    id: setting.nextId(),
    tag,
    name: tag,
    body: '',
    draft: false,
    prerelease: false,
    target: 'main',
    published: '2025-01-02T03:04:05Z',
    created: '2025-01-02T03:04:05Z',
    assets,
    ...more,
  };
  repository.releases.push(release);
  if (!release.draft) repository.tags.set(tag, COMMIT);
  return release;
}

const paths = (github: LoopbackGithub) => github.log.map(({ path }) => path);

describe.concurrent('a release that another program made', () => {
  it('has no annotations, and the date of its publication', async () => {
    const github = await start();
    add(github, TAG, filesOf('one'), { body: 'Released by the Go csctl' });
    const release = await storeOf(github, { token: '' }).find(TAG);
    expect(release).toMatchObject({
      tag: TAG,
      annotations: {},
      created: '2025-01-02T03:04:05Z',
      manifest: undefined,
    });
    expect(release?.digest).toBe(contentDigest(filesOf('one')));
    expect(await storeOf(github).publish(releaseOf('one'))).toMatchObject({ status: 'identical' });
  });

  it.each([
    [
      'a file that was never uploaded to the end',
      (one: ReleaseState) => void (one.assets[1]!.state = 'starter'),
      'metadata',
    ],
    [
      'a file whose name leaves the folder',
      (one: ReleaseState) => void one.assets.push({ ...one.assets[0]!, name: '../x' }),
      '../x',
    ],
  ])('is damaged when it has %s', async (_what, spoil) => {
    const github = await start();
    spoil(add(github, TAG, filesOf('one')));
    add(github, 'docker-scs-1-34-v2', filesOf('two'));
    const store = storeOf(github);
    expect(await refusalOf(() => store.find(TAG))).toMatchObject({ code: 'remote-damaged' });
    expect(await refusalOf(() => store.publish(releaseOf('one')))).toMatchObject({ code: 'remote-damaged' });
    const { releases, skipped } = await store.browse('');
    expect(releases.map(({ tag }) => tag)).toEqual(['docker-scs-1-34-v2']);
    expect(skipped).toEqual([TAG]);
  });

  it('is read whole when it has more files than a page holds', async () => {
    const github = await start();
    const files = Array.from({ length: 234 }, (_, index) => makeAsset(`file-${index}`, `content ${index}`));
    add(github, TAG, files);
    const release = await storeOf(github).find(TAG);
    expect(release?.digest).toBe(contentDigest(files));
  });

  it('is not read as what it is not: bytes are checked', async () => {
    const github = await start();
    const release = add(github, TAG, filesOf('one'));
    const file = release.assets[1] as AssetState;
    file.bytes = Buffer.from(file.bytes.map((byte) => byte ^ 1));
    const [, found] = (await storeOf(github).find(TAG))?.assets ?? [];
    if (!found) throw new Error('there is no file');
    const refusal = await refusalOf(() => readAsset(found));
    expect(refusal).toMatchObject({ code: 'remote-damaged' });
    expect(refusal.message).toContain(file.name);
  });

  it('is hidden as long as it is a draft', async () => {
    const github = await start();
    add(github, TAG, filesOf('one'), { draft: true });
    const store = storeOf(github);
    expect(await store.find(TAG)).toBeUndefined();
    expect(await store.list('')).toEqual([]);
    expect(await store.browse('')).toEqual({ releases: [], skipped: [] });
  });

  it('is gone between finding and reading: that is said', async () => {
    const github = await start();
    add(github, TAG, filesOf('one'));
    const [file] = (await storeOf(github).find(TAG))?.assets ?? [];
    github.repository.releases.splice(0);
    if (!file) throw new Error('there is no file');
    expect(await refusalOf(() => readAsset(file))).toMatchObject({ code: 'remote-refused', kind: 'remote' });
  });
});

describe.concurrent('a server that knows no digests', () => {
  it('is asked for the list of the release, and for what that leaves out', async () => {
    const github = await start({ digests: false });
    const files = filesOf('one');
    const extra = makeAsset('signature.sig', 'signed');
    add(github, TAG, [...files, extra]);
    const release = await storeOf(github).find(TAG);
    expect(release?.digest).toBe(contentDigest([...files, extra]));
    expect(github.log.filter(({ host }) => host === 'storage')).toHaveLength(2);
  });

  it('is not asked for files by a listing, which leaves out the digest', async () => {
    const github = await start({ digests: false });
    const [sums, ...files] = filesOf('one');
    if (!sums) throw new Error('there is no list');
    add(github, TAG, files);
    add(github, 'docker-scs-1-34-v2', [sums, ...files]);
    const { releases } = await storeOf(github).browse('');
    const digests = new Map(releases.map(({ tag, digest }) => [tag, digest]));
    expect(digests.get(TAG)).toBeUndefined();
    expect(digests.get('docker-scs-1-34-v2')).toBe(contentDigest([sums, ...files]));
    expect(github.log.filter(({ host }) => host === 'storage')).toHaveLength(1);
    const metadata = releases
      .find(({ tag }) => tag === TAG)
      ?.assets.find(({ name }) => name === 'metadata.yaml');
    if (!metadata) throw new Error('there is no metadata.yaml');
    const { bytes } = await readAsset(metadata);
    expect(Buffer.from(bytes).toString()).toBe('one');
  });

  it('shows a list that lies when the file is read', async () => {
    const github = await start({ digests: false });
    const [, ...files] = filesOf('one');
    const lies = checksumsOf(filesOf('other').filter(({ name }) => name !== CHECKSUMS_FILE));
    add(github, TAG, [makeAsset(CHECKSUMS_FILE, lies), ...files]);
    const release = await storeOf(github).find(TAG);
    const file = release?.assets.find(({ name }) => name === 'metadata.yaml');
    if (!file) throw new Error('there is no file');
    expect(await refusalOf(() => readAsset(file))).toMatchObject({ code: 'remote-damaged' });
  });

  it('can be published to', async () => {
    const github = await start({ digests: false });
    expect(await storeOf(github).publish(releaseOf('one'))).toMatchObject({ status: 'published' });
    expect(await storeOf(github).publish(releaseOf('one'))).toMatchObject({ status: 'identical' });
    expect(await refusalOf(() => storeOf(github).publish(releaseOf('other')))).toMatchObject({
      code: 'release-conflict',
    });
  });
});

describe.concurrent('an Enterprise server', () => {
  it('has a path before those of the API', async () => {
    const github = await start({ prefix: '/api/v3' });
    const store = storeOf(github);
    await store.check('write');
    await store.publish(releaseOf('one'));
    for (const asset of (await store.find(TAG))?.assets ?? []) await readAsset(asset);
    expect(await store.list('docker-')).toEqual([TAG]);
    const api = github.log.filter(({ host }) => host === 'api');
    expect(api.every(({ path }) => path.startsWith('/api/v3/repos/o/stacks'))).toBe(true);
  });

  it('may be named with a slash at the end', async () => {
    const github = await start({ prefix: '/api/v3' });
    const apiUrl = new URL(`${github.apiUrl.href}/`);
    const { repository } = github;
    await storeOf({ apiUrl, repository } as LoopbackGithub).check('write');
    expect(paths(github)).toEqual(['/api/v3/repos/o/stacks']);
  });
});

describe.concurrent('ten thousand releases', () => {
  async function full(): Promise<LoopbackGithub> {
    const github = await start();
    for (let index = 0; index < 9_960; index += 1) add(github, `foreign-${index}`);
    for (let index = 0; index < 40; index += 1)
      add(github, `docker-scs-1-34-v${index + 1}`, filesOf(String(index)));
    return github;
  }

  it('take two requests to find the newest of a stack', async () => {
    const github = await full();
    const store = storeOf(github);
    const tags = await store.list('docker-scs-1-34-');
    expect(tags).toHaveLength(40);
    expect(await store.find('docker-scs-1-34-v40')).toBeDefined();
    expect(github.log).toHaveLength(2);
  });

  it('are all listed, page by page, and few of them one by one', async () => {
    const github = await full();
    expect((await storeOf(github).browse('docker-scs-1-34-v1')).releases).toHaveLength(11);
    expect(github.log).toHaveLength(12);
    github.forget();
    const { releases, skipped } = await storeOf(github).browse('');
    expect([releases.length, skipped.length]).toEqual([40, 9_960]);
    expect(github.log).toHaveLength(100);
    github.forget();
    expect((await storeOf(github).browse('docker-')).releases).toHaveLength(40);
    expect(github.log).toHaveLength(101);
  });

  it('do not make a publish longer', async () => {
    const github = await full();
    await storeOf(github).publish(releaseOf('new', 'docker-scs-1-34-v41'));
    expect(github.log).toHaveLength(13);
  });
});

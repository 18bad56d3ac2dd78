// OCI layouts on disk: their bytes, every kind of damage, locks, full disks, and processes that are killed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { formatManifest } from '../../src/archive/oci-manifest.ts';
import { OciLayoutStore } from '../../src/io/layout/oci-layout.ts';
import { listReleases } from '../../src/release/reading/list.ts';
import { streamOf } from '../../src/stack/asset.ts';
import { bundleScript, Child } from '../support/child-script.ts';
import { refusalOf } from '../support/refusal.ts';
import { ANNOTATIONS, plain, sampleAssets, TAG } from '../support/sample-release.ts';
import { publishAssets, readRelease } from '../support/store.ts';
import { snapshot, tempFolder, withoutPrivileges, writeFiles } from '../support/temp-folder.ts';

const LOCK = '.csctl.lock';
const one = sampleAssets('one');
const storeAt = (folder: string) => new OciLayoutStore(folder, 'remote');
const publish = (folder: string, tag = TAG, assets = one) =>
  publishAssets(storeAt(folder), tag, assets, ANNOTATIONS);
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const blob = (hex: string) => join('blobs', 'sha256', hex);

/** A layout with one release, and the paths of its parts. */
async function layout() {
  const folder = join(tempFolder(), 'remote');
  const { digest } = await publish(folder);
  return { folder, digest, manifest: join(folder, blob(digest.slice(7))), index: join(folder, 'index.json') };
}

interface Json {
  [key: string]: unknown;
  manifests: Record<string, unknown>[];
  layers: { annotations: Record<string, unknown> | null; [key: string]: unknown }[];
}

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Json;

function edit(file: string, change: (content: Json) => unknown): void {
  const content = readJson(file);
  writeFileSync(file, JSON.stringify(change(content) ?? content));
}

/** Puts another manifest in the place of the one of TAG, with a digest that fits. */
function editManifest(folder: string, change: (manifest: Json) => unknown): void {
  const index = join(folder, 'index.json');
  const [entry] = readJson(index).manifests;
  const manifest = readJson(join(folder, blob(String(entry?.['digest']).slice(7))));
  replaceManifest(folder, JSON.stringify(change(manifest) ?? manifest));
}

function replaceManifest(folder: string, content: string): void {
  writeFileSync(join(folder, blob(sha256(content))), content);
  edit(join(folder, 'index.json'), ({ manifests: [entry] }) => {
    Object.assign(entry ?? {}, { digest: `sha256:${sha256(content)}`, size: Buffer.byteLength(content) });
  });
}

describe('the bytes of a layout', () => {
  it('are those of the OCI specification, with the manifest as csctl pushes it', async () => {
    const { folder, digest, manifest } = await layout();
    const layers = [...one].sort((a, b) => (a.name < b.name ? -1 : 1));
    const manifestText = readFileSync(manifest, 'utf8');
    const written = [
      ...layers.map(({ bytes }) => Buffer.from(bytes)),
      Buffer.from('{}'),
      Buffer.from(manifestText),
    ];
    expect(snapshot(folder)).toEqual({
      'oci-layout': '{"imageLayoutVersion":"1.0.0"}',
      'index.json': JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.index.v1+json',
        manifests: [
          {
            mediaType: 'application/vnd.oci.image.manifest.v1+json',
            digest,
            size: manifestText.length,
            annotations: { 'org.opencontainers.image.ref.name': TAG },
          },
        ],
      }),
      'blobs/': '',
      'blobs/sha256/': '',
      ...Object.fromEntries(written.map((bytes) => [blob(sha256(bytes)), bytes.toString('latin1')])),
    });
    const mediaTypes = {
      SHA256SUMS: 'text/plain',
      'cluster-addon-values.yaml': 'application/vnd.oci.image.layer.v1.tar',
      'docker-scs-1-34-cluster-addon-v1.tgz': 'application/vnd.scs.cluster-addon.layer.v1.tar+gzip',
      'docker-scs-1-34-cluster-class-v1.tgz': 'application/vnd.scs.cluster-class.v1.tar+gzip',
      'hashes.json': 'application/vnd.scs.hashes.layer.v1+yaml',
      'metadata.yaml': 'application/vnd.scs.metadata.layer.v1+yaml',
    };
    expect(manifestText).toBe(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        artifactType: 'application/vnd.scs.cluster-stacks.v1',
        config: {
          mediaType: 'application/vnd.oci.empty.v1+json',
          digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
          size: 2,
          data: 'e30=',
        },
        layers: Object.entries(mediaTypes).map(([name, mediaType], index) => ({
          mediaType,
          digest: layers[index]?.digest,
          size: layers[index]?.size,
          annotations: { 'org.opencontainers.image.title': name },
        })),
        annotations: { hash: 'zceco7o', kubernetesVersion: 'v1.34.7' },
      }),
    );
  });

  it('keep what others wrote into index.json, its keys and entries', async () => {
    const { folder, index } = await layout();
    const foreign = [
      {
        mediaType: 'application/vnd.oci.image.index.v1+json',
        digest: `sha256:${'0'.repeat(64)}`,
        size: 7,
        platform: { os: 'x' },
      },
      {
        mediaType: 'application/x-other',
        digest: 'sha512:ab',
        size: 0,
        annotations: { a: 'b' },
        urls: ['u'],
      },
      {
        mediaType: 'application/x-other',
        digest: 'sha512:cd',
        size: 0,
        annotations: { 'org.opencontainers.image.ref.name': 5 },
      },
      { mediaType: 'application/x-other', digest: 'sha512:ef', size: 0, annotations: null },
    ];
    edit(index, (content) => {
      content.manifests.push(...foreign);
      content['annotations'] = { by: 'hand' };
    });
    expect(await storeAt(folder).list('')).toEqual([TAG]);
    await publish(folder, 'v2');
    const { manifests, ...rest } = readJson(index);
    expect(manifests.slice(1, -1)).toEqual(foreign);
    expect(rest).toEqual({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      annotations: { by: 'hand' },
    });
    expect(await storeAt(folder).list('')).toEqual([TAG, 'v2']);
  });

  it('are not written again where they are right, and mended where they are not', async () => {
    const { folder } = await layout();
    const shared = join(folder, blob(String(one[1]?.digest.slice(7))));
    const altered = join(
      folder,
      blob(String(one.find(({ name }) => name === 'metadata.yaml')?.digest.slice(7))),
    );
    utimesSync(shared, 1, 1);
    writeFileSync(altered, 'altered');
    const { ino } = lstatSync(shared);
    await publish(folder, 'v2');
    expect(lstatSync(shared)).toMatchObject({ ino, mtimeMs: 1000 });
    expect(plain(await readRelease(storeAt(folder), 'v2'))).toEqual(plain(one));
  });

  it('are not touched by a publication that changes nothing', async () => {
    const { folder } = await layout();
    const before = snapshot(folder);
    await publish(folder);
    await refusalOf(() => publish(folder, TAG, sampleAssets('other')));
    expect(snapshot(folder)).toEqual(before);
  });

  it('may have a tag twice, if both mean the same release', async () => {
    const { folder, index } = await layout();
    edit(index, ({ manifests }) => void manifests.push({ ...manifests[0] }));
    expect(await storeAt(folder).list('')).toEqual([TAG]);
    expect(plain(await readRelease(storeAt(folder), TAG))).toEqual(plain(one));
    expect((await publish(folder)).status).toBe('identical');
  });
});

describe('an empty remote', () => {
  it.each<[string, Record<string, string>]>([
    ['an absent folder', {}],
    ['an empty folder', { 'remote/': '' }],
    [
      'a folder that a run was killed in while making it',
      { 'remote/blobs/sha256/': '', 'remote/oci-layout': '{"imageLayoutVersion":"1.0.0"}' },
    ],
    [
      'a folder with leftovers of a killed run',
      { 'remote/index.json.4.tmp': '{', [`remote/${LOCK}.4`]: '', 'remote/blobs/': '' },
    ],
  ])('is %s', async (_what, files) => {
    const folder = join(tempFolder(files), 'remote');
    expect(await storeAt(folder).list('')).toEqual([]);
    expect((await refusalOf(() => readRelease(storeAt(folder), TAG))).code).toBe('release-not-found');
    expect((await publish(folder)).status).toBe('published');
    expect(plain(await readRelease(storeAt(folder), TAG))).toEqual(plain(one));
  });

  it('that is not there is told by list, which cannot know whether it is a typing error', async () => {
    const folder = tempFolder({ 'empty/': '' });
    await publish(join(folder, 'used'));
    const stores = ['typo', 'empty', 'used'].map((name) => new OciLayoutStore(join(folder, name), name));
    const notes: string[] = [];
    const filter = { prefixes: ['docker', 'openstack'], minors: [], channels: [] };
    const listed = await listReleases(stores, filter, { note: (message) => notes.push(message) });
    expect(Object.keys(listed)).toEqual(['releases', 'foreign']);
    expect(listed.releases.map(({ tag }) => tag)).toEqual([TAG]);
    expect([...new Set(notes)]).toEqual([
      'layout:typo: there is no such folder; it counts as an empty remote',
    ]);
  });

  it('is not made by looking at it', async () => {
    const parent = tempFolder();
    await storeAt(join(parent, 'remote')).list('');
    await refusalOf(() => readRelease(storeAt(join(parent, 'remote')), TAG));
    expect(readdirSync(parent)).toEqual([]);
  });
});

describe('a damaged layout', () => {
  type Damage = (parts: Awaited<ReturnType<typeof layout>>) => void;
  const index =
    (change: (content: Json) => unknown): Damage =>
    (parts) =>
      edit(parts.index, change);
  const manifest =
    (change: (content: Json) => unknown): Damage =>
    ({ folder }) =>
      editManifest(folder, change);
  const firstLayer = (change: (layer: Json['layers'][number]) => unknown): Damage =>
    manifest(({ layers: [layer] }) => void (layer && change(layer)));
  const title = (name: string) =>
    firstLayer((layer) => (layer.annotations = { 'org.opencontainers.image.title': name }));
  const aLayer = (folder: string) => join(folder, blob(String(one[2]?.digest.slice(7))));

  const everywhere: [string, Damage][] = [
    ['index.json is missing', (parts) => rmSync(parts.index)],
    ['index.json is empty', (parts) => writeFileSync(parts.index, '')],
    ['index.json is no JSON', (parts) => writeFileSync(parts.index, '{"schemaVersion":2,"manif')],
    ['index.json is null', (parts) => writeFileSync(parts.index, 'null')],
    ['index.json is a list', (parts) => writeFileSync(parts.index, '[]')],
    ['index.json has no manifests', index((content) => ({ ...content, manifests: undefined }))],
    ['the manifests are no list', index((content) => ({ ...content, manifests: {} }))],
    ['an entry is null', index((content) => ({ ...content, manifests: [...content.manifests, null] }))],
    ['an entry has no digest', index(({ manifests: [entry] }) => void delete entry?.['digest'])],
    ['index.json is of another schema', index((content) => ({ ...content, schemaVersion: 1 }))],
    ['index.json is a folder', (parts) => (rmSync(parts.index), writeFiles(parts.index, { 'a/': '' }))],
    ['oci-layout is missing', ({ folder }) => rmSync(join(folder, 'oci-layout'))],
    [
      'oci-layout is of another version',
      ({ folder }) => writeFiles(folder, { 'oci-layout': '{"imageLayoutVersion":"2.0.0"}' }),
    ],
    ['oci-layout is no JSON', ({ folder }) => writeFiles(folder, { 'oci-layout': '' })],
    ['oci-layout is null', ({ folder }) => writeFiles(folder, { 'oci-layout': 'null' })],
    [
      'only blobs of another algorithm are left',
      ({ folder }) => (rmSync(folder, { recursive: true }), writeFiles(folder, { 'blobs/sha512/ab': '' })),
    ],
    [
      'only other files are left',
      ({ folder }) => (rmSync(folder, { recursive: true }), writeFiles(folder, { 'README.md': '' })),
    ],
    [
      'the folder is a file',
      ({ folder }) => (rmSync(folder, { recursive: true }), writeFileSync(folder, '')),
    ],
    [
      'the folder is below a file',
      ({ folder }) => (
        rmSync(join(folder, '..'), { recursive: true }),
        writeFileSync(join(folder, '..'), '')
      ),
    ],
    [
      'the folder is a link to nothing',
      ({ folder }) => (rmSync(folder, { recursive: true }), symlinkSync('nothing', folder)),
    ],
    [
      'the folder is a link to itself',
      ({ folder }) => (rmSync(folder, { recursive: true }), symlinkSync('remote', folder)),
    ],
  ];

  const inTheRelease: [string, Damage][] = [
    ['the manifest is missing', (parts) => rmSync(parts.manifest)],
    [
      'the manifest was altered',
      (parts) =>
        writeFileSync(parts.manifest, readFileSync(parts.manifest, 'utf8').replace('v1.34.7', 'v1.34.8')),
    ],
    [
      'the manifest is truncated',
      (parts) => writeFileSync(parts.manifest, readFileSync(parts.manifest).subarray(0, 99)),
    ],
    ['the manifest is no JSON', ({ folder }) => replaceManifest(folder, '<html>')],
    ['the manifest is null', ({ folder }) => replaceManifest(folder, 'null')],
    ['the manifest has no layers', manifest((content) => ({ ...content, layers: undefined }))],
    ['the manifest is an index', manifest((content) => ({ ...content, layers: undefined, manifests: [] }))],
    [
      'the size in index.json is wrong',
      index(({ manifests: [entry] }) => Object.assign(entry ?? {}, { size: 1 }) && undefined),
    ],
    [
      'the digest in index.json is none',
      index(
        ({ manifests: [entry] }) => Object.assign(entry ?? {}, { digest: 'sha256:../../x' }) && undefined,
      ),
    ],
    ['a layer is null', manifest((content) => ({ ...content, layers: [null] }))],
    ['a layer has no title', firstLayer((layer) => (layer.annotations = null))],
    ['a title has a path', title('a/metadata.yaml')],
    ['a title leads out', title('../metadata.yaml')],
    ['a title is ..', title('..')],
    ['a title has a backslash', title('a\\b')],
    ['a title is empty', title('')],
    ['two titles are the same', title('metadata.yaml')],
    ['a layer has no digest', firstLayer((layer) => delete layer['digest'])],
    ['the digest of a layer leads out', firstLayer((layer) => (layer['digest'] = 'sha256:../../oci-layout'))],
    ['the size of a layer is wrong', firstLayer((layer) => (layer['size'] = 1))],
    ['a file is missing', ({ folder }) => rmSync(aLayer(folder))],
    [
      'a file was altered, its length is right',
      ({ folder }) =>
        writeFileSync(
          aLayer(folder),
          readFileSync(aLayer(folder)).map((byte) => byte ^ 1),
        ),
    ],
    [
      'a file is truncated',
      ({ folder }) => writeFileSync(aLayer(folder), readFileSync(aLayer(folder)).subarray(1)),
    ],
    ['a file is empty', ({ folder }) => writeFileSync(aLayer(folder), '')],
    [
      'a file is a folder',
      ({ folder }) => (rmSync(aLayer(folder)), writeFiles(aLayer(folder), { 'a/': '' })),
    ],
    ['the blobs are gone', ({ folder }) => rmSync(join(folder, 'blobs'), { recursive: true })],
    [
      'the tag is there twice, with two digests',
      index(({ manifests }) => void manifests.push({ ...manifests[0], digest: `sha256:${'0'.repeat(64)}` })),
    ],
  ];
  const refused = {
    kind: 'remote',
    code: expect.stringMatching(/^remote-(damaged|unreachable)$/) as unknown,
  };

  it.each(everywhere)('is no empty remote: %s', async (_what, damage) => {
    const parts = await layout();
    damage(parts);
    const { folder } = parts;
    expect(await refusalOf(() => storeAt(folder).list(''))).toMatchObject(refused);
    expect(await refusalOf(() => storeAt(folder).list('other-'))).toMatchObject(refused);
    expect(await refusalOf(() => readRelease(storeAt(folder), TAG))).toMatchObject(refused);
    expect(await refusalOf(() => publish(folder, 'v2'))).toMatchObject(refused);
  });

  it.each(inTheRelease)('does not give away a wrong release: %s', async (_what, damage) => {
    const parts = await layout();
    await publish(parts.folder, 'v2', sampleAssets('other'));
    damage(parts);
    const { folder } = parts;
    expect(await refusalOf(() => readRelease(storeAt(folder), TAG))).toMatchObject(refused);
    expect(await refusalOf(() => publish(folder))).toMatchObject(refused);
    // What is damaged may be known for other content all the same.
    const { code } = await refusalOf(() => publish(folder, TAG, sampleAssets('other')));
    expect(code).toMatch(/^(?:remote-damaged|remote-unreachable|release-conflict)$/);
    expect(await storeAt(folder).list('')).toEqual([TAG, 'v2']);
  });

  it('says in its message which remote is damaged and where', async () => {
    const { folder } = await layout();
    writeFileSync(aLayer(folder), '');
    const { message, hint } = await refusalOf(() => readRelease(storeAt(folder), TAG));
    // Both archives of the sample are this blob.
    const archive = String(one[2]?.name).replace('addon', '(?:addon|class)');
    const expected = `^${archive} from ${TAG} on layout:remote has 0 bytes instead of ${one[2]?.size}$`;
    expect(message).toMatch(new RegExp(expected));
    expect(hint).not.toBe('');
  });

  it('still gives the files that were asked for and are whole', async () => {
    const { folder } = await layout();
    rmSync(aLayer(folder));
    expect((await readRelease(storeAt(folder), TAG, ['metadata.yaml'])).map(({ name }) => name)).toEqual([
      'metadata.yaml',
    ]);
  });

  it.each(['.', '..', 'index.json', 'oci-layout', 'blobs/sha256'])(
    'cannot be read without permission: %s',
    async (path) => {
      const { folder } = await layout();
      chmodSync(join(folder, path), 0);
      await withoutPrivileges(async () => {
        expect(await refusalOf(() => readRelease(storeAt(folder), TAG))).toMatchObject(refused);
        if (path !== 'blobs/sha256')
          expect(await refusalOf(() => storeAt(folder).list(''))).toMatchObject(refused);
      });
      chmodSync(join(folder, path), 0o755);
    },
  );

  it('is refused when it cannot be written, and stays as it is', async () => {
    const { folder } = await layout();
    const before = snapshot(folder);
    for (const path of ['.', 'blobs/sha256']) chmodSync(join(folder, path), 0o555);
    const refusal = await withoutPrivileges(() => refusalOf(() => publish(folder, 'v2')));
    for (const path of ['.', 'blobs/sha256']) chmodSync(join(folder, path), 0o755);
    expect(refusal).toMatchObject(refused);
    expect(snapshot(folder)).toEqual(before);
  });

  it('is not made by a disk that is full', async () => {
    const { folder } = await layout();
    const before = readFileSync(join(folder, 'index.json'), 'utf8');
    const script = bundleScript('publish-large', tempFolder());
    const { code, lines } = await Child.start(script, [folder], 'ulimit -f 64').ended;
    expect({ code, lines }).toEqual({ code: 0, lines: ['remote-unreachable'] });
    expect(readFileSync(join(folder, 'index.json'), 'utf8')).toBe(before);
    const left = Object.keys(snapshot(folder)).filter((path) => path.includes('.tmp') || path.includes(LOCK));
    expect(left).toEqual([]);
    expect((await publish(folder, 'v2')).status).toBe('published');
  });
});

describe('a tag of a layout that holds something else', () => {
  const image = {
    schemaVersion: 2,
    config: { mediaType: 'application/x', digest: `sha256:${'1'.repeat(64)}`, size: 1 },
    layers: [{ mediaType: 'application/x', digest: `sha256:${'2'.repeat(64)}`, size: 1 }],
  };
  const foreign: [string, string][] = [
    ['an image', JSON.stringify(image)],
    ['an index', '{"schemaVersion":2,"manifests":[]}'],
    ['no JSON', '<html>'],
  ];

  it.each(foreign)('as %s is skipped by a listing, and no release', async (_what, content) => {
    const { folder } = await layout();
    replaceManifest(folder, content);
    await publish(folder, 'docker-scs-1-34-v2');
    const { releases, skipped } = await storeAt(folder).browse('');
    expect({ tags: releases.map(({ tag }) => tag), skipped }).toEqual({
      tags: ['docker-scs-1-34-v2'],
      skipped: [TAG],
    });
    const refusal = await refusalOf(() => storeAt(folder).find(TAG));
    expect(refusal.code).toBe('remote-damaged');
    expect(refusal.message).toContain(`${TAG} is no release`);
  });

  it('is not looked at where no release can have its name', async () => {
    const { folder, index } = await layout();
    const absent = { mediaType: 'application/x', digest: `sha256:${'3'.repeat(64)}`, size: 1 };
    edit(index, ({ manifests }) => {
      for (const tag of ['latest', 'docker-scs-1-34-v01'])
        manifests.push({ ...absent, annotations: { 'org.opencontainers.image.ref.name': tag } });
    });
    const { releases, skipped } = await storeAt(folder).browse('');
    expect(releases.map(({ tag }) => tag)).toEqual([TAG]);
    expect(skipped).toEqual(['latest', 'docker-scs-1-34-v01']);
  });

  it.each<[string, (manifest: string) => void]>([
    ['missing', (manifest) => rmSync(manifest)],
    ['altered', (manifest) => writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('7', '8'))],
  ])('is damage where its manifest is %s', async (_what, damage) => {
    const { folder, manifest } = await layout();
    damage(manifest);
    expect((await refusalOf(() => storeAt(folder).browse(''))).code).toBe('remote-damaged');
  });
});

describe('a copy into a layout', () => {
  const config = Buffer.from('{"made":"elsewhere"}');
  const descriptor = { mediaType: 'application/x', digest: `sha256:${sha256(config)}`, size: config.length };
  const mediaType = 'application/vnd.docker.distribution.manifest.v2+json';
  const copy = (folder: string, more: object, assets = one) => {
    const manifest = JSON.parse(Buffer.from(formatManifest(one, ANNOTATIONS)).toString()) as object;
    const bytes = Buffer.from(JSON.stringify({ ...manifest, ...more }));
    return storeAt(folder).publish({
      tag: TAG,
      assets: assets.map(streamOf),
      annotations: {},
      manifest: bytes,
    });
  };

  it('has the config that stands in the manifest', async () => {
    const folder = join(tempFolder(), 'remote');
    await copy(folder, { config: { ...descriptor, data: config.toString('base64') } });
    expect(readFileSync(join(folder, blob(sha256(config))))).toEqual(config);
  });

  it('is refused where its config cannot be had, and takes one that is there', async () => {
    const { folder } = await layout();
    rmSync(join(folder, 'index.json'));
    rmSync(join(folder, 'blobs'), { recursive: true });
    const refusal = await refusalOf(() => copy(folder, { config: descriptor }));
    expect(refusal.code).toBe('remote-refused');
    expect(refusal.message).toContain('the config');
    expect(await storeAt(folder).list('')).toEqual([]);
    writeFileSync(join(folder, blob(sha256(config))), config);
    expect((await copy(folder, { config: descriptor })).status).toBe('published');
  });

  it('is in the index as what its manifest says it is', async () => {
    const folder = join(tempFolder(), 'remote');
    await copy(folder, { mediaType });
    expect(readJson(join(folder, 'index.json')).manifests).toMatchObject([{ mediaType }]);
    expect((await storeAt(folder).browse('')).releases.map(({ tag }) => tag)).toEqual([TAG]);
  });

  it('of a manifest that is not that of the files is a bug', async () => {
    const folder = join(tempFolder(), 'remote');
    await expect(copy(folder, {}, sampleAssets('other'))).rejects.toThrow('is not that of its files');
  });
});

describe('the lock of a layout', () => {
  const lock = (folder: string, pid: number, host = hostname()) =>
    writeFiles(folder, { [LOCK]: JSON.stringify({ pid, host }) });
  /** A process that is over; its number is not given to another so soon. */
  const gone = () => spawnSync(process.execPath, ['-e', '']).pid;

  it('is gone after every publication, also a refused one', async () => {
    const { folder } = await layout();
    await refusalOf(() => publish(folder, TAG, sampleAssets('other')));
    expect(readdirSync(folder).sort()).toEqual(['blobs', 'index.json', 'oci-layout']);
  });

  it('is taken over from a process that is gone', async () => {
    const folder = join(tempFolder(), 'remote');
    lock(folder, gone());
    expect((await publish(folder)).status).toBe('published');
    expect(readdirSync(folder).sort()).toEqual(['blobs', 'index.json', 'oci-layout']);
  });

  it('of a process that is gone is cleared away by one run only, lest it clear away the next one', async () => {
    const { folder } = await layout();
    const guard = join(folder, `${LOCK}.takeover`);
    lock(folder, gone());
    writeFileSync(guard, JSON.stringify({ pid: process.ppid, host: hostname() }));
    const publishing = publish(folder, 'v2');
    expect(await Promise.race([publishing, delay(200, 'waiting')])).toBe('waiting');
    writeFileSync(guard, JSON.stringify({ pid: gone(), host: hostname() }));
    expect((await publishing).status).toBe('published');
    expect(readdirSync(folder).sort()).toEqual(['blobs', 'index.json', 'oci-layout']);
  });

  it.each<[string, (folder: string) => void]>([
    ['a running process', (folder) => lock(folder, process.ppid)],
    ['a process of another machine', (folder) => lock(folder, gone(), 'elsewhere.example')],
  ])('of %s is waited for, and does not keep readers out', async (_what, hold) => {
    const { folder } = await layout();
    hold(folder);
    const publishing = publish(folder, 'v2');
    expect(await Promise.race([publishing, delay(300, 'waiting')])).toBe('waiting');
    expect(await storeAt(folder).list('')).toEqual([TAG]);
    rmSync(join(folder, LOCK));
    expect((await publishing).status).toBe('published');
  });

  it.each(['', '{', 'null', '[]', '"x"', '{"pid":"x"}'])(
    'that nobody can read (%j) is not broken, and named in the refusal',
    async (content) => {
      const { folder } = await layout();
      writeFiles(folder, { [LOCK]: content });
      const now = Date.now();
      const clock = vi
        .spyOn(Date, 'now')
        .mockReturnValueOnce(now)
        .mockReturnValue(now + 60_000);
      const refusal = await refusalOf(() => publish(folder, 'v2')).finally(() => clock.mockRestore());
      expect(refusal).toMatchObject({ code: 'remote-locked', kind: 'remote' });
      expect(refusal.hint).toContain(LOCK);
      expect(readFileSync(join(folder, LOCK), 'utf8')).toBe(content);
    },
  );

  it('lets many processes publish at once, also when it has to be taken over', async () => {
    const work = tempFolder();
    const folder = join(work, 'remote');
    const script = bundleScript('publish-loop', work);
    lock(folder, gone());
    const children = Array.from({ length: 10 }, (_, index) =>
      Child.start(script, [folder, `p${index}`, '5']),
    );
    const ended = await Promise.all(children.map((child) => child.ended));
    expect(ended.map(({ code, errors }) => ({ code, errors }))).toEqual(
      ended.map(() => ({ code: 0, errors: '' })),
    );
    expect([...(await storeAt(folder).list(''))].sort()).toEqual(ended.flatMap(({ lines }) => lines).sort());
    expect(await storeAt(folder).list('')).toHaveLength(50);
    expect(readdirSync(folder).sort()).toEqual(['blobs', 'index.json', 'oci-layout']);
  });
});

describe('processes that are killed while they publish', () => {
  it('lose nothing that they said was published, and leave whole releases only', async () => {
    const work = tempFolder();
    const folder = join(work, 'remote');
    const script = bundleScript('publish-loop', work);
    const said: string[] = [];
    for (let round = 0; round < 12; round += 1) {
      const children = ['a', 'b'].map((name) => Child.start(script, [folder, `${name}${round}`, '100000']));
      await Promise.all(children.map((child) => child.speaks()));
      await delay(Math.random() * 40);
      for (const child of children) said.push(...(await child.kill()).lines);
    }
    expect(said.length).toBeGreaterThanOrEqual(24);
    const listed = await storeAt(folder).list('');
    expect(said.filter((tag) => !listed.includes(tag))).toEqual([]);
    for (const tag of listed)
      expect(plain(await readRelease(storeAt(folder), tag))).toEqual(plain(sampleAssets(tag)));
    expect((await publish(folder)).status).toBe('published');
  });

  it('leave drafts that do no harm', async () => {
    const { folder } = await layout();
    writeFiles(folder, {
      'index.json.7.tmp': '{',
      'oci-layout.7.tmp': '',
      [`${blob('0'.repeat(64))}.7.tmp`]: 'half',
    });
    expect(await storeAt(folder).list('')).toEqual([TAG]);
    expect((await publish(folder, 'v2')).status).toBe('published');
    expect(plain(await readRelease(storeAt(folder), 'v2'))).toEqual(plain(one));
  });
});

describe('two publishers of different content', () => {
  it('for one tag, a hundred times: one wins, and the other is told of the conflict', async () => {
    const contents = [one, sampleAssets('other')] as const;
    for (let round = 0; round < 100; round += 1) {
      const folder = join(tempFolder(), 'remote');
      const done = await Promise.allSettled(contents.map((content) => publish(folder, TAG, content)));
      const winner = done.findIndex(({ status }) => status === 'fulfilled');
      expect(done[1 - winner], `round ${round}`).toMatchObject({
        status: 'rejected',
        reason: { code: 'release-conflict', kind: 'conflict' },
      });
      expect(plain(await readRelease(storeAt(folder), TAG)), `round ${round}`).toEqual(
        plain(contents[winner] ?? []),
      );
    }
  });
});

// The OCI manifest: csctl's layers, and titles that stay plain file names.
import { describe, expect, it } from 'vitest';
import {
  formatManifest,
  isPlainName,
  parseManifest,
  type Manifest,
} from '../../../src/archive/oci-manifest.ts';
import { infoOf, makeAsset } from '../../../src/stack/asset.ts';

const assets = ['metadata.yaml', 'hashes.json', 'clusteraddon.yaml'].map((name) => makeAsset(name, name));
const annotations = { kubernetesVersion: 'v1.34.7', hash: 'azlfam7' };
const bytes = formatManifest(assets, annotations);
const DIGEST = `sha256:${'0'.repeat(64)}`;
const layer = (title: unknown, digest: unknown = DIGEST) => ({
  ...{ mediaType: 'x', size: 1, digest },
  annotations: { 'org.opencontainers.image.title': title },
});
const parse = (manifest: unknown) => parseManifest(Buffer.from(JSON.stringify(manifest)));

describe('formatManifest', () => {
  const manifest = JSON.parse(Buffer.from(bytes).toString()) as Manifest;

  it('is an artifact with the empty config and one layer a file, in alphabetical order', () => {
    expect(manifest).toMatchObject({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactType: 'application/vnd.scs.cluster-stacks.v1',
      config: {
        mediaType: 'application/vnd.oci.empty.v1+json',
        digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
        size: 2,
        data: 'e30=',
      },
    });
    expect(manifest.layers.map((l) => l.annotations?.['org.opencontainers.image.title'])).toEqual([
      ...['clusteraddon.yaml', 'hashes.json', 'metadata.yaml'],
    ]);
    for (const [i, { size, digest, mediaType }] of manifest.layers.entries()) {
      const asset = [...assets].reverse()[[0, 1, 2][i] ?? 0];
      expect({ size, digest, mediaType }).toEqual({
        size: asset?.size,
        digest: asset?.digest,
        mediaType: asset?.mediaType,
      });
    }
  });

  it('is the same bytes whatever the order of files and annotations', () => {
    const reversed = Object.fromEntries(Object.entries(annotations).reverse());
    expect(formatManifest([...assets].reverse(), reversed)).toEqual(bytes);
    expect(Object.keys(manifest.annotations)).toEqual(['hash', 'kubernetesVersion']);
  });

  it('is undone by parseManifest', () => {
    const parsed = parseManifest(bytes);
    expect(parsed.annotations).toEqual(annotations);
    expect(parsed.assets).toEqual(assets.map(infoOf).sort((a, b) => (a.name < b.name ? -1 : 1)));
    expect(parsed.config).toEqual(manifest.config);
  });
});

describe('parseManifest', () => {
  it('has no annotations where there are none', () =>
    expect(parse({ layers: [] })).toEqual({
      assets: [],
      annotations: {},
      created: undefined,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: undefined,
    }));

  it('leaves out annotations that are no texts, and a date that is none', () => {
    const created = 'org.opencontainers.image.created';
    const odd = { [created]: 5, kubernetesVersion: 5, hash: null, a: 'b' };
    expect(parse({ layers: [], annotations: odd })).toMatchObject({
      annotations: { a: 'b' },
      created: undefined,
    });
    expect(parse({ layers: [], annotations: 5 }).annotations).toEqual({});
    for (const [text, date] of [
      ['yesterday\u001b[2J', undefined],
      ['2026-01-02', undefined],
      ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'],
      ['2026-01-02T03:04:05.678+01:00', '2026-01-02T03:04:05.678+01:00'],
    ])
      expect(parse({ layers: [], annotations: { [created]: text } }).created).toBe(date);
  });

  it('says what is no JSON', () => {
    expect(() => parseManifest(Buffer.from('<html>'))).toThrow('it is no JSON');
  });

  it.each<[string, unknown, string]>([
    ['null', null, 'it is no map'],
    ['an index', { manifests: [{}, {}] }, 'it is an index of 2 manifests'],
    ['layers that are no list', { layers: 'x' }, 'it has no layers'],
    ['a layer that is null', { layers: [null] }, 'a layer has no usable file name: undefined'],
    [
      'a layer without annotations',
      { layers: [{ digest: DIGEST }] },
      'a layer has no usable file name: undefined',
    ],
    ['a title that leaves the folder', { layers: [layer('../x')] }, 'a layer has no usable file name: ../x'],
    ['a title that is a number', { layers: [layer(1)] }, 'a layer has no usable file name: 1'],
    ['another digest than sha256', { layers: [layer('a', 'sha512:00')] }, 'the layer a has no sha256 digest'],
    ['no digest', { layers: [layer('a', null)] }, 'the layer a has no sha256 digest'],
    ['a digest with a path', { layers: [layer('a', `${DIGEST}/../x`)] }, 'the layer a has no sha256 digest'],
    ['a size that is a text', { layers: [{ ...layer('a'), size: '1' }] }, 'the layer a has no size'],
    ['a config without a digest', { layers: [], config: {} }, 'the config has no sha256 digest'],
    ['two layers of one name', { layers: [layer('a'), layer('b'), layer('a')] }, 'two layers are called a'],
  ])('refuses %s', (_case, manifest, message) => {
    expect(() => parse(manifest)).toThrow(message);
  });
});

describe('isPlainName', () => {
  it.each(['a', 'metadata.yaml', '..a', 'a..', 'ä 😀', 'x'.repeat(255)])('takes %s', (name) => {
    expect(isPlainName(name)).toBe(true);
  });
  it.each(['', '.', '..', 'a/b', '/a', 'a\\b', 'a\0', 'x'.repeat(256)])('refuses %j', (name) => {
    expect(isPlainName(name)).toBe(false);
  });
});

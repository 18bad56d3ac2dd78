// Digests of a tiny stack, written down: a change of bytes must be seen and be meant, since published tags never change.
import { describe, expect, it } from 'vitest';
import { formatManifest } from '../../src/archive/oci-manifest.ts';
import { checksumsOf, makeAsset, type Asset } from '../../src/stack/asset.ts';
import { digestOf } from '../../src/stack/fingerprint.ts';
import { formatMetadata } from '../../src/stack/metadata.ts';
import { fingerprintStack } from '../../src/release/parts.ts';
import { packagedAssets } from '../support/releases.ts';
import { SINGLE_STAGE, tinyStack, type Files } from '../support/stack-tree.ts';

const VERSIONS = { clusterStack: 'v4-beta.0', clusterAddon: 'v3', nodeImage: 'v2' };
/** Names that need PAX headers, a packed dependency's folder, a binary file. */
const ODD: Files = {
  'cluster-addon/cni/templates/ünïcode-😀.yaml': 'kind: X\n',
  [`cluster-addon/cni/files/${'long/'.repeat(60)}x`]: Uint8Array.of(0, 1, 2, 255),
  'cluster-class/charts/lib/Chart.yaml': 'apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n',
  'cluster-class/.helmignore': '*.md\n',
  'cluster-class/notes.md': 'left out',
};

async function release(files: Files): Promise<Asset[]> {
  const assets = await packagedAssets(tinyStack(files), VERSIONS);
  const metadata = makeAsset('metadata.yaml', formatMetadata(VERSIONS, 'v1.34.7'));
  return [...assets, metadata, makeAsset('SHA256SUMS', checksumsOf([...assets, metadata]))];
}
const digests = (assets: readonly Asset[]) =>
  Object.fromEntries(assets.map(({ name, digest }) => [name, digest]));
const manifestOf = (assets: readonly Asset[]) =>
  digestOf(formatManifest(assets, { kubernetesVersion: 'v1.34.7', hash: 'azlfam7' }));

describe('the digests of a release', () => {
  it('multi-stage', async () => {
    const assets = await release({});
    expect(digests(assets)).toEqual({
      'docker-scs-1-34-cluster-class-v4-beta.0.tgz':
        'sha256:56227b4c63a4329596b04b107b3c48d159fb0f01a303d3fb97582b810eba9607',
      'docker-scs-1-34-cluster-addon-v3.tgz':
        'sha256:b59633f23358f8b6f4bff46424560f7b4e58240d4d6b73328663aa130870fa9c',
      'clusteraddon.yaml': 'sha256:8074c5d14f897a90c2268067a465d23582e6aa93b8165f0186a717dc5a03408e',
      'metadata.yaml': 'sha256:5dd862c7933f092c849ba61b205ef277970f68422361f762350115f3f7d60cde',
      SHA256SUMS: 'sha256:6c1b7dd90591ee350114788da838eacae41b01a5621e0bc592b9c565a96bb1c7',
    });
    expect(manifestOf(assets)).toBe(
      'sha256:fdeb7697cb22a8ac1790c483476e04a54f05c6dee69581e37ef55c3aa1ad236b',
    );
  });

  it('multi-stage with odd names', async () => {
    const assets = await release(ODD);
    expect(digests(assets)).toMatchObject({
      'docker-scs-1-34-cluster-class-v4-beta.0.tgz':
        'sha256:fdd214179e29056ee0f54719cefa8a77fe469e793b689a30b3171669da6fc0c2',
      'docker-scs-1-34-cluster-addon-v3.tgz':
        'sha256:6c0540a338ff4cc9beb0d8bb91fb25bc017a40499846dee309bb1757fba35296',
    });
  });

  it('single-stage', async () => {
    const assets = await release(SINGLE_STAGE);
    expect(digests(assets)).toMatchObject({
      'docker-scs-1-34-cluster-class-v4-beta.0.tgz':
        'sha256:56227b4c63a4329596b04b107b3c48d159fb0f01a303d3fb97582b810eba9607',
      'docker-scs-1-34-cluster-addon-v3.tgz':
        'sha256:a20bf5d85e84c7c0ddfacab6a579ff909fe8449d1f7b9d4869db496ec0a570c0',
      'cluster-addon-values.yaml': 'sha256:498532aa9b768141774ecf18fea358f5df6fdaeeec43621f21c99228891085f2',
    });
    expect(manifestOf([...assets].reverse())).toBe(
      'sha256:be5d13d2ef7073401b50612f7fb7ee177ba0fcf85802acba975bcf899a43a73b',
    );
  });

  it('and the fingerprints, which releases record for their successors', async () => {
    expect(await fingerprintStack(tinyStack(ODD))).toEqual({
      'cluster-addon/cni': 'sha256:355add5af6d8cb22af6a8b08d7f7e5e60f1f29168b888ee343a5ae6442f88442',
      'cluster-class': 'sha256:1b44c0e6648b0696705b0432348d9fca8d5d92b6359627bef6eb877f44cfb07d',
      'clusteraddon.yaml': 'sha256:a0b1d93d5076609fefb785142f9b2e455aef66790ce64141a94177b44c3e3418',
      'csctl.yaml': 'sha256:d5109bb23312a015d42e26a47e5d71ad905573edc3b9475a3edd78f966eb7c33',
      kubernetes: 'sha256:35b352d76aa9d374ae68aedd0e99e303ed224451eadff10cdb7852e17d84f45a',
    });
  });
});

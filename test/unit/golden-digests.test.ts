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
        'sha256:94372637ad22b28f0841a55412ba7c65e108d83e718e15ba847609293c309d4e',
      'docker-scs-1-34-cluster-addon-v3.tgz':
        'sha256:9578ae6a8ead74440958bbeb3ce4940e8e10a8493056ca192be634c485cb678b',
      'clusteraddon.yaml': 'sha256:8074c5d14f897a90c2268067a465d23582e6aa93b8165f0186a717dc5a03408e',
      'metadata.yaml': 'sha256:5dd862c7933f092c849ba61b205ef277970f68422361f762350115f3f7d60cde',
      SHA256SUMS: 'sha256:16b88463ce7c18ae8551025e33cc753f1ef090f3445fc2ee82c6dd359e4a2b30',
    });
    expect(manifestOf(assets)).toBe(
      'sha256:91218f3fae5127e66394f9f696fc76b2d0a1270966a7d05d3c252ddb768154c1',
    );
  });

  it('multi-stage with odd names', async () => {
    const assets = await release(ODD);
    expect(digests(assets)).toMatchObject({
      'docker-scs-1-34-cluster-class-v4-beta.0.tgz':
        'sha256:7daf894f79454656b274d1c4eea0d49ed97d9c944b92cb82d7afe03c72bcf1c3',
      'docker-scs-1-34-cluster-addon-v3.tgz':
        'sha256:d60aab80414f29637b2756a2f448da7ff494bedad6e8bb0fd4e440b9e6326ad8',
    });
  });

  it('single-stage', async () => {
    const assets = await release(SINGLE_STAGE);
    expect(digests(assets)).toMatchObject({
      'docker-scs-1-34-cluster-class-v4-beta.0.tgz':
        'sha256:94372637ad22b28f0841a55412ba7c65e108d83e718e15ba847609293c309d4e',
      'docker-scs-1-34-cluster-addon-v3.tgz':
        'sha256:4fb2b287df12785d110485044157a8172cf6c390c4e102179f10f05df96e8efe',
      'cluster-addon-values.yaml': 'sha256:498532aa9b768141774ecf18fea358f5df6fdaeeec43621f21c99228891085f2',
    });
    expect(manifestOf([...assets].reverse())).toBe(
      'sha256:1f17ce9b3407b21d7a88b11ac7b67b8ef74c861c538a40119c61ca5d4872820d',
    );
  });

  it('and the fingerprints, which releases record for their successors', async () => {
    expect(await fingerprintStack(tinyStack(ODD))).toEqual({
      'cluster-addon/cni': 'sha256:7dbc75a72d5c9a2cc062082256e0dc4deb28cab66438b4a56820b363eee32866',
      'cluster-class': 'sha256:2f83cc4d43a64373d73e5703ad6ad3458e2b90770a1cc1edfcf9408b2e40eee6',
      'clusteraddon.yaml': 'sha256:a0b1d93d5076609fefb785142f9b2e455aef66790ce64141a94177b44c3e3418',
      'csctl.yaml': 'sha256:d5109bb23312a015d42e26a47e5d71ad905573edc3b9475a3edd78f966eb7c33',
      kubernetes: 'sha256:35b352d76aa9d374ae68aedd0e99e303ed224451eadff10cdb7852e17d84f45a',
    });
  });
});

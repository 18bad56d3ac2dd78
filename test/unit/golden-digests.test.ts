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
        'sha256:5f1a77ac139504976266ade22aeef270ae7a7d634ed217a169b23f43462d56d6',
      'docker-scs-1-34-cluster-addon-v3.tgz':
        'sha256:a32ded4497a9100f081ca59f79e419257a466b3895f349d5659be2a9b9617ac5',
      'clusteraddon.yaml': 'sha256:8074c5d14f897a90c2268067a465d23582e6aa93b8165f0186a717dc5a03408e',
      'metadata.yaml': 'sha256:5dd862c7933f092c849ba61b205ef277970f68422361f762350115f3f7d60cde',
      SHA256SUMS: 'sha256:6144f03ec0def110ee720237e002afb11c78177705482c748deb3078b830e811',
    });
    expect(manifestOf(assets)).toBe(
      'sha256:26ae21e5e64c5bd73b95b337b948a103c1062699643cc7fb03b9a3004ec9cad9',
    );
  });

  it('multi-stage with odd names', async () => {
    const assets = await release(ODD);
    expect(digests(assets)).toMatchObject({
      'docker-scs-1-34-cluster-class-v4-beta.0.tgz':
        'sha256:65c88b36d1c97a46ee0a5aa9dc100046f943d1f2021a4848f55bcc094b6c7114',
      'docker-scs-1-34-cluster-addon-v3.tgz':
        'sha256:7524632a9fba4fbf07d160572606186760e763b8fad86f960d111cc52e7ae644',
    });
  });

  it('single-stage', async () => {
    const assets = await release(SINGLE_STAGE);
    expect(digests(assets)).toMatchObject({
      'docker-scs-1-34-cluster-class-v4-beta.0.tgz':
        'sha256:5f1a77ac139504976266ade22aeef270ae7a7d634ed217a169b23f43462d56d6',
      'docker-scs-1-34-cluster-addon-v3.tgz':
        'sha256:1f17b87388ecaee6788bbc61268688acb07c72c22469eeda7d004d3432422ad9',
      'cluster-addon-values.yaml': 'sha256:498532aa9b768141774ecf18fea358f5df6fdaeeec43621f21c99228891085f2',
    });
    expect(manifestOf([...assets].reverse())).toBe(
      'sha256:a807d93ce9304b664ff89711d63b7ff7e68652acb5793340fc2f42bc90f6b4b6',
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

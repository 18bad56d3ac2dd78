// Small releases to write and to publish; contents that differ make releases that differ.
import { checksumsOf, CHECKSUMS_FILE, makeAsset, type Asset } from '../../src/stack/asset.ts';
import { formatMetadata } from '../../src/stack/metadata.ts';

export const TAG = 'docker-scs-1-34-v1';
export const ANNOTATIONS = { hash: 'zceco7o', kubernetesVersion: 'v1.34.7' };

/** The files of a release in order of their names, as `create` makes them; `content` is in the class archive. */
export function sampleAssets(content = 'one'): Asset[] {
  const version = 'v1';
  const archive = Buffer.concat([Buffer.from([0x1f, 0x8b, 0, 0xff, 0xfe]), Buffer.from(content)]);
  const assets = [
    makeAsset('cluster-addon-values.yaml', ''),
    makeAsset(`docker-scs-1-34-cluster-addon-${version}.tgz`, archive),
    makeAsset(`docker-scs-1-34-cluster-class-${version}.tgz`, archive),
    makeAsset('hashes.json', JSON.stringify({ clusterStack: content })),
    makeAsset(
      'metadata.yaml',
      formatMetadata({ clusterStack: version, clusterAddon: version, nodeImage: version }, 'v1.34.7'),
    ),
  ];
  return [makeAsset(CHECKSUMS_FILE, checksumsOf(assets)), ...assets];
}

/** Files by name with their bytes in Latin-1, as `snapshot` shows a release folder. */
export const contentOf = (assets: readonly Asset[]): Record<string, string> =>
  Object.fromEntries(assets.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('latin1')]));

/** Assets in order of their names and with their bytes in Latin-1, which compares and prints better. */
export const plain = (assets: readonly Asset[]) =>
  assets
    .map((asset) => ({ ...asset, bytes: Buffer.from(asset.bytes).toString('latin1') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

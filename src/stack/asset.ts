// The files of a release, their roles and their OCI media types (docs/operator-contract.md 8.6).
import { digestOf, type Digest } from './fingerprint.ts';
import { HASHES_FILE } from './hashes-file.ts';
import { METADATA_FILE } from './metadata.ts';

/** Which charts the dependencies of a stack are; never packaged. */
export const CHARTS_LOCK_FILE = 'charts.lock.yaml';
export const ADDON_CONFIG_FILE = 'clusteraddon.yaml';
export const ADDON_VALUES_FILE = 'cluster-addon-values.yaml';
export const NODE_IMAGES_FILE = 'node-images.yaml';
export const CHECKSUMS_FILE = 'SHA256SUMS';

export type AssetRole =
  | 'metadata'
  | 'hashes'
  | 'cluster-class'
  | 'cluster-addon'
  | 'addon-config'
  | 'addon-values'
  | 'node-images'
  | 'checksums'
  | 'other';

/** What is known of a file of a release without its content. */
export interface AssetInfo {
  readonly name: string;
  readonly role: AssetRole;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  readonly digest: Digest;
}

/** A file of a release in memory. */
export interface Asset extends AssetInfo {
  readonly bytes: Uint8Array;
}

/** A file of a release that is read when it is needed, piece by piece: it may be larger than memory. */
export interface AssetStream extends AssetInfo {
  /** Reads from the beginning, each time anew. */
  open(): AsyncIterable<Uint8Array>;
}

/** What oras gives a file of unknown sort; csctl ships cluster-addon-values.yaml with it. */
const DEFAULT_MEDIA_TYPE = 'application/vnd.oci.image.layer.v1.tar';

const MEDIA_TYPES: Readonly<Partial<Record<AssetRole, string>>> = {
  metadata: 'application/vnd.scs.metadata.layer.v1+yaml',
  hashes: 'application/vnd.scs.hashes.layer.v1+yaml',
  'cluster-class': 'application/vnd.scs.cluster-class.v1.tar+gzip',
  'cluster-addon': 'application/vnd.scs.cluster-addon.layer.v1.tar+gzip',
  'addon-config': 'application/vnd.scs.cluster-addon.config.layer.v1+yaml',
  'node-images': 'application/vnd.scs.node-image.config.layer.v1+yaml',
  checksums: 'text/plain',
};

const ROLES: ReadonlyMap<string, AssetRole> = new Map([
  [METADATA_FILE, 'metadata'],
  [HASHES_FILE, 'hashes'],
  [ADDON_CONFIG_FILE, 'addon-config'],
  [ADDON_VALUES_FILE, 'addon-values'],
  [NODE_IMAGES_FILE, 'node-images'],
  [CHECKSUMS_FILE, 'checksums'],
]);

/** The role of a release file by its name; archives are recognised as csctl does, by what the name contains. */
export function roleOf(name: string): AssetRole {
  const known = ROLES.get(name);
  if (known !== undefined) return known;
  if (!name.endsWith('.tgz')) return 'other';
  if (name.includes('cluster-addon')) return 'cluster-addon';
  return name.includes('cluster-class') ? 'cluster-class' : 'other';
}

export function makeAsset(name: string, content: Uint8Array | string): Asset {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { ...assetInfo(name, bytes.length, digestOf(bytes)), bytes };
}

/** What a file of this name is in a release. @param size in bytes */
export function assetInfo(name: string, size: number, digest: Digest): AssetInfo {
  const role = roleOf(name);
  return { name, role, mediaType: MEDIA_TYPES[role] ?? DEFAULT_MEDIA_TYPE, size, digest };
}

/** An asset without its content, as `--json` prints it. */
export const infoOf = ({ name, role, mediaType, size, digest }: AssetInfo): AssetInfo => ({
  name,
  role,
  mediaType,
  size,
  digest,
});

/** An asset in memory as one that can be read. */
export function streamOf(asset: Asset): AssetStream {
  return {
    ...infoOf(asset),
    async *open() {
      yield await Promise.resolve(asset.bytes);
    },
  };
}

/** `SHA256SUMS` over the given assets, in the format of `sha256sum -c`. */
export function checksumsOf(assets: readonly AssetInfo[]): string {
  return assets.map(({ name, digest }) => `${digest.slice('sha256:'.length)}  ${name}\n`).join('');
}

/** One digest over the names and digests of all files: equal for the same content, whatever carries it. */
export const contentDigest = (assets: readonly AssetInfo[]): Digest =>
  digestOf(
    assets
      .map(({ name, digest }) => `${digest}  ${name}\n`)
      .sort()
      .join(''),
  );

/** Same content: the same set of names and digests. */
export const sameAssets = (a: readonly AssetInfo[], b: readonly AssetInfo[]): boolean =>
  contentDigest(a) === contentDigest(b);

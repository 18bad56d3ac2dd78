// The files of a release, their roles and their OCI media types (docs/operator-contract.md 8.6).
import { digestOf, type Digest } from './fingerprint.ts';
import { HASHES_FILE } from './hashes-file.ts';
import { METADATA_FILE } from './metadata.ts';

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

/** A file of a release. */
export interface Asset {
  readonly name: string;
  readonly role: AssetRole;
  readonly mediaType: string;
  /** Length of `bytes`. */
  readonly size: number;
  readonly digest: Digest;
  readonly bytes: Uint8Array;
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
  const role = roleOf(name);
  const mediaType = MEDIA_TYPES[role] ?? DEFAULT_MEDIA_TYPE;
  return { name, role, mediaType, size: bytes.length, digest: digestOf(bytes), bytes };
}

/** `SHA256SUMS` over the given assets, in the format of `sha256sum -c`. */
export function checksumsOf(assets: readonly Asset[]): string {
  return assets.map(({ name, digest }) => `${digest.slice('sha256:'.length)}  ${name}\n`).join('');
}

/** Same content: the same set of names and digests. */
export function sameAssets(a: readonly Asset[], b: readonly Asset[]): boolean {
  const list = (assets: readonly Asset[]) => assets.map(({ name, digest }) => `${name} ${digest}`).sort();
  return a.length === b.length && list(a).join('\n') === list(b).join('\n');
}

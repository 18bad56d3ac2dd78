// The OCI manifest of a release, as csctl pushes it (docs/operator-contract.md 2.3, 8.6).
import { digestOf, type Digest } from '../stack/fingerprint.ts';
import type { AssetInfo } from '../stack/asset.ts';

export const MANIFEST_MEDIA_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const ARTIFACT_TYPE = 'application/vnd.scs.cluster-stacks.v1';
const TITLE_ANNOTATION = 'org.opencontainers.image.title';
export const REF_NAME_ANNOTATION = 'org.opencontainers.image.ref.name';
export const CREATED_ANNOTATION = 'org.opencontainers.image.created';
export const REVISION_ANNOTATION = 'org.opencontainers.image.revision';
export const SOURCE_ANNOTATION = 'org.opencontainers.image.source';
export const VERSION_ANNOTATION = 'org.opencontainers.image.version';
/** Ours: there, and `true`, when the release was built from files that were not committed. */
export const DIRTY_ANNOTATION = 'csctl.clusterstack.x-k8s.io/dirty';
/** Ours: the tag of the release whose tested content this is. */
export const PROMOTED_FROM_ANNOTATION = 'csctl.clusterstack.x-k8s.io/promoted-from';
/** csctl's: the Kubernetes version, `v1.34.7`. */
export const KUBERNETES_ANNOTATION = 'kubernetesVersion';
/** csctl's: seven characters of the hash of the stack folder. */
export const HASH_ANNOTATION = 'hash';

/** A reference to a blob. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly data?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The manifest of one release; one layer a file. */
export interface Manifest {
  readonly schemaVersion: 2;
  readonly mediaType: typeof MANIFEST_MEDIA_TYPE;
  readonly artifactType: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}

/** The config that OCI prescribes for artifacts without one. */
export const EMPTY_CONFIG = Buffer.from('{}');

const EMPTY_DESCRIPTOR: Descriptor = {
  mediaType: 'application/vnd.oci.empty.v1+json',
  digest: digestOf(EMPTY_CONFIG),
  size: EMPTY_CONFIG.length,
  data: EMPTY_CONFIG.toString('base64'),
};

/** The manifest's bytes: layers in alphabetical order of their names, annotations sorted. */
export function formatManifest(
  assets: readonly AssetInfo[],
  annotations: Readonly<Record<string, string>>,
): Uint8Array {
  const layers = [...assets]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, mediaType, digest, size }) => ({
      mediaType,
      digest,
      size,
      annotations: { [TITLE_ANNOTATION]: name },
    }));
  const manifest: Manifest = {
    schemaVersion: 2,
    mediaType: MANIFEST_MEDIA_TYPE,
    artifactType: ARTIFACT_TYPE,
    config: EMPTY_DESCRIPTOR,
    layers,
    annotations: Object.fromEntries(Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return Buffer.from(JSON.stringify(manifest));
}

/** A layer and the file name it carries. */
export interface TitledLayer {
  readonly name: string;
  readonly descriptor: Descriptor;
}

/** What a manifest says of a release. */
export interface ParsedManifest {
  readonly layers: readonly TitledLayer[];
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * Parses a manifest and names its layers.
 * @throws Error in words for the user, when it is no manifest or a title could not be a plain file name
 */
export function parseManifest(bytes: Uint8Array): ParsedManifest {
  const manifest = JSON.parse(Buffer.from(bytes).toString('utf8')) as Partial<Manifest> | null;
  if (!Array.isArray(manifest?.layers)) throw new Error('it has no layers');
  const layers = manifest.layers.map((descriptor: Descriptor | null) => {
    const name = descriptor?.annotations?.[TITLE_ANNOTATION];
    if (!descriptor || typeof name !== 'string' || !isPlainName(name))
      throw new Error(`a layer has no usable file name: ${String(name)}`);
    if (!/^sha256:[0-9a-f]{64}$/.test(descriptor.digest))
      throw new Error(`the layer ${name} has no sha256 digest`);
    if (!Number.isSafeInteger(descriptor.size) || descriptor.size < 0)
      throw new Error(`the layer ${name} has no size`);
    return { name, descriptor };
  });
  const duplicate = layers.find(
    ({ name }, index) => layers.findIndex((layer) => layer.name === name) !== index,
  );
  if (duplicate) throw new Error(`two layers are called ${duplicate.name}`);
  return { layers, annotations: manifest.annotations ?? {} };
}

/** A file name that stays in its folder on every system, and does nothing to a terminal. */
export const isPlainName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && !UNPLAIN.test(name) && name.length <= 255;

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNPLAIN = /[/\\\u0000-\u001f\u007f-\u009f]/;

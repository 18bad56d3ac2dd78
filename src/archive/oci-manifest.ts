// The OCI manifest of a release, as csctl pushes it (docs/operator-contract.md 2.3, 8.6).
import type { Digest } from '../stack/fingerprint.ts';
import { roleOf, type AssetInfo } from '../stack/asset.ts';

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

/** The config that OCI prescribes for artifacts without one; the specification names its digest, too ("empty descriptor"). */
export const EMPTY_CONFIG = Buffer.from('{}');

const EMPTY_DESCRIPTOR: Descriptor = {
  mediaType: 'application/vnd.oci.empty.v1+json',
  digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
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

/** What a manifest says of a release. */
export interface ManifestContent {
  readonly assets: readonly AssetInfo[];
  /** Those that are texts. */
  readonly annotations: Readonly<Record<string, string>>;
  /** The annotation, where it is a date. */
  readonly created: string | undefined;
  readonly mediaType: string;
  readonly config: Descriptor | undefined;
}

type Loose = { readonly [key in keyof Manifest | 'manifests']?: unknown };

/**
 * Parses a manifest and names its files. Others write manifests too: nothing in it is taken for what it should be.
 * @throws Error in words for the user, when it is the manifest of something else, or cannot be kept as files
 */
export function parseManifest(bytes: Uint8Array): ManifestContent {
  const { manifests, mediaType, layers, config, annotations } = parseMap(bytes);
  if (Array.isArray(manifests)) throw new Error(`it is an index of ${manifests.length} manifests`);
  if (!Array.isArray(layers)) throw new Error('it has no layers');
  const assets = layers.map(assetOf);
  const duplicate = assets.find(({ name }, index) => assets.findIndex((one) => one.name === name) !== index);
  if (duplicate) throw new Error(`two layers are called ${duplicate.name}`);
  const texts = textsOf(annotations);
  return {
    assets,
    annotations: texts,
    created: createdOf(texts),
    mediaType: typeof mediaType === 'string' ? mediaType : MANIFEST_MEDIA_TYPE,
    config: (config ?? undefined) === undefined ? undefined : descriptorOf(config, 'the config'),
  };
}

/** RFC 3339, which the image specification prescribes. */
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** The date in the annotations; undefined where there is none. */
export function createdOf(annotations: Readonly<Record<string, string>>): string | undefined {
  const created = annotations[CREATED_ANNOTATION];
  return created !== undefined && DATE.test(created) ? created : undefined;
}

function assetOf(layer: unknown): AssetInfo {
  const name = ((layer ?? {}) as Partial<Descriptor>).annotations?.[TITLE_ANNOTATION] as unknown;
  if (typeof name !== 'string' || !isPlainName(name))
    throw new Error(`a layer has no usable file name: ${String(name)}`);
  const { mediaType, digest, size } = descriptorOf(layer, `the layer ${name}`);
  return { name, role: roleOf(name), mediaType, size, digest };
}

function descriptorOf(value: unknown, what: string): Descriptor {
  const { mediaType, digest, size, data } = value as { readonly [key in keyof Descriptor]?: unknown };
  if (typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(digest))
    throw new Error(`${what} has no sha256 digest`);
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
    throw new Error(`${what} has no size`);
  return { mediaType: String(mediaType), digest, size, ...(typeof data === 'string' && { data }) };
}

const textsOf = (annotations: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(annotations ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

function parseMap(bytes: Uint8Array): Loose {
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    throw new Error('it is no JSON');
  }
  if (typeof content !== 'object' || content === null) throw new Error('it is no map');
  return content;
}

/** A file name that stays in its folder on every system, and does nothing to a terminal. */
export const isPlainName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && !UNPLAIN.test(name) && name.length <= 255;

// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const UNPLAIN = /[/\\\u0000-\u001f\u007f-\u009f]/;

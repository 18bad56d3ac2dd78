// Manifests of a registry as releases, and releases as manifests.
import {
  CREATED_ANNOTATION,
  EMPTY_CONFIG,
  formatManifest,
  MANIFEST_MEDIA_TYPE,
  parseManifest,
  type Descriptor,
  type Manifest,
} from '../../archive/oci-manifest.ts';
import type { Annotations, OutgoingRelease } from '../../release/ports.ts';
import { roleOf, sameAssets, type AssetInfo } from '../../stack/asset.ts';
import { digestOf, type Digest } from '../../stack/fingerprint.ts';
import type { Blob } from './registry-client.ts';

/** What a manifest says of a release. */
export interface ManifestContent {
  readonly assets: readonly AssetInfo[];
  readonly annotations: Annotations;
  readonly created: string | undefined;
}

/** RFC 3339, which the specification prescribes. */
const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** @throws Error in words for the user, when it is the manifest of something else */
export function readManifest(bytes: Uint8Array): ManifestContent {
  const { manifests, mediaType } = parseJson(bytes);
  if (Array.isArray(manifests))
    throw new Error(`it is an index of ${manifests.length} manifests (${mediaType})`);
  const { layers, annotations } = parseManifest(bytes);
  const assets = layers.map(({ name, descriptor: { digest, size, mediaType } }) => {
    if (!Number.isSafeInteger(size) || size < 0) throw new Error(`the layer ${name} has no size`);
    return { name, role: roleOf(name), mediaType: String(mediaType), size, digest };
  });
  const texts = Object.fromEntries(
    Object.entries(annotations).filter(([, text]) => typeof text === 'string'),
  );
  const created = texts[CREATED_ANNOTATION];
  return {
    assets,
    annotations: texts,
    created: created !== undefined && DATE.test(created) ? created : undefined,
  };
}

/** A manifest on its way to a registry. */
export interface OutgoingManifest {
  readonly bytes: Uint8Array;
  readonly digest: Digest;
  readonly mediaType: string;
  /** What must be there before it: config and layers, each once. */
  readonly blobs: readonly Blob[];
}

/** The manifest of a release: the one that it comes with, byte for byte, else csctl's. */
export function outgoingManifest({ tag, assets, annotations, manifest }: OutgoingRelease): OutgoingManifest {
  const bytes = manifest ?? formatManifest(assets, annotations);
  if (manifest && !sameAssets(readManifest(manifest).assets, assets))
    throw new Error(`the manifest that came with ${tag} is not that of its files`);
  const { config, mediaType } = parseJson(bytes);
  const blobs = new Map<string, Blob>();
  if (config) blobs.set(config.digest, { ...config, body: configBytes(config) });
  for (const asset of assets)
    blobs.set(asset.digest, { digest: asset.digest, size: asset.size, body: asset });
  return {
    bytes,
    digest: digestOf(bytes),
    mediaType: mediaType ?? MANIFEST_MEDIA_TYPE,
    blobs: [...blobs.values()],
  };
}

/** Artifacts have an empty config, or one that stands in the manifest; undefined for others. */
function configBytes({ digest, data }: Descriptor): Uint8Array | undefined {
  const candidates = [EMPTY_CONFIG, Buffer.from(typeof data === 'string' ? data : '', 'base64')];
  return candidates.find((bytes) => digestOf(bytes) === digest);
}

type LooseManifest = Partial<Manifest> & { readonly manifests?: unknown };

function parseJson(bytes: Uint8Array): LooseManifest {
  let manifest: unknown;
  try {
    manifest = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    throw new Error('it is no JSON');
  }
  if (typeof manifest !== 'object' || manifest === null) throw new Error('it is no map');
  return manifest;
}

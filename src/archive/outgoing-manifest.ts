// The manifest that a release gets on its way to a registry or a layout: its own, or csctl's.
import { sameAssets, type AssetInfo } from '../stack/asset.ts';
import { digestOf, type Digest } from '../stack/fingerprint.ts';
import { EMPTY_CONFIG, formatManifest, parseManifest, type Descriptor } from './oci-manifest.ts';

/** What is known of the release. */
export interface ManifestSource {
  readonly tag: string;
  readonly assets: readonly AssetInfo[];
  readonly annotations: Readonly<Record<string, string>>;
  /** The one that it comes with, from where it is copied. */
  readonly manifest?: Uint8Array | undefined;
}

/** A blob that is no file. */
export interface ConfigBlob {
  readonly digest: Digest;
  /** In bytes. */
  readonly size: number;
  /** undefined where only the remote that the manifest comes from may have it. */
  readonly bytes: Uint8Array | undefined;
}

/** A manifest on its way to a remote. */
export interface OutgoingManifest {
  readonly bytes: Uint8Array;
  readonly digest: Digest;
  readonly mediaType: string;
  /** What must be there before it, besides the files. */
  readonly config: ConfigBlob | undefined;
}

/**
 * The manifest of a release: the one that it comes with, byte for byte, else csctl's.
 * @throws Error for a manifest of other files
 */
export function outgoingManifest({ tag, assets, annotations, manifest }: ManifestSource): OutgoingManifest {
  const bytes = manifest ?? formatManifest(assets, annotations);
  const content = parseManifest(bytes);
  if (manifest && !sameAssets(content.assets, assets))
    throw new Error(`the manifest that came with ${tag} is not that of its files`);
  const { mediaType, config } = content;
  return { bytes, digest: digestOf(bytes), mediaType, config: config && configBlob(config) };
}

/** Artifacts have an empty config, or one that stands in the manifest. */
function configBlob({ digest, size, data }: Descriptor): ConfigBlob {
  const candidates = [EMPTY_CONFIG, Buffer.from(data ?? '', 'base64')];
  return { digest, size, bytes: candidates.find((bytes) => digestOf(bytes) === digest) };
}

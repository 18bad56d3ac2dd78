// What stands under a tag: a release, or something else and why it is none.
import { parseManifest, type ManifestContent } from '../../archive/oci-manifest.ts';
import type { Digest } from '../../stack/fingerprint.ts';
import { isTag } from './reference.ts';
import type { RegistryClient } from './registry-client.ts';

export interface HeldTag {
  readonly digest: Digest;
  /** The manifest. */
  readonly bytes: Uint8Array;
  /** undefined where it is no release. */
  readonly content: ManifestContent | undefined;
  /** Why it is none, in words for the user. */
  readonly oddity: string;
}

/** One try; undefined when the registry has no such tag, or can have none of that name. */
export async function lookAt(client: RegistryClient, tag: string): Promise<HeldTag | undefined> {
  const manifest = isTag(tag) ? await client.manifest(tag) : undefined;
  if (!manifest) return undefined;
  try {
    return { ...manifest, content: parseManifest(manifest.bytes), oddity: '' };
  } catch (error) {
    return { ...manifest, content: undefined, oddity: (error as Error).message };
  }
}

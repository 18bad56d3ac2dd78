// What a registry keeps, and what it refuses to take: a strict reading of the OCI distribution specification.
import { createHash } from 'node:crypto';
import { json, type Reply } from './loopback.ts';

export const sha256 = (bytes: Uint8Array | string): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** An answer in the form of the specification. */
export const refuse = (status: number, code: string, message = code.toLowerCase()): Reply =>
  json(status, { errors: [{ code, message, detail: null }] });

interface StoredManifest {
  readonly bytes: Buffer;
  readonly mediaType: string;
}

interface ManifestShape {
  readonly mediaType?: string;
  readonly config?: { digest: string; size: number };
  readonly layers?: readonly { digest: string; size: number }[];
  readonly manifests?: readonly { digest: string }[];
}

/** One repository. */
export class Repository {
  readonly blobs = new Map<string, Buffer>();
  readonly manifests = new Map<string, StoredManifest>();
  readonly tags = new Map<string, string>();

  /** @param lenient takes manifests whose blobs are missing */
  constructor(private readonly lenient: boolean) {}

  manifest(name: string): (StoredManifest & { digest: string }) | undefined {
    const digest = name.startsWith('sha256:') ? name : (this.tags.get(name) ?? '');
    const manifest = this.manifests.get(digest);
    return manifest && { ...manifest, digest };
  }

  putManifest(name: string, bytes: Buffer, mediaType: string): Reply {
    let manifest: ManifestShape;
    try {
      manifest = JSON.parse(bytes.toString('utf8')) as ManifestShape;
    } catch {
      return refuse(400, 'MANIFEST_INVALID', 'no JSON');
    }
    if (bytes.length > 4 * 1024 * 1024) return refuse(413, 'SIZE_INVALID');
    if (manifest.mediaType !== undefined && manifest.mediaType !== mediaType)
      return refuse(400, 'MANIFEST_INVALID', 'content-type differs from mediaType');
    const digest = sha256(bytes);
    if (name.startsWith('sha256:') ? name !== digest : !/^\w[\w.-]{0,127}$/.test(name))
      return refuse(400, name.startsWith('sha256:') ? 'DIGEST_INVALID' : 'TAG_INVALID');
    for (const { digest: wanted, size } of referenced(manifest)) {
      const blob = this.blobs.get(wanted);
      if (!blob && !this.lenient) return refuse(404, 'MANIFEST_BLOB_UNKNOWN', `blob unknown: ${wanted}`);
      if (blob && blob.length !== size) return refuse(400, 'SIZE_INVALID', `${wanted} has another size`);
    }
    this.manifests.set(digest, { bytes, mediaType });
    if (name !== digest) this.tags.set(name, digest);
    return { status: 201, headers: { 'docker-content-digest': digest, location: `/manifests/${digest}` } };
  }

  /** Blobs that a reader of some tag would look for in vain. */
  missing(): string[] {
    return [...this.tags].flatMap(([tag, digest]) => {
      const { bytes } = this.manifests.get(digest) ?? {};
      if (!bytes) return [`${tag}: manifest`];
      const wanted = referenced(JSON.parse(bytes.toString('utf8')) as ManifestShape);
      return wanted
        .filter(({ digest: blob }) => !this.blobs.has(blob))
        .map((blob) => `${tag}: ${blob.digest}`);
    });
  }
}

const referenced = ({ config, layers = [] }: ManifestShape) => [...(config ? [config] : []), ...layers];

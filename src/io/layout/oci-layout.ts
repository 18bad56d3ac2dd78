// An OCI image layout on disk as a release store: `layout:FOLDER` (OCI image specification, image-layout.md).
import { lstatSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  EMPTY_CONFIG,
  formatManifest,
  MANIFEST_MEDIA_TYPE,
  parseManifest,
  REF_NAME_ANNOTATION,
  type Descriptor,
} from '../../archive/oci-manifest.ts';
import { CsctlError } from '../../problem/problem.ts';
import type { Publication, ReleaseStore } from '../../release/ports.ts';
import { makeAsset, sameAssets, type Asset } from '../../stack/asset.ts';
import { digestOf, type Digest } from '../../stack/fingerprint.ts';
import { makeFolder } from '../make-folder.ts';
import { withLock } from './lock-file.ts';

const LAYOUT_FILE = 'oci-layout';
const INDEX_FILE = 'index.json';
const LOCK_FILE = '.csctl.lock';
const LAYOUT_CONTENT = '{"imageLayoutVersion":"1.0.0"}';
const INDEX_MEDIA_TYPE = 'application/vnd.oci.image.index.v1+json';

/** index.json; everything that is not ours is kept as it is. */
interface Index {
  readonly schemaVersion: 2;
  readonly mediaType?: string;
  readonly manifests: readonly Descriptor[];
}

const EMPTY_INDEX: Index = { schemaVersion: 2, mediaType: INDEX_MEDIA_TYPE, manifests: [] };

/** One layout folder. Several runs may read and write at once: index.json is replaced whole, under a lock. */
export class OciLayoutStore implements ReleaseStore {
  readonly remote: string;

  /** @param folder absolute @param label the folder as the user named it */
  constructor(
    private readonly folder: string,
    label: string,
  ) {
    this.remote = `layout:${label}`;
  }

  list(prefix: string): Promise<readonly string[]> {
    return this.attempt(() => {
      const tags = this.readIndex().manifests.flatMap((descriptor) => tagOf(descriptor) ?? []);
      return [...new Set(tags)].filter((tag) => tag.startsWith(prefix));
    });
  }

  read(tag: string, names?: readonly string[]): Promise<readonly Asset[]> {
    return this.attempt(() => {
      const index = this.readIndex();
      const descriptor = this.find(index, tag);
      if (descriptor) return this.readAssets(tag, descriptor, names);
      const tags = index.manifests.flatMap((manifest) => tagOf(manifest) ?? []);
      const hint = tags.length === 0 ? 'it has none' : `the newest that it has: ${tags.slice(-5).join(', ')}`;
      throw new CsctlError('release-not-found', `${this.remote} has no release ${tag}`, { hint });
    });
  }

  publish(
    tag: string,
    assets: readonly Asset[],
    annotations: Readonly<Record<string, string>>,
  ): Promise<Publication> {
    return this.attempt(async () => {
      makeFolder(this.folder);
      return withLock(join(this.folder, LOCK_FILE), this.remote, () =>
        this.publishLocked(tag, assets, annotations),
      );
    });
  }

  private publishLocked(
    tag: string,
    assets: readonly Asset[],
    annotations: Readonly<Record<string, string>>,
  ): Publication {
    if (this.isUnused()) this.initialise();
    const index = this.readIndex();
    const existing = this.find(index, tag);
    if (existing) {
      if (sameAssets(this.readAssets(tag, existing), assets))
        return this.publication('identical', existing.digest);
      const message = `${this.remote} has ${tag} with other content; a published tag never changes`;
      throw new CsctlError('release-conflict', message, {
        hint: 'plan again: the next version is another one',
      });
    }
    for (const { digest, bytes } of assets) this.writeBlob(digest, bytes);
    this.writeBlob(digestOf(EMPTY_CONFIG), EMPTY_CONFIG);
    const manifest = formatManifest(assets, annotations);
    const digest = digestOf(manifest);
    this.writeBlob(digest, manifest);
    const entry: Descriptor = {
      mediaType: MANIFEST_MEDIA_TYPE,
      digest,
      size: manifest.length,
      annotations: { [REF_NAME_ANNOTATION]: tag },
    };
    this.replace(INDEX_FILE, JSON.stringify({ ...index, manifests: [...index.manifests, entry] }));
    return this.publication('published', digest);
  }

  private publication(status: Publication['status'], digest: Digest): Publication {
    return { remote: this.remote, status, digest, url: `${this.remote}@${digest}` };
  }

  /** The manifest of a tag; two that differ are damage, since either could be meant. */
  private find(index: Index, tag: string): Descriptor | undefined {
    const [first, ...others] = index.manifests.filter((descriptor) => tagOf(descriptor) === tag);
    if (first && others.some(({ digest }) => digest !== first.digest))
      throw this.damaged(`the tag ${tag} is there twice`);
    return first;
  }

  private readAssets(tag: string, { digest, size }: Descriptor, names?: readonly string[]): Asset[] {
    const manifest = this.readBlob(digest, size, `the manifest of ${tag}`);
    let layers: ReturnType<typeof parseManifest>['layers'];
    try {
      layers = parseManifest(manifest).layers;
    } catch (error) {
      throw this.damaged(`the manifest of ${tag} cannot be read: ${(error as Error).message}`);
    }
    return layers
      .filter(({ name }) => names === undefined || names.includes(name))
      .map(({ name, descriptor }) =>
        makeAsset(name, this.readBlob(descriptor.digest, descriptor.size, `${name} of ${tag}`)),
      );
  }

  private readBlob(digest: Digest, size: number, what: string): Uint8Array {
    const hex = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1];
    if (hex === undefined) throw this.damaged(`${what} has the digest ${digest}; expected sha256`);
    const bytes = readIfThere(join(this.folder, 'blobs', 'sha256', hex));
    if (!bytes) throw this.damaged(`${what} is missing (blob ${hex})`);
    if (bytes.length !== size || digestOf(bytes) !== digest)
      throw this.damaged(`${what} is not what its digest says`);
    return bytes;
  }

  private writeBlob(digest: Digest, bytes: Uint8Array): void {
    const name = join('blobs', 'sha256', digest.slice('sha256:'.length));
    const existing = readIfThere(join(this.folder, name));
    if (!existing || digestOf(existing) !== digest) this.replace(name, bytes);
  }

  /** Writes beside the file and renames, so that readers see the old or the new one. */
  private replace(name: string, content: Uint8Array | string): void {
    const draft = join(this.folder, `${name}.${process.pid}.tmp`);
    try {
      writeFileSync(draft, content);
      renameSync(draft, join(this.folder, name));
    } finally {
      rmSync(draft, { force: true });
    }
  }

  /** The index comes last: a folder without one and without blobs was never used. */
  private initialise(): void {
    makeFolder(join(this.folder, 'blobs', 'sha256'));
    this.replace(LAYOUT_FILE, LAYOUT_CONTENT);
    this.replace(INDEX_FILE, JSON.stringify(EMPTY_INDEX));
  }

  /** An absent or empty folder is an empty remote; anything else that is no layout is damaged. */
  private readIndex(): Index {
    if (this.isUnused()) return EMPTY_INDEX;
    const layout = this.readJson(LAYOUT_FILE) as { imageLayoutVersion?: unknown } | null;
    if (layout?.imageLayoutVersion !== '1.0.0')
      throw this.damaged(`${LAYOUT_FILE} does not say version 1.0.0`);
    const index = this.readJson(INDEX_FILE) as Partial<Index> | null;
    if (index?.schemaVersion !== 2 || !Array.isArray(index.manifests))
      throw this.damaged(`${INDEX_FILE} is no OCI index`);
    if (!index.manifests.every(isDescriptor))
      throw this.damaged(`${INDEX_FILE} has an entry without digest and size`);
    return index as Index;
  }

  /** Nothing was published here yet: no folder, an empty one, or one that a run was killed in while making it. */
  private isUnused(): boolean {
    if (!lstatSync(this.folder, { throwIfNoEntry: false })) return true;
    const names = readdirSync(this.folder).filter(
      (name) => !name.startsWith(LOCK_FILE) && !name.endsWith('.tmp'),
    );
    if (names.some((name) => name !== LAYOUT_FILE && name !== 'blobs')) return false;
    const blobs = join(this.folder, 'blobs');
    if (!names.includes('blobs')) return true;
    return readdirSync(blobs, { recursive: true, withFileTypes: true }).every((entry) => entry.isDirectory());
  }

  private readJson(name: string): unknown {
    const bytes = readIfThere(join(this.folder, name));
    if (!bytes) throw this.damaged(`${name} is missing`);
    try {
      return JSON.parse(bytes.toString('utf8')) as unknown;
    } catch (error) {
      throw this.damaged(`${name} is no JSON: ${(error as Error).message}`);
    }
  }

  /** Turns what the file system refuses (no permission, not a folder, disk full) into an answer for the user. */
  private async attempt<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof CsctlError || (error as NodeJS.ErrnoException).syscall === undefined) throw error;
      const hint = 'look at the folder and its permissions';
      throw new CsctlError(
        'remote-unreachable',
        `${this.remote} cannot be used: ${(error as Error).message}`,
        { hint },
      );
    }
  }

  private damaged(why: string): CsctlError {
    const hint = 'restore the folder from a copy, or name another one';
    return new CsctlError('remote-damaged', `${this.remote} is damaged: ${why}`, { hint });
  }
}

function tagOf({ annotations }: Descriptor): string | undefined {
  const tag: unknown = annotations?.[REF_NAME_ANNOTATION];
  return typeof tag === 'string' ? tag : undefined;
}

function isDescriptor(value: unknown): value is Descriptor {
  const { digest, size } = (value ?? {}) as Partial<Descriptor>;
  return typeof digest === 'string' && typeof size === 'number';
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

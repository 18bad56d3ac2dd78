// An OCI image layout on disk as a release store: `layout:FOLDER` (OCI image specification, image-layout.md).
import { join } from 'node:path';
import {
  parseManifest,
  REF_NAME_ANNOTATION,
  type Descriptor,
  type ManifestContent,
} from '../../archive/oci-manifest.ts';
import { outgoingManifest, type ConfigBlob } from '../../archive/outgoing-manifest.ts';
import { CsctlError } from '../../problem/problem.ts';
import type { OutgoingRelease, Publication, ReleaseStore, StoredRelease } from '../../release/ports.ts';
import { checkedStream, readAsset } from '../../stack/asset-stream.ts';
import { assetInfo, sameAssets, type AssetInfo, type AssetStream } from '../../stack/asset.ts';
import { digestOf, type Digest } from '../../stack/fingerprint.ts';
import { parseTag } from '../../stack/release-name.ts';
import { makeFolder } from '../make-folder.ts';
import { BlobFolder } from './blob-folder.ts';
import { IndexFile, tagOf } from './index-file.ts';
import { withLock } from './lock-file.ts';

const LOCK_FILE = '.csctl.lock';

/** One layout folder. Several runs may read and write at once: index.json is replaced whole, under a lock. */
export class OciLayoutStore implements ReleaseStore {
  readonly remote: string;

  private readonly blobs: BlobFolder;
  private readonly index: IndexFile;

  /** @param folder absolute @param label the folder as the user named it */
  constructor(
    private readonly folder: string,
    label: string,
  ) {
    this.remote = `layout:${label}`;
    this.blobs = new BlobFolder(folder);
    this.index = new IndexFile(folder, LOCK_FILE, (why) => this.damaged(why));
  }

  /** Whether the folder can be written is only known by writing: `publish` makes it first of all. */
  check(): Promise<void> {
    return this.attempt(() => void this.index.read());
  }

  list(prefix: string): Promise<readonly string[]> {
    return this.attempt(() => this.tags(prefix));
  }

  find(tag: string): Promise<StoredRelease | undefined> {
    return this.attempt(async () => {
      const descriptor = this.entry(tag);
      return descriptor && (await this.release(tag, descriptor));
    });
  }

  browse(
    prefix: string,
  ): Promise<{ releases: readonly StoredRelease[]; skipped: readonly string[]; isAbsent: boolean }> {
    return this.attempt(async () => {
      const index = this.index.read();
      const releases: StoredRelease[] = [];
      const skipped: string[] = [];
      for (const tag of this.tags(prefix)) {
        const descriptor = parseTag(tag) && this.entry(tag, index.manifests);
        const found = descriptor && (await this.describe(tag, descriptor));
        if (typeof found === 'object') releases.push(found);
        else skipped.push(tag);
      }
      return { releases, skipped, isAbsent: this.index.isAbsent() };
    });
  }

  publish(release: OutgoingRelease): Promise<Publication> {
    return this.attempt(async () => {
      makeFolder(this.folder);
      const there = await this.locked(() => {
        if (this.index.isUnused()) this.index.initialise();
        return this.published(release);
      });
      if (there) return there;
      const descriptor = await this.writeContent(release);
      return this.locked(async () => {
        const meanwhile = await this.published(release);
        if (meanwhile) return meanwhile;
        this.index.add(descriptor);
        return this.publication('published', descriptor.digest);
      });
    });
  }

  private locked<T>(work: () => Promise<T> | T): Promise<T> {
    return withLock(join(this.folder, LOCK_FILE), this.remote, work);
  }

  private tags(prefix: string): string[] {
    const tags = this.index.read().manifests.flatMap((descriptor) => tagOf(descriptor) ?? []);
    return [...new Set(tags)].filter((tag) => tag.startsWith(prefix));
  }

  /** What to answer when the tag is there already. @throws CsctlError `release-conflict` */
  private async published({ tag, assets }: OutgoingRelease): Promise<Publication | undefined> {
    const descriptor = this.entry(tag);
    if (!descriptor) return undefined;
    const existing = await this.release(tag, descriptor);
    if (!sameAssets(existing.assets, assets)) {
      const message = `${this.remote} has ${tag} with other content; a published tag never changes`;
      const hint = 'plan again: the next version is another one';
      throw new CsctlError('release-conflict', message, { hint });
    }
    // Identical is a promise about what readers get, so it is read.
    for (const asset of existing.assets) for await (const _ of asset.open());
    return this.publication('identical', descriptor.digest);
  }

  /** Blobs are named by their content: they need no lock. @returns the entry that makes them a release */
  private async writeContent(release: OutgoingRelease): Promise<Descriptor> {
    const { tag, assets } = release;
    const { bytes, mediaType, config } = outgoingManifest(release);
    for (const asset of assets) await this.blobs.write(asset.digest, asset.size, () => asset.open());
    if (config) await this.writeConfig(tag, config);
    const digest = await this.writeBytes(bytes);
    return { mediaType, digest, size: bytes.length, annotations: { [REF_NAME_ANNOTATION]: tag } };
  }

  /** A layout without the config of a manifest is none that other tools can read. */
  private async writeConfig(tag: string, { digest, size, bytes }: ConfigBlob): Promise<void> {
    if (bytes) await this.writeBytes(bytes);
    else if (!this.blobs.has(digest, size)) {
      const message = `${this.remote} cannot get the config of ${tag}, which is no file of it`;
      const hint = 'copy it with a general tool such as oras or skopeo';
      throw new CsctlError('remote-refused', message, { hint });
    }
  }

  private async writeBytes(bytes: Uint8Array): Promise<Digest> {
    const digest = digestOf(bytes);
    await this.blobs.write(digest, bytes.length, async function* () {
      yield await Promise.resolve(bytes);
    });
    return digest;
  }

  private publication(status: Publication['status'], digest: Digest): Publication {
    return { remote: this.remote, status, digest, url: this.urlOf(digest) };
  }

  private urlOf = (digest: Digest): string => `${this.remote}@${digest}`;

  /** The manifest of a tag; two that differ are damage, since either could be meant. */
  private entry(tag: string, manifests = this.index.read().manifests): Descriptor | undefined {
    const [first, ...others] = manifests.filter((descriptor) => tagOf(descriptor) === tag);
    if (first && others.some(({ digest }) => digest !== first.digest))
      throw this.damaged(`the tag ${tag} is there twice`);
    return first;
  }

  /** @throws CsctlError `remote-damaged` for what is no release */
  private async release(tag: string, descriptor: Descriptor): Promise<StoredRelease> {
    const found = await this.describe(tag, descriptor);
    if (typeof found === 'object') return found;
    throw this.damaged(`${tag} is no release: ${found}`);
  }

  /** The release, or why it is none, in words for the user. @throws CsctlError `remote-damaged` for a damaged manifest */
  private async describe(tag: string, descriptor: Descriptor): Promise<StoredRelease | string> {
    const { digest, size } = descriptor;
    const { bytes } = await readAsset(this.blobStream(tag, assetInfo('the manifest', size, digest)));
    let content: ManifestContent;
    try {
      content = parseManifest(bytes);
    } catch (error) {
      return (error as Error).message;
    }
    const { annotations, created } = content;
    const assets = content.assets.map((asset) => this.blobStream(tag, asset));
    return { tag, digest, url: this.urlOf(digest), annotations, created, assets, manifest: bytes };
  }

  private blobStream(tag: string, info: AssetInfo): AssetStream {
    const { name, digest } = info;
    const what = `${name} of ${tag}`;
    if (BlobFolder.pathOf(digest) === undefined)
      throw this.damaged(`${what} has the digest ${digest}; expected sha256`);
    return checkedStream(info, `${tag} on ${this.remote}`, () => this.readBlob(digest, what));
  }

  private async *readBlob(digest: Digest, what: string): AsyncGenerator<Uint8Array> {
    try {
      yield* this.blobs.read(digest);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw this.refused(error as Error);
      throw this.damaged(`${what} is missing (blob ${digest.slice('sha256:'.length)})`);
    }
  }

  /** Turns what the file system refuses (no permission, not a folder, disk full) into an answer for the user. */
  private async attempt<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof CsctlError || (error as NodeJS.ErrnoException).syscall === undefined) throw error;
      throw this.refused(error as Error);
    }
  }

  private refused({ message }: Error): CsctlError {
    const hint = 'look at the folder and its permissions';
    return new CsctlError('remote-unreachable', `${this.remote} cannot be used: ${message}`, { hint });
  }

  private damaged(why: string): CsctlError {
    const hint = 'restore the folder from a copy, or name another one';
    return new CsctlError('remote-damaged', `${this.remote} is damaged: ${why}`, { hint });
  }
}

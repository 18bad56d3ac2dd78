// How a release gets into a registry, which knows no conditional write (docs/decisions/0007-registry.md).
import { outgoingManifest, type OutgoingManifest } from '../../archive/outgoing-manifest.ts';
import { CsctlError } from '../../problem/problem.ts';
import type { OutgoingRelease, Publication } from '../../release/ports.ts';
import { sameAssets } from '../../stack/asset.ts';
import { inParallel } from '../../stack/parallel.ts';
import { HttpFault, HttpStatusFault } from '../http/fault.ts';
import { attempt, type Remote } from './attempt.ts';
import { lookAt, type HeldTag } from './held-tag.ts';
import { isTag } from './reference.ts';
import type { Blob, RegistryClient } from './registry-client.ts';

/** Blobs that are sent at once. */
const UPLOADS = 4;

/** What became of a release; the digest is that of what the tag holds. */
export type Outcome = Pick<Publication, 'status' | 'digest'>;

/** Publishes to one repository. */
export class RegistryPublisher {
  /** @param settle milliseconds between writing a tag and looking at it again */
  constructor(
    private readonly remote: Remote,
    private readonly client: RegistryClient,
    private readonly settle: number,
  ) {}

  /**
   * Blobs, the manifest by its digest, the tag: readers see nothing of a release before it is whole.
   * @param sibling another repository of the registry that the release comes from
   */
  async publish(release: OutgoingRelease, sibling: string | undefined): Promise<Outcome> {
    const { tag } = release;
    if (!isTag(tag))
      throw new CsctlError('release-tag', `"${tag}" cannot be the name of a tag`, {
        hint: 'tags have letters, digits and . _ - in them, and at most 128 characters',
      });
    const before = await this.attempt(`reading ${tag}`, () => lookAt(this.client, tag));
    if (before) return this.identical(before, release);
    const manifest = outgoingManifest(release);
    await this.pushBlobs(release, manifest, sibling);
    let tried = false;
    await this.attempt(`storing the manifest of ${tag}`, async () => {
      // The registry may have lost a blob since.
      if (tried) await this.pushBlobs(release, manifest, sibling);
      tried = true;
      await this.client.putManifest(manifest.digest, manifest.bytes, manifest.mediaType);
    });
    return this.pushTag(release, manifest);
  }

  private async pushBlobs(
    { tag, assets }: OutgoingRelease,
    { config }: OutgoingManifest,
    sibling: string | undefined,
  ): Promise<void> {
    await inParallel(blobsOf(assets, config), UPLOADS, async (blob) => {
      const name = assets.find(({ digest }) => digest === blob.digest)?.name ?? 'the config';
      const push = () => this.client.pushBlob(blob, sibling);
      if (await this.attempt(`uploading ${name} of ${tag}`, push)) return;
      const message = `${this.remote.remote} cannot get ${name} of ${tag}, which is no file of it`;
      const hint = 'copy it within one registry, or with a general tool such as oras or skopeo';
      throw new CsctlError('remote-refused', message, { hint });
    });
  }

  /** Look, write, wait, look again: a tag that others write at the same time is never taken for ours. */
  private async pushTag(release: OutgoingRelease, manifest: OutgoingManifest): Promise<Outcome> {
    const { tag } = release;
    let written = false;
    let began = 0;
    const rival = await this.attempt(`writing the tag ${tag}`, async () => {
      began = performance.now();
      // Before each try: the answer to the last one may have been lost, or another run may have come first.
      const held = await lookAt(this.client, tag);
      if (held) return held;
      written = true;
      return this.writeTag(tag, manifest);
    });
    if (rival && !written) return this.identical(rival, release);
    // Where this run was slow, others are too.
    await this.remote.http.sleep(Math.max(this.settle, 2 * (performance.now() - began)));
    const { digest, content, oddity } = await this.attempt(`looking at the tag ${tag} again`, async () => {
      const held = await lookAt(this.client, tag);
      if (!held) throw new HttpFault('the tag that was just written is not there');
      return held;
    });
    if (digest === manifest.digest || isSame(content, release)) return { status: 'published', digest };
    const what = describe(content, oddity);
    throw conflict(
      `another run wrote ${tag} to ${this.remote.remote} at the same time; the tag holds ${what}`,
    );
  }

  /** Some registries keep tags from being changed: what a refusal means is then said by what the tag holds. */
  private async writeTag(tag: string, { bytes, mediaType }: OutgoingManifest): Promise<HeldTag | undefined> {
    try {
      await this.client.putManifest(tag, bytes, mediaType);
      return undefined;
    } catch (error) {
      const isLasting = error instanceof HttpStatusFault && !error.transient;
      const held = isLasting ? await lookAt(this.client, tag) : undefined;
      if (!held) throw error;
      return held;
    }
  }

  /** @throws CsctlError `release-conflict` when the tag holds something else */
  private identical({ digest, content, oddity }: HeldTag, release: OutgoingRelease): Outcome {
    if (isSame(content, release)) return { status: 'identical', digest };
    const what = describe(content, oddity);
    throw conflict(`${this.remote.remote} has ${release.tag} with ${what}; a published tag never changes`);
  }

  private attempt<T>(operation: string, work: () => Promise<T>): Promise<T> {
    return attempt(this.remote, operation, work);
  }
}

/** Config and files, each blob once; a file that is the config too has bytes. */
function blobsOf(assets: OutgoingRelease['assets'], config: OutgoingManifest['config']): readonly Blob[] {
  const blobs = new Map<string, Blob>();
  if (config) blobs.set(config.digest, { ...config, body: config.bytes });
  for (const asset of assets)
    blobs.set(asset.digest, { digest: asset.digest, size: asset.size, body: asset });
  return [...blobs.values()];
}

const isSame = (content: HeldTag['content'], { assets }: OutgoingRelease): boolean =>
  content !== undefined && sameAssets(content.assets, assets);

const describe = (content: HeldTag['content'], oddity: string): string =>
  content ? 'other content' : `something that is no release: ${oddity}`;

const conflict = (message: string): CsctlError =>
  new CsctlError('release-conflict', message, { hint: 'plan again: the next version is another one' });

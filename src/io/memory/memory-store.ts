// A release store in memory, held to the same contract as the real ones.
import { createdOf, parseManifest } from '../../archive/oci-manifest.ts';
import { outgoingManifest } from '../../archive/outgoing-manifest.ts';
import { CsctlError } from '../../problem/problem.ts';
import type {
  Annotations,
  OutgoingRelease,
  Publication,
  ReleaseStore,
  StoredRelease,
} from '../../release/ports.ts';
import { readAsset } from '../../stack/asset-stream.ts';
import { sameAssets, streamOf, type Asset } from '../../stack/asset.ts';
import { digestOf } from '../../stack/fingerprint.ts';
import { parseTag } from '../../stack/release-name.ts';

interface Stored {
  readonly assets: readonly Asset[];
  readonly manifest: Uint8Array;
  readonly annotations: Annotations;
}

/** Keeps releases as long as the process lives. */
export class MemoryStore implements ReleaseStore {
  private readonly releases = new Map<string, Stored>();

  constructor(readonly remote = 'memory:') {}

  check(): Promise<void> {
    return Promise.resolve();
  }

  list(prefix: string): Promise<readonly string[]> {
    return Promise.resolve([...this.releases.keys()].filter((tag) => tag.startsWith(prefix)));
  }

  find(tag: string): Promise<StoredRelease | undefined> {
    const stored = this.releases.get(tag);
    return Promise.resolve(stored && this.describe(tag, stored));
  }

  browse(prefix: string): Promise<{ releases: readonly StoredRelease[]; skipped: readonly string[] }> {
    const releases = [...this.releases].filter(([tag]) => tag.startsWith(prefix));
    return Promise.resolve({
      releases: releases.filter(([tag]) => parseTag(tag)).map(([tag, stored]) => this.describe(tag, stored)),
      skipped: releases.map(([tag]) => tag).filter((tag) => !parseTag(tag)),
    });
  }

  async publish(release: OutgoingRelease): Promise<Publication> {
    const { tag } = release;
    const assets = await Promise.all(release.assets.map((asset) => readAsset(asset)));
    const stored = this.releases.get(tag);
    if (stored && !sameAssets(stored.assets, assets))
      throw new CsctlError('release-conflict', `${this.remote} has ${tag} with other content`);
    const manifest = outgoingManifest(release).bytes;
    const { annotations } = parseManifest(manifest);
    const kept = stored ?? { assets, manifest, annotations };
    this.releases.set(tag, kept);
    const { remote, digest, url } = { remote: this.remote, ...this.describe(tag, kept) };
    return { remote, status: stored ? 'identical' : 'published', digest, url };
  }

  private describe(tag: string, { assets, manifest, annotations }: Stored): StoredRelease {
    return {
      tag,
      digest: digestOf(manifest),
      url: `${this.remote}${tag}`,
      annotations,
      created: createdOf(annotations),
      assets: assets.map(streamOf),
      manifest,
    };
  }
}

// A release store in memory, held to the same contract as the real ones.
import { formatManifest } from '../../archive/oci-manifest.ts';
import { CsctlError } from '../../problem/problem.ts';
import type { Publication, ReleaseStore } from '../../release/ports.ts';
import { sameAssets, type Asset } from '../../stack/asset.ts';
import { digestOf } from '../../stack/fingerprint.ts';

interface Stored {
  readonly assets: readonly Asset[];
  readonly digest: string;
}

/** Keeps releases as long as the process lives. */
export class MemoryStore implements ReleaseStore {
  private readonly releases = new Map<string, Stored>();

  constructor(readonly remote = 'memory:') {}

  list(prefix: string): Promise<readonly string[]> {
    return Promise.resolve([...this.releases.keys()].filter((tag) => tag.startsWith(prefix)));
  }

  read(tag: string, names?: readonly string[]): Promise<readonly Asset[]> {
    const stored = this.releases.get(tag);
    if (!stored)
      return Promise.reject(new CsctlError('release-not-found', `${this.remote} has no release ${tag}`));
    return Promise.resolve(stored.assets.filter(({ name }) => names === undefined || names.includes(name)));
  }

  publish(
    tag: string,
    assets: readonly Asset[],
    annotations: Readonly<Record<string, string>>,
  ): Promise<Publication> {
    const stored = this.releases.get(tag);
    if (stored && !sameAssets(stored.assets, assets)) {
      return Promise.reject(
        new CsctlError('release-conflict', `${this.remote} has ${tag} with other content`),
      );
    }
    const digest = stored?.digest ?? digestOf(formatManifest(assets, annotations));
    if (!stored) this.releases.set(tag, { assets: [...assets], digest });
    const status = stored ? 'identical' : 'published';
    return Promise.resolve({ remote: this.remote, status, digest, url: `${this.remote}${tag}` });
  }
}

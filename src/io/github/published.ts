// A published release on GitHub as a stored release: its files, and the digests that GitHub or the release knows.
import { createHash } from 'node:crypto';
import { CREATED_ANNOTATION, isPlainName } from '../../archive/oci-manifest.ts';
import { CsctlError } from '../../problem/problem.ts';
import type { StoredRelease } from '../../release/ports.ts';
import { CHECKSUMS_FILE, assetInfo, contentDigest, type AssetStream } from '../../stack/asset.ts';
import { checkedStream } from '../../stack/asset-stream.ts';
import type { Digest } from '../../stack/fingerprint.ts';
import type { AssetTransfer } from './asset-transfer.ts';
import type { GithubApi, GithubAsset, GithubRelease } from './github-api.ts';
import { parseMarker } from './release-body.ts';

/** Largest `SHA256SUMS`, in bytes. */
const SUMS_LIMIT = 1024 * 1024;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Reads published releases. */
export class PublishedReleases {
  constructor(
    private readonly remote: string,
    private readonly api: GithubApi,
    private readonly transfer: AssetTransfer,
  ) {}

  /** @throws CsctlError `remote-damaged` for a release that could not be downloaded as it is */
  async describe(release: GithubRelease): Promise<StoredRelease> {
    const { tag_name: tag, html_url: url, published_at: published } = release;
    const found = await this.api.allAssets(release);
    this.assertWhole(tag, found);
    const digests = await this.digestsOf(found);
    const assets = found.map((asset) => this.stream(asset, digests.get(asset.name) ?? ''));
    const annotations = parseMarker(release.body)?.annotations ?? {};
    const created = annotations[CREATED_ANNOTATION] ?? published ?? undefined;
    return { tag, url, annotations, created, assets, digest: contentDigest(assets), manifest: undefined };
  }

  private assertWhole(tag: string, assets: readonly GithubAsset[]): void {
    const half = assets.find(({ state }) => state !== 'uploaded');
    const odd = assets.find(({ name }) => !isPlainName(name));
    if (!half && !odd) return;
    const why = half
      ? `${half.name} was never uploaded to the end`
      : `a file is called ${JSON.stringify(odd?.name)}`;
    throw new CsctlError('remote-damaged', `${this.remote}: the release ${tag} is damaged: ${why}`, {
      hint: 'delete the file on the page of the release, or publish another version',
    });
  }

  private stream(asset: GithubAsset, digest: Digest): AssetStream {
    return checkedStream(assetInfo(asset.name, asset.size, digest), this.remote, () =>
      this.transfer.open(asset),
    );
  }

  /** GitHub's digests; older Enterprise servers have none: then those of the release's own list, or of a download. */
  private async digestsOf(assets: readonly GithubAsset[]): Promise<ReadonlyMap<string, Digest>> {
    const digests = new Map<string, Digest>();
    const note = (name: string, digest: string | null | undefined) => {
      if (DIGEST.test(digest ?? '')) digests.set(name, digest ?? '');
    };
    for (const { name, digest } of assets) note(name, digest);
    const sums = assets.find(({ name, size }) => name === CHECKSUMS_FILE && size <= SUMS_LIMIT);
    if (sums && digests.size < assets.length) {
      const { digest, text } = await this.read(sums);
      const listed = new Map([...text.matchAll(SUM)].map(([, hex, name]) => [name, `sha256:${hex}`]));
      for (const { name } of assets) if (!digests.has(name)) note(name, listed.get(name));
      digests.set(sums.name, digests.get(sums.name) ?? digest);
    }
    for (const asset of assets)
      if (!digests.has(asset.name)) digests.set(asset.name, (await this.read(asset)).digest);
    return digests;
  }

  /** The digest of a file, and its text where it is a small one. */
  private async read(asset: GithubAsset): Promise<{ digest: Digest; text: string }> {
    const hash = createHash('sha256');
    const pieces: Uint8Array[] = [];
    for await (const piece of this.transfer.open(asset)) {
      hash.update(piece);
      if (asset.size <= SUMS_LIMIT) pieces.push(piece);
    }
    return { digest: `sha256:${hash.digest('hex')}`, text: Buffer.concat(pieces).toString('utf8') };
  }
}

/** A line of `sha256sum`. */
const SUM = /^([0-9a-f]{64}) [ *](.+)$/gm;

// A published release on GitHub as a stored release: its files, and the digests that GitHub or the release knows.
import { createHash } from 'node:crypto';
import { createdOf, isPlainName } from '../../archive/oci-manifest.ts';
import { CsctlError } from '../../problem/problem.ts';
import type { BrowsedRelease, StoredRelease } from '../../release/ports.ts';
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
    const found = await this.filesOf(release);
    const digests = await this.knownDigests(found);
    for (const asset of found)
      if (!digests.has(asset.name)) digests.set(asset.name, (await this.read(asset)).digest);
    const stored = this.stored(release, found, digests);
    return { ...stored, digest: contentDigest(stored.assets) };
  }

  /** As `describe`, without downloads for digests: undefined, and '' in files, where neither GitHub nor the list says. */
  async glance(release: GithubRelease): Promise<BrowsedRelease> {
    const found = await this.filesOf(release);
    const digests = await this.knownDigests(found);
    const stored = this.stored(release, found, digests);
    const isKnown = found.every(({ name }) => digests.has(name));
    return { ...stored, digest: isKnown ? contentDigest(stored.assets) : undefined };
  }

  private async filesOf(release: GithubRelease): Promise<readonly GithubAsset[]> {
    const found = await this.api.allAssets(release);
    this.assertWhole(release.tag_name, found);
    return found;
  }

  private stored(
    { tag_name: tag, html_url: url, published_at: published, body }: GithubRelease,
    found: readonly GithubAsset[],
    digests: ReadonlyMap<string, Digest>,
  ): Omit<StoredRelease, 'digest'> {
    const annotations = parseMarker(body)?.annotations ?? {};
    const created = createdOf(annotations) ?? published ?? undefined;
    const assets = found.map((asset) => this.stream(asset, digests.get(asset.name)));
    return { tag, url, annotations, created, assets, manifest: undefined };
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

  private stream(asset: GithubAsset, digest: Digest | undefined): AssetStream {
    const info = assetInfo(asset.name, asset.size, digest ?? '');
    const open = () => this.transfer.open(asset);
    return digest === undefined ? { ...info, open } : checkedStream(info, this.remote, open);
  }

  /** GitHub's digests; for files from before it kept them, and on older Enterprise servers, the release's own list. */
  private async knownDigests(assets: readonly GithubAsset[]): Promise<Map<string, Digest>> {
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

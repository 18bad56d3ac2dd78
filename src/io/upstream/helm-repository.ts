// A Helm repository: index.yaml and packed charts at any address (helm.sh/docs/topics/chart_repository).
import { CsctlError } from '../../problem/problem.ts';
import { shownAddress, versionHint } from '../../stack/chart-source.ts';
import { digestOf, type Digest } from '../../stack/fingerprint.ts';
import type { ChartVersion } from '../../stack/upstream.ts';
import { followRedirects } from '../http/redirect.ts';
import { cachedGet, cachedRead, type UpstreamAccess } from './cached-get.ts';
import { findVersion, newestFirst } from './chart-versions.ts';
import { chartMissing, digestDiffers, indexDiffers } from './chart-refusals.ts';
import type { IndexedChart } from './entry-scanner.ts';
import { indexDigest, readWholeIndex, scanIndex } from './helm-index.ts';
import type { ChartEntries } from './index-scanner.ts';
import { parseAddress, type SourceAddress } from './source-address.ts';
import type { Turns } from './turns.ts';
import { asUpstreamRefusal } from './upstream-refusal.ts';

/** Largest index and largest chart, in bytes. Helm 3.19 takes no chart that is larger unpacked. */
const INDEX_LIMIT = 256 * 1024 * 1024;
const CHART_LIMIT = 100 * 1024 * 1024;

/** How repositories are reached, and how many charts are fetched at once. */
export interface HelmRepositoryAccess extends UpstreamAccess {
  readonly turns: Turns;
}

/** Where a chart of the repository lies that is not at an address of HTTP: `oci://HOST/PATH/NAME:TAG`. */
export type FetchElsewhere = (address: string, expected: Digest | undefined) => Promise<Uint8Array>;

/** One repository. Its index is read once for all charts that are asked for at the same time. */
export class HelmRepository {
  private readonly address: SourceAddress;
  /** As it may be shown. */
  private readonly shown: string;
  private readonly known = new Map<string, Promise<readonly IndexedChart[] | undefined>>();
  private readonly waiting = new Map<string, (entries: Promise<ChartEntries>) => void>();
  private reading: Promise<unknown> | undefined;

  /**
   * @param repository as Chart.yaml has it
   * @throws CsctlError `chart-source`, `credentials-unsafe`
   */
  constructor(
    private readonly access: HelmRepositoryAccess,
    repository: string,
    private readonly elsewhere: FetchElsewhere,
  ) {
    this.address = parseAddress(repository);
    this.shown = shownAddress(repository);
  }

  /** As `ChartRepository`. */
  async versions(name: string): Promise<readonly ChartVersion[]> {
    const charts = newestFirst((await this.entries(name)) ?? []);
    return charts.map(({ version, digest, created }) => ({
      version,
      digest: indexDigest(digest),
      released: /^\d{4}-\d\d-\d\d/.exec(created)?.[0],
    }));
  }

  /** As `ChartRepository`. */
  async fetch(name: string, version: string, expected: Digest | undefined): Promise<Uint8Array> {
    const { cache } = this.access;
    const remembered = expected === undefined ? undefined : await cache.chart(expected);
    if (remembered) return remembered;
    const all = await this.entries(name);
    const entry = findVersion(all ?? [], version);
    const what = `${name} ${version}`;
    if (!entry) {
      const hint = versionHint(newestFirst(all ?? []).map((one) => one.version));
      throw chartMissing(this.shown, all ? what : name, hint);
    }
    const announced = indexDigest(entry.digest);
    if (expected !== undefined && announced !== undefined && announced !== expected)
      throw indexDiffers(this.shown, what, announced, expected);
    const known = announced === undefined ? undefined : await cache.chart(announced);
    if (known) return known;
    const bytes = await this.access.turns.take(() => this.download(entry, what, expected ?? announced));
    const digest = digestOf(bytes);
    const right = expected ?? announced;
    if (right !== undefined && digest !== right)
      throw digestDiffers(this.shown, what, digest, right, expected === undefined ? 'index' : 'lock');
    await cache.keepChart(bytes);
    return bytes;
  }

  private async download(
    { urls }: IndexedChart,
    what: string,
    expected: Digest | undefined,
  ): Promise<Uint8Array> {
    const [reference] = urls;
    if (reference === undefined) {
      const message = `${this.shown} does not say where ${what} is: its index has no urls for it`;
      throw new CsctlError('upstream-damaged', message, { hint: 'tell who runs the repository' });
    }
    if (reference.startsWith('oci://')) return this.elsewhere(reference, expected);
    const { url, headers } = this.resolve(reference);
    const { http } = this.access;
    try {
      return await http.retrying(async () => {
        const reply = await followRedirects(http, { method: 'GET', url, headers });
        if (reply.status !== 200) throw await reply.refuse();
        return reply.bytes(CHART_LIMIT);
      });
    } catch (error) {
      throw asUpstreamRefusal(error, shownAddress(url.href), `fetching ${what}`);
    }
  }

  /** Relative addresses keep the query of the repository, as Helm resolves them. */
  private resolve(reference: string): SourceAddress {
    const { url: base, headers } = this.address;
    if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) {
      const given = parseAddress(reference);
      return given.url.origin === base.origin
        ? { url: given.url, headers: { ...headers, ...given.headers } }
        : given;
    }
    const folder = new URL(base);
    folder.pathname = `${base.pathname.replace(/\/$/, '')}/`;
    const url = new URL(reference, folder);
    if (base.search !== '') url.search = base.search;
    return { url, headers: url.origin === base.origin ? headers : {} };
  }

  /** The versions of a chart; undefined when the index does not name it. */
  private entries(name: string): Promise<readonly IndexedChart[] | undefined> {
    const known = this.known.get(name);
    if (known) return known;
    const entries = new Promise<ChartEntries>((found) => this.waiting.set(name, found)).then((all) =>
      all.get(name),
    );
    this.known.set(name, entries);
    // A later question is a new try.
    entries.catch(() => this.known.delete(name));
    // Whoever asks in the same moment is heard too; whoever asks while the index is read waits for the next reading.
    this.reading ??= this.readSoon();
    return entries;
  }

  private async readSoon(): Promise<void> {
    while (this.waiting.size > 0) {
      await new Promise((done) => setImmediate(done));
      const asked = new Map(this.waiting);
      this.waiting.clear();
      const entries = this.readIndex(new Set(asked.keys()));
      for (const found of asked.values()) found(entries);
      await entries.catch(() => undefined);
    }
    this.reading = undefined;
  }

  private async readIndex(wanted: ReadonlySet<string>): Promise<ChartEntries> {
    const { url: base, headers } = this.address;
    const url = new URL(base);
    url.pathname = `${base.pathname.replace(/\/+$/, '')}/index.yaml`;
    const source = `${this.shown.replace(/\/+$/, '')}/index.yaml`;
    const options = { limit: INDEX_LIMIT, headers };
    try {
      const scanned = await cachedRead(this.access, url, options, (body) => scanIndex(source, body, wanted));
      if (scanned) return scanned;
      return readWholeIndex(source, await cachedGet(this.access, url, options), wanted);
    } catch (error) {
      throw asUpstreamRefusal(error, source, 'reading the index');
    }
  }
}

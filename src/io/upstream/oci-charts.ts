// Charts in an OCI registry, as `helm push` puts them there (helm.sh/docs/topics/registries).
import { CsctlError } from '../../problem/problem.ts';
import { versionHint } from '../../stack/chart-source.ts';
import { digestOf, type Digest } from '../../stack/fingerprint.ts';
import type { ChartVersion } from '../../stack/upstream.ts';
import type { HttpClient } from '../http/client.ts';
import type { CredentialSource } from '../oci/credentials.ts';
import { isTag, parseReference } from '../oci/reference.ts';
import { RegistryClient, type BlobName } from '../oci/registry-client.ts';
import { RegistryConnection } from '../oci/registry-connection.ts';
import { tagsFrom } from '../oci/tags.ts';
import { chartMissing, digestDiffers, indexDiffers } from './chart-refusals.ts';
import { newestFirst } from './chart-versions.ts';
import type { DiskCache } from './disk-cache.ts';
import { asUpstreamRefusal } from './upstream-refusal.ts';

/** How registries are reached. */
export interface ChartRegistryAccess {
  readonly http: HttpClient;
  readonly cache: DiskCache;
  readonly credentials: CredentialSource;
  readonly plainHttp: boolean;
}

const CONFIG_TYPE = 'application/vnd.cncf.helm.config.v1+json';
/** The second one is from before Helm 3.7. */
const CHART_TYPES = ['application/vnd.cncf.helm.chart.content.v1.tar+gzip', 'application/tar+gzip'];
const CHART_LIMIT = 100 * 1024 * 1024;

/** One chart: a repository of a registry, whose tags are versions. */
export class OciChart {
  private readonly client: RegistryClient;
  private readonly remote: string;

  /**
   * @param address `oci://HOST/PATH/NAME`
   * @throws CsctlError `chart-source` when it is no repository of a registry
   */
  constructor(
    private readonly access: ChartRegistryAccess,
    address: string,
  ) {
    const reference = referenceOf(address);
    this.remote = `oci://${reference.host}/${reference.repository}`;
    const { http, credentials, plainHttp } = access;
    this.client = new RegistryClient(
      new RegistryConnection(http, reference, this.remote, credentials, plainHttp),
    );
  }

  /** As `ChartRepository`; a registry does not tell digests and dates before a version is asked for. */
  async versions(): Promise<readonly ChartVersion[]> {
    const tags = await this.asking('listing tags', () =>
      tagsFrom('', (start, size) => this.access.http.retrying(() => this.client.tags(start, size))),
    );
    const versions = tags.map((tag) => ({ version: tag.replaceAll('_', '+') }));
    return newestFirst(versions).map(({ version }) => ({ version, digest: undefined, released: undefined }));
  }

  /** As `ChartRepository`. */
  async fetch(version: string, expected: Digest | undefined): Promise<Uint8Array> {
    const { cache } = this.access;
    const remembered = expected === undefined ? undefined : await cache.chart(expected);
    if (remembered) return remembered;
    const layer = await this.layerOf(version);
    if (expected !== undefined && layer.digest !== expected)
      throw indexDiffers(this.remote, version, layer.digest, expected);
    const known = await cache.chart(layer.digest);
    if (known) return known;
    const bytes = await this.asking(`fetching ${version}`, () => this.read(layer, version));
    const digest = digestOf(bytes);
    if (digest !== layer.digest) throw digestDiffers(this.remote, version, digest, layer.digest, 'index');
    await cache.keepChart(bytes);
    return bytes;
  }

  private async read(layer: BlobName, version: string): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.client.blob(layer, `the chart ${version}`)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  private async layerOf(version: string): Promise<BlobName> {
    const tag = version.replaceAll('+', '_');
    const { http } = this.access;
    const find = (name: string) =>
      this.asking(`reading ${name}`, () => http.retrying(() => this.client.manifest(name)));
    // Nobody can have pushed a version that is no tag.
    const manifest = isTag(tag) ? await find(tag) : undefined;
    if (!manifest) {
      const versions = await this.versions();
      throw chartMissing(this.remote, version, versionHint(versions.map((one) => one.version)));
    }
    const layer = chartLayer(JSON.parse(manifest.bytes.toString('utf8')));
    if (layer && layer.size <= CHART_LIMIT) return layer;
    const message = layer
      ? `${this.remote}: the chart ${version} has ${layer.size} bytes; Helm takes ${CHART_LIMIT} at most`
      : `${this.remote}: ${version} is no Helm chart`;
    throw new CsctlError('upstream-damaged', message, { hint: 'look at what was pushed there' });
  }

  private async asking<T>(operation: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw asChartRefusal(asUpstreamRefusal(error, this.remote, operation));
    }
  }
}

function referenceOf(address: string): ReturnType<typeof parseReference> {
  try {
    return parseReference(address.replace(/^oci:\/\//, '').replace(/\/+$/, ''));
  } catch (error) {
    if (!(error instanceof CsctlError)) throw error;
    throw new CsctlError('chart-source', error.message, {
      ...(error.hint !== undefined && { hint: error.hint }),
    });
  }
}

/** A registry that keeps charts is a source: what the client says of remotes is said of it. */
function asChartRefusal(error: unknown): unknown {
  if (!(error instanceof CsctlError)) return error;
  const code = (
    {
      'remote-damaged': 'upstream-damaged',
      'remote-refused': 'upstream-unreachable',
      'remote-unreachable': 'upstream-unreachable',
    } as const
  )[error.code as string];
  if (code === undefined) return error;
  return new CsctlError(code, error.message, { ...(error.hint !== undefined && { hint: error.hint }) });
}

/** The packed chart of a manifest that `helm push` wrote; undefined for any other. */
function chartLayer(manifest: unknown): BlobName | undefined {
  const { config, layers } = (manifest ?? {}) as { config?: unknown; layers?: unknown };
  if ((config as { mediaType?: unknown } | undefined)?.mediaType !== CONFIG_TYPE || !Array.isArray(layers))
    return undefined;
  const layer = (layers as ({ mediaType?: unknown; digest?: unknown; size?: unknown } | null)[]).find(
    (one) => typeof one?.mediaType === 'string' && CHART_TYPES.includes(one.mediaType),
  );
  const { digest, size } = layer ?? {};
  if (typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(digest)) return undefined;
  return typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? { digest, size } : undefined;
}

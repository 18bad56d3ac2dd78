// Everything that a stack is kept current with, on this machine: a feed, images with checksum files, a Helm repository
// and a registry with charts. What they hold can change, and each can go down.
import { formatKubernetes } from '../../src/stack/kubernetes-version.ts';
import type { KubernetesSeries } from '../../src/stack/upstream.ts';
import { ChartServer } from './charts/chart-server.ts';
import { packedChart } from './charts/packed-chart.ts';
import { pushChart } from './charts/push-chart.ts';
import { imageDigest, imagePath, type Sources } from './current-stack.ts';
import { serve } from './http-server.ts';
import { feedText } from './kubernetes-feed.ts';
import { series } from './kubernetes.ts';
import { TestRegistry } from './registry/test-registry.ts';

/** The patches that a run finds, by minor. */
const FIRST: Readonly<Record<string, number>> = { '1.32': 12, '1.33': 9, '1.34': 6 };
const DAY = '2026-10-01';
const END = '2027-06-28';

export class UpstreamServer {
  /** Digests in checksum files, by version; an image without one is not there. */
  readonly images = new Map<string, string>();
  /** What does not answer any more. */
  readonly down = new Set<'feed' | 'images' | 'charts'>();
  private readonly newest = new Map<string, number>(Object.entries(FIRST));
  private readonly ends = new Map<string, string>();

  private constructor(
    private readonly charts: ChartServer,
    readonly registry: TestRegistry,
    /** Set once the server listens. */
    private readonly address: { origin: string },
  ) {}

  /** An upstream that has what `currentStack` pins, and nothing newer. */
  static async start(): Promise<UpstreamServer> {
    const address = { origin: '' };
    const upstream = new UpstreamServer(await ChartServer.start(), await TestRegistry.start(), address);
    const url = await serve((request, response) => {
      const path = decodeURIComponent(request.url ?? '/').replace(/^\//, '');
      const source = path === 'kubernetes.json' ? 'feed' : 'images';
      if (upstream.down.has(source)) return response.writeHead(503).end('down');
      const text = source === 'feed' ? feedText(upstream.series()) : upstream.imageText(path);
      return text === undefined ? response.writeHead(404).end('none') : response.writeHead(200).end(text);
    });
    address.origin = url.origin;
    upstream.charts.intercept = (_request, response) => {
      if (upstream.down.has('charts')) response.writeHead(503).end('down');
      return upstream.down.has('charts');
    };
    for (const [minor, patch] of Object.entries(FIRST)) upstream.image(`v${minor}.${patch}`);
    upstream.cni('1.18.8');
    for (const version of ['2.32.0', '2.33.0', '2.34.1']) upstream.ccm(version);
    return upstream;
  }

  /** Address of the feed. */
  get feed(): string {
    return `${this.address.origin}/kubernetes.json`;
  }

  get sources(): Sources {
    return {
      charts: this.charts.address,
      registry: `oci://${this.registry.host}/charts`,
      images: this.address.origin,
    };
  }

  /** A patch appears, with its image unless told otherwise. */
  release(version: string, image: 'with image' | 'no image' = 'with image'): this {
    const [minor = '', patch = ''] = version.replace(/^v/, '').split(/\.(?=\d+$)/);
    this.newest.set(minor, Number(patch));
    return image === 'with image' ? this.image(version) : this;
  }

  image(version: string, digest = imageDigest(version)): this {
    this.images.set(version, digest);
    return this;
  }

  endOfLife(minor: string, day: string): this {
    this.ends.set(minor, day);
    return this;
  }

  cni(version: string): this {
    this.charts.add('cilium', version, packedChart('cilium', version));
    return this;
  }

  ccm(version: string): this {
    const bytes = packedChart('cloud-controller', version);
    pushChart(this.registry.repository('charts/cloud-controller'), version, bytes);
    return this;
  }

  private series(): KubernetesSeries[] {
    return [...this.newest].map(([minor, patch]) =>
      series(minor, { 0: '2025-08-27', [patch]: DAY }, this.ends.get(minor) ?? END),
    );
  }

  private imageText(path: string): string | undefined {
    for (const [version, digest] of this.images) {
      if (path === imagePath(version)) return `the image of ${version}`;
      if (path === `${imagePath(version)}.CHECKSUM`) return `${digest}  node-${version}.qcow2\n`;
    }
    return undefined;
  }
}

/** `v1.34.6` and the like of a served minor, at the beginning. */
export const FIRST_VERSIONS: readonly string[] = Object.entries(FIRST).map(([minor, patch]) => {
  const [major = 0, number = 0] = minor.split('.').map(Number);
  return formatKubernetes({ major, minor: number, patch });
});

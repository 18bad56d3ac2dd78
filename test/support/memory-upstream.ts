// An upstream in memory that has what `currentStack` pins; tests add what is newer.
import { MemoryCharts } from '../../src/io/memory/memory-charts.ts';
import type { Upstream } from '../../src/release/upstream-ports.ts';
import type { KubernetesSeries } from '../../src/stack/upstream.ts';
import { packedChart } from './charts/packed-chart.ts';
import { imageDigest, imagePath, NOWHERE } from './current-stack.ts';
import { MemoryImages } from './images/catalogue.ts';
import { series } from './kubernetes.ts';

/** What is there. */
export class MemoryUpstream {
  readonly charts = new MemoryCharts();
  /** Digests of images by version. */
  readonly images = new Map<string, string>();
  /** Digests of `docker.io/kindest/node` by tag. */
  readonly tags = new Map<string, string>();
  today = '2026-11-20';
  private readonly minors = new Map<string, { patch: number; end: string | undefined }>();

  constructor() {
    for (const version of ['v1.32.12', 'v1.33.9', 'v1.34.6']) this.release(version);
    this.chart('cilium', '1.18.8');
    for (const version of ['2.32.0', '2.33.0', '2.34.1']) this.chart('cloud-controller', version);
  }

  /** The newest patch of a minor, with its image. */
  release(version: string, end = '2027-06-28', image = true): this {
    const [minor = '', patch = ''] = version.slice(1).split(/\.(?=\d+$)/);
    this.minors.set(minor, { patch: Number(patch), end });
    if (image) this.images.set(version, imageDigest(version));
    return this;
  }

  chart(name: string, version: string): this {
    const repository = name === 'cloud-controller' ? NOWHERE.registry : NOWHERE.charts;
    this.charts.add(repository, name, version, packedChart(name, version));
    return this;
  }

  series(): KubernetesSeries[] {
    return [...this.minors].map(([minor, { patch, end }]) =>
      series(minor, { 0: '2025-08-27', [patch]: '2026-10-01' }, end),
    );
  }

  open(): Upstream {
    const entries = [...this.images];
    const url = (version: string) => `${NOWHERE.images}/${imagePath(version)}`;
    const images = Object.fromEntries(entries.map(([version]) => [url(version), {}]));
    const texts = Object.fromEntries(
      entries.map(([version, digest]) => [`${url(version)}.CHECKSUM`, `${digest}  node-${version}.qcow2\n`]),
    );
    const tags = Object.fromEntries(
      [...this.tags].map(([tag, digest]) => [`docker.io/kindest/node:${tag}`, digest]),
    );
    return {
      kubernetes: { list: () => Promise.resolve(this.series()) },
      charts: this.charts,
      images: new MemoryImages({ images, texts, tags }),
      today: () => this.today,
    };
  }
}

// Charts in memory: repositories for tests.
import { CsctlError } from '../../problem/problem.ts';
import type { ChartRepository } from '../../release/upstream-ports.ts';
import { versionHint } from '../../stack/chart-source.ts';
import { digestOf, type Digest } from '../../stack/fingerprint.ts';
import type { ChartName, ChartVersion, Day } from '../../stack/upstream.ts';
import { chartMissing, digestDiffers } from '../upstream/chart-refusals.ts';
import { findVersion, newestFirst } from '../upstream/chart-versions.ts';

interface StoredChart extends ChartVersion {
  readonly bytes: Uint8Array;
}

/** Repositories are there once a chart is in them; every other one cannot be reached. */
export class MemoryCharts implements ChartRepository {
  /** What was fetched: `REPOSITORY NAME VERSION`, in order. */
  readonly fetched: string[] = [];
  private readonly repositories = new Map<string, Map<string, StoredChart[]>>();

  /** Adds a version of a chart, or puts other bytes in its place. */
  add(repository: string, name: string, version: string, bytes: Uint8Array, released?: Day): this {
    const charts = this.repositories.get(trimmed(repository)) ?? new Map<string, StoredChart[]>();
    const others = (charts.get(name) ?? []).filter((one) => one.version !== version);
    charts.set(name, [...others, { version, bytes, digest: digestOf(bytes), released }]);
    this.repositories.set(trimmed(repository), charts);
    return this;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a refusal rejects, as with every other repository
  async versions(chart: ChartName): Promise<readonly ChartVersion[]> {
    return this.charts(chart).map(({ version, digest, released }) => ({ version, digest, released }));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  async fetch(chart: ChartName, version: string, expected: Digest | undefined): Promise<Uint8Array> {
    const charts = this.charts(chart);
    const found = findVersion(charts, version);
    const what = `${chart.name} ${version}`;
    if (!found) throw chartMissing(chart.repository, what, versionHint(charts.map((one) => one.version)));
    const digest = digestOf(found.bytes);
    if (expected !== undefined && digest !== expected)
      throw digestDiffers(chart.repository, what, digest, expected, 'lock');
    this.fetched.push(`${chart.repository} ${what}`);
    return found.bytes;
  }

  private charts({ repository, name }: ChartName): StoredChart[] {
    const charts = this.repositories.get(trimmed(repository));
    if (charts) return newestFirst(charts.get(name) ?? []);
    throw new CsctlError('upstream-unreachable', `${repository}: reading the index failed: it is not there`, {
      hint: 'look at the address and the network, and try again',
    });
  }
}

const trimmed = (address: string): string => address.replace(/\/+$/, '');

// Charts from wherever Chart.yaml says: Helm repositories and OCI registries behind one port.
import type { ChartRepository } from '../../release/upstream-ports.ts';
import { shownAddress } from '../../stack/chart-source.ts';
import type { Digest } from '../../stack/fingerprint.ts';
import type { ChartName, ChartVersion } from '../../stack/upstream.ts';
import { chartMissing } from './chart-refusals.ts';
import { HelmRepository } from './helm-repository.ts';
import { OciChart, type ChartRegistryAccess } from './oci-charts.ts';
import { Turns } from './turns.ts';

/** Charts that are fetched at once. */
const FETCHES = 8;

/** All chart repositories of a run. What is asked for twice at the same time is fetched once. */
export class ChartSources implements ChartRepository {
  private readonly repositories = new Map<string, HelmRepository>();
  private readonly charts = new Map<string, OciChart>();
  private readonly fetching = new Map<string, Promise<Uint8Array>>();
  private readonly turns = new Turns(FETCHES);

  constructor(private readonly access: ChartRegistryAccess) {}

  async versions({ repository, name }: ChartName): Promise<readonly ChartVersion[]> {
    if (!isOci(repository)) return this.repository(repository).versions(name);
    return this.turns.take(() => this.chart(`${trimmed(repository)}/${name}`).versions());
  }

  fetch(chart: ChartName, version: string, expected: Digest | undefined): Promise<Uint8Array> {
    const key = JSON.stringify([chart.repository, chart.name, version, expected]);
    const fetching =
      this.fetching.get(key) ??
      this.fetchNow(chart, version, expected).finally(() => this.fetching.delete(key));
    this.fetching.set(key, fetching);
    return fetching;
  }

  private async fetchNow(
    { repository, name }: ChartName,
    version: string,
    expected: Digest | undefined,
  ): Promise<Uint8Array> {
    if (isOci(repository))
      return this.turns.take(() => this.chart(`${trimmed(repository)}/${name}`).fetch(version, expected));
    return this.repository(repository).fetch(name, version, expected);
  }

  /** @throws CsctlError `chart-source` */
  private repository(address: string): HelmRepository {
    const key = trimmed(address);
    const known = this.repositories.get(key);
    if (known) return known;
    const made = new HelmRepository({ ...this.access, turns: this.turns }, address, (place, expected) =>
      this.fetchAt(place, expected),
    );
    this.repositories.set(key, made);
    return made;
  }

  private chart(address: string): OciChart {
    const chart = this.charts.get(address) ?? new OciChart(this.access, address);
    this.charts.set(address, chart);
    return chart;
  }

  /** A chart that an index keeps in a registry; it comes in the turn of the one who asked. @param address `oci://HOST/PATH/NAME:TAG` */
  private fetchAt(address: string, expected: Digest | undefined): Promise<Uint8Array> {
    const [, place, tag] = /^(oci:\/\/.+):([^/:]+)$/.exec(address) ?? [];
    if (place === undefined || tag === undefined)
      throw chartMissing(shownAddress(address), '', 'its index names no version in the address');
    return this.chart(place).fetch(tag, expected);
  }
}

const isOci = (repository: string): boolean => repository.startsWith('oci://');
const trimmed = (address: string): string => address.replace(/\/+$/, '');

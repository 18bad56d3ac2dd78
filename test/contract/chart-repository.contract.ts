// What every source of charts promises (src/release/upstream-ports.ts).
import { describe, expect, it } from 'vitest';
import type { ChartRepository } from '../../src/release/upstream-ports.ts';
import { digestOf } from '../../src/stack/fingerprint.ts';
import { packedChart } from '../support/charts/packed-chart.ts';
import { refusalOf } from '../support/refusal.ts';

/** A packed chart that a repository is to hold. */
export interface HeldChart {
  readonly name: string;
  readonly version: string;
  readonly bytes: Uint8Array;
}

/** A source, and the address of its repository. */
export interface OpenCharts {
  readonly charts: ChartRepository;
  readonly repository: string;
  /** An address of the same sort where nothing is. */
  readonly nowhere: string;
}

const held = (name: string, version: string): HeldChart => ({
  name,
  version,
  bytes: packedChart(name, version, { 'values.yaml': `of: ${name} ${version}\n` }),
});

const HELD = [
  ...['1.9.0', '1.10.0', '1.10.1-rc.1', '0.3.0'].map((version) => held('cilium', version)),
  held('ccm', 'v2.35.0'),
  held('csi', '2.35.1+up.3'),
];
const of = (name: string, version: string): HeldChart =>
  HELD.find((one) => one.name === name && one.version === version) ?? held(name, version);

/** @param open a source that holds the charts, in this order */
export function chartRepositoryContract(
  name: string,
  open: (charts: readonly HeldChart[]) => Promise<OpenCharts> | OpenCharts,
): void {
  describe(`${name} as a source of charts`, () => {
    it('lists versions newest first', async () => {
      const { charts, repository } = await open(HELD);
      const versions = await charts.versions({ repository, name: 'cilium' });
      expect(versions.map(({ version }) => version)).toEqual(['1.10.1-rc.1', '1.10.0', '1.9.0', '0.3.0']);
    });

    it('says the digest where it knows it, and then the right one', async () => {
      const { charts, repository } = await open(HELD);
      for (const { version, digest } of await charts.versions({ repository, name: 'cilium' }))
        expect([undefined, digestOf(of('cilium', version).bytes)]).toContain(digest);
    });

    it('has no versions of a chart that is not there', async () => {
      const { charts, repository } = await open(HELD);
      expect(await charts.versions({ repository, name: 'other' })).toEqual([]);
    });

    it('gives a chart byte for byte', async () => {
      const { charts, repository } = await open(HELD);
      for (const { name: chart, version, bytes } of HELD) {
        const fetched = await charts.fetch({ repository, name: chart }, version, digestOf(bytes));
        expect(digestOf(fetched)).toBe(digestOf(bytes));
      }
    });

    it('gives a chart whose digest nobody knows', async () => {
      const { charts, repository } = await open(HELD);
      const fetched = await charts.fetch({ repository, name: 'cilium' }, '1.9.0', undefined);
      expect(digestOf(fetched)).toBe(digestOf(of('cilium', '1.9.0').bytes));
    });

    it('takes an address with a slash at its end', async () => {
      const { charts, repository } = await open(HELD);
      const chart = { repository: `${repository}/`, name: 'cilium' };
      expect(await charts.versions(chart)).toHaveLength(4);
      expect(await charts.fetch(chart, '0.3.0', undefined)).toHaveLength(of('cilium', '0.3.0').bytes.length);
    });

    it('refuses a chart that is another than the one that is expected', async () => {
      const { charts, repository } = await open(HELD);
      const expected = digestOf('another');
      const refusal = await refusalOf(() => charts.fetch({ repository, name: 'cilium' }, '1.9.0', expected));
      expect(refusal.code).toBe('chart-digest');
      expect(refusal.message).toContain(expected);
      expect(refusal.message).toContain(digestOf(of('cilium', '1.9.0').bytes));
    });

    it('names the newest versions where one is missing', async () => {
      const { charts, repository } = await open(HELD);
      const refusal = await refusalOf(() => charts.fetch({ repository, name: 'cilium' }, '1.9.9', undefined));
      expect(refusal.code).toBe('chart-not-found');
      expect(refusal.message).toContain('1.9.9');
      expect(refusal.hint).toContain('1.10.0, 1.9.0, 0.3.0');
    });

    it('says that a chart is missing', async () => {
      const { charts, repository } = await open(HELD);
      const refusal = await refusalOf(() => charts.fetch({ repository, name: 'other' }, '1.0.0', undefined));
      expect(refusal.code).toBe('chart-not-found');
      expect(refusal.message).toContain('other');
    });

    it('tells a repository that is not there from one without charts', async () => {
      const { charts, nowhere } = await open(HELD);
      const chart = { repository: nowhere, name: 'cilium' };
      expect((await refusalOf(() => charts.versions(chart))).code).toBe('upstream-unreachable');
      expect((await refusalOf(() => charts.fetch(chart, '1.9.0', undefined))).code).toBe(
        'upstream-unreachable',
      );
    });

    it('serves many who ask at once', async () => {
      const { charts, repository } = await open(HELD);
      const asked = [...HELD, ...HELD, ...HELD];
      const fetched = await Promise.all(
        asked.map((one) => charts.fetch({ repository, name: one.name }, one.version, undefined)),
      );
      expect(fetched.map((bytes) => digestOf(bytes))).toEqual(asked.map(({ bytes }) => digestOf(bytes)));
    });
  });
}

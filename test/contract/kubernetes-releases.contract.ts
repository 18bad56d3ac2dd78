// What every source of Kubernetes releases promises (src/release/upstream-ports.ts).
import { describe, expect, it } from 'vitest';
import type { KubernetesReleases } from '../../src/release/upstream-ports.ts';
import { parseDay } from '../../src/stack/day.ts';
import {
  compareKubernetes,
  compareMinors,
  formatMinor,
  sameMinor,
} from '../../src/stack/kubernetes-version.ts';
import type { KubernetesSeries } from '../../src/stack/upstream.ts';
import { minor, series } from '../support/kubernetes.ts';

const UPSTREAM = [
  series('1.35', { 0: '2025-12-17' }, '2027-02-28'),
  series('1.34', { 0: '2025-08-27', 1: '2025-09-09', 10: '2026-05-20' }, '2026-10-28'),
  series('1.9', { 0: '2017-12-15', 11: '2018-09-29' }, '2019-02-28'),
];

/** @param open a source that knows these releases */
export function kubernetesReleasesContract(
  name: string,
  open: (series: readonly KubernetesSeries[]) => Promise<KubernetesReleases> | KubernetesReleases,
): void {
  const list = async (patchDays?: boolean) =>
    (await open(UPSTREAM)).list(patchDays === undefined ? undefined : { patchDays });

  describe(`${name} as a source of Kubernetes releases`, () => {
    it.each([undefined, false, true])('lists minors, the newest first (patchDays: %s)', async (patchDays) => {
      const found = await list(patchDays);
      expect(found.map((one) => formatMinor(one.minor))).toEqual(['1.35', '1.34', '1.9']);
      expect([...found].sort((a, b) => compareMinors(b.minor, a.minor))).toEqual(found);
    });

    it.each([undefined, true])(
      'knows first and newest patch with their days (patchDays: %s)',
      async (patchDays) => {
        const own = (await list(patchDays)).find((one) => sameMinor(one.minor, minor('1.34')));
        expect(own).toMatchObject({ released: '2025-08-27', endOfLife: '2026-10-28' });
        expect(own?.patches[0]).toEqual({ version: { ...minor('1.34'), patch: 0 }, released: '2025-08-27' });
        expect(own?.patches.at(-1)).toEqual({
          version: { ...minor('1.34'), patch: 10 },
          released: '2026-05-20',
        });
      },
    );

    it('has patches of that minor only, the oldest first, never none', async () => {
      for (const { minor: own, patches, released } of await list(true)) {
        expect(patches.length).toBeGreaterThan(0);
        expect(patches.every(({ version }) => sameMinor(version, own))).toBe(true);
        expect([...patches].sort((a, b) => compareKubernetes(a.version, b.version))).toEqual(patches);
        expect(released).toBe(parseDay(released ?? ''));
      }
    });

    it('answers again', async () => {
      const source = await open(UPSTREAM);
      expect(await source.list()).toEqual(await source.list());
    });
  });
}

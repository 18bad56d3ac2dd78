// outdated over real stacks of every layout: what each pins is what an upstream is compared with.
import { describe, expect, it } from 'vitest';
import { StackFolders } from '../../src/io/stack-folder.ts';
import { findOutdated } from '../../src/release/currency/outdated.ts';
import { isChartSource } from '../../src/stack/chart-source.ts';
import { readSubjects } from '../../src/release/currency/subjects.ts';
import { formatMinor } from '../../src/stack/kubernetes-version.ts';
import type { ChartVersion } from '../../src/stack/upstream.ts';
import { normaliseVersion } from '../../src/stack/version-range.ts';
import { CORPUS, hasCorpus } from '../support/corpus.ts';
import { series } from '../support/kubernetes.ts';
import { memoryUpstream } from '../support/subjects.ts';

const KUBERNETES = Array.from({ length: 12 }, (_, index) =>
  series(`1.${24 + index}`, { 0: '2026-01-01', 99: '2026-05-01' }),
);

/** The stacks below a folder of the corpus, compared with an upstream that has one patch more of each chart. */
async function outdated(folder: string, minors: readonly string[] = []) {
  const stacks = new StackFolders(`${CORPUS}/stacks`, undefined);
  const folders = await stacks.find(folder);
  const subjects = await readSubjects(folders, minors, { stacks });
  const upstream = memoryUpstream({ kubernetes: KUBERNETES });
  const pinned = [...subjects.meant, ...subjects.besides].flatMap(({ addons }) => addons);
  const versions = ({ name }: { name: string }): Promise<ChartVersion[]> =>
    Promise.resolve(
      pinned
        .filter(({ chart }) => chart.name === name)
        .flatMap(({ current }) => [current, bumped(current)])
        .map((version) => ({ version, digest: undefined, released: undefined })),
    );
  const world = {
    upstream: { ...upstream, charts: { ...upstream.charts, versions } },
    reporter: { step: () => undefined, transfer: () => undefined, note: () => undefined },
  };
  const request = { policy: true, critical: [], minors };
  return { subjects, result: await findOutdated(subjects.meant, request, world, subjects.besides) };
}

/** The next patch, as the chart writes its versions. */
const bumped = (version: string): string =>
  version.replace(/(\d+)(?!.*\d)/, (patch) => String(Number(patch) + 1));

describe.skipIf(!hasCorpus)('outdated over the corpus', () => {
  it.each<[string, string[], string[]]>([
    ['csctl/docker/ferrol', [], []],
    ['csctl/docker/valencia', [], []],
    ['per-minor/openstack', [], ['1.32', '1.33', '1.34', '1.35']],
    ['per-minor/docker', [], ['1.32', '1.33', '1.34', '1.35']],
    ['single/openstack/scs', [], []],
    ['single/openstack/scs2', ['all'], []],
    ['single/openstack/kamaji', [], []],
    ['single/kubevirt/alpha', [], []],
    ['single/docker/scs', [], []],
  ])('finds every newer chart and patch of %s', async (folder, minors, served) => {
    const { subjects, result } = await outdated(folder, minors);
    if (served.length > 0) expect(subjects.meant.map(({ minor }) => formatMinor(minor))).toEqual(served);
    expect(subjects.meant.length).toBeGreaterThan(0);
    for (const { folder: stack, minor, addons } of subjects.meant) {
      const own = result.items.filter((item) => item.stack === stack && item.minor === formatMinor(minor));
      expect(own.filter(({ kind }) => kind === 'kubernetes')).toHaveLength(1);
      const exact = addons.filter(
        ({ chart, current }) => isChartSource(chart.repository) && normaliseVersion(current) !== undefined,
      );
      expect(own.filter(({ kind }) => kind === 'addon').map(({ name }) => name)).toEqual(
        exact.map(({ key }) => key).sort(),
      );
    }
  });

  it('takes what names no patch for what cannot be built', async () => {
    const { result } = await outdated('per-minor/docker');
    const kubernetes = result.items.filter(({ kind }) => kind === 'kubernetes');
    expect(kubernetes.filter(({ reason }) => reason === 'no-patch').map(({ minor }) => minor)).toEqual([
      '1.32',
      '1.33',
      '1.34',
      '1.35',
    ]);
  });

  it('knows the lines of versions.yaml, and asks about them with -k', async () => {
    const by = await outdated('single/openstack/scs2');
    const all = await outdated('single/openstack/scs2', ['all']);
    expect(by.subjects.meant).toHaveLength(1);
    expect(by.subjects.besides.length).toBeGreaterThan(0);
    expect(all.subjects.meant).toHaveLength(by.subjects.besides.length + 1);
    const missing = (items: typeof all.result.items) =>
      items.filter(({ reason }) => reason === 'minor-missing');
    expect(missing(by.result.items)).toEqual(missing(all.result.items));
  });
});

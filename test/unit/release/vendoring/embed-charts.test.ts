// Chart dependencies put into a stack: from repositories, from folders, from what lies in charts/.
import { describe, expect, it } from 'vitest';
import { gunzip } from '../../../../src/archive/gzip.ts';
import { unpackTar } from '../../../../src/archive/tar.ts';
import { MemoryCharts } from '../../../../src/io/memory/memory-charts.ts';
import { CsctlError } from '../../../../src/problem/problem.ts';
import { embedCharts, type Embedded } from '../../../../src/release/vendoring/embed-charts.ts';
import type { LocalCharts } from '../../../../src/release/upstream-ports.ts';
import type { LockedChart } from '../../../../src/stack/charts-lock.ts';
import { FileTree } from '../../../../src/stack/file-tree.ts';
import { digestOf } from '../../../../src/stack/fingerprint.ts';
import { packedChart } from '../../../support/charts/packed-chart.ts';
import { brief, SINGLE_STAGE, tinyStack, type Files } from '../../../support/stack-tree.ts';

const REPOSITORY = 'https://charts.example';
const CHART = 'cluster-addon/cni/Chart.yaml';
const CHARTS = 'cluster-addon/cni/charts';

/** Lines of a dependency in Chart.yaml. */
const wants = (version: string, name = 'cilium', repository = REPOSITORY, more = ''): string =>
  `- name: ${name}\n  version: "${version}"\n  repository: "${repository}"\n${more}`;
const chart = (...dependencies: string[]): Files => ({
  [CHART]: `apiVersion: v2\nname: cni\nversion: 1.2.3\ndependencies:\n${dependencies.join('')}`,
});
const lock = (version: string, change: Partial<LockedChart> = {}): LockedChart => ({
  name: 'cilium',
  repository: REPOSITORY,
  range: undefined,
  version,
  digest: digestOf(packedChart('cilium', version)),
  ...change,
});

const repository = (...versions: string[]): MemoryCharts => {
  const charts = new MemoryCharts();
  for (const version of versions) charts.add(REPOSITORY, 'cilium', version, packedChart('cilium', version));
  return charts;
};

const noFolders: LocalCharts = {
  read: (_folder, path) => Promise.reject(new CsctlError('chart-source', `${path} is no folder`)),
};

const embed = (
  files: Files,
  charts = new MemoryCharts(),
  locked: readonly LockedChart[] = [],
  local = noFolders,
): Promise<Embedded> => embedCharts(tinyStack(files), locked, { charts, local }, 0);

/** What lies below charts/, with digests of archives. */
const below = ({ stack }: Embedded, folder = CHARTS): string[] => stack.tree.under(folder).paths();

describe('a dependency from a repository', () => {
  it('is embedded byte for byte', async () => {
    const embedded = await embed(chart(wants('1.18.9')), repository('1.18.9', '1.18.10'), [lock('1.18.9')]);
    expect(embedded.problems).toEqual([]);
    expect(embedded.stack.tree.get(`${CHARTS}/cilium-1.18.9.tgz`)).toEqual(packedChart('cilium', '1.18.9'));
    expect(below(embedded)).toEqual(['cilium-1.18.9.tgz']);
  });

  it.each(['../../../cilium', 'a/b', '..', String.raw`a\b`])('cannot be called %s', async (name) => {
    const charts = new MemoryCharts().add(REPOSITORY, name, '1.18.9', packedChart('cilium', '1.18.9'));
    const embedded = await embed(chart(wants('1.18.9', `'${name}'`)), charts);
    expect(brief(embedded.problems)).toEqual([`chart-dependency ${CHART}:5:9`]);
    expect(below(embedded)).toEqual([]);
    expect(charts.fetched).toEqual([]);
  });

  it('leaves all other files as they are', async () => {
    const files = chart(wants('1.18.9'));
    const embedded = await embed(files, repository('1.18.9'));
    const others = embedded.stack.tree.filter((path) => !path.startsWith(`${CHARTS}/`));
    expect([...others]).toEqual([...tinyStack(files).tree]);
  });

  it('is doubtful where it is not locked, and says where', async () => {
    const embedded = await embed(chart(wants('1.18.9')), repository('1.18.9'));
    expect(brief(embedded.problems)).toEqual([`lock-stale ${CHART}:6:12`]);
    expect(embedded.problems[0]?.severity).toBe('warning');
  });

  it('is refused where it is not what is locked', async () => {
    const locked = [lock('1.18.9', { digest: digestOf('another') })];
    const embedded = await embed(chart(wants('1.18.9')), repository('1.18.9'), locked);
    expect(brief(embedded.problems)).toEqual([`chart-digest ${CHART}:6:12`]);
  });

  it.each([
    ['what is locked for the range', '^1.18', [lock('1.18.9', { range: '^1.18' })], '1.18.9', 0],
    ['the newest in the range', '^1.18', [], '1.19.0', 1],
    ['what is locked for this range only', '^1.17', [lock('1.18.9', { range: '^1.18' })], '1.19.0', 1],
    ['all of 1.18 for 1.18', '1.18', [], '1.18.10', 1],
    ['no pre-release', '*', [], '2.0.0', 1],
    ['a pre-release where the range names one', '>=2.0.0-0', [], '2.1.0-rc.1', 1],
  ])('gets %s', async (_, range, locked, version, warnings) => {
    const charts = repository('1.18.9', '1.18.10', '1.19.0', '2.0.0', '2.1.0-rc.1');
    const embedded = await embed(chart(wants(range)), charts, locked);
    expect(below(embedded)).toEqual([`cilium-${version}.tgz`]);
    expect(embedded.problems).toHaveLength(warnings);
  });

  it('gets what Chart.lock names, where that is in step', async () => {
    const inStep = `dependencies:\n- name: cilium\n  repository: ${REPOSITORY}\n  version: 1.18.9\ndigest: DIGEST\n`;
    const json = JSON.stringify([
      [{ name: 'cilium', version: '^1.18', repository: REPOSITORY }],
      [{ name: 'cilium', version: '1.18.9', repository: REPOSITORY }],
    ]);
    const files = (digest: string) => ({
      ...chart(wants('^1.18')),
      'cluster-addon/cni/Chart.lock': inStep.replace('DIGEST', digest),
    });
    const charts = () => repository('1.18.9', '1.19.0');
    const good = await embed(files(digestOf(json)), charts(), [lock('1.18.9')]);
    expect(below(good)).toEqual(['cilium-1.18.9.tgz']);
    expect(good.problems).toEqual([]);
    expect(below(await embed(files('sha256:00'), charts()))).toEqual(['cilium-1.19.0.tgz']);
  });

  it('is fetched once for two aliases, and in both versions where they differ', async () => {
    const two = await embed(
      chart(
        wants('1.18.9', undefined, undefined, '  alias: one\n'),
        wants('1.18.9', undefined, undefined, '  alias: two\n'),
      ),
      repository('1.18.9'),
    );
    expect(below(two)).toEqual(['cilium-1.18.9.tgz']);
    const differing = await embed(
      chart(
        wants('1.18.9', undefined, undefined, '  alias: one\n'),
        wants('1.17.0', undefined, undefined, '  alias: two\n'),
      ),
      repository('1.18.9', '1.17.0'),
    );
    expect(below(differing)).toEqual(['cilium-1.17.0.tgz', 'cilium-1.18.9.tgz']);
  });

  it('is fetched whatever its condition and tags say', async () => {
    const more = '  condition: cilium.enabled\n  tags: [net]\n  enabled: false\n';
    expect(
      below(await embed(chart(wants('1.18.9', undefined, undefined, more)), repository('1.18.9'))),
    ).toEqual(['cilium-1.18.9.tgz']);
  });

  it('is embedded in the class chart and in a single addon chart too', async () => {
    const files = {
      ...SINGLE_STAGE,
      'cluster-class/Chart.yaml': `apiVersion: v2\nname: x\nversion: 1.0.0\ndependencies:\n${wants('1.18.9')}`,
      'cluster-addon/Chart.yaml': `apiVersion: v2\nname: y\nversion: 1.0.0\ndependencies:\n${wants('1.17.0')}`,
    };
    const embedded = await embed(files, repository('1.18.9', '1.17.0'));
    expect(below(embedded, 'cluster-class/charts')).toEqual(['cilium-1.18.9.tgz']);
    expect(below(embedded, 'cluster-addon/charts')).toEqual(['cilium-1.17.0.tgz']);
  });
});

describe('what lies in charts/', () => {
  const there = (version: string, name = 'cilium'): Files => ({
    [`${CHARTS}/${name}-${version}.tgz`]: packedChart(name, version),
  });

  it('is used without asking anybody', async () => {
    const charts = new MemoryCharts();
    for (const [range, locked] of [
      ['1.18.9', []],
      ['1.18.9', [lock('1.18.9')]],
      ['^1.18', []],
      ['^1.18', [lock('1.18.9', { range: '^1.18' })]],
    ] as const) {
      const embedded = await embed({ ...chart(wants(range)), ...there('1.18.9') }, charts, locked);
      expect(embedded).toMatchObject({ problems: [], replaced: [] });
    }
    expect(charts.fetched).toEqual([]);
  });

  it.each([
    ['another version', there('1.17.0'), `${CHARTS}/cilium-1.17.0.tgz`],
    [
      'other content',
      { [`${CHARTS}/cilium-1.18.9.tgz`]: packedChart('cilium', '1.18.9', { x: 'y' }) },
      `${CHARTS}/cilium-1.18.9.tgz`,
    ],
    [
      'a folder, which nobody can compare',
      { [`${CHARTS}/cilium/Chart.yaml`]: 'apiVersion: v2\nname: cilium\nversion: 1.18.9\n' },
      `${CHARTS}/cilium`,
    ],
    ['what is no archive', { [`${CHARTS}/cilium-1.18.9.tgz`]: 'broken' }, `${CHARTS}/cilium-1.18.9.tgz`],
  ])('is replaced where it is %s', async (_, files, gone) => {
    const embedded = await embed({ ...chart(wants('1.18.9')), ...files }, repository('1.18.9'), [
      lock('1.18.9'),
    ]);
    expect(embedded.replaced).toEqual([gone]);
    expect(below(embedded)).toEqual(['cilium-1.18.9.tgz']);
    expect(embedded.stack.tree.get(`${CHARTS}/cilium-1.18.9.tgz`)).toEqual(packedChart('cilium', '1.18.9'));
  });

  it('goes where it is an archive that nobody wants, as with Helm; a folder stays', async () => {
    const files = {
      ...chart(wants('1.18.9')),
      ...there('1.0.0', 'old'),
      [`${CHARTS}/old-1.0.0.tgz.prov`]: 'signed',
      [`${CHARTS}/own/Chart.yaml`]: 'apiVersion: v2\nname: own\nversion: 1.0.0\n',
    };
    const embedded = await embed(files, repository('1.18.9'));
    expect(below(embedded)).toEqual(['cilium-1.18.9.tgz', 'own/Chart.yaml']);
    expect(embedded.replaced).toEqual([`${CHARTS}/old-1.0.0.tgz`]);
  });

  it('is what a dependency without a repository means', async () => {
    const folder = { [`${CHARTS}/cilium/Chart.yaml`]: 'apiVersion: v2\nname: cilium\nversion: 1.18.9\n' };
    const ask = (range: string, files: Files) => embed({ ...chart(wants(range, 'cilium', '')), ...files });
    expect((await ask('^1', folder)).problems).toEqual([]);
    expect((await ask('', there('1.18.9'))).problems).toEqual([]);
    const missing = await ask('^1', {});
    expect(brief(missing.problems)).toEqual([`chart-dependency-missing ${CHART}:6:12`]);
    expect((await ask('^2', folder)).problems[0]?.message).toContain('is there as 1.18.9');
  });

  it('lacks what it depends on itself, as with Helm, and that is told', async () => {
    const folder = {
      [`${CHARTS}/own/Chart.yaml`]: `apiVersion: v2\nname: own\nversion: 1.0.0\ndependencies:\n${wants('1.18.9')}`,
    };
    const embedded = await embed({ ...chart(wants('1.0.0', 'own', '')), ...folder });
    expect(embedded.problems).toMatchObject([{ code: 'chart-dependency-missing', severity: 'warning' }]);
  });
});

describe('a dependency from a folder', () => {
  const LIBRARY: Files = {
    'library/common/Chart.yaml': 'apiVersion: v2\nname: common\nversion: 1.4.0\n',
    'library/common/templates/x.yaml': 'kind: ConfigMap\n',
    'library/common/.helmignore': '*.md\n',
    'library/common/README.md': 'left out\n',
  };
  const fromFolder = (range = '^1', path = '../../library/common', name = 'common') =>
    chart(wants(range, name, `file://${path}`));

  it('is packed as Helm packs it', async () => {
    const embedded = await embed({ ...fromFolder(), ...LIBRARY });
    expect(embedded.problems).toEqual([]);
    const archive = embedded.stack.tree.get(`${CHARTS}/common-1.4.0.tgz`) ?? new Uint8Array();
    expect(unpackTar(gunzip(archive)).entries.map(({ path }) => path)).toEqual([
      'common/Chart.yaml',
      'common/templates/x.yaml',
      'common/.helmignore',
    ]);
  });

  it('replaces what lies in charts/', async () => {
    const old = { [`${CHARTS}/common-1.3.0.tgz`]: packedChart('common', '1.3.0') };
    expect(below(await embed({ ...fromFolder(), ...LIBRARY, ...old }))).toEqual(['common-1.4.0.tgz']);
  });

  it.each([
    ['nothing is there', fromFolder('^1', '../../library/other'), 'holds no chart'],
    ['it is another chart', fromFolder('^1', undefined, 'other'), 'holds the chart "common"'],
    ['it is of another version', fromFolder('^2'), 'has version 1.4.0'],
    ['it is outside, where nobody may look', fromFolder('^1', '../../../../x'), 'is no folder'],
    ['it is elsewhere', fromFolder('^1', '/etc'), '/etc is no folder'],
  ])('is refused where %s', async (_, files, words) => {
    const { problems } = await embed({ ...LIBRARY, ...files });
    expect(brief(problems)).toEqual([`chart-source ${CHART}:6:12`]);
    expect(problems[0]?.message).toContain(words);
  });

  it('may lie beside the stack', async () => {
    const asked: string[] = [];
    const local: LocalCharts = {
      read: (folder, path) => {
        asked.push(`${folder} ${path}`);
        return Promise.resolve({
          tree: FileTree.of([['Chart.yaml', 'apiVersion: v2\nname: common\nversion: 1.5.0\n']]),
          problems: [],
        });
      },
    };
    const embedded = await embed(fromFolder('^1', '../../../common'), undefined, [], local);
    expect(below(embedded)).toEqual(['common-1.5.0.tgz']);
    expect(asked).toEqual(['tiny ../common']);
  });
});

describe('what cannot be embedded', () => {
  it.each([
    ['@stable', 'chart-source', 7],
    ['alias:stable', 'chart-source', 7],
    ['charts.example', 'chart-source', 7],
    ['ftp://charts.example', 'chart-source', 7],
  ])('comes from %s', async (address, code, line) => {
    const { problems } = await embed(chart(wants('1.0.0', 'cilium', address)));
    expect(brief(problems)).toEqual([`${code} ${CHART}:${line}:15`]);
  });

  it('is told all at once', async () => {
    const charts = repository('1.18.9');
    const { problems } = await embed(
      chart(
        wants('9.9.9'),
        wants('1.0.0', 'other', '@stable'),
        wants('no range!', 'third'),
        wants('', 'fourth'),
        wants('^9', 'cilium', REPOSITORY, '  alias: x\n'),
      ),
      charts,
    );
    expect(brief(problems).sort()).toEqual([
      `chart-dependency ${CHART}:12:12`,
      `chart-dependency ${CHART}:15:12`,
      `chart-not-found ${CHART}:18:12`,
      `chart-not-found ${CHART}:6:12`,
      `chart-source ${CHART}:10:15`,
    ]);
    expect(problems.find(({ line }) => line === 6)?.hint).toContain('1.18.9');
  });

  it('is told once where a repository is down', async () => {
    const { problems } = await embed(chart(wants('1.0.0', 'a'), wants('1.0.0', 'b'), wants('1.0.0', 'c')));
    expect(brief(problems)).toEqual([`upstream-unreachable ${CHART}:6:12`]);
  });

  it('is no reason to hide a bug', async () => {
    const charts = repository('1.18.9');
    charts.fetch = () => Promise.reject(new TypeError('bug'));
    await expect(embed(chart(wants('1.18.9')), charts)).rejects.toThrow('bug');
  });
});

// Helm chart archives: the order of helm package, its loader's rules, dependencies unpacked.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gunzip, gzip } from '../../../src/archive/gzip.ts';
import {
  listChart,
  loadChart,
  loadChartFolder,
  packChart,
  readChartArchive,
  type Chart,
} from '../../../src/archive/helm-chart.ts';
import { packTar, unpackTar } from '../../../src/archive/tar.ts';
import { FileTree } from '../../../src/stack/file-tree.ts';
import { brief, treeOf, type Files } from '../../support/stack-tree.ts';

const manifest = (name: string) => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;
const packed = (name: string, files: Files = {}) => {
  const tree = treeOf({ 'Chart.yaml': manifest(name), ...files });
  return packChart({ origin: name, name, files: tree, dependencies: [] }, name, 0);
};
const load = (files: Files) =>
  loadChart(treeOf({ 'Chart.yaml': manifest('top'), ...files }), 'cluster-class');
const loadFolder = (files: Files) =>
  loadChartFolder(treeOf({ 'Chart.yaml': manifest('top'), ...files }), 'cluster-class');
const paths = (chart: Chart | undefined) => (chart ? listChart(chart).map(([path]) => path) : []);
const tgz = (...names: string[]) =>
  gzip(
    packTar(
      names.map((path) => ({ path, bytes: Buffer.from('x') })),
      0,
    ),
  );

describe('listChart', () => {
  it('has the order of helm package: metadata, templates, other files, dependencies by name', () => {
    const { chart } = load({
      ...{ 'zz.txt': '', 'a.txt': '', 'values.yaml': '', 'Chart.lock': '{}', 'values.schema.json': '{}' },
      ...{ 'templates/b.yaml': '', 'templates/a/x.yaml': '', 'templates/a.yaml': '', 'crds/c.yaml': '' },
      ...{ '.helmignore': '', 'charts/b/Chart.yaml': manifest('b'), 'charts/a-1.0.0.tgz': packed('a') },
    });
    expect(paths(chart)).toEqual([
      ...['Chart.yaml', 'Chart.lock', 'values.yaml', 'values.schema.json'],
      ...['templates/a/x.yaml', 'templates/a.yaml', 'templates/b.yaml'],
      ...['.helmignore', 'a.txt', 'crds/c.yaml', 'zz.txt'],
      ...['charts/a/Chart.yaml', 'charts/b/Chart.yaml'],
    ]);
  });
});

describe('the lock', () => {
  const lock = 'digest: a';
  it.each<[string, Files, string[]]>([
    ['with content', { 'Chart.lock': lock }, ['Chart.yaml', 'Chart.lock']],
    ['that is empty', { 'Chart.lock': '# nothing\n' }, ['Chart.yaml']],
    ['of apiVersion v1', { 'Chart.yaml': 'apiVersion: v1\nname: a', 'Chart.lock': lock }, ['Chart.yaml']],
    ['of no apiVersion', { 'Chart.yaml': 'name: a', 'Chart.lock': lock }, ['Chart.yaml']],
  ])('%s is packed only where helm package packs it', (_case, files, expected) => {
    expect(paths(load(files).chart)).toEqual(expected);
  });
});

describe('loadChart', () => {
  it('unpacks dependencies, and theirs, under the names they have in Chart.yaml', () => {
    const inner = packed('inner', { 'templates/i.yaml': 'i' });
    const outer = packed('outer', { 'charts/x-9.tgz': inner });
    const { chart, problems } = load({ 'charts/anything.tgz': outer });
    expect(problems).toEqual([]);
    expect(paths(chart)).toContain('charts/outer/charts/inner/templates/i.yaml');
    expect(chart?.dependencies.map(({ name }) => name)).toEqual(['outer']);
  });

  it('passes over what Helm passes over below charts/, and keeps .prov files as files', () => {
    const skipped = { 'charts/_off/Chart.yaml': manifest('a'), 'charts/.hidden': 'x' };
    const { chart, problems } = load({ ...skipped, 'charts/a-1.tgz.prov': 'signature' });
    expect(problems).toEqual([]);
    expect(paths(chart)).toEqual(['Chart.yaml', 'charts/a-1.tgz.prov']);
  });

  it('takes byte order marks off, as Helm does, and off nothing else', () => {
    const { chart } = load({ 'values.yaml': '\ufeffa: \ufeff1', bin: Uint8Array.of(0xef, 0xbb) });
    expect(chart?.files.text('values.yaml')).toBe('a: \ufeff1');
    expect(chart?.files.get('bin')).toHaveLength(2);
  });

  it('is no chart without Chart.yaml', () => {
    const { chart, problems } = loadChart(treeOf({ 'values.yaml': '' }), 'cluster-class');
    expect(chart).toBeUndefined();
    expect(brief(problems)).toEqual(['chart-missing cluster-class']);
  });

  it.each<[string, Files, string]>([
    ['a file that is no chart', { 'charts/README.md': 'x' }, 'chart-archive cluster-class/charts/README.md'],
    ['a .tgz that is no gzip', { 'charts/a.tgz': 'x' }, 'chart-archive cluster-class/charts/a.tgz'],
    ['a folder without Chart.yaml', { 'charts/a/b': 'x' }, 'chart-missing cluster-class/charts/a'],
    [
      'an archive without a folder',
      { 'charts/a.tgz': tgz('Chart.yaml') },
      'chart-archive cluster-class/charts/a.tgz',
    ],
    [
      'an archive that leaves',
      { 'charts/a.tgz': tgz('a/../../x') },
      'chart-archive cluster-class/charts/a.tgz',
    ],
    ['an archive of nothing', { 'charts/a.tgz': tgz() }, 'chart-missing cluster-class/charts/a.tgz'],
    [
      'a chart without a name',
      { 'charts/a/Chart.yaml': 'version: 1' },
      'chart-archive cluster-class/charts/a/Chart.yaml:1:1',
    ],
    [
      'a chart that is no YAML',
      { 'charts/a/Chart.yaml': 'a: [' },
      'chart-archive cluster-class/charts/a/Chart.yaml:1:4',
    ],
    [
      'a name that leaves',
      { 'charts/a/Chart.yaml': manifest('../../x') },
      'chart-archive cluster-class/charts/a/Chart.yaml:2:7',
    ],
    [
      'a packed name that leaves',
      { 'charts/a.tgz': packed('x', { 'Chart.yaml': manifest('..') }) },
      'chart-archive cluster-class/charts/a.tgz/Chart.yaml:2:7',
    ],
  ])('refuses below charts/ %s', (_case, files, expected) => {
    const { chart, problems } = load(files);
    expect(brief(problems)).toEqual([expected]);
    expect(chart?.dependencies).toEqual([]);
  });
});

describe('loadChartFolder', () => {
  it('leaves out what .helmignore names: files, and folders with all that is in them', () => {
    const { chart, problems } = loadFolder({
      ...{ '.helmignore': 'docs/\n*.md\n/ci', 'docs/a/b.txt': '', 'x/docs/c.txt': '', 'README.md': '' },
      ...{
        'ci/values.yaml': '',
        'x/ci': '',
        'templates/.hidden': '',
        'templates/a.yaml': '',
        'docs.txt': '',
      },
    });
    expect(problems).toEqual([]);
    expect(paths(chart)).toEqual(['Chart.yaml', 'templates/a.yaml', '.helmignore', 'docs.txt', 'x/ci']);
  });

  it('tells of bad patterns beside what else is wrong', () => {
    const { chart, problems } = loadFolder({ '.helmignore': 'a\n[', 'charts/x': '' });
    expect(chart).toBeDefined();
    expect(brief(problems)).toEqual([
      'helmignore-pattern cluster-class/.helmignore:2:1',
      'chart-archive cluster-class/charts/x',
    ]);
  });

  it('can be left without a chart by its own rules', () => {
    expect(brief(loadFolder({ '.helmignore': 'Chart.yaml' }).problems)).toEqual([
      'chart-missing cluster-class',
    ]);
  });
});

describe('packChart', () => {
  it('puts everything below one folder, which readChartArchive takes off again', () => {
    const { chart } = load({ 'templates/a.yaml': 'a', 'charts/b/Chart.yaml': manifest('b') });
    const archive = packChart(
      chart ?? { origin: '', name: '', files: FileTree.EMPTY, dependencies: [] },
      'docker-scs',
      0,
    );
    const names = unpackTar(gunzip(archive)).entries.map(({ path }) => path);
    expect(names).toEqual(
      ['Chart.yaml', 'templates/a.yaml', 'charts/b/Chart.yaml'].map((p) => `docker-scs/${p}`),
    );
    expect(readChartArchive(archive).paths()).toEqual([
      'Chart.yaml',
      'charts/b/Chart.yaml',
      'templates/a.yaml',
    ]);
  });

  it('bug 24: is the same bytes whatever the order of insertion, for any names', () => {
    const name = fc.stringMatching(/^[a-zA-Zä\u{1f600}_-]{1,120}(\/[a-z\u{1f600}]{1,90}){0,3}$/u);
    const files = fc.uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 300 })), { selector: ([n]) => n });
    fc.assert(
      fc.property(files, (list) => {
        const pack = (entries: typeof list) =>
          packChart({ origin: 'x', name: 'x', files: FileTree.of(entries), dependencies: [] }, 'x', 0);
        const archive = pack(list);
        expect(Buffer.compare(archive, pack([...list].reverse()))).toBe(0);
        expect(readChartArchive(archive).paths()).toEqual(FileTree.of(list).paths());
      }),
      { numRuns: 60 },
    );
  });
});

describe('readChartArchive', () => {
  it.each([
    ['a/../b', 'leaves the archive'],
    ['/etc/passwd', 'leaves the archive'],
    ['a//b', 'leaves the archive'],
    ['Chart.yaml', "is not inside the chart's folder"],
  ])('refuses the entry %s', (path, message) => {
    expect(() => readChartArchive(tgz('x/Chart.yaml', path))).toThrow(message);
  });
});

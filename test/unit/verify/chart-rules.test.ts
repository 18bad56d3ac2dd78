// Rules for charts: metadata, dependencies, lock, sizes.
import { describe, expect, it } from 'vitest';
import { packChart } from '../../../src/archive/helm-chart.ts';
import { FileTree } from '../../../src/stack/file-tree.ts';
import { checkView } from '../../../src/verify/rules.ts';
import { FILE_LIMIT } from '../../../src/verify/chart-rules.ts';
import { check, multiStage, singleStage, type Files } from './views.ts';

const HEAD = 'apiVersion: v2\nname: docker-scs-1-34-cluster-addon\nversion: v1\n';
const chart = (name: string, version: string) => `apiVersion: v2\nname: ${name}\nversion: ${version}\n`;
const dependsOn = (range: string) =>
  `${HEAD}dependencies:\n  - name: cilium\n    alias: net\n    version: "${range}"\n`;
const packed = (name: string, version: string) =>
  packChart(
    { origin: name, name, files: FileTree.of([['Chart.yaml', chart(name, version)]]), dependencies: [] },
    name,
    0,
  );
const lock = (version: string, name = 'cilium') => `dependencies:\n- name: ${name}\n  version: ${version}\n`;

describe('good charts', () => {
  it.each([
    ['single-stage', singleStage()],
    ['multi-stage', multiStage()],
    [
      'no addons at all',
      multiStage({ 'clusteraddon.yaml': 'addonStages: {}', 'cluster-addon/cni/Chart.yaml': '' }),
    ],
  ])('finds nothing: %s', async (_name, view) => {
    expect((await check(view)).filter((p) => !p.startsWith('addon-stage-unlisted'))).toEqual([]);
  });
});

describe('Chart.yaml', () => {
  it.each<[string, string, string[]]>([
    ['no name', 'apiVersion: v2\nversion: v1\n', ['chart-yaml cluster-addon/Chart.yaml:1:1']],
    ['no YAML', 'name: [\n', ['yaml-syntax cluster-addon/Chart.yaml:1:7']],
    ['a list', '- a\n', ['chart-yaml cluster-addon/Chart.yaml:1:1']],
    ['a library', `${HEAD}type: library\n`, ['chart-type cluster-addon/Chart.yaml:4:7']],
    ['an application', `${HEAD}type: application\n`, []],
    [
      'a version Helm refuses',
      'apiVersion: v2\nname: a\nversion: v1-alpha.01\n',
      ['chart-version cluster-addon/Chart.yaml:3:10'],
    ],
  ])('%s', async (_name, text, expected) => {
    expect(await check(singleStage({ 'cluster-addon/Chart.yaml': text }))).toEqual(expected);
  });

  it('is missing when .helmignore leaves it out', async () => {
    const files = { 'cluster-class/.helmignore': 'Chart.yaml\n' };
    expect(await check(multiStage(files))).toEqual(['chart-missing cluster-class']);
  });

  it('reports a pattern that Helm refuses', async () => {
    const files = { 'cluster-addon/cni/.helmignore': '# x\n**/a\n' };
    expect(await check(multiStage(files))).toEqual(['helmignore-pattern cluster-addon/cni/.helmignore:2:1']);
  });
});

describe('kubeVersion', () => {
  // Each tried with helm 3.19.0: helm template, with --kube-version for addons.
  it.each([
    ...['>=1.25.0-0', '1.34.x', 'v1.34', '>=1.25 <1.35', '1.33 || 1.34', '1.30 - 1.34', '=>1.25', '*', ''],
    ...['>=1.25.0-0,<=1.34', '~1.34.0-0', '!=1.34.1', '>=01.25'],
  ])('of the class chart takes in what Helm renders it for: %j', async (range) => {
    const text = `apiVersion: v2\nname: a\nversion: v1\nkubeVersion: "${range}"\n`;
    expect(await check(multiStage({ 'cluster-class/Chart.yaml': text }))).toEqual([]);
  });

  it.each([
    ...[
      '>= 1.99',
      'x y',
      ' ',
      '~1.33',
      '~>1.33',
      '>1.34',
      '1.34.1',
      '1.34.0-0',
      '>=1.25.0-0 <1.34.0-0',
      'latest',
    ],
    ...['1.30-1.34', '>= 1.25.0,', '==1.34.0', '1.2.3.4', '|| 1.34', '!=1.34'],
  ])('of the class chart leaves it out: %j', async (range) => {
    const text = `apiVersion: v2\nname: a\nversion: v1\nkubeVersion: "${range}"\n`;
    expect(await check(multiStage({ 'cluster-class/Chart.yaml': text }))).toEqual([
      'chart-kube-version cluster-class/Chart.yaml:4:14',
    ]);
  });

  it.each([
    ['=1.34.1', 'v1.34.1', false],
    ['=1.34.0', 'v1.34.1', true],
    ['>=1.33.3', 'v1.33.2', true],
    ['1.33.x', 'v1.33.2', false],
    ['x y', 'v1.33.2', true],
    ['1.33.x', undefined, false],
  ])('of an addon chart, %j, is held against that of the stack, %s', async (range, kubernetes, wrong) => {
    const text = `${HEAD}kubeVersion: "${range}"\n`;
    const at = (place: string) => (wrong ? [`chart-kube-version ${place}:4:14`] : []);
    const single = singleStage({ 'cluster-addon/Chart.yaml': text });
    expect(await check({ ...single, kubernetes })).toEqual(at('cluster-addon/Chart.yaml'));
    const multi = multiStage({ 'cluster-addon/cni/Chart.yaml': text });
    expect(await check({ ...multi, kubernetes })).toEqual(at('cluster-addon/cni/Chart.yaml'));
  });

  it('says what the operator renders the chart for', async () => {
    const text = `${HEAD}kubeVersion: 1.33.x\n`;
    expect(await checkView(multiStage({ 'cluster-class/Chart.yaml': text }))).toMatchObject([
      {
        severity: 'error',
        message: 'kubeVersion is "1.33.x", but the operator renders this chart for Kubernetes v1.34.0',
      },
    ]);
  });
});

describe('dependencies', () => {
  const at = 'cluster-addon/Chart.yaml';
  const vendored = 'cluster-addon/charts/cilium/Chart.yaml';
  it.each<[string, Files, string[]]>([
    ['missing', { [at]: dependsOn('1.16.6') }, [`chart-dependency-missing ${at}:5:5`]],
    ['there', { [at]: dependsOn('1.16.6'), [vendored]: chart('cilium', '1.16.6') }, []],
    [
      'there, packed',
      { [at]: dependsOn('^1.16'), 'cluster-addon/charts/cilium-1.16.6.tgz': packed('cilium', '1.16.6') },
      [],
    ],
    [
      'matched by name, not by alias',
      { [at]: dependsOn('1.0.0'), 'cluster-addon/charts/net/Chart.yaml': chart('net', '1.0.0') },
      [`chart-dependency-missing ${at}:5:5`],
    ],
    [
      'of another version',
      { [at]: dependsOn('9.9.9'), [vendored]: chart('cilium', '1.16.6') },
      [`chart-dependency-version ${at}:7:14`],
    ],
    [
      'with a range that is none',
      { [at]: dependsOn('newest'), [vendored]: chart('cilium', '1.16.6') },
      [`chart-dependency ${at}:7:14`],
    ],
    [
      'damaged',
      { [at]: dependsOn('1.0.0'), 'cluster-addon/charts/cilium-1.0.0.tgz': 'x' },
      ['chart-archive cluster-addon/charts/cilium-1.0.0.tgz'],
    ],
    [
      'of any version',
      { [at]: `${HEAD}dependencies:\n  - name: cilium\n`, [vendored]: chart('cilium', '3') },
      [],
    ],
    [
      'without a name',
      { [at]: `${HEAD}dependencies:\n  - version: 1.0.0\n` },
      [`chart-dependency ${at}:5:5`],
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await check(singleStage(files))).toEqual(expected);
  });

  it('only warns in a stage', async () => {
    const problems = await checkView(multiStage({ 'cluster-addon/cni/Chart.yaml': dependsOn('1.0.0') }));
    expect(problems).toMatchObject([
      {
        code: 'stage-dependency-missing',
        severity: 'warning',
        file: 'cluster-addon/cni/Chart.yaml',
        line: 5,
        column: 5,
      },
    ]);
    expect(problems[0]?.message).toBe(
      'the chart depends on "cilium" 1.0.0, which is not below cluster-addon/cni/charts',
    );
  });

  it.each<[string, string, string[]]>([
    ['agrees', lock('1.16.6'), []],
    ['agrees in other words', lock('v1.16.6'), []],
    ['pins what is not wanted', lock('1.15.0'), ['chart-lock-stale cluster-addon/Chart.lock:3:12']],
    ['pins what is not there', lock('1.16.9'), ['chart-lock-stale cluster-addon/Chart.lock:3:12']],
    ['does not name it', 'dependencies: []\n', ['chart-lock-stale cluster-addon/Chart.lock:1:1']],
    [
      'names another too',
      `${lock('1.16.6')}- name: old\n  version: 1.0.0\n`,
      ['chart-lock-stale cluster-addon/Chart.lock:5:12'],
    ],
    ['is no YAML', 'a: [\n', ['chart-yaml cluster-addon/Chart.lock:1:4']],
    ['is a string', 'a\n', ['chart-yaml cluster-addon/Chart.lock:1:1']],
  ])('Chart.lock %s', async (_name, text, expected) => {
    const files = {
      [at]: dependsOn('~1.16'),
      [vendored]: chart('cilium', '1.16.6'),
      'cluster-addon/Chart.lock': text,
    };
    expect(await check(singleStage(files))).toEqual(expected);
  });
});

describe('sizes', () => {
  const big = new Uint8Array(FILE_LIMIT + 1);
  it('refuses a file over 5 MiB and takes one of 5 MiB', async () => {
    expect(await check(singleStage({ 'cluster-addon/files/big': big }))).toEqual([
      'chart-file-size cluster-addon/files/big',
    ]);
    expect(await check(singleStage({ 'cluster-addon/files/big': big.subarray(1) }))).toEqual([]);
  });

  it('does not count what is ignored', async () => {
    const files = { 'cluster-addon/files/big': big, 'cluster-addon/.helmignore': 'files/\n' };
    expect(await check(singleStage(files))).toEqual([]);
  });

  it('refuses more than 100 MiB together', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 21 }, (_, i) => [`cluster-addon/f${i}`, big.subarray(1)]),
    );
    expect(await check(singleStage(files))).toEqual(['chart-size cluster-addon']);
  });

  it('counts a packed dependency of a stage, which Helm reads as a file', async () => {
    const files = { 'cluster-addon/cni/charts/x.tgz': big };
    expect(await check(multiStage(files))).toContain('chart-file-size cluster-addon/cni/charts/x.tgz');
  });
});

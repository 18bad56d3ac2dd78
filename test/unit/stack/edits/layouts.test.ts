// Edits of the layouts that people come from: csctl.yaml, versions.yaml, stack.yaml of one minor.
import { describe, expect, test } from 'vitest';
import { minorsOf, subjectOf } from '../../../../src/release/currency/folder-minors.ts';
import { stackDependencies } from '../../../../src/stack/addon-key.ts';
import { helmLockDigest } from '../../../../src/stack/chart-lock.ts';
import {
  addonPlace,
  syncChartLocks,
  writeAddons,
  type AddonTarget,
} from '../../../../src/stack/edits/addon-edits.ts';
import { leftOvers, writeKubernetes } from '../../../../src/stack/edits/kubernetes-edits.ts';
import { SourceTexts } from '../../../../src/stack/edits/source-texts.ts';
import type { FileTree } from '../../../../src/stack/file-tree.ts';
import { readLayout } from '../../../../src/stack/layout/read-layout.ts';
import { YamlSource } from '../../../../src/stack/yaml-source.ts';
import { minor, version } from '../../../support/kubernetes.ts';
import { CSCTL_YAML, stackTree, type Files } from '../../../support/stack-tree.ts';

const CHART = `apiVersion: v2
name: ccm
version: 1.2.3
dependencies:
  # of the cloud
  - name: openstack-cloud-controller-manager
    version: 2.34.1 # tested
    repository: https://charts.example
`;
const WITH_CCM: Files = { 'cluster-addon/ccm/Chart.yaml': CHART };
const VERSIONS = `- kubernetes: 1.33.9
  occm: 2.33.0
- kubernetes: 1.34.7
  occm: 2.34.1
`;
const PER_MINOR: Files = {
  'stack.yaml':
    'provider: docker # here\nclusterStackName: scs\nkubernetesVersion: 1.34.7 # now\naddons: { ccm: 2.34.x }\n',
};

/** Edits of `wanted` versions for the minors of a tree; those not named stay. */
function edited(tree: FileTree, wanted: Readonly<Record<string, string>>): Record<string, string> {
  const layout = readLayout('s', tree);
  const texts = new SourceTexts(tree);
  const targets = minorsOf('s', tree, layout).flatMap(({ stack }): AddonTarget[] =>
    stackDependencies(stack?.tree ?? tree, 'multi-stage').flatMap((dependency) => {
      if (!stack) return [];
      const { minor: own } = stack.config.identity;
      const target = wanted[`${own.major}.${own.minor}`];
      return [{ stack, dependency, version: target ?? dependency.version }];
    }),
  );
  writeAddons(texts, layout.kind, targets);
  return Object.fromEntries(texts.edits());
}

const rekeyed = (tree: FileTree, to: string): Record<string, string> => {
  const texts = new SourceTexts(tree);
  writeKubernetes(texts, readLayout('s', tree).kind, version(to));
  return Object.fromEntries(texts.edits());
};

describe('the Kubernetes version', () => {
  test('in csctl.yaml, and in names of images that carry it', () => {
    const values =
      'images:\n  worker: { name: "ubuntu-v1.34.7" } # one\n  list: [ "kindest/node:v1.34.7", other-v1.34.70 ]\nnote: v1.34.7\n';
    const tree = stackTree({ 'cluster-class/values.yaml': values });
    expect(rekeyed(tree, 'v1.34.8')).toEqual({
      'csctl.yaml': CSCTL_YAML.replace('v1.34.7', 'v1.34.8'),
      'cluster-class/values.yaml': values
        .replace('ubuntu-v1.34.7', 'ubuntu-v1.34.8')
        .replace('node:v1.34.7', 'node:v1.34.8'),
    });
  });

  test('a stack.yaml of one minor keeps its spelling; a csctl.yaml that names the minor stays', () => {
    const beside = CSCTL_YAML.replace('v1.34.7', 'v1.34');
    expect(rekeyed(stackTree({ ...PER_MINOR, 'csctl.yaml': beside }), 'v1.34.8')).toEqual({
      'stack.yaml': String(PER_MINOR['stack.yaml']).replace('1.34.7', '1.34.8'),
    });
    expect(Object.keys(rekeyed(stackTree(PER_MINOR), 'v1.34.8'))).toEqual(['csctl.yaml', 'stack.yaml']);
  });

  test('versions.yaml and csctl.yaml go together for the own minor, and versions.yaml alone for others', () => {
    const tree = stackTree({ 'versions.yaml': VERSIONS });
    expect(rekeyed(tree, 'v1.34.8')).toEqual({
      'csctl.yaml': CSCTL_YAML.replace('v1.34.7', 'v1.34.8'),
      'versions.yaml': VERSIONS.replace('1.34.7', '1.34.8'),
    });
    expect(rekeyed(tree, 'v1.33.10')).toEqual({ 'versions.yaml': VERSIONS.replace('1.33.9', '1.33.10') });
  });

  test('another minor than that of the folder changes nothing', () => {
    expect(rekeyed(stackTree(), 'v1.35.0')).toEqual({});
  });

  test('the version that is there changes nothing', () => {
    for (const files of [{}, PER_MINOR, { 'versions.yaml': VERSIONS }])
      expect(rekeyed(stackTree(files), 'v1.34.7')).toEqual({});
  });

  test('where the old one still stands is told by line; comments and longer numbers are nothing', () => {
    const files = {
      'cluster-class/templates/image.yaml': 'a: 1\nurl: https://x/kube-v1.34.7.qcow2\n',
      'cluster-class/templates/other.yaml': '# v1.34.7\nb: v1.34.70\nc: 11.34.7\n',
    };
    expect(leftOvers(new SourceTexts(stackTree(files)), version('v1.34.7'))).toEqual([
      { file: 'cluster-class/templates/image.yaml', line: 2 },
    ]);
  });
});

describe('charts', () => {
  test('in Chart.yaml where nothing else pins them', () => {
    for (const files of [WITH_CCM, { ...WITH_CCM, ...PER_MINOR }])
      expect(edited(stackTree(files), { '1.34': '2.34.2' })).toEqual({
        'cluster-addon/ccm/Chart.yaml': CHART.replace('2.34.1', '2.34.2'),
      });
  });

  test('in versions.yaml for its minors; the own minor is in Chart.yaml too', () => {
    const tree = stackTree({ ...WITH_CCM, 'versions.yaml': VERSIONS });
    expect(edited(tree, { '1.33': '2.33.4' })).toEqual({
      'versions.yaml': VERSIONS.replace('2.33.0', '2.33.4'),
    });
    expect(edited(tree, { '1.34': '2.34.2' })).toEqual({
      'versions.yaml': VERSIONS.replace('2.34.1', '2.34.2'),
      'cluster-addon/ccm/Chart.yaml': CHART.replace('2.34.1', '2.34.2'),
    });
  });

  test('a chart that versions.yaml does not name is shared, until the minors differ', () => {
    const lists = VERSIONS.replaceAll(/ {2}occm.*\n/g, '');
    const tree = stackTree({ ...WITH_CCM, 'versions.yaml': lists });
    expect(edited(tree, { '1.33': '2.34.2', '1.34': '2.34.2' })).toEqual({
      'cluster-addon/ccm/Chart.yaml': CHART.replace('2.34.1', '2.34.2'),
    });
    expect(edited(tree, { '1.34': '2.34.2' })).toEqual({
      'cluster-addon/ccm/Chart.yaml': CHART.replace('2.34.1', '2.34.2'),
      'versions.yaml': lists.replace('1.33.9\n', '1.33.9\n  ccm: 2.34.1\n'),
    });
    const after = stackTree({
      ...WITH_CCM,
      'versions.yaml': lists.replace('1.33.9\n', '1.33.9\n  ccm: 2.34.1\n'),
    });
    expect(addonOf(after, '1.33')).toMatchObject({ key: 'ccm', current: '2.34.1', update: 'patch' });
  });

  test('in the overlay that the minor has it from', () => {
    const tree = stackTree({
      ...WITH_CCM,
      'csctl.yaml': null,
      'overlays/new/cluster-addon/ccm/Chart.yaml': CHART,
      'stack.yaml': `apiVersion: csctl.clusterstack.x-k8s.io/v1beta1
provider: docker
name: scs
kubernetes: [{ version: v1.33.9 }, { version: v1.34.7 }]
overlays: [{ minors: 1.34, folder: overlays/new }]
`,
    });
    expect(edited(tree, { '1.34': '2.34.2' })).toEqual({
      'overlays/new/cluster-addon/ccm/Chart.yaml': CHART.replace('2.34.1', '2.34.2'),
    });
    const [, newer] = minorsOf('s', tree, readLayout('s', tree));
    const [dependency] = stackDependencies(newer?.stack?.tree ?? tree, 'multi-stage');
    if (!newer?.stack || !dependency) throw new Error('no stack');
    expect(addonPlace(new SourceTexts(tree), 'native', { stack: newer.stack, dependency })).toEqual({
      file: 'overlays/new/cluster-addon/ccm/Chart.yaml',
      path: ['dependencies', 0, 'version'],
      own: false,
    });
  });

  test('Chart.lock goes along with what is changed, and with nothing else', () => {
    const lockOf = (chart: string, locked: string) => {
      const entry = {
        name: 'openstack-cloud-controller-manager',
        repository: 'https://charts.example',
        version: locked,
      };
      const digest = helmLockDigest(YamlSource.parse('Chart.yaml', chart), [entry]);
      return `dependencies:\n- name: ${entry.name}\n  repository: ${entry.repository}\n  version: ${locked}\ndigest: ${digest}\ngenerated: "2026-01-01T00:00:00Z"\n`;
    };
    const now = CHART.replace('2.34.1', '2.34.2');
    const stale = lockOf(CHART, '2.34.0').replace(/digest: .*/, 'digest: sha256:00');
    const texts = new SourceTexts(
      stackTree({
        ...WITH_CCM,
        'cluster-addon/ccm/Chart.lock': lockOf(CHART, '2.34.1'),
        'cluster-addon/cni/Chart.lock': stale,
        'cluster-addon/ccm/charts/x/Chart.lock': stale,
      }),
    );
    texts.set('cluster-addon/ccm/Chart.yaml', now);
    syncChartLocks(texts, () => undefined);
    expect(Object.fromEntries(texts.edits())).toEqual({
      'cluster-addon/ccm/Chart.yaml': now,
      'cluster-addon/ccm/Chart.lock': lockOf(now, '2.34.2'),
    });
  });
});

function subjectsOf(folder: string, tree: FileTree) {
  const layout = readLayout(folder, tree);
  return minorsOf(folder, tree, layout).flatMap((one) => subjectOf(folder, tree, layout, one) ?? []);
}

const addonOf = (tree: FileTree, of: string) =>
  subjectsOf('s', tree).find(({ minor: own }) => own.minor === minor(of).minor)?.addons[0];

describe('subjects', () => {
  test('ranges come from stack.yaml, minors from versions.yaml', () => {
    expect(addonOf(stackTree({ ...WITH_CCM, ...PER_MINOR }), '1.34')).toMatchObject({
      key: 'ccm',
      chart: { name: 'openstack-cloud-controller-manager', repository: 'https://charts.example' },
      current: '2.34.1',
      update: '2.34.x',
      follows: false,
    });
    const tree = stackTree({ ...WITH_CCM, 'versions.yaml': VERSIONS });
    expect(addonOf(tree, '1.33')).toMatchObject({ current: '2.33.0', update: 'patch' });
    expect(addonOf(stackTree(WITH_CCM), '1.34')).toMatchObject({ update: undefined });
  });

  test('folders of one minor belong to the stack that their config names', () => {
    expect(subjectsOf('a/1-34', stackTree(PER_MINOR))).toMatchObject([
      { folder: 'a/1-34', stack: 'docker/scs', minor: minor('1.34'), kubernetes: version('v1.34.7') },
    ]);
  });

  test.each([
    ['csctl.yaml', { 'csctl.yaml': CSCTL_YAML.replace('v1.34.7', 'v1.34') }],
    ['stack.yaml', { 'stack.yaml': String(PER_MINOR['stack.yaml']).replace('1.34.7', '1.34') }],
  ])('a version without a patch in %s is a subject all the same', (_file, files) => {
    const tree = stackTree({ ...WITH_CCM, ...files });
    expect(subjectsOf('s', tree)).toMatchObject([
      { minor: minor('1.34'), kubernetes: undefined, addons: [{ key: 'ccm' }] },
    ]);
  });
});

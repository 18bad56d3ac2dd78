// The single folder with versions.yaml.
import { describe, expect, it } from 'vitest';
import { readLayout } from '../../../../src/stack/layout/read-layout.ts';
import { meantByNickname } from '../../../../src/stack/layout/versions-file.ts';
import { stackDependencies } from '../../../../src/stack/addon-key.ts';
import { formatMinor } from '../../../../src/stack/kubernetes-version.ts';
import { minor } from '../../../support/kubernetes.ts';
import { chartYaml } from '../../../support/native-stack.ts';
import { brief, stackTree, type Files } from '../../../support/stack-tree.ts';

const VERSIONS = `- kubernetes: 1.35.3
  occm: 2.35.0
- kubernetes: 1.34.7
  occm: 2.34.2
- kubernetes: 1.33.10 # old
  occm: 2.33.1
`;
const matrix = (changes: Files = {}) =>
  readLayout(
    'tiny',
    stackTree({
      'versions.yaml': VERSIONS,
      'cluster-addon/ccm/Chart.yaml': chartYaml('ccm', '2.34.2', 'openstack-cloud-controller-manager'),
      'cluster-class/values.yaml':
        'images:\n  worker:\n    name: "image-v1.34.7" # quoted\n  other:\n    name: fixed\n',
      ...changes,
    }),
  );
const names = (minors: readonly { minor: { major: number; minor: number } }[]) =>
  minors.map((one) => formatMinor(one.minor));

describe('the layout with versions.yaml', () => {
  it('is its own minor; the others can be named', () => {
    const layout = matrix();
    expect(layout.kind).toBe('matrix');
    expect([names(layout.minors), names(layout.further)]).toEqual([['1.34'], ['1.33', '1.35']]);
    // As csctl hashes it.
    expect(layout.read().stack?.tree.has('versions.yaml')).toBe(true);
  });

  it('pins charts, and writes the version where it stands, comments and quotes kept', () => {
    const { stack, problems } = matrix().read(minor('1.33'));
    expect(problems).toEqual([]);
    expect(stack?.config).toMatchObject({
      kubernetes: { minor: 33, patch: 10 },
      identity: { minor: { minor: 33 } },
    });
    expect(stack?.tree.text('cluster-addon/ccm/Chart.yaml')).toBe(
      chartYaml('ccm', '2.33.1', 'openstack-cloud-controller-manager'),
    );
    expect(stack?.tree.text('cluster-class/values.yaml')).toBe(
      'images:\n  worker:\n    name: "image-v1.33.10" # quoted\n  other:\n    name: fixed\n',
    );
    expect(stack?.tree.text('csctl.yaml')).toContain('kubernetesVersion: v1.33.10\n');
    expect(stack?.tree.text('cluster-class/Chart.yaml')).toContain(
      'name: docker-scs-1-33-cluster-class # derived',
    );
    expect(stack?.tree.has('versions.yaml')).toBe(false);
    expect([...(stack?.made ?? [])].map(([path]) => path).sort()).toEqual([
      'cluster-addon/ccm/Chart.yaml',
      'cluster-class/Chart.yaml',
      'cluster-class/values.yaml',
      'csctl.yaml',
    ]);
  });

  it('lets csctl.yaml win for its own minor, with a warning', () => {
    const { stack, problems } = matrix({ 'versions.yaml': VERSIONS.replace('1.34.7', '1.34.9') }).read(
      minor('1.34'),
    );
    expect(stack?.config.kubernetes.patch).toBe(7);
    expect(brief(problems)).toEqual(['config-disagree tiny/versions.yaml:3:15']);
    expect(problems[0]?.severity).toBe('warning');
  });

  it.each<[string, string, string, readonly string[]]>([
    ['no list', 'a: 1\n', '1.34', ['stack-layout tiny/versions.yaml:1:1']],
    ['no YAML', '- [', '1.34', ['yaml-syntax tiny/versions.yaml:1:3']],
    ['no patch', '- kubernetes: 1.36\n', '1.36', ['kubernetes-no-patch tiny/versions.yaml:1:15']],
    ['no version', '- occm: 2.0.0\n', '1.34', ['config-required tiny/versions.yaml:1:3']],
    ['a minor twice', `${VERSIONS}- kubernetes: 1.33.1\n`, '1.33', ['stack-layout tiny/versions.yaml:7:15']],
    [
      'a chart that is not there',
      '- kubernetes: 1.33.1\n  nope: 1.0.0\n',
      '1.33',
      ['addon-pin tiny/versions.yaml:2:9'],
    ],
    [
      'a version that is a range',
      '- kubernetes: 1.33.1\n  occm: 2.33\n',
      '1.33',
      ['addon-pin tiny/versions.yaml:2:9'],
    ],
    [
      'a version that is none',
      '- kubernetes: 1.33.1\n  occm: [1]\n',
      '1.33',
      ['addon-pin tiny/versions.yaml:2:9'],
    ],
  ])('%s: a problem at its place', (_case, text, wanted, expected) => {
    expect(brief(matrix({ 'versions.yaml': text }).read(minor(wanted)).problems)).toEqual(expected);
  });

  it('says nothing of versions.yaml where only csctl.yaml counts', () => {
    expect(matrix({ 'versions.yaml': 'a: 1\n' }).read().problems).toEqual([]);
  });
});

describe('nicknames', () => {
  const tree = stackTree({
    'cluster-addon/csi/Chart.yaml': chartYaml('csi', '1.0.0', 'openstack-cinder-csi'),
    'cluster-addon/ccm/Chart.yaml': chartYaml('ccm', '1.0.0', 'openstack-cloud-controller-manager'),
    'cluster-addon/my-csi/Chart.yaml': chartYaml('my-csi', '1.0.0', 'other'),
  });
  it.each([
    ['cinder_csi', 'csi'],
    ['occm', 'ccm'],
    ['ccm', 'ccm'],
    ['my_csi', 'my-csi'],
    ['csi', 'csi'],
    ['openstack-cinder-csi', 'csi'],
    ['controller_manager', 'ccm'],
    ['manage', undefined],
  ])('%s means %s', (nickname, key) => {
    expect(meantByNickname(nickname, stackDependencies(tree, 'multi-stage'))?.key).toBe(key);
  });
});

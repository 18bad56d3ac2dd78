// What differs from the previous release, whoever made it.
import { describe, expect, it } from 'vitest';
import { diffTrees, findChanges } from '../../../src/release/changes.ts';
import type { PreviousRelease } from '../../../src/release/stages.ts';
import { makeAsset } from '../../../src/stack/asset.ts';
import { csctlReleaseOf, fingerprinted, releaseOf } from '../../support/releases.ts';
import { CSCTL_YAML, SINGLE_STAGE, tinyStack, treeOf, type Files } from '../../support/stack-tree.ts';

const changesSince = async (previous: PreviousRelease, files: Files) =>
  findChanges(await fingerprinted(tinyStack(files)), previous);
/** Part and reason of each change, and what became of its files. */
const told = async (previous: PreviousRelease, files: Files) =>
  (await changesSince(previous, files)).map(
    ({ part, reason, files: changed }) =>
      `${part} | ${reason} | ${changed.map(({ path, change }) => `${change} ${path}`).join(', ')}`,
  );

const PATCHED = CSCTL_YAML.replace('34.7', '34.8');
const CASES: readonly (readonly [string, Files, readonly string[]])[] = [
  ['nothing', {}, []],
  ['a README', { 'README.md': 'new' }, []],
  [
    'bug 1: a comment in a class template',
    { 'cluster-class/templates/class.yaml': '# new\n' },
    ['cluster-class | cluster-class: 1 file changed | modified cluster-class/templates/class.yaml'],
  ],
  [
    'bug 1: a Kubernetes patch alone',
    { 'csctl.yaml': PATCHED },
    ['kubernetes | Kubernetes v1.34.7 -> v1.34.8 | '],
  ],
  [
    'bug 2: clusteraddon.yaml alone',
    { 'clusteraddon.yaml': 'addonStages: {}' },
    ['clusteraddon.yaml | clusteraddon.yaml changed | modified clusteraddon.yaml'],
  ],
  [
    'files of a stage',
    {
      'cluster-addon/cni/values.yaml': null,
      'cluster-addon/cni/a': 'x',
      'cluster-addon/cni/templates/cni.yaml': 'x',
    },
    [
      'cluster-addon/cni | cluster-addon/cni: 3 files changed | added cluster-addon/cni/a, ' +
        'modified cluster-addon/cni/templates/cni.yaml, removed cluster-addon/cni/values.yaml',
    ],
  ],
  [
    'a new stage',
    { 'cluster-addon/ccm/Chart.yaml': 'name: ccm' },
    ['cluster-addon/ccm | cluster-addon/ccm was added | added cluster-addon/ccm/Chart.yaml'],
  ],
  [
    'a stage that is gone',
    {
      'cluster-addon/cni/values.yaml': null,
      'cluster-addon/cni/templates/cni.yaml': null,
      'cluster-addon/cni/Chart.yaml': null,
    },
    [
      'cluster-addon/cni | cluster-addon/cni was removed | removed cluster-addon/cni/Chart.yaml, ' +
        'removed cluster-addon/cni/templates/cni.yaml, removed cluster-addon/cni/values.yaml',
    ],
  ],
  ['bug 12: node images', { 'node-images/config.yaml': 'x' }, ['node-images | node images changed | ']],
];

describe('since a release of ours', () => {
  it.each(CASES)('%s', async (_case, files, expected) => {
    expect(await told(await releaseOf(tinyStack()), files)).toEqual(expected);
  });

  it('at other versions than those in the sources, nothing has changed', async () => {
    const versions = { clusterStack: 'v7', clusterAddon: 'v5', nodeImage: 'v0-sha.abc1234' };
    expect(await told(await releaseOf(tinyStack(), versions), {})).toEqual([]);
  });

  it('provider settings are a change of csctl.yaml', async () => {
    const settings = { 'csctl.yaml': `${CSCTL_YAML}    config: {method: get}\n` };
    expect(await told(await releaseOf(tinyStack()), settings)).toEqual([
      'csctl.yaml | csctl.yaml: provider settings changed | modified csctl.yaml',
    ]);
  });

  it('another convention changes everything about addons', async () => {
    const changes = await changesSince(await releaseOf(tinyStack()), SINGLE_STAGE);
    expect(changes.map(({ part, reason }) => [part, reason])).toEqual([
      ['cluster-addon', 'cluster-addon was added'],
      ['cluster-addon-values.yaml', 'cluster-addon-values.yaml was added'],
      ['cluster-addon/cni', 'cluster-addon/cni was removed'],
      ['clusteraddon.yaml', 'clusteraddon.yaml was removed'],
    ]);
  });

  it('fingerprints decide, not bytes: what they say is the same is the same', async () => {
    const release = await releaseOf(tinyStack());
    const repacked = await releaseOf(tinyStack({ 'cluster-class/values.yaml': 'other bytes' }));
    expect(await told({ ...release, assets: repacked.assets }, {})).toEqual([]);
  });
});

describe('since a release of the Go csctl', () => {
  it.each(CASES)('%s', async (_case, files, expected) => {
    expect(await told(await csctlReleaseOf(tinyStack()), files)).toEqual(expected);
  });

  it('bug 38: a Chart.yaml that Go sorted is no change, neither of the class nor of the single addon chart', async () => {
    const go = {
      'cluster-class/Chart.yaml': 'apiVersion: v2\nname: docker-scs-1-34-cluster-class\nversion: v1\n',
      'cluster-addon/Chart.yaml': 'version: v1\nname: docker-scs-1-34-cluster-addon\napiVersion: v2\n',
    };
    const sources = {
      ...SINGLE_STAGE,
      'cluster-class/Chart.yaml':
        '# ours\nversion: 0.1.0\nname: docker-scs-1-34-cluster-class\napiVersion: v2\n',
    };
    expect(await told(await csctlReleaseOf(tinyStack(sources), go), sources)).toEqual([]);
  });

  it('bug 38: but a Chart.yaml that means something else is one', async () => {
    const go = {
      'cluster-class/Chart.yaml': 'apiVersion: v2\nname: docker-scs-1-34-cluster-class\nversion: v1\n',
    };
    const sources = { 'cluster-class/Chart.yaml': 'version: 0.1.0\napiVersion: v2\nappVersion: "2"\n' };
    expect(await told(await csctlReleaseOf(tinyStack(), go), sources)).toEqual([
      'cluster-class | cluster-class: 1 file changed | modified cluster-class/Chart.yaml',
    ]);
  });

  it('its versions are filled into the sources before comparing', async () => {
    const versions = { clusterStack: 'v7', clusterAddon: 'v5', nodeImage: 'v3' };
    expect(await told(await csctlReleaseOf(tinyStack(), {}, versions), {})).toEqual([]);
  });

  it('bug 13: one without nodeImage is compared all the same', async () => {
    const release = await csctlReleaseOf(tinyStack({ 'cluster-class/templates/class.yaml': null }));
    const versions = { ...release.metadata.versions, nodeImage: undefined };
    const previous = { ...release, metadata: { ...release.metadata, versions } };
    expect(await told(previous, { 'cluster-class/templates/class.yaml': null })).toEqual([]);
  });

  it.each<[string, Files, Files, string | undefined, boolean]>([
    [
      'the plugin shipped the list that is in node-images/',
      { 'node-images/config.yaml': 'a' },
      {},
      'a',
      false,
    ],
    [
      'the list in node-images/ is another now',
      { 'node-images/config.yaml': 'a' },
      { 'node-images/config.yaml': 'b' },
      'a',
      true,
    ],
    ['node-image/ changed', { 'node-image/x': 'a' }, { 'node-image/x': 'b' }, undefined, true],
    ['node-image/ is as it was', { 'node-image/x': 'a' }, {}, undefined, false],
  ])('bug 12: %s', async (_case, before, after, shipped, expected) => {
    const release = await csctlReleaseOf(tinyStack(before));
    const images = shipped === undefined ? [] : [makeAsset('node-images.yaml', shipped)];
    const changes = await changesSince(
      { ...release, assets: [...release.assets, ...images] },
      { ...before, ...after },
    );
    expect(changes.map(({ part }) => part)).toEqual(expected ? ['node-images'] : []);
  });

  it('one without hashes.json is compared by its archives', async () => {
    const release = { ...(await csctlReleaseOf(tinyStack())), hashes: undefined };
    expect(await told(release, {})).toEqual([]);
    expect(await told(release, { 'cluster-class/values.yaml': 'x' })).toHaveLength(1);
  });
});

describe('diffTrees', () => {
  const [a, b] = ['name: x\nversion: 1\n', '# c\nversion: "1"\nname: x\n'];

  it('compares bytes, and Chart.yaml by meaning where asked to', () => {
    const before = treeOf({
      'Chart.yaml': a,
      'charts/y/Chart.yaml': a,
      'values.yaml': a,
      gone: '',
      same: 'x',
    });
    const now = treeOf({ 'Chart.yaml': b, 'charts/y/Chart.yaml': b, 'values.yaml': b, new: '', same: 'x' });
    const changed = (byMeaning: boolean) =>
      diffTrees(before, now, byMeaning).map(({ path, change }) => `${change} ${path}`);
    expect(changed(true)).toEqual(['removed gone', 'added new', 'modified values.yaml']);
    expect(changed(false)).toEqual([
      ...[
        'modified Chart.yaml',
        'modified charts/y/Chart.yaml',
        'removed gone',
        'added new',
        'modified values.yaml',
      ],
    ]);
  });

  it('takes files that are no YAML for what they are', () => {
    const diff = diffTrees(treeOf({ 'Chart.yaml': 'a: [' }), treeOf({ 'Chart.yaml': 'b: [' }), true);
    expect(diff).toEqual([{ path: 'Chart.yaml', change: 'modified' }]);
  });
});

// Parts of a stack and of a release, and the fingerprints that must not change with our own versions.
import { describe, expect, it } from 'vitest';
import {
  conventionOfAssets,
  fingerprintStack,
  nodeImageSources,
  partsOfRelease,
  partsOfStack,
  sameNodeImages,
} from '../../../src/release/parts.ts';
import { makeAsset } from '../../../src/stack/asset.ts';
import { packagedAssets, V1 } from '../../support/releases.ts';
import { CSCTL_YAML, SINGLE_STAGE, tinyStack, type Files } from '../../support/stack-tree.ts';

const CHART = 'name: docker-scs-1-34-cluster-class\nversion: v1 # bumped by hand\n';

/** The parts whose fingerprints differ between two stacks. */
async function differing(before: Files, after: Files): Promise<string[]> {
  const [a, b] = [await fingerprintStack(tinyStack(before)), await fingerprintStack(tinyStack(after))];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((part) => a[part] !== b[part]).sort();
}

describe('partsOfStack and partsOfRelease', () => {
  it.each<[string, Files, string[]]>([
    [
      'multi-stage',
      { 'cluster-addon/README': 'x', 'cluster-addon/ccm/Chart.yaml': 'name: ccm' },
      ['cluster-class', 'cluster-addon/ccm', 'cluster-addon/cni', 'cluster-addon', 'clusteraddon.yaml'],
    ],
    ['single-stage', SINGLE_STAGE, ['cluster-class', 'cluster-addon', 'cluster-addon-values.yaml']],
  ])('%s: the same parts with the same files, whether packed or not', async (convention, files, expected) => {
    const stack = tinyStack({ ...files, 'cluster-class/docs/x': 'x', 'cluster-class/.helmignore': 'docs' });
    const parts = await partsOfStack(stack, V1);
    expect([...parts.keys()]).toEqual(expected);
    const assets = await packagedAssets(stack);
    expect(conventionOfAssets(assets)).toBe(convention);
    const released = partsOfRelease(assets);
    const listed = (map: typeof parts) =>
      [...map].map(([part, tree]) => [
        part,
        ...[...tree].map(([p, b]) => `${p}: ${Buffer.from(b).toString()}`),
      ]);
    expect(listed(released).sort()).toEqual(listed(parts).sort());
    expect(released.get('cluster-class')?.has('docs/x')).toBe(false);
  });

  it('bug 28: leaves editor junk in old bundles out of account', async () => {
    const stack = tinyStack({ 'cluster-addon/cni/.git/HEAD': 'x', 'cluster-addon/cni/a~': 'x' });
    const parts = partsOfRelease(await packagedAssets(stack));
    expect(parts.get('cluster-addon/cni')?.paths()).toEqual([
      'Chart.yaml',
      'templates/cni.yaml',
      'values.yaml',
    ]);
  });

  it('a release without archives has no parts; one with damaged archives is an error', () => {
    expect(partsOfRelease([makeAsset('metadata.yaml', 'x')]).size).toBe(0);
    expect(() => partsOfRelease([makeAsset('x-cluster-class-v1.tgz', 'x')])).toThrow('gzip');
  });
});

describe('fingerprintStack', () => {
  it('has every part, in order of names', async () => {
    const prints = await fingerprintStack(tinyStack({ 'node-images/config.yaml': 'x' }));
    expect(Object.keys(prints)).toEqual([
      ...[
        'cluster-addon/cni',
        'cluster-class',
        'clusteraddon.yaml',
        'csctl.yaml',
        'kubernetes',
        'node-images',
      ],
    ]);
    for (const digest of Object.values(prints)) expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it.each<[string, Files]>([
    [
      'a chart version written by hand instead of a mark',
      { 'cluster-class/Chart.yaml': CHART.replace('v1', 'v2') },
    ],
    ['a chart name of the last minor', { 'cluster-class/Chart.yaml': CHART.replace('1-34', '1-33') }],
  ])('a new version of ours alone changes nothing: %s', async (_what, after) => {
    expect(await differing({ 'cluster-class/Chart.yaml': CHART }, after)).toEqual([]);
  });

  it.each<[string, Files]>([
    ['README.md', { 'README.md': 'other' }],
    ['versions.yaml', { 'versions.yaml': '- kubernetes: 1.34' }],
    ['stack.yaml', { 'stack.yaml': 'x' }],
    ['unused addon values', { 'cluster-addon-values.yaml': 'x' }],
    ['a comment in csctl.yaml', { 'csctl.yaml': `# x\n${CSCTL_YAML}` }],
    ['what .helmignore leaves out', {}],
  ])('what is not packaged changes nothing: %s', async (what, after) => {
    const ignored: Files = { 'cluster-class/.helmignore': 'docs' };
    const changed = what.startsWith('what') ? { 'cluster-class/docs/x': 'x' } : after;
    expect(await differing(ignored, { ...ignored, ...changed })).toEqual([]);
  });

  it.each<[string, Files, string[]]>([
    ['a comment in a packaged file', { 'cluster-class/values.yaml': '# new\nx: 1\n' }, ['cluster-class']],
    ['a comment in Chart.yaml', { 'cluster-class/Chart.yaml': `# new\n${CHART}` }, ['cluster-class']],
    ['a stage', { 'cluster-addon/cni/values.yaml': 'mtu: 1' }, ['cluster-addon/cni']],
    ['a new stage', { 'cluster-addon/ccm/Chart.yaml': 'name: ccm' }, ['cluster-addon/ccm']],
    ['another mark', { 'cluster-class/values.yaml': 'addons: << .NodeImageVersion >>\n' }, ['cluster-class']],
    ['bug 2: clusteraddon.yaml', { 'clusteraddon.yaml': 'addonStages: {}' }, ['clusteraddon.yaml']],
    ['bug 12: node-images/', { 'node-images/config.yaml': 'x' }, ['node-images']],
    ['node-image/', { 'node-image/Dockerfile': 'x' }, ['node-images']],
    ['a Kubernetes patch', { 'csctl.yaml': CSCTL_YAML.replace('34.7', '34.8') }, ['kubernetes']],
    ['provider settings', { 'csctl.yaml': `${CSCTL_YAML}    config: {method: get}\n` }, ['csctl.yaml']],
  ])('%s changes its part only', async (_what, after, expected) => {
    expect(
      await differing({ 'cluster-class/Chart.yaml': CHART }, { 'cluster-class/Chart.yaml': CHART, ...after }),
    ).toEqual(expected);
  });

  it('a Kubernetes patch changes the parts that name it', async () => {
    const marked = { 'cluster-addon/cni/values.yaml': 'k: << kubernetes.version >>' };
    expect(await differing(marked, { ...marked, 'csctl.yaml': CSCTL_YAML.replace('34.7', '34.8') })).toEqual([
      ...['cluster-addon/cni', 'kubernetes'],
    ]);
  });

  it('provider settings in another order are the same', async () => {
    const config = (text: string) => ({ 'csctl.yaml': `${CSCTL_YAML}    config: ${text}\n` });
    expect(await differing(config('{a: 1, b: {c: 2, d: 3}}'), config('{b: {d: 3, c: 2}, a: 1}'))).toEqual([]);
  });
});

describe('node images', () => {
  it('have their sources in both folders, and nowhere else', () => {
    const stack = tinyStack({
      'node-image/a': '',
      'node-images/b': '',
      'node-images.yaml': '',
      'x/node-image/c': '',
    });
    expect(nodeImageSources(stack).paths()).toEqual(['node-image/a', 'node-images/b']);
  });

  it.each<[string, string | null, string | null, boolean]>([
    ['the same list', 'a', 'a', true],
    ['another list', 'a', 'b', false],
    ['none on either side', null, null, true],
    ['a list that is new', null, 'a', false],
    ['a list that is gone', 'a', null, false],
  ])('bug 12: %s', (_case, shipped, source, expected) => {
    const assets = shipped === null ? [] : [makeAsset('node-images.yaml', shipped)];
    expect(sameNodeImages(tinyStack({ 'node-images/config.yaml': source }), assets)).toBe(expected);
  });
});

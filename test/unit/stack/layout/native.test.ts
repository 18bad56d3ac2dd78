// Our layout as a whole: the tree of each minor.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '../../../../src/stack/config.ts';
import { formatKubernetes } from '../../../../src/stack/kubernetes-version.ts';
import { readLayout } from '../../../../src/stack/layout/read-layout.ts';
import { chartYaml, nativeTree, STACK_YAML } from '../../../support/native-stack.ts';
import { minor } from '../../../support/kubernetes.ts';
import { brief, type Files } from '../../../support/stack-tree.ts';

const read = (changes: Files = {}) => readLayout('a/tiny', nativeTree(changes));
const text = (layout: ReturnType<typeof read>, name: string, path: string) =>
  layout.read(minor(name)).stack?.tree.text(path);
const OVERLAYS = `${STACK_YAML}overlays:
  - minors: ["1.33", "1.34"]
    folder: overlays/old
    remove: [cluster-addon/ccm/Chart.yaml, README.md]
  - minors: <=1.33
    folder: overlays/older/
`;
const OVERLAY_FILES: Files = {
  'overlays/old/cluster-class/values.yaml': 'old: true\n',
  'overlays/old/cluster-class/new.yaml': 'new: true\n',
  'overlays/older/cluster-class/values.yaml': 'older: true\n',
};

describe('our layout', () => {
  it('serves the minors of the list, sorted', () => {
    const layout = read();
    expect(layout.kind).toBe('native');
    expect(layout.minors.map(({ kubernetes }) => kubernetes && formatKubernetes(kubernetes))).toEqual([
      'v1.33.10',
      'v1.34.7',
      'v1.35.3',
    ]);
    expect(layout.policies).toEqual([{ key: 'ccm', update: undefined, follows: true }]);
    for (const { minor: one } of layout.minors) expect(layout.read(one).problems).toEqual([]);
  });

  it('writes pins where Helm reads them, those of the minor last, every other byte kept', () => {
    const layout = read();
    const ccm = (version: string) => chartYaml('ccm', version, 'openstack-cloud-controller-manager');
    expect(text(layout, '1.33', 'cluster-addon/ccm/Chart.yaml')).toBe(ccm('2.33.1'));
    expect(text(layout, '1.35', 'cluster-addon/ccm/Chart.yaml')).toBe(ccm('2.35.0'));
    expect(text(layout, '1.34', 'cluster-addon/cni/Chart.yaml')).toBe(chartYaml('cni', '1.18.9', 'cilium'));
    expect(text(layout, '1.35', 'cluster-addon/cni/Chart.yaml')).toBe(chartYaml('cni', '1.19.2', 'cilium'));
  });

  it('derives the name of the class chart, so that one file serves all', () => {
    const name = (minor_: string) => text(read(), minor_, 'cluster-class/Chart.yaml')?.split('\n')[1];
    expect([name('1.33'), name('1.34')]).toEqual([
      'name: docker-scs-1-33-cluster-class # derived',
      'name: docker-scs-1-34-cluster-class # derived',
    ]);
  });

  it('makes a csctl.yaml, and leaves out what says how the stack is laid out', () => {
    const { stack } = read({ 'charts.lock.yaml': '# lock\n', 'versions.yaml': '[]\n' }).read(minor('1.35'));
    expect(parseConfig('csctl.yaml', stack?.tree.text('csctl.yaml') ?? '').config).toMatchObject({
      ...stack?.config,
    });
    expect(
      ['stack.yaml', 'charts.lock.yaml', 'versions.yaml'].filter((path) => stack?.tree.has(path)),
    ).toEqual([]);
    expect(stack).toMatchObject({
      chartsLock: '# lock\n',
      configFile: 'stack.yaml',
      settings: { embed: undefined },
    });
    expect(stack?.made?.get('csctl.yaml')).toBe('generated');
    expect(stack?.made?.get('cluster-addon/ccm/Chart.yaml')).toBe('pinned');
  });

  it('lays overlays over, the later ones on top', () => {
    const layout = read({ ...OVERLAY_FILES, 'stack.yaml': OVERLAYS.replaceAll(/\bccm: [\d.]+(, )?/g, '') });
    const [oldest, middle, newest] = ['1.33', '1.34', '1.35'].map((name) => layout.read(minor(name)).stack);
    expect(oldest?.tree.text('cluster-class/values.yaml')).toBe('older: true\n');
    expect(oldest?.tree.text('cluster-class/new.yaml')).toBe('new: true\n');
    expect(middle?.tree.text('cluster-class/values.yaml')).toBe('old: true\n');
    expect(middle?.tree.has('cluster-addon/ccm/Chart.yaml')).toBe(false);
    expect(newest?.tree.paths().filter((path) => /overlays|new\.yaml/.test(path))).toEqual([]);
    expect(newest?.tree.has('README.md')).toBe(true);
    expect([...(oldest?.origins ?? [])]).toEqual([
      ['cluster-class/new.yaml', 'overlays/old/cluster-class/new.yaml'],
      ['cluster-class/values.yaml', 'overlays/older/cluster-class/values.yaml'],
    ]);
    // A rule for a stage that some minors lack is no mistake.
    expect([layout.read(minor('1.33')).problems, layout.read(minor('1.35')).problems]).toEqual([[], []]);
  });

  it.each([
    ['cluster-class', 'a file in the place of a folder'],
    ['README.md/more.yaml', 'a file below a file'],
    ['stack.yaml', 'a stack.yaml of its own'],
    ['csctl.yaml', 'a csctl.yaml, which is made'],
    ['charts.lock.yaml', 'a lock of its own'],
  ])('refuses an overlay with %s: %s', (path) => {
    const layout = read({
      'stack.yaml': `${STACK_YAML}overlays: [{minors: "1.34", folder: o}]\n`,
      'README.md': 'read me\n',
      [`o/${path}`]: 'a: 1\n',
    });
    const { stack, problems } = layout.read(minor('1.34'));
    expect(brief(problems)).toEqual(['overlay a/tiny/stack.yaml:16:12']);
    expect(problems[0]?.hint).toContain(`o/${path}`);
    expect(stack?.tree.get(path)).toEqual(read().read(minor('1.34')).stack?.tree.get(path));
    expect(layout.read(minor('1.35')).problems).toEqual([]);
  });

  it.each<[string, (text: string) => string]>([
    ['a byte order mark', (text) => `\uFEFF${text}`],
    ['line ends of Windows', (text) => text.replaceAll('\n', '\r\n')],
    ['JSON', (text) => JSON.stringify(parse(text), undefined, 2)],
    ['JSON on one line', (text) => JSON.stringify(parse(text))],
  ])('is known with %s', (_name, change) => {
    const layout = read({ 'stack.yaml': change(STACK_YAML) });
    expect(layout.kind).toBe('native');
    expect(layout.read(minor('1.35')).problems).toEqual([]);
    expect(layout.read(minor('1.35')).stack?.config).toEqual(read().read(minor('1.35')).stack?.config);
  });

  it('refuses a file that is no text, and says so', () => {
    const { problems } = read({ 'stack.yaml': Uint8Array.of(0x61, 0xff) }).read(undefined);
    expect(brief(problems)).toEqual(['yaml-syntax a/tiny/stack.yaml:1:2']);
  });

  it('puts the pinned images of a minor into its tree, where the catalogue says so', () => {
    const images = (release: boolean) => `${STACK_YAML}nodeImages:
  release: ${release}
  name: image-<< kubernetes.version >>
  url: https://images.example.com/<< kubernetes.version >>.qcow2
  versions:
    - version: v1.34.7
`;
    const list = (release: boolean) =>
      text(read({ 'stack.yaml': images(release) }), '1.34', 'node-images.yaml');
    expect(list(true)).toContain('image-v1.34.7');
    expect(list(false)).toBeUndefined();
  });

  it('tells of a pin that is a range, in the minors that have it', () => {
    const layout = read({ 'stack.yaml': STACK_YAML.replace('cni: 1.19.2', 'cni: 1.19') });
    expect(layout.read(minor('1.34')).problems).toEqual([]);
    expect(layout.read(minor('1.35')).problems).toEqual([
      {
        code: 'addon-pin',
        severity: 'warning',
        message: 'the pin of cni is "1.19", which is a range for Helm; expected one version',
        file: 'a/tiny/stack.yaml',
        line: 15,
        column: 32,
        hint: 'write all three numbers, as in 1.19.0; csctl update finds the newest',
      },
    ]);
  });

  it.each(['cni', 'cni/cilium'])(
    'tells of a range of all minors under %s, but not in one that replaces it',
    (key) => {
      const layout = read({ 'stack.yaml': STACK_YAML.replace('  cni: 1.18.9', `  ${key}: 1.18`) });
      const message = `the pin of ${key} is "1.18", which is a range for Helm; expected one version`;
      const messages = (name: string) => layout.read(minor(name)).problems.map((problem) => problem.message);
      expect(messages('1.34')).toEqual([message]);
      expect(messages('1.35')).toEqual([]);
    },
  );

  it('tells of a version with more around it', () => {
    const layout = read({ 'stack.yaml': STACK_YAML.replace('cni: 1.19.2', 'cni: "=1.19.2 "') });
    const [found] = layout.read(minor('1.35')).problems;
    expect(found).toMatchObject({
      message: 'the pin of cni is "=1.19.2 "; expected the version alone',
      hint: 'write 1.19.2',
      severity: 'warning',
    });
  });

  it.each<[string, Files, readonly string[]]>([
    [
      'an overlay folder that is not there',
      { 'stack.yaml': OVERLAYS },
      [
        'overlay a/tiny/stack.yaml:17:5',
        'overlay a/tiny/stack.yaml:20:5',
        'addon-pin a/tiny/stack.yaml:11:19',
      ],
    ],
    [
      'a pin that means nothing',
      { 'stack.yaml': STACK_YAML.replace('{ccm: 2.33.1}', '{cmm: 2.33.1}') },
      ['addon-pin a/tiny/stack.yaml:11:19'],
    ],
    [
      'a rule that means nothing in any minor',
      { 'stack.yaml': STACK_YAML.replace('  ccm:\n', '  cmm:\n') },
      ['addon-pin a/tiny/stack.yaml:7:3'],
    ],
    [
      'an apiVersion of somebody else',
      { 'stack.yaml': STACK_YAML.replace('v1beta1', 'v1') },
      ['config-api-version a/tiny/stack.yaml:2:13'],
    ],
    [
      'an overlay for a minor that is not served',
      { ...OVERLAY_FILES, 'stack.yaml': `${STACK_YAML}overlays: [{minors: 1.20, folder: overlays/old}]\n` },
      ['overlay a/tiny/stack.yaml:16:12'],
    ],
    [
      'removing what is not there',
      { 'stack.yaml': `${STACK_YAML}overlays: [{minors: 1.33, remove: [nope]}]\n` },
      ['overlay a/tiny/stack.yaml:16:12'],
    ],
    [
      'a csctl.yaml that says something else',
      { 'csctl.yaml': 'config:\n  kubernetesVersion: v1.20.1\n' },
      ['config-disagree a/tiny/csctl.yaml:2:22'],
    ],
    ['no YAML', { 'stack.yaml': `${STACK_YAML}a: [` }, ['yaml-syntax a/tiny/stack.yaml:16:4']],
  ])('%s: a problem at its place', (_case, changes, expected) => {
    expect(brief(read(changes).read(minor('1.33')).problems)).toEqual(expected);
  });

  it('refuses to build a minor without a patch, and no other', () => {
    const layout = read({ 'stack.yaml': STACK_YAML.replace('v1.33.10', '1.30') });
    expect(layout.minors[0]).toMatchObject({ minor: { major: 1, minor: 30 }, kubernetes: undefined });
    expect(brief(layout.read(minor('1.30')).problems)).toEqual([
      'kubernetes-no-patch a/tiny/stack.yaml:10:14',
    ]);
    expect(layout.read(minor('1.34')).problems).toEqual([]);
  });
});

describe('what a stack.yaml is told by', () => {
  it.each([
    ['apiVersion: csctl.clusterstack.x-k8s.io/v1beta1', 'native'],
    ['"apiVersion" : x', 'native'],
    ['apiVersion: [', 'native'],
    ['provider: docker', 'per-minor'],
    ['a:\n  apiVersion: x', 'per-minor'],
  ])('%j is %s', (content, kind) => {
    expect(readLayout('x', nativeTree({ 'stack.yaml': content })).kind).toBe(kind);
  });
});

// render: what the operator makes of a stack, a release folder or a tag.
import { describe, expect, it } from 'vitest';
import { problem } from '../../../src/problem/problem.ts';
import { renderRelease, type RenderResult } from '../../../src/release/render.ts';
import { makeAsset } from '../../../src/stack/asset.ts';
import { CLASS_FILES, reader, withAssets, type Reader } from '../../support/reading-world.ts';
import { refusalOf } from '../../support/refusal.ts';
import { brief, SINGLE_STAGE, type Files } from '../../support/stack-tree.ts';
import { request } from '../../support/world.ts';

type Wish = Partial<Parameters<typeof renderRelease>[0]>;

const render = ({ world }: Reader, name: string, wish: Wish = {}) =>
  renderRelease(
    { name, reading: request(), stages: undefined, cluster: undefined, namespace: undefined, ...wish },
    world,
  );

/** Renders one stack of these files. */
const renderStack = (files: Files, wish: Wish = {}) => render(reader({ src: files }), 'src', wish);

const named = ({ class: classChart, addons }: RenderResult) =>
  [classChart, ...addons].map(({ objects }) => objects.map(({ kind, name }) => `${kind} ${name}`));

const CNI = (text: string): Files => ({ 'cluster-addon/cni/templates/cni.yaml': text });
const SECOND_STAGE: Files = {
  'clusteraddon.yaml': `addonStages:
  AfterControlPlaneInitialized: [{name: dns, action: apply}, {name: cni, action: apply}]
  BeforeClusterUpgrade: [{name: dns, action: apply}, {name: cni, action: apply}]
`,
  'cluster-addon/dns/Chart.yaml': 'apiVersion: v2\nname: dns\nversion: 1.0.0\n',
  'cluster-addon/dns/templates/dns.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: dns}\n',
};

describe('a stack', () => {
  it('is rendered under the version that its hash gives', async () => {
    const result = await renderStack({});
    expect(Object.keys(result)).toEqual(['name', 'kubernetes', 'class', 'addons', 'warnings']);
    expect(result).toMatchObject({ name: 'src', kubernetes: 'v1.34.7', addons: [], warnings: [] });
    const name = result.class.name ?? '';
    expect(name).toMatch(/^docker-scs-1-34-v0-sha\.[a-z0-9]{7}$/);
    const object = (group: string, kind: string, suffix = '') => ({
      ...{ apiVersion: `${group}cluster.x-k8s.io/v1beta1`, kind, namespace: null, name: `${name}${suffix}` },
      template: 'cluster-class/templates/class.yaml',
    });
    expect(result.class.objects).toEqual([
      object('', 'ClusterClass'),
      object('infrastructure.', 'DockerClusterTemplate', '-cluster'),
      object('infrastructure.', 'DockerMachineTemplate', '-machine'),
      object('controlplane.', 'KubeadmControlPlaneTemplate', '-control-plane'),
    ]);
  });

  it('prints what helm template prints: documents with the template that they come from', async () => {
    const { class: classChart } = await renderStack({
      'cluster-class/templates/class.yaml': 'kind: B\nmetadata: {name: b}\n',
      'cluster-class/templates/first.yaml': '# why\nkind: A\nmetadata: {name: a}\n---\n---\n',
    });
    // Kinds that Helm does not know come by name; an end without a document is one to it.
    expect(classChart.text).toBe(`---
# Source: docker-scs-1-34-cluster-class/templates/first.yaml
---
---
# Source: docker-scs-1-34-cluster-class/templates/first.yaml
# why
kind: A
metadata: {name: a}
---
# Source: docker-scs-1-34-cluster-class/templates/class.yaml
kind: B
metadata: {name: b}
`);
  });

  it('gives the class the names, the namespace and the Kubernetes version of the operator', async () => {
    const files = {
      'cluster-class/templates/class.yaml': `kind: Seen
metadata: {name: seen}
release: {{ .Release.Name }} {{ .Release.Namespace }} {{ .Release.Service }} {{ .Release.IsInstall }}
kubernetes: {{ .Capabilities.KubeVersion }}
helm: {{ .Capabilities.HelmVersion.Version }}
`,
    };
    const seen = 'release: docker-scs-1-34 default Helm true\nkubernetes: v1.34.0\nhelm: v3.19.0\n';
    expect((await renderStack(files)).class.text).toContain(seen);
    const tenant = await renderStack(files, { namespace: 'tenant' });
    expect(tenant.class.text).toContain(seen.replace('default', 'tenant'));
  });

  it('has no stages unless they are asked for, then all in the order of clusteraddon.yaml', async () => {
    expect((await renderStack(SECOND_STAGE)).addons).toEqual([]);
    const { addons } = await renderStack(SECOND_STAGE, { stages: [] });
    expect(addons.map(({ stage }) => stage)).toEqual(['dns', 'cni']);
    expect(named(await renderStack(SECOND_STAGE, { stages: ['cni'] })).slice(1)).toEqual([['DaemonSet cni']]);
  });

  it('knows the stages that it has', async () => {
    const refused = await refusalOf(() => renderStack(SECOND_STAGE, { stages: ['cni', 'cn1'] }));
    expect(refused).toMatchObject({
      ...{ code: 'usage', message: 'there is no stage "cn1"', hint: 'its stages are dns, cni' },
    });
    const single = await refusalOf(() => renderStack(SINGLE_STAGE, { stages: ['cni'] }));
    expect(single).toMatchObject({ message: 'there is no stage "cni"', hint: 'its stages are none' });
  });

  it('with a single addon chart has that, under no name', async () => {
    const { addons } = await renderStack(
      {
        ...SINGLE_STAGE,
        'cluster-addon/templates/cni.yaml': 'kind: A\nmetadata: {name: a}\nmtu: {{ .Values.mtu }}\n',
      },
      { stages: [] },
    );
    expect(addons).toEqual([
      {
        ...{ stage: '', values: 'mtu: 1450\n' },
        text: '---\n# Source: docker-scs-1-34-cluster-addon/templates/cni.yaml\nkind: A\nmetadata: {name: a}\nmtu: 1450\n',
        objects: [
          {
            apiVersion: '',
            kind: 'A',
            namespace: null,
            name: 'a',
            template: 'cluster-addon/templates/cni.yaml',
          },
        ],
      },
    ]);
  });
});

describe('the values of a stage', () => {
  const SHOWS = CNI(
    'kind: A\nmetadata: {name: a, namespace: {{ .Release.Namespace }}}\nmtu: {{ .Values.mtu }}\nfor: {{ .Capabilities.KubeVersion }}\n',
  );

  it('are those of the chart, and none of its own', async () => {
    const [cni] = (await renderStack(SHOWS, { stages: [] })).addons;
    expect(cni?.values).toBeNull();
    expect(cni?.text).toContain('{name: a, namespace: kube-system}\nmtu: 1450\nfor: v1.34.7\n');
    expect(cni?.objects).toMatchObject([{ namespace: 'kube-system' }]);
  });

  it('come from overwrite.yaml, rendered for a sample of the class', async () => {
    const overwrite =
      'values: |\n  mtu: {{ len .Cluster.metadata.name }}\n  class: {{ .Cluster.spec.topology.class }}\n';
    const files = { ...SHOWS, 'cluster-addon/cni/overwrite.yaml': overwrite };
    const result = await renderStack(files, { stages: ['cni'] });
    expect(result.addons[0]?.values).toBe(`mtu: 6\nclass: ${result.class.name ?? ''}\n`);
    expect(result.addons[0]?.text).toContain('\nmtu: 6\n');
  });

  it('see the Cluster that is given instead', async () => {
    const overwrite = 'mtu: {{ .Cluster.spec.size }}\n{{ if .InfraCluster }}infra: yes{{ end }}\n';
    const files = { ...SHOWS, 'cluster-addon/cni/overwrite.yaml': overwrite };
    const cluster = { Cluster: { kind: 'Cluster', spec: { size: 9000 } } };
    const [cni] = (await renderStack(files, { stages: [], cluster })).addons;
    expect(cni?.values).toBe('mtu: 9000\n\n');
    expect(cni?.text).toContain('\nmtu: 9000\n');
  });

  it.each([
    [
      'a template that fails',
      'a: {{ .Cluster.kind.b }}\n',
      'overwrite-yaml cluster-addon/cni/overwrite.yaml:1',
    ],
    [
      'nothing',
      '{{ if .ControlPlane.spec.nothing }}a: 1{{ end }}\n',
      'overwrite-empty cluster-addon/cni/overwrite.yaml:1:1',
    ],
    [
      'a function of Helm',
      'a: {{ toYaml .Cluster }}\n',
      'overwrite-function cluster-addon/cni/overwrite.yaml:1',
    ],
  ])('that are %s are refused at their place', async (_what, overwrite, expected) => {
    const files = { 'cluster-addon/cni/overwrite.yaml': overwrite };
    const { problems } = await refusalOf(() => renderStack(files, { stages: [] }));
    expect(brief(problems).map((text) => text.replace('src/', '').slice(0, expected.length))).toEqual([
      expected,
    ]);
    // What nobody asks for keeps nobody from seeing the class.
    expect((await renderStack(files)).class.objects).toHaveLength(4);
  });
});

describe('what cannot be rendered', () => {
  const DEPENDS = (name: string) =>
    `apiVersion: v2\nname: ${name}\nversion: 1.2.3\ndependencies: [{name: cilium, version: 1.0.0, repository: "https://example.com"}]\n`;

  it('is a stage whose dependencies are not there: it is left out with a warning', async () => {
    const files = { 'cluster-addon/cni/Chart.yaml': DEPENDS('cni') };
    const { addons, warnings } = await renderStack(files, { stages: [] });
    expect(addons).toEqual([{ stage: 'cni', values: null, text: null, objects: [] }]);
    expect(warnings).toEqual([
      {
        ...{
          code: 'stage-dependency-missing',
          severity: 'warning',
          file: 'src/cluster-addon/cni/Chart.yaml',
        },
        message: 'not rendered: the chart depends on "cilium", which is not below cluster-addon/cni/charts',
        hint: 'add --embed-dependencies, or run helm dependency build there',
      },
    ]);
  });

  it('is a stack with files that cannot be read as such: what is left would be another stack', async () => {
    const mine = reader({ src: {} });
    const found = problem('file-link', 'cluster-class/templates/a.yaml is a link out of the stack', {
      file: 'cluster-class/templates/a.yaml',
    });
    const { stacks } = mine.world;
    const read = async (folder: string) => ({ ...(await stacks.read(folder)), problems: [found] });
    const world = { ...mine.world, stacks: { ...stacks, read } };
    const refused = await refusalOf(() => render({ ...mine, world }, 'src'));
    expect(brief(refused.problems)).toEqual(['file-link src/cluster-class/templates/a.yaml']);
  });

  it('is a class whose dependencies are not there', async () => {
    const { problems } = await refusalOf(() =>
      renderStack({ 'cluster-class/Chart.yaml': DEPENDS('docker-scs-1-34-cluster-class') }),
    );
    expect(problems).toMatchObject([{ severity: 'error', file: 'src/cluster-class/Chart.yaml' }]);
    expect(problems[0]?.message).toContain('depends on "cilium"');
  });

  it('is a class that does not render: refused at the place in the template', async () => {
    const { problems } = await refusalOf(() =>
      renderStack({ 'cluster-class/templates/b.yaml': 'a: 1\nb: {{ fail "no flavor" }}\n' }),
    );
    expect(brief(problems)).toEqual(['chart-render src/cluster-class/templates/b.yaml:2:7']);
    expect(problems[0]?.message).toContain('no flavor');
  });

  it('is an addon that does not render, when it is asked for', async () => {
    const files = CNI('a: {{ .Values.a.b }}\n');
    const { problems } = await refusalOf(() => renderStack(files, { stages: [] }));
    expect(brief(problems)).toEqual(['chart-render src/cluster-addon/cni/templates/cni.yaml:1:14']);
    expect((await renderStack(files)).warnings).toEqual([]);
  });

  it('is not what renders differently each time: that is a warning', async () => {
    const files = CNI('kind: A\napiVersion: v1\nmetadata: {name: a}\ndata: {{ randAlphaNum 8 }}\n');
    const { addons, warnings } = await renderStack(files, { stages: [] });
    expect(addons[0]?.objects).toMatchObject([{ kind: 'A' }]);
    expect(brief(warnings)).toEqual(['chart-unstable src/cluster-addon/cni/templates/cni.yaml:4:23']);
    expect((await renderStack(files)).warnings).toEqual([]);
  });

  it('is what is nowhere', async () => {
    const refused = await refusalOf(() => render(reader({}, []), 'nothing'));
    expect(refused).toMatchObject({ code: 'release-missing', message: 'there is no folder nothing' });
  });

  it('is more than one stack, or more than one of its minors', async () => {
    const two = await refusalOf(() => render(reader({ 'all/a': {}, 'all/b': {} }), 'all'));
    expect(two.message).toBe('all holds 2 stacks; only one can be rendered');
    expect(two.hint).toBe('name one of them: all/a, all/b');
  });
});

describe('a finished release', () => {
  const FILES = { ...CLASS_FILES, ...SECOND_STAGE };

  it('renders as its sources do, from a folder and from a remote', async () => {
    const mine = reader({ src: FILES });
    const { tag, assets } = await mine.build(FILES);
    mine.folder(`.release/${tag}`, assets);
    const [sources, folder, published] = [
      await render(mine, 'src', { stages: [] }),
      await render(mine, `.release/${tag}/`, { stages: [] }),
      await render(mine, tag, { stages: [] }),
    ];
    expect(published.class.name).toBe(sources.class.name);
    expect(published.class.text).toBe(sources.class.text);
    expect(published.addons.map(({ text }) => text)).toEqual(sources.addons.map(({ text }) => text));
    expect(folder).toEqual({ ...published, name: `.release/${tag}/` });
    // Places are those in the archives.
    expect(published.class.objects[0]?.template).toMatch(
      /-cluster-class-v0-sha\.\w+\.tgz\/templates\/class\.yaml$/,
    );
    expect(published.addons[0]?.objects[0]?.template).toMatch(
      /-cluster-addon-v0-sha\.\w+\.tgz\/dns\/templates\/dns\.yaml$/,
    );
  });

  it('tells places in its archives', async () => {
    const mine = reader();
    const { tag, assets } = await mine.build({});
    const { assets: others } = await mine.build(
      { ...CNI('kind: A\nmetadata: {name: a}\nb: {{ .Values.a.b }}\n') },
      { allowed: new Set(['chart-render']) },
    );
    const broken = others.find(({ role }) => role === 'cluster-addon');
    const name = assets.find(({ role }) => role === 'cluster-addon')?.name ?? '';
    mine.folder(`x/${tag}`, withAssets(assets, makeAsset(name, broken?.bytes ?? new Uint8Array())));
    const { problems } = await refusalOf(() => render(mine, `x/${tag}`, { stages: [] }));
    expect(brief(problems)).toEqual([`chart-render x/${tag}/${name}/cni/templates/cni.yaml:3:14`]);
  });

  it('with a damaged archive says so', async () => {
    const mine = reader();
    const { tag, assets } = await mine.build({});
    const name = assets.find(({ role }) => role === 'cluster-class')?.name ?? '';
    mine.folder(`x/${tag}`, withAssets(assets, makeAsset(name, Buffer.from('no archive'))));
    const { problems } = await refusalOf(() => render(mine, `x/${tag}`));
    expect(problems.map(({ code, file }) => `${code} ${file ?? ''}`)).toContain(
      `release-archive x/${tag}/${name}`,
    );
  });

  it('with a damaged archive of addons has its class, and says so when addons are asked for', async () => {
    const mine = reader();
    const { tag, assets } = await mine.build({});
    const name = assets.find(({ role }) => role === 'cluster-addon')?.name ?? '';
    mine.folder(`x/${tag}`, withAssets(assets, makeAsset(name, Buffer.from('no archive'))));
    expect((await render(mine, `x/${tag}`)).class.objects).not.toEqual([]);
    const { problems } = await refusalOf(() => render(mine, `x/${tag}`, { stages: [] }));
    expect(brief(problems)).toEqual([`release-archive x/${tag}/${name}`]);
  });

  it('without chart dependencies is made with them', async () => {
    const mine = reader();
    const { tag, assets } = await mine.build({
      'cluster-addon/cni/Chart.yaml':
        'apiVersion: v2\nname: cni\nversion: 1.2.3\ndependencies: [{name: cilium, version: 1.0.0, repository: "https://example.com"}]\n',
    });
    mine.folder(`x/${tag}`, assets);
    const { warnings } = await render(mine, `x/${tag}`, { stages: [] });
    expect(warnings.map(({ code, hint }) => `${code}: ${hint}`)).toEqual([
      'stage-dependency-missing: create the release with --embed-dependencies',
    ]);
  });
});

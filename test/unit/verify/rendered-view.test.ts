// A view rendered as the operator renders it: once, in order, and whatever is in it.
import { describe, expect, it } from 'vitest';
import { makeAsset, type Asset } from '../../../src/stack/asset.ts';
import { FileTree } from '../../../src/stack/file-tree.ts';
import { readRelease } from '../../../src/verify/release-view.ts';
import { renderView, type RenderedView } from '../../../src/verify/rendered-view.ts';
import type { ReleaseView } from '../../../src/verify/view.ts';
import { classTemplate } from '../../support/tiny-class.ts';
import { packagedAssets } from '../../support/releases.ts';
import { tinyStack } from '../../support/stack-tree.ts';
import { multiStage, singleStage, type Files } from './views.ts';

const hooks = (first: string[], upgrade: string[]) => {
  const list = (names: string[]) => names.map((name) => `{name: ${name}, action: apply}`).join(', ');
  return `addonStages:\n  AfterControlPlaneInitialized: [${list(first)}]\n  BeforeClusterUpgrade: [${list(upgrade)}]\n`;
};
const stage = (name: string): Files => ({
  [`cluster-addon/${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: v1\n`,
  [`cluster-addon/${name}/templates/a.yaml`]: `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`,
});
const stagesOf = ({ stages }: RenderedView) => stages.map(({ name, objects }) => `${name} ${objects.length}`);

describe('a view', () => {
  it('is rendered once for many askers', () => {
    const view = multiStage();
    expect(renderView(view)).toBe(renderView(view));
    expect(renderView(multiStage())).not.toBe(renderView(view));
  });

  it('is rendered anew for a target, and that is not remembered', () => {
    const view = multiStage({
      ...stage('cni'),
      'cluster-addon/cni/overwrite.yaml': 'name: {{ .Cluster.metadata.name }}\n',
    });
    const values = (rendered: RenderedView) => rendered.stages[0]?.values?.text;
    const cluster = { Cluster: { metadata: { name: 'mine' } } };
    expect(values(renderView(view, { cluster }))).toBe('name: mine\n');
    expect(values(renderView(view))).toBe('name: sample\n');
    const tenant = renderView(view, { namespace: 'tenant' });
    expect(tenant).not.toBe(renderView(view));
    expect(values(tenant)).toBe('name: sample\n');
  });

  it('knows its class and what that is called', () => {
    const { className, clusterClass, class: part } = renderView(multiStage());
    expect(className).toBe('docker-scs-1-34-v1');
    expect(clusterClass?.data['kind']).toBe('ClusterClass');
    expect(part).toMatchObject({ origin: 'cluster-class', faults: [], missing: [] });
    expect(part?.objects).toHaveLength(4);
  });

  it('gives the class the namespace that it is told', () => {
    const files = {
      'cluster-class/templates/b.yaml': 'kind: A\nmetadata: {name: {{ .Release.Namespace }}}\n',
    };
    const names = (rendered: RenderedView) =>
      rendered.class?.objects.map(({ data }) => (data['metadata'] as { name: string }).name);
    expect(names(renderView(multiStage(files)))).toContain('default');
    expect(names(renderView(multiStage(files), { namespace: 'tenant' }))).toContain('tenant');
  });
});

describe('stages', () => {
  const CHARTS = { ...stage('a'), ...stage('b'), ...stage('cni') };

  it('come in the order of clusteraddon.yaml, each once', () => {
    const view = multiStage({ ...CHARTS, 'clusteraddon.yaml': hooks(['cni', 'b'], ['b', 'a', 'cni']) });
    expect(stagesOf(renderView(view))).toEqual(['cni 1', 'b 1', 'a 1']);
  });

  it('that are only deleted are rendered without overwrite.yaml, as the operator does', () => {
    const files = {
      ...CHARTS,
      'cluster-addon/b/overwrite.yaml': '{{ bad }}',
      'clusteraddon.yaml': `addonStages:
  AfterControlPlaneInitialized: [{name: a, action: apply}, {name: a, action: delete}]
  BeforeClusterUpgrade: [{name: a, action: delete}, {name: b, action: delete}]
`,
    };
    const { stages } = renderView(multiStage(files));
    expect(
      stages.map(({ name, isApplied, values, objects }) => [name, isApplied, values, objects.length]),
    ).toEqual([
      ['a', true, undefined, 1],
      ['b', false, undefined, 1],
    ]);
  });

  it('that have no folder, or are not listed, are not rendered', () => {
    const view = multiStage({ ...CHARTS, 'clusteraddon.yaml': hooks(['gone', 'b'], ['b']) });
    expect(stagesOf(renderView(view))).toEqual(['b 1']);
  });

  it('are all folders where the file is absent or no YAML', () => {
    for (const view of [
      multiStage({ ...CHARTS, 'clusteraddon.yaml': 'a: [\n' }),
      { ...multiStage(CHARTS), addonConfig: undefined },
    ])
      expect(stagesOf(renderView(view))).toEqual(['a 1', 'b 1', 'cni 1']);
  });

  it('are one without a name in the single-stage convention', () => {
    const { stages } = renderView(singleStage());
    expect(stages.map(({ name, origin, values }) => ({ name, origin, text: values?.text }))).toEqual([
      { name: '', origin: 'cluster-addon', text: 'cni: {}\n' },
    ]);
  });

  it('without their values are not rendered, and neither is one for an unknown version', () => {
    const broken = { ...stage('cni'), 'cluster-addon/cni/overwrite.yaml': 'a: {{ toYaml . }}\n' };
    const [cni] = renderView(multiStage(broken)).stages;
    expect(cni).toMatchObject({ chart: undefined, objects: [], faults: [] });
    expect(cni?.values?.problems.map(({ code }) => code)).toEqual(['overwrite-function']);
    const [unknown] = renderView({ ...multiStage(stage('cni')), kubernetes: undefined }).stages;
    expect(unknown).toMatchObject({ chart: undefined, objects: [], faults: [], missing: [] });
  });

  it('that fail do not keep the others from being rendered', () => {
    const view = multiStage({
      ...stage('a'),
      ...stage('cni'),
      'cluster-addon/a/templates/a.yaml': '{{ fail "no" }}',
      'clusteraddon.yaml': hooks(['a', 'cni'], ['a', 'cni']),
    });
    expect(renderView(view).stages.map(({ name, faults }) => `${name} ${faults.length}`)).toEqual([
      'a 1',
      'cni 0',
    ]);
  });

  it('without their dependencies are not tried', () => {
    const files = {
      ...stage('cni'),
      'cluster-addon/cni/Chart.yaml':
        'apiVersion: v2\nname: cni\nversion: v1\ndependencies: [{name: b, version: 1.0.0, repository: ""}, {name: a, version: 1.0.0, repository: ""}]\n',
    };
    const [cni] = renderView(multiStage(files)).stages;
    expect(cni).toMatchObject({ chart: undefined, missing: ['b', 'a'], faults: [] });
  });

  it('have the name of the class in the sample even where the class does not render', () => {
    const view = multiStage({
      ...stage('cni'),
      'cluster-class/templates/class.yaml': '{{ fail "no" }}',
      'cluster-addon/cni/overwrite.yaml':
        'class: {{ .Cluster.spec.topology.class }}\nhas: {{ if .ControlPlane }}a control plane{{ else }}none{{ end }}\n',
    });
    const { class: part, clusterClass, stages } = renderView(view);
    expect([part?.faults.length, clusterClass]).toEqual([1, undefined]);
    expect(stages[0]?.values?.text).toBe('class: docker-scs-1-34-v1\nhas: none\n');
  });
});

describe('faults', () => {
  it.each<[string, Files, object]>([
    [
      'of a template, at its place',
      { 'cluster-class/templates/b.yaml': 'a: 1\nb: {{ fail "no" }}\n' },
      { file: 'cluster-class/templates/b.yaml', line: 2, column: 7 },
    ],
    [
      'of the chart as a whole, at its folder',
      { 'cluster-class/Chart.yaml': 'name: 5\n' },
      { file: expect.stringMatching(/^cluster-class/) as string },
    ],
    [
      'of limits',
      {
        'cluster-class/templates/b.yaml': '{{ range until 10000 }}{{ range until 10000 }}{{ end }}{{ end }}',
      },
      {
        file: 'cluster-class/templates/b.yaml',
        message: expect.stringContaining('more than 20000000 steps') as string,
      },
    ],
  ])('%s', (_what, files, place) => {
    const { class: part } = renderView(multiStage(files));
    expect(part).toMatchObject({ chart: undefined, objects: [] });
    expect(part?.faults).toMatchObject([{ code: 'chart-render', severity: 'error', ...place }]);
  });
});

describe('damaged releases', () => {
  const release = (): Promise<Asset[]> => packagedAssets(tinyStack());
  const stackOf = (view: ReleaseView) => renderView(view);

  it('never throw: with any file missing, cut, or full of rubbish', async () => {
    const assets = await release();
    const damages = (bytes: Uint8Array) => [
      ...[new Uint8Array(), bytes.subarray(0, bytes.length / 2), Buffer.from('a: [')],
      Uint8Array.from(bytes, (byte, index) => (index % 7 === 3 ? byte ^ 0x55 : byte)),
    ];
    let rendered = 0;
    for (const { name, bytes } of assets) {
      const others = assets.filter((asset) => asset.name !== name);
      const lists = [others, ...damages(bytes).map((damaged) => [...others, makeAsset(name, damaged)])];
      for (const list of lists) {
        for (const tag of ['docker-scs-1-34-v1', 'latest', undefined]) {
          expect(() => stackOf(readRelease(tag, list).view)).not.toThrow();
          rendered += 1;
        }
      }
    }
    expect(rendered).toBe(3 * 5 * assets.length);
  });

  it.each<[string, (view: ReleaseView) => ReleaseView]>([
    ['no name', (view) => ({ ...view, identity: undefined })],
    ['no class', (view) => ({ ...view, classChart: undefined })],
    ['no Chart.yaml', (view) => ({ ...view, classChart: { origin: 'x.tgz', files: FileTree.of([]) } })],
    ['no addons', (view) => ({ ...view, addons: undefined })],
    ['no chart of addons', (view) => ({ ...view, addons: { origin: 'y.tgz', files: FileTree.of([]) } })],
    ['nothing', () => ({ ...multiStage(), identity: undefined, classChart: undefined, addons: undefined })],
  ])('with %s have as much as there is', (_what, change) => {
    const view = change(multiStage(stage('cni')));
    const rendered = renderView(view);
    expect(rendered.clusterClass !== undefined).toBe(
      view.identity !== undefined && (view.classChart?.files.get('Chart.yaml') ?? undefined) !== undefined,
    );
    expect(rendered.stages.map(({ name }) => name)).toEqual(
      view.addons?.files.get('cni/Chart.yaml') ? ['cni'] : [],
    );
  });

  it('with bytes that are no text in a template say so', () => {
    const { class: part } = renderView(
      multiStage({ 'cluster-class/templates/b.yaml': Uint8Array.from([0x7b, 0x7b, 0xff, 0x7d, 0x7d]) }),
    );
    expect(part?.faults).toHaveLength(1);
    expect(part?.faults[0]?.file).toBe('cluster-class/templates/b.yaml');
  });

  it('with a class of nothing but text have no class', () => {
    const { clusterClass, class: part } = renderView(
      multiStage({
        'cluster-class/templates/class.yaml': classTemplate().replaceAll('ClusterClass', 'Other'),
      }),
    );
    expect(clusterClass).toBeUndefined();
    expect(part?.objects).toHaveLength(4);
  });
});

// What a step between two releases means for clusters, and which rendered objects differ.
import { describe, expect, it } from 'vitest';
import { diffReleases, type DiffResult } from '../../../../src/release/diff/diff.ts';
import { makeAsset } from '../../../../src/stack/asset.ts';
import { CLASS_FILES, reader, withAssets, type Reader } from '../../../support/reading-world.ts';
import { CSCTL_YAML, type Files } from '../../../support/stack-tree.ts';
import { request } from '../../../support/world.ts';

const diff = ({ world }: Reader, a: string, b: string) =>
  diffReleases({ a, b, stat: true, reading: request() }, world);
/** Two stacks, compared. */
const compare = (before: Files, now: Files) => diff(reader({ old: before, new: now }), 'old', 'new');

const briefly = ({ upgrade }: DiffResult) =>
  upgrade?.objects.map(({ change, component, kind, name, fields }) =>
    [change, component, kind, name, ...fields].join(' '),
  );

const CNI = 'cluster-addon/cni/templates/cni.yaml';
const config = (name: string, value: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {a: ${value}}\n---\n`;

describe('the objects that differ', () => {
  it('are those that came, went and changed, with their fields', async () => {
    const result = await compare(
      { [CNI]: config('same', 'x') + config('gone', 'x') + config('other', 'x') },
      { [CNI]: config('new', 'x') + config('other', 'y') + config('same', 'x') },
    );
    expect(briefly(result)).toEqual([
      'removed cni ConfigMap gone',
      'added cni ConfigMap new',
      'changed cni ConfigMap other data.a',
    ]);
    expect(result.upgrade?.objects[2]).toEqual({
      ...{ component: 'cni', change: 'changed', apiVersion: 'v1', kind: 'ConfigMap', namespace: null },
      ...{ name: 'other', fields: ['data.a'], immutable: [] },
    });
  });

  it('are those of the class, under the names that both have', async () => {
    const changed = CLASS_FILES['cluster-class/values.yaml']?.toString().replace('ubuntu', 'flatcar') ?? '';
    const result = await compare(CLASS_FILES, { ...CLASS_FILES, 'cluster-class/values.yaml': changed });
    expect(result.upgrade?.objects).toMatchObject([
      {
        ...{ component: 'cluster-class', change: 'changed', kind: 'ClusterClass' },
        fields: ['spec.variables[image].schema.openAPIV3Schema.default'],
      },
    ]);
    expect(result.upgrade?.findings.map(({ level, kind }) => `${level} ${kind}`)).toEqual([
      'patch variable-default',
    ]);
  });

  it('are the same ones where only their text differs', async () => {
    const result = await compare(
      { [CNI]: config('a', 'x') },
      { [CNI]: `# why\n${config('a', "'x'").replace('metadata: {name: a}', 'metadata:\n  name: "a"')}` },
    );
    expect(result).toMatchObject({ changed: true, upgrade: { verdict: 'patch', findings: [], objects: [] } });
  });

  it('have the same names in two minors of a stack', async () => {
    const next: Files = {
      ...CLASS_FILES,
      'csctl.yaml': CSCTL_YAML.replace('v1.34.7', 'v1.35.3'),
      'cluster-class/Chart.yaml':
        'apiVersion: v2\nname: docker-scs-1-35-cluster-class\nversion: << .ClusterClassVersion >>\n',
    };
    const { upgrade } = await compare(CLASS_FILES, next);
    expect(upgrade).toMatchObject({ verdict: 'additive', objects: [], findings: [{ kind: 'kubernetes' }] });
  });

  it('say which of their fields cannot change', async () => {
    const role = (name: string) =>
      `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: a}\nroleRef: {name: ${name}}\n`;
    const { upgrade } = await compare({ [CNI]: role('a') }, { [CNI]: role('b') });
    expect(upgrade).toMatchObject({ verdict: 'breaking', findings: [{ kind: 'immutable-field' }] });
    expect(upgrade?.objects).toMatchObject([{ fields: ['roleRef.name'], immutable: ['roleRef.name'] }]);
  });
});

describe('what is rendered for a comparison', () => {
  it('sees values for the same sample of a cluster on both sides', async () => {
    const files = {
      [CNI]: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Values.cluster }}}\n',
      'cluster-addon/cni/overwrite.yaml': 'cluster: {{ .Cluster.spec.topology.class }}\n',
    };
    expect((await compare(files, files)).upgrade).toEqual({ verdict: 'patch', findings: [], objects: [] });
  });

  it('does not differ by chance or by the time of day', async () => {
    const files = {
      [CNI]:
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: {{ uuidv4 | quote }}, b: {{ now | quote }}}\n',
    };
    expect((await compare(files, files)).upgrade?.objects).toEqual([]);
  });

  it('is a release in a folder as it is a stack', async () => {
    const before = { [CNI]: config('a', 'x') };
    const mine = reader({ new: { [CNI]: config('b', 'x') } });
    const { tag, assets } = await mine.build(before);
    mine.folder(`x/${tag}`, assets);
    expect(briefly(await diff(mine, `x/${tag}`, 'new'))).toEqual([
      'removed cni ConfigMap a',
      'added cni ConfigMap b',
    ]);
  });
});

describe('where a side does not render', () => {
  const BROKEN = { 'cluster-class/templates/class.yaml': 'a: {{ .Values.a.b }}\n' };

  it('the verdict is null, and why is a warning', async () => {
    for (const [before, now, name] of [
      [BROKEN, {}, 'old'],
      [{}, BROKEN, 'new'],
    ] as const) {
      const { upgrade, variables, warnings } = await compare(before, now);
      expect([upgrade, variables]).toEqual([null, null]);
      expect(warnings).toMatchObject([
        { code: 'class-variables', severity: 'warning', file: `${name}/cluster-class/templates/class.yaml` },
      ]);
    }
  });

  it('of the addons, only those are left out', async () => {
    const { upgrade } = await compare({ [CNI]: 'a: {{ fail "no" }}\n' }, { [CNI]: config('a', 'x') });
    expect(upgrade).toEqual({ verdict: 'patch', findings: [], objects: [] });
  });

  it('since its archive is damaged, that is told', async () => {
    const mine = reader({ new: {} });
    const { tag, assets } = await mine.build({});
    const name = assets.find(({ role }) => role === 'cluster-class')?.name ?? '';
    mine.folder(`x/${tag}`, withAssets(assets, makeAsset(name, Buffer.from('no archive'))));
    await expect(diff(mine, `x/${tag}`, 'new')).rejects.toMatchObject({ code: 'release-archive' });
  });
});

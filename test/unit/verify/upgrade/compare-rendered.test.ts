import { describe, expect, it } from 'vitest';
import type { RenderedStage, RenderedView } from '../../../../src/verify/rendered-view.ts';
import { compareRendered, type RenderedSide } from '../../../../src/verify/upgrade/compare-rendered.ts';
import { multiStage, singleStage, type Files } from '../views.ts';
import { renderedObjects } from '../../../support/rendered-objects.ts';

interface Sketch {
  readonly class?: string;
  /** Objects by stage; null: not rendered. */
  readonly stages?: Readonly<Record<string, string | null>>;
  /** Stages that are only deleted. */
  readonly deleted?: readonly string[];
  readonly files?: Files;
  readonly kubernetes?: string;
  readonly single?: boolean;
}

const CLASS = `
apiVersion: cluster.x-k8s.io/v1beta1
kind: ClusterClass
metadata: {name: docker-scs-1-34-v1}
spec:
  controlPlane:
    ref: {apiVersion: controlplane.cluster.x-k8s.io/v1beta1, kind: KubeadmControlPlaneTemplate, name: cp}
  infrastructure:
    ref: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: DockerClusterTemplate, name: cluster}
  workers:
    machineDeployments:
      - class: default-worker
        template:
          bootstrap: {ref: {apiVersion: bootstrap.cluster.x-k8s.io/v1beta1, kind: KubeadmConfigTemplate, name: w}}
          infrastructure: {ref: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: DockerMachineTemplate, name: w}}
  variables:
    - name: size
      schema: {openAPIV3Schema: {type: string}}
  patches:
    - name: images
      definitions: []
---
apiVersion: controlplane.cluster.x-k8s.io/v1beta1
kind: KubeadmControlPlaneTemplate
metadata: {name: cp}
spec: {template: {spec: {rolloutStrategy: {type: RollingUpdate}}}}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: DockerClusterTemplate
metadata: {name: cluster}
spec: {template: {spec: {loadBalancer: {}}}}
`;

const configMap = (name: string, value = 'x') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: kube-system}\ndata: {a: ${value}}\n`;
const hooks = (first: string[], upgrade: string[], action = 'apply') => {
  const list = (names: string[]) => names.map((name) => `{name: ${name}, action: ${action}}`).join(', ');
  const created = first.map((name) => `{name: ${name}, action: apply}`).join(', ');
  return `addonStages:\n  AfterControlPlaneInitialized: [${created}]\n  BeforeClusterUpgrade: [${list(upgrade)}]\n`;
};

function side({
  class: text = CLASS,
  stages = {},
  deleted = [],
  files,
  kubernetes,
  single,
}: Sketch): RenderedSide {
  const objects = renderedObjects(text);
  const chartless = { loaded: undefined, faults: [], missing: [] };
  const part = { ...chartless, origin: 'cluster-class', chart: {} as never, objects };
  const stage = ([name, of]: [string, string | null]): RenderedStage => ({
    isApplied: !deleted.includes(name),
    ...{ ...chartless, name, origin: `cluster-addon/${name}`, values: undefined },
    chart: of === null ? undefined : ({} as never),
    objects: of === null ? [] : renderedObjects(of, 'templates/x.yaml', `cluster-addon/${name}`),
  });
  const rendered: RenderedView = {
    ...{ class: part, className: 'docker-scs-1-34-v1', stages: Object.entries(stages).map(stage) },
    clusterClass: objects.find(({ data }) => data['kind'] === 'ClusterClass'),
  };
  const view = single ? singleStage(files) : multiStage(files);
  return { rendered, view: { ...view, ...(kubernetes !== undefined && { kubernetes }) } };
}

const compare = (before: Sketch, now: Sketch) => compareRendered(side(before), side(now));
const brief = (before: Sketch, now: Sketch) => {
  const { verdict, findings } = compare(before, now);
  return [verdict, ...findings.map(({ level, kind, message }) => `${level} ${kind}: ${message}`)];
};
/** The class with texts exchanged. */
const changed = (...pairs: [string, string][]): Sketch => ({
  class: pairs.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, CLASS),
});

it('finds nothing between equals', () => {
  expect(compare({ stages: { cni: configMap('a') } }, { stages: { cni: configMap('a') } })).toEqual({
    ...{ verdict: 'patch', findings: [], objects: [], variables: [] },
  });
});

describe('the class', () => {
  it.each<[string, Sketch, string[]]>([
    [
      'another kind of infrastructure',
      changed(['kind: DockerClusterTemplate, name: cluster', 'kind: OtherClusterTemplate, name: cluster']),
      [
        'breaking',
        'breaking class-kind: the infrastructure was a DockerClusterTemplate.infrastructure.cluster.x-k8s.io and is a OtherClusterTemplate.infrastructure.cluster.x-k8s.io; Cluster API refuses to move clusters to the class',
      ],
    ],
    [
      'a worker class of another name',
      changed(['class: default-worker', 'class: worker']),
      [
        'breaking',
        'breaking worker-class-removed: the worker class default-worker of machineDeployments is gone; Clusters that use it are refused',
        'additive worker-class-added: the worker class worker of machineDeployments is new',
      ],
    ],
    [
      'another kind of bootstrap',
      changed(['kind: KubeadmConfigTemplate, name: w', 'kind: TalosConfigTemplate, name: w']),
      [
        'breaking',
        'breaking class-kind: the bootstrap of the worker class default-worker was a KubeadmConfigTemplate.bootstrap.cluster.x-k8s.io and is a TalosConfigTemplate.bootstrap.cluster.x-k8s.io; Cluster API refuses to move clusters to the class',
      ],
    ],
    [
      'a template of machines',
      changed(['type: RollingUpdate', 'type: OnDelete']),
      [
        'patch',
        'patch machines-replaced: KubeadmControlPlaneTemplate cp: machines are replaced (spec.template.spec.rolloutStrategy.type)',
      ],
    ],
    [
      'the template of the cluster',
      changed(['loadBalancer: {}', 'loadBalancer: {imageTag: v1}']),
      [
        'patch',
        'patch infrastructure-changed: DockerClusterTemplate cluster: the infrastructure of clusters is changed in place (spec.template.spec.loadBalancer.imageTag)',
      ],
    ],
    [
      'a patch',
      changed(['definitions: []', 'definitions: [{}]']),
      [
        'patch',
        'patch patches-changed: patches of the class changed (images); machines of clusters that they apply to may be replaced',
      ],
    ],
    [
      'a variable',
      changed([
        '- name: size',
        '- name: disk\n      schema: {openAPIV3Schema: {type: integer}}\n    - name: size',
      ]),
      ['additive', 'additive variable-added: the variable disk is new'],
    ],
  ])('%s', (_what, now, expected) => {
    expect(brief({}, now)).toEqual(expected);
  });

  it('tells places in the templates', () => {
    const [finding] = compare({}, changed(['class: default-worker', 'class: worker'])).findings;
    expect(finding?.place).toEqual({ file: 'cluster-class/templates/objects.yaml', line: 12, column: 7 });
  });

  it('is not compared where it does not render', () => {
    const result = compare({}, { class: '' });
    expect(result).toMatchObject({ verdict: 'patch', variables: null, objects: [] });
  });
});

describe('addons', () => {
  it.each<[string, Sketch, Sketch, string[]]>([
    [
      'a new object',
      { stages: { cni: configMap('a') } },
      { stages: { cni: `${configMap('a')}---\n${configMap('b')}` } },
      ['additive', 'additive object-added: ConfigMap b of the stage "cni" is new'],
    ],
    [
      'an object that is gone',
      { stages: { cni: `${configMap('a')}---\n${configMap('b')}` } },
      { stages: { cni: configMap('a') } },
      [
        'additive',
        'additive object-removed: ConfigMap b of the stage "cni" is gone: an upgrade deletes it from the cluster',
      ],
    ],
    [
      'a definition that is gone',
      {
        stages: {
          cni: 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a}',
        },
      },
      { stages: { cni: '' } },
      [
        'breaking',
        'breaking object-removed: CustomResourceDefinition a of the stage "cni" is gone: an upgrade deletes it from the cluster',
      ],
    ],
    [
      'an object that another stage takes over',
      { stages: { cni: configMap('a'), csi: '' } },
      { stages: { cni: '', csi: configMap('a') } },
      ['patch'],
    ],
    [
      'an object that another stage takes over and gives its namespace',
      { stages: { cni: configMap('a').replace(', namespace: kube-system', ''), csi: '' } },
      { stages: { cni: '', csi: configMap('a') } },
      ['patch'],
    ],
    ['data', { stages: { cni: configMap('a') } }, { stages: { cni: configMap('a', 'y') } }, ['patch']],
    [
      'a field that cannot change',
      {
        stages: {
          cni: 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: a}\nspec: {selector: {a: b}}',
        },
      },
      {
        stages: {
          cni: 'apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: a}\nspec: {selector: {a: c}}',
        },
      },
      [
        'breaking',
        'breaking immutable-field: DaemonSet a of the stage "cni" changes spec.selector.a, which Kubernetes refuses: upgrades never finish',
      ],
    ],
    [
      'a stage that is not rendered',
      { stages: { cni: configMap('a') } },
      { stages: { cni: null } },
      ['patch'],
    ],
    [
      'a stage that comes to be deleted from older clusters',
      { stages: { cni: configMap('a') } },
      { stages: { cni: configMap('a'), old: configMap('b') }, deleted: ['old'] },
      ['patch'],
    ],
    [
      'a stage that was applied and is deleted',
      { stages: { cni: configMap('a') } },
      { stages: { cni: configMap('a') }, deleted: ['cni'] },
      [
        'additive',
        'additive object-removed: ConfigMap a of the stage "cni" is gone: an upgrade deletes it from the cluster',
      ],
    ],
    [
      'the only chart of the single-stage convention',
      { single: true, stages: { '': configMap('a') } },
      { single: true, stages: { '': '' } },
      [
        'additive',
        'additive object-removed: ConfigMap a of the addons is gone: an upgrade deletes it from the cluster',
      ],
    ],
    [
      'the other convention',
      { single: true },
      {},
      [
        'breaking',
        'breaking convention: addons were single-stage and are multi-stage: the operator cannot upgrade from the one to the other',
      ],
    ],
  ])('%s', (_what, before, now, expected) => {
    expect(brief(before, now)).toEqual(expected);
  });
});

describe('hooks', () => {
  const config = (text: string): Sketch => ({ files: { 'clusteraddon.yaml': text } });
  it.each<[string, string, string, string[]]>([
    ['the same', hooks(['cni'], ['cni']), hooks(['cni'], ['cni']), ['patch']],
    [
      'a new stage',
      hooks(['cni'], ['cni']),
      hooks(['cni', 'csi'], ['cni', 'csi']),
      [
        'breaking',
        'breaking stage-added: the stage "csi" is new in AfterControlPlaneInitialized: upgrades from the previous release never finish',
      ],
    ],
    ['a new stage of upgrades only', hooks(['cni'], ['cni']), hooks(['cni'], ['cni', 'csi']), ['patch']],
    [
      'a stage that upgrades do not apply any more',
      hooks(['cni', 'csi'], ['cni', 'csi']),
      hooks(['cni', 'csi'], ['cni']),
      [
        'breaking',
        'breaking stage-removed: the stage "csi" is no longer applied by BeforeClusterUpgrade: an upgrade deletes its objects from the cluster',
      ],
    ],
    [
      'a stage that upgrades never applied',
      hooks(['cni', 'csi'], ['cni']),
      hooks(['cni', 'csi'], ['cni']),
      [
        'breaking',
        'breaking stage-removed: the stage "csi" was applied by AfterControlPlaneInitialized, and BeforeClusterUpgrade does not apply it: an upgrade deletes its objects from the cluster',
      ],
    ],
    [
      'a stage that upgrades delete',
      hooks(['cni'], ['cni']),
      hooks(['cni'], ['cni'], 'delete'),
      [
        'breaking',
        'breaking stage-deleted: the stage "cni" was applied and has the action delete now: an upgrade deletes its objects',
      ],
    ],
    [
      'a mistyped action, told once',
      hooks(['cni'], ['cni']),
      hooks(['cni'], ['cni'], 'aply'),
      [
        'breaking',
        'breaking stage-deleted: the stage "cni" was applied and has the action aply now: an upgrade deletes its objects',
      ],
    ],
  ])('%s', (_what, before, now, expected) => {
    expect(brief(config(before), config(now))).toEqual(expected);
  });

  it('tells places in clusteraddon.yaml', () => {
    const [finding] = compare(
      config(hooks(['cni'], ['cni'])),
      config(hooks(['cni', 'csi'], ['cni', 'csi'])),
    ).findings;
    expect(finding?.place).toEqual({ file: 'clusteraddon.yaml', line: 2, column: 69 });
  });
});

describe('Kubernetes', () => {
  it.each<[string, string, string[]]>([
    ['v1.34.1', 'v1.34.1', ['patch']],
    ['v1.34.1', 'v1.34.7', ['patch', 'patch kubernetes: Kubernetes goes from v1.34.1 to v1.34.7']],
    ['v1.34.1', 'v1.35.0', ['additive', 'additive kubernetes: Kubernetes goes from v1.34.1 to v1.35.0']],
    [
      'v1.34.7',
      'v1.34.1',
      [
        'breaking',
        'breaking kubernetes-downgrade: Kubernetes goes from v1.34.7 to v1.34.1; clusters cannot go back',
      ],
    ],
  ])('%s to %s', (from, to, expected) => {
    expect(brief({ kubernetes: from }, { kubernetes: to })).toEqual(expected);
  });
});

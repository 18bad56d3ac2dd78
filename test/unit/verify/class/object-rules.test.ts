// Rules for single objects of class charts: each with what breaks it.
import { describe, expect, it } from 'vitest';
import { CLASS_CHART, CLASS_CHART_V1BETA2, toldOf, type Edit } from '../../../support/class-chart.ts';

const said = (...edits: Edit[]) => toldOf(CLASS_CHART, ...edits);
const CLUSTER = 'metadata: {name: cluster}';
const image = 'apiVersion: openstack.k-orc.cloud/v1alpha1\nkind: Image';

describe('a class chart that is right', () => {
  it.each([
    ['v1beta1', CLASS_CHART],
    ['v1beta2', CLASS_CHART_V1BETA2],
  ])('has no problems in %s', async (_version, chart) => {
    expect(await toldOf(chart)).toEqual([]);
  });

  it('may name its own namespace', async () => {
    expect(await said([CLUSTER, 'metadata: {name: cluster, namespace: stacks}'])).toEqual([]);
    expect(await said([CLUSTER, 'metadata: {name: cluster, namespace: ""}'])).toEqual([]);
  });
});

describe('objects', () => {
  it.each<[string, Edit, string[]]>([
    [
      'a List',
      ['kind: DockerClusterTemplate\nmetadata', 'kind: List\nmetadata'],
      [
        'class-object 108:7 a List is taken for an object of its own, and never applied | write its items as documents of their own',
      ],
    ],
    [
      'without apiVersion',
      ['---\napiVersion: bootstrap.cluster.x-k8s.io/v1beta1\n', '---\n'],
      [
        'class-object 112:1 KubeadmConfigTemplate worker-bootstrap has no apiVersion; expected apiVersion, kind and metadata.name | give it its apiVersion',
      ],
    ],
    [
      'without a name',
      [CLUSTER, 'metadata: {}'],
      [
        'class-object 109:11 DockerClusterTemplate has no metadata.name; expected apiVersion, kind and metadata.name | give it its metadata.name',
      ],
    ],
    [
      'with a number for a name',
      [CLUSTER, 'metadata: {name: 1.30}'],
      [
        'class-object 109:18 DockerClusterTemplate has a metadata.name that is no text; expected apiVersion, kind and metadata.name | give it its metadata.name',
      ],
    ],
    [
      'with a name of upper case',
      [CLUSTER, 'metadata: {name: Cluster_1}'],
      [
        'class-object 109:18 DockerClusterTemplate Cluster_1 has no name of Kubernetes; expected a-z, 0-9, "-" and ".", with a letter or digit at both ends',
      ],
    ],
    [
      'with a name that is too long',
      [CLUSTER, `metadata: {name: ${'a'.repeat(254)}}`],
      [
        'class-object 109:18 DockerClusterTemplate has a name of 254 characters; expected at most 253 | shorten it',
      ],
    ],
    [
      'of a foreign namespace',
      [CLUSTER, 'metadata: {name: cluster, namespace: kube-system}'],
      [
        'class-object 109:38 DockerClusterTemplate cluster is for the namespace "kube-system"; the operator applies to the one of the ClusterStack only | take the namespace out, or write {{ .Release.Namespace }}',
      ],
    ],
  ])('%s', async (_name, edit, expected) => {
    const found = await said(edit);
    expect(found.filter((text) => text.startsWith('class-object'))).toEqual(expected);
  });

  it.each<[string, string, number]>([
    ['a ConfigMap', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}', 1],
    [
      'a ClusterResourceSet',
      'apiVersion: addons.cluster.x-k8s.io/v1beta1\nkind: ClusterResourceSet\nmetadata: {name: x}',
      1,
    ],
    [
      'another kind of ORC',
      'apiVersion: openstack.k-orc.cloud/v1alpha1\nkind: Flavor\nmetadata: {name: x}',
      1,
    ],
    [
      'an Image of ORC',
      `${image}\nmetadata: {name: x}\nspec: {cloudCredentialsRef: {cloudName: a, secretName: b}}`,
      0,
    ],
    [
      'a node image of the operator',
      'apiVersion: infrastructure.clusterstack.x-k8s.io/v1alpha1\nkind: A\nmetadata: {name: x}',
      0,
    ],
  ])('of a group: %s', async (_name, text, count) => {
    const found = await toldOf(`${CLASS_CHART}---\n${text}\n`);
    expect(found.filter((line) => line.includes('the operator may create objects of')).length).toBe(count);
    expect(found.length).toBe(count);
  });

  it('says which groups there are', async () => {
    const found = await toldOf(`${CLASS_CHART}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n`);
    expect(found).toEqual([
      'class-object 122:13 ConfigMap x is of v1; the operator may create objects of cluster.x-k8s.io, infrastructure.cluster.x-k8s.io, ' +
        'bootstrap.cluster.x-k8s.io, controlplane.cluster.x-k8s.io, infrastructure.clusterstack.x-k8s.io and openstack.k-orc.cloud (Image) only' +
        ' | install it in another way than by the class chart, or give the operator the right to create it',
    ]);
  });
});

describe('names', () => {
  it('are there once for each kind', async () => {
    const twice =
      '---\napiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: DockerClusterTemplate\nmetadata: {name: cluster}\nspec: {template: {spec: {}}}\n';
    expect(await toldOf(CLASS_CHART + twice)).toContain(
      'class-object 124:18 DockerClusterTemplate cluster is there twice, first in templates/class.yaml; expected each object once | give one of them another name',
    );
  });

  it('are better not shared by two kinds', async () => {
    const shared = CLASS_CHART.replaceAll('control-plane-machine', 'control-plane');
    expect(await toldOf(shared)).toEqual([
      'class-object-name (warning) 104:18 DockerMachineTemplate control-plane has the name of KubeadmControlPlaneTemplate in templates/class.yaml; a retry of the operator applies only one of them | give each kind names of its own',
    ]);
  });
});

describe('the ClusterClass', () => {
  it('is called as the release wants', async () => {
    expect(await said(['name: docker-scs-1-34-v1', 'name: docker-scs-1-34-v2'])).toEqual([
      'class-missing 4:9 the ClusterClass is called docker-scs-1-34-v2; expected docker-scs-1-34-v1 | name it {{ .Release.Name }}-{{ .Chart.Version }}',
    ]);
  });

  it('is there', async () => {
    const found = await toldOf(CLASS_CHART.slice(CLASS_CHART.indexOf('---\n') + 4));
    expect(found).toEqual([
      'class-missing - the class chart renders no ClusterClass; expected one called docker-scs-1-34-v1 | name it {{ .Release.Name }}-{{ .Chart.Version }}',
    ]);
  });

  it('is the only one', async () => {
    const [first = ''] = CLASS_CHART.split('---\n');
    const second = first.replace('docker-scs-1-34-v1', 'other').replace(/ {2}variables:[\s\S]*/, '');
    expect(await toldOf(`${CLASS_CHART}---\n${second}`)).toEqual([
      'class-missing 125:9 other is a second ClusterClass; expected only docker-scs-1-34-v1 | make a stack of its own of it',
    ]);
  });

  it('without its apiVersion is told once', async () => {
    const found = await said([
      'apiVersion: cluster.x-k8s.io/v1beta1\nkind: ClusterClass',
      'kind: ClusterClass',
    ]);
    expect(found.filter((line) => line.includes('ClusterClass'))).toEqual([
      'class-object 1:1 ClusterClass docker-scs-1-34-v1 has no apiVersion; expected apiVersion, kind and metadata.name | give it its apiVersion',
    ]);
  });

  it('of another group is none', async () => {
    const found = await said(['apiVersion: cluster.x-k8s.io/v1beta1', 'apiVersion: cluster.example.com/v1']);
    expect(found.filter((line) => line.startsWith('class-missing'))).toHaveLength(1);
  });
});

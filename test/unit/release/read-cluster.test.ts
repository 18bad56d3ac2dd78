// --cluster: a Cluster of the user's, and what it refers to.
import { describe, expect, it } from 'vitest';
import { readCluster } from '../../../src/release/read-cluster.ts';
import { refusalOf } from '../../support/refusal.ts';

const read = (text: string) =>
  readCluster('cluster.yaml', {
    texts: { read: () => Promise.resolve(text), find: () => Promise.resolve(text) },
  });

const CLUSTER = `apiVersion: cluster.x-k8s.io/v1beta1
kind: Cluster
metadata: {name: mine, namespace: tenant}
spec:
  controlPlaneRef: {kind: KubeadmControlPlane, name: mine-xyz}
  infrastructureRef: {kind: OpenStackCluster, name: mine-abc}
`;
const CONTROL_PLANE = 'kind: KubeadmControlPlane\nmetadata: {name: mine-xyz}\nspec: {replicas: 3}\n';
const INFRASTRUCTURE = 'kind: OpenStackCluster\nmetadata: {name: mine-abc}\nstatus: {ready: true}\n';
const all = (...documents: string[]) => documents.join('---\n');

/** The names that overwrite files would see. */
const names = async (text: string) =>
  Object.entries(await read(text)).map(
    ([key, { metadata }]) => `${key} ${String((metadata as { name: unknown }).name)}`,
  );

describe('a file with a Cluster', () => {
  it('gives all that is in it', async () => {
    const { Cluster } = await read(CLUSTER);
    expect(Cluster).toMatchObject({ kind: 'Cluster', metadata: { name: 'mine', namespace: 'tenant' } });
    expect(Object.getPrototypeOf(Cluster)).toBeNull();
  });

  it.each([
    ['alone', [CLUSTER], ['Cluster mine']],
    [
      'with both objects that it refers to',
      [CLUSTER, CONTROL_PLANE, INFRASTRUCTURE],
      ['Cluster mine', 'ControlPlane mine-xyz', 'InfraCluster mine-abc'],
    ],
    ['in any order', [INFRASTRUCTURE, CLUSTER], ['Cluster mine', 'InfraCluster mine-abc']],
    [
      'without what is of the right kind and another cluster',
      [CLUSTER, CONTROL_PLANE.replace('mine-xyz', 'other')],
      ['Cluster mine'],
    ],
    [
      'without what has the right name and another kind',
      [CLUSTER, INFRASTRUCTURE.replace('OpenStackCluster', 'DockerCluster')],
      ['Cluster mine'],
    ],
    ['the first of several', [CLUSTER, CLUSTER.replace('name: mine,', 'name: other,')], ['Cluster mine']],
    [
      'that refers to nothing yet',
      [CLUSTER.replace(/ {2}(controlPlane|infrastructure)Ref.*\n/g, ''), '', 'a: b\n'],
      ['Cluster mine'],
    ],
    ['among documents that are none', ['', '# empty\n', '- a\n', CLUSTER, 'text\n'], ['Cluster mine']],
    [
      'of a newer API',
      [CLUSTER.replace('v1beta1', 'v1beta2'), CONTROL_PLANE],
      ['Cluster mine', 'ControlPlane mine-xyz'],
    ],
  ])('%s', async (_what, documents, expected) => {
    expect(await names(all(...documents))).toEqual(expected);
  });

  it('has its keys as they are: none is special', async () => {
    const { Cluster } = await read(`${CLUSTER}__proto__: {a: 1}\nconstructor: {b: 2}\n`);
    expect(Object.keys(Cluster).slice(-2)).toEqual(['__proto__', 'constructor']);
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });
});

describe('refused', () => {
  it.each([
    ['another kind', CONTROL_PLANE],
    ['a Cluster of somebody else', 'apiVersion: cluster.example.com/v1\nkind: Cluster\n'],
    ['a group that only begins so', 'apiVersion: cluster.x-k8s.iox/v1\nkind: Cluster\n'],
    ['no apiVersion', 'kind: Cluster\n'],
    ['a List, which kubectl writes of several', `kind: List\nitems: [{kind: Cluster}]\n`],
    ['an empty file', ''],
  ])('%s', async (_what, text) => {
    expect(await refusalOf(() => read(text))).toMatchObject({
      ...{ code: 'cluster-file', kind: 'usage', message: 'cluster.yaml holds no Cluster of Cluster API' },
      hint: 'kubectl get cluster NAME -o yaml writes one; its control plane and infrastructure may follow behind ---',
    });
  });

  it('what is no YAML, with its line', async () => {
    const { code, message, problems } = await refusalOf(() => read('kind: Cluster\na: b: c\n'));
    expect([code, message]).toEqual([
      'yaml-syntax',
      'cluster.yaml is not valid YAML: error converting YAML to JSON: yaml: line 2: mapping values are not allowed in this context',
    ]);
    expect(problems).toMatchObject([{ file: 'cluster.yaml', line: 2, hint: 'mend the YAML' }]);
  });

  it('the bomb of aliases', async () => {
    const line = (index: number) =>
      `l${index}: &l${index} [${Array.from({ length: 10 }, () => `*l${index - 1}`).join(', ')}]\n`;
    const bomb = `l0: &l0 [x, x]\n${Array.from({ length: 12 }, (_, index) => line(index + 1)).join('')}`;
    expect((await refusalOf(() => read(CLUSTER + bomb))).code).toBe('yaml-syntax');
  });

  it('a file that is not there, as the world says', async () => {
    const gone = { read: () => Promise.reject(new Error('gone')), find: () => Promise.resolve(undefined) };
    await expect(readCluster('cluster.yaml', { texts: gone })).rejects.toThrow('gone');
  });
});

import { describe, expect, it } from 'vitest';
import {
  changedFields,
  compareObjects,
  formatFieldPath,
} from '../../../../src/verify/upgrade/object-changes.ts';
import { renderedObjects } from '../../../support/rendered-objects.ts';

const compare = (before: string, now: string) =>
  compareObjects('cni', 'kube-system', renderedObjects(before), renderedObjects(now)).map(
    ({ change }) => change,
  );
const fields = (before: unknown, now: unknown) => changedFields(before, now).map(formatFieldPath);

const object = (kind: string, apiVersion: string, rest: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a, namespace: kube-system}\n${rest}`;

describe('changedFields', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['nothing', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
    ['the order of keys is nothing', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ['a scalar', { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, ['a.c']],
    ['a field that came', { a: {} }, { a: { b: 1 } }, ['a.b']],
    ['a field that went', { a: { b: 1 } }, { a: {} }, ['a.b']],
    ['a list of scalars as a whole', { a: [1, 2] }, { a: [1, 3] }, ['a']],
    [
      'an entry of a list by its name',
      { containers: [{ name: 'x', image: '1' }, { name: 'y' }] },
      { containers: [{ name: 'y' }, { name: 'x', image: '2' }] },
      ['containers[x].image'],
    ],
    ['an entry that came', { c: [{ name: 'x' }] }, { c: [{ name: 'x' }, { name: 'y' }] }, ['c[y]']],
    ['names that are there twice', { c: [{ name: 'x' }, { name: 'x' }] }, { c: [{ name: 'x' }] }, ['c']],
    ['another kind of value', { a: { b: 1 } }, { a: 'b' }, ['a']],
    ['keys of the prototype', JSON.parse('{"__proto__": 1}'), JSON.parse('{"__proto__": 2}'), ['__proto__']],
  ])('%s', (_what, before, now, expected) => {
    expect(fields(before, now)).toEqual(expected);
  });
});

describe('compareObjects', () => {
  it('finds what came, went and changed', () => {
    const text = (name: string, value: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {a: ${value}}\n`;
    const before = [text('gone', 'x'), text('same', 'x'), text('other', 'x')].join('---\n');
    const now = [text('other', 'y'), text('same', 'x'), text('new', 'x')].join('---\n');
    expect(compare(before, now)).toEqual([
      {
        ...{ component: 'cni', change: 'removed', apiVersion: 'v1', kind: 'ConfigMap' },
        ...{ namespace: null, name: 'gone', fields: [], immutable: [] },
      },
      {
        ...{ component: 'cni', change: 'added', apiVersion: 'v1', kind: 'ConfigMap' },
        ...{ namespace: null, name: 'new', fields: [], immutable: [] },
      },
      {
        ...{ component: 'cni', change: 'changed', apiVersion: 'v1', kind: 'ConfigMap' },
        ...{ namespace: null, name: 'other', fields: ['data.a'], immutable: [] },
      },
    ]);
  });

  it('takes the namespace that the operator applies to for the same, said or unsaid', () => {
    const map = (metadata: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {${metadata}}\n`;
    expect(compare(map('name: a'), map('name: a, namespace: kube-system'))).toMatchObject([
      { change: 'changed', namespace: 'kube-system', fields: ['metadata.namespace'] },
    ]);
    expect(compare(map('name: a'), map('name: a, namespace: other'))).toMatchObject([
      { change: 'removed' },
      { change: 'added' },
    ]);
  });

  it('takes another version of an API for a change, and another group for another object', () => {
    const policy = (apiVersion: string) => object('PodDisruptionBudget', apiVersion, '');
    expect(compare(policy('policy/v1beta1'), policy('policy/v1'))).toMatchObject([
      { change: 'changed', apiVersion: 'policy/v1', fields: ['apiVersion'] },
    ]);
    expect(compare(policy('policy/v1'), policy('example.com/v1'))).toMatchObject([
      { change: 'added' },
      { change: 'removed' },
    ]);
  });
});

describe('fields that Kubernetes refuses to change', () => {
  it.each<[string, string, string, string, string, string[]]>([
    [
      'Deployment',
      'apps/v1',
      'spec: {selector: {a: 1}}',
      'spec: {selector: {a: 2}}',
      'selector',
      ['spec.selector.a'],
    ],
    ['Deployment', 'apps/v1', 'spec: {replicas: 1}', 'spec: {replicas: 2}', 'replicas', []],
    ['DaemonSet', 'apps/v1', 'spec: {selector: {a: 1}}', 'spec: {}', 'selector', ['spec.selector']],
    [
      'StatefulSet',
      'apps/v1',
      'spec: {serviceName: a}',
      'spec: {serviceName: b}',
      'service',
      ['spec.serviceName'],
    ],
    ['StatefulSet', 'apps/v1', 'spec: {replicas: 1}', 'spec: {replicas: 2}', 'replicas', []],
    [
      'Job',
      'batch/v1',
      'spec: {template: {a: 1}}',
      'spec: {template: {a: 2}}',
      'template',
      ['spec.template.a'],
    ],
    ['Service', 'v1', 'spec: {clusterIP: None}', 'spec: {}', 'address', ['spec.clusterIP']],
    ['Service', 'v1', 'spec: {}', 'spec: {clusterIP: 10.96.0.10}', 'address', []],
    ['Service', 'v1', 'spec: {type: ClusterIP}', 'spec: {type: NodePort}', 'type', []],
    [
      'StorageClass',
      'storage.k8s.io/v1',
      'parameters: {a: b}',
      'parameters: {a: c}',
      'parameters',
      ['parameters.a'],
    ],
    ['StorageClass', 'storage.k8s.io/v1', 'allowVolumeExpansion: true', '', 'expansion', []],
    [
      'ClusterRoleBinding',
      'rbac.authorization.k8s.io/v1',
      'roleRef: {name: a}',
      'roleRef: {name: b}',
      'role',
      ['roleRef.name'],
    ],
    ['PriorityClass', 'scheduling.k8s.io/v1', 'value: 1', 'value: 2', 'value', ['value']],
    [
      'CSIDriver',
      'storage.k8s.io/v1',
      'spec: {attachRequired: true}',
      'spec: {attachRequired: false}',
      'attach',
      ['spec.attachRequired'],
    ],
    ['Secret', 'v1', 'type: a', 'type: b', 'type', ['type']],
    ...(
      [
        ['StorageClass', 'storage.k8s.io/v1', '', 'reclaimPolicy: Delete\nvolumeBindingMode: Immediate'],
        ['StatefulSet', 'apps/v1', 'spec: {podManagementPolicy: OrderedReady}', 'spec: {}'],
        [
          ...(['RoleBinding', 'rbac.authorization.k8s.io/v1', 'roleRef: {name: a}'] as const),
          'roleRef: {name: a, apiGroup: rbac.authorization.k8s.io}',
        ],
        ['CSIDriver', 'storage.k8s.io/v1', 'spec: {}', 'spec: {volumeLifecycleModes: [Persistent]}'],
      ] as const
    ).map(
      ([kind, version, before, now]) =>
        [kind, version, before, now, 'what Kubernetes fills in', []] as [
          string,
          string,
          string,
          string,
          string,
          string[],
        ],
    ),
    ['StorageClass', 'storage.k8s.io/v1', '', 'reclaimPolicy: Retain', 'no default', ['reclaimPolicy']],
    ['CSIDriver', 'storage.k8s.io/v1', 'spec: {}', 'spec: {fsGroupPolicy: File}', 'mutable since 1.29', []],
    [
      ...(['PersistentVolumeClaim', 'v1', 'spec: {resources: {requests: {storage: 1Gi}}}'] as const),
      ...(['spec: {resources: {requests: {storage: 2Gi}}}', 'size', []] as [string, string, string[]]),
    ],
    [
      ...(['PersistentVolumeClaim', 'v1', 'spec: {storageClassName: a}'] as const),
      ...(['spec: {storageClassName: b}', 'class', ['spec.storageClassName']] as [string, string, string[]]),
    ],
    [
      ...(['Pod', 'v1', 'spec: {containers: [{name: a, image: b}]}'] as const),
      ...(['spec: {containers: [{name: a, image: c}]}', 'image', []] as [string, string, string[]]),
    ],
    ['Pod', 'v1', 'spec: {hostNetwork: true}', 'spec: {}', 'the rest', ['spec.hostNetwork']],
    ['Secret', 'v1', 'data: {a: b}', 'data: {a: c}', 'data', []],
    ['Secret', 'v1', 'immutable: true\ndata: {a: b}', 'immutable: true\ndata: {a: c}', 'data', ['data.a']],
    ['ConfigMap', 'v1', 'immutable: true\ndata: {a: b}', 'data: {a: b}', 'immutable', ['immutable']],
    [
      ...(['CustomResourceDefinition', 'apiextensions.k8s.io/v1'] as const),
      ...(['spec: {scope: Cluster}', 'spec: {scope: Namespaced}', 'scope', ['spec.scope']] as [
        string,
        string,
        string,
        string[],
      ]),
    ],
    // The same kind in another group is another matter.
    ['Deployment', 'example.com/v1', 'spec: {selector: {a: 1}}', 'spec: {selector: {a: 2}}', 'selector', []],
  ])('%s %s: %s', (kind, apiVersion, before, now, _what, expected) => {
    const [change] = compare(object(kind, apiVersion, before), object(kind, apiVersion, now));
    expect(change?.change).toBe('changed');
    expect(change?.immutable).toEqual(expected);
  });
});

// Schemas from outside, and those that are brought along.
import { describe, expect, it } from 'vitest';
import { schemasFromCrds } from '../../../../src/verify/schemas/crd.ts';
import { KNOWN_SCHEMAS, schemaKey } from '../../../../src/verify/schemas/known-schemas.ts';
import { nearestName } from '../../../../src/verify/schemas/nearest-name.ts';
import { readSchema } from '../../../../src/verify/schemas/read-schema.ts';
import { validate } from '../../../../src/verify/schemas/validate.ts';
import { told } from '../../../support/class-chart.ts';

describe('the nearest name', () => {
  const KNOWN = ['diskFormat', 'name', 'path', 'preKubeadmCommands', 'url'];
  it.each<[string, string | undefined]>([
    ['disk_format', 'diskFormat'],
    ['disk-format', 'diskFormat'],
    ['DISKFORMAT', 'diskFormat'],
    ['nmae', 'name'],
    ['paht', 'path'],
    ['preKubeadmComands', 'preKubeadmCommands'],
    ['ulr', 'url'],
    ['x', undefined],
    ['completely', undefined],
    ['', undefined],
    ['p'.repeat(10_000), undefined],
  ])('of %s is %s', (name, expected) => {
    expect(nearestName(name, KNOWN)).toBe(expected);
  });
});

describe('a schema from outside', () => {
  it('is read with all its words', () => {
    const all = {
      type: 'object',
      description: 'left out',
      properties: {
        a: {
          type: 'string',
          minLength: 1,
          maxLength: 2,
          pattern: 'p',
          format: 'uuid',
          enum: ['x'],
          default: 'x',
        },
      },
      required: ['a', 5],
      additionalProperties: {
        type: 'array',
        items: { 'x-kubernetes-int-or-string': true },
        uniqueItems: true,
      },
      allOf: [{ minProperties: 1 }],
      not: { nullable: true },
    };
    expect(readSchema(all)).toEqual({
      type: 'object',
      properties: {
        a: {
          type: 'string',
          minLength: 1,
          maxLength: 2,
          pattern: 'p',
          format: 'uuid',
          enum: ['x'],
          default: 'x',
        },
      },
      required: ['a'],
      additionalProperties: { type: 'array', items: { isIntOrString: true }, uniqueItems: true },
      allOf: [{ minProperties: 1 }],
      not: { nullable: true },
    });
  });

  it.each<[string, unknown, unknown]>([
    ['is nothing', null, { keepsUnknown: true }],
    ['is a text', 'object', { keepsUnknown: true }],
    ['has words of the wrong type', { type: 5, minLength: 'a', required: 'b', properties: [], items: 3 }, {}],
    ['keeps unknown fields', { 'x-kubernetes-preserve-unknown-fields': true }, { keepsUnknown: true }],
    ['allows any additional field', { additionalProperties: true }, { keepsUnknown: true }],
  ])('that %s', (_name, data, expected) => {
    expect(readSchema(data)).toEqual(expected);
  });

  it('may have a property called __proto__', () => {
    const schema = readSchema(
      JSON.parse('{"type": "object", "properties": {"__proto__": {"type": "string"}}}'),
    );
    expect(validate(schema, JSON.parse('{"__proto__": 1}'))).toHaveLength(1);
    expect(validate(schema, JSON.parse('{"__proto__": "a"}'))).toEqual([]);
  });
});

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: infrastructure.cluster.x-k8s.io
  names: {kind: KubevirtMachineTemplate}
  versions:
    - name: v1alpha1
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            apiVersion: {type: string}
            spec:
              type: object
              properties: {size: {type: integer}, more: {type: object, x-kubernetes-preserve-unknown-fields: true}}
    - name: v1alpha2
`;
const KUBEVIRT = 'infrastructure.cluster.x-k8s.io/v1alpha1/KubevirtMachineTemplate';

describe('definitions of kinds', () => {
  const read = (...texts: string[]) =>
    schemasFromCrds(texts.map((text, index) => ({ file: `crd-${index}.yaml`, text })));

  it('give a schema for each version', () => {
    const { schemas, problems } = read(`kind: Namespace\n---\n${CRD}`);
    expect(problems).toEqual([]);
    expect([...schemas.keys()]).toEqual([KUBEVIRT, KUBEVIRT.replace('v1alpha1', 'v1alpha2')]);
    const said = (value: unknown) =>
      validate(schemas.get(KUBEVIRT) ?? {}, value).map(({ message }) => message);
    const object = { apiVersion: 'a', kind: 'b', metadata: { name: 'x', labels: { a: 'b' } } };
    expect(said({ ...object, spec: { size: 1, more: { x: 1 } } })).toEqual([]);
    expect(said({ ...object, spec: { siez: 1 } })).toEqual([
      'spec.siez is no field that is known; expected size',
    ]);
    expect(said(object)).toEqual(['spec is missing; expected a map']);
    expect(said({ ...object, spec: {}, metadata: { nam: 'x' } })).toEqual([
      'metadata.nam is no field that is known; expected name',
    ]);
  });

  it.each([
    [
      'no YAML',
      'a: [',
      'crd-file 1:4 crd-0.yaml is not valid YAML: the list "[" is not closed before the end; expected "]" | kubectl get crd NAME -o yaml writes such a file',
    ],
    [
      'no definition',
      'kind: Namespace',
      'crd-file - crd-0.yaml has no CustomResourceDefinition; expected one of apiextensions.k8s.io/v1 | kubectl get crd NAME -o yaml writes such a file',
    ],
    [
      'nothing',
      '',
      'crd-file - crd-0.yaml has no CustomResourceDefinition; expected one of apiextensions.k8s.io/v1 | kubectl get crd NAME -o yaml writes such a file',
    ],
    [
      'a definition of nothing',
      'kind: CustomResourceDefinition',
      'crd-file - crd-0.yaml has no CustomResourceDefinition; expected one of apiextensions.k8s.io/v1 | kubectl get crd NAME -o yaml writes such a file',
    ],
  ])('may be %s', (_name, text, expected) => {
    expect(read(text).problems.map(told)).toEqual([expected]);
  });

  it('end where aliases blow a file up', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefghi'].map((line, index, all) => {
      if (index === 0) return line;
      const before = index === 1 ? 'a' : all[index - 1];
      return `${line}: &${line} [${Array(9).fill(`*${before}`).join(', ')}]`;
    });
    expect(read(bomb.join('\n')).problems).toHaveLength(1);
  });
});

describe('schemas that are brought along', () => {
  const said = (apiVersion: string, kind: string, spec: unknown) =>
    validate(KNOWN_SCHEMAS.get(schemaKey(apiVersion, kind)) ?? {}, {
      apiVersion,
      kind,
      metadata: { name: 'a' },
      spec,
    }).map(({ message }) => message);
  const inTemplate = (spec: unknown) => ({ template: { spec } });
  const INFRASTRUCTURE = 'infrastructure.cluster.x-k8s.io/v1beta1';

  it('are for these kinds', () => {
    expect([...KNOWN_SCHEMAS.keys()].map((key) => key.replace(/[^/]*\//, '')).sort()).toEqual([
      'v1alpha1/Image',
      'v1beta1/ClusterClass',
      'v1beta1/DockerClusterTemplate',
      'v1beta1/DockerMachineTemplate',
      'v1beta1/KubeadmConfigTemplate',
      'v1beta1/KubeadmControlPlaneTemplate',
      'v1beta1/OpenStackClusterTemplate',
      'v1beta1/OpenStackMachineTemplate',
      'v1beta2/ClusterClass',
      'v1beta2/DockerClusterTemplate',
      'v1beta2/DockerMachineTemplate',
      'v1beta2/KubeadmConfigTemplate',
      'v1beta2/KubeadmControlPlaneTemplate',
    ]);
  });

  it.each<[string, string, string, unknown, string[]]>([
    [
      'a machine',
      INFRASTRUCTURE,
      'OpenStackMachineTemplate',
      inTemplate({ flavor: 'a', image: { filter: { name: 'b' } } }),
      [],
    ],
    [
      'a machine without flavor',
      INFRASTRUCTURE,
      'OpenStackMachineTemplate',
      inTemplate({ image: { filter: { name: 'b' } } }),
      ['spec.template.spec fits none of the 2 alternatives: flavor, flavorID'],
    ],
    [
      'a machine of an image named twice',
      INFRASTRUCTURE,
      'OpenStackMachineTemplate',
      inTemplate({ flavor: 'a', image: { imageRef: { name: 'b' }, filter: { name: 'b' } } }),
      ['spec.template.spec.image has 2 fields; expected at most 1'],
    ],
    [
      'a cluster without credentials',
      INFRASTRUCTURE,
      'OpenStackClusterTemplate',
      inTemplate({}),
      ['spec.template.spec.identityRef is missing; expected a map'],
    ],
    [
      'a cluster with a number for a network',
      INFRASTRUCTURE,
      'OpenStackClusterTemplate',
      inTemplate({ identityRef: { name: 'a', cloudName: 'b' }, network: { id: 5 } }),
      ['spec.template.spec.network.id is 5; expected a text'],
    ],
    [
      'extra arguments as a list',
      'bootstrap.cluster.x-k8s.io/v1beta1',
      'KubeadmConfigTemplate',
      inTemplate({ joinConfiguration: { nodeRegistration: { kubeletExtraArgs: [] } } }),
      [
        'spec.template.spec.joinConfiguration.nodeRegistration.kubeletExtraArgs is an empty list; expected a map',
      ],
    ],
    [
      'extra arguments as a map',
      'bootstrap.cluster.x-k8s.io/v1beta2',
      'KubeadmConfigTemplate',
      inTemplate({ joinConfiguration: { nodeRegistration: { kubeletExtraArgs: { a: 'b' } } } }),
      ['spec.template.spec.joinConfiguration.nodeRegistration.kubeletExtraArgs is a map; expected a list'],
    ],
    [
      'a rollout of v1beta1 in v1beta2',
      'controlplane.cluster.x-k8s.io/v1beta2',
      'KubeadmControlPlaneTemplate',
      inTemplate({ rolloutStrategy: {} }),
      [
        'spec.template.spec.rolloutStrategy is no field that is known; expected kubeadmConfigSpec, machineNaming, machineTemplate, remediation, rollout',
      ],
    ],
    [
      'an image',
      'openstack.k-orc.cloud/v1alpha1',
      'Image',
      {
        cloudCredentialsRef: { cloudName: 'a', secretName: 'b' },
        resource: { content: { diskFormat: 'qcow', download: { url: 'c' } } },
      },
      [
        'spec.resource.content.diskFormat is "qcow"; expected ami, ari, aki, vhd, vhdx, vmdk, raw, qcow2, vdi, ploop, iso',
      ],
    ],
    ['nothing', INFRASTRUCTURE, 'DockerClusterTemplate', undefined, ['spec is undefined; expected a map']],
    [
      'a text',
      INFRASTRUCTURE,
      'DockerMachineTemplate',
      inTemplate('x'),
      ['spec.template.spec is "x"; expected a map'],
    ],
  ])('%s', (_name, apiVersion, kind, spec, expected) => {
    const found = said(apiVersion, kind, spec);
    expect(found).toEqual(expected.map((text) => text.replace('is undefined', 'is nothing')));
  });
});

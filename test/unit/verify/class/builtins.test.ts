// The variables that Cluster API adds, and which templates see which.
import { describe, expect, it } from 'vitest';
import { builtinPaths, BUILTINS, sampleBuiltins } from '../../../../src/verify/class/builtins.ts';
import type { TemplateReference } from '../../../../src/verify/class/class-model.ts';
import { isQualifiedName } from '../../../../src/verify/class/label-rules.ts';
import { parseVariablePath } from '../../../../src/verify/class/variable-path.ts';
import { validate } from '../../../../src/verify/schemas/validate.ts';

const ORIGIN = { className: 'docker-scs-1-34-v1', namespace: 'stacks', kubernetes: 'v1.34.1' };
const REFERENCE: TemplateReference = {
  role: 'infrastructure',
  workers: undefined,
  path: [],
  apiVersion: 'a/v1',
  kind: 'ATemplate',
  name: 'a',
  namespace: '',
};
const workers = { kind: 'machineDeployment', name: 'default-worker', path: [] } as const;

describe('builtin variables', () => {
  it('can be named as the webhook of Cluster API v1.10 lists them, and classRef', () => {
    const metadata = (of: string) => [`${of}.metadata.labels`, `${of}.metadata.annotations`];
    const machines = (of: string) => [
      of,
      ...['class', 'name', 'replicas', 'topologyName', 'version'].map((field) => `${of}.${field}`),
      ...['bootstrap.configRef.name', 'infrastructureRef.name'].map((field) => `${of}.${field}`),
      ...metadata(of),
    ];
    const cluster = [
      '',
      '.name',
      '.namespace',
      '.uid',
      '.topology',
      '.topology.class',
      '.topology.classNamespace',
    ];
    const more = [
      '.topology.classRef',
      '.topology.classRef.name',
      '.topology.classRef.namespace',
      '.topology.version',
    ];
    const network = ['', '.serviceDomain', '.services', '.pods', '.ipFamily'].map(
      (field) => `.network${field}`,
    );
    const controlPlane = ['', '.name', '.replicas', '.version', '.machineTemplate.infrastructureRef.name'];
    expect(builtinPaths().sort()).toEqual(
      [
        'builtin',
        ...[...cluster, ...more, ...network].map((field) => `builtin.cluster${field}`),
        ...metadata('builtin.cluster'),
        ...controlPlane.map((field) => `builtin.controlPlane${field}`),
        ...metadata('builtin.controlPlane'),
        ...machines('builtin.machineDeployment'),
        ...machines('builtin.machinePool'),
      ].sort(),
    );
  });

  it.each<[string, TemplateReference, string[]]>([
    ['the infrastructure', REFERENCE, ['cluster']],
    ['the control plane', { ...REFERENCE, role: 'control plane' }, ['cluster', 'controlPlane']],
    ['its machines', { ...REFERENCE, role: 'control plane machines' }, ['cluster', 'controlPlane']],
    ['workers', { ...REFERENCE, role: 'bootstrap', workers }, ['cluster', 'machineDeployment']],
    [
      'pools',
      { ...REFERENCE, role: 'machine pool', workers: { ...workers, kind: 'machinePool' } },
      ['cluster', 'machinePool'],
    ],
  ])('of %s', (_name, reference, expected) => {
    const sample = sampleBuiltins(ORIGIN, reference);
    expect(Object.keys(sample)).toEqual(expected);
    expect(validate(BUILTINS, sample)).toEqual([]);
  });
});

describe('paths of variables', () => {
  it.each([
    ['a', ['a']],
    ['a.b.c', ['a', 'b', 'c']],
    ['a[0].b[12]', ['a', 0, 'b', 12]],
    ['a[x]', undefined],
    ['a[-1]', undefined],
    ['a[0', undefined],
    ['a]0[', undefined],
    ['a..b', undefined],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(parseVariablePath(text)).toEqual(expected);
  });
});

describe('names of labels', () => {
  it.each([
    ['a', true],
    ['example.com/A_b.c-d', true],
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
    [`${'a'.repeat(254)}/b`, false],
    ['Example.com/a', false],
    ['/a', false],
    ['a/', false],
    ['a/b/c', false],
    ['-a', false],
    ['', false],
  ])('%s: %s', (name, expected) => {
    expect(isQualifiedName(name)).toBe(expected);
  });
});

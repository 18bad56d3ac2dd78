// The rules take any objects: what is rendered may be anything, and ends in problems, never in an exception.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectData, RenderedObject } from '../../../../src/render/helm/rendered-object.ts';
import { checkClassObjects } from '../../../../src/verify/class/check-class.ts';
import { CLASS_CHART, classProblems } from '../../../support/class-chart.ts';

const rendered = (data: unknown): RenderedObject => ({
  template: 'templates/x.yaml',
  data: data as ObjectData,
  text: '',
  place: () => ({ file: 'cluster-class/templates/x.yaml', line: 1, column: 1 }),
});

const check = (objects: readonly unknown[]) =>
  checkClassObjects({
    objects: objects.map(rendered),
    className: 'a',
    namespace: 'b',
    kubernetes: 'v1.34.1',
    chartLabel: 'cluster-class',
  });

/** Words that the rules look for, so that random data gets further than the first question. */
const WORDS = [
  ...[
    'ref',
    'templateRef',
    'infrastructure',
    'controlPlane',
    'workers',
    'machineDeployments',
    'template',
    'class',
  ],
  ...[
    'variables',
    'patches',
    'name',
    'schema',
    'openAPIV3Schema',
    'type',
    'properties',
    'items',
    'default',
    'enum',
  ],
  ...[
    'definitions',
    'selector',
    'matchResources',
    'jsonPatches',
    'op',
    'path',
    'value',
    'valueFrom',
    'variable',
  ],
  ...[
    'enabledIf',
    'external',
    'kind',
    'apiVersion',
    'metadata',
    'labels',
    'required',
    'pattern',
    '__proto__',
  ],
];
const VALUES = [
  'object',
  'array',
  '(',
  '{{',
  '{{ .a.b }}',
  'add',
  '/spec/a/-',
  'a[0].b',
  '*',
  'builtin.x',
  '',
];

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom(...VALUES),
    fc.constantFrom(null, true, 0, -1.5),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...WORDS), tie('tree'), { maxKeys: 6 }),
  ),
}));

describe('rules over class charts', () => {
  it.each(['v1beta1', 'v1beta2', 'v9'])('take any ClusterClass of %s', async (version) => {
    await fc.assert(
      fc.asyncProperty(tree, fc.array(tree, { maxLength: 3 }), async (spec, patches) => {
        const kind = {
          apiVersion: `cluster.x-k8s.io/${version}`,
          kind: 'ClusterClass',
          metadata: { name: 'a' },
        };
        const filled =
          typeof spec === 'object' && spec !== null && !Array.isArray(spec) ? { patches, ...spec } : spec;
        expect(Array.isArray(await check([{ ...kind, spec: filled }]))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('take any object', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...WORDS), tree), async (data) => {
        expect((await check([data, data])).length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });

  it('take a chart without objects', async () => {
    expect((await check([])).map(({ code }) => code)).toEqual(['class-missing']);
  });

  it('end where templates in patches do not', async () => {
    const endless = CLASS_CHART.replace('{{ .nodeImage }}', '{{ range until 999999999 }}x{{ end }}');
    const [problem] = await classProblems(endless);
    expect(problem?.message).toMatch(/^patch nodeImage fails with the defaults of all variables: /);
  });

  it('end where a schema is nested without end', async () => {
    const schema: Record<string, unknown> = { type: 'object' };
    schema['properties'] = { a: schema };
    const spec = { variables: [{ name: 'a', required: false, schema: { openAPIV3Schema: schema } }] };
    const data = {
      apiVersion: 'cluster.x-k8s.io/v1beta1',
      kind: 'ClusterClass',
      metadata: { name: 'a' },
      spec,
    };
    expect((await check([data])).some(({ message }) => message.endsWith('is nested too deeply'))).toBe(true);
  });
});

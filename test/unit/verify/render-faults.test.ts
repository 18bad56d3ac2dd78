// Values that do not fit the schema of a chart: each told where it stands.
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../src/stack/file-tree.ts';
import { formatPlace } from '../../../src/problem/place.ts';
import { packChart } from '../../../src/archive/helm-chart.ts';
import { checkView } from '../../../src/verify/rules.ts';
import { multiStage, singleStage, type Files } from './views.ts';

const schemaOf = (schema: object) => JSON.stringify(schema);
const REPLICAS = schemaOf({ properties: { replicas: { type: 'integer' } } });

const told = async (view: Parameters<typeof checkView>[0]) =>
  (await checkView(view)).map((one) => `${one.code} ${formatPlace(one)} ${one.message} | ${one.hint ?? ''}`);

const IN = 'cluster-addon/cni';
const stage = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${IN}/${name}`, text]));
const fault = (place: string, chart: string, what: string) =>
  `chart-render ${place} the chart does not render: values do not fit the schema of ${chart}: ${what} | mend the value; values.schema.json of ${chart} says what it may be`;

const parent = (name: string, more = '') =>
  `apiVersion: v2\nname: cni\nversion: v1\ndependencies:\n  - {name: ${name}, version: 1.0.0${more}}\n`;
const below = (name: string, files: Files): Files =>
  Object.fromEntries(
    Object.entries({ 'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`, ...files }).map(
      ([path, text]) => [`charts/${name}/${path}`, text],
    ),
  );

describe('values that do not fit', () => {
  it.each<[string, Files, string[]]>([
    [
      'a value of the stage',
      { 'values.schema.json': REPLICAS, 'values.yaml': '# Of the stage.\na: 1\nreplicas: "3"\n' },
      [fault(`${IN}/values.yaml:3:11`, 'cni', "at '/replicas': got string, want integer")],
    ],
    [
      'each value that does not',
      {
        'values.schema.json': schemaOf({ properties: { a: { type: 'string' }, b: { minItems: 2 } } }),
        'values.yaml': 'a: 1\nb:\n  - x\n',
      },
      [
        fault(`${IN}/values.yaml:1:4`, 'cni', "at '/a': got number, want string"),
        fault(`${IN}/values.yaml:2:1`, 'cni', "at '/b': minItems: got 1, want 2"),
      ],
    ],
    [
      'an entry of a list',
      {
        'values.schema.json': schemaOf({
          properties: { l: { items: { properties: { 'x/y': { type: 'string' } } } } },
        }),
        'values.yaml': 'l:\n  - {}\n  - {x/y: 5}\n',
      },
      [fault(`${IN}/values.yaml:3:11`, 'cni', "at '/l/1/x~1y': got number, want string")],
    ],
    [
      'a missing key: the map that lacks it',
      {
        'values.schema.json': schemaOf({ properties: { o: { required: ['k'] } } }),
        'values.yaml': 'a: 1\no:\n  b: 1\n',
      },
      [fault(`${IN}/values.yaml:2:1`, 'cni', "at '/o': missing property 'k'")],
    ],
    [
      'a key too many',
      {
        'values.schema.json': schemaOf({ properties: { o: { additionalProperties: false } } }),
        'values.yaml': 'o:\n  b: 1\n',
      },
      [fault(`${IN}/values.yaml:2:6`, 'cni', "at '/o': additional properties 'b' not allowed")],
    ],
    [
      'the name of a key',
      {
        'values.schema.json': schemaOf({ propertyNames: { pattern: '^a' } }),
        'values.yaml': 'a: 1\nb: 2\n',
      },
      [
        fault(
          `${IN}/values.yaml:2:4`,
          'cni',
          "at '': invalid propertyName 'b'\n  - at '': 'b' does not match pattern '^a'",
        ),
      ],
    ],
    [
      'what is demanded behind references and allOf',
      {
        'values.schema.json': schemaOf({
          $ref: '#/$defs/d',
          $defs: { d: { allOf: [{ properties: { o: { properties: { k: { type: 'null' } } } } }] } },
        }),
        'values.yaml': 'o:\n  j: 1\n  k: 1\n',
      },
      [fault(`${IN}/values.yaml:3:6`, 'cni', "at '': 'allOf' failed\n  - at '/o/k': got number, want null")],
    ],
    [
      'no value that is to blame',
      {
        'values.schema.json': schemaOf({
          properties: { o: { anyOf: [{ properties: { k: false } }, { required: ['z'] }] } },
        }),
        'values.yaml': 'o:\n  k: 1\n',
      },
      [
        fault(
          `${IN}/values.yaml:1:1`,
          'cni',
          "at '/o': 'anyOf' failed\n  - at '/o/k': false schema\n  - at '/o': missing property 'z'",
        ),
      ],
    ],
    [
      'a value behind an alias',
      { 'values.schema.json': REPLICAS, 'values.yaml': 'x: &many "3"\nreplicas: *many\n' },
      [fault(`${IN}/values.yaml:2:11`, 'cni', "at '/replicas': got string, want integer")],
    ],
    [
      'no values at all',
      { 'values.schema.json': schemaOf({ required: ['k'] }) },
      [fault(`${IN}/values.schema.json`, 'cni', "at '': missing property 'k'")],
    ],
    [
      'a value of a chart below',
      {
        'Chart.yaml': parent('sub'),
        'values.yaml': 'sub: {a: 1}\n',
        ...below('sub', { 'values.schema.json': REPLICAS, 'values.yaml': 'a: 1\nreplicas: no\n' }),
      },
      [fault(`${IN}/charts/sub/values.yaml:2:11`, 'sub', "at '/replicas': got boolean, want integer")],
    ],
    [
      'a value for a chart below, over its own',
      {
        'Chart.yaml': parent('sub'),
        'values.yaml': '# For sub.\nsub:\n  replicas: x\n',
        ...below('sub', { 'values.schema.json': REPLICAS, 'values.yaml': 'replicas: 1\n' }),
      },
      [fault(`${IN}/values.yaml:3:13`, 'sub', "at '/replicas': got string, want integer")],
    ],
    [
      'a value for an alias',
      {
        'Chart.yaml': parent('sub', ', alias: other'),
        'values.yaml': 'other:\n  replicas: x\n',
        ...below('sub', { 'values.schema.json': REPLICAS }),
      },
      [fault(`${IN}/values.yaml:2:13`, 'other', "at '/replicas': got string, want integer")],
    ],
    [
      'a value that all charts share',
      {
        'Chart.yaml': parent('sub'),
        'values.yaml': 'a: 1\nglobal:\n  region: 5\n',
        ...below('sub', {
          'values.schema.json': schemaOf({
            properties: { global: { properties: { region: { type: 'string' } } } },
          }),
          'values.yaml': 'global:\n  region: x\n',
        }),
      },
      [fault(`${IN}/values.yaml:3:11`, 'sub', "at '/global/region': got number, want string")],
    ],
    [
      'a value of overwrite.yaml, over that of the stage',
      {
        'values.schema.json': REPLICAS,
        'values.yaml': 'replicas: 1\n',
        'overwrite.yaml':
          '# For {{ .Cluster.metadata.name }}\n{{ if .Cluster }}a: {{ .Cluster.kind }}\nreplicas: "x"{{ end }}\n',
      },
      [fault(`${IN}/overwrite.yaml:3:11`, 'cni', "at '/replicas': got string, want integer")],
    ],
    [
      'a value that overwrite.yaml prints',
      {
        'values.schema.json': REPLICAS,
        'overwrite.yaml': 'a: 1\nreplicas: {{ .Cluster.metadata.name }}\n',
      },
      [fault(`${IN}/overwrite.yaml:2:11`, 'cni', "at '/replicas': got string, want integer")],
    ],
    [
      'a value in the text of values',
      {
        'values.schema.json': REPLICAS,
        'overwrite.yaml': 'values: |\n  a: 1\n  # More.\n  replicas: x\n',
      },
      [fault(`${IN}/overwrite.yaml:4:13`, 'cni', "at '/replicas': got string, want integer")],
    ],
    [
      'a value in a quoted text of values: that text',
      { 'values.schema.json': REPLICAS, 'overwrite.yaml': 'a: 1\nvalues: "replicas: x"\n' },
      [fault(`${IN}/overwrite.yaml:2:9`, 'cni', "at '/replicas': got string, want integer")],
    ],
    [
      'a value of the stage beside those of overwrite.yaml',
      {
        'values.schema.json': schemaOf({
          properties: { o: { properties: { replicas: { type: 'integer' } } } },
        }),
        'values.yaml': 'o:\n  replicas: x\n',
        'overwrite.yaml': 'o:\n  other: 1\n',
      },
      [fault(`${IN}/values.yaml:2:13`, 'cni', "at '/o/replicas': got string, want integer")],
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await told(multiStage(stage(files)))).toEqual(expected);
  });

  it('are told of class charts and of single addon charts', async () => {
    const files = {
      'cluster-class/values.schema.json': REPLICAS,
      'cluster-class/values.yaml': 'replicas: x\n',
    };
    expect(await told(multiStage(files))).toContain(
      fault(
        'cluster-class/values.yaml:1:11',
        'docker-scs-1-34-cluster-class',
        "at '/replicas': got string, want integer",
      ),
    );
    const single = {
      'cluster-addon/values.schema.json': schemaOf({ properties: { cni: { required: ['mtu'] } } }),
    };
    expect(await told(singleStage(single))).toEqual([
      fault(
        'cluster-addon-values.yaml:2:3',
        'docker-scs-1-34-cluster-addon',
        "at '/cni': missing property 'mtu'",
      ),
    ]);
  });

  it('are told by file and line of a packed chart below', async () => {
    const inner = {
      'Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
      'values.schema.json': REPLICAS,
      'values.yaml': 'replicas: x\n',
    };
    const chart = { origin: '', name: 'sub', files: FileTree.of(Object.entries(inner)), dependencies: [] };
    const packed = packChart(chart, 'sub', 0);
    const files = stage({ 'Chart.yaml': parent('sub'), 'charts/sub-1.0.0.tgz': packed });
    const archive = `${IN}/charts/sub-1.0.0.tgz`;
    expect(await told(multiStage(files))).toEqual([
      fault(`${archive}/values.yaml:1:11`, 'sub', "at '/replicas': got string, want integer"),
    ]);
  });
});

describe('schemas that cannot be used', () => {
  const nested = (depth: number, open: string, close: string) =>
    `{\n"not": ${open.repeat(depth)}{}${close.repeat(depth)}\n}`;

  it('are nested too deeply', async () => {
    const files = stage({ 'values.schema.json': nested(3000, '{"not":', '}') });
    // The map of the schema itself, and the innermost.
    expect(await told(multiStage(files))).toEqual([
      `chart-render ${IN}/values.schema.json:2:${8 + 499 * 7} the chart does not render: the schema of cni cannot be used: lists and maps are nested 3002 deep; expected at most 500 | mend the schema, or take it out`,
    ]);
  });

  it.each([
    ['not', '{"not":', '}', 100],
    ['allOf', '{"allOf":[', ']}', 99],
    ['properties', '{"properties":{"a":', '}}', 99],
    ['not, up to the limit', '{"not":', '}', 498],
  ])('are fine with many schemas in each other: %s', async (_name, open, close, depth) => {
    const [found, ...others] = await told(
      multiStage(stage({ 'values.schema.json': nested(depth, open, close) })),
    );
    // What fits within fails behind the negation around it; an odd number of them is never true.
    const isRefused = open !== '{"not":' || depth % 2 === 0;
    expect(found ?? '').toBe(
      isRefused ? fault(`${IN}/values.schema.json`, 'cni', "at '': 'not' failed") : '',
    );
    expect(others).toEqual([]);
  });

  it('lead too deep by references', async () => {
    const defs = Object.fromEntries(
      Array.from({ length: 1500 }, (_, at) => [`d${at}`, { anyOf: [{ $ref: `#/$defs/d${at + 1}` }] }]),
    );
    const schema = schemaOf({ properties: { a: { $ref: '#/$defs/d0' } }, $defs: { ...defs, d1500: {} } });
    const files = stage({ 'values.schema.json': schema, 'values.yaml': 'a: 1\n' });
    expect(await told(multiStage(files))).toEqual([
      `chart-render ${IN}/values.schema.json the chart does not render: the schema of cni cannot be used: more than 1000 schemas apply within each other at '/a'; expected at most 1000 | mend the schema, or take it out`,
    ]);
  });
});

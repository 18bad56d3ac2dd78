// What rendering a chart tells besides the text: places, warnings, notes, calls that differ from run to run.
import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../../src/stack/file-tree.ts';
import { Budget } from '../../../../src/render/gotemplate/limits.ts';
import { fromData, type GoMap } from '../../../../src/render/gotemplate/value.ts';
import { HelmError } from '../../../../src/render/helm/helm-error.ts';
import { loadChart } from '../../../../src/render/helm/load-chart.ts';
import { renderChart, type RenderOptions } from '../../../../src/render/helm/render-chart.ts';
import { renderedObjects } from '../../../../src/render/helm/rendered-objects.ts';

type Files = Readonly<Record<string, string>>;

const chartOf = (files: Files) =>
  loadChart(
    FileTree.of(Object.entries({ 'Chart.yaml': 'apiVersion: v2\nname: top\nversion: 1.0.0\n', ...files })),
  );

const render = (files: Files, options: Partial<RenderOptions> = {}) =>
  renderChart(chartOf(files), { name: 'rel', namespace: 'ns', ...options });

/** Why a chart is refused. */
function refusal(files: Files, options: Partial<RenderOptions> = {}): Pick<HelmError, 'message' | 'place'> {
  try {
    render(files, options);
  } catch (error) {
    if (error instanceof HelmError) return { message: error.message, place: error.place };
    throw error;
  }
  throw new Error('it is rendered');
}

describe('places of errors', () => {
  it.each<readonly [what: string, files: Files, place: object]>([
    ['a parse error', { 'templates/a.yaml': 'a\n{{ end }}' }, { file: 'templates/a.yaml', line: 2 }],
    [
      'an execution error',
      { 'templates/a.yaml': 'x\n  {{ .Values.a.b }}' },
      { file: 'templates/a.yaml', line: 2, column: 13 },
    ],
    [
      'fail in a partial, where it is included',
      {
        'templates/_h.tpl': '{{ define "h" }}{{ fail "no" }}{{ end }}',
        'templates/a.yaml': '\n{{ include "h" . }}',
      },
      { file: 'templates/a.yaml', line: 2, column: 4 },
    ],
    [
      'YAML that is none',
      { 'templates/a.yaml': 'x: {{ "1" }}\ny: {{ "a: b: c" }}\n' },
      { file: 'templates/a.yaml', line: 2, column: 4 },
    ],
    [
      'YAML that is none in a text',
      { 'templates/a.yaml': '# c\n---\na: b\n c: d\n' },
      { file: 'templates/a.yaml', line: 4, column: 3 },
    ],
    [
      'a wrong kind',
      { 'templates/a.yaml': '\n\nkind: [a]\n' },
      { file: 'templates/a.yaml', line: 3, column: 1 },
    ],
    ['Chart.yaml', { 'Chart.yaml': 'name: a\n' }, { file: 'Chart.yaml' }],
    ['values.yaml', { 'values.yaml': 'a: 1\nb: [\n' }, { file: 'values.yaml', line: 3, column: 1 }],
    [
      'a chart below',
      { 'charts/sub/Chart.yaml': 'a: b: c' },
      { file: 'charts/sub/Chart.yaml', line: 1, column: 5 },
    ],
    [
      'a template below an alias',
      {
        'Chart.yaml':
          'apiVersion: v2\nname: top\nversion: 1.0.0\ndependencies: [{name: sub, version: 1.x, alias: other}]\n',
        'charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
        'charts/sub/templates/a.yaml': '{{ fail "x" }}',
      },
      { file: 'charts/sub/templates/a.yaml', line: 1, column: 4 },
    ],
  ])('%s', (_, files, place) => {
    expect(refusal(files).place).toEqual(place);
  });
});

it.each<readonly [name: string, message: string]>([
  ['', 'release name "": no name provided'],
  [
    'A',
    'release name "A": invalid release name, must match regex ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$ and the length must not be longer than 53',
  ],
])('refuses the release name "%s"', (name, message) => {
  expect(refusal({}, { name }).message).toBe(message);
});

it('refuses what goes on without end', () => {
  const files = { 'templates/a.yaml': '{{ range until 100000 }}{{ range until 100000 }}x{{ end }}{{ end }}' };
  const budget = new Budget({ steps: 1000, output: 1000, depth: 10 });
  expect(refusal(files, { budget }).message).toMatch(
    /^top\/templates\/a\.yaml: the templates take more than 1000 steps/,
  );
});

describe('templates that include themselves', () => {
  const counting =
    '{{ define "x" }}{{ if . }}{{ include "x" (sub . 1 | int) }}{{ else }}end{{ end }}{{ end }}';

  it('may do so two hundred times', () => {
    expect(render({ 'templates/a.yaml': `${counting}x: {{ include "x" 200 }}\n` }).printed).toContain(
      'x: end',
    );
  });

  it.each([
    ['{{ include "x" . }}', 17],
    ['{{ template "x" . }}', 33],
    ['{{ tpl "{{ include \\"x\\" . }}" . }}', 17],
  ])('may not do so for ever: %s', (call, column) => {
    const files = { 'templates/a.yaml': `{{ define "x" }}${call}{{ end }}{{ include "x" . }}` };
    expect(refusal(files)).toEqual({
      message: 'top/templates/a.yaml: the templates nest more than 1000 deep',
      place: { file: 'templates/a.yaml', line: 1, column },
    });
  });
});

it('leaves chart and values as they are', () => {
  const chart = chartOf({
    'values.yaml': 'a: {b: 1}\nsub: {x: 1}\n',
    'templates/a.yaml':
      '{{ $_ := set .Values.a "b" 2 }}{{ $_ := set .Values.sub "x" 3 }}{{ $_ := set .Values.given "y" 4 }}kind: A\nv: {{ toJson .Values }}\n',
    'charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
  });
  const values = fromData({ given: { y: 1 } }) as GoMap;
  const options = { name: 'rel', namespace: 'ns', values };
  const first = renderChart(chart, options).printed;
  expect(first).toContain('v: {"a":{"b":2},"given":{"y":4},"sub":{"global":{},"x":3}}');
  expect(renderChart(chart, options).printed).toBe(first);
  expect(values).toEqual(fromData({ given: { y: 1 } }));
});

it('tells calls that may differ next time, with their places', () => {
  const { unstable } = render({
    'templates/a.yaml': 'kind: A\nx: {{ randAlphaNum 5 }}\ny: {{ include "h" . }}\n',
    'templates/_h.tpl': '{{ define "h" }}\n{{- now | date "2006" }}{{ end }}',
  });
  expect(unstable.map(({ function: name, template, line }) => [name, template, line])).toEqual([
    ['randAlphaNum', 'top/templates/a.yaml', 2],
    ['now', 'top/templates/_h.tpl', 2],
  ]);
});

it('does not tell of now where nobody looks at it', () => {
  const isDuration = '{{ $now := now }}{{ ne $now ($now | dateModify .) }}{{ $_ := now | mustDateModify . }}';
  const { unstable, printed } = render({
    'templates/_h.tpl': `{{ define "h" }}${isDuration}{{ end }}`,
    'templates/a.yaml': 'kind: A\nx: {{ include "h" "1h" }}\ny: {{ include "h" "0s" }}\n',
  });
  expect(printed).toContain('x: true\ny: false');
  expect(unstable).toEqual([]);
});

it('tells the time that it is given', () => {
  const files = { 'templates/a.yaml': 'kind: A\nx: {{ now | date "2006-01-02" }}\n' };
  expect(render(files, { now: Date.UTC(2026, 1, 3) }).printed).toContain('x: 2026-02-03');
  expect(render(files).printed).toContain('x: 1970-01-01');
});

it('tells what Helm logs', () => {
  const { warnings } = render(
    {
      'Chart.yaml': 'apiVersion: v2\nname: top\nversion: 1.0.0\ndeprecated: true\n',
      'requirements.yaml': 'dependencies: []\n',
      'requirements.lock': 'dependencies: []\n',
      'values.yaml': 'a: 1\nb: {c: {d: 1}}\n',
      'templates/a.yaml': 'metadata: {annotations: {helm.sh/hook: other}}\n',
    },
    { values: fromData({ a: { x: 1 }, b: { c: 5 } }) },
  );
  expect(warnings).toEqual([
    'Warning: Dependency locking is handled in Chart.lock since apiVersion "v2". We recommend migrating to Chart.lock.',
    'Warning: Dependencies are handled in Chart.yaml since apiVersion "v2". We recommend migrating dependencies to Chart.yaml.',
    'WARNING: This chart is deprecated',
    'warning: skipped value for top.a: Not a table.',
    'warning: cannot overwrite table with non table for top.b.c (map[d:1])',
    'info: skipping unknown hook: "other"',
  ]);
});

it('renders notes, and leaves them out of the text', () => {
  const { notes, printed } = render({ 'templates/NOTES.txt': 'Hello {{ .Release.Name }}\n' });
  expect(notes).toBe('Hello rel\n');
  expect(printed).toBe('\n');
});

describe('objects', () => {
  const rendered = render(
    {
      'crds/a.yaml': '# c\nkind: CustomResourceDefinition\nmetadata:\n  name: d\n',
      'templates/a.yaml': `kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
data:
  {{- include "h" . | nindent 2 }}
  list:
    - x
    - {{ .Values.missing }}yz
---
# nothing
---
kind: Job
metadata:
  name: j
  annotations: {helm.sh/hook: test}
`,
      'templates/_h.tpl': '{{ define "h" }}key: value{{ end }}',
    },
    { includeCrds: true },
  );
  const [definition, map, job] = renderedObjects(rendered, 'chart');

  it('are the data of the documents', () => {
    expect(renderedObjects(rendered, 'chart').map(({ data, template }) => [data['kind'], template])).toEqual([
      ['CustomResourceDefinition', 'crds/a.yaml'],
      ['ConfigMap', 'templates/a.yaml'],
      ['Job', 'templates/a.yaml'],
    ]);
    expect(JSON.parse(JSON.stringify(map?.data))).toEqual({
      kind: 'ConfigMap',
      metadata: { name: 'rel' },
      data: { key: 'value', list: ['x', 'yz'] },
    });
  });

  it.each<readonly [path: readonly (string | number)[], line: number, column: number]>([
    [[], 1, 1],
    [['metadata', 'name'], 3, 3],
    [['data'], 4, 1],
    [['data', 'key'], 5, 3],
    [['data', 'list', 0], 7, 7],
    [['data', 'list', 1], 8, 28],
    [['data', 'none', 'deep'], 4, 1],
  ])('come from the place of %j', (path, line, column) => {
    expect(map?.place(path)).toEqual({ file: 'chart/templates/a.yaml', line, column });
  });

  it('come from later documents and from files that are not rendered', () => {
    expect(job?.place(['metadata', 'name'])).toEqual({ file: 'chart/templates/a.yaml', line: 14, column: 3 });
    expect(definition?.place(['metadata', 'name'])).toMatchObject({ file: 'chart/crds/a.yaml', line: 4 });
  });
});

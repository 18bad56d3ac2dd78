// Whole charts: dependencies, values, hooks, schemas, definitions, and what Helm refuses of them.
import { gzip } from '../../../../src/archive/gzip.ts';
import { packTar } from '../../../../src/archive/tar.ts';
import type { ChartCase } from '../chart-case.ts';

const chartYaml = (name: string, more = ''): string =>
  `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`;

/** Prints what the chart sees. */
const SHOW = `kind: Show
name: {{ .Template.Name }}
values: {{ toJson .Values }}
chart: {{ .Chart.Name }} {{ .Chart.IsRoot }}
`;

const dependency = (name: string, more = ''): string =>
  `  - name: ${name}\n    version: "1.x"\n    repository: https://charts.example\n${more}`;

/** A chart with one below it, and what its Chart.yaml says of that. */
function withChild(more: string, files: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    'Chart.yaml': chartYaml('top', `dependencies:\n${dependency('sub', more)}`),
    'values.yaml': 'own: 1\nsub:\n  fromTop: true\n',
    'templates/show.yaml': SHOW,
    'charts/sub/Chart.yaml': chartYaml('sub'),
    'charts/sub/values.yaml':
      'fromSub: 1\nshared: {a: 1}\nexports:\n  data: {imported: yes, own: 2}\ndata:\n  deep: {x: 1}\n',
    'charts/sub/templates/show.yaml': SHOW,
    ...files,
  };
}

function packed(files: Readonly<Record<string, string>>, folder: string): Uint8Array {
  return gzip(
    packTar(
      Object.entries(files).map(([path, text]) => ({ path: `${folder}/${path}`, bytes: Buffer.from(text) })),
      0,
    ),
  );
}

const object = (kind: string, name: string, annotations = ''): string =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${annotations && `  annotations:\n${annotations}`}`;

const simple = (files: Readonly<Record<string, string>>): Record<string, string> => ({
  'Chart.yaml': chartYaml('top'),
  ...files,
});

const schemaCase = (schema: object, values: string): ChartCase => ({
  files: simple({ 'values.schema.json': JSON.stringify(schema), 'templates/show.yaml': SHOW }),
  values,
});

const DEPENDENCIES: Readonly<Record<string, ChartCase>> = {
  'a chart below it': { files: withChild('') },
  'values for the chart below': {
    files: withChild(''),
    values: 'sub: {fromSub: 5, shared: {b: 2}}\nglobal: {g: {x: 1}}\n',
  },
  'a null deletes a value': {
    files: withChild(''),
    values: 'own: null\nsub: {fromSub: null, shared: {a: null}}\n',
  },
  'a null in the values of the chart': {
    files: withChild('', { 'values.yaml': 'sub:\n  fromSub: null\n  shared: null\n' }),
  },
  'a condition that is false': {
    files: withChild('    condition: sub.enabled\n'),
    values: 'sub: {enabled: false}\n',
  },
  'the first condition that is there': {
    files: withChild('    condition: nowhere.enabled,sub.on\n'),
    values: 'sub: {on: false}\n',
  },
  'a condition that is no boolean': {
    files: withChild('    condition: sub.on\n'),
    values: 'sub: {on: "false"}\n',
  },
  'a tag that is false': { files: withChild('    tags: [front]\n'), values: 'tags: {front: false}\n' },
  'one tag of two': {
    files: withChild('    tags: [front, back]\n'),
    values: 'tags: {front: false, back: true}\n',
  },
  'a condition over a tag': {
    files: withChild('    tags: [front]\n    condition: sub.enabled\n'),
    values: 'tags: {front: false}\nsub: {enabled: true}\n',
  },
  'an alias': { files: withChild('    alias: other\n'), values: 'other: {x: 1}\nsub: {y: 2}\n' },
  'two aliases': {
    files: {
      ...withChild(''),
      'Chart.yaml': chartYaml(
        'top',
        `dependencies:\n${dependency('sub', '    alias: first\n')}${dependency('sub', '    alias: second\n    condition: second.enabled\n')}`,
      ),
    },
    values: 'first: {x: 1}\nsecond: {enabled: true, y: 2}\n',
  },
  'values imported from exports': { files: withChild('    import-values: [data]\n') },
  'values imported by paths': {
    files: withChild(
      '    import-values:\n      - child: data.deep\n        parent: taken.here\n      - child: data\n        parent: .\n',
    ),
  },
  'imported values that are not there': {
    files: withChild('    import-values: [nothing, {child: no, parent: x}]\n'),
  },
  'a dependency that is missing': {
    files: {
      ...withChild(''),
      'Chart.yaml': chartYaml(
        'top',
        `dependencies:\n${dependency('sub')}${dependency('gone')}${dependency('away')}`,
      ),
    },
  },
  'a dependency of another version': {
    files: { ...withChild(''), 'charts/sub/Chart.yaml': chartYaml('sub').replace('1.0.0', '2.0.0') },
  },
  'a dependency twice': {
    files: {
      ...withChild(''),
      'Chart.yaml': chartYaml('top', `dependencies:\n${dependency('sub')}${dependency('sub')}`),
    },
  },
  'an alias that is no name': { files: withChild('    alias: a/b\n') },
  'a value where the table of a chart must be': { files: withChild(''), values: 'sub: text\n' },
  'a number where the table of a chart must be': { files: withChild(''), values: 'sub: 5\n' },
  'charts below charts': {
    files: withChild('', {
      'charts/sub/Chart.yaml': chartYaml(
        'sub',
        `dependencies:\n${dependency('deep', '    condition: deep.enabled\n')}`,
      ),
      'charts/sub/charts/deep/Chart.yaml': chartYaml('deep'),
      'charts/sub/charts/deep/values.yaml': 'x: 1\n',
      'charts/sub/charts/deep/templates/show.yaml': SHOW,
    }),
    values: 'global: {a: 1}\nsub: {deep: {enabled: true, x: 2}, global: {a: 2, b: 3}}\n',
  },
  'a chart below an alias that is not declared': {
    files: withChild('    alias: other\n', {
      'charts/sub/charts/deep/Chart.yaml': chartYaml('deep'),
      'charts/sub/charts/deep/templates/show.yaml': SHOW,
    }),
  },
  'two aliases of a chart with dependencies': {
    files: {
      ...withChild(''),
      'Chart.yaml': chartYaml(
        'top',
        `dependencies:\n${dependency('sub', '    alias: first\n')}${dependency('sub', '    alias: second\n')}`,
      ),
      'charts/sub/Chart.yaml': chartYaml(
        'sub',
        `dependencies:\n${dependency('deep', '    alias: renamed\n')}`,
      ),
      'charts/sub/charts/deep/Chart.yaml': chartYaml('deep'),
      'charts/sub/charts/deep/templates/show.yaml': SHOW,
    },
  },
  'a chart that is not declared': { files: { ...withChild(''), 'Chart.yaml': chartYaml('top') } },
  'a library': {
    files: withChild('', {
      'charts/sub/Chart.yaml': chartYaml('sub', 'type: library\n'),
      'charts/sub/templates/_lib.tpl': '{{ define "lib.x" }}from library{{ end }}',
      'templates/use.yaml': 'kind: Use\nx: {{ include "lib.x" . }}\n',
    }),
  },
  'a library alone': { files: simple({ 'Chart.yaml': chartYaml('top', 'type: library\n') }) },
  'the same definition above and below': {
    files: withChild('', {
      'templates/_a.tpl': '{{ define "same" }}top{{ end }}',
      'charts/sub/templates/_a.tpl': '{{ define "same" }}sub{{ end }}',
      'templates/use.yaml': 'kind: Use\nx: {{ include "same" . }}\n',
    }),
  },
  'Subcharts and changed values': {
    files: withChild('', {
      'templates/change.yaml':
        'kind: A\nsub: {{ .Subcharts.sub.Chart.Name }} {{ .Subcharts.sub.Values.fromSub }}\n{{ $_ := set .Values.sub "changed" 1 }}',
    }),
  },
  'requirements.yaml of an old chart': {
    files: {
      'Chart.yaml': 'apiVersion: v1\nname: top\nversion: 1.0.0\n',
      'requirements.yaml': `dependencies:\n${dependency('sub', '    condition: sub.enabled\n')}`,
      'templates/show.yaml': `${SHOW}files: {{ range $p, $_ := .Files }}{{ $p }} {{ end }}\n`,
      'charts/sub/Chart.yaml': 'name: sub\nversion: 1.0.0\n',
      'charts/sub/templates/show.yaml': SHOW,
    },
    values: 'sub: {enabled: true}\n',
  },
  'a packed dependency': {
    files: {
      ...simple({ 'Chart.yaml': chartYaml('top', `dependencies:\n${dependency('sub')}`) }),
      'charts/sub-1.0.0.tgz': packed(
        { 'Chart.yaml': chartYaml('sub'), 'templates/show.yaml': SHOW, 'values.yaml': 'a: 1\n' },
        'sub',
      ),
    },
  },
  'a packed dependency that is none': { files: { ...simple({}), 'charts/sub-1.0.0.tgz': 'nothing' } },
  'a folder below charts/ that is no chart': { files: simple({ 'charts/sub/values.yaml': 'a: 1\n' }) },
  'a hidden and an ignored folder below charts/': {
    files: simple({
      'charts/_a/values.yaml': 'a: 1\n',
      'charts/.b/values.yaml': 'a: 1\n',
      'templates/show.yaml': SHOW,
    }),
  },
};

const LOADING: Readonly<Record<string, ChartCase>> = {
  'an empty chart': { files: simple({}) },
  'only partials': { files: simple({ 'templates/_a.yaml': SHOW }) },
  'no Chart.yaml': { files: { 'values.yaml': 'a: 1\n', 'templates/a.yaml': SHOW } },
  'no name': { files: { 'Chart.yaml': 'apiVersion: v2\nversion: 1.0.0\n' } },
  'no version': { files: { 'Chart.yaml': 'apiVersion: v2\nname: top\n' } },
  'a version that is none': { files: { 'Chart.yaml': 'apiVersion: v2\nname: top\nversion: abc\n' } },
  'a name with a slash': { files: { 'Chart.yaml': 'apiVersion: v2\nname: a/b\nversion: 1.0.0\n' } },
  'a type that is none': { files: { 'Chart.yaml': chartYaml('top', 'type: other\n') } },
  'a list for a name': { files: { 'Chart.yaml': 'apiVersion: v2\nname: [a]\nversion: 1.0.0\n' } },
  'a list of wrong maintainers': { files: { 'Chart.yaml': chartYaml('top', 'maintainers: [1]\n') } },
  'an empty maintainer': { files: { 'Chart.yaml': chartYaml('top', 'maintainers: [null]\n') } },
  'numbers for texts': {
    files: simple({
      'Chart.yaml':
        'apiVersion: v2\nname: top\nversion: 1\nappVersion: 1.10\nannotations: {a: 1, b: true}\nkeywords: [1, null]\n',
      'templates/a.yaml':
        'kind: A\nv: {{ .Chart.Version | quote }} {{ .Chart.AppVersion | quote }}\na: {{ toJson .Chart.Annotations }} {{ .Chart.Keywords }}\n',
    }),
  },
  'other cases of keys': {
    files: { 'Chart.yaml': 'APIVersion: v2\nNAME: top\nVersion: 1.0.0\n', 'templates/a.yaml': SHOW },
  },
  'Chart.yaml that is no YAML': { files: { 'Chart.yaml': 'a: b: c\n' } },
  'Chart.yaml that is a list': { files: { 'Chart.yaml': '- a\n' } },
  'values.yaml that is no YAML': { files: simple({ 'values.yaml': 'a: [1\n' }) },
  'values.yaml that is a list': { files: simple({ 'values.yaml': '- a\n' }) },
  'values.yaml that is empty': { files: simple({ 'values.yaml': '', 'templates/a.yaml': SHOW }) },
  'values that are a list': { files: simple({}), values: '- a\n' },
  'a byte order mark': {
    files: simple({ 'values.yaml': '\ufeffa: 1\n', 'templates/a.yaml': `\ufeff${SHOW}` }),
  },
  'a .helmignore': {
    files: simple({
      '.helmignore': '*.bak\nskipped/\n',
      'templates/a.bak': 'x',
      'templates/skipped/b.yaml': SHOW,
      'templates/c.yaml': `${SHOW}files: {{ len .Files }}\n`,
    }),
  },
  'a deprecated chart': {
    files: simple({ 'Chart.yaml': chartYaml('top', 'deprecated: true\n'), 'templates/a.yaml': SHOW }),
  },
  'Kubernetes that fits': {
    files: simple({
      'Chart.yaml': chartYaml('top', 'kubeVersion: ">=1.30.0-0"\n'),
      'templates/a.yaml': SHOW,
    }),
    kubeVersion: '1.33',
  },
  'Kubernetes that does not fit': {
    files: simple({ 'Chart.yaml': chartYaml('top', 'kubeVersion: "<1.20"\n') }),
  },
  'a range that is none': { files: simple({ 'Chart.yaml': chartYaml('top', 'kubeVersion: "a b"\n') }) },
  'a Kubernetes version that is none': { files: simple({}), kubeVersion: 'abc' },
  'a Kubernetes version of one number': { files: simple({}), kubeVersion: '1' },
  'a prerelease of Kubernetes': {
    files: simple({ 'templates/a.yaml': 'kind: A\nv: {{ .Capabilities.KubeVersion }}\n' }),
    kubeVersion: 'v1.35.0-rc.1',
  },
  'a .Files.Lines of an empty file': {
    files: simple({ 'e.txt': '', 'templates/a.yaml': 'a: {{ .Files.Lines "e.txt" }}\n' }),
  },
};

const MANIFESTS: Readonly<Record<string, ChartCase>> = {
  'many kinds': {
    files: simple({
      'templates/a.yaml': [
        'Zeta',
        'Deployment',
        'Alpha',
        'Service',
        'Namespace',
        'Ingress',
        'ConfigMap',
        'Secret',
      ]
        .map((kind, index) => object(kind, `n${index}`))
        .join('---\n'),
      'templates/b.yaml': `${object('Service', 'later')}---\n${object('CustomResourceDefinition', 'crd')}---\n${object('Alpha', 'second')}`,
    }),
  },
  separators: {
    files: simple({
      'templates/a.yaml': `---\n---\n# comment only\n---\n${object('A', 'a')}\n--- # behind\n${object('B', 'b')}---\n\n\n  ---  \n${object('C', 'c')}\n...\n`,
      'templates/b.yaml': '   \n\n',
      'templates/c.yaml': '# nothing but a comment\n',
    }),
  },
  hooks: {
    files: simple({
      'templates/a.yaml': object(
        'Job',
        'post',
        '    helm.sh/hook: post-install, pre-upgrade\n    helm.sh/hook-weight: "5"\n',
      ),
      'templates/b.yaml': object('ConfigMap', 'pre', '    "helm.sh/hook": PRE-INSTALL\n'),
      'templates/c.yaml': object('Pod', 'test', '    helm.sh/hook: test-success\n'),
      'templates/d.yaml': object('Pod', 'unknown', '    helm.sh/hook: crd-install\n'),
      'templates/e.yaml': object('Pod', 'none', '    other: x\n'),
    }),
  },
  'definitions in crds/': {
    files: withChild('', {
      'crds/b.yaml': '# second\nkind: CustomResourceDefinition\n\n',
      'crds/a.yml': 'kind: CustomResourceDefinition\nname: {{ not rendered }}\n',
      'crds/deep/c.json': '{"kind": "CustomResourceDefinition"}',
      'crds/README.md': 'no definition\n',
      'charts/sub/crds/a.yaml': 'kind: CustomResourceDefinition\n',
    }),
  },
  NOTES: {
    files: withChild('', {
      'templates/NOTES.txt': 'notes {{ .Release.Name }}\n',
      'charts/sub/templates/NOTES.txt': 'sub\n',
    }),
  },
  'an error in NOTES': { files: simple({ 'templates/NOTES.txt': '{{ fail "in notes" }}\n' }) },
  'a template that is no YAML file': {
    files: simple({ 'templates/a.txt': object('A', 'a'), 'templates/deep/b.yaml': SHOW }),
  },
  'a template that prints no YAML': { files: simple({ 'templates/a.yaml': 'a: b\n c: d\n' }) },
  'the second document is no YAML': { files: simple({ 'templates/a.yaml': 'a: b\n---\nx: [\n---\nc: d\n' }) },
  'missing values in texts': {
    files: simple({
      'templates/a.yaml': 'kind: A\nx: {{ .Values.a }}<no value>{{ printf "%v" .Values.b }}\n',
    }),
  },
  'an error below': {
    files: withChild('', {
      'charts/sub/templates/_h.tpl': '{{ define "h" }}{{ required "needs x" .Values.x }}{{ end }}',
      'charts/sub/templates/z.yaml': 'a: {{ include "h" . }}\n',
    }),
  },
  'a definition beside its include': {
    files: simple({ 'templates/a.yaml': '{{ define "x" }}x{{ end }}{{ include "x" . }}' }),
  },
  'CRLF line ends': { files: simple({ 'templates/a.yaml': 'kind: A\r\nx: 1\r\n---\r\nkind: B\r\n' }) },
};

const SCHEMAS: Readonly<Record<string, ChartCase>> = {
  'values that fit': schemaCase({ properties: { a: { type: 'integer' } }, required: ['a'] }, 'a: 1\n'),
  'a wrong type': schemaCase({ properties: { a: { type: 'integer' } } }, 'a: x\n'),
  'a missing value': schemaCase({ required: ['a', 'b'] }, 'c: 1\n'),
  'a value too many': schemaCase({ additionalProperties: false, properties: { a: {} } }, 'b: 1\n'),
  'a pattern': schemaCase({ properties: { a: { pattern: '^[a-z]+$' } } }, 'a: "1"\n'),
  'a reference': schemaCase(
    { $defs: { n: { type: 'number', minimum: 2 } }, properties: { a: { $ref: '#/$defs/n' } } },
    'a: 1\n',
  ),
  'none of several': schemaCase(
    { properties: { a: { anyOf: [{ type: 'string' }, { type: 'null' }] } } },
    'a: 1\n',
  ),
  'a format of draft 7': schemaCase(
    {
      $schema: 'http://json-schema.org/draft-07/schema#',
      properties: { a: { type: 'string', format: 'ipv4' } },
    },
    'a: 1.2.3\n',
  ),
  'a schema of a chart below': {
    files: withChild('', {
      'charts/sub/values.schema.json': '{"properties": {"fromSub": {"maximum": 0}}}',
      'values.schema.json': '{"required": ["z"]}',
    }),
  },
  'a schema that refers to nothing': schemaCase(
    { properties: { a: { $ref: '#/definitions/none' } } },
    'a: 1\n',
  ),
};

/** By what is special about them. */
export const CHARTS: Readonly<Record<string, ChartCase>> = {
  ...DEPENDENCIES,
  ...LOADING,
  ...MANIFESTS,
  ...SCHEMAS,
};

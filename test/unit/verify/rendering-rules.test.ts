// What charts render to: each rule with a release that breaks it.
import { describe, expect, it } from 'vitest';
import { schemasFromCrds } from '../../../src/verify/schemas/crd.ts';
import { checkView } from '../../../src/verify/rules.ts';
import { classTemplate } from '../../support/tiny-class.ts';
import { check, multiStage, singleStage, type Files } from './views.ts';

const told = async (files: Files) =>
  (await checkView(multiStage(files))).map(
    ({ severity, code, file, line, column, message }) =>
      `${severity} ${code} ${[file, line, column].filter((part) => part !== undefined).join(':')} ${message}`,
  );
const addon = (text: string): Files => ({ 'cluster-addon/cni/templates/a.yaml': text });
const object = (kind: string, metadata: string, apiVersion = 'v1') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {${metadata}}\n`;

describe('charts that do not render', () => {
  it.each<[string, Files, string]>([
    [
      'a template that is none',
      { 'cluster-class/templates/b.yaml': 'a: 1\nb: {{ bad\n' },
      'error chart-render cluster-class/templates/b.yaml:2 the chart does not render: parse error at (docker-scs-1-34-cluster-class/templates/b.yaml:2): function "bad" not defined',
    ],
    [
      'fail',
      addon('a: {{ fail "not without a flavor" }}\n'),
      'error chart-render cluster-addon/cni/templates/a.yaml:1:7 the chart does not render: execution error at (cni/templates/a.yaml:1:6): not without a flavor',
    ],
    [
      'a value that is not there',
      addon('a: {{ .Values.a.b }}\n'),
      'error chart-render cluster-addon/cni/templates/a.yaml:1:14 the chart does not render: template: cni/templates/a.yaml:1:13: executing "cni/templates/a.yaml" at <.Values.a.b>: nil pointer evaluating interface {}.b',
    ],
    [
      'what is no YAML',
      addon('a: [\n'),
      'error chart-render cluster-addon/cni/templates/a.yaml:1:1 the chart does not render: YAML parse error on cni/templates/a.yaml: error converting YAML to JSON: yaml: line 1: did not find expected node content',
    ],
    [
      'a loop without an end',
      addon('{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}'),
      'error chart-render cluster-addon/cni/templates/a.yaml:1:17 the chart does not render: cni/templates/a.yaml: the templates nest more than 1000 deep',
    ],
    [
      'more work than anybody waits for',
      addon('{{ range until 10000 }}{{ range until 10000 }}{{ end }}{{ end }}'),
      'error chart-render cluster-addon/cni/templates/a.yaml:1:39 the chart does not render: cni/templates/a.yaml: the templates take more than 20000000 steps',
    ],
  ])('%s', async (_what, files, expected) => {
    const [first] = await told(files);
    // How often Helm repeats where it is is its own business.
    expect(first?.slice(0, expected.length)).toBe(expected);
  });

  it('are told once: rules about their files speak first', async () => {
    expect(await check(multiStage({ 'cluster-class/values.yaml': '- a\n' }))).toEqual([
      'chart-values cluster-class/values.yaml:1:1',
    ]);
  });

  it('are not tried where dependencies are missing', async () => {
    const chart = 'apiVersion: v2\nname: cni\nversion: v1\ndependencies: [{name: a, version: 1.0.0}]\n';
    const files = { 'cluster-addon/cni/Chart.yaml': chart, ...addon('{{ fail "x" }}') };
    expect(await check(multiStage(files))).toEqual([
      'stage-dependency-missing cluster-addon/cni/Chart.yaml:4:16',
    ]);
  });
});

describe('objects of addons', () => {
  it.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['one without a namespace', object('ConfigMap', 'name: a'), []],
    ['one in kube-system', object('ConfigMap', 'name: a, namespace: kube-system'), []],
    [
      'one in another namespace',
      object('ConfigMap', 'name: a, namespace: other'),
      [
        'error addon-namespace cluster-addon/cni/templates/a.yaml:3:21 ConfigMap a is for the namespace other; the operator applies to kube-system only',
      ],
    ],
    [
      'one that has no namespace',
      object('ClusterRole', 'name: a, namespace: x', 'rbac.authorization.k8s.io/v1'),
      [],
    ],
    [
      'one whose definition says so',
      `${object('CustomResourceDefinition', 'name: things.example.com', 'apiextensions.k8s.io/v1')}spec: {group: example.com, scope: Cluster, names: {kind: Thing}}\n---\n${object('Thing', 'name: a, namespace: x', 'example.com/v1')}`,
      [],
    ],
    [
      'one whose definition says otherwise',
      `${object('CustomResourceDefinition', 'name: things.example.com', 'apiextensions.k8s.io/v1')}spec: {group: example.com, scope: Namespaced, names: {kind: Thing}}\n---\n${object('Thing', 'name: a, namespace: x', 'example.com/v1')}`,
      [
        'error addon-namespace cluster-addon/cni/templates/a.yaml:8:21 Thing a is for the namespace x; the operator applies to kube-system only',
      ],
    ],
    [
      'one without a name',
      object('ConfigMap', ''),
      [
        'error addon-object cluster-addon/cni/templates/a.yaml:1:1 an object has no metadata.name; the operator cannot apply it',
      ],
    ],
    [
      'a List',
      'apiVersion: v1\nkind: List\nitems: []\n',
      ['error addon-object cluster-addon/cni/templates/a.yaml:1:1 a List cannot be applied as one object'],
    ],
  ])('%s', async (_what, text, expected) => {
    expect(await told(addon(text))).toEqual(expected);
  });

  it('are rendered for the Kubernetes version of the release, with the values for a Cluster', async () => {
    const files = {
      ...addon('{{ fail (printf "%s %s" .Capabilities.KubeVersion.Version .Values.name) }}'),
      'cluster-addon/cni/overwrite.yaml': 'values: |\n  name: {{ .Cluster.metadata.name }}\n',
    };
    expect(await told(files)).toEqual([expect.stringContaining('v1.34.1 sample')]);
  });

  it('are checked against the definitions that are given', async () => {
    const crd = `${object('CustomResourceDefinition', 'name: things.example.com', 'apiextensions.k8s.io/v1')}spec:
  group: example.com
  names: {kind: Thing}
  versions:
    - name: v1
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}}
`;
    const thing = (spec: string) => addon(`${object('Thing', 'name: a', 'example.com/v1')}spec: ${spec}\n`);
    const { schemas } = schemasFromCrds([{ file: 'crd.yaml', text: crd }]);
    expect(await checkView(multiStage(thing('{size: 1}')), { schemas })).toEqual([]);
    expect(await checkView(multiStage(thing('{size: big}')), { schemas })).toMatchObject([
      { code: 'class-field', file: 'cluster-addon/cni/templates/a.yaml', line: 4 },
    ]);
    expect(await checkView(multiStage(thing('{size: big}')))).toEqual([]);
  });

  it('need values that Helm can read: JSON has no infinity', async () => {
    const files = { 'cluster-addon/cni/overwrite.yaml': 'values: |\n  a: .inf\n' };
    const [first, ...more] = await told(files);
    expect(more).toEqual([]);
    expect(first).toMatch(
      /^error chart-render cluster-addon\/cni the chart does not render: failed to parse -: .*unsupported value: \+Inf$/,
    );
  });

  it('count in the single-stage convention as well', async () => {
    const files = { 'cluster-addon/templates/a.yaml': object('ConfigMap', 'name: a, namespace: x') };
    expect(await check(singleStage(files))).toEqual(['addon-namespace cluster-addon/templates/a.yaml:3:21']);
  });

  it('say what to do where only the order is another one each time', async () => {
    const text = '{{ $d := dict "a" 1 "b" 2 }}# {{ keys $d | sortAlpha | first }} {{ keys $d | first }}\n';
    const problems = await checkView(multiStage(addon(text)));
    expect(problems.map(({ code, line, column, hint }) => [code, line, column, hint])).toEqual([
      [
        'chart-unstable',
        1,
        73,
        'sort what keys gives with sortAlpha, or set the values that make the chart do without it',
      ],
    ]);
  });

  it('say when they are others each time', async () => {
    const text = `${object('ConfigMap', 'name: a')}data:\n  key: {{ randAlphaNum 8 }}\n  time: {{ now | date "2006" | quote }}\n`;
    expect(await told(addon(text))).toEqual([
      'warning chart-unstable cluster-addon/cni/templates/a.yaml:5:24 randAlphaNum is random: the chart renders differently each time',
      'warning chart-unstable cluster-addon/cni/templates/a.yaml:6:12 now reads the clock: the chart renders differently each time',
    ]);
  });

  it.each([
    [
      'has been asked whether a duration is one',
      '{{ $now := now }}a: {{ ne $now ($now | dateModify "2h") }}',
      [],
    ],
    ['is thrown away', '{{ $_ := now | mustDateModify "2h" }}', []],
    ['is one of two reasons', '{{ $_ := now }}a: {{ uuidv4 }}', ['uuidv4 is random']],
    ['only moves white space around documents', '{{ if eq (now | date "2006") "1970" }}\n\n{{ end }}', []],
    [
      'sets a value that is printed',
      '{{ $_ := set .Values "a" (now | date "2006") }}a: {{ .Values.a }}',
      ['now reads the clock'],
    ],
    [
      'sees what the first time left of the values',
      '{{ $_ := now }}a: {{ hasKey .Values "b" }}{{ $_ := set .Values "b" 1 }}',
      [],
    ],
    ['decides', 'a: {{ if eq (now | date "2006") "1970" }}1{{ else }}2{{ end }}', ['now reads the clock']],
    [
      'is waited for',
      '{{ if ne (now | date "2006") "1970" }}{{ fail "late" }}{{ end }}',
      ['now reads the clock'],
    ],
  ])('are looked at again with another time, which %s', async (_what, text, expected) => {
    const found = await told(addon(`${object('ConfigMap', 'name: a')}data: {}\n${text}\n`));
    expect(found.map((line) => /:\d+ (.*): the chart/.exec(line)?.[1])).toEqual(expected);
  });
});

describe('the class chart', () => {
  it('is rendered with what the operator has: no values, Kubernetes v1.34.0, its own release name', async () => {
    const text = '{{ fail (printf "%s %s %v" .Release.Name .Capabilities.KubeVersion.Version .Values) }}';
    expect(await told({ 'cluster-class/templates/x.yaml': text })).toEqual([
      expect.stringContaining('docker-scs-1-34 v1.34.0 map[]'),
    ]);
  });

  it('named for another minor is caught', async () => {
    const text = classTemplate().replaceAll('{{ .Release.Name }}', 'docker-scs-1-33');
    const [first] = await told({ 'cluster-class/templates/class.yaml': text });
    expect(first).toBe(
      'error class-missing cluster-class/templates/class.yaml:4:3 the ClusterClass is called docker-scs-1-33-v1; expected docker-scs-1-34-v1',
    );
  });
});

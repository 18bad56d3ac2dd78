// What templates ask Helm's built-in objects for that is not there.
import { describe, expect, it } from 'vitest';
import { formatPlace } from '../../../src/problem/place.ts';
import { checkTemplateFields } from '../../../src/verify/template-rules.ts';
import { checkView } from '../../../src/verify/rules.ts';
import { multiStage, singleStage, type Files } from './views.ts';

const CHART = 'cluster-addon/cni';
const addon = (text: string, more: Files = {}): Files => ({ [`${CHART}/templates/a.yaml`]: text, ...more });
const told = (files: Files) =>
  checkTemplateFields(multiStage(files)).map(
    ({ message, hint, ...place }) => `${formatPlace(place)} ${message}; ${hint}`,
  );
/** What is told of a template, without its place. */
const toldOf = (text: string, more: Files = {}) =>
  checkTemplateFields(multiStage(addon(text, more))).map(({ message, hint }) => `${message}; ${hint}`);

const IS_NOTHING = 'it renders as nothing';
const FAILS = 'rendering fails where it is reached';

describe('a field that a built-in object does not have', () => {
  it.each([
    ['.Release.Nmae', '.Release', 'Nmae', IS_NOTHING, 'did you mean .Release.Name?'],
    ['$.Release.namespace', '.Release', 'namespace', IS_NOTHING, 'did you mean .Release.Namespace?'],
    ['.Release.Nmae.First', '.Release', 'Nmae', FAILS, 'did you mean .Release.Name?'],
    ['.Template.Nme', '.Template', 'Nme', IS_NOTHING, 'did you mean .Template.Name?'],
    ['.Chart.Verison', '.Chart', 'Verison', FAILS, 'did you mean .Chart.Version?'],
    ['.Chart.appVersion', '.Chart', 'appVersion', FAILS, 'did you mean .Chart.AppVersion?'],
    ['.Chart.isRoot', '.Chart', 'isRoot', FAILS, 'did you mean .Chart.IsRoot?'],
    ['.Chart.Metadata.Nmae', '.Chart.Metadata', 'Nmae', FAILS, 'did you mean .Chart.Metadata.Name?'],
    [
      '.Capabilities.KubeVersion.Minro',
      '.Capabilities.KubeVersion',
      'Minro',
      FAILS,
      'did you mean .Capabilities.KubeVersion.Minor?',
    ],
    [
      '.Capabilities.APIVersions.Hsa',
      '.Capabilities.APIVersions',
      'Hsa',
      FAILS,
      'did you mean .Capabilities.APIVersions.Has?',
    ],
    [
      '.Capabilities.HelmVersion.Verison',
      '.Capabilities.HelmVersion',
      'Verison',
      FAILS,
      'did you mean .Capabilities.HelmVersion.Version?',
    ],
    [
      '.Release.Time',
      '.Release',
      'Time',
      IS_NOTHING,
      '.Release has Name, Namespace, IsUpgrade, IsInstall, Revision, Service',
    ],
    [
      '.Capabilities.TillerVersion',
      '.Capabilities',
      'TillerVersion',
      FAILS,
      '.Capabilities has KubeVersion, APIVersions, HelmVersion',
    ],
  ])('%s', (written, owner, name, consequence, hint) => {
    const message = `${written}: Helm's ${owner} has no field ${name}; ${consequence}; ${hint}`;
    expect(toldOf(`a: {{ ${written} }}\n`)).toEqual([message]);
    expect(toldOf(`{{ if false }}{{ first (list ${written}) }}{{ end }}`)).toEqual([message]);
  });

  it('.Files.Gett', () => {
    expect(toldOf('a: {{ .Files.Gett "a" }}', { [`${CHART}/README`]: '' })).toEqual([
      ".Files.Gett: Helm's .Files has no field Gett, and the chart no such file; did you mean .Files.Get?",
    ]);
  });

  it.each([
    ['.Vaules.a', 'Vaules', FAILS, 'did you mean .Values?'],
    ['.values', 'values', IS_NOTHING, 'did you mean .Values?'],
    ['$.Realease.Name', 'Realease', FAILS, 'did you mean .Release?'],
  ])('%s, of the object that all are in', (written, name, consequence, hint) => {
    expect(toldOf(`a: {{ ${written} }}`)).toEqual([
      `${written}: Helm gives templates no .${name}; ${consequence}; ${hint}`,
    ]);
  });
});

describe('a mistyped field is told', () => {
  const MESSAGE =
    ".Release.Nmae: Helm's .Release has no field Nmae; it renders as nothing; did you mean .Release.Name?";

  it('with its place, in every chart of the stack and every file that is a template', () => {
    expect(
      told({
        'cluster-class/templates/x.yaml': '# é {{ .Release.Name }}{{ .Release.Nmae }}\n',
        ...addon('a: b\n---\nname: {{ .Release.Name }}-{{ $.Release.Nmae | quote }}\n', {
          [`${CHART}/templates/NOTES.txt`]: '{{ .Release.Nmae }}',
          [`${CHART}/templates/_names.tpl`]: '{{ define "x" }}\n  {{ .Release.Nmae }}{{ end }}',
        }),
      }),
    ).toEqual([
      `cluster-class/templates/x.yaml:1:28 ${MESSAGE}`,
      `${CHART}/templates/NOTES.txt:1:4 ${MESSAGE}`,
      `${CHART}/templates/_names.tpl:2:6 ${MESSAGE}`,
      `${CHART}/templates/a.yaml:3:30 ${MESSAGE.replace('.Release', '$.Release')}`,
    ]);
  });

  it('in the one chart of the single-stage convention', () => {
    const view = singleStage({ 'cluster-addon/templates/a.yaml': '{{ .Release.Nmae }}' });
    expect(checkTemplateFields(view).map(formatPlace)).toEqual(['cluster-addon/templates/a.yaml:1:4']);
  });

  it('at a hundred places of a file, and no more', () => {
    expect(toldOf('{{ .Release.Nmae }}\n'.repeat(120))).toHaveLength(100);
  });

  it('as a warning, beside what Helm says of it', async () => {
    const problems = await checkView(multiStage(addon('a: {{ .Chart.Verison }}')));
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'warning chart-unknown-field',
      'error chart-render',
    ]);
  });

  it('where charts are missing that it depends on', () => {
    const dependent = `apiVersion: v2\nname: cni\nversion: v1\ndependencies: [{name: b, version: 1.0.0, repository: "https://example.com"}]\n`;
    expect(toldOf('{{ .Release.Nmae }}', { [`${CHART}/Chart.yaml`]: dependent })).toEqual([MESSAGE]);
  });
});

describe('nothing is told', () => {
  const INNER = `${CHART}/charts/b`;

  it.each<[what: string, text: string, more?: Files]>([
    [
      'of what is there',
      `{{ .Release.Name }}{{ .Release.Namespace }}{{ .Release.IsUpgrade }}{{ .Release.IsInstall }}{{ .Release.Revision }}
       {{ .Release.Service }}{{ .Chart.Name }}{{ .Chart.Home }}{{ .Chart.Sources }}{{ .Chart.Version }}{{ .Chart.Description }}
       {{ .Chart.Keywords }}{{ .Chart.Maintainers }}{{ .Chart.Icon }}{{ .Chart.APIVersion }}{{ .Chart.Condition }}{{ .Chart.Tags }}
       {{ .Chart.AppVersion }}{{ .Chart.Deprecated }}{{ .Chart.Annotations.any }}{{ .Chart.KubeVersion }}{{ .Chart.Dependencies }}
       {{ .Chart.Type }}{{ .Chart.IsRoot }}{{ .Chart.Metadata.Name }}{{ .Capabilities.KubeVersion }}
       {{ .Capabilities.KubeVersion.Version }}{{ .Capabilities.KubeVersion.Major }}{{ .Capabilities.KubeVersion.Minor }}
       {{ .Capabilities.KubeVersion.GitVersion }}{{ .Capabilities.KubeVersion.String }}{{ .Capabilities.APIVersions.Has "v1" }}
       {{ .Capabilities.HelmVersion.Version }}{{ .Capabilities.HelmVersion.GitCommit }}{{ .Capabilities.HelmVersion.GitTreeState }}
       {{ .Capabilities.HelmVersion.GoVersion }}{{ .Template.Name }}{{ .Template.BasePath }}{{ .Files.Get "a" }}
       {{ .Files.GetBytes "a" }}{{ .Files.Glob "a" }}{{ .Files.Lines "b" }}{{ .Files.AsConfig }}{{ (.Files.Glob "a").AsSecrets }}
       {{ .Subcharts.any.Values }}{{ .Values.any.thing }}`,
    ],
    ['of a file of the chart', '{{ .Files.Gett }}', { [`${CHART}/Gett`]: 'a' }],
    ['of files that look like no function', '{{ .Files.LICENSE }}'],
    ['of names of a chart of its own', '{{ .fullName }}{{ .image.tag }}'],
    [
      'where dot is another one',
      '{{ range .Values.a }}{{ .Release.Nmae }}{{ end }}{{ with .b }}{{ .Vaules }}{{ end }}',
    ],
    ['of what the chart sets itself', '{{ $_ := set .Release "Nmae" 1 }}{{ .Release.Nmae }}'],
    ['of what the chart puts beside', '{{ $_ := set $ `Vaules` (dict) }}{{ .Vaules.a }}'],
    [
      'of what a chart inside may have set',
      '{{ include "b" . }}{{ .Release.Nmae }}',
      {
        [`${INNER}/Chart.yaml`]: 'apiVersion: v2\nname: b\nversion: 1.0.0\n',
        [`${INNER}/templates/_b.tpl`]: '{{ define "b" }}{{ $_ := set .Release "Nmae" 1 }}{{ end }}',
      },
    ],
    [
      'of charts inside',
      'a: b',
      {
        [`${INNER}/Chart.yaml`]: 'apiVersion: v2\nname: b\nversion: 1.0.0\n',
        [`${INNER}/templates/b.yaml`]: 'a: {{ .Release.Nmae }}',
      },
    ],
    ['of any map that a definition gets', '{{ define "x" }}{{ .Vaules }}{{ end }}'],
    ['of the text of a partial', 'a: b', { [`${CHART}/templates/_x.tpl`]: '{{ .Vaules }}' }],
    [
      'of an object that a definition may get from its callers',
      '{{ define "x" }}{{ .Chart.Foo }}{{ end }}{{ include "x" (dict "Chart" .Values.b) }}',
    ],
    ['of a template that is none', '{{ .Release.Nmae }}{{ bad'],
    [
      'of a file that Helm ignores',
      '{{ .Release.Nmae }}',
      { [`${CHART}/.helmignore`]: 'templates/a.yaml\n' },
    ],
    ['of a chart that cannot be loaded', '{{ .Release.Nmae }}', { [`${CHART}/values.yaml`]: '- a\n' }],
  ])('%s', (_, text, more) => {
    expect(toldOf(text, more)).toEqual([]);
  });
});

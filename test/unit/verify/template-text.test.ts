import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTemplateText } from '../../../src/verify/template-text.ts';

const VALUES = {
  name: 'ubuntu',
  on: false,
  size: 50,
  large: 2_000_000,
  half: 0.5,
  lines: 'a\nb',
  nothing: null,
  list: ['x'],
  map: { b: 1, a: '<&' },
};

/** The text, with stand-ins shown as the actions that they stand for. */
function read(text: string, values: unknown = VALUES) {
  const { text: yaml, restore, gaps, fault } = readTemplateText(text, values);
  return { text: restore(yaml), gaps, fault };
}
const textOf = (text: string) => read(text).text;

describe('actions of a template', () => {
  it.each([
    [
      'control on lines of its own',
      'a: 1\n{{- if .Values.x }}\nb: 2\n  {{- end }}\nc: 3',
      'a: 1\n\nb: 2\n\nc: 3',
    ],
    ['comments', '{{/* a\nb */}}\na: 1 {{- /* c */ -}} \n', '\n\na: 1  \n'],
    ['variables', '{{- $x := .Values.name -}}\na: 1', '\na: 1'],
    ['definitions with all that is in them', '{{ define "x" }}\na: {{ .b }}\n{{ end }}\nc: 1', '\n\n\nc: 1'],
  ])('that print nothing go: %s', (_, template, expected) => {
    expect(textOf(template)).toBe(expected);
  });

  it.each([
    ['a: {{ .Values.name }}', 'a: ubuntu'],
    ['a: {{ .Values.name | quote }}', 'a: "ubuntu"'],
    ['a: {{ quote .Values.name }}', 'a: "ubuntu"'],
    ['a: {{ .Values.on }}', 'a: false'],
    ['a: {{- .Values.size -}}', 'a: 50'],
    ['a: {{ .Values.size | quote }}', 'a: "50"'],
    ['a: {{ $.Values.name }}', 'a: ubuntu'],
    ['a: {{ .Values.list | toJson }}', 'a: ["x"]'],
    ['a: {{ toJson .Values.map }}', 'a: {"a":"<&","b":1}'],
    ['a: {{ .Values.map.b }}', 'a: 1'],
    ['{{ $v := .Values.map }}\na: {{ $v.b }}', '\na: 1'],
    ['{{ $v := .Values }}\na: {{ $v.map | toJson }}', '\na: {"a":"<&","b":1}'],
    ['a:\n  {{ .Values.name | quote }}\n', 'a:\n  "ubuntu"\n'],
    ['{{ if .x }}\na: {{ .Values.name }}\n{{ end }}', '\na: ubuntu\n'],
    ['{{ range .x }}\na: {{ $.Values.name }}\n{{ end }}', '\na: ubuntu\n'],
  ])('that print values of the chart print them: %j', (template, expected) => {
    expect(textOf(template)).toBe(expected);
  });

  it.each([
    ...[
      '{{ .Release.Name }}',
      '{{ .Values.absent }}',
      '{{ .Values.nothing | quote }}',
      '{{ .Values.lines }}',
    ],
    ...[
      '{{ .Values.map }}',
      '{{ .Values.list }}',
      '{{ .Values.half | quote }}',
      '{{ .Values.large | quote }}',
    ],
    ...[
      '{{ .Values.name | upper }}',
      '{{ .Values.name | quote | toJson }}',
      '{{ default "x" .Values.name }}',
    ],
    ...['{{ (index .Values.list 0) }}', '{{ .Values.name.length }}', '{{ .Values.list.length }}'],
    ...['{{ include "x" . | nindent 4 }}', '{{ `{{ .x }}` }}', '{{ . }}', '{{ $ }}', '{{ $x }}', '{{ }}'],
    ...['{{ .Values .name }}', '{{ .Values.name . }}', '{{ .Values.__proto__ }}', '{{ .Values.toString }}'],
    ...['{{ if .Values.on }}b{{ else }}c{{ end }}', '{{ "a" }}', '{{ .Values.map.toJson }}'],
  ])('that only rendering can tell stay as they are: a: %s', (action) => {
    expect(textOf(`a: ${action}\nb: "{{ .Values.name }}"`)).toBe(`a: ${action}\nb: "ubuntu"`);
  });

  it.each([
    ['the dot of range', '{{ range .x }}\na: {{ .Values.name }}\n{{ end }}'],
    ['the dot of with', '{{ with .x }}\na: {{ .Values.name }}\n{{ end }}'],
    ['a variable that changes', '{{ $v := .Values.name }}{{ $v = "x" }}\na: {{ $v }}'],
    ['a variable that is set twice', '{{ $v := .Values.name }}\n{{ $v := .Values.on }}\na: {{ $v }}'],
    ['a variable of a block', '{{ if .x }}{{ $v := .Values.name }}{{ end }}\na: {{ $v }}'],
    ['a variable of range', '{{ range $v := .Values.list }}\na: {{ $v }}\n{{ end }}'],
    ['a variable of something else', '{{ $v := .Chart.Name }}\na: {{ $v }}'],
    ['a variable that went through a function', '{{ $v := .Values.name | quote }}\na: {{ $v }}'],
  ])('does not take %s for the values', (_, template) => {
    expect(textOf(template)).toMatch(/^a: \{\{ \S+ \}\}$/m);
  });

  it('keeps every line where it is, also behind actions of several lines', () => {
    const template = '{{/*\n\n*/}}\na: {{ `x\ny` }} # 4\nb: 1\n{{- if\n .x }}\nc: 2\n{{ end }}\nd: 3';
    const lines = readTemplateText(template, {}).text.split('\n');
    const original = template.split('\n');
    expect(lines).toHaveLength(original.length);
    for (const line of ['b: 1', 'c: 2', 'd: 3']) expect(lines.indexOf(line)).toBe(original.indexOf(line));
  });
});

describe('gaps', () => {
  it('are lines that print what is not known', () => {
    expect(read('a: 1\n  {{- toYaml .x | nindent 2 }}\nb: {{ .y }}\n{{ .Values.name }}: 1').gaps).toEqual([
      { start: 2, end: 2, source: '{{- toYaml .x | nindent 2 }}', kind: 'output' },
    ]);
  });

  it('are blocks, from the line that opens one to the one that closes it', () => {
    const template =
      'a\n{{ if .x }}\nb\n{{ range .y }}\nc\n{{ end }}\n{{ else }}\nd\n{{ end }}\n{{ with .z }}\ne';
    expect(read(template).gaps).toEqual([
      { start: 4, end: 6, source: '{{ range .y }}', kind: 'block' },
      { start: 2, end: 9, source: '{{ if .x }}', kind: 'block' },
      { start: 10, end: 11, source: '{{ with .z }}', kind: 'block' },
    ]);
  });

  it('are not definitions, comments and variables', () => {
    expect(
      read('{{ define "x" }}{{ if .a }}{{ .b }}{{ end }}{{ end }}\n{{/* c */}}\n{{ $x := 1 }}').gaps,
    ).toEqual([]);
  });
});

describe('whatever is in a template', () => {
  it('says why the rest is not read', () => {
    expect(read('a: 1\nb: {{ .x').fault).toMatchObject({ start: 8 });
    expect(read('a: 1\nb: {{ .x').text).toBe('a: 1\nb: ');
  });

  it('never throws, and finds as many lines as there are', () => {
    const part = fc.constantFrom(
      ...[
        '{{',
        '}}',
        '{{-',
        '-}}',
        ' if ',
        ' end ',
        ' range $i, $v := ',
        ' define "x" ',
        ' else ',
        ' with ',
        '/*',
        '*/',
      ],
      ...[
        '.Values',
        '.a',
        '$x',
        ':=',
        '=',
        '|',
        'quote',
        'toJson',
        '`',
        '"',
        '\n',
        ' ',
        'a: ',
        '- ',
        '\ue0000\ue001',
        '\0',
      ],
    );
    const template = fc.array(fc.oneof(part, fc.string()), { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(template, fc.jsonValue(), (text, values) => {
        const { text: yaml, restore, fault } = readTemplateText(text, values);
        expect(typeof restore(yaml)).toBe('string');
        if (!fault) expect(yaml.split('\n')).toHaveLength(text.split('\n').length);
      }),
    );
  });
});

// The template checks against what Go 1.26 and slim-sprig 52ccab3ef572 said to the same texts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanTemplate } from '../../../src/verify/go-template.ts';
import { TEMPLATE_FUNCTIONS } from '../../../src/verify/slim-sprig.ts';
import { checkActions } from '../../../src/verify/template-blocks.ts';

/** The first fault, with its offset. */
function faultOf(text: string): string | undefined {
  const { actions, fault } = scanTemplate(text);
  const first = fault ?? checkActions(actions)[0];
  return first && `${first.start}: ${first.message}`;
}

describe('templates that Go takes', () => {
  it.each([
    'no action, and }} alone',
    '{{/* c */}}{{- /* c */ -}}{{/**/}}',
    '{{ .a }}{{.a -}} {{- .a.b.range }}{{ . }}{{ $ }}{{ $.toYaml }}',
    '{{ "}}" }}{{ "{{" }}{{ `a\nb` }}{{ "a\\"b" }}',
    "{{ 'a' }}{{ '\\'' }}",
    '{{ .a\n}}',
    '{{ 1e3 }}{{ 0x1F }}{{ 1_000 }}{{ 3i }}{{ -1 }}{{ .5 }}',
    '{{ (index .a 0).foo }}{{ (list 1).foo.bar }}',
    '{{ $x := 1 }}{{ $x }}{{ $x = 2 }}',
    '{{ range $i, $v := .a }}{{ $i }}{{ break }}{{ continue }}{{ end }}',
    '{{ if .a }}{{ else if .b }}{{ else }}{{ end }}',
    '{{ with .a }}{{ else with .b }}{{ end }}',
    '{{ define "x" }}{{ end }}{{ template "x" . }}{{ block "y" . }}{{ end }}',
    '{{ and .a nil true }}{{ .a | default (list 1 2 | join ",") | quote }}',
    '{{ with $y := .a }}{{ $y }}{{ end }}',
  ])('%j', (text) => {
    expect(faultOf(text)).toBeUndefined();
  });
});

describe('templates that Go refuses', () => {
  it.each([
    ['a {{ foo }}', '5: the operator knows no function "foo"'],
    ['{{ foo.bar }}', '3: the operator knows no function "foo"'],
    ['{{ .a | default (nope) }}', '17: the operator knows no function "nope"'],
    ['{{ ä }}', '3: the operator knows no function "ä"'],
    ['{{/* c }}', '0: a comment is not closed with */'],
    ['{{/* c */ }}', '9: after a comment the action must end: */}}'],
    ['{{ /* c */ }}', '3: unexpected character "/"'],
    ['{{ "a }}', '3: a quoted string is not closed'],
    ['{{ "a\nb" }}', '3: a quoted string is not closed'],
    ["{{ 'ab' }}", '3: a quoted string is not closed'],
    ['x {{ .a', '2: an action is not closed with }}'],
    ['{{ .a }', '6: unexpected character "}"'],
    ['{{ (.a }}', '7: a parenthesis is not closed'],
    ['{{ .a) }}', '5: a closing parenthesis has no opening one'],
    ['{{ .a"b" }}', '5: unexpected character """'],
    ['{{ .a.$b }}', '6: unexpected character "$"'],
    ['{{ # }}', '3: unexpected character "#"'],
    ['{{ }}', '0: the action is empty'],
    ['{{ if .a }}', '0: {{if}} has no {{end}}'],
    ['{{ if }}{{ end }}', '0: {{if}} has no value'],
    ['a{{ end }}', '4: {{end}} closes nothing'],
    ['{{ else }}', '3: {{else}} belongs to nothing'],
    ['{{ if .a }}{{ else }}{{ else }}{{ end }}', '24: {{if}} has an {{else}} already'],
    ['{{ break }}', '0: {{break}} stands outside of {{range}}'],
    ['{{ $y }}', '3: the variable $y is not declared'],
    ['{{ range $i, $v := .a }}{{ end }}{{ $i }}', '36: the variable $i is not declared'],
    ['{{ $x := 1 }}{{ define "a" }}{{ $x }}{{ end }}', '32: the variable $x is not declared'],
  ])('%j', (text, expected) => {
    expect(faultOf(text)).toBe(expected);
  });
});

it('knows slim-sprig and not sprig', () => {
  for (const name of ['toJson', 'dig', 'nindent', 'b64enc', 'urlJoin', 'eq', 'printf'])
    expect(TEMPLATE_FUNCTIONS.has(name)).toBe(true);
  for (const name of ['toYaml', 'merge', 'uuidv4', 'semver', 'include', 'snakecase', ''])
    expect(TEMPLATE_FUNCTIONS.has(name)).toBe(false);
  expect(TEMPLATE_FUNCTIONS.size).toBe(184);
});

it('never throws', () => {
  const piece = fc.constantFrom(
    '{{',
    '}}',
    ' -}}',
    '{{- ',
    '"',
    '`',
    "'",
    '/*',
    '*/',
    '(',
    ')',
    '$x',
    '.a',
    'if',
    'end',
    ':=',
    ' ',
    '\n',
    '|',
    '1',
    '😀',
  );
  fc.assert(fc.property(fc.array(piece), (pieces) => void faultOf(pieces.join(''))));
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void faultOf(`{{${text}`)));
});

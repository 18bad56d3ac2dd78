// Paths of fields in templates, told without executing them.
import { describe, expect, it } from 'vitest';
import { fieldPaths } from '../../../../src/render/gotemplate/field-paths.ts';
import { parseTemplate } from '../../../../src/render/gotemplate/parse.ts';

const pathsIn = (text: string): string[] =>
  fieldPaths(parseTemplate('t', text, () => true).root).map(({ text }) => text);

describe('fieldPaths', () => {
  it.each<[what: string, template: string, paths: string[]]>([
    ['actions', '{{ .a }}{{ .a.b.c }}{{ $.d.e }}{{ . }}{{ $ }}text', ['.a', '.a.b.c', '$.d.e']],
    ['arguments', '{{ f .a (g $.b | h .c) "x" 1 }}', ['.a', '$.b', '.c']],
    ['what has fields of its own', '{{ (f .a).b.c }}{{ (.d).e }}', ['.a', '.d']],
    ['variables, at what they are set to', '{{ $x := .a }}{{ $x.b }}{{ $x = $.c }}', ['.a', '$.c']],
    [
      'both branches',
      '{{ if .a }}{{ .b }}{{ else if .c }}{{ .d }}{{ else }}{{ .e }}{{ end }}',
      ['.a', '.b', '.c', '.d', '.e'],
    ],
    [
      'with, but for what is inside',
      '{{ with .a }}{{ .b }}{{ $.c }}{{ if .d }}{{ .e }}{{ end }}{{ else }}{{ .f }}{{ end }}{{ .g }}',
      ['.a', '$.c', '.f', '.g'],
    ],
    [
      'range, but for what is inside',
      '{{ range $k, $v := .a }}{{ .b }}{{ range $.c }}{{ .d }}{{ else }}{{ .e }}{{ end }}{{ else }}{{ .f }}{{ end }}',
      ['.a', '$.c', '.f'],
    ],
    [
      'arguments of templates',
      '{{ template "x" }}{{ template "x" .a.b }}{{ block "y" .c }}{{ .d }}{{ end }}',
      ['.a.b', '.c'],
    ],
    ['no definitions', '{{ define "x" }}{{ .a }}{{ end }}{{ .b }}', ['.b']],
    ['no $ that is something else', '{{ .a }}{{ $.b }}{{ $ = .c }}{{ $.d }}', ['.a', '.c']],
    ['no text, comment or string', '.a {{/* .b */}}{{ ".c" }}', []],
  ])('finds those of %s', (_, template, paths) => {
    expect(pathsIn(template)).toEqual(paths);
  });
});

// What Go's text/template makes of nested templates and missing keys.
import type { Section } from './section.ts';
import { list, object } from '../sample-types.ts';

/** By the sections of the documentation of text/template. */
export const NESTED: readonly Section[] = [
  {
    title: 'Nested templates',
    cases: [
      ['define and template', '{{define "a"}}A{{end}}{{template "a"}}', undefined, 'A'],
      ['used before it is defined', '{{template "a"}}{{define "a"}}A{{end}}', undefined, 'A'],
      ['definition prints nothing', 'x{{define "a"}}A{{end}}y', undefined, 'xy'],
      ['with dot', '{{template "a" .}}{{define "a"}}{{.A}}{{end}}', object({ A: 1n }), '1'],
      [
        'without an argument dot is nil',
        '{{template "a"}}{{define "a"}}{{.}}{{end}}',
        object({ A: 1n }),
        '<no value>',
      ],
      ['with a pipeline', '{{template "a" 1 | add 2}}{{define "a"}}{{.}}{{end}}', undefined, '3'],
      [
        'the root is its argument',
        '{{template "a" .A}}{{define "a"}}{{$}}{{$.B}}{{end}}',
        object({ A: object({ B: 1n }) }),
        'map[B:1]1',
      ],
      [
        'templates in templates',
        '{{define "a"}}<{{template "b" .}}>{{end}}{{define "b"}}[{{.}}]{{end}}{{template "a" 1}}',
        undefined,
        '<[1]>',
      ],
      [
        'recursion',
        '{{define "a"}}{{range .}}({{template "a" .}}){{end}}{{end}}{{template "a" .}}',
        list(list(list()), list()),
        '(())()',
      ],
      ['block', '{{block "a" .}}<{{.}}>{{end}}', 1n, '<1>'],
      ['block is a template, too', '{{block "a" 1}}<{{.}}>{{end}}{{template "a" 2}}', undefined, '<1><2>'],
      ['block in a block', '{{block "a" .}}{{block "b" .A}}{{.}}{{end}}{{end}}', object({ A: 1n }), '1'],
      ['names of any text', '{{define "a/b c.\\u00e9"}}x{{end}}{{template "a/b c.é"}}', undefined, 'x'],
      ['name in backquotes', '{{define `a`}}x{{end}}{{template `a`}}', undefined, 'x'],
      ['empty definition', '{{define "a"}}{{end}}[{{template "a"}}]', undefined, '[]'],
      ['trimmed', '{{define "a" -}} x {{- end -}} y {{- template "a" -}} z', undefined, 'yxz'],
      [
        'inside of a loop',
        '{{range .}}{{template "a" .}}{{end}}{{define "a"}}<{{.}}>{{end}}',
        list(1n, 2n),
        '<1><2>',
      ],
      [
        'variables are not shared',
        '{{$x := 1}}{{template "a" 2}}{{$x}}{{define "a"}}{{$x := .}}{{$x}}{{end}}',
        undefined,
        '21',
      ],
    ],
  },
  {
    title: 'Nested templates: errors',
    cases: [
      [
        'not defined',
        '{{template "a"}}',
        undefined,
        { error: 'template: t:1:11: executing "t" at <{{template "a"}}>: template "a" not defined' },
      ],
      [
        'not defined, in a definition',
        '{{define "a"}}\n{{template "b"}}{{end}}{{template "a"}}',
        undefined,
        { error: 'template: t:2:11: executing "a" at <{{template "b"}}>: template "b" not defined' },
      ],
      [
        'name is missing',
        '{{template}}',
        undefined,
        { error: 'template: t:1: unexpected "}}" in template clause' },
      ],
      [
        'name is no string',
        '{{template a}}',
        undefined,
        { error: 'template: t:1: unexpected "a" in template clause' },
      ],
      [
        'name is a variable',
        '{{template $x}}',
        undefined,
        { error: 'template: t:1: unexpected "$x" in template clause' },
      ],
      [
        'name of a definition is missing',
        '{{define}}{{end}}',
        undefined,
        { error: 'template: t:1: unexpected "}}" in define clause' },
      ],
      [
        'definition in a block',
        '{{if true}}{{define "a"}}{{end}}{{end}}',
        undefined,
        { error: 'template: t:1: unexpected <define> in command' },
      ],
      [
        'definition in a definition',
        '{{define "a"}}{{define "b"}}{{end}}{{end}}',
        undefined,
        { error: 'template: t:1: unexpected <define> in command' },
      ],
      ['definition without end', '{{define "a"}}x', undefined, { error: 'template: t:1: unexpected EOF' }],
      [
        'defined twice',
        '{{define "a"}}1{{end}}{{define "a"}}2{{end}}',
        undefined,
        { error: 'template: t:1: template: multiple definition of template "a"' },
      ],
      [
        'block without pipeline',
        '{{block "a"}}x{{end}}',
        undefined,
        { error: 'template: t:1: missing value for block clause' },
      ],
      [
        'block without name',
        '{{block}}x{{end}}',
        undefined,
        { error: 'template: t:1: unexpected "}}" in block clause' },
      ],
      [
        'two pipelines',
        '{{template "a" 1 2}}{{define "a"}}{{end}}',
        undefined,
        { error: 'template: t:1:15: executing "t" at <1>: can\'t give argument to non-function 1' },
      ],
      [
        'an error in a definition names it',
        '{{define "a"}}\n  {{.X.Y}}{{end}}{{template "a" .}}',
        object({ X: 1n }),
        { error: 'template: t:2:6: executing "a" at <.X.Y>: can\'t evaluate field Y in type interface {}' },
      ],
      [
        'else in a definition',
        '{{define "a"}}{{else}}{{end}}',
        undefined,
        { error: 'template: t:1: unexpected {{else}} in define clause' },
      ],
    ],
  },
  {
    title: 'Missing keys: zero',
    missingKey: 'zero',
    cases: [
      ['of anything', '{{.A}}', object({}), '<no value>'],
      ['of ints', '{{.A}}', object({}, 'int'), '0'],
      ['of strings', '[{{.A}}]', object({}, 'string'), '[]'],
      ['of lists', '{{.A}}', object({}, '[]int'), '[]'],
      ['of maps', '{{.A.B}}', object({}, 'map[string]int'), '0'],
      [
        'through anything',
        '{{.A.B}}',
        object({}),
        { error: 'template: t:1:4: executing "t" at <.A.B>: nil pointer evaluating interface {}.B' },
      ],
      ['as a condition', '{{if .A}}a{{else}}b{{end}}', object({}), 'b'],
      ['as an argument', '{{print .A}}', object({}), '<nil>'],
    ],
  },
  {
    title: 'Missing keys: error',
    missingKey: 'error',
    cases: [
      [
        'of anything',
        '{{.A}}',
        object({}),
        { error: 'template: t:1:2: executing "t" at <.A>: map has no entry for key "A"' },
      ],
      [
        'in a chain',
        '{{.A.B}}',
        object({ A: object({}) }),
        { error: 'template: t:1:4: executing "t" at <.A.B>: map has no entry for key "B"' },
      ],
      [
        'of a variable',
        '{{$x := .}}{{$x.A}}',
        object({}),
        { error: 'template: t:1:15: executing "t" at <$x.A>: map has no entry for key "A"' },
      ],
      [
        'of no data',
        '{{.A}}',
        undefined,
        { error: 'template: t:1:2: executing "t" at <.A>: nil data; no entry for key "A"' },
      ],
      ['nil is there', '{{.A}}', object({ A: null }), '<no value>'],
      [
        'as a condition',
        '{{if .A}}a{{end}}',
        object({}),
        { error: 'template: t:1:5: executing "t" at <.A>: map has no entry for key "A"' },
      ],
      ['index is no error', '{{index . "A"}}', object({}), '<no value>'],
      [
        'field of nil',
        '{{.A.B}}',
        object({ A: null }),
        { error: 'template: t:1:4: executing "t" at <.A.B>: nil pointer evaluating interface {}.B' },
      ],
    ],
  },
];

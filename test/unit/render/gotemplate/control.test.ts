// Blocks, loops and templates in templates: what they print.
import { describe, expect, it } from 'vitest';
import { printed } from './sample-world.ts';

/** Learned from text/template of Go 1.26. */
const CONTROL: readonly (readonly [template: string, expected: string])[] = [
  ['{{if true}}a{{end}}', 'a'],
  ['{{if false}}a{{else}}b{{end}}', 'b'],
  ['{{if .no}}a{{else if .yes}}b{{end}}', 'b'],
  ['{{if .no}}a{{else if .no}}b{{else if 1}}c{{else}}d{{end}}', 'c'],
  ['{{if .no}}a{{else if .no}}b{{else}}c{{end}}', 'c'],
  ['{{if .empty}}a{{else}}b{{end}}', 'b'],
  ['{{if .none}}a{{else}}b{{end}}{{if .nomap}}a{{else}}b{{end}}{{if .nilmap}}a{{else}}b{{end}}', 'bbb'],
  ['{{if .null}}a{{else}}b{{end}}{{if .missing}}a{{else}}b{{end}}', 'bb'],
  ['{{if .zero}}a{{else}}b{{end}}{{if 0.0}}a{{else}}b{{end}}{{if .neg}}a{{end}}', 'bba'],
  ['{{if .obj}}a{{end}}{{if .ptr}}b{{end}}{{if .fn}}c{{end}}', 'abc'],
  ['{{if "x"}}a{{end}}', 'a'],
  ['{{if .u8}}a{{end}}{{if .i64}}b{{end}}', 'ab'],
  ['{{if print "" }}a{{else}}b{{end}}', 'b'],
  ['{{if and .yes .no}}a{{else}}b{{end}}', 'b'],
  ['{{if true}}{{if false}}x{{else}}y{{end}}{{end}}', 'y'],
  ['{{with .str}}{{.}}{{end}}', 'hello'],
  ['{{with .empty}}a{{else}}{{.str}}{{end}}', 'hello'],
  ['{{with .map}}{{with .deep}}{{.x}}{{$.str}}{{end}}{{.a}}{{end}}{{.int}}', 'yhello142'],
  ['{{with .no}}a{{else with .str}}{{.}}{{end}}', 'hello'],
  ['{{with .no}}a{{else with .empty}}b{{else}}{{.str}}{{end}}', 'hello'],
  ['{{with .no}}a{{else with .empty}}b{{else with .int}}{{.}}{{end}}', '42'],
  ['{{with $x := 5}}{{$x}}{{.}}{{end}}', '55'],
  ['{{with .null}}a{{else}}b{{end}}', 'b'],
  ['{{with .missing.deep}}a{{else}}b{{end}}', 'b'],
  ['{{range .list}}[{{.}}]{{end}}', '[a][1][<no value>][map[k:v]]'],
  ['{{range .ints}}{{.}},{{end}}', '3,1,2,'],
  ['{{range .none}}a{{else}}b{{end}}', 'b'],
  ['{{range .missing}}a{{else}}b{{end}}', 'b'],
  ['{{range .null}}a{{else}}b{{end}}', 'b'],
  ['{{range .nillist}}a{{else}}b{{end}}{{range .nilmap}}a{{else}}b{{end}}', 'bb'],
  ['{{range $e := .ints}}{{$e}}{{end}}', '312'],
  ['{{range $i, $e := .list}}{{$i}}={{$e}};{{end}}', '0=a;1=1;2=<no value>;3=map[k:v];'],
  ['{{range .map}}[{{.}}]{{end}}', '[1][2][map[x:y]][<no value>]'],
  ['{{range $k, $v := .map}}{{$k}}={{$v}};{{end}}', 'a=1;b=2;deep=map[x:y];nil=<no value>;'],
  ['{{range $v := .strmap}}{{$v}}{{end}}', 'v'],
  ['{{range $k, $v := .intkeys}}{{$k}}{{$v}}{{end}}', '1one2two'],
  ['{{range $k, $v := .anykeys}}{{$k}}{{$v}}{{end}}', 'k1'],
  ['{{range 3}}{{.}}{{end}}', '012'],
  ['{{range $i := 3}}{{$i}}{{end}}', '012'],
  ['{{range .int}}{{if eq . 3}}{{break}}{{end}}{{.}}{{end}}', '012'],
  ['{{range 0}}a{{else}}b{{end}}', 'b'],
  ['{{range .neg}}a{{else}}b{{end}}', 'b'],
  ['{{range .u8}}{{.}}{{end}}', '012'],
  ['{{range .i64}}{{.}}{{end}}', '0123456'],
  ['{{range $i := .u8}}{{printf "%T" $i}} {{end}}', 'uint8 uint8 uint8 '],
  ['{{range $i, $e := .ints}}{{if eq $e 1}}{{continue}}{{end}}{{$i}}{{$e}} {{end}}', '03 22 '],
  ['{{range .ints}}{{.}}{{break}}{{end}}x', '3x'],
  ['{{range .ints}}{{with .}}{{if eq . 1}}{{continue}}{{end}}{{.}}{{end}}{{end}}', '32'],
  ['{{range .ints}}a{{range $.strs}}{{break}}{{end}}b{{end}}', 'ababab'],
  ['{{range .ints}}{{range $.strs}}{{.}}{{continue}}no{{end}};{{end}}', 'xy;xy;xy;'],
  ['{{range .ints}}{{break}}{{else}}x{{end}}', ''],
  ['{{range $i, $e := .strs}}{{$i := 5}}{{$i}}{{end}}', '55'],
  ['{{range .strs}}{{$x := .}}{{$x}}{{end}}', 'xy'],
  ['{{range .list}}{{$.str}}{{end}}', 'hellohellohellohello'],
  ['{{range .obj.Tags}}{{.}}{{end}}', 'xy'],
  ['{{range .strmap}}{{end}}', ''],
  ['{{range $i, $c := .values}}{{$i}}{{$c}}{{end}}', 'x1'],
  ['{{range .map.deep}}{{.}}{{end}}', 'y'],
  ['{{range $k, $ := .strmap}}{{$}}{{end}}', 'v'],
  ['{{range $i, $e := .list}}{{with $e}}{{.}}{{end}}{{end}}', 'a1map[k:v]'],
  ['{{range .ints}}{{end}}done', 'done'],
  ['{{range .list}}{{if .}}y{{else}}n{{end}}{{end}}', 'yyny'],
  ['{{$n := 0}}{{range .ints}}{{$n = add $n .}}{{end}}{{$n}}', '6'],
  ['{{range 2}}{{range 2}}{{.}}{{end}}{{end}}', '0101'],
  ['{{range dict}}{{.}}{{end}}', 'v'],
  ['{{range $i, $_ := .strs}}{{$i}}{{end}}', '01'],
  ['{{range .strs}}{{end}}', ''],
  ['{{range $a, $b := .nomap}}{{else}}empty{{end}}', 'empty'],
];

/** define, block and template. */
const TEMPLATES: readonly (readonly [template: string, expected: string])[] = [
  ['{{define "a"}}A{{end}}{{template "a"}}', 'A'],
  ['{{define "a"}}{{.}}{{end}}{{template "a" .str}}', 'hello'],
  ['{{define "a"}}[{{.}}]{{end}}{{template "a"}}', '[<no value>]'],
  ['{{template "a" 1}}{{define "a"}}{{.}}{{end}}', '1'],
  ['{{define "a"}}{{$}}{{end}}{{template "a" .int}}', '42'],
  ['{{define "a"}}{{with .map}}{{$.str}}{{end}}{{end}}{{template "a" .}}', 'hello'],
  ['{{block "b" .str}}<{{.}}>{{end}}', '<hello>'],
  ['{{block "b" .}}1{{end}}{{template "b" .}}', '11'],
  ['{{define "b"}}2{{end}}{{template "b"}}{{template `b`}}', '22'],
  ['{{define "a"}}{{template "b" .}}{{end}}{{define "b"}}{{.int}}{{end}}{{template "a" .}}', '42'],
  ['{{define "a"}}{{end}}[{{template "a"}}]', '[]'],
  ['{{define "a"}} \n{{end}}{{define "a"}}x{{end}}{{template "a"}}', 'x'],
  ['{{define "a"}}x{{end}}{{define "a"}} {{/* c */}}\n{{end}}{{template "a"}}', 'x'],
  ['{{range .ints}}{{template "n" .}}{{end}}{{define "n"}}<{{.}}>{{end}}', '<3><1><2>'],
  ['{{template "a" $x := 5}}{{$x}}{{define "a"}}{{.}}{{end}}', '55'],
  ['{{define "r"}}{{if .}}{{.}}{{template "r" (slice . 1)}}{{end}}{{end}}{{template "r" "abc"}}', 'abcbcc'],
  ['{{- define "a" -}}  x  {{- end -}}  {{template "a"}}', 'x'],
  ['{{define "a"}}{{range .}}{{.}}{{break}}{{end}}{{end}}{{template "a" .ints}}!', '3!'],
  ['{{template "a" .null}}{{define "a"}}{{.}}{{.x}}{{end}}', '<no value><no value>'],
  ['{{define "a b/c.d"}}x{{end}}{{template "a b/c.d"}}', 'x'],
  ['{{block "b" 1}}{{block "c" 2}}{{.}}{{end}}{{.}}{{end}}', '21'],
  ['{{if .yes}}{{block "x" .}}{{.str}}{{end}}{{end}}', 'hello'],
  ['{{define "t"}} {{end}}main', 'main'],
  ['{{define "t"}}own{{end}}  ', 'own'],
];

describe('if, with and range', () => {
  it.each(CONTROL)('%j prints %j', (text, output) => {
    expect(printed(text)).toBe(output);
  });
});

describe('define, block and template', () => {
  it.each(TEMPLATES)('%j prints %j', (text, output) => {
    expect(printed(text)).toBe(output);
  });
});

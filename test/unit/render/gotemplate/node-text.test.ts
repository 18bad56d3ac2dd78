// Nodes as source text, which messages show in `<...>`.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmptyTree } from '../../../../src/render/gotemplate/node.ts';
import { nodeText } from '../../../../src/render/gotemplate/node-text.ts';
import { parseTemplate } from '../../../../src/render/gotemplate/parse.ts';

const rootOf = (text: string) => parseTemplate('t', text, () => true).root;
const roundTrip = (text: string): string => nodeText(rootOf(text));

describe('nodeText', () => {
  it.each([
    ['text', 'text'],
    ['{{ . }}', '{{.}}'],
    ['{{- .a.b -}} x', '{{.a.b}}x'],
    ['a{{/* c */}}b', 'ab'],
    [
      '{{ $x  :=  f  1   "a" `b` \'c\' true nil $ . .a $x.y }}',
      '{{$x := f 1 "a" `b` \'c\' true nil $ . .a $x.y}}',
    ],
    ['{{$x := 1}}{{$x = 2}}', '{{$x := 1}}{{$x = 2}}'],
    ['{{f|g 1|h}}', '{{f | g 1 | h}}'],
    ['{{(f 1)}}', '{{(f 1)}}'],
    ['{{f ( g (h) ) .x}}', '{{f (g (h)) .x}}'],
    ['{{(f).a.b}}', '{{(f).a.b}}'],
    ['{{f.a}}', '{{f.a}}'],
    ['{{ 0x1F }}{{ 1_000 }}{{ +1e3 }}', '{{0x1F}}{{1_000}}{{+1e3}}'],
    ['{{if a}}b{{else}}c{{end}}', '{{if a}}b{{else}}c{{end}}'],
    ['{{if a}}b{{else if c}}d{{end}}', '{{if a}}b{{else}}{{if c}}d{{end}}{{end}}'],
    ['{{with $x := a}}b{{end}}', '{{with $x := a}}b{{end}}'],
    [
      '{{range $i, $e := a}}{{break}}{{continue}}{{else}}{{end}}',
      '{{range $i, $e := a}}{{break}}{{continue}}{{else}}{{end}}',
    ],
    ['{{range $i, $e = a}}{{end}}', '{{range $i, $e = a}}{{end}}'],
    ['{{template "a"}}{{template `b` .x | f}}', '{{template "a"}}{{template "b" .x | f}}'],
    ['{{block "a" .}}b{{end}}', '{{template "a" .}}'],
    ['{{define "a"}}b{{end}}', ''],
    ['{{template "é\\n\\""}}', '{{template "é\\n\\""}}'],
  ])('%j is %j', (text, expected) => {
    expect(roundTrip(text)).toBe(expected);
  });

  it('is a text that means the same', () => {
    const operand = fc.constantFrom(
      '.',
      '$',
      '.a',
      '.a.b',
      '1',
      '"x"',
      'nil',
      'true',
      'f',
      '(f 1).x',
      '(f | g)',
    );
    const command = fc.array(operand, { minLength: 1, maxLength: 3 }).map((operands) => operands.join(' '));
    const pipeline = command.map((first) => `f | g ${first}`);
    const { statements } = fc.letrec<{ statement: string; statements: string }>((tie) => ({
      statements: fc.array(tie('statement'), { maxLength: 3 }).map((parts) => parts.join('')),
      statement: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('x', ' y '),
        pipeline.map((inside) => `{{${inside}}}`),
        fc
          .tuple(pipeline, tie('statements'), tie('statements'))
          .map(([p, a, b]) => `{{if ${p}}}${a}{{else}}${b}{{end}}`),
        fc.tuple(pipeline, tie('statements')).map(([p, a]) => `{{range $i, $e := ${p}}}${a}{{end}}`),
        pipeline.map((inside) => `{{template "t" ${inside}}}`),
      ),
    }));
    fc.assert(fc.property(statements, (text) => void expect(roundTrip(text)).toBe(text)));
  });
});

describe('isEmptyTree', () => {
  it.each([
    ['', true],
    [' \n\t\r\v\f\u0085\u00a0\u1680\u2000\u2028\u2029\u202f\u205f\u3000', true],
    ['{{/* c */}} {{/* d */}}', true],
    ['{{define "x"}}y{{end}}', true],
    ['\ufeff', false],
    ['\u200b', false],
    ['x', false],
    ['{{""}}', false],
    ['{{if a}}{{end}}', false],
    ['{{template "x"}}', false],
  ])('%j: %s', (text, expected) => {
    expect(isEmptyTree(rootOf(text))).toBe(expected);
  });
});

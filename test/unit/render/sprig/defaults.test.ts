// Sprig's defaults, questions about types and JSON, with what the real ones print.
import { describe, expect, it } from 'vitest';
import { sprigFunctions } from '../../../../src/render/sprig/sprig.ts';
import { rendering } from './rendering.ts';

const { render, refusal } = rendering(sprigFunctions());

describe('defaults', () => {
  it.each([
    ['{{ default "d" "" }}', 'd'],
    ['{{ default "d" nil }}', 'd'],
    ['{{ default "d" 0 }}', 'd'],
    ['{{ default "d" 0.0 }}', 'd'],
    ['{{ default "d" false }}', 'd'],
    ['{{ default "d" (list) }}', 'd'],
    ['{{ default "d" (dict) }}', 'd'],
    ['{{ default "d" "v" }}', 'v'],
    ['{{ default "d" .missing }}', 'd'],
    ['{{ .missing | default "d" }}', 'd'],
    ['{{ default "d" }}', 'd'],
    ['{{ default "d" "" "v" }}', 'd'],
    ['{{ default "d" "a" "v" }}', 'a'],
    ['{{ default nil "" | printf "%#v" }}', '<nil>'],
    ['{{ default "d" (rest (list)) }}', 'd'],
    ['{{ default "d" (list nil) }}', '[<nil>]'],
    [
      '{{ empty "" }} {{ empty nil }} {{ empty 0 }} {{ empty 1 }} {{ empty (list) }} {{ empty (dict "a" 1) }} {{ empty false }} {{ empty " " }} {{ empty .missing }} {{ empty 0.0 }}',
      'true true true false true false true false true true',
    ],
    ['{{ coalesce 0 "" nil "x" "y" }}', 'x'],
    ['{{ coalesce 0 "" nil | printf "%#v" }}', '<nil>'],
    ['{{ coalesce | printf "%#v" }}', '<nil>'],
    ['{{ all 1 "a" true }} {{ all 1 "" }} {{ all }}', 'true false true'],
    ['{{ any 0 "" nil }} {{ any 0 1 }} {{ any }}', 'false true false'],
    ['{{ ternary "y" "n" true }} {{ false | ternary "y" "n" }}', 'y n'],
    ['{{ ternary nil 1 true | printf "%#v" }}', '<nil>'],
  ])('defaults: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    ['{{ ternary "y" "n" "true" }}', '<"true">: expected bool; found "true"'],
    ['{{ ternary "y" "n" nil }}', '<nil>: cannot assign nil to bool'],
    ['{{ ternary "y" "n" 1 }}', '<1>: expected bool; found 1'],
    ['{{ fail "boom" }}', '<fail "boom">: error calling fail: boom'],
    ['{{ fail "" }}', '<fail "">: error calling fail: '],
    ['{{ fail 1 }}', '<1>: expected string; found 1'],
    [String.raw`{{ fail "a\nb %d" }}`, '<fail "a\\nb %d">: error calling fail: a\nb %d'],
  ])('defaults, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    [
      '{{ typeOf nil }} {{ typeOf 1 }} {{ typeOf "a" }} {{ typeOf 1.5 }} {{ typeOf (list) }} {{ typeOf (dict) }} {{ typeOf (split "," "") }} {{ typeOf (until 1) }} {{ typeOf true }} {{ typeOf (chunk 1 (list)) }} {{ typeOf (add 1 2) }}',
      '<nil> int string float64 []interface {} map[string]interface {} map[string]string []int bool [][]interface {} int64',
    ],
    [
      '{{ kindOf nil }} {{ kindOf 1 }} {{ kindOf "a" }} {{ kindOf 1.5 }} {{ kindOf (list) }} {{ kindOf (dict) }} {{ kindOf (split "," "") }} {{ kindOf true }} {{ kindOf (add 1 2) }} {{ kindOf .missing }}',
      'invalid int string float64 slice map map bool int64 invalid',
    ],
    [
      '{{ typeIs "string" "a" }} {{ typeIs "string" 1 }} {{ typeIs "[]interface {}" (list) }} {{ typeIs "<nil>" nil }}',
      'true false true true',
    ],
    [
      '{{ typeIsLike "string" "a" }} {{ typeIsLike "string" 1 }} {{ typeIsLike "*string" "a" }}',
      'true false false',
    ],
    [
      '{{ kindIs "map" (dict) }} {{ kindIs "slice" (dict) }} {{ kindIs "invalid" nil }} {{ kindIs "int" 1 }} {{ kindIs "float64" 1.0 }}',
      'true false true true true',
    ],
  ])('reflection: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    ['{{ kindIs 1 2 }}', '<1>: expected string; found 1'],
    ['{{ typeOf }}', '<typeOf>: wrong number of args for typeOf: want 1 got 0'],
  ])('reflection, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    [
      '{{ toJson (dict "a" (list 1 2.5 "<&>" nil true)) }}',
      String.raw`{"a":[1,2.5,"\u003c\u0026\u003e",null,true]}`,
    ],
    ['{{ toJson nil }}', 'null'],
    [String.raw`{{ toJson "é\u2028" }}`, String.raw`"é\u2028"`],
    ['{{ toPrettyJson (dict "a" (list 1 "<")) }}', '{\n  "a": [\n    1,\n    "\\u003c"\n  ]\n}'],
    ['{{ toPrettyJson (dict) }}', '{}'],
    ['{{ toRawJson (dict "a" "<&>") }}', '{"a":"<&>"}'],
    ['{{ mustToJson (list 1) }}', '[1]'],
    ['{{ mustToPrettyJson (list 1) }}', '[\n  1\n]'],
    ['{{ mustToRawJson "<" }}', '"<"'],
    [
      String.raw`{{ fromJson "{\"a\": [1, null, \"x\"]}" | printf "%#v" }}`,
      'map[string]interface {}{"a":[]interface {}{1, interface {}(nil), "x"}}',
    ],
    ['{{ fromJson "{" | printf "%#v" }}', '<nil>'],
    ['{{ fromJson "" | printf "%#v" }}', '<nil>'],
    ['{{ fromJson "1e999" | printf "%#v" }}', '<nil>'],
    ['{{ fromJson "[1,1e999,2]" | printf "%#v" }}', '[]interface {}{1, interface {}(nil), 2}'],
    ['{{ mustFromJson "[1]" | printf "%#v" }}', '[]interface {}{1}'],
    ['{{ toJson (float64 "NaN") | quote }}', '""'],
    ['{{ toPrettyJson (float64 "Inf") | quote }}', '""'],
  ])('json: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    [
      '{{ mustFromJson "{" }}',
      '<mustFromJson "{">: error calling mustFromJson: unexpected end of JSON input',
    ],
    ['{{ mustFromJson "" }}', '<mustFromJson "">: error calling mustFromJson: unexpected end of JSON input'],
    [
      '{{ mustFromJson "[1] x" }}',
      '<mustFromJson "[1] x">: error calling mustFromJson: invalid character \'x\' after top-level value',
    ],
    [
      '{{ mustFromJson "1e999" }}',
      '<mustFromJson "1e999">: error calling mustFromJson: json: cannot unmarshal number 1e999 into Go value of type float64',
    ],
    [
      '{{ mustToJson (float64 "NaN") }}',
      '<mustToJson (float64 "NaN")>: error calling mustToJson: json: unsupported value: NaN',
    ],
    [
      '{{ toRawJson (float64 "NaN") }}',
      '<toRawJson (float64 "NaN")>: error calling toRawJson: json: unsupported value: NaN',
    ],
    [
      '{{ mustToRawJson (float64 "-Inf") }}',
      '<mustToRawJson (float64 "-Inf")>: error calling mustToRawJson: json: unsupported value: -Inf',
    ],
    [
      '{{ mustToPrettyJson (float64 "-Inf") }}',
      '<mustToPrettyJson (float64 "-Inf")>: error calling mustToPrettyJson: json: unsupported value: -Inf',
    ],
    ['{{ fromJson 1 }}', '<1>: expected string; found 1'],
    ['{{ toJson }}', '<toJson>: wrong number of args for toJson: want 1 got 0'],
  ])('json, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });
});

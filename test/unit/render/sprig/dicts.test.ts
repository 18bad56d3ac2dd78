// Sprig's functions for maps, with what the real ones print.
import { describe, expect, it } from 'vitest';
import { sprigFunctions } from '../../../../src/render/sprig/sprig.ts';
import { rendering } from './rendering.ts';

const { render, refusal } = rendering(sprigFunctions());

describe('dicts', () => {
  it.each([
    ['{{ dict "a" 1 "b" | printf "%#v" }}', 'map[string]interface {}{"a":1, "b":""}'],
    ['{{ dict | printf "%#v" }}', 'map[string]interface {}{}'],
    [
      '{{ dict 1 2 nil 3 true 4 1.5 5 | printf "%#v" }}',
      'map[string]interface {}{"1":2, "1.5":5, "<nil>":3, "true":4}',
    ],
    [
      '{{ dict "__proto__" 1 "constructor" 2 | printf "%#v" }}',
      'map[string]interface {}{"__proto__":1, "constructor":2}',
    ],
    ['{{ (dict "__proto__" 1).__proto__ }}', '1'],
    ['{{ hasKey (dict) "constructor" }}', 'false'],
    ['{{ get (dict) "toString" | quote }}', '""'],
    ['{{ get (dict "a" 1) "a" }}', '1'],
    ['{{ get (dict "a" 1) "b" | printf "%#v" }}', '""'],
    ['{{ get (dict "a" nil) "a" | printf "%#v" }}', '<nil>'],
    ['{{ get nil "a" | printf "%#v" }}', '""'],
    ['{{ set (dict "a" 1) "b" 2 | printf "%#v" }}', 'map[string]interface {}{"a":1, "b":2}'],
    ['{{ set (dict "a" 1) "a" nil | printf "%#v" }}', 'map[string]interface {}{"a":interface {}(nil)}'],
    ['{{ $d := dict "a" 1 }}{{ $_ := set $d "b" (list) }}{{ $d }}', 'map[a:1 b:[]]'],
    ['{{ unset (dict "a" 1 "b" 2) "a" | printf "%#v" }}', 'map[string]interface {}{"b":2}'],
    ['{{ unset (dict) "a" | printf "%#v" }}', 'map[string]interface {}{}'],
    ['{{ unset nil "a" | printf "%#v" }}', 'map[string]interface {}(nil)'],
    ['{{ $d := dict "a" 1 }}{{ $_ := unset $d "a" }}{{ $d }}', 'map[]'],
    ['{{ hasKey (dict "a" nil) "a" }}', 'true'],
    ['{{ hasKey nil "a" }}', 'false'],
    [
      '{{ pluck "a" (dict "a" 1) (dict "b" 2) (dict "a" nil) | printf "%#v" }}',
      '[]interface {}{1, interface {}(nil)}',
    ],
    ['{{ pluck "a" | printf "%#v" }}', '[]interface {}{}'],
    ['{{ pluck "a" nil | printf "%#v" }}', '[]interface {}{}'],
    ['{{ keys (dict "b" 1 "a" 2) | sortAlpha | printf "%#v" }}', '[]string{"a", "b"}'],
    ['{{ keys (dict "a" 1) (dict "a" 2) | printf "%#v" }}', '[]string{"a", "a"}'],
    ['{{ keys | printf "%#v" }}', '[]string{}'],
    ['{{ keys nil | printf "%#v" }}', '[]string{}'],
    ['{{ values (dict "a" 1) | printf "%#v" }}', '[]interface {}{1}'],
    ['{{ values (dict) | printf "%#v" }}', '[]interface {}{}'],
    ['{{ values nil | printf "%#v" }}', '[]interface {}{}'],
    ['{{ pick (dict "a" 1 "b" 2) "a" "c" | printf "%#v" }}', 'map[string]interface {}{"a":1}'],
    ['{{ pick (dict "a" 1) | printf "%#v" }}', 'map[string]interface {}{}'],
    ['{{ pick nil "a" | printf "%#v" }}', 'map[string]interface {}{}'],
    ['{{ omit (dict "a" 1 "b" 2) "a" "c" | printf "%#v" }}', 'map[string]interface {}{"b":2}'],
    ['{{ omit nil "a" | printf "%#v" }}', 'map[string]interface {}{}'],
    ['{{ dig "a" "b" "x" (dict "a" (dict "b" 1)) }}', '1'],
    ['{{ dig "a" "c" "x" (dict "a" (dict "b" 1)) }}', 'x'],
    ['{{ dig "z" "c" "x" (dict "a" (dict "b" 1)) }}', 'x'],
    ['{{ dig "a" nil (dict "a" nil) | printf "%#v" }}', '<nil>'],
    [
      '{{ $d := dict "a" (dict "b" 1) }}{{ $c := deepCopy $d }}{{ $_ := set $c.a "b" 2 }}{{ $d }} {{ $c }}',
      'map[a:map[b:1]] map[a:map[b:2]]',
    ],
    [
      '{{ deepCopy (list 1 (list 2) nil) | printf "%#v" }}',
      '[]interface {}{1, []interface {}{2}, interface {}(nil)}',
    ],
    ['{{ deepCopy "a" }}', 'a'],
    ['{{ deepCopy 1 | printf "%T" }}', 'int'],
    ['{{ deepCopy (rest (list)) | printf "%#v" }}', '[]interface {}(nil)'],
    ['{{ deepCopy (splitList "," "a,b") | printf "%#v" }}', '[]string{"a", "b"}'],
    ['{{ deepCopy (split "," "a,b") | printf "%#v" }}', 'map[string]string{"_0":"a", "_1":"b"}'],
    ['{{ deepCopy (dict "a" nil) | printf "%#v" }}', 'map[string]interface {}{"a":interface {}(nil)}'],
    [
      '{{ deepCopy (chunk 1 (list 1 2)) | printf "%#v" }}',
      '[][]interface {}{[]interface {}{1}, []interface {}{2}}',
    ],
    ['{{ mustDeepCopy (dict "a" (until 2)) | printf "%#v" }}', 'map[string]interface {}{"a":[]int{0, 1}}'],
    ['{{ deepEqual (dict "a" (list 1)) (dict "a" (list 1)) }}', 'true'],
    ['{{ deepEqual 1 1.0 }}', 'false'],
    ['{{ deepEqual nil nil }}', 'true'],
    ['{{ deepEqual (list) (rest (list)) }}', 'false'],
    ['{{ deepEqual (list "a") (splitList "," "a") }}', 'false'],
  ])('building and reading: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    [
      '{{ get (split "," "a") "_0" }}',
      '<"a">: wrong type for value; expected map[string]interface {}; got map[string]string',
    ],
    ['{{ set nil "a" 1 }}', '<set nil "a" 1>: error calling set: assignment to entry in nil map'],
    [
      '{{ dig "a" "b" "x" (dict "a" nil) }}',
      '<dig "a" "b" "x" (dict "a" nil)>: error calling dig: interface conversion: interface {} is nil, not map[string]interface {}',
    ],
    [
      '{{ dig "a" "b" "x" (dict "a" "s") }}',
      '<dig "a" "b" "x" (dict "a" "s")>: error calling dig: interface conversion: interface {} is string, not map[string]interface {}',
    ],
    [
      '{{ dig "a" "b" "x" (dict "a" (list 1)) }}',
      '<dig "a" "b" "x" (dict "a" (list 1))>: error calling dig: interface conversion: interface {} is []interface {}, not map[string]interface {}',
    ],
    [
      '{{ dig "a" "b" "x" (dict "a" 1) }}',
      '<dig "a" "b" "x" (dict "a" 1)>: error calling dig: interface conversion: interface {} is int, not map[string]interface {}',
    ],
    [
      '{{ dig "a" "b" "x" (dict "a" 1.5) }}',
      '<dig "a" "b" "x" (dict "a" 1.5)>: error calling dig: interface conversion: interface {} is float64, not map[string]interface {}',
    ],
    [
      '{{ dig "a" "b" "x" (dict "a" true) }}',
      '<dig "a" "b" "x" (dict "a" true)>: error calling dig: interface conversion: interface {} is bool, not map[string]interface {}',
    ],
    [
      '{{ dig "a" "b" "x" (dict "a" (split "," "a")) }}',
      '<dig "a" "b" "x" (dict "a" (split "," "a"))>: error calling dig: interface conversion: interface {} is map[string]string, not map[string]interface {}',
    ],
    [
      '{{ dig "a" "x" (list) }}',
      '<dig "a" "x" (list)>: error calling dig: interface conversion: interface {} is []interface {}, not map[string]interface {}',
    ],
    [
      '{{ dig "a" "x" nil }}',
      '<dig "a" "x" nil>: error calling dig: interface conversion: interface {} is nil, not map[string]interface {}',
    ],
    [
      '{{ dig "a" "x" (split "," "a") }}',
      '<dig "a" "x" (split "," "a")>: error calling dig: interface conversion: interface {} is map[string]string, not map[string]interface {}',
    ],
    [
      '{{ dig 1 "x" (dict) }}',
      '<dig 1 "x" (dict)>: error calling dig: interface conversion: interface {} is int, not string',
    ],
    [
      '{{ dig nil "x" (dict) }}',
      '<dig nil "x" (dict)>: error calling dig: interface conversion: interface {} is nil, not string',
    ],
    ['{{ dig "a" (dict) }}', '<dig "a" (dict)>: error calling dig: dig needs at least three arguments'],
    ['{{ dig }}', '<dig>: error calling dig: dig needs at least three arguments'],
    [
      '{{ dig "a" 1 "b" (dict) }}',
      '<dig "a" 1 "b" (dict)>: error calling dig: interface conversion: interface {} is int, not string',
    ],
    [
      '{{ dig (list) "b" (dict) }}',
      '<dig (list) "b" (dict)>: error calling dig: interface conversion: interface {} is []interface {}, not string',
    ],
    [
      '{{ deepCopy nil }}',
      '<deepCopy nil>: error calling deepCopy: reflect: call of reflect.Value.Type on zero Value',
    ],
    [
      '{{ mustDeepCopy nil }}',
      '<mustDeepCopy nil>: error calling mustDeepCopy: reflect: call of reflect.Value.Type on zero Value',
    ],
  ])('building and reading, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    ['{{ merge (dict "a" 1) (dict "a" 2 "b" 3) | toJson }}', '{"a":1,"b":3}'],
    [
      '{{ merge (dict "a" 0 "b" "" "c" false "d" nil) (dict "a" 1 "b" "x" "c" true "d" 4) | toJson }}',
      '{"a":1,"b":"x","c":true,"d":4}',
    ],
    ['{{ merge (dict "a" 1) (dict "a" nil "b" nil) | toJson }}', '{"a":1}'],
    ['{{ merge (dict "a" (dict "b" 1)) (dict "a" (dict "b" 2 "c" 3)) | toJson }}', '{"a":{"b":1,"c":3}}'],
    ['{{ merge (dict "a" (dict)) (dict "a" (dict "b" 2)) | toJson }}', '{"a":{"b":2}}'],
    ['{{ merge (dict "a" (list)) (dict "a" (list 1)) | toJson }}', '{"a":[1]}'],
    ['{{ merge (dict "a" (list 1)) (dict "a" (list 2 3)) | toJson }}', '{"a":[1]}'],
    ['{{ merge (dict "a" "s") (dict "a" (list 2)) | toJson }}', '{"a":"s"}'],
    ['{{ merge (dict "a" "") (dict "a" (list 2)) | toJson }}', '{"a":[2]}'],
    ['{{ merge (dict "a" "s") (dict "a" (dict "b" 1)) | toJson }}', '{"a":"s"}'],
    ['{{ merge (dict "a" "") (dict "a" (dict "b" 1)) | toJson }}', '{"a":{"b":1}}'],
    ['{{ merge (dict "a" (dict "b" 1)) (dict "a" "s") | toJson }}', '{"a":{"b":1}}'],
    ['{{ merge (dict "a" (dict)) (dict "a" "s") | toJson }}', '{"a":"s"}'],
    ['{{ merge (dict "a" (list 1)) (dict "a" (dict "b" 1)) | toJson }}', '{"a":[1]}'],
    ['{{ merge (dict "a" (list)) (dict "a" (dict "b" 1)) | toJson }}', '{"a":{"b":1}}'],
    ['{{ merge (dict "a" nil) (dict "a" (dict "b" 1)) | toJson }}', '{"a":{"b":1}}'],
    ['{{ merge (dict "a" nil) (dict "a" (list)) | toJson }}', '{"a":[]}'],
    ['{{ merge (dict) (dict "a" (list)) | toJson }}', '{"a":[]}'],
    ['{{ merge (dict "b" 1) (dict "a" (list)) | toJson }}', '{"a":[],"b":1}'],
    ['{{ merge (dict "b" 1) (dict "a" (list 1 2)) | toJson }}', '{"a":[1,2],"b":1}'],
    ['{{ merge (dict) (dict "a" 1) (dict "a" 2 "b" 3) (dict "c" 4) | toJson }}', '{"a":1,"b":3,"c":4}'],
    ['{{ merge (dict "a" 1) | toJson }}', '{"a":1}'],
    ['{{ merge nil (dict "a" 1) | toJson }}', '{"a":1}'],
    ['{{ merge (dict "a" 1) nil | toJson }}', '{"a":1}'],
    ['{{ merge nil nil | printf "%#v" }}', 'map[string]interface {}(nil)'],
    ['{{ merge (dict "a" true) (dict "a" false) | toJson }}', '{"a":true}'],
    [
      '{{ $d := dict "a" (dict) }}{{ $_ := merge $d (dict "a" (dict "b" 1)) }}{{ $d | toJson }}',
      '{"a":{"b":1}}',
    ],
    [
      '{{ $s := dict "a" (dict "b" 1) }}{{ $d := merge (dict) $s }}{{ $_ := set $d.a "b" 2 }}{{ $s | toJson }}',
      '{"a":{"b":2}}',
    ],
    [
      '{{ $s := dict "a" (dict) }}{{ $d := merge (dict "a" (dict)) $s }}{{ $_ := set $d.a "b" 2 }}{{ $s | toJson }}',
      '{"a":{"b":2}}',
    ],
    [
      '{{ $s := dict "a" (dict "x" 1) }}{{ $d := merge (dict "a" (dict)) $s }}{{ $_ := set $d.a "b" 2 }}{{ $s | toJson }}',
      '{"a":{"x":1}}',
    ],
    ['{{ mergeOverwrite (dict "a" 1) (dict "a" 2 "b" 3) | toJson }}', '{"a":2,"b":3}'],
    [
      '{{ mergeOverwrite (dict "a" 1 "b" "x" "c" true "d" 4) (dict "a" 0 "b" "" "c" false "d" nil) | toJson }}',
      '{"a":0,"b":"","c":false,"d":null}',
    ],
    [
      '{{ mergeOverwrite (dict "a" (dict "b" 1 "d" 4)) (dict "a" (dict "b" 2 "c" 3)) | toJson }}',
      '{"a":{"b":2,"c":3,"d":4}}',
    ],
    ['{{ mergeOverwrite (dict "a" (list 1)) (dict "a" (list)) | toJson }}', '{"a":[]}'],
    ['{{ mergeOverwrite (dict "a" (list 1 2)) (dict "a" (list 3)) | toJson }}', '{"a":[3]}'],
    ['{{ mergeOverwrite (dict "a" (dict "b" 1)) (dict "a" (dict)) | toJson }}', '{"a":{"b":1}}'],
    ['{{ mergeOverwrite (dict "a" (dict "b" 1)) (dict "a" nil) | toJson }}', '{"a":null}'],
    ['{{ mergeOverwrite (dict "a" (dict "b" 1)) (dict "a" "s") | toJson }}', '{"a":"s"}'],
    ['{{ mergeOverwrite (dict "a" "s") (dict "a" (dict "b" 1)) | toJson }}', '{"a":{"b":1}}'],
    ['{{ mergeOverwrite (dict "a" (list 1)) (dict "a" (dict "b" 1)) | toJson }}', '{"a":{"b":1}}'],
    ['{{ mergeOverwrite (dict "a" (dict "b" 1)) (dict "a" (list 1)) | toJson }}', '{"a":[1]}'],
    ['{{ mergeOverwrite (dict "a" (dict)) (dict "a" (list 1)) | toJson }}', '{"a":[1]}'],
    ['{{ mergeOverwrite (dict "a" "s") (dict "a" (list 1)) | toJson }}', '{"a":[1]}'],
    ['{{ mergeOverwrite (dict) (dict "a" nil) | toJson }}', '{"a":null}'],
    ['{{ mergeOverwrite nil (dict "a" 1) | toJson }}', '{"a":1}'],
    ['{{ mergeOverwrite (dict "a" 1) (dict "a" 2) (dict "a" 3) | toJson }}', '{"a":3}'],
    [
      '{{ mergeOverwrite (dict "a" (dict "b" nil)) (dict "a" (dict "b" (dict "c" 1))) | toJson }}',
      '{"a":{"b":{"c":1}}}',
    ],
    ['{{ mustMerge (dict "a" 1) (dict "a" 2 "b" 3) | toJson }}', '{"a":1,"b":3}'],
    ['{{ mustMergeOverwrite (dict "a" 1) (dict "a" 2 "b" 3) | toJson }}', '{"a":2,"b":3}'],
    [
      '{{ merge (dict "a" (split "," "x")) (dict "a" (split "," "y,z")) | toJson }}',
      '{"a":{"_0":"x","_1":"z"}}',
    ],
    [
      '{{ merge (dict "a" (dict "_0" "x")) (dict "a" (split "," "y,z")) | toJson }}',
      '{"a":{"_0":"x","_1":"z"}}',
    ],
    ['{{ merge (dict "a" (get (dict) "x")) (dict "a" (rest (list))) | toJson }}', '{"a":null}'],
    ['{{ mergeOverwrite (dict "a" (list 1)) (dict "a" (rest (list))) | toJson }}', '{"a":null}'],
    [
      String.raw`{{ merge (dict "a" (fromJson "null")) (dict "a" (fromJson "{\"b\":1}")) | toJson }}`,
      '{"a":{"b":1}}',
    ],
  ])('merging: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    [
      '{{ merge (dict "a" (split "," "x")) (dict "a" (dict "_0" "y" "b" "z")) | toJson }}',
      '<merge (dict "a" (split "," "x")) (dict "a" (dict "_0" "y" "b" "z"))>: error calling merge: reflect.Value.SetMapIndex: value of type interface {} is not assignable to type string',
    ],
    [
      '{{ mergeOverwrite (dict "a" (split "," "x")) (dict "a" (dict "_0" 1)) | toJson }}',
      '<mergeOverwrite (dict "a" (split "," "x")) (dict "a" (dict "_0" 1))>: error calling mergeOverwrite: reflect.Value.SetMapIndex: value of type interface {} is not assignable to type string',
    ],
    [
      '{{ mergeOverwrite (dict "a" (split "," "x")) (dict "a" (dict "_0" nil)) | toJson }}',
      '<mergeOverwrite (dict "a" (split "," "x")) (dict "a" (dict "_0" nil))>: error calling mergeOverwrite: reflect.Value.SetMapIndex: value of type interface {} is not assignable to type string',
    ],
    [
      '{{ mergeOverwrite (dict "a" (split "," "x")) (dict "a" (dict "_0" (list))) | toJson }}',
      '<mergeOverwrite (dict "a" (split "," "x")) (dict "a" (dict "_0" (list)))>: error calling mergeOverwrite: reflect: call of reflect.Value.IsNil on string Value',
    ],
    [
      '{{ merge (dict "a" (split "," "x")) (dict "a" (dict "_0" (list 1))) | toJson }}',
      '<merge (dict "a" (split "," "x")) (dict "a" (dict "_0" (list 1)))>: error calling merge: reflect: call of reflect.Value.IsNil on string Value',
    ],
    [
      '{{ mustMerge (dict "a" (split "," "x")) (dict "a" (dict "b" "z")) | toJson }}',
      '<mustMerge (dict "a" (split "," "x")) (dict "a" (dict "b" "z"))>: error calling mustMerge: reflect.Value.SetMapIndex: value of type interface {} is not assignable to type string',
    ],
  ])('merging, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    ['{{ $v := semver "1.2.3" }}{{ merge (dict "a" $v) (dict "a" (dict "b" 1)) | quote }}', '""'],
    [
      '{{ $v := semver "1.2.3" }}{{ mergeOverwrite (dict "a" $v) (dict "a" (dict "b" 1)) }}',
      'map[a:map[b:1]]',
    ],
    [
      '{{ $v := toDate "2006-01-02" "2020-01-02" }}{{ merge (dict "a" $v) (dict "a" (dict "b" 1)) }}',
      'map[a:2020-01-02 00:00:00 +0000 UTC]',
    ],
    [
      '{{ $v := toDate "2006-01-02" "2020-01-02" }}{{ merge (dict "a" (dict "b" 1)) (dict "a" $v) }}',
      'map[a:map[b:1]]',
    ],
    [
      '{{ empty (semver "0.0.0") }} {{ empty (toDate "2006" "x") }} {{ empty (duration "0") }}',
      'false false false',
    ],
    ['{{ deepCopy (duration "95") }}', '1m35s'],
    ['{{ merge (dict "a" (add 0 0)) (dict "a" 5) }}', 'map[a:5]'],
    [
      '{{ toString (semver "1.2.3") }} {{ list (semver "1.2.3") | toString }} {{ quote (semver "1.2") }} {{ squote (semver "1.2") }} {{ cat (semver "1.2") }}',
      '1.2.3 [1.2.3] "1.2.0" \'1.2.0\' 1.2.0',
    ],
    ['{{ join "," (list (semver "1.2") (add 1 1)) }}', '1.2.0,2'],
    ['{{ has (add 1 1) (list 2) }}', 'false'],
    ['{{ dict "a" (add 1 1) | toJson }}', '{"a":2}'],
  ])('versions, dates and durations: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    [
      '{{ $v := semver "1.2.3" }}{{ mustMerge (dict "a" $v) (dict "a" (dict "b" 1)) | quote }}',
      '<mustMerge (dict "a" $v) (dict "a" (dict "b" 1))>: error calling mustMerge: src and dst must be of same type',
    ],
  ])('versions, dates and durations, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    ['{{ set (dict) "a" }}', '<set>: wrong number of args for set: want 3 got 2'],
    ['{{ set (dict) 1 2 }}', '<1>: expected string; found 1'],
    [
      '{{ set (list) "a" 2 }}',
      '<list>: wrong type for value; expected map[string]interface {}; got []interface {}',
    ],
    ['{{ get "a" "b" }}', '<"a">: can\'t handle "a" for arg of type map[string]interface {}'],
    [
      '{{ keys (list) }}',
      '<list>: wrong type for value; expected map[string]interface {}; got []interface {}',
    ],
    [
      '{{ keys (split "," "a") }}',
      '<"a">: wrong type for value; expected map[string]interface {}; got map[string]string',
    ],
    [
      '{{ values (split "," "a") }}',
      '<"a">: wrong type for value; expected map[string]interface {}; got map[string]string',
    ],
    [
      '{{ merge (dict) (list) }}',
      '<list>: wrong type for value; expected map[string]interface {}; got []interface {}',
    ],
    ['{{ merge }}', '<merge>: wrong number of args for merge: want at least 1 got 0'],
    ['{{ pick (dict) 1 }}', '<1>: expected string; found 1'],
    ['{{ hasKey (dict "a" 1) 1 }}', '<1>: expected string; found 1'],
    ['{{ pluck 1 (dict) }}', '<1>: expected string; found 1'],
  ])('signatures, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });
});

// Sprig's functions for lists, with what the real ones print.
import { describe, expect, it } from 'vitest';
import { sprigFunctions } from '../../../../src/render/sprig/sprig.ts';
import { rendering } from './rendering.ts';

const { render, refusal } = rendering(sprigFunctions());

describe('lists', () => {
  it.each([
    ['{{ list 1 "a" nil | printf "%#v" }}', '[]interface {}{1, "a", interface {}(nil)}'],
    ['{{ list | printf "%#v" }}', '[]interface {}{}'],
    ['{{ tuple 1 2 | printf "%#v" }}', '[]interface {}{1, 2}'],
    ['{{ append (list 1) 2 | printf "%#v" }}', '[]interface {}{1, 2}'],
    ['{{ push (list 1) nil | printf "%#v" }}', '[]interface {}{1, interface {}(nil)}'],
    ['{{ append (splitList "," "a,b") 1 | printf "%#v" }}', '[]interface {}{"a", "b", 1}'],
    ['{{ prepend (list 1) 2 | printf "%#v" }}', '[]interface {}{2, 1}'],
    ['{{ prepend (until 2) "x" | printf "%#v" }}', '[]interface {}{"x", 0, 1}'],
    ['{{ mustPush (list 1) 2 | printf "%#v" }}', '[]interface {}{1, 2}'],
    ['{{ mustPrepend (list 1) 0 | printf "%#v" }}', '[]interface {}{0, 1}'],
    ['{{ concat (list 1) (splitList "," "a") (until 1) | printf "%#v" }}', '[]interface {}{1, "a", 0}'],
    ['{{ concat | printf "%#v" }}', '[]interface {}(nil)'],
    ['{{ concat (list) | printf "%#v" }}', '[]interface {}(nil)'],
  ])('building: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    ['{{ append "a" 1 }}', '<append "a" 1>: error calling append: Cannot push on type string'],
    ['{{ push 1 1 }}', '<push 1 1>: error calling push: Cannot push on type int'],
    ['{{ prepend (dict) 1 }}', '<prepend (dict) 1>: error calling prepend: Cannot prepend on type map'],
    [
      '{{ append nil 1 }}',
      '<append nil 1>: error calling append: runtime error: invalid memory address or nil pointer dereference',
    ],
    [
      '{{ prepend nil 1 }}',
      '<prepend nil 1>: error calling prepend: runtime error: invalid memory address or nil pointer dereference',
    ],
    ['{{ mustAppend "a" 1 }}', '<mustAppend "a" 1>: error calling mustAppend: Cannot push on type string'],
    ['{{ mustPush 1.5 1 }}', '<mustPush 1.5 1>: error calling mustPush: Cannot push on type float64'],
    [
      '{{ mustPrepend "a" 1 }}',
      '<mustPrepend "a" 1>: error calling mustPrepend: Cannot prepend on type string',
    ],
    [
      '{{ mustAppend nil 1 }}',
      '<mustAppend nil 1>: error calling mustAppend: runtime error: invalid memory address or nil pointer dereference',
    ],
    [
      '{{ concat (list 1) "a" }}',
      '<concat (list 1) "a">: error calling concat: Cannot concat type string as list',
    ],
    [
      '{{ concat (list 1) nil }}',
      '<concat (list 1) nil>: error calling concat: runtime error: invalid memory address or nil pointer dereference',
    ],
  ])('building, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    ['{{ first (list 1 2) }}', '1'],
    ['{{ first (list) }}', '<no value>'],
    ['{{ first (list nil) }}', '<no value>'],
    ['{{ first (splitList "," "a,b") | printf "%T" }}', 'string'],
    ['{{ last (list 1 2) }}', '2'],
    ['{{ last (list) }}', '<no value>'],
    ['{{ rest (list 1 2 3) | printf "%#v" }}', '[]interface {}{2, 3}'],
    ['{{ rest (list) | printf "%#v" }}', '[]interface {}(nil)'],
    ['{{ rest (list 1) | printf "%#v" }}', '[]interface {}{}'],
    ['{{ rest (splitList "," "a,b") | printf "%#v" }}', '[]interface {}{"b"}'],
    ['{{ initial (list 1 2 3) | printf "%#v" }}', '[]interface {}{1, 2}'],
    ['{{ initial (list) | printf "%#v" }}', '[]interface {}(nil)'],
    ['{{ mustFirst (list 1) }}', '1'],
    ['{{ mustLast (list 1 2) }}', '2'],
    ['{{ mustRest (list 1 2) | printf "%#v" }}', '[]interface {}{2}'],
    ['{{ mustInitial (list 1 2) | printf "%#v" }}', '[]interface {}{1}'],
  ])('ends: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    ['{{ first "abc" }}', '<first "abc">: error calling first: Cannot find first on type string'],
    [
      '{{ first nil }}',
      '<first nil>: error calling first: runtime error: invalid memory address or nil pointer dereference',
    ],
    ['{{ last "abc" }}', '<last "abc">: error calling last: Cannot find last on type string'],
    [
      '{{ last nil }}',
      '<last nil>: error calling last: runtime error: invalid memory address or nil pointer dereference',
    ],
    ['{{ rest 5 }}', '<rest 5>: error calling rest: Cannot find rest on type int'],
    [
      '{{ rest nil }}',
      '<rest nil>: error calling rest: runtime error: invalid memory address or nil pointer dereference',
    ],
    ['{{ initial true }}', '<initial true>: error calling initial: Cannot find initial on type bool'],
    ['{{ mustFirst 1 }}', '<mustFirst 1>: error calling mustFirst: Cannot find first on type int'],
    ['{{ mustLast 1 }}', '<mustLast 1>: error calling mustLast: Cannot find last on type int'],
    ['{{ mustRest (dict) }}', '<mustRest (dict)>: error calling mustRest: Cannot find rest on type map'],
    [
      '{{ mustInitial "" }}',
      '<mustInitial "">: error calling mustInitial: Cannot find initial on type string',
    ],
    [
      '{{ mustFirst nil }}',
      '<mustFirst nil>: error calling mustFirst: runtime error: invalid memory address or nil pointer dereference',
    ],
  ])('ends, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    ['{{ reverse (list 1 2 3) | printf "%#v" }}', '[]interface {}{3, 2, 1}'],
    ['{{ reverse (list) | printf "%#v" }}', '[]interface {}{}'],
    ['{{ reverse (until 3) | printf "%#v" }}', '[]interface {}{2, 1, 0}'],
    ['{{ mustReverse (list 1 2) | printf "%#v" }}', '[]interface {}{2, 1}'],
    [
      '{{ uniq (list 1 1 "1" 1.0 nil nil (list 1) (list 1)) | printf "%#v" }}',
      '[]interface {}{1, "1", 1, interface {}(nil), []interface {}{1}}',
    ],
    ['{{ uniq (splitList "," "a,b,a") | printf "%#v" }}', '[]interface {}{"a", "b"}'],
    ['{{ uniq (list) | printf "%#v" }}', '[]interface {}{}'],
    ['{{ mustUniq (list 2 2) | printf "%#v" }}', '[]interface {}{2}'],
    ['{{ without (list 1 2 3 1) 1 3 | printf "%#v" }}', '[]interface {}{2}'],
    ['{{ without (list 1 2) | printf "%#v" }}', '[]interface {}{1, 2}'],
    ['{{ without (list 1 nil) nil | printf "%#v" }}', '[]interface {}{1}'],
    ['{{ without (list 1) 1.0 | printf "%#v" }}', '[]interface {}{1}'],
    ['{{ without (splitList "," "a,b") "a" | printf "%#v" }}', '[]interface {}{"b"}'],
    ['{{ without (list (list 1) 2) (list 1) | printf "%#v" }}', '[]interface {}{2}'],
    ['{{ mustWithout (list 1 2) 1 | printf "%#v" }}', '[]interface {}{2}'],
    ['{{ has 1 (list 1 2) }}', 'true'],
    ['{{ has "1" (list 1 2) }}', 'false'],
    ['{{ has 1 nil }}', 'false'],
    ['{{ has nil (list nil) }}', 'true'],
    ['{{ has (dict "a" 1) (list (dict "a" 1)) }}', 'true'],
    ['{{ has "a" (splitList "," "a,b") }}', 'true'],
    ['{{ mustHas 1 (list 1) }}', 'true'],
    ['{{ compact (list 1 0 "" "a" nil false (list) (dict) 0.0) | printf "%#v" }}', '[]interface {}{1, "a"}'],
    ['{{ compact (list) | printf "%#v" }}', '[]interface {}{}'],
    ['{{ compact (splitList "," "a,,b") | printf "%#v" }}', '[]interface {}{"a", "b"}'],
    ['{{ mustCompact (list 0 1) | printf "%#v" }}', '[]interface {}{1}'],
    ['{{ slice (list 1 2 3 4) | printf "%#v" }}', '[]interface {}{1, 2, 3, 4}'],
    ['{{ slice (list 1 2 3 4) 2 | printf "%#v" }}', '[]interface {}{3, 4}'],
    ['{{ slice (list 1 2 3 4) 1 3 | printf "%#v" }}', '[]interface {}{2, 3}'],
    ['{{ slice (list 1 2 3 4) "1" "3" | printf "%#v" }}', '[]interface {}{2, 3}'],
    ['{{ slice (list 1 2 3 4) 1.9 | printf "%#v" }}', '[]interface {}{2, 3, 4}'],
    ['{{ slice (list 1 2 3 4) 0 0 | printf "%#v" }}', '[]interface {}{}'],
    ['{{ slice (list) 5 | printf "%#v" }}', '<nil>'],
    ['{{ slice (list) | printf "%#v" }}', '<nil>'],
    ['{{ slice (list 1 2) 0 2 9 | printf "%#v" }}', '[]interface {}{1, 2}'],
    ['{{ slice (list 1 2) nil | printf "%#v" }}', '[]interface {}{1, 2}'],
    ['{{ slice (splitList "," "a,b,c") 1 | printf "%#v" }}', '[]string{"b", "c"}'],
    ['{{ slice (until 5) 1 3 | printf "%#v" }}', '[]int{1, 2}'],
    ['{{ mustSlice (list 1 2) 1 | printf "%#v" }}', '[]interface {}{2}'],
    ['{{ slice (list 1 2 3) true | printf "%#v" }}', '[]interface {}{2, 3}'],
    ['{{ slice (list 1 2 3) "x" | printf "%#v" }}', '[]interface {}{1, 2, 3}'],
    ['{{ slice (list 1 2 3) 0 "2.5" | printf "%#v" }}', '[]interface {}{}'],
    [
      '{{ chunk 2 (list 1 2 3 4 5) | printf "%#v" }}',
      '[][]interface {}{[]interface {}{1, 2}, []interface {}{3, 4}, []interface {}{5}}',
    ],
    ['{{ chunk 2 (list 1 2) | printf "%#v" }}', '[][]interface {}{[]interface {}{1, 2}}'],
    ['{{ chunk 5 (list 1 2) | printf "%#v" }}', '[][]interface {}{[]interface {}{1, 2}}'],
    ['{{ chunk 3 (list) | printf "%#v" }}', '[][]interface {}{}'],
    ['{{ chunk 1 (list 1 2) | printf "%v" }}', '[[1] [2]]'],
    [
      '{{ chunk 2 (splitList "," "a,b,c") | printf "%#v" }}',
      '[][]interface {}{[]interface {}{"a", "b"}, []interface {}{"c"}}',
    ],
    ['{{ chunk -1 (list 1 2) }}', '[]'],
    ['{{ chunk -2 (list 1) }}', '[[1]]'],
    [
      '{{ mustChunk 2 (list 1 2 3) | printf "%#v" }}',
      '[][]interface {}{[]interface {}{1, 2}, []interface {}{3}}',
    ],
    ['{{ chunk -5 (list 1 2 3) | printf "%#v" }}', '[][]interface {}{}'],
  ])('order and selection: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([
    ['{{ reverse "abc" }}', '<reverse "abc">: error calling reverse: Cannot find reverse on type string'],
    ['{{ mustReverse 1 }}', '<mustReverse 1>: error calling mustReverse: Cannot find reverse on type int'],
    ['{{ uniq 1 }}', '<uniq 1>: error calling uniq: Cannot find uniq on type int'],
    ['{{ mustUniq "a" }}', '<mustUniq "a">: error calling mustUniq: Cannot find uniq on type string'],
    ['{{ without "a" 1 }}', '<without "a" 1>: error calling without: Cannot find without on type string'],
    [
      '{{ mustWithout 1 1 }}',
      '<mustWithout 1 1>: error calling mustWithout: Cannot find without on type int',
    ],
    ['{{ has 1 "a" }}', '<has 1 "a">: error calling has: Cannot find has on type string'],
    ['{{ mustHas 1 "a" }}', '<mustHas 1 "a">: error calling mustHas: Cannot find has on type string'],
    ['{{ has 1 (dict) }}', '<has 1 (dict)>: error calling has: Cannot find has on type map'],
    ['{{ compact "a" }}', '<compact "a">: error calling compact: Cannot compact on type string'],
    ['{{ mustCompact 1 }}', '<mustCompact 1>: error calling mustCompact: Cannot compact on type int'],
    [
      '{{ slice (list 1 2) 3 }}',
      '<slice (list 1 2) 3>: error calling slice: reflect.Value.Slice: slice index out of bounds',
    ],
    [
      '{{ slice (list 1 2) 1 5 }}',
      '<slice (list 1 2) 1 5>: error calling slice: reflect.Value.Slice: slice index out of bounds',
    ],
    [
      '{{ slice (list 1 2) -1 }}',
      '<slice (list 1 2) -1>: error calling slice: reflect.Value.Slice: slice index out of bounds',
    ],
    [
      '{{ slice (list 1 2) 2 1 }}',
      '<slice (list 1 2) 2 1>: error calling slice: reflect.Value.Slice: slice index out of bounds',
    ],
    [
      '{{ slice "abc" 1 }}',
      '<slice "abc" 1>: error calling slice: list should be type of slice or array but string',
    ],
    [
      '{{ slice nil 1 }}',
      '<slice nil 1>: error calling slice: runtime error: invalid memory address or nil pointer dereference',
    ],
    [
      '{{ mustSlice "abc" 1 }}',
      '<mustSlice "abc" 1>: error calling mustSlice: list should be type of slice or array but string',
    ],
    [
      '{{ chunk 0 (list 1 2) }}',
      '<chunk 0 (list 1 2)>: error calling chunk: runtime error: makeslice: len out of range',
    ],
    [
      '{{ chunk 0 (list) }}',
      '<chunk 0 (list)>: error calling chunk: runtime error: makeslice: len out of range',
    ],
    [
      '{{ chunk -1 (list) | printf "%#v" }}',
      '<chunk -1 (list)>: error calling chunk: runtime error: makeslice: len out of range',
    ],
    [
      '{{ chunk -1 (list 1 2 3) }}',
      '<chunk -1 (list 1 2 3)>: error calling chunk: runtime error: makeslice: len out of range',
    ],
    ['{{ chunk 2 "a" }}', '<chunk 2 "a">: error calling chunk: Cannot chunk type string'],
    [
      '{{ chunk 2 nil }}',
      '<chunk 2 nil>: error calling chunk: runtime error: invalid memory address or nil pointer dereference',
    ],
    ['{{ mustChunk 2 1 }}', '<mustChunk 2 1>: error calling mustChunk: Cannot chunk type int'],
  ])('order and selection, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });

  it.each([
    ['{{ until 3 | printf "%#v" }}', '[]int{0, 1, 2}'],
    ['{{ until 0 | printf "%#v" }}', '[]int{}'],
    ['{{ until -3 | printf "%#v" }}', '[]int{0, -1, -2}'],
    ['{{ untilStep 0 10 3 | printf "%#v" }}', '[]int{0, 3, 6, 9}'],
    ['{{ untilStep 10 0 -3 | printf "%#v" }}', '[]int{10, 7, 4, 1}'],
    ['{{ untilStep 0 10 0 | printf "%#v" }}', '[]int{}'],
    ['{{ untilStep 0 10 -1 | printf "%#v" }}', '[]int{}'],
    ['{{ untilStep 10 0 1 | printf "%#v" }}', '[]int{}'],
    ['{{ untilStep 3 3 1 | printf "%#v" }}', '[]int{}'],
    ['{{ until 3.0 | printf "%#v" }}', '[]int{0, 1, 2}'],
    ['{{ seq 5 }}', '1 2 3 4 5'],
    ['{{ seq -3 }}', '1 0 -1 -2 -3'],
    ['{{ seq 0 }}', '1 0'],
    ['{{ seq 1 }}', '1'],
    ['{{ seq 2 5 }}', '2 3 4 5'],
    ['{{ seq 5 2 }}', '5 4 3 2'],
    ['{{ seq 0 2 10 }}', '0 2 4 6 8 10'],
    ['{{ seq 0 -2 -5 }}', '0 -2 -4'],
    ['{{ seq 10 2 0 | quote }}', '""'],
    ['{{ seq 5 0 5 | quote }}', '""'],
    ['{{ seq 5 1 5 | quote }}', '"5"'],
    ['{{ seq 0 -1 5 | quote }}', '""'],
    ['{{ seq 0 0 0 | quote }}', '""'],
    ['{{ seq | quote }}', '""'],
    ['{{ seq 1 2 3 4 | quote }}', '""'],
    ['{{ seq 3 3 }}', '3'],
  ])('counting: %s', (template, output) => {
    expect(render(template)).toBe(output);
  });

  it.each([['{{ until "3" }}', '<"3">: expected integer; found "3"']])(
    'counting, refused: %s',
    (template, error) => {
      expect(refusal(template)).toBe(error);
    },
  );

  it.each([
    ['{{ first }}', '<first>: wrong number of args for first: want 1 got 0'],
    ['{{ first (list) 1 }}', '<first>: wrong number of args for first: want 1 got 2'],
    ['{{ has 1 }}', '<has>: wrong number of args for has: want 2 got 1'],
    ['{{ chunk "2" (list) }}', '<"2">: expected integer; found "2"'],
    ['{{ append (list) }}', '<append>: wrong number of args for append: want 2 got 1'],
    ['{{ seq "1" }}', '<"1">: expected integer; found "1"'],
  ])('signatures, refused: %s', (template, error) => {
    expect(refusal(template)).toBe(error);
  });
});

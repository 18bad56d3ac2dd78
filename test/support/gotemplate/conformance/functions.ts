// What Go's text/template makes of the functions that every template has.
import type { Section } from './section.ts';
import {
  bytes,
  list,
  named,
  number,
  object,
  pair,
  point,
  SAMPLE_FUNCTIONS,
  seconds,
} from '../sample-types.ts';
import { GoList, GoMap } from '../../../../src/render/gotemplate/value.ts';

/** By the sections of the documentation of text/template. */
export const FUNCTIONS: readonly Section[] = [
  {
    title: 'Functions: and, or, not',
    cases: [
      ['and of two', '{{and true false}} {{and 1 "a"}} {{and 0 "a"}}', undefined, 'false a 0'],
      ['and of one', '{{and 1}} {{and 0}}', undefined, '1 0'],
      ['and of many', '{{and 1 2 3}} {{and 1 "" 3}}', undefined, '3 '],
      ['and stops', '{{and false (raise "not reached")}}', undefined, 'false'],
      ['or of two', '{{or true false}} {{or 0 "a"}} {{or "" 0}}', undefined, 'true a 0'],
      ['or of one', '{{or 1}} {{or 0}}', undefined, '1 0'],
      ['or of many', '{{or 0 "" 3}} {{or 0 false ""}}', undefined, '3 '],
      ['or stops', '{{or true (raise "not reached")}}', undefined, 'true'],
      ['and in a pipeline', '{{1 | and 2}} {{1 | and 0}}', undefined, '1 0'],
      ['or in a pipeline', '{{1 | or 0}} {{1 | or 2}}', undefined, '1 2'],
      ['and with missing values', '{{and .A 1}}|{{or .A 1}}', object({}), '<no value>|1'],
      ['and with nil', '{{and .A 1}}|{{or .A 1}}', object({ A: null }), '<no value>|1'],
      ['not', '{{not true}} {{not 0}} {{not ""}} {{not .}}', list(), 'false true true true'],
      ['not of missing and nil', '{{not .A}} {{not nil}} {{not .B}}', object({ B: null }), 'true true true'],
      ['nested', '{{or (and 0 1) (and 1 2)}}', undefined, '2'],
    ],
  },
  {
    title: 'Functions: len, index, slice',
    cases: [
      ['len of a string counts bytes', '{{len "abc"}} {{len "äö"}} {{len ""}}', undefined, '3 4 0'],
      [
        'len of lists and maps',
        '{{len .L}} {{len .M}} {{len .E}}',
        object({ L: list(1n, 2n), M: object({ a: 1n }), E: list() }),
        '2 1 0',
      ],
      [
        'len of nil of a type',
        '{{len .L}} {{len .M}}',
        object({ L: new GoList([], 'int', true), M: new GoMap([], 'int', 'string', true) }),
        '0 0',
      ],
      ['index of a list', '{{index . 0}} {{index . 2}}', list('a', 'b', 'c'), 'a c'],
      ['index of a map', '{{index . "a"}} {{index . "b"}}', object({ a: 1n }), '1 <no value>'],
      ['index of a map of ints', '{{index . "a"}} {{index . "b"}}', object({ a: 1n }, 'int'), '1 0'],
      ['index of a map of strings', '{{index . "a"}}|{{index . "b"}}|', object({ a: 'x' }, 'string'), 'x||'],
      ['index of indexes', '{{index . "a" 1 "b"}}', object({ a: list(0n, object({ b: 'c' })) }), 'c'],
      ['index of nothing is the thing', '{{index . }}', list(1n), '[1]'],
      [
        'index of a string is a byte',
        '{{index "abc" 1}} {{printf "%T" (index "ä" 0)}}',
        undefined,
        '98 uint8',
      ],
      [
        'index of a map by int',
        '{{index . 1}} {{index . 2}}',
        new GoMap([[1n, 'one']], 'string', 'int'),
        'one ',
      ],
      [
        'index of a map by int64',
        '{{index .M .K}}',
        object({ M: new GoMap([[1n, 'one']], 'string', 'int'), K: number(1n, 'int64') }),
        'one',
      ],
      [
        'index of a list by uint8',
        '{{index .L .K}}',
        object({ L: list('a', 'b'), K: number(1n, 'uint8') }),
        'b',
      ],
      ['index of nil of a map type', '{{index . "a"}}', new GoMap([], 'int', 'string', true), '0'],
      ['index of a list of maps', '{{(index . 0).a}}', list(object({ a: 1n })), '1'],
      [
        'slice of a list',
        '{{slice .}} {{slice . 1}} {{slice . 1 2}} {{slice . 1 2 3}}',
        list(1n, 2n, 3n),
        '[1 2 3] [2 3] [2] [2]',
      ],
      [
        'slice of a string',
        '{{slice "abcd"}} {{slice "abcd" 1}} {{slice "abcd" 1 3}}',
        undefined,
        'abcd bcd bc',
      ],
      [
        'slice of a string by bytes',
        '{{slice "aäb" 1 3}} {{printf "%q" (slice "aäb" 1 2)}}',
        undefined,
        'ä "\\xc3"',
      ],
      ['slice to the very end', '{{slice "abc" 3}}|{{slice . 3}}', list(1n, 2n, 3n), '|[]'],
      [
        'slice keeps the type',
        '{{printf "%T" (slice numbers 1)}} {{slice numbers 1 2}}',
        undefined,
        '[]int [2]',
      ],
    ],
  },
  {
    title: 'Functions: errors of len, index, slice',
    cases: [
      [
        'len of an int',
        '{{len 3}}',
        undefined,
        { error: 'template: t:1:2: executing "t" at <len 3>: error calling len: len of type int' },
      ],
      [
        'len of a struct',
        '{{len .}}',
        point(1n, 2n),
        { error: 'template: t:1:2: executing "t" at <len .>: error calling len: len of type main.Point' },
      ],
      [
        'len of a pointer',
        '{{len .}}',
        point(1n, 2n, true),
        { error: 'template: t:1:2: executing "t" at <len .>: error calling len: len of type main.Point' },
      ],
      [
        'len of nil',
        '{{len nil}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <len nil>: error calling len: reflect: call of reflect.Value.Type on zero Value',
        },
      ],
      [
        'len of nil in a map',
        '{{len .A}}',
        object({ A: null }),
        { error: 'template: t:1:2: executing "t" at <len .A>: error calling len: len of nil pointer' },
      ],
      [
        'len of a missing value',
        '{{len .A}}',
        object({}),
        {
          error:
            'template: t:1:2: executing "t" at <len .A>: error calling len: reflect: call of reflect.Value.Type on zero Value',
        },
      ],
      [
        'len of nothing from a function',
        '{{len nothing}} {{len (nothing)}}',
        undefined,
        { error: 'template: t:1:2: executing "t" at <len nothing>: error calling len: len of nil pointer' },
      ],
      [
        'index behind the end',
        '{{index . 3}}',
        list(1n, 2n),
        {
          error: 'template: t:1:2: executing "t" at <index . 3>: error calling index: index out of range: 3',
        },
      ],
      [
        'index at the end',
        '{{index . 2}}',
        list(1n, 2n),
        {
          error:
            'template: t:1:2: executing "t" at <index . 2>: error calling index: reflect: slice index out of range',
        },
      ],
      [
        'index below zero',
        '{{index . -1}}',
        list(1n, 2n),
        {
          error:
            'template: t:1:2: executing "t" at <index . -1>: error calling index: index out of range: -1',
        },
      ],
      [
        'index of a string at the end',
        '{{index "abc" 3}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <index "abc" 3>: error calling index: reflect: string index out of range',
        },
      ],
      [
        'index of a string behind the end',
        '{{index "abc" 4}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <index "abc" 4>: error calling index: index out of range: 4',
        },
      ],
      [
        'index of a list by a string',
        '{{index . "a"}}',
        list(1n),
        {
          error:
            'template: t:1:2: executing "t" at <index . "a">: error calling index: cannot index slice/array with type string',
        },
      ],
      [
        'index of a list by nil',
        '{{index . nil}}',
        list(1n),
        {
          error:
            'template: t:1:2: executing "t" at <index . nil>: error calling index: cannot index slice/array with nil',
        },
      ],
      [
        'index of a list by a float',
        '{{index . 1.0}}',
        list(1n, 2n),
        {
          error:
            'template: t:1:2: executing "t" at <index . 1.0>: error calling index: cannot index slice/array with type float64',
        },
      ],
      [
        'index of a map by an int',
        '{{index . 1}}',
        object({ a: 1n }),
        {
          error:
            'template: t:1:2: executing "t" at <index . 1>: error calling index: value has type int; should be string',
        },
      ],
      [
        'index of a map by nil',
        '{{index . nil}}',
        object({ a: 1n }),
        {
          error:
            'template: t:1:2: executing "t" at <index . nil>: error calling index: value is nil; should be of type string',
        },
      ],
      [
        'index of an int',
        '{{index 1 1}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <index 1 1>: error calling index: can\'t index item of type int',
        },
      ],
      [
        'index of a struct',
        '{{index . 1}}',
        point(1n, 2n),
        {
          error:
            'template: t:1:2: executing "t" at <index . 1>: error calling index: can\'t index item of type main.Point',
        },
      ],
      [
        'index of a pointer',
        '{{index . 1}}',
        point(1n, 2n, true),
        {
          error:
            'template: t:1:2: executing "t" at <index . 1>: error calling index: can\'t index item of type main.Point',
        },
      ],
      [
        'index of nil',
        '{{index nil 1}}',
        undefined,
        {
          error: 'template: t:1:2: executing "t" at <index nil 1>: error calling index: index of untyped nil',
        },
      ],
      [
        'index of a missing value',
        '{{index .A 1}}',
        object({}),
        {
          error: 'template: t:1:2: executing "t" at <index .A 1>: error calling index: index of untyped nil',
        },
      ],
      [
        'index of nil in a list',
        '{{index . 0 1}}',
        list(null),
        {
          error: 'template: t:1:2: executing "t" at <index . 0 1>: error calling index: index of nil pointer',
        },
      ],
      [
        'index of a missing key',
        '{{index . "a" "b"}}',
        object({}),
        {
          error:
            'template: t:1:2: executing "t" at <index . "a" "b">: error calling index: index of nil pointer',
        },
      ],
      [
        'slice of an int',
        '{{slice 1}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <slice 1>: error calling slice: can\'t slice item of type int',
        },
      ],
      [
        'slice of a map',
        '{{slice .}}',
        object({}),
        {
          error:
            'template: t:1:2: executing "t" at <slice .>: error calling slice: can\'t slice item of type map[string]interface {}',
        },
      ],
      [
        'slice of nil',
        '{{slice nil}}',
        undefined,
        { error: 'template: t:1:2: executing "t" at <slice nil>: error calling slice: slice of untyped nil' },
      ],
      [
        'slice of a string with three indexes',
        '{{slice "abc" 1 2 3}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <slice "abc" 1 2 3>: error calling slice: cannot 3-index slice a string',
        },
      ],
      [
        'slice with four indexes',
        '{{slice . 1 2 3 4}}',
        list(1n),
        {
          error:
            'template: t:1:2: executing "t" at <slice . 1 2 3 4>: error calling slice: too many slice indexes: 4',
        },
      ],
      [
        'slice behind the end of a string',
        '{{slice "abc" 1 4}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <slice "abc" 1 4>: error calling slice: index out of range: 4',
        },
      ],
      [
        'slice backwards',
        '{{slice "abc" 2 1}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <slice "abc" 2 1>: error calling slice: invalid slice index: 2 > 1',
        },
      ],
      [
        'slice with a limit before its end',
        '{{slice . 0 3 2}}',
        list(1n, 2n, 3n),
        {
          error:
            'template: t:1:2: executing "t" at <slice . 0 3 2>: error calling slice: invalid slice index: 3 > 2',
        },
      ],
      [
        'slice by a string',
        '{{slice "abc" "1"}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <slice "abc" "1">: error calling slice: cannot index slice/array with type string',
        },
      ],
    ],
  },
  {
    title: 'Functions: call',
    cases: [
      ['a function that a function returns', '{{call (adder 1) 2}}', undefined, '3'],
      ['in a pipeline', '{{2 | call (adder 1)}}', undefined, '3'],
      ['a function in the data', '{{call .F 1 2}}', object({ F: SAMPLE_FUNCTIONS.get('add') }), '3'],
      [
        'a variadic function',
        '{{call .F "-"}}|{{call .F "-" "a" "b"}}',
        object({ F: SAMPLE_FUNCTIONS.get('join') }),
        '|a-b',
      ],
      [
        'an argument of another type',
        '{{call .F 1 "a"}}',
        object({ F: SAMPLE_FUNCTIONS.get('add') }),
        {
          error:
            'template: t:1:2: executing "t" at <call .F 1 "a">: error calling call: arg 1: value has type string; should be int',
        },
      ],
      [
        'integers are converted',
        '{{call .F .A 2}}',
        object({ F: SAMPLE_FUNCTIONS.get('add'), A: number(3n, 'int64') }),
        '5',
      ],
      [
        'too few arguments',
        '{{call .F 1}}',
        object({ F: SAMPLE_FUNCTIONS.get('add') }),
        {
          error:
            'template: t:1:2: executing "t" at <call .F 1>: error calling call: wrong number of args for .F: got 1 want 2',
        },
      ],
      [
        'too few arguments of a variadic function',
        '{{call .F}}',
        object({ F: SAMPLE_FUNCTIONS.get('join') }),
        {
          error:
            'template: t:1:2: executing "t" at <call .F>: error calling call: wrong number of args for .F: got 0 want at least 1',
        },
      ],
      [
        'nil for a string',
        '{{call .F nil}}',
        object({ F: SAMPLE_FUNCTIONS.get('upper') }),
        {
          error:
            'template: t:1:2: executing "t" at <call .F nil>: error calling call: arg 0: value is nil; should be of type string',
        },
      ],
      [
        'no function',
        '{{call .A 1}}',
        object({ A: 1n }),
        {
          error:
            'template: t:1:2: executing "t" at <call .A 1>: error calling call: non-function .A of type int',
        },
      ],
      [
        'nil',
        '{{call nil}}',
        undefined,
        { error: 'template: t:1:2: executing "t" at <call nil>: error calling call: call of nil' },
      ],
      [
        'a missing value',
        '{{call .A}}',
        object({}),
        { error: 'template: t:1:2: executing "t" at <call .A>: error calling call: call of nil' },
      ],
      [
        'a function that fails',
        '{{call .F "no"}}',
        object({ F: SAMPLE_FUNCTIONS.get('raise') }),
        { error: 'template: t:1:2: executing "t" at <call .F "no">: error calling call: no' },
      ],
    ],
  },
  {
    title: 'Functions: html, js, urlquery',
    cases: [
      [
        'html',
        '{{html "<a href=\\"x\\">\'&\'</a>"}}',
        undefined,
        '&lt;a href=&#34;x&#34;&gt;&#39;&amp;&#39;&lt;/a&gt;',
      ],
      ['html of nothing special', '{{html "plain äö"}}', undefined, 'plain äö'],
      ['html of NUL', '{{html "a\\x00b" | printf "%q"}}', undefined, '"a�b"'],
      ['html of many', '{{html 1 2 "<" 3}}', undefined, '1 2&lt;3'],
      ['html of a value', '{{html .}}', object({ a: '<b>' }), 'map[a:&lt;b&gt;]'],
      ['html of missing, nil', '{{html .A}} {{html nil}}', object({}), '&lt;no value&gt; &lt;no value&gt;'],
      ['html of a pointer', '{{html .}}', point(1n, 2n, true), '{1 2}'],
      ['html of a Stringer', '{{html .}}', named('<x>'), 'named &lt;x&gt;'],
      [
        'js',
        '{{js "it\'s \\"x\\" <a> & b = c \\\\ d"}}',
        undefined,
        'it\\\'s \\"x\\" \\u003Ca\\u003E \\u0026 b \\u003D c \\\\ d',
      ],
      [
        'js of control characters',
        '{{js "\\n\\t\\x00\\x1f\\x7f"}}',
        undefined,
        '\\u000A\\u0009\\u0000\\u001F\u007f',
      ],
      [
        'js of other characters',
        '{{js "äö 日本 \\u2028\\u00a0\\ufeff 😀 \\U000E0001"}}',
        undefined,
        'äö 日本 \\u2028\\u00A0\\uFEFF 😀 \\uE0001',
      ],
      ['js of bytes that are no UTF-8', '{{js "a\\xffb" | printf "%q"}}', undefined, '"a\\xffb"'],
      ['js of many', '{{js "a" 1 2 true}}', undefined, 'a1 2 true'],
      ['urlquery', '{{urlquery "a b&c=d/e?f+g~h-i_j.k%"}}', undefined, 'a+b%26c%3Dd%2Fe%3Ff%2Bg~h-i_j.k%25'],
      ['urlquery of other characters', '{{urlquery "äö 日\\n"}}', undefined, '%C3%A4%C3%B6+%E6%97%A5%0A'],
      ['urlquery of many', '{{urlquery 1 2 "a b"}}', undefined, '1+2a+b'],
      ['html in a pipeline', '{{"<" | html | html}}', undefined, '&amp;lt;'],
    ],
  },
  {
    title: 'Functions: print, println',
    cases: [
      ['print of nothing', '{{print}}', undefined, ''],
      ['print of one', '{{print "a"}} {{print 1}} {{print nil}}', undefined, 'a 1 <nil>'],
      [
        'spaces where neither is a string',
        '{{print 1 2 "a" "b" 3 4 nil nil true}}',
        undefined,
        '1 2ab3 4 <nil> <nil> true',
      ],
      ['println', '{{println}}{{println 1 "a" "b" 2}}', undefined, '\n1 a b 2\n'],
      [
        'print of lists and maps',
        '{{print .L .M}}',
        object({ L: list(1n, 'a', null), M: object({ b: 1n, a: list() }) }),
        '[1 a <nil>] map[a:[] b:1]',
      ],
      [
        'print of structs',
        '{{print .A .B}}',
        object({ A: point(1n, 2n), B: pair('x', point(3n, 4n)) }),
        '{1 2} {x {3 4}}',
      ],
      ['print of a pointer', '{{print .}} {{.}}', point(1n, 2n, true), '&{1 2} {1 2}'],
      ['print of a Stringer', '{{print .}} {{.}}', named('x'), 'named x named x'],
      ['print of a pointer to a Stringer', '{{print .}} {{.}}', named('x', true), 'named x named x'],
      ['print of a list of Stringers', '{{print .}}', list(named('a'), named('b')), '[named a named b]'],
      ['print of an error', '{{print (problem "x")}} {{problem "y"}}', undefined, 'problem: x problem: y'],
      ['print of a duration', '{{print .}} {{.}}', seconds(5), '5s 5s'],
      ['print of bytes', '{{print .}} {{.}}', bytes(97, 98), '[97 98] [97 98]'],
      [
        'print of a nil list and a nil map',
        '{{print .L .M}}',
        object({ L: new GoList([], 'int', true), M: new GoMap([], 'int', 'string', true) }),
        '[] map[]',
      ],
    ],
  },
];

// What Go's text/template makes of comparisons and truth.
import type { Section } from './section.ts';
import { bytes, list, named, number, object, point, SAMPLE_FUNCTIONS, seconds } from '../sample-types.ts';
import { GoList, GoMap } from '../../../../src/render/gotemplate/value.ts';

/** By the sections of the documentation of text/template. */
export const COMPARISON: readonly Section[] = [
  {
    title: 'Comparison: eq and ne',
    cases: [
      ['ints', '{{eq 1 1}} {{eq 1 2}} {{ne 1 1}} {{ne 1 2}}', undefined, 'true false false true'],
      ['strings', '{{eq "a" "a"}} {{eq "a" "b"}} {{ne "a" "b"}}', undefined, 'true false true'],
      ['floats', '{{eq 1.5 1.5}} {{eq 1.5 1.6}}', undefined, 'true false'],
      ['bools', '{{eq true true}} {{eq true false}}', undefined, 'true false'],
      ['one of many', '{{eq 3 1 2 3}} {{eq 4 1 2 3}}', undefined, 'true false'],
      ['int and int64', '{{eq . 1}}', number(1n, 'int64'), 'true'],
      ['int and uint', '{{eq . 1}} {{eq 1 .}} {{eq . -1}}', number(1n, 'uint'), 'true true false'],
      [
        'large uint and negative int',
        '{{eq . -1}} {{eq -1 .}}',
        number(18446744073709551615n, 'uint64'),
        'false false',
      ],
      ['float32 and float64', '{{eq . 1.5}}', number(1.5, 'float32'), 'true'],
      ['named numbers', '{{eq . 5000000000}}', seconds(5), 'true'],
      ['missing and nil', '{{eq .A nil}} {{eq .A .B}} {{eq nil nil}}', object({ B: null }), 'true true true'],
      ['missing and something', '{{eq .A "a"}} {{eq "a" .A}} {{ne .A 1}}', object({}), 'false false true'],
      [
        'nil of types',
        '{{eq .L nil}} {{eq .M nil}} {{eq .E nil}}',
        object({ L: new GoList([], 'int', true), M: new GoMap([], 'int', 'string', true), E: list() }),
        'true true false',
      ],
      ['structs', '{{eq . (point 1 2)}} {{eq . (point 1 3)}}', point(1n, 2n), 'true false'],
      ['structs of other types', '{{eq .A .B}}', object({ A: point(1n, 2n), B: named('x') }), 'false'],
      ['a pointer and itself', '{{eq . .}}', point(1n, 2n, true), 'true'],
      ['two pointers', '{{eq (pointer 1 2) (pointer 1 2)}}', undefined, 'false'],
      ['in a pipeline', '{{1 | eq 1}} {{2 | eq 1}}', undefined, 'true false'],
      ['strings by bytes', '{{eq "é" "e\\u0301"}} {{eq "é" "\\u00e9"}}', undefined, 'false true'],
    ],
  },
  {
    title: 'Comparison: errors of eq and ne',
    cases: [
      [
        'nothing to compare with',
        '{{eq 1}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <eq 1>: error calling eq: missing argument for comparison',
        },
      ],
      [
        'int and string',
        '{{eq 1 "1"}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <eq 1 "1">: error calling eq: incompatible types for comparison: int and string',
        },
      ],
      [
        'int and float',
        '{{eq 1 1.0}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <eq 1 1.0>: error calling eq: incompatible types for comparison: int and float64',
        },
      ],
      [
        'string and bool',
        '{{eq "true" true}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <eq "true" true>: error calling eq: incompatible types for comparison: string and bool',
        },
      ],
      [
        'map and string',
        '{{eq . "a"}}',
        object({}),
        {
          error:
            'template: t:1:2: executing "t" at <eq . "a">: error calling eq: incompatible types for comparison: map[string]interface {} and string',
        },
      ],
      [
        'string and map',
        '{{eq "a" .}}',
        object({}),
        {
          error:
            'template: t:1:2: executing "t" at <eq "a" .>: error calling eq: incompatible types for comparison: string and map[string]interface {}',
        },
      ],
      [
        'two maps',
        '{{eq . .}}',
        object({ a: 1n }),
        {
          error:
            'template: t:1:2: executing "t" at <eq . .>: error calling eq: non-comparable type map[a:%!s(int=1)]: map[string]interface {}',
        },
      ],
      [
        'two lists',
        '{{eq . .}}',
        list(1n, 'a'),
        {
          error:
            'template: t:1:2: executing "t" at <eq . .>: error calling eq: non-comparable type [%!s(int=1) a]: []interface {}',
        },
      ],
      [
        'map and list',
        '{{eq .M .L}}',
        object({ M: object({ a: 1n }), L: list(1n) }),
        {
          error:
            'template: t:1:2: executing "t" at <eq .M .L>: error calling eq: non-comparable types map[a:%!s(int=1)]: map[string]interface {}, []interface {}: [1]',
        },
      ],
      [
        'list and struct',
        '{{eq .L .P}}',
        object({ L: list(1n), P: point(1n, 2n) }),
        {
          error:
            'template: t:1:2: executing "t" at <eq .L .P>: error calling eq: non-comparable types [%!s(int=1)]: []interface {}, main.Point: {1 2}',
        },
      ],
      [
        'the second of many',
        '{{eq 1 2 "a"}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <eq 1 2 "a">: error calling eq: incompatible types for comparison: int and string',
        },
      ],
      ['the second of many is not reached', '{{eq 1 1 "a"}}', undefined, 'true'],
      [
        'ne of three',
        '{{ne 1 2 3}}',
        undefined,
        { error: 'template: t:1:2: executing "t" at <ne>: wrong number of args for ne: want 2 got 3' },
      ],
    ],
  },
  {
    title: 'Comparison: lt, le, gt, ge',
    cases: [
      [
        'ints',
        '{{lt 1 2}} {{lt 2 1}} {{lt 1 1}} {{le 1 1}} {{gt 2 1}} {{gt 1 1}} {{ge 1 1}} {{ge 0 1}}',
        undefined,
        'true false false true true false true false',
      ],
      [
        'floats',
        '{{lt 1.5 2.5}} {{le 2.5 2.5}} {{gt 1.5 2.5}} {{ge 2.5 1.5}}',
        undefined,
        'true true false true',
      ],
      [
        'strings',
        '{{lt "a" "b"}} {{lt "b" "a"}} {{lt "a" "aa"}} {{lt "Z" "a"}} {{ge "a" "a"}}',
        undefined,
        'true false true true true',
      ],
      ['strings by bytes', '{{lt "z" "é"}} {{lt "\\uffff" "\\U00010000"}}', undefined, 'true true'],
      [
        'int and uint',
        '{{lt -1 .}} {{lt . -1}} {{gt . 0}} {{le 1 .}}',
        number(1n, 'uint8'),
        'true false true true',
      ],
      [
        'large uint',
        '{{lt . 1}} {{lt 1 .}} {{lt -1 .}}',
        number(18446744073709551615n, 'uint64'),
        'false true true',
      ],
      ['int and int64', '{{lt . 2}} {{ge . 1}}', number(1n, 'int64'), 'true true'],
      ['in a pipeline', '{{1 | lt 2}} {{1 | gt 2}}', undefined, 'false true'],
      [
        'not a number',
        '{{lt . 1.0}} {{gt . 1.0}} {{le . .}} {{ge . .}} {{eq . .}}',
        NaN,
        'false true false true false',
      ],
    ],
  },
  {
    title: 'Comparison: errors of lt, le, gt, ge',
    cases: [
      [
        'int and float',
        '{{lt 1 1.0}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <lt 1 1.0>: error calling lt: incompatible types for comparison: int and float64',
        },
      ],
      [
        'int and string',
        '{{gt 1 "1"}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <gt 1 "1">: error calling gt: incompatible types for comparison: int and string',
        },
      ],
      [
        'bools',
        '{{lt true false}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <lt true false>: error calling lt: invalid type for comparison',
        },
      ],
      [
        'nil',
        '{{lt nil 1}}',
        undefined,
        {
          error:
            'template: t:1:2: executing "t" at <lt nil 1>: error calling lt: invalid type for comparison',
        },
      ],
      [
        'missing value',
        '{{lt .A 1}}',
        object({}),
        {
          error: 'template: t:1:2: executing "t" at <lt .A 1>: error calling lt: invalid type for comparison',
        },
      ],
      [
        'missing value second',
        '{{ge 1 .A}}',
        object({}),
        {
          error: 'template: t:1:2: executing "t" at <ge 1 .A>: error calling ge: invalid type for comparison',
        },
      ],
      [
        'lists',
        '{{le . .}}',
        list(),
        {
          error: 'template: t:1:2: executing "t" at <le . .>: error calling le: invalid type for comparison',
        },
      ],
      [
        'too few',
        '{{lt 1}}',
        undefined,
        { error: 'template: t:1:2: executing "t" at <lt>: wrong number of args for lt: want 2 got 1' },
      ],
      [
        'too many',
        '{{lt 1 2 3}}',
        undefined,
        { error: 'template: t:1:2: executing "t" at <lt>: wrong number of args for lt: want 2 got 3' },
      ],
    ],
  },
  {
    title: 'Truth',
    cases: [
      ['true', '{{if .V}}true{{else}}false{{end}}', object({ V: true }), 'true'],
      ['false', '{{if .V}}true{{else}}false{{end}}', object({ V: false }), 'false'],
      ['0n', '{{if .V}}true{{else}}false{{end}}', object({ V: 0n }), 'false'],
      ['1n', '{{if .V}}true{{else}}false{{end}}', object({ V: 1n }), 'true'],
      ['-1n', '{{if .V}}true{{else}}false{{end}}', object({ V: -1n }), 'true'],
      ['0', '{{if .V}}true{{else}}false{{end}}', object({ V: 0 }), 'false'],
      ['-0', '{{if .V}}true{{else}}false{{end}}', object({ V: -0 }), 'false'],
      ['0.5', '{{if .V}}true{{else}}false{{end}}', object({ V: 0.5 }), 'true'],
      ['NaN', '{{if .V}}true{{else}}false{{end}}', object({ V: NaN }), 'true'],
      ['""', '{{if .V}}true{{else}}false{{end}}', object({ V: '' }), 'false'],
      ['"a"', '{{if .V}}true{{else}}false{{end}}', object({ V: 'a' }), 'true'],
      ['" "', '{{if .V}}true{{else}}false{{end}}', object({ V: ' ' }), 'true'],
      ['"false"', '{{if .V}}true{{else}}false{{end}}', object({ V: 'false' }), 'true'],
      ['null', '{{if .V}}true{{else}}false{{end}}', object({ V: null }), 'false'],
      ['undefined', '{{if .V}}true{{else}}false{{end}}', object({ V: undefined }), 'false'],
      ['list()', '{{if .V}}true{{else}}false{{end}}', object({ V: list() }), 'false'],
      ['list(null)', '{{if .V}}true{{else}}false{{end}}', object({ V: list(null) }), 'true'],
      ['object({})', '{{if .V}}true{{else}}false{{end}}', object({ V: object({}) }), 'false'],
      [
        'object({ a: null })',
        '{{if .V}}true{{else}}false{{end}}',
        object({ V: object({ a: null }) }),
        'true',
      ],
      [
        'new GoList([], "int", true)',
        '{{if .V}}true{{else}}false{{end}}',
        object({ V: new GoList([], 'int', true) }),
        'false',
      ],
      [
        'new GoMap([], "int", "string", true)',
        '{{if .V}}true{{else}}false{{end}}',
        object({ V: new GoMap([], 'int', 'string', true) }),
        'false',
      ],
      [
        'number(0n, "uint8")',
        '{{if .V}}true{{else}}false{{end}}',
        object({ V: number(0n, 'uint8') }),
        'false',
      ],
      [
        'number(1n, "int64")',
        '{{if .V}}true{{else}}false{{end}}',
        object({ V: number(1n, 'int64') }),
        'true',
      ],
      [
        'number(0, "float32")',
        '{{if .V}}true{{else}}false{{end}}',
        object({ V: number(0, 'float32') }),
        'false',
      ],
      ['point(0n, 0n)', '{{if .V}}true{{else}}false{{end}}', object({ V: point(0n, 0n) }), 'true'],
      [
        'point(0n, 0n, true)',
        '{{if .V}}true{{else}}false{{end}}',
        object({ V: point(0n, 0n, true) }),
        'true',
      ],
      ['seconds(0)', '{{if .V}}true{{else}}false{{end}}', object({ V: seconds(0) }), 'false'],
      ['seconds(1)', '{{if .V}}true{{else}}false{{end}}', object({ V: seconds(1) }), 'true'],
      [
        'SAMPLE_FUNCTIONS.get("add")',
        '{{if .V}}true{{else}}false{{end}}',
        object({ V: SAMPLE_FUNCTIONS.get('add') }),
        'true',
      ],
      ['bytes()', '{{if .V}}true{{else}}false{{end}}', object({ V: bytes() }), 'false'],
      ['bytes(0)', '{{if .V}}true{{else}}false{{end}}', object({ V: bytes(0) }), 'true'],
    ],
  },
];

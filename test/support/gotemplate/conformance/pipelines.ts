// What Go's text/template makes of pipelines and variables.
import type { Section } from './section.ts';
import { list, number, object } from '../sample-types.ts';

/** By the sections of the documentation of text/template. */
export const PIPELINES: readonly Section[] = [
  {
    title: 'Pipelines',
    cases: [
      ['one command', '{{print 1}}', undefined, '1'],
      ['the last argument', '{{"output" | printf "%s-%q" "a"}}', undefined, 'a-"output"'],
      ['many stages', '{{"a" | printf "%s%s" "b" | printf "%q" | len}}', undefined, '4'],
      ['no spaces', '{{"a"|print|len}}', undefined, '1'],
      ['over lines', '{{"a"\n| print\n| len}}', undefined, '1'],
      ['a function without arguments', '{{1 | print}}', undefined, '1'],
      ['a field first', '{{.A | printf "%05d"}}', object({ A: 42n }), '00042'],
      ['a pipeline in parentheses', '{{printf "%d" (1 | add 2)}}', undefined, '3'],
      ['nothing is passed on as nil', '{{.A | isNil}} {{nothing | isNil}}', object({}), 'true true'],
      ['a missing value is printed', '{{.A | print}}|{{nothing | print}}', object({}), '<nil>|<nil>'],
      ['a missing value is `<no value>` alone', '{{.A}}|{{nothing}}', object({}), '<no value>|<no value>'],
      ['a variadic function', '{{"c" | join "-" "a" "b"}}', undefined, 'a-b-c'],
      ['the only argument of a variadic function', '{{"-" | join}}', undefined, ''],
      ['the result of a comparison', '{{eq 1 1 | not}}', undefined, 'false'],
    ],
  },
  {
    title: 'Pipelines: errors',
    cases: [
      ['empty stage', '{{1 | }}', undefined, '1'],
      [
        'empty stage in the middle',
        '{{1 | | print}}',
        undefined,
        { error: 'template: t:1: unexpected "|" in command' },
      ],
      ['pipe first', '{{| print}}', undefined, { error: 'template: t:1: unexpected "|" in command' }],
      [
        'a constant as second stage',
        '{{1 | 2}}',
        undefined,
        { error: 'template: t:1: non executable command in pipeline stage 2' },
      ],
      [
        'a string as second stage',
        '{{1 | "a"}}',
        undefined,
        { error: 'template: t:1: non executable command in pipeline stage 2' },
      ],
      [
        'dot as second stage',
        '{{1 | .}}',
        1n,
        { error: 'template: t:1: non executable command in pipeline stage 2' },
      ],
      [
        'a bool as third stage',
        '{{1 | print | true}}',
        undefined,
        { error: 'template: t:1: non executable command in pipeline stage 3' },
      ],
      [
        'nil as second stage',
        '{{1 | nil}}',
        undefined,
        { error: 'template: t:1: non executable command in pipeline stage 2' },
      ],
      [
        'too many arguments with that of the pipeline',
        '{{1 | add 2 3}}',
        undefined,
        { error: 'template: t:1:6: executing "t" at <add>: wrong number of args for add: want 2 got 3' },
      ],
      [
        'too few arguments with that of the pipeline',
        '{{1 | add}}',
        undefined,
        { error: 'template: t:1:6: executing "t" at <add>: wrong number of args for add: want 2 got 1' },
      ],
      [
        'no arguments wanted',
        '{{1 | numbers}}',
        undefined,
        {
          error:
            'template: t:1:6: executing "t" at <numbers>: wrong number of args for numbers: want 0 got 1',
        },
      ],
      [
        'an argument of another type',
        '{{1 | upper}}',
        undefined,
        {
          error: 'template: t:1:6: executing "t" at <upper>: wrong type for value; expected string; got int',
        },
      ],
      [
        'a missing value for a string',
        '{{.A | upper}}',
        object({}),
        { error: 'template: t:1:7: executing "t" at <upper>: invalid value; expected string' },
      ],
      [
        'a nil value for a string',
        '{{nothing | upper}}',
        undefined,
        { error: 'template: t:1:12: executing "t" at <upper>: invalid value; expected string' },
      ],
      [
        'a missing value for a string as argument',
        '{{upper .A}}',
        object({}),
        { error: 'template: t:1:8: executing "t" at <.A>: invalid value; expected string' },
      ],
      [
        'nil of a map for a string as argument',
        '{{upper .A}}',
        object({ A: null }),
        {
          error:
            'template: t:1:8: executing "t" at <.A>: wrong type for value; expected string; got interface {}',
        },
      ],
      [
        'a function that fails',
        '{{raise "oh no" | print}}',
        undefined,
        { error: 'template: t:1:2: executing "t" at <raise "oh no">: error calling raise: oh no' },
      ],
      [
        'a function that fails, nested',
        '{{print (raise "oh no")}}',
        undefined,
        { error: 'template: t:1:9: executing "t" at <raise "oh no">: error calling raise: oh no' },
      ],
      [
        'a function that panics',
        '{{explode}}',
        undefined,
        { error: 'template: t:1:2: executing "t" at <explode>: error calling explode: bang' },
      ],
      [
        'a map for a map of another type',
        '{{size .}}',
        object({ A: 'a' }, 'string'),
        {
          error:
            'template: t:1:7: executing "t" at <.>: wrong type for value; expected map[string]interface {}; got map[string]string',
        },
      ],
      [
        'a list for a list of another type',
        '{{count numbers}}',
        undefined,
        {
          error:
            'template: t:1:8: executing "t" at <numbers>: wrong type for value; expected []interface {}; got []int',
        },
      ],
      [
        'int64 for int',
        '{{add . 1}}',
        number(1n, 'int64'),
        { error: 'template: t:1:6: executing "t" at <.>: wrong type for value; expected int; got int64' },
      ],
      [
        'float64 for int',
        '{{add . 1}}',
        1,
        { error: 'template: t:1:6: executing "t" at <.>: wrong type for value; expected int; got float64' },
      ],
    ],
  },
  {
    title: 'Variables',
    cases: [
      ['declaration prints nothing', 'a{{$x := 1}}b', undefined, 'ab'],
      ['use', '{{$x := 1}}{{$x}}', undefined, '1'],
      ['the root', '{{$}} {{$.A}}', object({ A: 1n }), 'map[A:1] 1'],
      ['assignment', '{{$x := 1}}{{$x = 2}}{{$x}}', undefined, '2'],
      ['assignment of another type', '{{$x := 1}}{{$x = "a"}}{{$x}}', undefined, 'a'],
      [
        'assignment inside of a block is seen outside',
        '{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}',
        undefined,
        '2',
      ],
      [
        'declaration inside of a block is not seen outside',
        '{{$x := 1}}{{if true}}{{$x := 2}}{{$x}}{{end}}{{$x}}',
        undefined,
        '21',
      ],
      ['declared again', '{{$x := 1}}{{$x := 2}}{{$x}}', undefined, '2'],
      [
        'assignment in a loop',
        '{{$sum := 0}}{{range .}}{{$sum = add $sum .}}{{end}}{{$sum}}',
        list(1n, 2n, 3n),
        '6',
      ],
      ['declared in a loop, anew in each turn', '{{range .}}{{$x := .}}{{$x}}{{end}}', list(1n, 2n), '12'],
      ['of a pipeline', '{{$x := 1 | add 2}}{{$x}}', undefined, '3'],
      ['as an argument', '{{$x := "a"}}{{printf "%s%s" $x $x}}', undefined, 'aa'],
      ['in a pipeline', '{{$x := "a"}}{{$x | upper}}', undefined, 'A'],
      ['of a missing value', '{{$x := .A}}{{$x}}', object({}), '<no value>'],
      ['names', '{{$aB_1 := 1}}{{$é := 2}}{{$aB_1}}{{$é}}', undefined, '12'],
      ['the scope of with ends', '{{with $x := 1}}{{$x}}{{end}}{{$x := 2}}{{$x}}', undefined, '12'],
      [
        'without spaces',
        '{{$x:=1}}{{$x=2}}{{$x}}',
        undefined,
        { error: "template: t:1: bad character U+003D '='" },
      ],
      [
        'the same variable in nested loops',
        '{{range $i, $x := .}}{{range $i, $y := $x}}{{$i}}{{$y}}{{end}}{{$i}};{{end}}',
        list(list('a', 'b'), list('c')),
        '0a1b0;0c1;',
      ],
      ['a declaration as condition', '{{if $x := false}}a{{else}}{{$x}}{{end}}', undefined, 'false'],
    ],
  },
  {
    title: 'Variables: errors',
    cases: [
      ['undefined', '{{$x}}', undefined, { error: 'template: t:1: undefined variable "$x"' }],
      [
        'undefined in an assignment',
        '{{$x = 1}}',
        undefined,
        { error: 'template: t:1:7: executing "t" at <1>: undefined variable: $x' },
      ],
      [
        'used behind its block',
        '{{if true}}{{$x := 1}}{{end}}{{$x}}',
        undefined,
        { error: 'template: t:1: undefined variable "$x"' },
      ],
      [
        'used in another template',
        '{{$x := 1}}{{template "a"}}{{define "a"}}{{$x}}{{end}}',
        undefined,
        { error: 'template: t:1: undefined variable "$x"' },
      ],
      [
        'declared in parentheses is unknown outside',
        '{{print ($x := 1)}}{{$y}}',
        undefined,
        { error: 'template: t:1: undefined variable "$y"' },
      ],
      [
        'two at once',
        '{{$x, $y := 1}}',
        undefined,
        { error: 'template: t:1: too many declarations in command' },
      ],
      ['no value', '{{$x := }}', undefined, { error: 'template: t:1: missing value for command' }],
      ['sign for equality', '{{$x == 1}}', undefined, { error: 'template: t:1: unexpected "=" in command' }],
      [
        'declared behind a pipe',
        '{{1 | $x := 2}}',
        undefined,
        { error: 'template: t:1: undefined variable "$x"' },
      ],
      [
        'with arguments',
        '{{$x := 1}}{{$x 2}}',
        undefined,
        { error: 'template: t:1:13: executing "t" at <$x>: can\'t give argument to non-function $x' },
      ],
      [
        'field of an int',
        '{{$x := 1}}{{$x.A}}',
        undefined,
        { error: 'template: t:1:15: executing "t" at <$x.A>: can\'t evaluate field A in type int' },
      ],
    ],
  },
];

// What fails while it is executed, with the texts, lines and columns of Go.
import { describe, expect, it } from 'vitest';
import { failure } from './sample-world.ts';

/** Learned from text/template of Go 1.26. */
const ERRORS: readonly (readonly [template: string, expected: string])[] = [
  ['{{.str.x}}', 'template: t:1:6: executing "t" at <.str.x>: can\'t evaluate field x in type interface {}'],
  [
    '{{.str.x.y}}',
    'template: t:1:6: executing "t" at <.str.x.y>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{.map.a.b}}',
    'template: t:1:6: executing "t" at <.map.a.b>: can\'t evaluate field b in type interface {}',
  ],
  ['{{.map.nil.b}}', 'template: t:1:6: executing "t" at <.map.nil.b>: nil pointer evaluating interface {}.b'],
  ['{{.null.a}}', 'template: t:1:7: executing "t" at <.null.a>: nil pointer evaluating interface {}.a'],
  ['{{.null.a.b}}', 'template: t:1:7: executing "t" at <.null.a.b>: nil pointer evaluating interface {}.a'],
  [
    '{{.list.x}}',
    'template: t:1:7: executing "t" at <.list.x>: can\'t evaluate field x in type interface {}',
  ],
  ['{{.int.x}}', 'template: t:1:6: executing "t" at <.int.x>: can\'t evaluate field x in type interface {}'],
  [
    '{{$.str.x}}',
    'template: t:1:3: executing "t" at <$.str.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{$x := .str}}{{$x.y}}',
    'template: t:1:18: executing "t" at <$x.y>: can\'t evaluate field y in type string',
  ],
  [
    '{{with .str}}{{.x}}{{end}}',
    'template: t:1:15: executing "t" at <.x>: can\'t evaluate field x in type string',
  ],
  [
    '{{with .map.deep}}{{.x.y}}{{end}}',
    'template: t:1:22: executing "t" at <.x.y>: can\'t evaluate field y in type interface {}',
  ],
  [
    '{{range .list}}{{.x}}{{end}}',
    'template: t:1:17: executing "t" at <.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{range .strs}}{{.x}}{{end}}',
    'template: t:1:17: executing "t" at <.x>: can\'t evaluate field x in type string',
  ],
  [
    '{{range $e := .list}}{{$e.x}}{{end}}',
    'template: t:1:25: executing "t" at <$e.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{range $k, $v := .map}}{{$v.x}}{{end}}',
    'template: t:1:28: executing "t" at <$v.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{range $k, $v := .strmap}}{{$k.x}}{{end}}',
    'template: t:1:31: executing "t" at <$k.x>: can\'t evaluate field x in type string',
  ],
  [
    '{{range $k, $v := .strmap}}{{$v.x}}{{end}}',
    'template: t:1:31: executing "t" at <$v.x>: can\'t evaluate field x in type string',
  ],
  ['{{(.str).x}}', 'template: t:1:3: executing "t" at <.str>: can\'t evaluate field x in type string'],
  ['{{(index .list 0).x}}', 'template: t:1:15: executing "t" at <0>: can\'t evaluate field x in type string'],
  ['{{five.x}}', 'template: t:1:2: executing "t" at <five>: can\'t evaluate field x in type int'],
  ['{{(five).x.y}}', 'template: t:1:3: executing "t" at <five>: can\'t evaluate field x in type int'],
  ['{{(same .str).x}}', 'template: t:1:8: executing "t" at <.str>: can\'t evaluate field x in type string'],
  [
    '{{.obj.Nope}}',
    'template: t:1:6: executing "t" at <.obj.Nope>: can\'t evaluate field Nope in type interface {}',
  ],
  [
    '{{.ptr.Nope}}',
    'template: t:1:6: executing "t" at <.ptr.Nope>: can\'t evaluate field Nope in type interface {}',
  ],
  [
    '{{.obj.secret}}',
    'template: t:1:6: executing "t" at <.obj.secret>: secret is an unexported field of struct type interface {}',
  ],
  [
    '{{.ptr.secret}}',
    'template: t:1:6: executing "t" at <.ptr.secret>: secret is an unexported field of struct type interface {}',
  ],
  [
    '{{.obj.Name.x}}',
    'template: t:1:6: executing "t" at <.obj.Name.x>: can\'t evaluate field x in type string',
  ],
  [
    '{{.obj.Name "a"}}',
    'template: t:1:6: executing "t" at <.obj.Name>: Name has arguments but cannot be invoked as function',
  ],
  [
    '{{"a" | .obj.Name}}',
    'template: t:1:12: executing "t" at <.obj.Name>: Name has arguments but cannot be invoked as function',
  ],
  [
    '{{.obj.Hello "x"}}',
    'template: t:1:6: executing "t" at <.obj.Hello>: wrong number of args for Hello: want 0 got 1',
  ],
  [
    '{{.obj.Greet}}',
    'template: t:1:6: executing "t" at <.obj.Greet>: wrong number of args for Greet: want 1 got 0',
  ],
  ['{{.obj.Greet 1}}', 'template: t:1:13: executing "t" at <1>: expected string; found 1'],
  [
    '{{.obj.Greet "a" "b"}}',
    'template: t:1:6: executing "t" at <.obj.Greet>: wrong number of args for Greet: want 1 got 2',
  ],
  ['{{.obj.Fail}}', 'template: t:1:6: executing "t" at <.obj.Fail>: error calling Fail: no luck'],
  [
    '{{.obj.All}}',
    'template: t:1:6: executing "t" at <.obj.All>: wrong number of args for All: want at least 1 got 0',
  ],
  [
    '{{.obj.Hello.x}}',
    'template: t:1:6: executing "t" at <.obj.Hello.x>: can\'t evaluate field x in type string',
  ],
  [
    '{{.obj.Fn 1}}',
    'template: t:1:6: executing "t" at <.obj.Fn>: Fn has arguments but cannot be invoked as function',
  ],
  ['{{.fn 1 "x"}}', 'template: t:1:2: executing "t" at <.fn>: fn is not a method but has arguments'],
  ['{{.map.a 1}}', 'template: t:1:6: executing "t" at <.map.a>: a is not a method but has arguments'],
  ['{{1 | .map.a}}', 'template: t:1:10: executing "t" at <.map.a>: a is not a method but has arguments'],
  ['{{.map 1}}', 'template: t:1:2: executing "t" at <.map>: map is not a method but has arguments'],
  [
    '{{.intkeys.a}}',
    'template: t:1:10: executing "t" at <.intkeys.a>: can\'t evaluate field a in type interface {}',
  ],
  [
    '{{.str.Hello}}',
    'template: t:1:6: executing "t" at <.str.Hello>: can\'t evaluate field Hello in type interface {}',
  ],
  [
    '{{.values.Keys 1}}',
    'template: t:1:9: executing "t" at <.values.Keys>: wrong number of args for Keys: want 0 got 1',
  ],
  [
    '{{.values.Keys.x}}',
    'template: t:1:9: executing "t" at <.values.Keys.x>: can\'t evaluate field x in type int',
  ],
  ['{{.i64.x}}', 'template: t:1:6: executing "t" at <.i64.x>: can\'t evaluate field x in type interface {}'],
  ['{{range .str}}{{end}}', 'template: t:1:8: executing "t" at <.str>: range can\'t iterate over hello'],
  ['{{range .yes}}{{end}}', 'template: t:1:8: executing "t" at <.yes>: range can\'t iterate over true'],
  ['{{range .float}}{{end}}', 'template: t:1:8: executing "t" at <.float>: range can\'t iterate over 1.5'],
  [
    '{{range $a, $b := 3}}{{end}}',
    'template: t:1:18: executing "t" at <3>: can\'t use 3 to iterate over more than one variable',
  ],
  [
    '{{range $a, $b := .u8}}{{end}}',
    'template: t:1:18: executing "t" at <.u8>: can\'t use 3 to iterate over more than one variable',
  ],
  ['{{nil}}', 'template: t:1:2: executing "t" at <nil>: nil is not a command'],
  ['{{(nil)}}', 'template: t:1:3: executing "t" at <nil>: nil is not a command'],
  ['{{nil | print}}', 'template: t:1:2: executing "t" at <nil>: nil is not a command'],
  ['{{print (nil)}}', 'template: t:1:9: executing "t" at <nil>: nil is not a command'],
  ['{{with nil}}{{end}}', 'template: t:1:7: executing "t" at <nil>: nil is not a command'],
  ['{{if nil}}{{end}}', 'template: t:1:5: executing "t" at <nil>: nil is not a command'],
  ['{{range nil}}{{end}}', 'template: t:1:8: executing "t" at <nil>: nil is not a command'],
  ['{{3 4}}', 'template: t:1:2: executing "t" at <3>: can\'t give argument to non-function 3'],
  ['{{"a" 1}}', 'template: t:1:2: executing "t" at <"a">: can\'t give argument to non-function "a"'],
  ['{{true 1}}', 'template: t:1:2: executing "t" at <true>: can\'t give argument to non-function true'],
  ['{{. 1}}', 'template: t:1:2: executing "t" at <.>: can\'t give argument to non-function .'],
  ['{{$ 1}}', 'template: t:1:2: executing "t" at <$>: can\'t give argument to non-function $'],
  ['{{(3) 4}}', 'template: t:1:2: executing "t" at <(3) 4>: can\'t give argument to non-function 3'],
  ['{{1 | (print)}}', 'template: t:1:2: executing "t" at <1>: can\'t give argument to non-function print'],
  ['{{1 | $}}', 'template: t:1:6: executing "t" at <$>: can\'t give argument to non-function $'],
  ['{{$x := 1}}{{$x 2}}', 'template: t:1:13: executing "t" at <$x>: can\'t give argument to non-function $x'],
  [
    '{{print 1 | (.str)}}',
    'template: t:1:8: executing "t" at <1>: can\'t give argument to non-function .str',
  ],
  ['{{.str | $}}', 'template: t:1:9: executing "t" at <$>: can\'t give argument to non-function $'],
  ['{{up}}', 'template: t:1:2: executing "t" at <up>: wrong number of args for up: want 1 got 0'],
  ['{{up 1 2}}', 'template: t:1:2: executing "t" at <up>: wrong number of args for up: want 1 got 2'],
  ['{{up "a" "b"}}', 'template: t:1:2: executing "t" at <up>: wrong number of args for up: want 1 got 2'],
  ['{{"a" | up "b"}}', 'template: t:1:8: executing "t" at <up>: wrong number of args for up: want 1 got 2'],
  ['{{up nil}}', 'template: t:1:5: executing "t" at <nil>: cannot assign nil to string'],
  [
    '{{up .null}}',
    'template: t:1:5: executing "t" at <.null>: wrong type for value; expected string; got interface {}',
  ],
  ['{{up .missing}}', 'template: t:1:5: executing "t" at <.missing>: invalid value; expected string'],
  ['{{up .int}}', 'template: t:1:5: executing "t" at <.int>: wrong type for value; expected string; got int'],
  [
    '{{up .float}}',
    'template: t:1:5: executing "t" at <.float>: wrong type for value; expected string; got float64',
  ],
  [
    '{{up .list}}',
    'template: t:1:5: executing "t" at <.list>: wrong type for value; expected string; got []interface {}',
  ],
  [
    '{{up .map}}',
    'template: t:1:5: executing "t" at <.map>: wrong type for value; expected string; got map[string]interface {}',
  ],
  [
    '{{up .obj}}',
    'template: t:1:5: executing "t" at <.obj>: wrong type for value; expected string; got main.Person',
  ],
  ['{{up five}}', 'template: t:1:5: executing "t" at <five>: wrong type for value; expected string; got int'],
  [
    '{{up (five)}}',
    'template: t:1:6: executing "t" at <five>: wrong type for value; expected string; got int',
  ],
  ['{{five | up}}', 'template: t:1:9: executing "t" at <up>: wrong type for value; expected string; got int'],
  ['{{five 1}}', 'template: t:1:2: executing "t" at <five>: wrong number of args for five: want 0 got 1'],
  ['{{1 | five}}', 'template: t:1:6: executing "t" at <five>: wrong number of args for five: want 0 got 1'],
  ['{{add 1}}', 'template: t:1:2: executing "t" at <add>: wrong number of args for add: want 2 got 1'],
  [
    '{{add .float 1}}',
    'template: t:1:6: executing "t" at <.float>: wrong type for value; expected int; got float64',
  ],
  [
    '{{add .i64 1}}',
    'template: t:1:6: executing "t" at <.i64>: wrong type for value; expected int; got int64',
  ],
  ['{{add .u8 1}}', 'template: t:1:6: executing "t" at <.u8>: wrong type for value; expected int; got uint8'],
  ['{{add "1" 2}}', 'template: t:1:6: executing "t" at <"1">: expected integer; found "1"'],
  ['{{add nil 1}}', 'template: t:1:6: executing "t" at <nil>: cannot assign nil to int'],
  ['{{add .missing 1}}', 'template: t:1:6: executing "t" at <.missing>: invalid value; expected int'],
  [
    '{{add (up "a") 1}}',
    'template: t:1:10: executing "t" at <"a">: wrong type for value; expected int; got string',
  ],
  ['{{i64 .int}}', 'template: t:1:6: executing "t" at <.int>: wrong type for value; expected int64; got int'],
  [
    '{{f64 .int}}',
    'template: t:1:6: executing "t" at <.int>: wrong type for value; expected float64; got int',
  ],
  [
    '{{flag .str}}',
    'template: t:1:7: executing "t" at <.str>: wrong type for value; expected bool; got string',
  ],
  ['{{flag nil}}', 'template: t:1:7: executing "t" at <nil>: cannot assign nil to bool'],
  [
    '{{size .str}}',
    'template: t:1:7: executing "t" at <.str>: wrong type for value; expected map[string]interface {}; got string',
  ],
  [
    '{{size .strmap}}',
    'template: t:1:7: executing "t" at <.strmap>: wrong type for value; expected map[string]interface {}; got map[string]string',
  ],
  [
    '{{size .list}}',
    'template: t:1:7: executing "t" at <.list>: wrong type for value; expected map[string]interface {}; got []interface {}',
  ],
  [
    '{{size .null}}',
    'template: t:1:7: executing "t" at <.null>: wrong type for value; expected map[string]interface {}; got interface {}',
  ],
  [
    '{{count .ints}}',
    'template: t:1:8: executing "t" at <.ints>: wrong type for value; expected []interface {}; got []int',
  ],
  [
    '{{count .strs}}',
    'template: t:1:8: executing "t" at <.strs>: wrong type for value; expected []interface {}; got []string',
  ],
  [
    '{{count .map}}',
    'template: t:1:8: executing "t" at <.map>: wrong type for value; expected []interface {}; got map[string]interface {}',
  ],
  [
    '{{count "x"}}',
    'template: t:1:8: executing "t" at <"x">: can\'t handle "x" for arg of type []interface {}',
  ],
  [
    '{{size 1}}',
    'template: t:1:7: executing "t" at <1>: can\'t handle 1 for arg of type map[string]interface {}',
  ],
  [
    '{{count true}}',
    'template: t:1:8: executing "t" at <true>: can\'t handle true for arg of type []interface {}',
  ],
  [
    '{{size "x"}}',
    'template: t:1:7: executing "t" at <"x">: can\'t handle "x" for arg of type map[string]interface {}',
  ],
  [
    '{{name .str}}',
    'template: t:1:7: executing "t" at <.str>: wrong type for value; expected main.Person; got string',
  ],
  ['{{name nil}}', 'template: t:1:7: executing "t" at <nil>: cannot assign nil to main.Person'],
  ['{{name 1}}', 'template: t:1:7: executing "t" at <1>: can\'t handle 1 for arg of type main.Person'],
  [
    '{{join}}',
    'template: t:1:2: executing "t" at <join>: wrong number of args for join: want at least 1 got 0',
  ],
  ['{{join 1}}', 'template: t:1:7: executing "t" at <1>: expected string; found 1'],
  ['{{join "," 1}}', 'template: t:1:11: executing "t" at <1>: expected string; found 1'],
  [
    '{{join "," "a" .int}}',
    'template: t:1:15: executing "t" at <.int>: wrong type for value; expected string; got int',
  ],
  [
    '{{1 | join ","}}',
    'template: t:1:11: executing "t" at <",">: wrong type for value; expected string; got int',
  ],
  [
    '{{1 | join}}',
    'template: t:1:6: executing "t" at <join>: wrong type for value; expected string; got int',
  ],
  [
    '{{take2 "a"}}',
    'template: t:1:2: executing "t" at <take2>: wrong number of args for take2: want at least 2 got 1',
  ],
  [
    '{{take2}}',
    'template: t:1:2: executing "t" at <take2>: wrong number of args for take2: want at least 2 got 0',
  ],
  [
    '{{"a" | take2}}',
    'template: t:1:8: executing "t" at <take2>: wrong number of args for take2: want at least 2 got 0',
  ],
  [
    '{{1 | take2 "a"}}',
    'template: t:1:12: executing "t" at <"a">: wrong type for value; expected string; got int',
  ],
  [
    '{{"x" | take2 "a" "b"}}',
    'template: t:1:18: executing "t" at <"b">: wrong type for value; expected int; got string',
  ],
  ['{{take2 "a" "b" "c"}}', 'template: t:1:16: executing "t" at <"c">: expected integer; found "c"'],
  ['{{and}}', 'template: t:1:2: executing "t" at <and>: wrong number of args for and: want at least 1 got 0'],
  ['{{or}}', 'template: t:1:2: executing "t" at <or>: wrong number of args for or: want at least 1 got 0'],
  ['{{not}}', 'template: t:1:2: executing "t" at <not>: wrong number of args for not: want 1 got 0'],
  ['{{not 1 2}}', 'template: t:1:2: executing "t" at <not>: wrong number of args for not: want 1 got 2'],
  ['{{and (fail "no")}}', 'template: t:1:7: executing "t" at <fail "no">: error calling fail: no'],
  ['{{or (fail "no") 1}}', 'template: t:1:6: executing "t" at <fail "no">: error calling fail: no'],
  [
    '{{call}}',
    'template: t:1:2: executing "t" at <call>: wrong number of args for call: want at least 1 got 0',
  ],
  ['{{call nil}}', 'template: t:1:2: executing "t" at <call nil>: error calling call: call of nil'],
  ['{{call .missing}}', 'template: t:1:2: executing "t" at <call .missing>: error calling call: call of nil'],
  [
    '{{call .str}}',
    'template: t:1:2: executing "t" at <call .str>: error calling call: non-function .str of type string',
  ],
  [
    '{{call .fn}}',
    'template: t:1:2: executing "t" at <call .fn>: error calling call: wrong number of args for .fn: got 0 want 2',
  ],
  [
    '{{call .fn 1}}',
    'template: t:1:2: executing "t" at <call .fn 1>: error calling call: wrong number of args for .fn: got 1 want 2',
  ],
  [
    '{{call .fn "a" "b"}}',
    'template: t:1:2: executing "t" at <call .fn "a" "b">: error calling call: arg 0: value has type string; should be int',
  ],
  [
    '{{call .fn 1 2}}',
    'template: t:1:2: executing "t" at <call .fn 1 2>: error calling call: arg 1: value has type int; should be string',
  ],
  [
    '{{call .fn nil "x"}}',
    'template: t:1:2: executing "t" at <call .fn nil "x">: error calling call: arg 0: value is nil; should be of type int',
  ],
  [
    '{{.str | call}}',
    'template: t:1:9: executing "t" at <call>: error calling call: non-function hello of type string',
  ],
  [
    '{{call 3}}',
    'template: t:1:2: executing "t" at <call 3>: error calling call: non-function 3 of type int',
  ],
  [
    '{{call (same .fn) 1}}',
    'template: t:1:2: executing "t" at <call (same .fn) 1>: error calling call: wrong number of args for same .fn: got 1 want 2',
  ],
  ['{{fail "oh no"}}', 'template: t:1:2: executing "t" at <fail "oh no">: error calling fail: oh no'],
  ['{{fail "100%d"}}', 'template: t:1:2: executing "t" at <fail "100%d">: error calling fail: 100%d'],
  ['{{"x" | fail}}', 'template: t:1:8: executing "t" at <fail>: error calling fail: x'],
  ['{{boom}}', 'template: t:1:2: executing "t" at <boom>: error calling boom: boom!'],
  ['{{print (fail "x")}}', 'template: t:1:9: executing "t" at <fail "x">: error calling fail: x'],
  ['{{print 1 (boom)}}', 'template: t:1:11: executing "t" at <boom>: error calling boom: boom!'],
  ['{{if fail "x"}}{{end}}', 'template: t:1:5: executing "t" at <fail "x">: error calling fail: x'],
  ['{{with fail "x"}}{{end}}', 'template: t:1:7: executing "t" at <fail "x">: error calling fail: x'],
  ['{{range fail "x"}}{{end}}', 'template: t:1:8: executing "t" at <fail "x">: error calling fail: x'],
  ['{{$x := fail "x"}}', 'template: t:1:8: executing "t" at <fail "x">: error calling fail: x'],
  [
    '{{template "a" fail "x"}}{{define "a"}}{{end}}',
    'template: t:1:15: executing "t" at <fail "x">: error calling fail: x',
  ],
  [
    '{{template "nope"}}',
    'template: t:1:11: executing "t" at <{{template "nope"}}>: template "nope" not defined',
  ],
  [
    '{{template "nope" .}}',
    'template: t:1:11: executing "t" at <{{template "nope" .}}>: template "nope" not defined',
  ],
  [
    '{{template "no\\"pe" .str | up}}',
    'template: t:1:11: executing "t" at <{{template "no\\"pe" .str | up}}>: template "no\\"pe" not defined',
  ],
  [
    '{{if true}}{{template "nope"}}{{end}}',
    'template: t:1:22: executing "t" at <{{template "nope"}}>: template "nope" not defined',
  ],
  [
    '{{define "a"}}{{.str.y}}{{end}}{{template "a" .}}',
    'template: t:1:20: executing "a" at <.str.y>: can\'t evaluate field y in type interface {}',
  ],
  [
    '{{define "a"}}{{.x}}{{end}}\n{{template "a" 1}}',
    'template: t:1:16: executing "a" at <.x>: can\'t evaluate field x in type int',
  ],
  [
    '{{define "a%b"}}{{fail "x"}}{{end}}{{template "a%b"}}',
    'template: t:1:18: executing "a%b" at <fail "x">: error calling fail: x',
  ],
  [
    '{{define "a"}}{{template "b" .}}{{end}}{{define "b"}}{{up .}}{{end}}{{template "a" 5}}',
    'template: t:1:58: executing "b" at <.>: wrong type for value; expected string; got int',
  ],
  [
    '{{block "x" .str}}{{.y}}{{end}}',
    'template: t:1:20: executing "x" at <.y>: can\'t evaluate field y in type string',
  ],
  [
    'a\nb {{.str.x}}',
    'template: t:2:8: executing "t" at <.str.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    'a\n  {{  .str.x  }}',
    'template: t:2:10: executing "t" at <.str.x>: can\'t evaluate field x in type interface {}',
  ],
  ['é{{.str.x}}', 'template: t:1:8: executing "t" at <.str.x>: can\'t evaluate field x in type interface {}'],
  [
    '\n日本 {{.str.x}}',
    'template: t:2:13: executing "t" at <.str.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{/* é */}}{{.str.x}}',
    'template: t:1:18: executing "t" at <.str.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{if true}}\n{{.str.x}}{{end}}',
    'template: t:2:6: executing "t" at <.str.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{print "a" (up .int) "b"}}',
    'template: t:1:16: executing "t" at <.int>: wrong type for value; expected string; got int',
  ],
  [
    '{{print .str .str.x}}',
    'template: t:1:17: executing "t" at <.str.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{ .str | print | up 1 }}',
    'template: t:1:18: executing "t" at <up>: wrong number of args for up: want 1 got 2',
  ],
  [
    '{{printf "%s" (index .list 9)}}',
    'template: t:1:15: executing "t" at <index .list 9>: error calling index: index out of range: 9',
  ],
  [
    '{{index .map .list}}',
    'template: t:1:2: executing "t" at <index .map .list>: error calling index: value has type []interface {}; should be string',
  ],
  [
    '{{index .str "a"}}',
    'template: t:1:2: executing "t" at <index .str "a">: error calling index: cannot index slice/array with type string',
  ],
  [
    '{{index nil 1}}',
    'template: t:1:2: executing "t" at <index nil 1>: error calling index: index of untyped nil',
  ],
  [
    '{{index .list "a"}}',
    'template: t:1:2: executing "t" at <index .list "a">: error calling index: cannot index slice/array with type string',
  ],
  ['{{len 3}}', 'template: t:1:2: executing "t" at <len 3>: error calling len: len of type int'],
  ['{{len .null}}', 'template: t:1:2: executing "t" at <len .null>: error calling len: len of nil pointer'],
  [
    '{{len .missing}}',
    'template: t:1:2: executing "t" at <len .missing>: error calling len: reflect: call of reflect.Value.Type on zero Value',
  ],
  [
    '{{len nil}}',
    'template: t:1:2: executing "t" at <len nil>: error calling len: reflect: call of reflect.Value.Type on zero Value',
  ],
  [
    '{{eq 1 "a"}}',
    'template: t:1:2: executing "t" at <eq 1 "a">: error calling eq: incompatible types for comparison: int and string',
  ],
  [
    '{{lt .map .map}}',
    'template: t:1:2: executing "t" at <lt .map .map>: error calling lt: invalid type for comparison',
  ],
  [
    '{{slice .list 3 1}}',
    'template: t:1:2: executing "t" at <slice .list 3 1>: error calling slice: invalid slice index: 3 > 1',
  ],
  [
    '{{slice .map}}',
    'template: t:1:2: executing "t" at <slice .map>: error calling slice: can\'t slice item of type map[string]interface {}',
  ],
  [
    '{{index .null 1}}',
    'template: t:1:2: executing "t" at <index .null 1>: error calling index: index of untyped nil',
  ],
  ['{{eq}}', 'template: t:1:2: executing "t" at <eq>: wrong number of args for eq: want at least 1 got 0'],
  ['{{eq 1}}', 'template: t:1:2: executing "t" at <eq 1>: error calling eq: missing argument for comparison'],
  ['{{lt 1}}', 'template: t:1:2: executing "t" at <lt>: wrong number of args for lt: want 2 got 1'],
  ['{{.map.a | .map.b}}', 'template: t:1:15: executing "t" at <.map.b>: b is not a method but has arguments'],
  ['{{.str | .str}}', 'template: t:1:9: executing "t" at <.str>: str is not a method but has arguments'],
  ['{{len 3 | print}}', 'template: t:1:2: executing "t" at <len 3>: error calling len: len of type int'],
  [
    '{{if eq 1 "a"}}x{{end}}',
    'template: t:1:5: executing "t" at <eq 1 "a">: error calling eq: incompatible types for comparison: int and string',
  ],
  ['{{with $x := up 3}}{{end}}', 'template: t:1:16: executing "t" at <3>: expected string; found 3'],
  ['{{range $i, $e := up 3}}{{end}}', 'template: t:1:21: executing "t" at <3>: expected string; found 3'],
  ['{{$x := up 3}}', 'template: t:1:11: executing "t" at <3>: expected string; found 3'],
  [
    '{{up (print 1 | len)}}',
    'template: t:1:16: executing "t" at <len>: wrong type for value; expected string; got int',
  ],
  [
    '{{up ($x := 3)}}',
    'template: t:1:12: executing "t" at <3>: wrong type for value; expected string; got int',
  ],
  ['{{print `a\nb` (fail "x")}}', 'template: t:2:4: executing "t" at <fail "x">: error calling fail: x'],
  [
    '{{print \'a\' 0x10 1e3 nil true (fail "x")}}',
    'template: t:1:31: executing "t" at <fail "x">: error calling fail: x',
  ],
  ['{{(fail "x").y.z}}', 'template: t:1:3: executing "t" at <fail "x">: error calling fail: x'],
  [
    '{{(up .int).y}}',
    'template: t:1:6: executing "t" at <.int>: wrong type for value; expected string; got int',
  ],
  [
    '{{up (same .map).a}}',
    'template: t:1:11: executing "t" at <.map>: wrong type for value; expected string; got int',
  ],
  ['{{$x := 1}}{{$x = fail "x"}}', 'template: t:1:18: executing "t" at <fail "x">: error calling fail: x'],
  [
    '{{up .map.deep.x.y}}',
    'template: t:1:9: executing "t" at <.map.deep.x.y>: can\'t evaluate field y in type interface {}',
  ],
  [
    '{{$.map.deep.x.y}}',
    'template: t:1:3: executing "t" at <$.map.deep.x.y>: can\'t evaluate field y in type interface {}',
  ],
  [
    '{{same .str.x}}',
    'template: t:1:11: executing "t" at <.str.x>: can\'t evaluate field x in type interface {}',
  ],
  ['{{  up   3   |   print  }}', 'template: t:1:9: executing "t" at <3>: expected string; found 3'],
  [
    '{{person.Nope}}',
    'template: t:1:2: executing "t" at <person>: can\'t evaluate field Nope in type main.Person',
  ],
  ['{{dict.k.x}}', 'template: t:1:2: executing "t" at <dict>: can\'t evaluate field x in type interface {}'],
  ['{{dict 1}}', 'template: t:1:2: executing "t" at <dict>: wrong number of args for dict: want 0 got 1'],
  ['{{dict.k 1}}', 'template: t:1:2: executing "t" at <dict>: k is not a method but has arguments'],
  ['{{(dict).k 1}}', 'template: t:1:3: executing "t" at <dict>: k is not a method but has arguments'],
  ['{{five | dict.k}}', 'template: t:1:9: executing "t" at <dict>: k is not a method but has arguments'],
  ['{{nothing.x.y}}', 'template: t:1:2: executing "t" at <nothing>: nil pointer evaluating interface {}.x'],
  [
    '{{call .obj.Fn "x"}}',
    'template: t:1:2: executing "t" at <call .obj.Fn "x">: error calling call: arg 0: value has type string; should be int',
  ],
  [
    '{{call .obj.Fn}}',
    'template: t:1:2: executing "t" at <call .obj.Fn>: error calling call: wrong number of args for .obj.Fn: got 0 want 1',
  ],
];

describe('a template that fails', () => {
  it.each(ERRORS)('%j: %s', (text, message) => {
    expect(failure(text)).toBe(message);
  });
});

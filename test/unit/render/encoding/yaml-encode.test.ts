// YAML as sigs.k8s.io/yaml writes it; the expected texts are what the real one printed, without the last line break.
import { describe, expect, it } from 'vitest';
import { EncodingError } from '../../../../src/render/encoding/encoding-error.ts';
import { encodeYaml } from '../../../../src/render/encoding/yaml-encode.ts';
import {
  bytes,
  float,
  float32,
  int,
  of,
  raw,
  uint64,
  unwire,
  type Wire,
} from '../../../support/encoding/wire-value.ts';

const long = (word: string, count: number): string => Array(count).fill(word).join(' ');

/** Without the line break at its end. */
const encoded = (value: Wire): string => encodeYaml(unwire(value)).replace(/\n$/, '');

describe('YAML of sigs.k8s.io/yaml', () => {
  it.each<[Wire, string]>([
    ['a', 'a'],
    ['hello world', 'hello world'],
    ['tRue', 'tRue'],
    ['nULL', 'nULL'],
    ['yEs', 'yEs'],
    ['.', '.'],
    ['..', '..'],
    ['~~', '~~'],
    ['<<', '<<'],
    ['0xg', '0xg'],
    ['0x', '0x'],
    ['0o8', '0o8'],
    ['1.5.1', '1.5.1'],
    ['_1', '_1'],
    ['1e', '1e'],
    ['1e400', '1e400'],
    ['.e3', '.e3'],
    ['0b2', '0b2'],
    ['-0b-1', '-0b-1'],
    ['+.', '+.'],
    ['2001-13-01', '2001-13-01'],
    ['2001-02-29', '2001-02-29'],
    ['2001-01-01T10:00:00', '2001-01-01T10:00:00'],
    ['2001-01-01 24:00:00', '2001-01-01 24:00:00'],
    ['1:60', '1:60'],
    ['1:2:', "'1:2:'"],
    ['a:b', 'a:b'],
    ['http://x.y/z?a=b#c', 'http://x.y/z?a=b#c'],
    ['a#b', 'a#b'],
    ['-a', '-a'],
    ['?a', '?a'],
    [':a', ':a'],
    ['--a', '--a'],
    ['a, b', 'a, b'],
    ['a[0]', 'a[0]'],
    ["it's", "it's"],
    ['say "x"', 'say "x"'],
    ['a\\b', 'a\\b'],
    ['$a', '$a'],
    ['(a)', '(a)'],
    ['=', '='],
    ['/a/b', '/a/b'],
    ['äöü ß', 'äöü ß'],
    ['日本語', '日本語'],
    ['a\u00a0b', 'a\u00a0b'],
    ['x\ue000', 'x\ue000'],
    ['İ', 'İ'],
    ['٣', '٣'],
  ])('plain text: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    ['', '""'],
    ['~', '"~"'],
    ['null', '"null"'],
    ['Null', '"Null"'],
    ['true', '"true"'],
    ['True', '"True"'],
    ['TRUE', '"TRUE"'],
    ['false', '"false"'],
    ['y', '"y"'],
    ['Y', '"Y"'],
    ['yes', '"yes"'],
    ['No', '"No"'],
    ['on', '"on"'],
    ['OFF', '"OFF"'],
    ['.nan', '".nan"'],
    ['.Inf', '".Inf"'],
    ['-.inf', '"-.inf"'],
    ['+.INF', '"+.INF"'],
    ['0', '"0"'],
    ['1', '"1"'],
    ['-1', '"-1"'],
    ['+1', '"+1"'],
    ['007', '"007"'],
    ['08', '"08"'],
    ['1_000', '"1_000"'],
    ['1_', '"1_"'],
    ['0x1F', '"0x1F"'],
    ['0o7', '"0o7"'],
    ['0b1', '"0b1"'],
    ['-0b1', '"-0b1"'],
    ['0b-1', '"0b-1"'],
    ['.5', '".5"'],
    ['1.', '"1."'],
    ['1.5', '"1.5"'],
    ['1e3', '"1e3"'],
    ['1e-3', '"1e-3"'],
    ['9223372036854775808', '"9223372036854775808"'],
    ['18446744073709551616', '"18446744073709551616"'],
    ['0xFFFFFFFFFFFFFFFF', '"0xFFFFFFFFFFFFFFFF"'],
    ['1:20', '"1:20"'],
    ['190:20:30.15', '"190:20:30.15"'],
    ['+1:2', '"+1:2"'],
    ['2001-01-01', '"2001-01-01"'],
    ['2001-1-1', '"2001-1-1"'],
    ['2001-01-01T1:2:3,5Z', '"2001-01-01T1:2:3,5Z"'],
    ['2001-01-01  1:2:3', '"2001-01-01  1:2:3"'],
    ['2001-01-01T10:00:00-24:60', '"2001-01-01T10:00:00-24:60"'],
    ['a\tb', '"a\\tb"'],
    ['a\rb', '"a\\rb"'],
    ['\u0000', '"\\0"'],
    ['\u0007', '"\\a"'],
    ['\u001b', '"\\e"'],
    ['a\u0000"\\', '"a\\0\\"\\\\"'],
    ['a\u0085b', 'a b'],
    ['😀', '"\\U0001F600"'],
    ['a􏿿', '"a\\U0010FFFF"'],
    ['\ufeff', '"\\uFEFF"'],
    ['\ufeffa b', '"\\uFEFF\\x61\\x20\\x62"'],
    ['￮\u200b', '￮\u200b'],
  ])('text in double quotes: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    [' a', "' a'"],
    ['a ', "'a '"],
    [' ', "' '"],
    ['a: b', "'a: b'"],
    ['a:', "'a:'"],
    [':', "':'"],
    ['a :b: ', "'a :b: '"],
    ['a: b', "'a: b'"],
    ['#', "'#'"],
    ['#a', "'#a'"],
    ['a #b', "'a #b'"],
    ['? a', "'? a'"],
    ['- a', "'- a'"],
    ['-', "'-'"],
    ['---', "'---'"],
    ['---a', "'---a'"],
    ['...', "'...'"],
    [',a', "',a'"],
    ['[a]', "'[a]'"],
    ['{{ x }}', "'{{ x }}'"],
    ['&a', "'&a'"],
    ['*a', "'*a'"],
    ['!a', "'!a'"],
    ['|', "'|'"],
    ['>', "'>'"],
    ['%a', "'%a'"],
    ['@a', "'@a'"],
    ['`a`', "'`a`'"],
    ["'a'", "'''a'''"],
    ['"a"', '\'"a"\''],
    ["'", "''''"],
    ['\'a\' "b"', "'''a'' \"b\"'"],
    ['a\u2028b', "'a\u2028  b'"],
    ['\u2028a', "'\u2028  a'"],
    ['a\u2029', "'a\u2029'"],
    ["it's\u2028so", "'it''s\u2028  so'"],
  ])('text in single quotes: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    ['a\nb', '|-\n  a\n  b'],
    ['a\nb\n', '|\n  a\n  b'],
    ['a\n', '|\n  a'],
    ['a\n\n', '|+\n  a\n'],
    ['\n', '|2+\n'],
    ['\n\n', '|2+\n\n'],
    ['\na', '|2-\n\n  a'],
    [' a\nb', '|2-\n   a\n  b'],
    ['\n a', '|2-\n\n   a'],
    ['a\n b', '|-\n  a\n   b'],
    ['a\n\nb', '|-\n  a\n\n  b'],
    ['a: 1\nb: 2\n', '|\n  a: 1\n  b: 2'],
    ['# x\n', '|\n  # x'],
    ['x\n---\ny\n', '|\n  x\n  ---\n  y'],
    ['a\nb\u2028c', '|-\n  a\n  b\u2028  c'],
    ['a\n\u2028', '|+\n  a\n\u2028'],
    ['a\n\u0085b', '|-\n  a\n   b'],
    ['a \nb', '"a \\nb"'],
    ['a\nb ', '"a\\nb "'],
    ['a\r\nb', '"a\\r\\nb"'],
    ['a\tb\nc', '"a\\tb\\nc"'],
    ['a\n\u0001', '"a\\n\\x01"'],
    ['😀\nx', '"\\U0001F600\\nx"'],
    ['yes\nno', '|-\n  yes\n  no'],
  ])('text with line breaks: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    [long('word', 16), 'word word word word word word word word word word word word word word word word'],
    [
      long('word', 17),
      'word word word word word word word word word word word word word word word word word',
    ],
    [
      long('word', 40),
      'word word word word word word word word word word word word word word word word word\n  word word word word word word word word word word word word word word word word\n  word word word word word word word',
    ],
    [
      { a: { b: [long('word', 40)] } },
      'a:\n  b:\n  - word word word word word word word word word word word word word word word word\n    word word word word word word word word word word word word word word word word\n    word word word word word word word word',
    ],
    [
      long('word', 20).replaceAll(' ', '  '),
      'word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word',
    ],
    [
      long('word', 20) + ': x',
      "'word word word word word word word word word word word word word word word word word\n  word word word: x'",
    ],
    [
      ' ' + long('word', 20),
      "' word word word word word word word word word word word word word word word word\n  word word word word'",
    ],
    [
      long("it's", 20) + ": it's",
      "'it''s it''s it''s it''s it''s it''s it''s it''s it''s it''s it''s it''s it''s it''s\n  it''s it''s it''s it''s it''s it''s: it''s'",
    ],
    [
      '\x01' + long('word', 20),
      '"\\x01word word word word word word word word word word word word word word word word\n  word word word word"',
    ],
    [
      '\x01' + long('word', 20).replaceAll(' ', '  '),
      '"\\x01word  word  word  word  word  word  word  word  word  word  word  word  word\n  \\ word  word  word  word  word  word  word"',
    ],
    [
      'yes ' + long('ü', 60),
      'yes ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü\n  ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü ü',
    ],
    [
      'x'.repeat(81) + ' y z',
      'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n  y z',
    ],
    [
      'x'.repeat(80) + ' y z',
      'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx y\n  z',
    ],
    [
      'x'.repeat(90),
      'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
    [
      'ü'.repeat(79) + ' y z',
      'üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü y\n  z',
    ],
    [
      long('word', 30) + '\u2028' + long('word', 30),
      "'word word word word word word word word word word word word word word word word word\n  word word word word word word word word word word word word word\u2028  word word word word word word word word word word word word word word word word\n  word word word word word word word word word word word word word word'",
    ],
    [
      long('word', 30) + '\n' + long('word', 30),
      '|-\n  word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word\n  word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word',
    ],
    [
      { [long('word', 22)]: 1 },
      'word word word word word word word word word word word word word word word word word word word word word word: 1',
    ],
    [
      { [long('word', 30)]: long('word', 20) },
      '? word word word word word word word word word word word word word word word word\n  word word word word word word word word word word word word word word\n: word word word word word word word word word word word word word word word word\n  word word word word',
    ],
  ])('long lines are folded at column 80: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    [null, 'null'],
    [true, 'true'],
    [[], '[]'],
    [{}, '{}'],
    [[[]], '- []'],
    [[{}], '- {}'],
    [{ a: [], b: {}, c: null }, 'a: []\nb: {}\nc: null'],
    [[[1, 2], [3, [4]], []], '- - 1\n  - 2\n- - 3\n  - - 4\n- []'],
    [[[{ a: 1, b: 2 }], { c: [[1]] }], '- - a: 1\n    b: 2\n- c:\n  - - 1'],
    [{ a: [1, 2], b: { c: [3] } }, 'a:\n- 1\n- 2\nb:\n  c:\n  - 3'],
    [{ a: [{ b: [{ c: 1, d: [] }] }, 2] }, 'a:\n- b:\n  - c: 1\n    d: []\n- 2'],
    [
      { a: 'x\ny\n', b: 'x\ny', c: ['x\n\n', 'z'], d: { e: '\n x' } },
      'a: |\n  x\n  y\nb: |-\n  x\n  y\nc:\n- |+\n  x\n\n- z\nd:\n  e: |2-\n\n     x',
    ],
    [['x\ny\n', ['x\ny'], { a: 'x\n' }], '- |\n  x\n  y\n- - |-\n    x\n    y\n- a: |\n    x'],
    [{ 'a\nb': 'c', d: 1 }, '? |-\n  a\n  b\n: c\nd: 1'],
    [
      { 'a\nb': ['c', { d: 1 }], 'e\n': { f: [1] } },
      '? |-\n  a\n  b\n: - c\n  - d: 1\n? |\n  e\n: f:\n  - 1',
    ],
    [{ 'a\u2028b': 1 }, "? 'a\u2028  b'\n: 1"],
    [
      { ['k'.repeat(128)]: 1 },
      'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk: 1',
    ],
    [
      { ['k'.repeat(129)]: [1, [2]] },
      '? kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\n: - 1\n  - - 2',
    ],
    [
      { ['ü'.repeat(65)]: { a: 1 } },
      '? üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü\n: a: 1',
    ],
    [
      { true: 1, '1': 2, '': 3, ' ': 4, 'a: b': 5, '~': 6 },
      '"": 3\n\' \': 4\n"~": 6\n"1": 2\n\'a: b\': 5\n"true": 1',
    ],
    [
      { ['k'.repeat(1022)]: 1 },
      '? kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\n: 1',
    ],
  ])('lists and maps: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    [
      { a: 1, b: 1, A: 1, B: 1, '1': 1, _: 1, '-': 1, '.': 1 },
      '\'-\': 1\n.: 1\n_: 1\n"1": 1\nA: 1\nB: 1\na: 1\nb: 1',
    ],
    [
      { a1: 1, a10: 1, a2: 1, a02: 1, a002: 1, a: 1, aa: 1 },
      'a: 1\na1: 1\na2: 1\na02: 1\na002: 1\na10: 1\naa: 1',
    ],
    [
      { 'a-b': 1, 'a.b': 1, a_b: 1, ab: 1, 'a/b': 1, aB: 1, 'a b': 1 },
      'a b: 1\na-b: 1\na.b: 1\na/b: 1\na_b: 1\naB: 1\nab: 1',
    ],
    [
      { x001: 1, x01: 1, x1: 1, x0: 1, x10: 1, x010: 1, x100: 1 },
      'x0: 1\nx1: 1\nx01: 1\nx001: 1\nx10: 1\nx010: 1\nx100: 1',
    ],
    [
      { ä: 1, a: 1, z: 1, Z: 1, é: 1, 日: 1, '😀': 1, '🎉': 1, '\uffee': 1, ñ1: 1, ñ10: 1, ñ2: 1 },
      '￮: 1\n"\\U0001F389": 1\n"\\U0001F600": 1\nZ: 1\na: 1\nz: 1\nä: 1\né: 1\nñ1: 1\nñ2: 1\nñ10: 1\n日: 1',
    ],
    [
      { '99999999999999999999': 1, '9999999999999999999': 1, '5': 1 },
      '"9999999999999999999": 1\n"5": 1\n"99999999999999999999": 1',
    ],
    [{ k9: 1, k: 1, K9: 1, k09: 1, k10: 1, k_9: 1 }, 'K9: 1\nk: 1\nk_9: 1\nk9: 1\nk09: 1\nk10: 1'],
    [{ v1: 1, v1beta1: 1, v1alpha1: 1, v1beta2: 1 }, 'v1: 1\nv1alpha1: 1\nv1beta1: 1\nv1beta2: 1'],
    [{ '1b': 1, '1-': 1, '1': 1, '1.': 1, '2': 1, '1a': 1 }, '"1": 1\n1-: 1\n"1.": 1\n1a: 1\n1b: 1\n"2": 1'],
    [{ '٣': 1, '٢٠': 1, '3': 1 }, '"3": 1\n٣: 1\n٢٠: 1'],
  ])('keys in the order of people: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    [0, '0'],
    [1, '1'],
    [-1.5, '-1.5'],
    [1e6, '1000000'],
    [123456.5, '123456.5'],
    [1234567.5, '1.2345675e+06'],
    [1e15, '1000000000000000'],
    [1e20, '1e+20'],
    [1e21, '1e+21'],
    [1e-5, '1e-05'],
    [1e-7, '1e-07'],
    [5e-324, '5e-324'],
    [9007199254740992, '9007199254740992'],
    [18446744073709549568, '18446744073709550000'],
    [-9223372036854775808, '-9.223372036854776e+18'],
    [-9.3e18, '-9.3e+18'],
    [float('-0'), '0'],
    [float32('0.1'), '0.1'],
    [float32('16777216'), '16777216'],
    [float32('1e-7'), '1e-07'],
    [int(2n ** 63n - 1n), '9223372036854775807'],
    [uint64(2n ** 64n - 1n), '18446744073709551615'],
    [of('uint8', '255'), '255'],
  ])('numbers: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    [of('nilMap'), 'null'],
    [of('nilList'), 'null'],
    [of('nilBytes'), 'null'],
    [bytes(1, 2, 255), 'AQL/'],
    [raw(0x61, 0xff, 0x62), 'a\ufffdb'],
    [
      raw(...Array<number>(60).fill(0xfe)),
      '\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd',
    ],
    [of('duration', '5400000000000'), '5400000000000'],
    [of('time', '2024-02-29T12:30:00.5+05:30'), '"2024-02-29T12:30:00.5+05:30"'],
    [of('error', 'x'), '{}'],
    [of('strings', ['b', 'yes']), '- b\n- "yes"'],
    [of('stringMap', { b: '1', a: 'x: y' }), 'a: \'x: y\'\nb: "1"'],
    [of('intMap', { '10': 'a', '9': 'b', '-1': 'c' }), '"-1": c\n"9": b\n"10": a'],
    [
      of('point', { X: 1, Label: 'l', Plain: [of('point', { X: 0, Label: '', Plain: null })] }),
      'Plain:\n- Plain: null\n  x: 0\nlabel: l\nx: 1',
    ],
  ])('types: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    [float('NaN'), 'error marshaling into JSON: json: unsupported value: NaN'],
    [{ a: float('+Inf') }, 'error marshaling into JSON: json: unsupported value: +Inf'],
    [[of('func')], 'error marshaling into JSON: json: unsupported type: func(string) interface {}'],
    [of('boolMap', 1), 'error marshaling into JSON: json: unsupported type: map[bool]interface {}'],
    ['a\x7f', 'yaml: control characters are not allowed'],
    ['\x80', 'yaml: control characters are not allowed'],
    ['\uffff', 'yaml: control characters are not allowed'],
    [{ 'a\x7f': 1 }, 'yaml: control characters are not allowed'],
    [{ ['k'.repeat(1023)]: 1 }, "yaml: did not find expected ',' or '}'"],
    [{ ['<'.repeat(171)]: 1 }, "yaml: did not find expected ',' or '}'"],
    [{ 'a\u0085b': 1 }, "yaml: did not find expected ',' or '}'"],
  ])('refuses %j', (value, message) => {
    expect(() => encodeYaml(unwire(value))).toThrow(new EncodingError(message));
  });
});

// YAML as the Encoder of go.yaml.in/yaml/v3 writes it; the expected texts are what the real one printed, without the last line break.
import { describe, expect, it } from 'vitest';
import { encodeYamlPretty } from '../../../../src/render/encoding/yaml-encode-v3.ts';
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
const encoded = (value: Wire): string => encodeYamlPretty(unwire(value)).replace(/\n$/, '');

describe('YAML of go-yaml v3', () => {
  it.each<[Wire, string]>([
    ['a', 'a'],
    ['', '""'],
    ['yes', '"yes"'],
    ['Off', '"Off"'],
    ['true', '"true"'],
    ['0o-7', '"0o-7"'],
    ['0o7', '"0o7"'],
    ['1:20', '"1:20"'],
    ['2001-01-01', '"2001-01-01"'],
    [' a', "' a'"],
    ['a: b', "'a: b'"],
    ['a\tb', '"a\\tb"'],
    ['a\tb\nc', '|-\n  a\tb\n  c'],
    ['a\n', '|\n  a'],
    ['a\nb', '|-\n  a\n  b'],
    ['\n\n', '|2+\n\n'],
    ['a \nb', '"a \\nb"'],
    ['a\x7f', '"a\\x7F"'],
    ['a\u0085b', '"a\\Nb"'],
    ['\u0085\n', '"\\N\\n"'],
    ['😀', '"\\U0001F600"'],
    ['\ufeffa b', '"\\uFEFF\\x61\\x20\\x62"'],
    ['x\u2028y', "'x\u2028  y'"],
    ['\uffff', '"\\uFFFF"'],
    ["it's: x", "'it''s: x'"],
  ])('texts: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    [long('word', 16), 'word word word word word word word word word word word word word word word word'],
    [
      { a: { b: [long('word', 40)] } },
      'a:\n  b:\n    - word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word',
    ],
    [
      ' ' + long('word', 20),
      "' word word word word word word word word word word word word word word word word word word word word'",
    ],
    [
      '\x01' + long('word', 20).replaceAll(' ', '  '),
      '"\\x01word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word  word"',
    ],
    [
      'x'.repeat(80) + ' y z',
      'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx y z',
    ],
    [
      long('word', 30) + '\u2028' + long('word', 30),
      "'word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word\u2028  word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word'",
    ],
    [
      { [long('word', 30)]: long('word', 20) },
      '? word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word\n: word word word word word word word word word word word word word word word word word word word word',
    ],
  ])('lines are never folded: %j', (value, expected) => {
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
    [[[{ a: 1, b: 2 }], { c: [[1]] }], '- - a: 1\n    b: 2\n- c:\n    - - 1'],
    [{ a: [1, 2], b: { c: [3] } }, 'a:\n  - 1\n  - 2\nb:\n  c:\n    - 3'],
    [{ a: [{ b: [{ c: 1, d: [] }] }, 2] }, 'a:\n  - b:\n      - c: 1\n        d: []\n  - 2'],
    [
      { a: 'x\ny\n', b: 'x\ny', c: ['x\n\n', 'z'], d: { e: '\n x' } },
      'a: |\n  x\n  y\nb: |-\n  x\n  y\nc:\n  - |+\n    x\n\n  - z\nd:\n  e: |2-\n\n     x',
    ],
    [['x\ny\n', ['x\ny'], { a: 'x\n' }], '- |\n  x\n  y\n- - |-\n    x\n    y\n- a: |\n    x'],
    [{ 'a\nb': 'c', d: 1 }, '? |-\n  a\n  b\n: c\nd: 1'],
    [
      { 'a\nb': ['c', { d: 1 }], 'e\n': { f: [1] } },
      '? |-\n  a\n  b\n: - c\n  - d: 1\n? |\n  e\n: f:\n    - 1',
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
  ])('lists are indented: %j', (value, expected) => {
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
    [{ '1b': 1, '1-': 1, '1': 1, '1.': 1, '2': 1, '1a': 1 }, '"1": 1\n1a: 1\n1b: 1\n1-: 1\n"1.": 1\n"2": 1'],
    [{ a1: 1, a10: 1, a1b: 1, a2: 1, a10b: 1 }, 'a1: 1\na1b: 1\na2: 1\na10: 1\na10b: 1'],
    [{ v1: 1, v1beta1: 1, v2: 1, v10: 1, v1beta10: 1 }, 'v1: 1\nv1beta1: 1\nv1beta10: 1\nv2: 1\nv10: 1'],
  ])('keys: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    [0, '0'],
    [1, '1'],
    [-1.5, '-1.5'],
    [1e6, '1e+06'],
    [123456.5, '123456.5'],
    [1234567.5, '1.2345675e+06'],
    [1e15, '1e+15'],
    [1e20, '1e+20'],
    [1e21, '1e+21'],
    [1e-5, '1e-05'],
    [1e-7, '1e-07'],
    [5e-324, '5e-324'],
    [9007199254740992, '9.007199254740992e+15'],
    [18446744073709549568, '1.844674407370955e+19'],
    [-9223372036854775808, '-9.223372036854776e+18'],
    [-9.3e18, '-9.3e+18'],
    [float('-0'), '-0'],
    [float32('0.1'), '0.1'],
    [float32('16777216'), '1.6777216e+07'],
    [float32('1e-7'), '1e-07'],
    [int(2n ** 63n - 1n), '9223372036854775807'],
    [uint64(2n ** 64n - 1n), '18446744073709551615'],
    [of('uint8', '255'), '255'],
    [float('NaN'), '.nan'],
    [float('+Inf'), '.inf'],
    [float('-Inf'), '-.inf'],
    [float32('NaN'), '.nan'],
  ])('numbers keep their types: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    [of('nilMap'), '{}'],
    [of('nilList'), '[]'],
    [of('nilBytes'), '[]'],
    [bytes(1, 2, 255), '- 1\n- 2\n- 255'],
    [raw(0x61, 0xff, 0x62), '!!binary Yf9i'],
    [
      raw(...Array<number>(60).fill(0xfe)),
      '!!binary |\n  /v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v\n  7+/v7+/v7+',
    ],
    [of('duration', '5400000000000'), '1h30m0s'],
    [of('time', '2024-02-29T12:30:00.5+05:30'), '2024-02-29T12:30:00.5+05:30'],
    [of('error', 'x'), '{}'],
    [of('strings', ['b', 'yes']), '- b\n- "yes"'],
    [of('stringMap', { b: '1', a: 'x: y' }), 'a: \'x: y\'\nb: "1"'],
    [of('intMap', { '10': 'a', '9': 'b', '-1': 'c' }), '-1: c\n9: b\n10: a'],
    [
      of('point', { X: 1, Label: 'l', Plain: [of('point', { X: 0, Label: '', Plain: null })] }),
      'x: 1\nlabel: l\nplain:\n  - x: 0\n    label: ""\n    plain: null',
    ],
    [
      raw(...Array<number>(51).fill(0xfe)),
      '!!binary /v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+',
    ],
    [
      raw(...Array<number>(53).fill(0xfe)),
      '!!binary |\n  /v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v\n  4=',
    ],
    [
      { v: raw(...Array<number>(53).fill(0xfe)) },
      'v: !!binary |\n  /v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v7+/v\n  4=',
    ],
    [of('entries', [[raw(0xff), 'x']]), '!!binary /w==: x'],
  ])('types: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it('has no YAML for functions', () => {
    expect(() => encodeYamlPretty(unwire({ a: of('func') }))).toThrow(
      'cannot marshal type: func(string) interface {}',
    );
  });
});

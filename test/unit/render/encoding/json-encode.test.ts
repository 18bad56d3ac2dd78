// JSON as encoding/json writes it; the expected texts are what the real one printed.
import { describe, expect, it } from 'vitest';
import { EncodingError } from '../../../../src/render/encoding/encoding-error.ts';
import { encodeJson, encodeJsonIndent } from '../../../../src/render/encoding/json-encode.ts';
import { fn, GoMap, GoObject } from '../../../../src/render/gotemplate/value.ts';
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

const encoded = (value: Wire): string => encodeJson(unwire(value), { escapeHtml: true });

describe('JSON of encoding/json', () => {
  it.each<[Wire, string]>([
    ['', '""'],
    ['a', '"a"'],
    ['"\\/', '"\\"\\\\/"'],
    ['\b\f\n\r\t', '"\\b\\f\\n\\r\\t"'],
    ['\u0000\u000b\u001f\x7f', '"\\u0000\\u000b\\u001f\x7f"'],
    ['<a> & <b>', '"\\u003ca\\u003e \\u0026 \\u003cb\\u003e"'],
    ['a\u2028\u2029', '"a\\u2028\\u2029"'],
    ['ü日😀', '"ü日😀"'],
    ['\u0085\u00a0\ufeff\uffff', '"\u0085\u00a0\ufeff\uffff"'],
    ['\\ud83d', '"\\\\ud83d"'],
    ['\ufffd', '"\ufffd"'],
  ])('strings: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    [null, 'null'],
    [true, 'true'],
    [[], '[]'],
    [{}, '{}'],
    [[1, [], { a: {} }], '[1,[],{"a":{}}]'],
    [
      { b: 1, a: [true, null, 'x'], B: { '<': '>' } },
      '{"B":{"\\u003c":"\\u003e"},"a":[true,null,"x"],"b":1}',
    ],
    [{ a10: 1, a2: 1, '😀': 1, '\uffee': 1, '': 1 }, '{"":1,"a10":1,"a2":1,"￮":1,"😀":1}'],
  ])('arrays and objects: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    [0, '0'],
    [1, '1'],
    [-1.5, '-1.5'],
    [1e6, '1000000'],
    [123456.5, '123456.5'],
    [1234567.5, '1234567.5'],
    [1e15, '1000000000000000'],
    [1e20, '100000000000000000000'],
    [1e21, '1e+21'],
    [1e-5, '0.00001'],
    [1e-7, '1e-7'],
    [5e-324, '5e-324'],
    [9007199254740992, '9007199254740992'],
    [18446744073709549568, '18446744073709550000'],
    [-9223372036854775808, '-9223372036854776000'],
    [-9.3e18, '-9300000000000000000'],
    [float('-0'), '-0'],
    [float32('0.1'), '0.1'],
    [float32('16777216'), '16777216'],
    [float32('1e-7'), '1e-7'],
    [int(2n ** 63n - 1n), '9223372036854775807'],
    [uint64(2n ** 64n - 1n), '18446744073709551615'],
    [of('uint8', '255'), '255'],
    [0.1, '0.1'],
    [1e22, '1e+22'],
    [1e-6, '0.000001'],
    [123456789.25, '123456789.25'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [float32('3.4e38'), '3.4e+38'],
    [float32('1e21'), '1e+21'],
    [float32('123456.79'), '123456.79'],
    [of('int64', '-9223372036854775808'), '-9223372036854775808'],
  ])('numbers: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    [of('nilMap'), 'null'],
    [of('nilList'), 'null'],
    [of('nilBytes'), 'null'],
    [bytes(1, 2, 255), '"AQL/"'],
    [raw(0x61, 0xff, 0x62), '"a\\ufffdb"'],
    [
      raw(...Array<number>(60).fill(0xfe)),
      '"\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd"',
    ],
    [of('duration', '5400000000000'), '5400000000000'],
    [of('time', '2024-02-29T12:30:00.5+05:30'), '"2024-02-29T12:30:00.5+05:30"'],
    [of('error', 'x'), '{}'],
    [of('strings', ['b', 'yes']), '["b","yes"]'],
    [of('stringMap', { b: '1', a: 'x: y' }), '{"a":"x: y","b":"1"}'],
    [of('intMap', { '10': 'a', '9': 'b', '-1': 'c' }), '{"-1":"c","10":"a","9":"b"}'],
    [
      of('point', { X: 1, Label: 'l', Plain: [of('point', { X: 0, Label: '', Plain: null })] }),
      '{"x":1,"label":"l","Plain":[{"x":0,"Plain":null}]}',
    ],
    [raw(0x22, 0xff, 0x3c), '"\\"\\ufffd\\u003c"'],
    [
      of('entries', [
        [raw(0xff), 1],
        [raw(0xfe), 2],
      ]),
      '{"\\ufffd":2,"\\ufffd":1}',
    ],
  ])('types: %j', (value, expected) => {
    expect(encoded(value)).toBe(expected);
  });

  it.each<[Wire, string]>([
    ['<a> & <b>', '"<a> & <b>"'],
    ['<\u2028>', '"<\\u2028>"'],
    ['"<\\', '"\\"<\\\\"'],
    [raw(0xff, 0x3c), '"\\ufffd<"'],
    [{ '<': '&' }, '{"<":"&"}'],
  ])('leaves HTML alone if told so: %j', (value, expected) => {
    expect(encodeJson(unwire(value), { escapeHtml: false })).toBe(expected);
  });

  it.each<[Wire, string]>([
    [1, '1'],
    [[], '[]'],
    [{}, '{}'],
    [[[], {}], '[\n  [],\n  {}\n]'],
    [[1, [2, { a: [3] }]], '[\n  1,\n  [\n    2,\n    {\n      "a": [\n        3\n      ]\n    }\n  ]\n]'],
    [{ a: { b: {}, c: [] }, d: '<' }, '{\n  "a": {\n    "b": {},\n    "c": []\n  },\n  "d": "\\u003c"\n}'],
    [of('nilMap'), 'null'],
  ])('is indented: %j', (value, expected) => {
    expect(encodeJsonIndent(unwire(value), '  ')).toBe(expected);
  });

  it.each<[Wire, string]>([
    [float('NaN'), 'json: unsupported value: NaN'],
    [[float('+Inf')], 'json: unsupported value: +Inf'],
    [{ a: float('-Inf') }, 'json: unsupported value: -Inf'],
    [float32('NaN'), 'json: unsupported value: NaN'],
    [of('func'), 'json: unsupported type: func(string) interface {}'],
    [of('boolMap', 1), 'json: unsupported type: map[bool]interface {}'],
  ])('refuses %j', (value, message) => {
    expect(() => encoded(value)).toThrow(new EncodingError(message));
  });

  it('asks types for their own JSON', () => {
    const bytesOfText = (text: string) => unwire(bytes(...Buffer.from(text)));
    const json = fn('MarshalJSON', [], () => bytesOfText('{"v": [1, "<"]}'));
    const text = fn('MarshalText', [], () => bytesOfText('1.2.3'));
    const failing = fn('MarshalText', [], () => {
      throw new Error('no text');
    });
    const object = (...methods: (typeof json)[]) =>
      new GoObject(
        '*semver.Version',
        undefined,
        () => '',
        new Map(methods.map((one) => [one.name, one])),
        'ptr',
      );
    const encode = (value: GoObject) => encodeJson(new GoMap([['k', value]]), { escapeHtml: true });
    expect(encode(object(json, text))).toBe('{"k":{"v":[1,"\\u003c"]}}');
    expect(encode(object(text))).toBe('{"k":"1.2.3"}');
    expect(() => encode(object(failing))).toThrow(
      new EncodingError('json: error calling MarshalText for type *semver.Version: no text'),
    );
    expect(() => encode(object())).toThrow(new Error('a *semver.Version cannot be encoded here'));
  });
});

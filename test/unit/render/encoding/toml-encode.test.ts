// TOML as github.com/BurntSushi/toml writes it; the expected texts are what the real one printed.
import { describe, expect, it } from 'vitest';
import { EncodingError } from '../../../../src/render/encoding/encoding-error.ts';
import { encodeToml } from '../../../../src/render/encoding/toml.ts';
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

describe('TOML of BurntSushi', () => {
  it.each<[Wire, string]>([
    [{}, ''],
    [[], '[]'],
    [{ a: 1, b: 1.5, c: true, d: [] }, 'a = 1.0\nb = 1.5\nc = true\nd = []\n'],
    [{ b: { c: 1 }, a: 'x' }, 'a = "x"\n\n[b]\n  c = 1.0\n'],
    [{ a: { b: { c: { d: 'x' } } } }, '[a]\n  [a.b]\n    [a.b.c]\n      d = "x"\n'],
    [{ a: { b: { c: 1 }, d: 2 }, e: 3 }, 'e = 3.0\n\n[a]\n  d = 2.0\n  [a.b]\n    c = 1.0\n'],
    [{ a: [{ b: 1 }, { b: 2 }] }, '[[a]]\n  b = 1.0\n\n[[a]]\n  b = 2.0\n'],
    [
      { a: [{ b: [{ c: 1 }, { c: 2 }], d: 1 }], e: { f: [{ g: 1 }] } },
      '[[a]]\n  d = 1.0\n\n  [[a.b]]\n    c = 1.0\n\n  [[a.b]]\n    c = 2.0\n\n[e]\n\n  [[e.f]]\n    g = 1.0\n',
    ],
    [
      { a: [1, { b: 2, c: { d: 3 } }], e: [[1], [2, [3]]] },
      'a = [1.0, {b = 2.0, c = {d = 3.0}}]\ne = [[1.0], [2.0, [3.0]]]\n',
    ],
    [{ a: [[{ b: 1, c: { d: 2 }, e: null }]] }, 'a = [[{b = 1.0, c = {d = 2.0}}]]\n'],
    [{ a: [[{ c: { d: 2 }, e: null }]] }, 'a = [[{c = {d = 2.0}}]]\n'],
    [{ a: null, b: { c: null }, d: [{ e: null }] }, '[b]\n\n[[d]]\n'],
    [
      { '': 1, 'a b': 2, ü: 3, 'a"b': { 'c.d': 1 }, 'x-1_Y': 4 },
      '"" = 1.0\n"a b" = 2.0\nx-1_Y = 4.0\n"ü" = 3.0\n\n["a\\"b"]\n  "c.d" = 1.0\n',
    ],
    [{ a: [{}, {}], b: {}, c: [{ d: {} }] }, '[[a]]\n\n[[a]]\n\n[b]\n\n[[c]]\n  [c.d]\n'],
    [{ a: of('nilMap'), b: of('nilList'), c: [of('dicts', [])] }, 'c = [[]]\n'],
    [{ a: { b: 1 }, c: { d: 2 } }, '[a]\n  b = 1.0\n\n[c]\n  d = 2.0\n'],
    ['x', '"x"'],
    [5, '5.0'],
    [
      { a: '\0\b\t\n\f\r\x1f\x7f"\\ü😀\u0085' },
      'a = "\\u0000\\b\\t\\n\\f\\r\\u001f\\u007f\\"\\\\ü😀\u0085"\n',
    ],
  ])('tables: %j', (value, expected) => {
    expect(encodeToml(unwire(value))).toBe(expected);
  });

  it.each<[Wire, string]>([
    [{ a: 0 }, 'a = 0.0\n'],
    [{ a: 1 }, 'a = 1.0\n'],
    [{ a: -1.5 }, 'a = -1.5\n'],
    [{ a: 1e6 }, 'a = 1000000.0\n'],
    [{ a: 123456.5 }, 'a = 123456.5\n'],
    [{ a: 1234567.5 }, 'a = 1234567.5\n'],
    [{ a: 1e15 }, 'a = 1000000000000000.0\n'],
    [{ a: 1e20 }, 'a = 100000000000000000000.0\n'],
    [{ a: 1e21 }, 'a = 1000000000000000000000.0\n'],
    [{ a: 1e-5 }, 'a = 0.00001\n'],
    [{ a: 1e-7 }, 'a = 0.0000001\n'],
    [
      { a: 5e-324 },
      'a = 0.000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000005\n',
    ],
    [{ a: 9007199254740992 }, 'a = 9007199254740992.0\n'],
    [{ a: 18446744073709549568 }, 'a = 18446744073709550000.0\n'],
    [{ a: -9223372036854775808 }, 'a = -9223372036854776000.0\n'],
    [{ a: -9.3e18 }, 'a = -9300000000000000000.0\n'],
    [{ a: float('-0') }, 'a = -0.0\n'],
    [{ a: float32('0.1') }, 'a = 0.1\n'],
    [{ a: float32('16777216') }, 'a = 16777216.0\n'],
    [{ a: float32('1e-7') }, 'a = 0.0000001\n'],
    [{ a: int(2n ** 63n - 1n) }, 'a = 9223372036854775807\n'],
    [{ a: uint64(2n ** 64n - 1n) }, 'a = 18446744073709551615\n'],
    [{ a: of('uint8', '255') }, 'a = 255\n'],
    [{ a: 0.1 }, 'a = 0.1\n'],
    [{ a: 1e22 }, 'a = 10000000000000000000000.0\n'],
    [{ a: 1e-6 }, 'a = 0.000001\n'],
    [{ a: 123456789.25 }, 'a = 123456789.25\n'],
    [
      { a: 1.7976931348623157e308 },
      'a = 179769313486231570000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000.0\n',
    ],
    [{ a: float32('3.4e38') }, 'a = 340000000000000000000000000000000000000.0\n'],
    [{ a: float32('1e21') }, 'a = 1000000000000000000000.0\n'],
    [{ a: float32('123456.79') }, 'a = 123456.79\n'],
    [{ a: of('int64', '-9223372036854775808') }, 'a = -9223372036854775808\n'],
    [{ a: float('NaN'), b: float('-Inf'), c: float32('+Inf') }, 'a = nan\nb = -inf\nc = inf\n'],
  ])('numbers: %j', (value, expected) => {
    expect(encodeToml(unwire(value))).toBe(expected);
  });

  it.each<[Wire, string]>([
    [{ v: of('nilMap') }, ''],
    [{ v: of('nilList') }, ''],
    [{ v: of('nilBytes') }, ''],
    [{ v: bytes(1, 2, 255) }, 'v = [1, 2, 255]\n'],
    [{ v: raw(0x61, 0xff, 0x62) }, 'v = "a\udcffb"\n'],
    [
      { v: raw(...Array<number>(60).fill(0xfe)) },
      'v = "\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe\udcfe"\n',
    ],
    [{ v: of('duration', '5400000000000') }, 'v = "1h30m0s"\n'],
    [{ v: of('time', '2024-02-29T12:30:00.5+05:30') }, 'v = 2024-02-29T12:30:00.5+05:30\n'],
    [{ v: of('error', 'x') }, '[v]\n'],
    [{ v: of('strings', ['b', 'yes']) }, 'v = ["b", "yes"]\n'],
    [{ v: of('stringMap', { b: '1', a: 'x: y' }) }, '[v]\n  a = "x: y"\n  b = "1"\n'],
    [
      { v: of('point', { X: 1, Label: 'l', Plain: [of('point', { X: 0, Label: '', Plain: null })] }) },
      '[v]\n  X = 1\n  Label = "l"\n\n  [[v.Plain]]\n    X = 0\n    Label = ""\n',
    ],
    [of('nilList'), '[]'],
    [of('nilMap'), ''],
    [of('error', 'x'), ''],
  ])('types: %j', (value, expected) => {
    expect(encodeToml(unwire(value))).toBe(expected);
  });

  it.each<[Wire, string]>([
    [[{ a: 1 }], 'toml: top-level values must be Go maps or structs'],
    [{ a: [null] }, 'toml: cannot encode array with nil element'],
    [{ a: [1, of('nilMap')] }, 'toml: cannot encode array with nil element'],
    [{ a: of('func') }, 'unsupported type: func'],
    [of('func'), "unsupported type for key '': func"],
    [{ a: of('intMap', { '1': 1 }) }, 'toml: cannot encode a map with non-string key type'],
    [of('boolMap', 1), 'toml: cannot encode a map with non-string key type'],
  ])('refuses %j', (value, message) => {
    expect(() => encodeToml(unwire(value))).toThrow(new EncodingError(message));
  });

  it('panics on nil, as Go does', () => {
    expect(() => encodeToml(null)).toThrow(new Error('reflect: call of reflect.Value.Type on zero Value'));
  });
});

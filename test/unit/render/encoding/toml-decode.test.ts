// TOML as github.com/BurntSushi/toml reads it; what is expected is what the real one made of it.
import { describe, expect, it } from 'vitest';
import { EncodingError } from '../../../../src/render/encoding/encoding-error.ts';
import { decodeToml, encodeToml } from '../../../../src/render/encoding/toml.ts';
import { encodingFunctions } from '../../../../src/render/helm/encoding-functions.ts';
import { Budget } from '../../../../src/render/gotemplate/limits.ts';
import type { Value } from '../../../../src/render/gotemplate/value.ts';
import { shown } from '../../../support/encoding/shown.ts';

const noTime = (): Value => {
  throw new Error('there is no time in it');
};

const fromToml = (text: string): Value => encodingFunctions().get('fromToml')?.call([text], new Budget());

describe('TOML', () => {
  it.each<[string, string]>([
    ['', 'map{}'],
    ['# comment', 'map{}'],
    ['a = 1', 'map{"a": int64(1)}'],
    [
      'a = 1\nb = 1.5\nc = "x"\nd = true\ne = [1, 2]\nf = { g = 1 }',
      'map{"a": int64(1), "b": float64(1.5), "c": "x", "d": bool(true), "e": list[int64(1), int64(2)], "f": map{"g": int64(1)}}',
    ],
    [
      'a = 9223372036854775807\nb = -9223372036854775808',
      'map{"a": int64(9223372036854775807), "b": int64(-9223372036854775808)}',
    ],
    [
      'a = 1_000\nb = 0x1F\nc = 0o17\nd = 0b101\ne = +5\nf = -0',
      'map{"a": int64(1000), "b": int64(31), "c": int64(15), "d": int64(5), "e": int64(5), "f": int64(0)}',
    ],
    [
      'a = 1e3\nb = 1.5e-7\nc = inf\nd = -inf\ne = nan\nf = 1_0.5',
      'map{"a": float64(1000), "b": float64(1.5e-07), "c": float64(+Inf), "d": float64(-Inf), "e": float64(NaN), "f": float64(10.5)}',
    ],
    [
      'a = "\\u00e9\\t\\"\\\\"\nb = \'c:\\x\'\nc = """\nx\ny"""\nd = \'\'\'\nz\'\'\'',
      'map{"a": "é\\t\\"\\\\", "b": "c:\\\\x", "c": "x\\ny", "d": "z"}',
    ],
    [
      'a.b.c = 1\na.d = 2\n"x y" = 3\n"" = 4',
      'map{"": int64(4), "a": map{"b": map{"c": int64(1)}, "d": int64(2)}, "x y": int64(3)}',
    ],
    ['[a]\nb = 1\n[a.c]\nd = 2\n[e]\n', 'map{"a": map{"b": int64(1), "c": map{"d": int64(2)}}, "e": map{}}'],
    [
      '[[a]]\nb = 1\n[[a]]\nb = 2\n[[a.c]]\nd = 1\n[[a.c]]\nd = 2',
      'map{"a": tables[map{"b": int64(1)}, map{"b": int64(2), "c": tables[map{"d": int64(1)}, map{"d": int64(2)}]}]}',
    ],
    ['[[a]]\n[a.b]\n[[a.b.c]]\nx = 1', 'map{"a": tables[map{"b": map{"c": tables[map{"x": int64(1)}]}}]}'],
    ['[[ "x y" . z ]]\na = 1', 'map{"x y": map{"z": tables[map{"a": int64(1)}]}}'],
    ['a = [{ b = 1 }, { b = 2 }]', 'map{"a": list[map{"b": int64(1)}, map{"b": int64(2)}]}'],
    ['a = [\n  [1],\n  ["x"],\n]', 'map{"a": list[list[int64(1)], list["x"]]}'],
    ['a = [[{ b = 1 }]]\nc = []', 'map{"a": list[list[map{"b": int64(1)}]], "c": list[]}'],
    ['t = "[[x]]"\nx = [{ a = 1 }]\n', 'map{"t": "[[x]]", "x": list[map{"a": int64(1)}]}'],
    [
      '__proto__ = 1\n[constructor]\n__proto__ = 2',
      'map{"__proto__": int64(1), "constructor": map{"__proto__": int64(2)}}',
    ],
    ['a = 1\r\nb = 2\r\n', 'map{"a": int64(1), "b": int64(2)}'],
  ])('reads %j', (text, expected) => {
    expect(shown(decodeToml(text, noTime))).toBe(expected);
  });

  it.each<[string, string]>([
    [
      'a = 2024-02-29T12:30:00Z\nb = 2024-02-29T12:30:00+05:30\nc = 2024-02-29 12:30:00.5Z',
      'map{"a": time 2024-02-29 12:30:00 +0000 UTC, "b": time 2024-02-29 12:30:00 +0530 +0530, "c": time 2024-02-29 12:30:00.5 +0000 UTC}',
    ],
    [
      'a = 2024-02-29T12:30:00\nb = 2024-02-29\nc = 12:30:00\nd = 12:30:00.25',
      'map{"a": time 2024-02-29 12:30:00 +0000 datetime-local, "b": time 2024-02-29 00:00:00 +0000 date-local, "c": time 0000-01-01 12:30:00 +0000 time-local, "d": time 0000-01-01 12:30:00.25 +0000 time-local}',
    ],
  ])('reads times: %j', (text, expected) => {
    expect(shown(fromToml(text))).toBe(expected);
  });

  it.each<[string, string]>([
    ['a = 1\nb = ', 'toml: line 2: invalid value'],
    ['a = 1\na = 2', 'toml: line 2: trying to redefine an already defined table or value'],
    ['= 1', 'toml: line 1: unexpected end of key'],
    ['a = "\\"\\\\"\nb = """\n\\e"""', "toml: line 3: invalid escape in string '\\e'"],
    ['a = "\\x41"', "toml: line 1: invalid escape in string '\\x'"],
    ['a = [{}, { # }\n b = 1 }]', 'toml: line 1: newlines not allowed within inline tables'],
    ['a = { b = [1,\n2,\n], }', 'toml: line 3: trailing comma not allowed in inline tables'],
    ['a = 2023-02-29', 'toml: invalid datetime: 2023-03-01'],
    ['a = 2024-01-01T12:30Z', 'toml: invalid datetime: 2024-01-01T12:30:00.000Z'],
    ['a = 12:30', 'toml: invalid datetime: 12:30:00.000'],
    ['a = 1e400', 'toml: a number is out of range for float64'],
    ['a = 9223372036854775808', 'toml: 9223372036854775808 is out of range for int64'],
  ])('refuses %j', (text, message) => {
    expect(() => decodeToml(text, noTime)).toThrow(new EncodingError(message));
  });

  it('does not take what only looks newer for newer', () => {
    const text = `a = '\\e \\x'\nb = """{\n}"""  # {\nc = [\n1,\n]\nd = "{,}"\ne = """x\\\\"""""\n`;
    expect(shown(decodeToml(text, noTime))).toBe(
      String.raw`map{"a": "\\e \\x", "b": "{\n}", "c": list[int64(1)], "d": "{,}", "e": "x\\\"\""}`,
    );
  });

  it('does not say that a table is an error which Helm may take', () => {
    expect(() => fromToml('a.b = 1\n[a]')).toThrow(
      new Error(
        'toml: line 2: trying to redefine an already defined table or value: that is not supported here',
      ),
    );
  });

  it('refuses times that it would cut', () => {
    const fine = 'a = 2024-02-29T12:30:00.123456Z';
    expect(() => fromToml(fine)).toThrow(
      new Error('times finer than milliseconds are not supported in TOML'),
    );
    expect(shown(fromToml('a = "12:30:00.123456"'))).toBe('map{"a": "12:30:00.123456"}');
  });

  it.each([
    'a = 2024-02-29T12:30:00Z\n',
    'a = 2024-02-29T12:30:00.5+05:30\n',
    'a = 2024-02-29T12:30:00\n',
    'a = 2024-02-29\n',
    'a = 12:30:00.25\n',
  ])('writes times as they were: %j', (text) => {
    expect(encodeToml(fromToml(text))).toBe(text);
  });
});

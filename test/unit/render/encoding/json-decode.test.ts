// JSON as encoding/json reads it; what is expected is what the real one made of it.
import { describe, expect, it } from 'vitest';
import { EncodingError } from '../../../../src/render/encoding/encoding-error.ts';
import { decodeJson, readJson } from '../../../../src/render/encoding/json-decode.ts';
import { fromBytes } from '../../../../src/render/gotemplate/text.ts';
import { shown } from '../../../support/encoding/shown.ts';

describe('JSON', () => {
  it.each<[string, string]>([
    ['null', 'nil'],
    ['true', 'bool(true)'],
    ['false', 'bool(false)'],
    ['0', 'float64(0)'],
    ['-0', 'float64(-0)'],
    ['1', 'float64(1)'],
    ['-1.5', 'float64(-1.5)'],
    ['1e3', 'float64(1000)'],
    ['1E+3', 'float64(1000)'],
    ['1e-7', 'float64(1e-07)'],
    ['0.1', 'float64(0.1)'],
    ['12345678901234567890', 'float64(1.2345678901234567e+19)'],
    ['"a"', '"a"'],
    ['""', '""'],
    ['[]', 'list[]'],
    ['{}', 'map{}'],
    [' [ ] ', 'list[]'],
    [' { } ', 'map{}'],
    ['[1,2]', 'list[float64(1), float64(2)]'],
    ['[ 1 , "a" , null ]', 'list[float64(1), "a", nil]'],
    ['{"a":1}', 'map{"a": float64(1)}'],
    ['{ "a" : { "b" : [ ] } }', 'map{"a": map{"b": list[]}}'],
    ['{"a":1,"a":2}', 'map{"a": float64(2)}'],
    ['{"":0}', 'map{"": float64(0)}'],
    [
      '{"__proto__":1,"constructor":{"x":2}}',
      'map{"__proto__": float64(1), "constructor": map{"x": float64(2)}}',
    ],
    ['[[[]]]', 'list[list[list[]]]'],
    ['[{},{"a":[]}]', 'list[map{}, map{"a": list[]}]'],
    ['{"b":1,"a":[true,false]}', 'map{"a": list[bool(true), bool(false)], "b": float64(1)}'],
    ['"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\"\\\\/\\b\\f\\n\\r\\t"'],
    ['"\\u0041\\u00e9\\u65e5"', '"Aé日"'],
    ['"\\ud83d\\ude00"', '"😀"'],
    ['"\\ud83d"', '"\ufffd"'],
    ['"\\ude00"', '"\ufffd"'],
    ['"\\ud83dx"', '"\ufffdx"'],
    ['"\\ud83d\\u0041"', '"\ufffdA"'],
    ['"\\u0000"', '"\\x00"'],
    ['"ü日😀"', '"ü日😀"'],
    ['"\u2028"', '"\\u2028"'],
    ['"\x7f"', '"\\x7f"'],
    ['"\\uD83D\\uDE00"', '"😀"'],
    ['"\ufeff"', '"\\ufeff"'],
    ['"<&>"', '"<&>"'],
    ['1e-400', 'float64(0)'],
    ['{"k\\u00e9y":1}', 'map{"kéy": float64(1)}'],
  ])('reads %j', (text, expected) => {
    expect(shown(decodeJson(text))).toBe(expected);
  });

  it.each<[string, string]>([
    ['', 'unexpected end of JSON input'],
    [' ', 'unexpected end of JSON input'],
    ['\n\t\r ', 'unexpected end of JSON input'],
    ['\ufeff1', "invalid character 'ï' looking for beginning of value"],
    ['x', "invalid character 'x' looking for beginning of value"],
    ['[', 'unexpected end of JSON input'],
    [']', "invalid character ']' looking for beginning of value"],
    ['{', 'unexpected end of JSON input'],
    ['}', "invalid character '}' looking for beginning of value"],
    ['[1', 'unexpected end of JSON input'],
    ['[1,', 'unexpected end of JSON input'],
    ['[1,]', "invalid character ']' looking for beginning of value"],
    ['[,1]', "invalid character ',' looking for beginning of value"],
    ['[1 2]', "invalid character '2' after array element"],
    ['{"a"', 'unexpected end of JSON input'],
    ['{"a":', 'unexpected end of JSON input'],
    ['{"a":1', 'unexpected end of JSON input'],
    ['{"a":1,', 'unexpected end of JSON input'],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
    ['{,}', "invalid character ',' looking for beginning of object key string"],
    ['{a:1}', "invalid character 'a' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b":2}', "invalid character '\"' after object key:value pair"],
    ['{1:2}', "invalid character '1' looking for beginning of object key string"],
    ['{"a"}', "invalid character '}' after object key"],
    ['{"a":}', "invalid character '}' looking for beginning of value"],
    ["{'a':1}", "invalid character '\\'' looking for beginning of object key string"],
    ['[}', "invalid character '}' looking for beginning of value"],
    ['{]', "invalid character ']' looking for beginning of object key string"],
    ['1 2', "invalid character '2' after top-level value"],
    ['{} {}', "invalid character '{' after top-level value"],
    ['[] x', "invalid character 'x' after top-level value"],
    ['null,', "invalid character ',' after top-level value"],
    ['"a" "b"', "invalid character '\"' after top-level value"],
    ['t', "invalid character ' ' in literal true (expecting 'r')"],
    ['tr', "invalid character ' ' in literal true (expecting 'u')"],
    ['tru', "invalid character ' ' in literal true (expecting 'e')"],
    ['trux', "invalid character 'x' in literal true (expecting 'e')"],
    ['True', "invalid character 'T' looking for beginning of value"],
    ['txue', "invalid character 'x' in literal true (expecting 'r')"],
    ['trxe', "invalid character 'x' in literal true (expecting 'u')"],
    ['f', "invalid character ' ' in literal false (expecting 'a')"],
    ['fa', "invalid character ' ' in literal false (expecting 'l')"],
    ['fal', "invalid character ' ' in literal false (expecting 's')"],
    ['fals', "invalid character ' ' in literal false (expecting 'e')"],
    ['falsx', "invalid character 'x' in literal false (expecting 'e')"],
    ['fxlse', "invalid character 'x' in literal false (expecting 'a')"],
    ['faxse', "invalid character 'x' in literal false (expecting 'l')"],
    ['falxe', "invalid character 'x' in literal false (expecting 's')"],
    ['n', "invalid character ' ' in literal null (expecting 'u')"],
    ['nu', "invalid character ' ' in literal null (expecting 'l')"],
    ['nul', "invalid character ' ' in literal null (expecting 'l')"],
    ['nulx', "invalid character 'x' in literal null (expecting 'l')"],
    ['nxll', "invalid character 'x' in literal null (expecting 'u')"],
    ['nuxl', "invalid character 'x' in literal null (expecting 'l')"],
    ['nil', "invalid character 'i' in literal null (expecting 'u')"],
    ['nan', "invalid character 'a' in literal null (expecting 'u')"],
    ['NaN', "invalid character 'N' looking for beginning of value"],
    ['Infinity', "invalid character 'I' looking for beginning of value"],
    ['undefined', "invalid character 'u' looking for beginning of value"],
    ['trueish', "invalid character 'i' after top-level value"],
    ['nullx', "invalid character 'x' after top-level value"],
    ['01', "invalid character '1' after top-level value"],
    ['-', "invalid character ' ' in numeric literal"],
    ['-a', "invalid character 'a' in numeric literal"],
    ['+1', "invalid character '+' looking for beginning of value"],
    ['.5', "invalid character '.' looking for beginning of value"],
    ['1.', "invalid character ' ' after decimal point in numeric literal"],
    ['1.a', "invalid character 'a' after decimal point in numeric literal"],
    ['1.5.5', "invalid character '.' after top-level value"],
    ['1e', "invalid character ' ' in exponent of numeric literal"],
    ['1e+', "invalid character ' ' in exponent of numeric literal"],
    ['1e+a', "invalid character 'a' in exponent of numeric literal"],
    ['1ea', "invalid character 'a' in exponent of numeric literal"],
    ['1.5e', "invalid character ' ' in exponent of numeric literal"],
    ['1e5.5', "invalid character '.' after top-level value"],
    ['1e5e5', "invalid character 'e' after top-level value"],
    ['1_000', "invalid character '_' after top-level value"],
    ['0x10', "invalid character 'x' after top-level value"],
    ['-01', "invalid character '1' after top-level value"],
    ['00', "invalid character '0' after top-level value"],
    ['1a', "invalid character 'a' after top-level value"],
    ['1"', "invalid character '\"' after top-level value"],
    ["1'", "invalid character '\\'' after top-level value"],
    ["'", "invalid character '\\'' looking for beginning of value"],
    ['1e400', 'json: cannot unmarshal number 1e400 into Go value of type float64'],
    ['-1e400', 'json: cannot unmarshal number -1e400 into Go value of type float64'],
    ['[1e400]', 'json: cannot unmarshal number 1e400 into Go value of type float64'],
    ['[1,1e400,2e999]', 'json: cannot unmarshal number 1e400 into Go value of type float64'],
    ['{"a":1e400,"b":2}', 'json: cannot unmarshal number 1e400 into Go value of type float64'],
    ['{"a":[1e400,{"b":1e500}]}', 'json: cannot unmarshal number 1e400 into Go value of type float64'],
    ['123456789e308', 'json: cannot unmarshal number 123456789e308 into Go value of type float64'],
    ['"a', 'unexpected end of JSON input'],
    ['"a\n"', "invalid character '\\n' in string literal"],
    ['"\t"', "invalid character '\\t' in string literal"],
    ['"\u0000"', "invalid character '\\x00' in string literal"],
    ['"\\', "invalid character ' ' in string escape code"],
    ['"\\x"', "invalid character 'x' in string escape code"],
    ['"\\u"', "invalid character '\"' in \\u hexadecimal character escape"],
    ['"\\u12"', "invalid character '\"' in \\u hexadecimal character escape"],
    ['"\\u12g4"', "invalid character 'g' in \\u hexadecimal character escape"],
    ['"\\u00', "invalid character ' ' in \\u hexadecimal character escape"],
    ['"\\a"', "invalid character 'a' in string escape code"],
    ['"\\ "', "invalid character ' ' in string escape code"],
    ['"a\\"', 'unexpected end of JSON input'],
    ['["a\n"]', "invalid character '\\n' in string literal"],
    ['"\u001f', "invalid character '\\x1f' in string literal"],
    ['ü', "invalid character 'Ã' looking for beginning of value"],
    ['日', "invalid character 'æ' looking for beginning of value"],
    ['😀', "invalid character 'ð' looking for beginning of value"],
    ['[ü]', "invalid character 'Ã' looking for beginning of value"],
    ['\u0000', "invalid character '\\x00' looking for beginning of value"],
    ['\x7f', "invalid character '\\x7f' looking for beginning of value"],
    ['\u0001', "invalid character '\\x01' looking for beginning of value"],
    ['\u2028', "invalid character 'â' looking for beginning of value"],
    ['/* c */ 1', "invalid character '/' looking for beginning of value"],
    ['// c\n1', "invalid character '/' looking for beginning of value"],
    ['[1] // c', "invalid character '/' after top-level value"],
    ['#', "invalid character '#' looking for beginning of value"],
    ['\\', "invalid character '\\\\' looking for beginning of value"],
    ['\u000b1', "invalid character '\\v' looking for beginning of value"],
    ['\u00a01', "invalid character 'Â' looking for beginning of value"],
    ['{"a":ü}', "invalid character 'Ã' looking for beginning of value"],
    ['{"a":1}ü', "invalid character 'Ã' after top-level value"],
    ['{"a":1ü}', "invalid character 'Ã' after object key:value pair"],
    ['"\\ü"', "invalid character 'Ã' in string escape code"],
    ['1ü', "invalid character 'Ã' after top-level value"],
    ['trü', "invalid character 'Ã' in literal true (expecting 'u')"],
    ['{"a\nb":1}', "invalid character '\\n' in string literal"],
    ['{"a":"\n"}', "invalid character '\\n' in string literal"],
  ])('refuses %j', (text, message) => {
    expect(() => decodeJson(text)).toThrow(new EncodingError(message));
  });

  it('takes null for numbers that are too large, and tells the first', () => {
    const { value, error } = readJson('{"a":[1e400,{"b":-1e500}],"c":2}');
    expect(shown(value)).toBe('map{"a": list[nil, map{"b": nil}], "c": float64(2)}');
    expect(error?.message).toBe('json: cannot unmarshal number 1e400 into Go value of type float64');
  });

  it.each<[number[], string]>([
    [[0x22, 0xff, 0x22], '"�"'],
    [[0x22, 0x61, 0xc3, 0x28, 0x22], '"a�("'],
    [[0x22, 0xed, 0xa0, 0x80, 0x22], '"���"'],
    [[0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d], 'map{"�": float64(1)}'],
  ])('has U+FFFD for bytes that are no UTF-8: %j', (bytes, expected) => {
    expect(shown(decodeJson(fromBytes(Uint8Array.from(bytes))))).toBe(expected);
  });

  it('shows such bytes by their number', () => {
    expect(() => decodeJson(fromBytes(Uint8Array.of(0xff)))).toThrow("invalid character 'ÿ' looking for");
    expect(() => decodeJson(fromBytes(Uint8Array.of(0x5b, 0x80)))).toThrow(
      String.raw`invalid character '\u0080' looking`,
    );
  });

  it('reads lists as deep as Go does, and no deeper', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(() => decodeJson(nested(10_000))).not.toThrow();
    expect(() => decodeJson(nested(10_001))).toThrow("invalid character '[' exceeded max depth");
    expect(() => decodeJson('{"a":'.repeat(10_001))).toThrow("invalid character '{' exceeded max depth");
  });

  it('takes no longer for long texts full of escapes', () => {
    const text = '\n'.repeat(500_000);
    expect(decodeJson(JSON.stringify(text))).toBe(text);
    expect(() => decodeJson(`"${'\\n'.repeat(500_000)}`)).toThrow('unexpected end of JSON input');
  });
});

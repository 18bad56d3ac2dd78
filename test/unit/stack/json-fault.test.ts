// Where a text stops being JSON: the same verdict as JSON.parse, with a place for all of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from '../../../src/stack/json-fault.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('findJsonFault', () => {
  it.each([
    '{}',
    ' [] \n',
    '1',
    '-0.5e+3',
    '"a\\u00e9\\n"',
    'true',
    '{"a": [1, {"b": null}], "c": {}}',
    '[[[]]]',
  ])('finds none in %j', (text) => expect(findJsonFault(text)).toBeUndefined());

  it.each([
    ['', 0],
    ['{', 1],
    ['[1, ', 4],
    ['{"a": 1,}', 8],
    ['[1,]', 3],
    ['{"a" 1}', 5],
    ['{"a": }', 6],
    ['{a: 1}', 1],
    ['{} {}', 3],
    ['// x\n{}', 0],
    ['"a', 0],
    ['"a\tb"', 0],
    ['["\\x"]', 1],
    ['01', 0],
    ['[tru]', 1],
    ['[1}', 2],
    ['NaN', 0],
    [',', 0],
    ['\ufeff{}', 0],
  ])('finds the first character of %j that cannot be there: %i', (text, offset) => {
    expect(findJsonFault(text)).toBe(offset);
    expect(isJson(text)).toBe(false);
  });

  it('agrees with JSON.parse on anything', () => {
    const mangled = fc
      .tuple(fc.json(), fc.nat(), fc.nat({ max: 3 }), fc.constantFrom('', ',', '}', ']', '"', ':', '1', '\\'))
      .map(([text, at, cut, put]) => {
        const start = at % (text.length + 1);
        return text.slice(0, start) + put + text.slice(start + cut);
      });
    const tokens = fc
      .array(
        fc.constantFrom(...'{}[],:" \\'.split(''), '"a"', '1', '-', '.5', 'e3', 'true', 'null', '\n', '\f'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(mangled, tokens), (text) => {
        expect(findJsonFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('takes long texts and deep ones', () => {
    const long = JSON.stringify(['a\n'.repeat(1_000_000), 'b'.repeat(3_000_000)]);
    expect(findJsonFault(long)).toBeUndefined();
    expect(findJsonFault(`${long}]`)).toBe(long.length);
    expect(findJsonFault('['.repeat(200_000))).toBe(200_000);
  });
});

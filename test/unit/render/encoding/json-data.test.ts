// JSON as plain data: the same as by way of Go's values, whichever parser reads it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toData } from '../../../../src/render/encoding/data.ts';
import { EncodingError } from '../../../../src/render/encoding/encoding-error.ts';
import { decodeJsonData } from '../../../../src/render/encoding/json-data.ts';
import { decodeJson } from '../../../../src/render/encoding/json-decode.ts';

/** The data as text, which shows the order of keys; or the error. */
function outcome(decode: () => unknown): string {
  try {
    return JSON.stringify(decode());
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    return error.message;
  }
}

function expectSame(text: string): void {
  expect(outcome(() => decodeJsonData(text))).toBe(outcome(() => toData(decodeJson(text))));
}

describe('decodeJsonData', () => {
  it.each([
    '{"a":[1,-0,1.5e3,true,null,"\\u00e9 \\n ü日"]}',
    '{"b":1,"a":2,"b":3,"10":4,"9":5,"b":{"c":6}}',
    '{"__proto__":{"x":1},"constructor":2,"__proto__":{"y":3}}',
    '1e400',
    '[1E+0000400,2]',
    '1e-400',
    `1${'0'.repeat(308)}`,
    `1${'0'.repeat(309)}`,
    `${'9'.repeat(210)}e99`,
    `0.${'0'.repeat(400)}1`,
    '"\\ud83d\\ude00 \\uD83D \\udE00x"',
    '"\\\\ud83d"',
    '"😀 \ud83d \udc80"',
    '{"\\ud83d":1,"\\ude00":2}',
    '[1,]',
    '{"a" 1}',
    'nul',
    '',
    '\u00a01',
    '"\u0001"',
    '[01]',
  ])('makes of %j what Go makes of it', expectSame);

  it('goes as deep as Go, and as wide as anybody', () => {
    const lists = (count: number): string => '['.repeat(count) + ']'.repeat(count);
    expect(outcome(() => decodeJsonData(lists(10_001)))).toContain('exceeded max depth');
    expectSame(lists(500));
    expectSame(`[${Array.from({ length: 10_001 }, () => '{}').join(',')}]`);
  });

  it('agrees for any text', () => {
    const part = fc.constantFrom(
      ...'{}[],:"\\0e1.-+ \n'.split(''),
      ...['true', 'null', '"a"', '"__proto__"', '"1"', '\\u', 'd83d', 'de00', '1e999', '1e30', 'é', '😀'],
    );
    const json = fc.jsonValue({ depthSize: 'medium' }).map((value) => JSON.stringify(value));
    const broken = fc
      .tuple(json, part, fc.nat())
      .map(([text, piece, at]) => text.slice(0, at % text.length) + piece + text.slice(at % text.length));
    const pieces = fc.array(part, { maxLength: 12 }).map((list) => list.join(''));
    fc.assert(fc.property(fc.oneof(json, broken, pieces), expectSame), { numRuns: 5000 });
  });
});

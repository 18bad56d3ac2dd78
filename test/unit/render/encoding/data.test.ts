// Values as plain data.
import { describe, expect, it } from 'vitest';
import { toData } from '../../../../src/render/encoding/data.ts';
import { formatShortest } from '../../../../src/render/encoding/shortest-float.ts';
import {
  fn,
  fromData,
  GoList,
  GoMap,
  GoNumber,
  GoObject,
  GoStruct,
  int64,
} from '../../../../src/render/gotemplate/value.ts';

describe('toData', () => {
  it.each([
    [undefined, null],
    [null, null],
    [true, true],
    [3n, 3],
    [1.5, 1.5],
    ['x', 'x'],
    [int64(7), 7],
    [new GoNumber(0.5, 'float32'), 0.5],
    [new GoList([1n, new GoList(['a'])]), [1, ['a']]],
  ])('%#', (value, data) => {
    expect(toData(value)).toEqual(data);
  });

  it('makes objects without a prototype', () => {
    const data = toData(new GoMap([['__proto__', new GoMap([['x', 1]])]])) as Record<string, unknown>;
    expect(Object.getPrototypeOf(data)).toBeNull();
    expect(Object.keys(data)).toEqual(['__proto__']);
  });

  it('makes texts of other keys', () => {
    const map = new GoMap([
      [1n, 'a'],
      [true, 'b'],
    ]);
    expect({ ...(toData(map) as object) }).toEqual({ 1: 'a', true: 'b' });
  });

  it('undoes fromData', () => {
    const data = { a: [1, 'x', null, { b: false }] };
    expect(toData(fromData(data))).toEqual(data);
  });

  it.each([
    [fn('f', [], () => null), 'a func is no data'],
    [new GoStruct('chart.Metadata', new Map()), 'a chart.Metadata is no data'],
    [new GoObject('time.Time', 0, () => ''), 'a time.Time is no data'],
  ])('refuses what is no data: %#', (value, message) => {
    expect(() => toData(new GoList([value]))).toThrow(new TypeError(message));
  });
});

describe('formatShortest', () => {
  it.each([
    [0, '0', '0'],
    [-0, '-0', '-0'],
    [1, '1', '1'],
    [100000, '100000', '100000'],
    [1e6, '1e+06', '1e+06'],
    [1234567, '1.234567e+06', '1.234567e+06'],
    [123456789, '1.23456789e+08', '1.2345679e+08'],
    [16777217, '1.6777217e+07', '1.6777216e+07'],
    [0.1, '0.1', '0.1'],
    [0.0001, '0.0001', '0.0001'],
    [0.00001, '1e-05', '1e-05'],
    [-2.5, '-2.5', '-2.5'],
    [1e100, '1e+100', '+Inf'],
    [-1e100, '-1e+100', '-Inf'],
    [1e-46, '1e-46', '0'],
    [Number.NaN, 'NaN', 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf', '+Inf'],
  ])('%d is %s, and %s as a float32', (value, long, short) => {
    expect(formatShortest(value, 64)).toBe(long);
    expect(formatShortest(value, 32)).toBe(short);
  });
});

// Sprig's arithmetic: what it returns for what (outputs of Sprig v3.3.0 and slim-sprig).
import { describe, expect, it } from 'vitest';
import { Budget, LimitError } from '../../../../src/render/gotemplate/limits.ts';
import { GoMap, int64, type Value } from '../../../../src/render/gotemplate/value.ts';
import { SLIM_CASTS } from '../../../../src/render/sprig/casts.ts';
import { decimalFunctions, numericFunctions } from '../../../../src/render/sprig/numeric.ts';
import { calling } from './rendering.ts';

const call = calling(new Map([...numericFunctions(), ...decimalFunctions()]));
const callSlim = calling(numericFunctions(SLIM_CASTS));

type Row = [name: string, args: readonly Value[], expected: Value];

/** Rows whose expected text begins with an exclamation mark end in an error. */
const isRefused = ([, , expected]: Row): boolean => typeof expected === 'string' && expected.startsWith('! ');

const ROWS: readonly Row[] = [
  ['add', [], int64(0n)],
  ['add', [1n, '2', 3.9], int64(6n)],
  ['add', [int64(9223372036854775807n), 1n], int64(-9223372036854775808n)],
  ['add1', ['41'], int64(42n)],
  ['add1', [int64(9223372036854775807n)], int64(-9223372036854775808n)],
  ['sub', [1n, 3n], int64(-2n)],
  ['sub', [int64(-9223372036854775808n), 1n], int64(9223372036854775807n)],
  ['mul', [3n], int64(3n)],
  ['mul', [3n, '4', 2.5], int64(24n)],
  ['mul', [int64(9223372036854775807n), 2n], int64(-2n)],
  ['div', [7n, 2n], int64(3n)],
  ['div', [-7n, 2n], int64(-3n)],
  ['div', [7n, 0n], '! runtime error: integer divide by zero'],
  ['div', [int64(-9223372036854775808n), -1n], int64(-9223372036854775808n)],
  ['mod', [-7n, 3n], int64(-1n)],
  ['mod', [7n, -3n], int64(1n)],
  ['mod', [7n, 'x'], '! runtime error: integer divide by zero'],
  ['mod', [int64(-9223372036854775808n), -1n], int64(0n)],
  ['max', [1n, '5', 3n], int64(5n)],
  ['max', [-1n], int64(-1n)],
  ['biggest', [1n, 2.9], int64(2n)],
  ['min', [1n, '-5', 3n], int64(-5n)],
  ['min', [null], int64(0n)],
  ['maxf', [1n, 2.5, '3.5'], 3.5],
  ['maxf', [NaN, Infinity], Infinity],
  ['maxf', [NaN, 1], NaN],
  ['minf', [1n, 2.5, '-3.5'], -3.5],
  ['minf', [NaN, -Infinity], -Infinity],
  ['ceil', [1.1], 2],
  ['ceil', ['-1.1'], -1],
  ['floor', [1.9], 1],
  ['floor', [-1.1], -2],
  ['floor', [true], 1],
  ['round', [123.5555, 3n], 123.556],
  ['round', [123.5555, 0n], 124],
  ['round', [-123.5555, 2n], -123.56],
  ['round', ['1.005', 2n], 1],
  ['round', [2.5, 0n], 3],
  ['round', [-2.5, 0n], -3],
  ['round', [-2.4, 0n], -3],
  ['round', [1234.5, -2n], 1200],
  ['round', [1250, -2n], 1300],
  ['round', [5, -310n], 0],
  ['round', [5, 310n], NaN],
  ['round', [0, 400n], NaN],
  ['round', [1.5e300, 20n], Infinity],
  ['round', [123.444444, 2n, 0.4], 123.45],
  ['round', [1.25, 1n], 1.3],
  ['round', [3.14159, 25n], 3.14159],
  ['round', [9.95, 1n], 10],
  ['round', [Infinity, 2n], Infinity],
  ['round', [1e22, 30n], 1e22],
  ['add1f', [1.5], 2.5],
  ['addf', [], 0],
  ['addf', [0.1, 0.2], 0.3],
  ['addf', ['1.5', 2n], 3.5],
  ['addf', [1e300, 1e-300], 1e300],
  ['subf', [0.3, 0.1], 0.2],
  ['subf', [1n], 1],
  ['subf', [5n, 1n, 1.5], 2.5],
  ['mulf', [1.1, 1.1], 1.21],
  ['mulf', [2n, 3n, 0.5], 3],
  ['mulf', [1e300, 1e300], Infinity],
  ['divf', [1n, 3n], 0.3333333333333333],
  ['divf', [-1n, 3n], -0.3333333333333333],
  ['divf', [2n, 3n], 0.6666666666666667],
  ['divf', [-2n, 3n], -0.6666666666666667],
  ['divf', [1n, 0n], '! decimal division by 0'],
  ['divf', [10n, 4n, 2n], 1.25],
  ['divf', [1e-30, 3n], 0],
  ['divf', [1e300, 7n], 1.4285714285714286e299],
  ['divf', [5e-17, 1n], 1e-16],
  ['divf', [4.9e-17, 1n], 0],
  ['divf', [-5e-17, 1n], -1e-16],
  ['divf', [0n, 5n], 0],
  ['addf', [NaN], '! Cannot create a Decimal from NaN'],
  ['addf', [Infinity], '! Cannot create a Decimal from +Inf'],
  ['subf', ['-Inf', 1n], '! Cannot create a Decimal from -Inf'],
  ['mulf', [1.7976931348623157e308, 10n], Infinity],
  ['addf', [5e-324, 5e-324], 1e-323],
  ['toDecimal', ['0755'], int64(493n)],
  ['toDecimal', [777n], int64(511n)],
  ['toDecimal', ['8'], int64(0n)],
  ['toDecimal', [7], int64(7n)],
  ['toDecimal', [null], int64(0n)],
  ['atoi', ['12'], 12n],
  ['atoi', ['x'], 0n],
  ['atoi', ['99999999999999999999'], 9223372036854775807n],
  ['int', ['0x10'], 16n],
  ['int64', [1000], int64(1000n)],
  ['float64', ['1e3'], 1000],
  ['float64', [true], 1],
  ['int', [null], 0n],
];

describe('Sprig', () => {
  it.each(ROWS.filter((row) => !isRefused(row)))('%s, row %#', (name, args, expected) => {
    expect(call(name, args)).toEqual(expected);
  });

  it.each(ROWS.filter(isRefused))('%s is refused, row %#', (name, args, expected) => {
    expect(() => call(name, args)).toThrow(new Error((expected as string).slice(2)));
  });
});

describe('slim-sprig', () => {
  it.each<Row>([
    ['add', ['0x10', 1n], int64(1n)],
    ['int', ['010'], 10n],
    ['float64', ['x'], 0],
    ['round', [1.5, 0n], 2],
  ])('%s, row %#', (name, args, expected) => {
    expect(callSlim(name, args)).toEqual(expected);
  });

  it('refuses to divide by nothing', () => {
    expect(() => callSlim('div', [1n, 0n])).toThrow(new Error('runtime error: integer divide by zero'));
  });
});

describe('limits', () => {
  it('a product of many long factors is too much', () => {
    const factors = Array.from({ length: 10_000 }, () => 1.2345678901234567e300);
    expect(() => call('mulf', factors)).toThrow(LimitError);
  });

  it('a map in itself is no octal number', () => {
    const map = new GoMap();
    map.entries.set('self', map);
    expect(() => call('toDecimal', [map], new Budget())).toThrow(LimitError);
  });
});

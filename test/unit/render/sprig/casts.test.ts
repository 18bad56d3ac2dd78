// Anything becomes a number as in spf13/cast v1.7.0, and in slim-sprig by reflection (outputs of both).
import { describe, expect, it } from 'vitest';
import { GoList, GoMap, GoNumber, int64, type Value } from '../../../../src/render/gotemplate/value.ts';
import { CASTS, SLIM_CASTS, truncateToInt64 } from '../../../../src/render/sprig/casts.ts';
import { durationValue } from '../../../../src/render/sprig/duration.ts';

const LEAST = -9223372036854775808n;
const LARGEST = 9223372036854775807n;

type Row = [name: string, value: Value, sprig: bigint, slim: bigint];

describe('as int64', () => {
  it.each<Row>([
    ['no value', undefined, 0n, 0n],
    ['nil', null, 0n, 0n],
    ['true', true, 1n, 1n],
    ['false', false, 0n, 0n],
    ['an int', 9n, 9n, 9n],
    ['an int64', int64(7), 7n, 7n],
    ['a float', 1.9, 1n, 1n],
    ['a float below 0', -1.9, -1n, -1n],
    ['a float that is too large', 1e19, LEAST, LEAST],
    ['a float that is too small', -1e19, LEAST, LEAST],
    ['NaN', NaN, LEAST, LEAST],
    ['an infinity', Infinity, LEAST, LEAST],
    ['an int8', new GoNumber(-3n, 'int8'), -3n, -3n],
    ['a uint8', new GoNumber(200n, 'uint8'), 200n, 200n],
    ['a large uint64', new GoNumber(9223372036854775813n, 'uint64'), -9223372036854775803n, LARGEST],
    ['a float32', new GoNumber(1.100000023841858, 'float32'), 1n, 1n],
    ['a duration', durationValue(5n), 0n, 5n],
    ['a month', new GoNumber(3n, 'int', 'time.Month'), 3n, 3n],
    ['a list', new GoList([1n]), 0n, 0n],
    ['a map', new GoMap(), 0n, 0n],
    ['a text', '42', 42n, 42n],
    ['a text with zeros behind its point', '12.00', 12n, 0n],
    ['a text with a fraction', '12.5', 0n, 0n],
    ['a text of a zero and a fraction of zero', '0.0', 0n, 0n],
    ['an octal text', '010', 8n, 10n],
    ['a text that is no octal number', '08', 0n, 8n],
    ['a hexadecimal text', '0x1F', 31n, 0n],
    ['a text with an exponent', '1e3', 0n, 0n],
    ['a text beyond int64', '9223372036854775808', 0n, 0n],
    ['another text', 'abc', 0n, 0n],
    ['no text', '', 0n, 0n],
  ])('%s', (_, value, sprig, slim) => {
    expect(CASTS.toInt64(value)).toBe(sprig);
    expect(SLIM_CASTS.toInt64(value)).toBe(slim);
  });
});

describe('as float64', () => {
  it.each<[name: string, value: Value, sprig: number, slim: number]>([
    ['no value', undefined, 0, 0],
    ['nil', null, 0, 0],
    ['true', true, 1, 1],
    ['an int', 9n, 9, 9],
    ['an int64', int64(-7), -7, -7],
    ['a float', -1.9, -1.9, -1.9],
    ['NaN', NaN, NaN, NaN],
    [
      'a large uint64',
      new GoNumber(9223372036854775813n, 'uint64'),
      9223372036854775808,
      9223372036854775808,
    ],
    ['a float32', new GoNumber(1.100000023841858, 'float32'), 1.100000023841858, 1.100000023841858],
    ['a duration', durationValue(5n), 0, 5],
    ['a weekday', new GoNumber(2n, 'int', 'time.Weekday'), 2, 2],
    ['a list', new GoList([1n]), 0, 0],
    ['a text', '1.5e3', 1500, 1500],
    ['a text beyond float64', '1e400', 0, 0],
    ['another text', 'abc', 0, 0],
  ])('%s', (_, value, sprig, slim) => {
    expect(CASTS.toFloat64(value)).toBe(sprig);
    expect(SLIM_CASTS.toFloat64(value)).toBe(slim);
  });
});

it('the largest float that fits is not cut', () => {
  expect(truncateToInt64(9223372036854774784)).toBe(9223372036854774784n);
  expect(truncateToInt64(9223372036854775808)).toBe(LEAST);
});

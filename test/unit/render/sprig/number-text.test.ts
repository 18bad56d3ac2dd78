// Numbers in texts are read as strconv reads them (outputs of Go 1.26).
import { describe, expect, it } from 'vitest';
import { parseFloat64, parseInteger } from '../../../../src/render/sprig/number-text.ts';

const LARGEST = 9223372036854775807n;
const LEAST = -9223372036854775808n;

describe('an integer', () => {
  it.each<[text: string, value: bigint]>([
    ['0', 0n],
    ['1', 1n],
    ['-5', -5n],
    ['+7', 7n],
    ['010', 8n],
    ['0x1F', 31n],
    ['0X1f', 31n],
    ['0b101', 5n],
    ['0o17', 15n],
    ['1_000', 1000n],
    ['0x_1', 1n],
    ['0_7', 7n],
    ['-0x10', -16n],
    ['00', 0n],
    ['9223372036854775807', LARGEST],
    ['-9223372036854775808', LEAST],
  ])('with its base in front: %j', (text, value) => {
    expect(parseInteger(text, 0)).toEqual({ value, isInRange: true });
  });

  it.each([
    '',
    '-',
    '08',
    '_1',
    '1_',
    '1__0',
    '12.0',
    '1e3',
    'abc',
    ' 1',
    '1 ',
    '0x',
    '0b',
    '0b2',
    '--1',
    '1.',
    '0_x1',
  ])('is not %j', (text) => {
    expect(parseInteger(text, 0)).toBeUndefined();
  });

  it.each<[text: string, value: bigint]>([
    ['9223372036854775808', LARGEST],
    ['-9223372036854775809', LEAST],
    ['99999999999999999999999', LARGEST],
    ['-0xffffffffffffffffffff', LEAST],
    ['18446744073709551616 and more', LARGEST],
    ['0x1_0000_0000_0000_0000__', LARGEST],
    [`-${'9'.repeat(500_000)}`, LEAST],
  ])('out of range is the nearest that there is: %j', (text, value) => {
    expect(parseInteger(text, 0)).toEqual({ value, isInRange: false });
  });

  it('may have any number of zeros in front', () => {
    expect(parseInteger(`${'0'.repeat(200_000)}12`, 10)).toEqual({ value: 12n, isInRange: true });
  });

  it('of base 10 knows no prefixes, and reads zeros as zeros', () => {
    expect(parseInteger('010', 10)).toEqual({ value: 10n, isInRange: true });
    expect(parseInteger('0x10', 10)).toBeUndefined();
    expect(parseInteger('1_0', 10)).toBeUndefined();
  });

  it('of base 8 has no digits beyond 7', () => {
    expect(parseInteger('-755', 8)).toEqual({ value: -493n, isInRange: true });
    expect(parseInteger('8', 8)).toBeUndefined();
  });
});

describe('a float', () => {
  it.each<[text: string, value: number]>([
    ['1', 1],
    ['1.5', 1.5],
    ['-2.5e3', -2500],
    ['.5', 0.5],
    ['5.', 5],
    ['+1E2', 100],
    ['0x1p-2', 0.25],
    ['0x1.8p1', 3],
    ['0x.8p0', 0.5],
    ['-0X1P4', -16],
    ['1_000.5', 1000.5],
    ['0x_1p0', 1],
    ['0x1_0p0', 16],
    ['1e1_0', 1e10],
    ['1.5_5', 1.55],
    ['inf', Infinity],
    ['-Inf', -Infinity],
    ['+infinity', Infinity],
    ['nan', NaN],
    ['NaN', NaN],
    ['1e-400', 0],
    ['123456789012345678901234567890', 1.2345678901234568e29],
    ['1.7976931348623157e308', Number.MAX_VALUE],
    ['0x1p-1074', 5e-324],
    ['0x1p-99999999999999999999', 0],
  ])('%j', (text, value) => {
    expect(parseFloat64(text)).toBe(value);
  });

  it.each([
    ...['', '.', '-', '1e', 'e5', '1e+', 'infi', '-nan', ' 1', '1 ', '0b1', '1.5.5'],
    ...['0xp1', '0x1', '0x.p1', '1__0', '_1', '1_', '1_.5', '1._5', '1_e5', '0x1_p1', '1e_5'],
  ])('is not %j', (text) => {
    expect(parseFloat64(text)).toBeUndefined();
  });

  it.each(['1e400', '-1e400', '0x1p1024', '0x1p99999999999'])(
    'that no float64 can hold is none: %j',
    (text) => {
      expect(parseFloat64(text)).toBeUndefined();
    },
  );
});

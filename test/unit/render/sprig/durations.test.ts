// Durations are read, written and rounded as in Go (outputs of Go 1.26 and Sprig v3.3.0).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GoNumber, int64, type Value } from '../../../../src/render/gotemplate/value.ts';
import { dateFunctions } from '../../../../src/render/sprig/dates.ts';
import {
  durationValue,
  formatDuration,
  parseDuration,
  roundDuration,
} from '../../../../src/render/sprig/duration.ts';
import { calling } from './rendering.ts';

describe('a text', () => {
  it.each<[text: string, nanoseconds: bigint, written: string]>([
    ['0', 0n, '0s'],
    ['+0', 0n, '0s'],
    ['7s', 7000000000n, '7s'],
    ['-7s', -7000000000n, '-7s'],
    ['+7s', 7000000000n, '7s'],
    ['2.50s', 2500000000n, '2.5s'],
    ['4.s', 4000000000n, '4s'],
    ['.25s', 250000000n, '250ms'],
    ['90s', 90000000000n, '1m30s'],
    ['80m', 4800000000000n, '1h20m0s'],
    ['100h', 360000000000000n, '100h0m0s'],
    ['3ns', 3n, '3ns'],
    ['45us', 45000n, '45µs'],
    ['45µs', 45000n, '45µs'],
    ['45μs', 45000n, '45µs'],
    ['250ms', 250000000n, '250ms'],
    ['1h1ns', 3600000000001n, '1h0m0.000000001s'],
    ['2m7.25s', 127250000000n, '2m7.25s'],
    ['0.000000001s', 1n, '1ns'],
    ['1s2m3h', 10921000000000n, '3h2m1s'],
    ['1h0.5m0.25s', 3630250000000n, '1h0m30.25s'],
    ['12345678901ns', 12345678901n, '12.345678901s'],
    ['9223372036854775807ns', 9223372036854775807n, '2562047h47m16.854775807s'],
    ['-9223372036854775808ns', -9223372036854775808n, '-2562047h47m16.854775808s'],
    ['9223372036.854775807s', 9223372036854775807n, '2562047h47m16.854775807s'],
    ['0.7777777777777777777h', 2800000000000n, '46m40s'],
    ['1.99999999999999999999999s', 2000000000n, '2s'],
    ['0.9223372036854775808999h', 3320413933267n, '55m20.413933267s'],
    ['0000000000000000000000002s', 2000000000n, '2s'],
    ['2540400h', 9145440000000000000n, '2540400h0m0s'],
  ])('%j', (text, nanoseconds, written) => {
    expect(parseDuration(text)).toBe(nanoseconds);
    expect(formatDuration(nanoseconds)).toBe(written);
  });

  it.each<[text: string, problem: string]>([
    ['', 'time: invalid duration ""'],
    ['12', 'time: missing unit in duration "12"'],
    ['-', 'time: invalid duration "-"'],
    ['+', 'time: invalid duration "+"'],
    ['h', 'time: invalid duration "h"'],
    ['..', 'time: invalid duration ".."'],
    ['.m', 'time: invalid duration ".m"'],
    ['-.h', 'time: invalid duration "-.h"'],
    ['5d', 'time: unknown unit "d" in duration "5d"'],
    ['5 s', 'time: unknown unit " s" in duration "5 s"'],
    ['5sh', 'time: unknown unit "sh" in duration "5sh"'],
    ['2h30', 'time: missing unit in duration "2h30"'],
    ['1.2.3s', 'time: missing unit in duration "1.2.3s"'],
    ['é', 'time: invalid duration "\\xc3\\xa9"'],
    ['5é', 'time: unknown unit "\\xc3\\xa9" in duration "5\\xc3\\xa9"'],
    ['"\\', 'time: invalid duration "\\"\\\\"'],
    ['9223372036854775808ns', 'time: invalid duration "9223372036854775808ns"'],
    ['-9223372036854775809ns', 'time: invalid duration "-9223372036854775809ns"'],
    ['9223372036.854775808s', 'time: invalid duration "9223372036.854775808s"'],
    ['2600000h', 'time: invalid duration "2600000h"'],
    ['20000000000000000000h', 'time: invalid duration "20000000000000000000h"'],
    ['-2562048h', 'time: invalid duration "-2562048h"'],
    ['9999999999999999999ns-', 'time: invalid duration "9999999999999999999ns-"'],
    ['0x1s', 'time: unknown unit "x" in duration "0x1s"'],
    ['1_0s', 'time: unknown unit "_" in duration "1_0s"'],
    ['7S', 'time: unknown unit "S" in duration "7S"'],
  ])('is not %j', (text, problem) => {
    expect(() => parseDuration(text)).toThrow(new Error(problem));
  });

  it('is read in time that goes by its length', () => {
    expect(parseDuration('1ns'.repeat(100_000))).toBe(100_000n);
    expect(() => parseDuration('0'.repeat(200_000))).toThrow('missing unit');
  });
});

describe('any duration', () => {
  const durations = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

  it('is read as it was written', () => {
    fc.assert(fc.property(durations, (duration) => parseDuration(formatDuration(duration)) === duration));
  });

  it('is rounded to a multiple that is no further away than half of it', () => {
    const units = fc.bigInt({ min: 1n, max: 2n ** 40n });
    const inside = fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n });
    fc.assert(
      fc.property(inside, units, (duration, unit) => {
        const rounded = roundDuration(duration, unit);
        const distance = rounded > duration ? rounded - duration : duration - rounded;
        return rounded % unit === 0n && 2n * distance <= unit;
      }),
    );
  });

  it('has the methods of Go', () => {
    const tell = (duration: bigint, method: string, args: readonly Value[] = []): Value => {
      const result = calling(durationValue(duration).methods)(method, args);
      return result instanceof GoNumber ? (result.text?.() ?? result.value) : result;
    };
    const minute = [durationValue(60_000_000_000n)];
    const told = [0n, 1n, -1500n, 5_401_500_000_000n, -90_000_000_000n, -(2n ** 63n)].map((duration) => [
      tell(duration, 'String'),
      tell(duration, 'Seconds'),
      tell(duration, 'Minutes'),
      tell(duration, 'Hours'),
      tell(duration, 'Nanoseconds'),
      tell(duration, 'Microseconds'),
      tell(duration, 'Milliseconds'),
      tell(duration, 'Abs'),
      tell(duration, 'Round', minute),
      tell(duration, 'Truncate', minute),
    ]);
    expect(told).toEqual([
      ['0s', 0, 0, 0, 0n, 0n, 0n, '0s', '0s', '0s'],
      ['1ns', 1e-9, 1.6666666666666667e-11, 2.777777777777778e-13, 1n, 0n, 0n, '1ns', '0s', '0s'],
      ['-1.5µs', -1.5e-6, -2.5e-8, -4.166666666666667e-10, -1500n, -1n, 0n, '1.5µs', '0s', '0s'],
      [
        ...['1h30m1.5s', 5401.5, 90.025, 1.5004166666666667, 5401500000000n, 5401500000n, 5401500n],
        ...['1h30m1.5s', '1h30m0s', '1h30m0s'],
      ],
      ['-1m30s', -90, -1.5, -0.025, -90000000000n, -90000000n, -90000n, '1m30s', '-2m0s', '-1m0s'],
      [
        ...['-2562047h47m16.854775808s', -9223372036.854776, -153722867.28091294, -2562047.7880152157],
        ...[-9223372036854775808n, -9223372036854775n, -9223372036854n, '2562047h47m16.854775807s'],
        ...['-2562047h47m0s', '-2562047h47m0s'],
      ],
    ]);
  });

  it('is not rounded to nothing', () => {
    expect(roundDuration(1234n, 0n)).toBe(1234n);
    expect(roundDuration(1234n, -5n)).toBe(1234n);
    expect(roundDuration(2n ** 63n - 1n, 2n ** 62n)).toBe(2n ** 63n - 1n);
  });
});

describe('in Sprig', () => {
  const call = calling(dateFunctions(0));

  it.each<[name: string, args: readonly Value[], expected: string]>([
    ['duration', [''], '0s'],
    ['duration', ['95'], '1m35s'],
    ['duration', ['-3'], '-3s'],
    ['duration', ['x'], '0s'],
    ['duration', ['9223372036854775807'], '-1s'],
    ['duration', ['1.5'], '0s'],
    ['duration', [int64(95n)], '1m35s'],
    ['duration', [int64(0n)], '0s'],
    ['duration', [95n], '0s'],
    ['duration', [null], '0s'],
    ['duration', [true], '0s'],
    ['duration', [int64(9223372037n)], '-2562047h47m16.709551616s'],
    ['duration', [int64(-9223372036n)], '-2562047h47m16s'],
    ['durationRound', ['2h10m5s'], '2h'],
    ['durationRound', ['24h'], '24h'],
    ['durationRound', ['25h'], '1d'],
    ['durationRound', ['8760h'], '12mo'],
    ['durationRound', ['8761h'], '1y'],
    ['durationRound', ['720h'], '30d'],
    ['durationRound', ['721h'], '1mo'],
    ['durationRound', ['1h'], '60m'],
    ['durationRound', ['61m'], '1h'],
    ['durationRound', ['60s'], '60s'],
    ['durationRound', ['61s'], '1m'],
    ['durationRound', ['1s'], '0s'],
    ['durationRound', ['1500ms'], '1s'],
    ['durationRound', ['-25h'], '1d'],
    ['durationRound', ['x'], '0s'],
    ['durationRound', [int64(1000000000n)], '0s'],
    ['durationRound', [int64(1000000001n)], '1s'],
    ['durationRound', [int64(-9223372036854775808n)], '292y'],
    ['durationRound', [5n], '0s'],
    ['durationRound', [null], '0s'],
  ])('%s, row %#', (name, args, expected) => {
    expect(call(name, args)).toBe(expected);
  });
});

// Sprig's dates, and the methods of time.Time (outputs of Sprig v3.3.0 and Go 1.26, where the local zone is UTC).
import { describe, expect, it } from 'vitest';
import { equalsAny } from '../../../../src/render/gotemplate/compare.ts';
import { Budget } from '../../../../src/render/gotemplate/limits.ts';
import {
  GoList,
  GoNumber,
  GoObject,
  int64,
  type Call,
  type Value,
} from '../../../../src/render/gotemplate/value.ts';
import { dateFunctions } from '../../../../src/render/sprig/dates.ts';
import { durationValue } from '../../../../src/render/sprig/duration.ts';
import { dateIn, GoTime } from '../../../../src/render/sprig/go-time.ts';
import { timeValue } from '../../../../src/render/sprig/time-value.ts';
import { fixedZone, UTC } from '../../../../src/render/sprig/time-zone.ts';
import { calling } from './rendering.ts';

const NOW = 1_719_835_200_250;
const functions = dateFunctions(NOW);
const call = calling(functions);

const SUMMER = timeValue(new GoTime(1_719_835_200n));
const EVENING = timeValue(
  dateIn(
    { year: 2024, month: 2, day: 29, hour: 21, minute: 7, second: 3 },
    45_006_789,
    fixedZone('CEST', 7200),
  ),
);

/** A value as it prints. */
function shown(value: Value): Value {
  if (value instanceof GoObject) return value.text();
  if (value instanceof GoList)
    return String.fromCharCode(...value.items.map((byte) => Number((byte as GoNumber).value)));
  return value instanceof GoNumber ? (value.text?.() ?? value.value) : value;
}

describe('a date is formatted', () => {
  it.each<[kind: string, date: Value, expected: string]>([
    ['a time', SUMMER, '2024-07-01 12:00'],
    ['an int', 86_400n, '1970-01-02 00:00'],
    ['an int64', int64(86_400), '1970-01-02 00:00'],
    ['an int32', new GoNumber(86_400n, 'int32'), '1970-01-02 00:00'],
    ['the last int64', int64(2n ** 63n - 1n), '292277026596-12-04 15:30'],
  ])('%s', (_, date, expected) => {
    expect(call('date', ['2006-01-02 15:04', date])).toBe(expected);
    expect(call('date_in_zone', ['2006-01-02 15:04', date, 'UTC'])).toBe(expected);
  });

  it('in a zone, or in UTC where there is no such zone', () => {
    expect(call('dateInZone', ['15:04', SUMMER, 'Asia/Tokyo'])).toBe('21:00');
    expect(call('dateInZone', ['15:04', SUMMER, 'Nowhere'])).toBe('12:00');
    expect(call('htmlDate', [SUMMER])).toBe('2024-07-01');
    expect(call('htmlDateInZone', [int64(1_719_874_800), 'Asia/Tokyo'])).toBe('2024-07-02');
  });

  it.each<[kind: string, date: Value]>([
    ['a float', 86_400],
    ['a text', '2024-07-01'],
    ['nil', null],
    ['a duration', durationValue(5n)],
  ])('as now where it is %s, which makes the call unstable', (_, date) => {
    const marks: string[] = [];
    const marking: Call = { charge: () => undefined, unstableMarker: (reason) => () => marks.push(reason) };
    expect(call('date', ['2006-01-02 15:04:05.000', date], marking)).toBe('2024-07-01 12:00:00.250');
    expect(call('date', ['2006', SUMMER], marking)).toBe('2024');
    expect(marks).toEqual(['clock']);
  });
});

describe('now', () => {
  it('is the instant that was given', () => {
    expect(shown(call('now', []))).toBe('2024-07-01 12:00:00.25 +0000 UTC');
    expect(shown(calling(dateFunctions(0))('now', []))).toBe('1970-01-01 00:00:00 +0000 UTC');
    expect(shown(calling(dateFunctions(-1))('now', []))).toBe('1969-12-31 23:59:59.999 +0000 UTC');
  });

  it('is what the time since a date is counted from', () => {
    expect(call('ago', [SUMMER])).toBe('0s');
    expect(call('ago', [int64(1_719_831_540)])).toBe('1h1m0s');
    expect(call('ago', [1_719_835_260n])).toBe('-1m0s');
    expect(call('ago', ['anything'])).toBe('0s');
    expect(call('durationRound', [timeValue(new GoTime(1_719_735_200n))])).toBe('1d');
  });

  it.each<[what: string, read: (now: GoObject) => unknown]>([
    ['prints it', (now) => now.text()],
    ['asks for a method', (now) => now.methods.get('Year')],
    ['formats it', (now) => call('date', ['2006', now])],
    ['counts from it', (now) => call('unixEpoch', [now])],
    ['compares it with another time', (now) => equalsAny(now, [SUMMER])],
    ['compares another time with it', (now) => equalsAny(SUMMER, [now])],
    ['prints what is counted from it', (now) => (call('dateModify', ['1h', now]) as GoObject).text()],
  ])('is read by who %s, and that call of now told once', (_, read) => {
    const told: string[] = [];
    const now = dateFunctions(NOW)
      .get('now')
      ?.call([], {
        charge: () => undefined,
        unstableMarker: (reason) => () => void told.push(reason),
      }) as GoObject;
    expect(told).toEqual([]);
    read(now);
    expect(told).toEqual(['clock']);
  });

  it('is not read by who only compares it with what is counted from it', () => {
    const readers: string[] = [];
    const present = (): GoObject =>
      functions.get('now')?.call([], {
        charge: () => undefined,
        unstableMarker: (reason) => () => void readers.push(reason),
      }) as GoObject;
    const now = present();
    const later = (duration: string): Value => call('dateModify', [duration, now]);
    expect(equalsAny(now, [later('1h')])).toBe(false);
    expect(equalsAny(now, [later('0s')])).toBe(true);
    expect(equalsAny(later('90m'), [call('mustDateModify', ['30m', later('1h')])])).toBe(true);
    expect(equalsAny(now, [later('no duration')])).toBe(true);
    // As in Helm: the clock went on in between.
    expect(equalsAny(present(), [present()])).toBe(false);
    expect(readers).toEqual([]);
  });

  it('makes unstable what reads it, and nothing else', () => {
    const unstable = [...functions.values()].filter((declared) => declared.unstable === 'clock');
    expect(unstable.map(({ name }) => name)).toEqual(['ago']);
    const marks: string[] = [];
    const marking: Call = { charge: () => undefined, unstableMarker: (reason) => () => marks.push(reason) };
    expect(call('durationRound', ['2h10m'], marking)).toBe('2h');
    expect(marks).toEqual([]);
    call('durationRound', [SUMMER], marking);
    expect(marks).toEqual(['clock']);
  });
});

describe('a date is changed', () => {
  it('by a duration', () => {
    for (const name of ['dateModify', 'date_modify', 'mustDateModify', 'must_date_modify']) {
      expect(shown(call(name, ['-1.5h', EVENING]))).toBe('2024-02-29 19:37:03.045006789 +0200 CEST');
    }
  });

  it('by no duration: not at all, or not', () => {
    expect(call('dateModify', ['x', EVENING])).toBe(EVENING);
    expect(() => call('mustDateModify', ['x', EVENING])).toThrow(new Error('time: invalid duration "x"'));
  });

  it('from a text', () => {
    expect(shown(call('toDate', ['2006-01-02', '2024-02-29']))).toBe('2024-02-29 00:00:00 +0000 UTC');
    expect(shown(call('toDate', ['2006-01-02', '2024-02-30']))).toBe('0001-01-01 00:00:00 +0000 UTC');
    expect(() => call('mustToDate', ['2006-01-02', '2024-02-30'])).toThrow(
      new Error('parsing time "2024-02-30": day out of range'),
    );
  });

  it('to seconds', () => {
    expect(call('unixEpoch', [EVENING])).toBe('1709233623');
  });
});

describe('the methods of a time', () => {
  const ask = (time: Value, method: string, ...args: readonly Value[]): Value =>
    shown(calling((time as GoObject).methods)(method, args, new Budget()));
  const hour = durationValue(3_600_000_000_000n);

  it.each<[method: string, args: readonly Value[], expected: Value]>([
    ['String', [], '2024-02-29 21:07:03.045006789 +0200 CEST'],
    ['Format', ['Jan 2, 3pm'], 'Feb 29, 9pm'],
    ['Unix', [], 1709233623n],
    ['UnixMilli', [], 1709233623045n],
    ['UnixMicro', [], 1709233623045006n],
    ['UnixNano', [], 1709233623045006789n],
    ['Year', [], 2024n],
    ['Month', [], 'February'],
    ['Day', [], 29n],
    ['YearDay', [], 60n],
    ['Weekday', [], 'Thursday'],
    ['Hour', [], 21n],
    ['Minute', [], 7n],
    ['Second', [], 3n],
    ['Nanosecond', [], 45006789n],
    ['IsZero', [], false],
    ['IsDST', [], false],
    ['Location', [], 'CEST'],
    ['UTC', [], '2024-02-29 19:07:03.045006789 +0000 UTC'],
    ['Local', [], '2024-02-29 19:07:03.045006789 +0000 UTC'],
    ['MarshalJSON', [], '"2024-02-29T21:07:03.045006789+02:00"'],
    ['MarshalText', [], '2024-02-29T21:07:03.045006789+02:00'],
    ['Add', [durationValue(-5_400_000_000_000n)], '2024-02-29 19:37:03.045006789 +0200 CEST'],
    ['AddDate', [1n, 1n, 1n], '2025-03-30 21:07:03.045006789 +0200 CEST'],
    ['AddDate', [0n, -1n, 0n], '2024-01-29 21:07:03.045006789 +0200 CEST'],
    ['Sub', [SUMMER], '-2944h52m56.954993211s'],
    ['Sub', [timeValue(new GoTime(2n ** 62n))], '-2562047h47m16.854775808s'],
    ['Round', [hour], '2024-02-29 21:00:00 +0200 CEST'],
    ['Truncate', [hour], '2024-02-29 21:00:00 +0200 CEST'],
    ['Truncate', [durationValue(25_200_000_000_000n)], '2024-02-29 21:00:00 +0200 CEST'],
    ['Round', [durationValue(0n)], '2024-02-29 21:07:03.045006789 +0200 CEST'],
    ['Before', [SUMMER], true],
    ['After', [SUMMER], false],
    ['Equal', [SUMMER], false],
    ['Equal', [timeValue(new GoTime(1_709_233_623n, 45_006_789))], true],
    ['Compare', [SUMMER], -1n],
  ])('%s, row %#', (method, args, expected) => {
    expect(ask(EVENING, method, ...args)).toBe(expected);
  });

  it('work before 1970, and before all years', () => {
    const almost = timeValue(new GoTime(-1n, 999_999_999));
    expect(['Unix', 'UnixMilli', 'UnixMicro', 'UnixNano'].map((method) => ask(almost, method))).toEqual([
      ...[-1n, -1n, -1n, -1n],
    ]);
    expect(ask(almost, 'Truncate', hour)).toBe('1969-12-31 23:00:00 +0000 UTC');
    expect(ask(almost, 'Round', hour)).toBe('1970-01-01 00:00:00 +0000 UTC');
    const early = timeValue(dateIn({ year: -5, month: 3, day: 1, hour: 1, minute: 30 }, 0, UTC));
    expect(ask(early, 'Truncate', hour)).toBe('-0005-03-01 01:00:00 +0000 UTC');
    expect(ask(early, 'Round', hour)).toBe('-0005-03-01 02:00:00 +0000 UTC');
    expect(ask(early, 'UnixNano')).toBe(-6979650378871345152n);
  });

  it('take the zone of one time to another', () => {
    const methods = calling(EVENING.methods);
    const zoned = calling(SUMMER.methods)('In', [methods('Location', [])]);
    expect(shown(zoned)).toBe('2024-07-01 14:00:00 +0200 CEST');
  });

  it('write no JSON of what RFC 3339 has not', () => {
    const at = (year: number, offset = 0): Value =>
      timeValue(dateIn({ year, month: 1, day: 1 }, 0, fixedZone('', offset)));
    expect(() => ask(at(-5), 'MarshalJSON')).toThrow('Time.MarshalJSON: year outside of range [0,9999]');
    expect(() => ask(at(12_000), 'MarshalText')).toThrow('Time.MarshalText: year outside of range [0,9999]');
    expect(() => ask(at(2024, 86_400), 'MarshalJSON')).toThrow(
      'Time.MarshalJSON: timezone hour outside of range [0,23]',
    );
  });
});

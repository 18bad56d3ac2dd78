// Times are written by Go's layouts (outputs of Go 1.26).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilTime, daysSinceUnix } from '../../../../src/render/sprig/calendar.ts';
import { dateIn, GoTime } from '../../../../src/render/sprig/go-time.ts';
import { formatTime, STRING_LAYOUT } from '../../../../src/render/sprig/time-format.ts';
import { fixedZone, UTC } from '../../../../src/render/sprig/time-zone.ts';

const LEAP_DAY = dateIn({ year: 2024, month: 2, day: 29, hour: 21, minute: 7, second: 3 }, 45_006_000, UTC);
const LONG_AGO = dateIn(
  { year: 987, month: 11, day: 5, hour: 0, minute: 30, second: 59 },
  0,
  fixedZone('', -12_600),
);
const IDES = dateIn({ year: -44, month: 3, day: 15, hour: 12 }, 999_999_999, fixedZone('ROM', 3000));
const FAR_AHEAD = dateIn(
  { year: 12_024, month: 7, day: 1, hour: 9, minute: 5, second: 9 },
  100_000_000,
  fixedZone('FAR', 50_415),
);

type Row = [layout: string, leapDay: string, longAgo: string, ides: string, farAhead: string];

describe('a layout', () => {
  it.each<Row>([
    ['2006-01-02', '2024-02-29', '0987-11-05', '-0044-03-15', '12024-07-01'],
    [
      '2006-01-02T15:04:05Z07:00',
      '2024-02-29T21:07:03Z',
      '0987-11-05T00:30:59-03:30',
      '-0044-03-15T12:00:00+00:50',
      '12024-07-01T09:05:09+14:00',
    ],
    [
      '2006-01-02T15:04:05.999999999Z07:00',
      '2024-02-29T21:07:03.045006Z',
      '0987-11-05T00:30:59-03:30',
      '-0044-03-15T12:00:00.999999999+00:50',
      '12024-07-01T09:05:09.1+14:00',
    ],
    [
      'Mon Jan _2 15:04:05 2006',
      'Thu Feb 29 21:07:03 2024',
      'Mon Nov  5 00:30:59 0987',
      'Thu Mar 15 12:00:00 -0044',
      'Mon Jul  1 09:05:09 12024',
    ],
    [
      'Monday, 02-Jan-06 15:04:05 MST',
      'Thursday, 29-Feb-24 21:07:03 UTC',
      'Monday, 05-Nov-87 00:30:59 -0330',
      'Thursday, 15-Mar-44 12:00:00 ROM',
      'Monday, 01-Jul-24 09:05:09 FAR',
    ],
    ['3:04PM', '9:07PM', '12:30AM', '12:00PM', '9:05AM'],
    ['03:4:5 pm', '09:7:3 pm', '12:30:59 am', '12:0:0 pm', '09:5:9 am'],
    [
      'Jan January Janet Mon Monday Month',
      'Feb February Janet Thu Thursday Month',
      'Nov November Janet Mon Monday Month',
      'Mar March Janet Thu Thursday Month',
      'Jul July Janet Mon Monday Month',
    ],
    ['002 __2 _2 2', '060  60 29 29', '309 309  5 5', '075  75 15 15', '183 183  1 1'],
    [
      '1/2/06 _2006 __2006',
      '2/29/24 _2024  60024',
      '11/5/87 _0987 309087',
      '3/15/44 _-0044  75044',
      '7/1/24 _12024 183024',
    ],
    [
      'Z0700 Z07 Z070000 Z07:00:00',
      'Z Z Z Z',
      '-0330 -03 -033000 -03:30:00',
      '+0050 +00 +005000 +00:50:00',
      '+1400 +14 +140015 +14:00:15',
    ],
    [
      '-0700 -07 -070000 -07:00 -07:00:00',
      '+0000 +00 +000000 +00:00 +00:00:00',
      '-0330 -03 -033000 -03:30 -03:30:00',
      '+0050 +00 +005000 +00:50 +00:50:00',
      '+1400 +14 +140015 +14:00 +14:00:15',
    ],
    [
      '05.000 05.0 05,000000',
      '03.045 03.0 03,045006',
      '59.000 59.0 59,000000',
      '00.999 00.9 00,999999',
      '09.100 09.1 09,100000',
    ],
    ['5.999 5.9 5,999999999', '3.045 3 3,045006', '59 59 59', '0.999 0.9 0,999999999', '9.1 9.1 9,1'],
    [
      '.00000000000 .5 .05',
      '.045006000 .3 .03',
      '.000000000 .59 .59',
      '.999999999 .0 .00',
      '.100000000 .9 .09',
    ],
    ['.0009 .99x ,0', '.0009 .04x ,0', '.0009 x ,0', '.0009 .99x ,9', '.0009 .1x ,1'],
    [
      '0 00 07 08 2 20 200 2006',
      '0 00 07 08 29 290 2900 2024',
      '0 00 07 08 5 50 500 0987',
      '0 00 07 08 15 150 1500 -0044',
      '0 00 07 08 1 10 100 12024',
    ],
    ['MST PM pm P p', 'UTC PM pm P p', '-0330 AM am P p', 'ROM PM pm P p', 'FAR AM am P p'],
    ['T M S J', 'T M S J', 'T M S J', 'T M S J', 'T M S J'],
    ['é 2006 日本', 'é 2024 日本', 'é 0987 日本', 'é -0044 日本', 'é 12024 日本'],
    ['20060102150405', '20240229210703', '09871105003059', '-00440315120000', '120240701090509'],
    ['', '', '', '', ''],
    ['.9', '', '', '.9', '.1'],
    ['x.000', 'x.045', 'x.000', 'x.999', 'x.100'],
  ])('%j', (layout, ...expected) => {
    expect([LEAP_DAY, LONG_AGO, IDES, FAR_AHEAD].map((time) => formatTime(time, layout))).toEqual(expected);
  });

  it('with seconds for an offset of less than a minute shows its sign where Go does', () => {
    const time = dateIn({ year: 2024, month: 1, day: 1 }, 0, fixedZone('N', -30));
    expect(formatTime(time, '-07:00:00 Z07:00 -0700')).toBe('+00:00:-30 +00:00 +0000');
  });

  it('of String is the one that times print by', () => {
    expect(formatTime(LEAP_DAY, STRING_LAYOUT)).toBe('2024-02-29 21:07:03.045006 +0000 UTC');
    expect(formatTime(LONG_AGO, STRING_LAYOUT)).toBe('0987-11-05 00:30:59 -0330 -0330');
  });
});

describe('an instant', () => {
  it.each<[seconds: bigint, written: string, year: bigint, yearDay: number]>([
    [0n, '1970-01-01T00:00:00 Thu 001', 1970n, 1],
    [-1n, '1969-12-31T23:59:59 Wed 365', 1969n, 365],
    [253402300800n, '10000-01-01T00:00:00 Sat 001', 10000n, 1],
    [-62135596800n, '0001-01-01T00:00:00 Mon 001', 1n, 1],
    [-62135596801n, '0000-12-31T23:59:59 Sun 366', 0n, 366],
    [9223372036854775807n, '292277026596-12-04T15:30:07 Sun 339', 292277026596n, 339],
    [-9223372036854775808n, '292277026596-12-04T15:30:08 Sun 339', 292277026596n, 339],
    [9223371974719179007n, '292277024627-12-06T15:30:07 Thu 340', 292277024627n, 340],
    [9223371974719179008n, '292277024627-12-06T15:30:08 Thu 340', 292277024627n, 340],
    [9007199254740992n, '285428751-11-12T07:36:32 Mon 316', 285428751n, 316],
    [-9007199254740992n, '-285424812-02-20T16:23:28 Sat 051', -285424812n, 51],
    [1000000000000000000n, '31688740476-10-23T01:46:40 Fri 297', 31688740476n, 297],
  ])('%d seconds from 1970', (seconds, written, year, yearDay) => {
    const time = new GoTime(seconds);
    expect(formatTime(time, '2006-01-02T15:04:05 Mon 002')).toBe(written);
    expect([BigInt(time.civil.year), time.civil.yearDay]).toEqual([year, yearDay]);
  });

  const days = fc.integer({ min: -100_000_000, max: 100_000_000 });

  it('of any day is the date that JavaScript has for it', () => {
    fc.assert(
      fc.property(days, (day) => {
        const { year, month, day: dayOfMonth, weekday } = civilTime(BigInt(day) * 86_400n);
        const date = new Date(day * 86_400_000);
        expect([year, month, dayOfMonth, weekday]).toEqual([
          date.getUTCFullYear(),
          date.getUTCMonth() + 1,
          date.getUTCDate(),
          date.getUTCDay(),
        ]);
      }),
    );
  });

  it('of any date is the day that has the date', () => {
    fc.assert(
      fc.property(days, (day) => {
        const { year, month, day: dayOfMonth } = civilTime(BigInt(day) * 86_400n);
        expect(daysSinceUnix(year, month, dayOfMonth)).toBe(day);
      }),
    );
  });

  it('of months beyond a year is in another year', () => {
    expect(daysSinceUnix(2023, 14, 30)).toBe(daysSinceUnix(2024, 3, 1));
    expect(daysSinceUnix(2024, 0, 31)).toBe(daysSinceUnix(2023, 12, 31));
    expect(daysSinceUnix(2024, -11, 1)).toBe(daysSinceUnix(2023, 1, 1));
  });
});

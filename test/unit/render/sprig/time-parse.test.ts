// Times are read by Go's layouts (outputs of Go 1.26, where the local zone is UTC).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GoTime } from '../../../../src/render/sprig/go-time.ts';
import { formatTime, RFC3339_NANO } from '../../../../src/render/sprig/time-format.ts';
import { parseTime } from '../../../../src/render/sprig/time-parse.ts';
import { fixedZone } from '../../../../src/render/sprig/time-zone.ts';

type Row = [layout: string, text: string, expected: string];

describe('a text', () => {
  it.each<Row>([
    ['2006-01-02', '2024-02-29', '2024-02-29T00:00:00 +00:00:00 UTC'],
    ['2006-1-2', '2024-3-4', '2024-03-04T00:00:00 +00:00:00 UTC'],
    ['06-1-2', '68-1-2', '2068-01-02T00:00:00 +00:00:00 UTC'],
    ['06-1-2', '69-1-2', '1969-01-02T00:00:00 +00:00:00 UTC'],
    ['06-1-2', '+7-1-2', '2007-01-02T00:00:00 +00:00:00 UTC'],
    ['2006-01-02T15:04:05Z07:00', '2024-05-06T07:08:09Z', '2024-05-06T07:08:09 +00:00:00 UTC'],
    ['2006-01-02T15:04:05Z07:00', '2024-05-06T07:08:09+02:00', '2024-05-06T07:08:09 +02:00:00 +0200'],
    [
      '2006-01-02T15:04:05Z07:00',
      '2024-05-06T07:08:09.123456789012-11:30',
      '2024-05-06T07:08:09.123456789 -11:30:00 -1130',
    ],
    ['2006-01-02T15:04:05Z07:00', '2024-05-06T07:08:09,5Z', '2024-05-06T07:08:09.5 +00:00:00 UTC'],
    ['2006-01-02T15:04:05Z07:00', '2024-05-06T7:08:09Z', '2024-05-06T07:08:09 +00:00:00 UTC'],
    ['2006-01-02T15:04:05Z07:00', '2024-05-06T07:08:09+24:60', '2024-05-06T07:08:09 +25:00:00 +2500'],
    ['2006-01-02T15:04:05Z07:00', '2024-05-06T07:08:09+00:00', '2024-05-06T07:08:09 +00:00:00 UTC'],
    [
      'Mon, 02 Jan 2006 15:04:05 -0700',
      'Mon, 06 May 2024 07:08:09 +0200',
      '2024-05-06T07:08:09 +02:00:00 +0200',
    ],
    ['Mon, 02 Jan 2006 15:04:05 MST', 'Mon, 06 May 2024 07:08:09 UTC', '2024-05-06T07:08:09 +00:00:00 UTC'],
    ['Mon, 02 Jan 2006 15:04:05 MST', 'Mon, 06 May 2024 07:08:09 CEST', '2024-05-06T07:08:09 +00:00:00 CEST'],
    ['Mon, 02 Jan 2006 15:04:05 MST', 'Mon, 06 May 2024 07:08:09 GMT', '2024-05-06T07:08:09 +00:00:00 GMT'],
    [
      'Mon, 02 Jan 2006 15:04:05 MST',
      'Mon, 06 May 2024 07:08:09 GMT+3',
      '2024-05-06T10:08:09 +03:00:00 GMT+3',
    ],
    [
      'Mon, 02 Jan 2006 15:04:05 MST',
      'Mon, 06 May 2024 07:08:09 GMT-12',
      '2024-05-05T19:08:09 -12:00:00 GMT-12',
    ],
    ['Mon, 02 Jan 2006 15:04:05 MST', 'Mon, 06 May 2024 07:08:09 +07', '2024-05-06T07:08:09 +00:00:00 +07'],
    ['Mon, 02 Jan 2006 15:04:05 MST', 'Mon, 06 May 2024 07:08:09 ABCT', '2024-05-06T07:08:09 +00:00:00 ABCT'],
    ['Mon, 02 Jan 2006 15:04:05 MST', 'Mon, 06 May 2024 07:08:09 WITA', '2024-05-06T07:08:09 +00:00:00 WITA'],
    ['Mon, 02 Jan 2006 15:04:05 MST', 'Mon, 06 May 2024 07:08:09 ChST', '2024-05-06T07:08:09 +00:00:00 ChST'],
    ['Mon, 02 Jan 2006 15:04:05 MST', 'mOn, 06 mAY 2024 07:08:09 UTC', '2024-05-06T07:08:09 +00:00:00 UTC'],
    [
      'Monday, 02-Jan-06 15:04:05 MST',
      'Wednesday, 06-May-24 07:08:09 UTC',
      '2024-05-06T07:08:09 +00:00:00 UTC',
    ],
    ['Mon Jan _2 15:04:05 2006', 'Mon May  6 07:08:09 2024', '2024-05-06T07:08:09 +00:00:00 UTC'],
    ['Mon Jan _2 15:04:05 2006', 'Mon May 16 07:08:09 2024', '2024-05-16T07:08:09 +00:00:00 UTC'],
    ['Mon Jan _2 15:04:05 2006', 'Mon   May 6   07:08:09 2024', '2024-05-06T07:08:09 +00:00:00 UTC'],
    ['3:04PM', '3:04PM', '0000-01-01T15:04:00 +00:00:00 UTC'],
    ['3:04PM', '12:00AM', '0000-01-01T00:00:00 +00:00:00 UTC'],
    ['3:04PM', '12:30PM', '0000-01-01T12:30:00 +00:00:00 UTC'],
    ['3pm', '0am', '0000-01-01T00:00:00 +00:00:00 UTC'],
    ['3pm', '11pm', '0000-01-01T23:00:00 +00:00:00 UTC'],
    ['15', '7', '0000-01-01T07:00:00 +00:00:00 UTC'],
    ['5', '7', '0000-01-01T00:00:07 +00:00:00 UTC'],
    ['5', '7.25', '0000-01-01T00:00:07.25 +00:00:00 UTC'],
    ['5.000', '7.250', '0000-01-01T00:00:07.25 +00:00:00 UTC'],
    ['5.999', '7', '0000-01-01T00:00:07 +00:00:00 UTC'],
    ['5.999', '7.123456', '0000-01-01T00:00:07.123456 +00:00:00 UTC'],
    ['5.0', '7.+', '0000-01-01T00:00:07 +00:00:00 UTC'],
    ['5.00', '7.+5', '0000-01-01T00:00:07.05 +00:00:00 UTC'],
    ['5.00', '7.-0', '0000-01-01T00:00:07 +00:00:00 UTC'],
    ['05 .000', '07 .125', '0000-01-01T00:00:07.125 +00:00:00 UTC'],
    ['2006 002', '2024 060', '2024-02-29T00:00:00 +00:00:00 UTC'],
    ['2006 002', '2023 060', '2023-03-01T00:00:00 +00:00:00 UTC'],
    ['2006 002', '2024 366', '2024-12-31T00:00:00 +00:00:00 UTC'],
    ['2006 __2', '2024  59', '2024-02-28T00:00:00 +00:00:00 UTC'],
    ['2006 __2', '2024   7', '2024-01-07T00:00:00 +00:00:00 UTC'],
    ['2006 __2', '2024 200', '2024-07-18T00:00:00 +00:00:00 UTC'],
    ['2006-01 002', '2024-03 061', '2024-03-01T00:00:00 +00:00:00 UTC'],
    ['2006-02 002', '2024-01 061', '2024-03-01T00:00:00 +00:00:00 UTC'],
    ['2006 _2 002', '2024 29 060', '2024-02-29T00:00:00 +00:00:00 UTC'],
    ['2006 002 MST', '2024 365 PST', '2024-12-30T00:00:00 +00:00:00 PST'],
    ['January 2', 'february 3', '0000-02-03T00:00:00 +00:00:00 UTC'],
    ['Monday', 'sunday', '0000-01-01T00:00:00 +00:00:00 UTC'],
    ['_2', '7', '0000-01-07T00:00:00 +00:00:00 UTC'],
    ['_2', ' 7', '0000-01-07T00:00:00 +00:00:00 UTC'],
    ['_2', '17', '0000-01-17T00:00:00 +00:00:00 UTC'],
    ['Z07', '+05', '0000-01-01T00:00:00 +05:00:00 +0500'],
    ['Z07', 'Z', '0000-01-01T00:00:00 +00:00:00 UTC'],
    ['Z0700', '-0330', '0000-01-01T00:00:00 -03:30:00 -0330'],
    ['Z070000', '+013015', '0000-01-01T00:00:00 +01:30:15 +0130'],
    ['Z07:00:00', '-01:30:15', '0000-01-01T00:00:00 -01:30:15 -0130'],
    ['-07:00:00', '+00:00:01', '0000-01-01T00:00:00 +00:00:01 +0000'],
    ['-07:00:00', '-00:00:01', '0000-01-01T00:00:00 +00:00:00 UTC'],
    ['-0700 MST', '+0200 CEST', '0000-01-01T00:00:00 +02:00:00 CEST'],
    ['-0700 MST', '+0000 GMT', '0000-01-01T00:00:00 +00:00:00 GMT'],
    ['-0700 MST', '+0000 UTC', '0000-01-01T00:00:00 +00:00:00 UTC'],
    ['2006 é', '2024 é', '2024-01-01T00:00:00 +00:00:00 UTC'],
    ['x 2006', 'x  2024', '2024-01-01T00:00:00 +00:00:00 UTC'],
    ['2006  ', '2024', '2024-01-01T00:00:00 +00:00:00 UTC'],
    ['2006 MST -0700', '2024 GMT+3 +0300', '2024-01-01T00:00:00 +03:00:00 GMT+3'],
  ])('by %j: %j', (layout, text, expected) => {
    expect(formatTime(parseTime(layout, text), '2006-01-02T15:04:05.999999999 -07:00:00 MST')).toBe(expected);
  });

  it.each<Row>([
    ['2006-01-02', '2023-02-29', 'parsing time "2023-02-29": day out of range'],
    ['2006-01-02', '2024-13-01', 'parsing time "2024-13-01": month out of range'],
    ['2006-01-02', '2024-1-02', 'parsing time "2024-1-02" as "2006-01-02": cannot parse "1-02" as "01"'],
    ['2006-01-02', '2024-00-10', 'parsing time "2024-00-10": month out of range'],
    ['2006-01-02', '2024-01-00', 'parsing time "2024-01-00": day out of range'],
    ['2006-01-02', '2024-01-02x', 'parsing time "2024-01-02x": extra text: "x"'],
    ['2006-01-02', '24-01-02', 'parsing time "24-01-02" as "2006-01-02": cannot parse "24-01-02" as "2006"'],
    ['2006-01-02', '', 'parsing time "" as "2006-01-02": cannot parse "" as "2006"'],
    ['2006-01-02', '2024/01/02', 'parsing time "2024/01/02" as "2006-01-02": cannot parse "/01/02" as "-"'],
    ['2006', '2a24', 'parsing time "2a24" as "2006": cannot parse "2a24" as "2006"'],
    ['2006', '-024', 'parsing time "-024" as "2006": cannot parse "-024" as "2006"'],
    ['06', '7', 'parsing time "7" as "06": cannot parse "7" as "06"'],
    ['06', 'x7', 'parsing time "x7" as "06": cannot parse "x7" as "06"'],
    [
      '2006-01-02T15:04:05Z07:00',
      '2024-05-06T24:08:09Z',
      'parsing time "2024-05-06T24:08:09Z": hour out of range',
    ],
    [
      '2006-01-02T15:04:05Z07:00',
      '2024-05-06T07:60:09Z',
      'parsing time "2024-05-06T07:60:09Z": minute out of range',
    ],
    [
      '2006-01-02T15:04:05Z07:00',
      '2024-05-06T07:08:60Z',
      'parsing time "2024-05-06T07:08:60Z": second out of range',
    ],
    [
      '2006-01-02T15:04:05Z07:00',
      '2024-05-06 07:08:09Z',
      'parsing time "2024-05-06 07:08:09Z" as "2006-01-02T15:04:05Z07:00": cannot parse " 07:08:09Z" as "T"',
    ],
    [
      '2006-01-02T15:04:05Z07:00',
      '2024-05-06T07:08:09',
      'parsing time "2024-05-06T07:08:09" as "2006-01-02T15:04:05Z07:00": cannot parse "" as "Z07:00"',
    ],
    [
      '2006-01-02T15:04:05Z07:00',
      '2024-05-06T07:08:09+0200',
      'parsing time "2024-05-06T07:08:09+0200" as "2006-01-02T15:04:05Z07:00": cannot parse "+0200" as "Z07:00"',
    ],
    [
      '2006-01-02T15:04:05Z07:00',
      '2024-05-06T07:08:09+25:00',
      'parsing time "2024-05-06T07:08:09+25:00": time zone offset hour out of range',
    ],
    [
      '2006-01-02T15:04:05Z07:00',
      '2024-05-06T07:08:09+23:61',
      'parsing time "2024-05-06T07:08:09+23:61": time zone offset minute out of range',
    ],
    [
      '2006-01-02T15:04:05Z07:00',
      '2024-05-06T07:08:09*02:00',
      'parsing time "2024-05-06T07:08:09*02:00" as "2006-01-02T15:04:05Z07:00": cannot parse "*02:00" as "Z07:00"',
    ],
    [
      'Mon, 02 Jan 2006 15:04:05 MST',
      'Mon, 06 May 2024 07:08:09 GMT+24',
      'parsing time "Mon, 06 May 2024 07:08:09 GMT+24": extra text: "+24"',
    ],
    [
      'Mon, 02 Jan 2006 15:04:05 MST',
      'Mon, 06 May 2024 07:08:09 ABCDEF',
      'parsing time "Mon, 06 May 2024 07:08:09 ABCDEF" as "Mon, 02 Jan 2006 15:04:05 MST": cannot parse "ABCDEF" as "MST"',
    ],
    [
      'Mon, 02 Jan 2006 15:04:05 MST',
      'Mon, 06 May 2024 07:08:09 ABCD',
      'parsing time "Mon, 06 May 2024 07:08:09 ABCD" as "Mon, 02 Jan 2006 15:04:05 MST": cannot parse "ABCD" as "MST"',
    ],
    [
      'Mon, 02 Jan 2006 15:04:05 MST',
      'Mon, 06 May 2024 07:08:09 AB',
      'parsing time "Mon, 06 May 2024 07:08:09 AB" as "Mon, 02 Jan 2006 15:04:05 MST": cannot parse "AB" as "MST"',
    ],
    [
      'Mon, 02 Jan 2006 15:04:05 MST',
      'Mon, 06 May 2024 07:08:09 abc',
      'parsing time "Mon, 06 May 2024 07:08:09 abc" as "Mon, 02 Jan 2006 15:04:05 MST": cannot parse "abc" as "MST"',
    ],
    [
      'Mon, 02 Jan 2006 15:04:05 MST',
      'Mon, 06 May 2024 07:08:09 UTCX',
      'parsing time "Mon, 06 May 2024 07:08:09 UTCX": extra text: "X"',
    ],
    [
      'Mon, 02 Jan 2006 15:04:05 MST',
      'xxx, 06 May 2024 07:08:09 UTC',
      'parsing time "xxx, 06 May 2024 07:08:09 UTC" as "Mon, 02 Jan 2006 15:04:05 MST": cannot parse "xxx, 06 May 2024 07:08:09 UTC" as "Mon"',
    ],
    [
      'Monday, 02-Jan-06 15:04:05 MST',
      'Wed, 06-May-24 07:08:09 UTC',
      'parsing time "Wed, 06-May-24 07:08:09 UTC" as "Monday, 02-Jan-06 15:04:05 MST": cannot parse "Wed, 06-May-24 07:08:09 UTC" as "Monday"',
    ],
    ['3:04PM', '13:00PM', 'parsing time "13:00PM": hour out of range'],
    ['3:04PM', '3:04XM', 'parsing time "3:04XM" as "3:04PM": cannot parse "XM" as "PM"'],
    ['3:04PM', '3:04P', 'parsing time "3:04P" as "3:04PM": cannot parse "P" as "PM"'],
    ['3pm', '11PM', 'parsing time "11PM" as "3pm": cannot parse "PM" as "pm"'],
    ['03', '1', 'parsing time "1" as "03": cannot parse "1" as "03"'],
    ['4', '60', 'parsing time "60": minute out of range'],
    ['04', '5', 'parsing time "5" as "04": cannot parse "5" as "04"'],
    ['5.000', '7.25', 'parsing time "7.25" as "5.000": cannot parse ".25" as ".000"'],
    ['5.00', '7.2x', 'parsing time "7.2x" as "5.00": cannot parse ".2x" as ".00"'],
    ['5.00', '7:25', 'parsing time "7:25" as "5.00": cannot parse ":25" as ".00"'],
    ['5.000000000000', '1.1234567890123', 'parsing time "1.1234567890123": extra text: "3"'],
    ['5.00', '7.-5', 'parsing time "7.-5": fractional second out of range'],
    ['2006 002', '2023 366', 'parsing time "2023 366": day-of-year out of range'],
    ['2006 002', '2023 000', 'parsing time "2023 000": day-of-year out of range'],
    ['2006 002', '2024 59', 'parsing time "2024 59" as "2006 002": cannot parse "59" as "002"'],
    ['2006-01 002', '2024-02 061', 'parsing time "2024-02 061": day-of-year does not match month'],
    ['January', 'Feb', 'parsing time "Feb" as "January": cannot parse "Feb" as "January"'],
    ['Jan', 'xyz', 'parsing time "xyz" as "Jan": cannot parse "xyz" as "Jan"'],
    ['Monday', 'sun', 'parsing time "sun" as "Monday": cannot parse "sun" as "Monday"'],
    ['Jan 2 2006', 'Feb 30 2024', 'parsing time "Feb 30 2024": day out of range'],
    ['Jan 2 2006', 'Apr 31 2024', 'parsing time "Apr 31 2024": day out of range'],
    ['_2', '  7', 'parsing time "  7" as "_2": cannot parse "  7" as "_2"'],
    [
      '-07:00:00',
      '+1:00:00',
      'parsing time "+1:00:00" as "-07:00:00": cannot parse "+1:00:00" as "-07:00:00"',
    ],
    ['-07', '+5', 'parsing time "+5" as "-07": cannot parse "+5" as "-07"'],
    [
      '2006 é',
      '2024 è',
      'parsing time "2024 \\xc3\\xa8" as "2006 \\xc3\\xa9": cannot parse "\\xa8" as " \\xc3\\xa9"',
    ],
    ['2006 "', '2024 \\', 'parsing time "2024 \\\\" as "2006 \\"": cannot parse "\\\\" as " \\""'],
    ['x2006', 'y2024', 'parsing time "y2024" as "x2006": cannot parse "y2024" as "x"'],
    ['  2006', '2024', 'parsing time "2024" as "  2006": cannot parse "2024" as "  "'],
    ['2006x', '2024', 'parsing time "2024" as "2006x": cannot parse "" as "x"'],
    ['-070000', '*259999', 'parsing time "*259999": time zone offset second out of range'],
    ['-0700', ' 46+0', 'parsing time " 46+0": time zone offset hour out of range'],
    ['-0700', 'x4655', 'parsing time "x4655": time zone offset hour out of range'],
    ['-0700', '+0x99', 'parsing time "+0x99" as "-0700": cannot parse "+0x99" as "-0700"'],
  ])('is refused by %j: %j', (layout, text, problem) => {
    expect(() => parseTime(layout, text)).toThrow(new Error(problem));
  });
});

describe('any time', () => {
  const seconds = fc.bigInt({ min: -62_167_219_200n + 86_400n, max: 253_402_300_799n - 86_400n });
  const nanoseconds = fc.integer({ min: 0, max: 999_999_999 });
  const minutes = fc.integer({ min: -24 * 60 + 1, max: 24 * 60 - 1 });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(seconds, nanoseconds, minutes, (second, nanosecond, minute) => {
        const time = new GoTime(second, nanosecond, fixedZone('', minute * 60));
        const read = parseTime(RFC3339_NANO, formatTime(time, RFC3339_NANO));
        expect([read.compare(time), read.offset]).toEqual([0, time.offset]);
      }),
    );
  });

  it('is read in time that goes by its length', () => {
    expect(() => parseTime('2006', `2024${' '.repeat(200_000)}`)).toThrow('extra text');
    expect(() => parseTime(' '.repeat(200_000), ' '.repeat(200_000) + 'x')).toThrow('extra text');
    expect(parseTime('5', `1.${'1'.repeat(200_000)}`).nanoseconds).toBe(111_111_111);
  });
});

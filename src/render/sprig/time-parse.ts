// Reads times by Go's layouts: `time.ParseInLocation`, in UTC.
import { fromByteText, toByteText } from './byte-text.ts';
import { daysBeforeMonth, daysInMonth, isLeapYear } from './calendar.ts';
import { dateIn, type GoTime } from './go-time.ts';
import { quoteTimeBytes } from './time-error.ts';
import { readElement, OutOfRange, skipText, type TimeFields } from './time-fields.ts';
import { isFraction, layoutChunks } from './time-layout.ts';
import { fixedZone, UTC } from './time-zone.ts';

/**
 * `time.ParseInLocation(layout, value, time.Local)`, where the local zone is UTC.
 * @throws Error with Go's text
 */
export function parseTime(layout: string, value: string): GoTime {
  const input = { layout: toByteText(layout), value: toByteText(value) };
  const fields = readFields(input);
  const isAfternoon = fields.half === 'PM' && fields.hour < 12;
  const hour = isAfternoon ? fields.hour + 12 : fields.half === 'AM' && fields.hour === 12 ? 0 : fields.hour;
  return inItsZone({ ...fields, ...dayOf(fields, input.value), hour });
}

interface Input {
  readonly layout: string;
  readonly value: string;
}

function readFields(input: Input): TimeFields {
  const fields: TimeFields = { year: 0, hour: 0, minute: 0, second: 0, nanoseconds: 0 };
  const chunks = layoutChunks(input.layout);
  let rest = input.value;
  for (const [index, { prefix, element }] of chunks.entries()) {
    const skipped = skipText(rest, prefix);
    if (!skipped.isFound) throw cannotParse(input, prefix, skipped.rest);
    rest = skipped.rest;
    if (element === '') break;
    const followedByFraction = isFraction(chunks[index + 1]?.element ?? '');
    try {
      rest = readElement({ element, text: rest, fields, followedByFraction });
    } catch (error) {
      if (error instanceof OutOfRange) throw rangeError(input.value, `${error.message} out of range`);
      throw cannotParse(input, element, rest);
    }
  }
  if (rest !== '') throw rangeError(input.value, `extra text: ${quoteTimeBytes(rest)}`);
  return fields;
}

function cannotParse({ layout, value }: Input, element: string, rest: string): Error {
  return new Error(
    `parsing time ${quoteTimeBytes(value)} as ${quoteTimeBytes(layout)}: ` +
      `cannot parse ${quoteTimeBytes(rest)} as ${quoteTimeBytes(element)}`,
  );
}

const rangeError = (value: string, problem: string): Error =>
  new Error(`parsing time ${quoteTimeBytes(value)}: ${problem}`);

/** Month and day, which a day of the year may tell, and must not contradict. */
function dayOf(fields: TimeFields, value: string): { month: number; day: number } {
  const { year, yearDay } = fields;
  const told = yearDay === undefined ? undefined : dateOfYearDay(yearDay, year);
  if (yearDay !== undefined && !told) throw rangeError(value, 'day-of-year out of range');
  const month = told?.month ?? fields.month ?? 1;
  if (fields.month !== undefined && fields.month !== month) {
    throw rangeError(value, 'day-of-year does not match month');
  }
  const day = told?.day ?? fields.day ?? 1;
  if (fields.day !== undefined && fields.day !== day)
    throw rangeError(value, 'day-of-year does not match day');
  if (day < 1 || day > daysInMonth(month, year)) throw rangeError(value, 'day out of range');
  return { month, day };
}

const LEAP_DAY = 31 + 29;

function dateOfYearDay(yearDay: number, year: number): { month: number; day: number } | undefined {
  if (isLeapYear(year) && yearDay === LEAP_DAY) return { month: 2, day: 29 };
  const day = isLeapYear(year) && yearDay > LEAP_DAY ? yearDay - 1 : yearDay;
  if (day < 1 || day > 365) return undefined;
  const month = Array.from({ length: 12 }, (_, index) => index + 1).findLast(
    (first) => daysBeforeMonth(first) < day,
  );
  return month === undefined ? undefined : { month, day: day - daysBeforeMonth(month) };
}

function inItsZone(fields: TimeFields & { month: number; day: number }): GoTime {
  const { isUtc, zoneOffset, zoneName = '', nanoseconds } = fields;
  const inUtc = dateIn(fields, nanoseconds, UTC);
  if (isUtc) return inUtc;
  const name = fromByteText(zoneName);
  // An offset of -1 second stands for none, as in Go.
  if (zoneOffset !== undefined && zoneOffset !== -1) {
    const isLocal = zoneOffset === 0 && name === '';
    return isLocal ? inUtc : dateIn(fields, nanoseconds, fixedZone(name, zoneOffset));
  }
  // A name tells no offset, but for GMT+3: the instant is as if in UTC, the zone is made up.
  return name === ''
    ? inUtc
    : inUtc.in(fixedZone(name, 3600 * Number(/^GMT([+-]\d+)/.exec(name)?.[1] ?? '0')));
}

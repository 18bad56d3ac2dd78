// Days and the dates they are: the Gregorian calendar as Go has it, back and forth without end.

const DAYS_PER_400_YEARS = 146_097;
const DAYS_PER_CENTURY = 36_524;
const DAYS_PER_4_YEARS = 1461;

/** From 1 March of the year 0 to 1 January 1970. Years that begin in March have their leap day at their end. */
const MARCH_0_TO_UNIX = 719_468;

const SECONDS_PER_DAY = 86_400n;

/**
 * From the first instant that Go counts years from (1 March -292277022400) to 1970: seconds are taken from there, modulo
 * 2^64, so that the years wrap where Go's do.
 */
const ABSOLUTE_TO_UNIX = (292_277_022_400n / 400n) * 146_097n * SECONDS_PER_DAY + 719_468n * SECONDS_PER_DAY;

/** A date and time of day, in some zone. */
export interface CivilTime {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
  /** 1 to 366 */
  readonly yearDay: number;
  /** 0 is Sunday */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const DAYS_IN_MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const daysInMonth = (month: number, year: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTHS[month - 1] ?? 0);

/** Days before the first of a month, in a year without a leap day. */
export const daysBeforeMonth = (month: number): number =>
  DAYS_IN_MONTHS.slice(0, month - 1).reduce((sum, days) => sum + days, 0);

/** @param seconds since 1970, of the clock on the wall */
export function civilTime(seconds: bigint): CivilTime {
  const absolute = BigInt.asUintN(64, seconds + ABSOLUTE_TO_UNIX);
  const days = Number((absolute - ABSOLUTE_TO_UNIX - positiveModulo(absolute)) / SECONDS_PER_DAY);
  const secondOfDay = Number(positiveModulo(absolute));
  const date = civilDate(days);
  return {
    ...date,
    yearDay: days - daysSinceUnix(date.year, 1, 1) + 1,
    weekday: (((days + 4) % 7) + 7) % 7,
    hour: Math.floor(secondOfDay / 3600),
    minute: Math.floor(secondOfDay / 60) % 60,
    second: secondOfDay % 60,
  };
}

/** Second of the day: the absolute beginning is a midnight. */
const positiveModulo = (absolute: bigint): bigint => absolute % SECONDS_PER_DAY;

function civilDate(daysSince1970: number): { year: number; month: number; day: number } {
  const days = daysSince1970 + MARCH_0_TO_UNIX;
  const cycle = Math.floor(days / DAYS_PER_400_YEARS);
  const dayOfCycle = days - cycle * DAYS_PER_400_YEARS;
  const leapDays =
    -Math.floor(dayOfCycle / (DAYS_PER_4_YEARS - 1)) +
    Math.floor(dayOfCycle / DAYS_PER_CENTURY) -
    Math.floor(dayOfCycle / (DAYS_PER_400_YEARS - 1));
  const yearOfCycle = Math.floor((dayOfCycle + leapDays) / 365);
  const dayOfYear = dayOfCycle - daysBeforeMarchYear(yearOfCycle);
  // From March on, months come in fives of 153 days.
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** Days in the years, from March on, before this one. */
const daysBeforeMarchYear = (year: number): number =>
  365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);

/** Days from 1970 to a date; months and days beyond their range run over into the next, as in `time.Date`. */
export function daysSinceUnix(year: number, month: number, day: number): number {
  const months = year * 12 + (month - 1) - 2;
  const marchYear = Math.floor(months / 12);
  const marchMonth = months - marchYear * 12;
  return (
    daysBeforeMarchYear(marchYear) + Math.floor((153 * marchMonth + 2) / 5) + (day - 1) - MARCH_0_TO_UNIX
  );
}

// Days as values, `2026-11-20`: compared as text, counted by the calendar. No clock, no time zones.
import type { Day } from './upstream.ts';

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A day that the calendar has; undefined for anything else, 2026-02-30 included. */
export function parseDay(text: string): Day | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month) ? text : undefined;
}

/** The same day some months later; where that month is too short, its last day: 31 January and one month is 28 February. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = partsOf(day);
  const count = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(count / 12), (count % 12) + 1];
  return format(newYear, newMonth, Math.min(date, lengthOf(newYear, newMonth)));
}

/** Some days later. */
export function addDays(day: Day, days: number): Day {
  const [year, month, date] = partsOf(day);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

const lengthOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

function partsOf(day: Day): [year: number, month: number, date: number] {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number);
  return [year, month, date];
}

const format = (year: number, month: number, date: number): Day =>
  [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-');

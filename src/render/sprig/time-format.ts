// Writes times by Go's layouts: `Time.Format`.
import type { CivilTime } from './calendar.ts';
import type { GoTime } from './go-time.ts';
import { isFraction, layoutChunks, MONTHS, shortName, WEEKDAYS } from './time-layout.ts';
import type { ZoneMoment } from './time-zone.ts';

/** The layout of `Time.String`. */
export const STRING_LAYOUT = '2006-01-02 15:04:05.999999999 -0700 MST';

/** The layout of JSON and of `MarshalText`. */
export const RFC3339_NANO = '2006-01-02T15:04:05.999999999Z07:00';

/** A number in decimal, padded with zeros after its sign. */
const padded = (value: number, width: number): string =>
  `${value < 0 ? '-' : ''}${String(Math.abs(value)).padStart(width, '0')}`;

const monthName = ({ month }: CivilTime): string => MONTHS[month - 1] ?? '';
const weekdayName = ({ weekday }: CivilTime): string => WEEKDAYS[weekday] ?? '';
/** Noon is 12PM, midnight 12AM. */
const hour12 = ({ hour }: CivilTime): number => hour % 12 || 12;

const WRITERS: Readonly<Record<string, (time: CivilTime) => string>> = {
  '2006': ({ year }) => padded(year, 4),
  '06': ({ year }) => padded(Math.abs(year) % 100, 2),
  January: monthName,
  Jan: (time) => shortName(monthName(time)),
  '1': ({ month }) => String(month),
  '01': ({ month }) => padded(month, 2),
  Monday: weekdayName,
  Mon: (time) => shortName(weekdayName(time)),
  '2': ({ day }) => String(day),
  _2: ({ day }) => String(day).padStart(2),
  '02': ({ day }) => padded(day, 2),
  __2: ({ yearDay }) => String(yearDay).padStart(3),
  '002': ({ yearDay }) => padded(yearDay, 3),
  '15': ({ hour }) => padded(hour, 2),
  '3': (time) => String(hour12(time)),
  '03': (time) => padded(hour12(time), 2),
  '4': ({ minute }) => String(minute),
  '04': ({ minute }) => padded(minute, 2),
  '5': ({ second }) => String(second),
  '05': ({ second }) => padded(second, 2),
  PM: ({ hour }) => (hour >= 12 ? 'PM' : 'AM'),
  pm: ({ hour }) => (hour >= 12 ? 'pm' : 'am'),
};

/**
 * `Time.Format`.
 * @throws Error where the layout asks for an abbreviation (`MST`) that is not known
 */
export function formatTime(time: GoTime, layout: string): string {
  const civil = time.civil;
  const moment = time.zone.at(time.seconds);
  return layoutChunks(layout)
    .map(({ prefix, element }) => prefix + writeElement(element, civil, moment, time.nanoseconds))
    .join('');
}

function writeElement(element: string, civil: CivilTime, moment: ZoneMoment, nanoseconds: number): string {
  if (element === '') return '';
  if (element === 'MST') return moment.abbreviation() || writeOffset('-0700', moment.offset);
  if (isFraction(element)) return writeFraction(element, nanoseconds);
  return WRITERS[element]?.(civil) ?? writeOffset(element, moment.offset);
}

/** `.000` keeps its zeros, `.999` drops those at the end, and itself where there are only zeros. */
function writeFraction(element: string, nanoseconds: number): string {
  const digits = padded(nanoseconds, 9).slice(0, element.length - 1);
  if (element[1] === '0') return `${element[0]}${digits}`;
  const trimmed = digits.replace(/0+$/, '');
  return trimmed && `${element[0]}${trimmed}`;
}

/** `-07:00`, `Z0700` and so on; `Z` in them is for UTC. */
function writeOffset(element: string, offset: number): string {
  if (element.startsWith('Z') && offset === 0) return 'Z';
  const minutes = Math.trunc(offset / 60);
  const seconds = minutes < 0 ? -offset : offset;
  const parts = [Math.abs(Math.trunc(minutes / 60)), Math.abs(minutes % 60), seconds % 60];
  const count = (element.replaceAll(':', '').length - 1) / 2;
  const separator = element.includes(':') ? ':' : '';
  const written = parts.slice(0, count).map((part) => padded(part, 2));
  return `${minutes < 0 ? '-' : '+'}${written.join(separator)}`;
}

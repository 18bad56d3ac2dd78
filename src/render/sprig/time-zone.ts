// Time zones: UTC, those of a fixed offset, and those of the time zone database by way of Intl.
import { findZone, type Abbreviations } from './zone-names.ts';

/** What a zone says about an instant. */
export interface ZoneMoment {
  /** Seconds east of UTC. */
  readonly offset: number;
  /** `CET`, `+03`; '' in a zone that has no name. @throws Error where it is not known */
  abbreviation(): string;
}

/** A `time.Location`. */
export interface Zone {
  readonly name: string;
  /** @param seconds since 1970 @throws Error for a zone of the database before then */
  at(seconds: bigint): ZoneMoment;
}

/** A zone that is always at the same offset: `time.FixedZone`. */
export function fixedZone(name: string, offset: number): Zone {
  const moment = { offset, abbreviation: () => name };
  return { name, at: () => moment };
}

/** UTC, which is also the local zone: that of the containers that helm and the operator run in. */
export const UTC: Zone = fixedZone('UTC', 0);

/** From here on, the rules of a zone repeat with the calendar. */
const LAST_INSTANT = 16_725_225_600n;
const SECONDS_PER_400_YEARS = 146_097n * 86_400n;
const YEAR_2000 = 946_684_800n;

/**
 * `time.LoadLocation`.
 * @returns undefined where there is no such zone; `UTC` for '', and for `Local`
 */
export function loadZone(name: string): Zone | undefined {
  if (name === '' || name === 'UTC' || name === 'Local') return UTC;
  const known = LOADED.get(name);
  if (known) return known;
  const abbreviations = findZone(name);
  if (!abbreviations) return undefined;
  const zone = databaseZone(name, abbreviations);
  LOADED.set(name, zone);
  return zone;
}

/** Zones that have been asked for: making their clocks takes a while. There are about 600 of them. */
const LOADED = new Map<string, Zone>();

function databaseZone(name: string, abbreviations: Abbreviations): Zone {
  const clock = wallClock(name);
  return {
    name,
    at: (seconds) => {
      // Of what was before 1970, the databases of Go and of JavaScript tell different stories.
      if (seconds < 0n) throw new Error(`csctl does not know the time of ${name} before 1970`);
      const offset = offsetAt(clock, seconds);
      return { offset, abbreviation: () => abbreviationOf(name, abbreviations, offset, seconds) };
    },
  };
}

function abbreviationOf(zone: string, known: Abbreviations, offset: number, seconds: bigint): string {
  const abbreviation = known.has(offset) ? known.get(offset) : numericAbbreviation(offset);
  if (abbreviation === undefined || seconds < YEAR_2000) {
    throw new Error(`csctl does not know what ${zone} was abbreviated to at that time`);
  }
  return abbreviation;
}

function numericAbbreviation(offset: number): string {
  const minutes = Math.abs(offset) / 60;
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  const rest = minutes % 60 === 0 ? '' : String(minutes % 60).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${hours}${rest}`;
}

function wallClock(timeZone: string): Intl.DateTimeFormat {
  const numeric = 'numeric' as const;
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
}

function offsetAt(clock: Intl.DateTimeFormat, seconds: bigint): number {
  const instant = Number(withinRules(seconds));
  const parts = new Map(clock.formatToParts(instant * 1000).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall / 1000 - instant;
}

/** An instant with the same offset, at which Intl knows the zone. */
function withinRules(seconds: bigint): bigint {
  if (seconds <= LAST_INSTANT) return seconds;
  return seconds - ((seconds - LAST_INSTANT) / SECONDS_PER_400_YEARS + 1n) * SECONDS_PER_400_YEARS;
}

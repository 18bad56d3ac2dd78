// Reads the elements of a layout from a text: a year, a month's name, an offset from UTC.
import { isFraction, MONTHS, shortName, WEEKDAYS } from './time-layout.ts';

/** What has been read so far. */
export interface TimeFields {
  year: number;
  month?: number;
  day?: number;
  yearDay?: number;
  hour: number;
  minute: number;
  second: number;
  nanoseconds: number;
  half?: 'AM' | 'PM';
  isUtc?: boolean;
  /** Seconds east of UTC. */
  zoneOffset?: number;
  zoneName?: string;
}

/** What an element finds before it. */
export interface ElementInput {
  readonly element: string;
  readonly text: string;
  readonly fields: TimeFields;
  /** Whether the next element reads a fraction of a second. */
  readonly followedByFraction: boolean;
}

/** A field is there, and has a value that it cannot have; the message names it. */
export class OutOfRange extends Error {}

/** The text is not what the element reads. */
class Unreadable extends Error {}

/**
 * Reads one element.
 * @returns the text after it
 * @throws OutOfRange where the value is beyond what the field can have; another Error where it cannot be read
 */
export function readElement(input: ElementInput): string {
  if (isFraction(input.element)) return readFraction(input);
  const read = READERS[input.element] ?? readOffset;
  return read(input);
}

/** Skips the text of a layout, in which spaces stand for any number of spaces. */
export function skipText(text: string, prefix: string): { readonly isFound: boolean; readonly rest: string } {
  let at = 0;
  for (let index = 0; index < prefix.length; index++) {
    if (prefix[index] === ' ') {
      if (at < text.length && text[at] !== ' ') return { isFound: false, rest: text.slice(at) };
      while (prefix[index + 1] === ' ') index++;
      while (text[at] === ' ') at++;
    } else if (text[at] === prefix[index]) at++;
    else return { isFound: false, rest: text.slice(at) };
  }
  return { isFound: true, rest: text.slice(at) };
}

type Reader = (input: ElementInput) => string;

/** Puts what is matched at the beginning of the text where it belongs. */
function matching(pattern: RegExp, store: (fields: TimeFields, match: string) => void): Reader {
  return ({ text, fields }) => {
    const match = pattern.exec(text)?.[0];
    if (match === undefined) throw new Unreadable();
    store(fields, match);
    return text.slice(match.length);
  };
}

const ONE_OR_TWO = /^\d\d?/;
const TWO = /^\d\d/;

type NumberField = 'month' | 'hour' | 'minute' | 'second' | 'day' | 'yearDay';

function number(field: NumberField, pattern: RegExp, least = 0, most = Infinity): Reader {
  return matching(pattern, (fields, match) => {
    const value = Number(match);
    if (value < least || value > most) throw new OutOfRange(field);
    fields[field] = value;
  });
}

function name(names: readonly string[], store: (fields: TimeFields, index: number) => void): Reader {
  return ({ text, fields }) => {
    const lower = text.toLowerCase();
    const index = names.findIndex((candidate) => lower.startsWith(candidate.toLowerCase()));
    if (index < 0) throw new Unreadable();
    store(fields, index);
    return text.slice(names[index]?.length);
  };
}

const storeMonth = (fields: TimeFields, index: number): void => {
  fields.month = index + 1;
};
/** The day of the week is only checked to be one. */
const ignore = (): void => undefined;

const READERS: Readonly<Record<string, Reader>> = {
  '2006': matching(/^\d.{3}/s, (fields, match) => {
    fields.year = wholeNumber(match);
  }),
  '06': matching(/^.{2}/s, (fields, match) => {
    const year = wholeNumber(match);
    fields.year = year >= 69 ? year + 1900 : year + 2000;
  }),
  January: name(MONTHS, storeMonth),
  Jan: name(MONTHS.map(shortName), storeMonth),
  '1': number('month', ONE_OR_TWO, 1, 12),
  '01': number('month', TWO, 1, 12),
  Monday: name(WEEKDAYS, ignore),
  Mon: name(WEEKDAYS.map(shortName), ignore),
  '2': number('day', ONE_OR_TWO),
  _2: number('day', /^ ?\d\d?/),
  '02': number('day', TWO),
  __2: number('yearDay', /^ {0,2}\d{1,3}/),
  '002': number('yearDay', /^\d{3}/),
  '15': number('hour', ONE_OR_TWO, 0, 23),
  '3': number('hour', ONE_OR_TWO, 0, 12),
  '03': number('hour', TWO, 0, 12),
  '4': number('minute', ONE_OR_TWO, 0, 59),
  '04': number('minute', TWO, 0, 59),
  '5': second(ONE_OR_TWO),
  '05': second(TWO),
  PM: matching(/^[AP]M/, (fields, match) => {
    fields.half = match as 'AM' | 'PM';
  }),
  pm: matching(/^[ap]m/, (fields, match) => {
    fields.half = match.toUpperCase() as 'AM' | 'PM';
  }),
  MST: readZoneName,
};

/** Of a sign and digits, either of which may be missing: then it is 0, as in Go. */
function wholeNumber(text: string): number {
  const [, sign, digits] = /^([+-]?)(\d*)$/.exec(text) ?? [];
  if (digits === undefined) throw new Unreadable();
  return sign === '-' ? -Number(digits) : Number(digits);
}

/** A second may have a fraction even where the layout has none. */
function second(pattern: RegExp): Reader {
  const read = number('second', pattern, 0, 59);
  return (input) => {
    const rest = read(input);
    const fraction = input.followedByFraction ? undefined : /^[.,]\d+/.exec(rest)?.[0];
    if (fraction === undefined) return rest;
    input.fields.nanoseconds = nanosecondsOf(fraction);
    return rest.slice(fraction.length);
  };
}

/** Zeros in the layout ask for that many characters, nines take as many digits as there are, and none at all. */
function readFraction({ element, text, fields }: ElementInput): string {
  const fraction = element[1] === '0' ? text.slice(0, element.length) : (/^[.,]\d+/.exec(text)?.[0] ?? '');
  if (fraction === '' && element[1] === '9') return text;
  if (fraction.length < element.length && element[1] === '0') throw new Unreadable();
  fields.nanoseconds = nanosecondsOf(fraction);
  return text.slice(fraction.length);
}

/** What is behind the ninth digit is dropped, whatever it is. A sign counts as a digit, as in Go. */
function nanosecondsOf(fraction: string): number {
  if (!/^[.,]/.test(fraction)) throw new Unreadable();
  const digits = fraction.slice(1, 10);
  const value = wholeNumber(digits);
  if (value < 0) throw new OutOfRange('fractional second');
  return value * 10 ** (9 - digits.length);
}

const OFFSET_LIMITS = [
  { most: 24, name: 'time zone offset hour' },
  { most: 60, name: 'time zone offset minute' },
  { most: 60, name: 'time zone offset second' },
];

/** Sign, hours, minutes and seconds, by how the element writes them; an element with a Z takes a Z for UTC. */
function readOffset({ element, text, fields }: ElementInput): string {
  if (element.startsWith('Z') && text.startsWith('Z')) {
    fields.isUtc = true;
    return text.slice(1);
  }
  const pattern = element.replace(/^[-Z]/, '(.)').replaceAll(/\d\d/g, '(..)');
  const [match, sign, ...parts] = new RegExp(`^${pattern}`, 's').exec(text) ?? [];
  if (match === undefined) throw new Unreadable();
  const isNumber = parts.map((part) => TWO.test(part));
  const numbers = parts.map((part, index) =>
    isNumber.slice(0, index + 1).every(Boolean) ? Number(part) : 0,
  );
  // Go looks at all that it could read, and tells the last that is out of range, before what it could not read.
  const beyond = OFFSET_LIMITS.findLast(({ most }, index) => (numbers[index] ?? 0) > most);
  if (beyond) throw new OutOfRange(beyond.name);
  if (!isNumber.every(Boolean) || (sign !== '+' && sign !== '-')) throw new Unreadable();
  const [hours = 0, minutes = 0, seconds = 0] = numbers;
  const size = (hours * 60 + minutes) * 60 + seconds;
  fields.zoneOffset = sign === '-' ? -size : size;
  return text.slice(match.length);
}

/** An offset of up to 23 hours, as some zones have it for a name. */
const SIGNED_OFFSET = '[+-]0*(?:1?\\d|2[0-3])(?!\\d)';

/**
 * A name of three capitals, of four or five that end in T, or one of the few others that there are.
 * Six capitals and more are no name.
 */
const ZONE_NAME = new RegExp(
  `^(?:ChST|MeST|GMT(?:${SIGNED_OFFSET})?|${SIGNED_OFFSET}|(?:[A-Z]{4}T|[A-Z]{3}T|WITA|[A-Z]{3})(?![A-Z]))`,
);

function readZoneName({ text, fields }: ElementInput): string {
  if (text.startsWith('UTC')) {
    fields.isUtc = true;
    return text.slice(3);
  }
  const match = ZONE_NAME.exec(text)?.[0];
  if (match === undefined) throw new Unreadable();
  fields.zoneName = match;
  return text.slice(match.length);
}

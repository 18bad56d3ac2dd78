// Layouts of Go's package time: the reference time `Mon Jan 2 15:04:05 MST 2006`, in which each element names a part.

/**
 * The elements. Longer ones come first; `Jan` and `Mon` are none in a longer word, and `_2006` is an underscore before a
 * year. A fraction of a second is a point or comma and zeros or nines, with no digit after them.
 */
const ELEMENT = new RegExp(
  [
    'January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST',
    '0[1-6]|002|15|1|2006|2|_2(?!006)|__2|3|4|5|PM|pm',
    '[-Z]070000|[-Z]07:00:00|[-Z]0700|[-Z]07:00|[-Z]07',
    '[.,](?:0+|9+)(?![0-9])',
  ].join('|'),
  'g',
);

/** A piece of a layout: text, and the element that follows it; '' after the last. */
export interface LayoutChunk {
  readonly prefix: string;
  readonly element: string;
}

/** Takes a layout apart. */
export function layoutChunks(layout: string): LayoutChunk[] {
  const chunks: LayoutChunk[] = [];
  let end = 0;
  for (const match of layout.matchAll(ELEMENT)) {
    chunks.push({ prefix: layout.slice(end, match.index), element: match[0] });
    end = match.index + match[0].length;
  }
  chunks.push({ prefix: layout.slice(end), element: '' });
  return chunks;
}

export const isFraction = (element: string): boolean => /^[.,]/.test(element);

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** `Jan`, `Mon`. */
export const shortName = (name: string): string => name.slice(0, 3);

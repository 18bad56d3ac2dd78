// Sprig's functions that fit texts into a width in bytes: abbreviations and line breaks, as goutils v1.1.1 makes them.
import { byteLength } from '../gotemplate/text.ts';
import type { Call, FunctionMap } from '../gotemplate/value.ts';
import { fromByteText, sliceBytes, toByteText } from './byte-text.ts';
import { byName, weighed } from './weighed.ts';

/** `abbrev`, `abbrevboth`, `wrap` and `wrapWith`, which slim-sprig has not. */
export function widthFunctions(): FunctionMap {
  return byName([
    weighed<[bigint, string]>('abbrev', ['int', 'string'], ([width, text]) =>
      width < 4n ? text : abbreviate(text, 0, Number(width)),
    ),
    weighed<[bigint, bigint, string]>('abbrevboth', ['int', 'int', 'string'], ([left, right, text]) =>
      right < 4n || (left > 0n && right < 7n) ? text : abbreviate(text, Number(left), Number(right)),
    ),
    weighed<[bigint, string]>('wrap', ['int', 'string'], ([width, text], call) =>
      wrap(text, { width: Number(width), lineBreak: '\n', breaksWords: false }, call),
    ),
    weighed<[bigint, string, string]>(
      'wrapWith',
      ['int', 'string', 'string'],
      ([width, separator, text], call) =>
        wrap(text, { width: Number(width), lineBreak: separator || '\n', breaksWords: true }, call),
    ),
  ]);
}

const MARK = '...';

/** A text cut to a width, with dots at the end, and at the start for what lies in front of `offset`. */
function abbreviate(text: string, offset: number, width: number): string {
  const size = byteLength(text);
  if (size <= width) return text;
  const room = width - MARK.length;
  const start = Math.min(offset, size - room);
  if (start <= 4) return sliceBytes(text, 0, room) + MARK;
  if (start + room >= size) return MARK + sliceBytes(text, size - room);
  return MARK + abbreviate(sliceBytes(text, start), 0, room);
}

interface Wrapping {
  readonly width: number;
  readonly lineBreak: string;
  /** Whether words longer than a line are broken; else they stick out. */
  readonly breaksWords: boolean;
}

/** Breaks lines at spaces, in bytes; spaces at the start of a line go. */
function wrap(text: string, { width, lineBreak, breaksWords }: Wrapping, call: Call): string {
  const bytes = toByteText(text);
  const room = Math.max(width, 1);
  const lines: string[] = [];
  let start = 0;
  while (bytes.length - start > room) {
    if (bytes[start] === ' ') {
      start++;
      continue;
    }
    const [end, next] = endOfLine(bytes, start, start + room, breaksWords);
    lines.push(bytes.slice(start, end));
    if (end === bytes.length) return joinLines(lines, lineBreak, call);
    start = next;
  }
  lines.push(bytes.slice(start));
  return joinLines(lines, lineBreak, call);
}

/** Where a line ends that may go up to `limit`, and where the next one starts. */
function endOfLine(
  bytes: string,
  start: number,
  limit: number,
  breaksWords: boolean,
): [end: number, next: number] {
  const space = bytes.slice(start, limit + 1).lastIndexOf(' ');
  if (space >= 0) return [start + space, start + space + 1];
  if (breaksWords) return [limit, limit];
  const behind = bytes.indexOf(' ', limit);
  return behind < 0 ? [bytes.length, bytes.length] : [behind, behind + 1];
}

function joinLines(lines: readonly string[], lineBreak: string, call: Call): string {
  call.charge(lines.length * lineBreak.length);
  return fromByteText(lines.join(toByteText(lineBreak)));
}

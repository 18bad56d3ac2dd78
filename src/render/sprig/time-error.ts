// How Go's package time words its errors.
import { toByteText } from './byte-text.ts';

const printable = (byte: string): string => (byte === '"' || byte === '\\' ? `\\${byte}` : byte);

/** Quotes bytes as package time does: like strconv.Quote, but every byte that is no ASCII, or below a space, as `\xNN`. */
export function quoteTimeBytes(bytes: string): string {
  const escaped = [...bytes].map((byte) =>
    byte < ' ' || byte >= '\x80' ? `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}` : printable(byte),
  );
  return `"${escaped.join('')}"`;
}

/** The same for a text. */
export const quoteTimeText = (text: string): string => quoteTimeBytes(toByteText(text));

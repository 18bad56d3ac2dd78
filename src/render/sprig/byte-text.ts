// Texts as one unit a byte, for all that Go does to the bytes of a string and not to its characters.
import { byteLength, fromBytes, toBytes } from '../gotemplate/text.ts';

/** Bytes of a string in Go that are no UTF-8 are lone surrogates here. */
const RAW_BYTE = /[\uDC80-\uDCFF]/u;
/** Finds the same and halves of characters, but is much faster over long texts. */
const MAYBE_RAW_BYTE = /[\uDC80-\uDCFF]/;

/** Whether the text has bytes that are no UTF-8. */
export const hasRawBytes = (text: string): boolean => MAYBE_RAW_BYTE.test(text) && RAW_BYTE.test(text);

/** The bytes of a text, each as the unit U+0000 to U+00FF. */
export const toByteText = (text: string): string => Buffer.from(toBytes(text)).toString('latin1');

/** The text that has these bytes: what `toByteText` undoes. */
export const fromByteText = (text: string): string => fromBytes(Buffer.from(text, 'latin1'));

/** `text[start:end]`, with positions in bytes as in Go. */
export function sliceBytes(text: string, start: number, end?: number): string {
  if (byteLength(text) === text.length) return text.slice(start, end);
  return fromBytes(toBytes(text).subarray(start, end));
}

/**
 * Works on texts as they are, or on their bytes where one of them is no valid UTF-8: searching valid UTF-8 by
 * characters or by bytes finds the same, but a lone byte can be found inside a character.
 */
export function overBytes<Texts extends readonly string[]>(
  texts: Texts,
  work: (...texts: Texts) => readonly string[],
): readonly string[] {
  if (!texts.some(hasRawBytes)) return work(...texts);
  return work(...(texts.map(toByteText) as unknown as Texts)).map(fromByteText);
}

/** Answers a question about texts, about their bytes where one of them is no valid UTF-8. */
export function askBytes(a: string, b: string, ask: (a: string, b: string) => boolean): boolean {
  return hasRawBytes(a) || hasRawBytes(b) ? ask(toByteText(a), toByteText(b)) : ask(a, b);
}

/** What sorts otherwise in UTF-16 than in UTF-8: surrogates, and all characters behind them. */
const SORTS_OTHERWISE = /[\uD800-\uFFFF]/;

/** The texts in the order of their bytes, which is how Go compares strings. */
export function sortByBytes(texts: readonly string[]): string[] {
  if (!texts.some((text) => SORTS_OTHERWISE.test(text))) return [...texts].sort();
  return texts.map(toByteText).sort().map(fromByteText);
}

// JSON texts as plain data: read by JavaScript's own parser wherever that makes the same of them as Go's.
import { toData } from './data.ts';
import { decodeJson, MAX_DEPTH } from './json-decode.ts';

/** Halves of characters, written out or escaped; Go has U+FFFD for them where they stand alone. */
const MAYBE_SURROGATE = /[\ud800-\udfff]|\\u[dD][89a-fA-F]/;
/** In a number too large for a float64 there are three digits of an exponent, or as many others as make up for it. */
const MAYBE_TOO_LARGE = /[eE]\+?\d{3}|\d{200}/;

/**
 * The data of a JSON text: what `toData` makes of `decodeJson`. Its objects may have a prototype, so that
 * keys which stand in a text are to be asked for with `Object.hasOwn`.
 *
 * @throws EncodingError with Go's text
 */
export function decodeJsonData(text: string): unknown {
  if (isReadAlike(text)) {
    try {
      return JSON.parse(text);
    } catch {
      // The syntax is the same, but not the words about what is wrong with it.
    }
  }
  return toData(decodeJson(text));
}

/** Both have one grammar, and the last of members with the same key wins; they differ in what follows. */
const isReadAlike = (text: string): boolean =>
  !MAYBE_SURROGATE.test(text) && !MAYBE_TOO_LARGE.test(text) && !isMaybeTooDeep(text);

/** What is never opened so often cannot be open so often at a time. */
const isMaybeTooDeep = (text: string): boolean => text.split('{').length + text.split('[').length > MAX_DEPTH;

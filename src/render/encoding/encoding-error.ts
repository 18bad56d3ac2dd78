// What Go refuses to encode or decode: Helm and Sprig swallow such errors, and no others.
import { LimitError } from '../gotemplate/limits.ts';

/** A value that has no JSON, YAML or TOML, or a text that is none; the message is Go's. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
}

/** Values that are nested deeper are made by loops, or hold themselves. */
const MAX_NESTING = 1000;

/** @throws LimitError for a depth beyond what values may have */
export function checkNesting(depth: number): void {
  if (depth > MAX_NESTING) throw new LimitError(`values are nested more than ${MAX_NESTING} deep`);
}

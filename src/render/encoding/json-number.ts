// Floats as encoding/json writes them.
import { EncodingError } from './encoding-error.ts';
import { formatShortest } from './shortest-float.ts';

/**
 * A float in JSON: no exponent from 1e-6 up to 1e21, and as few digits as tell it from its neighbours of so many bits.
 *
 * @throws EncodingError for NaN and infinities
 */
export function jsonFloat(value: number, bits: 32 | 64): string {
  if (!Number.isFinite(value)) {
    throw new EncodingError(`json: unsupported value: ${formatShortest(value, bits)}`);
  }
  if (Object.is(value, -0)) return '-0';
  // JavaScript changes to exponents where encoding/json does, and writes them alike.
  return bits === 64 ? String(value) : String(Number(formatShortest(value, 32)));
}

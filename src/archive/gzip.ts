// Gzip: packed by a pure JavaScript deflate, so that a digest is the same on every Node and CPU.
import { gunzipSync } from 'node:zlib';
import { gzip as deflate } from 'pako';

/** A tenth larger than at level 6, in half the time; both matter little, but a run is short. */
const LEVEL = 3;

/** Compresses with a fixed header: no name, no time. */
export const gzip = (bytes: Uint8Array): Uint8Array => deflate(bytes, { level: LEVEL });

/** Helm's limit for an unpacked chart, in bytes; used as the limit for everything we unpack. */
const UNPACKED_LIMIT = 100 * 1024 * 1024;

/** What deflate can make of a byte at the most. */
const MAX_RATIO = 1032;
const MIN_SIZE = 4096;
/** zlib's own. */
const MIN_CHUNK = 64;

/**
 * The unpacked size that the last four bytes tell, as far as it can be true. Of room for all at once nothing has to be put
 * together; where it is not true, more room is made.
 */
function claimedSize(bytes: Uint8Array): number {
  const { buffer, byteOffset, length } = bytes;
  const claimed = length < 4 ? 0 : new DataView(buffer, byteOffset, length).getUint32(length - 4, true);
  return Math.max(MIN_SIZE, Math.min(claimed, length * MAX_RATIO));
}

/** Decompresses at most `limit` bytes. @throws Error when it is not gzip, damaged or larger */
export function gunzip(bytes: Uint8Array, limit: number = UNPACKED_LIMIT): Uint8Array {
  try {
    return gunzipSync(bytes, {
      maxOutputLength: limit,
      chunkSize: Math.max(MIN_CHUNK, Math.min(claimedSize(bytes), limit) + 1),
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new Error(`it unpacks to more than ${limit / 1024 / 1024} MiB`, { cause: error });
    }
    throw new Error('it is not a gzip file, or damaged', { cause: error });
  }
}

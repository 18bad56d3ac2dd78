// The time that the entries of an archive carry.
import { gunzip } from './gzip.ts';

/** Offset and length of the field `mtime` in a tar header (POSIX ustar). */
const [START, LENGTH] = [136, 12];

/**
 * The time of the first entry of a gzipped tar archive, in seconds since 1970; csctl gives all entries the same.
 * 0 where it is written in another form than octal digits. @throws Error when it is not gzip
 */
export function archiveTime(archive: Uint8Array): number {
  const field = Buffer.from(gunzip(archive)).toString('latin1', START, START + LENGTH);
  const digits = /^ *([0-7]+)[\0 ]*$/.exec(field)?.[1];
  return digits === undefined ? 0 : Number.parseInt(digits, 8);
}

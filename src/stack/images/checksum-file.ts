// Checksum files beside images: `HEX  NAME`, `SHA256 (NAME) = HEX`, or a digest alone.
import type { Digest } from '../fingerprint.ts';

const HEX = '[0-9a-fA-F]{64}';
/** GNU: two blanks, or a blank and `*` for binary; some write one blank. */
const GNU = new RegExp(`^\\\\?(?:sha256:)?(${HEX})\\s+\\*?(\\S.*)$`);
/** BSD, and `openssl dgst`, which writes `SHA2-256(name)= HEX`. */
const BSD = new RegExp(`^SHA(?:2-)?256 ?\\((.+)\\) ?= (${HEX})$`, 'i');
const BARE = new RegExp(`^(?:sha256:)?(${HEX})$`);

/** A line: a digest, and whose it is; undefined where it does not say. */
interface Line {
  readonly digest: Digest;
  readonly name: string | undefined;
}

/**
 * The SHA-256 of a file by its checksum file.
 * @param name of the image file, without folders
 * @param own whether the checksum file is that of this image alone: then its only digest counts, whatever name it has
 * (images are renamed after they were built)
 * @returns undefined when the file names none, or several different ones
 */
export function findChecksum(text: string, name: string, own: boolean): Digest | undefined {
  const lines = text.split(/\r?\n/).flatMap((line) => parseLine(line.trim()) ?? []);
  const named = lines.filter((line) => line.name !== undefined && baseName(line.name) === name);
  const candidates = named.length > 0 ? named : own ? lines : lines.filter((line) => line.name === undefined);
  const digests = new Set(candidates.map(({ digest }) => digest));
  return digests.size === 1 ? [...digests][0] : undefined;
}

function parseLine(line: string): Line | undefined {
  const gnu = GNU.exec(line);
  if (gnu) return { digest: digest(gnu[1]), name: gnu[2] };
  const bsd = BSD.exec(line);
  if (bsd) return { digest: digest(bsd[2]), name: bsd[1] };
  const bare = BARE.exec(line);
  return bare ? { digest: digest(bare[1]), name: undefined } : undefined;
}

const digest = (hex = ''): Digest => `sha256:${hex.toLowerCase()}`;

/** The last step of a path or an address. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

// Tar archives from bytes to bytes: the same entries give the same archive on every machine (POSIX ustar and pax).
import { Pax } from 'tar/pax';
import { BLOCK, decodeHeader, encodeHeader, fitsHeader, isEnd } from './tar-header.ts';

/** An entry to pack; a folder when there are no bytes. Paths have no trailing slash. */
export interface TarEntry {
  readonly path: string;
  readonly bytes?: Uint8Array;
}

/**
 * Packs entries in the given order, owned by nobody, with mode 0644 or 0755. Names that a header cannot hold get
 * a pax header before it.
 * @param mtime seconds since 1970, the same for every entry
 */
export function packTar(entries: readonly TarEntry[], mtime: number): Uint8Array {
  const date = new Date(mtime * 1000);
  const parts = entries.flatMap(({ path, bytes }) => {
    const name = bytes ? path : `${path}/`;
    const size = bytes?.length ?? 0;
    const header = encodeHeader({ path: name, folder: bytes === undefined, size, mtime });
    const extended = fitsHeader(name) ? [] : [new Pax({ path: name, mtime: date }).encode()];
    const padding = Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
    return [...extended, header, ...(bytes ? [bytes, padding] : [])];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/** An entry as found in an archive. */
export interface ReadTarEntry {
  readonly path: string;
  /** tar's name for the type: `File`, `Directory`, `SymbolicLink`, `Link` ... */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** What an archive holds. */
export interface TarContent {
  readonly entries: readonly ReadTarEntry[];
  /** Whether there is a PAX global header (as `git archive` writes), which the operator refuses. */
  readonly globalHeader: boolean;
}

/**
 * Unpacks an uncompressed archive, as Go's reader does.
 * @throws Error when it is damaged or truncated
 */
export function unpackTar(archive: Uint8Array): TarContent {
  if (archive.length % BLOCK !== 0 || archive.length === 0) throw new Error('the archive is truncated');
  const blocks = Buffer.from(archive.buffer, archive.byteOffset, archive.length);
  const entries: ReadTarEntry[] = [];
  let globalHeader = false;
  let extended: { path?: string | undefined; size?: number | undefined } = {};
  for (let offset = 0; offset < blocks.length;) {
    if (isEnd(blocks, offset)) break;
    const header = decodeHeader(blocks, offset);
    offset += BLOCK;
    const isMeta = META_TYPES.has(header.type);
    const size = isMeta ? header.size : (extended.size ?? header.size);
    const bytes = blocks.subarray(offset, offset + size);
    if (bytes.length < size) throw new Error('the archive is truncated');
    offset += Math.ceil(size / BLOCK) * BLOCK;
    if (header.type === 'ExtendedHeader') extended = { ...extended, ...Pax.parse(bytes.toString('utf8')) };
    else if (header.type === 'NextFileHasLongPath') extended = { ...extended, path: textOf(bytes) };
    else if (header.type === 'GlobalExtendedHeader') globalHeader = true;
    else if (!isMeta) {
      const path = extended.path ?? header.path;
      const type = header.type === 'OldFile' ? (path.endsWith('/') ? 'Directory' : 'File') : header.type;
      entries.push({ path: path.replace(/^(?:\.\/)+/, ''), type, bytes });
      extended = {};
    }
  }
  return { entries, globalHeader };
}

/** Entries that say something about the next one. */
const META_TYPES = new Set([
  'ExtendedHeader',
  'GlobalExtendedHeader',
  'NextFileHasLongPath',
  'NextFileHasLongLinkpath',
]);

/** GNU's long names end with a NUL. */
const textOf = (bytes: Buffer): string => bytes.toString('utf8').replace(/\0[\s\S]*$/, '');

// Tar archives from bytes to bytes: the same entries give the same archive on every machine.
import { Header, type HeaderData } from 'tar/header';
import { Pax } from 'tar/pax';

/** An entry to pack; a folder when there are no bytes. Paths have no trailing slash. */
export interface TarEntry {
  readonly path: string;
  readonly bytes?: Uint8Array;
}

const BLOCK = 512;

function encodeHeader(entry: TarEntry, mtime: Date): Uint8Array[] {
  const folder = entry.bytes === undefined;
  const fields = {
    path: folder ? `${entry.path}/` : entry.path,
    type: folder ? ('Directory' as const) : ('File' as const),
    mode: folder ? 0o755 : 0o644,
    size: entry.bytes?.length ?? 0,
    uid: 0,
    gid: 0,
    uname: '',
    gname: '',
    mtime,
  };
  const block = Buffer.alloc(BLOCK);
  const needsPax = new Header(fields).encode(block);
  return needsPax ? [new Pax({ path: fields.path, mtime }).encode(), block] : [block];
}

/**
 * Packs entries in the given order, owned by nobody, with mode 0644 or 0755.
 * @param mtime seconds since 1970, the same for every entry
 */
export function packTar(entries: readonly TarEntry[], mtime: number): Uint8Array {
  const date = new Date(mtime * 1000);
  const parts = entries.flatMap((entry) => {
    const size = entry.bytes?.length ?? 0;
    const padding = Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
    return [...encodeHeader(entry, date), ...(entry.bytes ? [entry.bytes, padding] : [])];
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

const FILE_TYPES = new Set(['File', 'OldFile', 'ContiguousFile']);
const LONG_PATH_TYPES = new Set(['NextFileHasLongPath', 'OldGnuLongPath']);

/**
 * Unpacks an uncompressed archive, as Go's reader does. Headers are decoded by tar; its parser is made for
 * streams, which an archive in memory is not.
 * @throws Error when it is damaged or truncated
 */
export function unpackTar(archive: Uint8Array): TarContent {
  if (archive.length % BLOCK !== 0 || archive.length === 0) throw new Error('the archive is truncated');
  const blocks = Buffer.from(archive.buffer, archive.byteOffset, archive.length);
  const entries: ReadTarEntry[] = [];
  let extended: HeaderData | undefined;
  let global: Pax | undefined;
  for (let offset = 0; offset < blocks.length;) {
    const header = new Header(blocks, offset, extended, global);
    offset += BLOCK;
    if (header.nullBlock) {
      if (offset < blocks.length && !new Header(blocks, offset).nullBlock)
        throw new Error('the archive goes on after its end');
      break;
    }
    if (!header.cksumValid) throw new Error('the archive is damaged: a header has a wrong checksum');
    const bytes = blocks.subarray(offset, offset + (header.size ?? 0));
    if (bytes.length < (header.size ?? 0)) throw new Error('the archive is truncated');
    offset += Math.ceil(bytes.length / BLOCK) * BLOCK;
    if (header.type === 'ExtendedHeader') extended = Pax.parse(bytes.toString('utf8'), extended);
    else if (header.type === 'GlobalExtendedHeader') global = Pax.parse(bytes.toString('utf8'), global, true);
    else if (LONG_PATH_TYPES.has(header.type)) extended = { ...extended, path: textOf(bytes) };
    else if (header.type !== 'NextFileHasLongLinkpath') {
      // An extended path is whole; the header would put its own prefix before it.
      entries.push(entryOf(extended?.path ?? header.path, header.type, bytes));
      extended = undefined;
    }
  }
  return { entries, globalHeader: global !== undefined };
}

/** GNU's long names end with a NUL. */
const textOf = (bytes: Buffer): string => bytes.toString('utf8').replace(/\0[\s\S]*$/, '');

function entryOf(path = '', type: string, bytes: Uint8Array): ReadTarEntry {
  return { path: path.replace(/^(?:\.\/)+/, ''), type: FILE_TYPES.has(type) ? 'File' : type, bytes };
}

// Tar archives from bytes to bytes: the same entries give the same archive on every machine.
import { Header } from 'tar/header';
import { Parser } from 'tar/parse';
import { Pax } from 'tar/pax';
import type { ReadEntry } from 'tar/read-entry';

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

/** Unpacks an uncompressed archive. @throws Error when it is damaged or truncated */
export function unpackTar(archive: Uint8Array): TarContent {
  if (archive.length % BLOCK !== 0 || archive.length === 0) throw new Error('the archive is truncated');
  // An archive without entries, which the parser does not recognise as one.
  if (archive.every((byte) => byte === 0)) return { entries: [], globalHeader: false };
  const entries: ReadTarEntry[] = [];
  let globalHeader = false;
  let failure: Error | undefined;
  const parser = new Parser({ strict: true });
  parser.on('error', (error: Error) => (failure ??= error));
  const read = (entry: ReadEntry) => {
    const chunks: Buffer[] = [];
    if (entry.globalExtended) globalHeader = true;
    entry.on('data', (chunk: Buffer) => chunks.push(chunk));
    entry.on('end', () => {
      const type = FILE_TYPES.has(entry.type) ? 'File' : entry.type;
      entries.push({ path: entry.path.replace(/^(?:\.\/)+/, ''), type, bytes: Buffer.concat(chunks) });
    });
  };
  parser.on('entry', read);
  parser.on('ignoredEntry', (entry: { path: string; type: string; resume: () => void }) => {
    entries.push({ path: entry.path, type: entry.type, bytes: Buffer.alloc(0) });
    entry.resume();
  });
  parser.end(Buffer.from(archive));
  if (failure) throw failure;
  return { entries, globalHeader };
}

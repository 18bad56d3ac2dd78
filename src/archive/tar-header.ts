// The 512 bytes before each entry of a tar archive (POSIX ustar; GNU's numbers and names when reading).

export const BLOCK = 512;

/** Offset and length of each field, in bytes. */
const FIELDS = {
  path: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  magic: [257, 6],
  version: [263, 2],
  prefix: [345, 155],
} as const satisfies Record<string, readonly [number, number]>;

type Field = keyof typeof FIELDS;

/** What our headers say; the rest is the same in all of them. */
export interface HeaderFields {
  /** With a trailing slash for a folder. */
  readonly path: string;
  readonly folder: boolean;
  /** Bytes. */
  readonly size: number;
  /** Seconds since 1970. */
  readonly mtime: number;
}

/** The part of a path that goes into the prefix field: as much as is needed, cut at a slash; undefined when it cannot be. */
function prefixOf(path: string): string | undefined {
  if (path.length <= FIELDS.path[1]) return '';
  const slash = path.slice(0, FIELDS.prefix[1] + 1).lastIndexOf('/', path.length - 2);
  return slash > 0 && path.length - slash - 1 <= FIELDS.path[1] ? path.slice(0, slash) : undefined;
}

/** Whether a header can hold the path; otherwise a pax header has to. */
export const fitsHeader = (path: string): boolean =>
  /^[\x20-\x7e]*$/.test(path) && prefixOf(path) !== undefined;

/** Encodes a header; a path that does not fit is cut, since a pax header before it says the whole. */
export function encodeHeader({ path, folder, size, mtime }: HeaderFields): Buffer {
  const block = Buffer.alloc(BLOCK);
  const put = (field: Field, text: string) => block.write(text, FIELDS[field][0], FIELDS[field][1], 'utf8');
  const putNumber = (field: Field, value: number) =>
    put(field, value.toString(8).padStart(FIELDS[field][1] - 1, '0'));
  const prefix = prefixOf(path) ?? '';
  put('path', prefix === '' ? path : path.slice(prefix.length + 1));
  put('prefix', prefix);
  putNumber('mode', folder ? 0o755 : 0o644);
  putNumber('uid', 0);
  putNumber('gid', 0);
  putNumber('size', size);
  putNumber('mtime', mtime);
  put('type', folder ? '5' : '0');
  put('magic', 'ustar');
  put('version', '00');
  put('checksum', `${checksumOf(block, 0).toString(8).padStart(6, '0')}\0 `);
  return block;
}

/** The header that is being summed up, by its bytes and by its words. */
const SUMMED = new Uint8Array(BLOCK);
const WORDS = new Uint32Array(SUMMED.buffer);
/** Every other byte of a word: two sums are made in one number, neither of which can be more than 16 bits. */
const LANES = 0x00ff00ff;

/** The sum of a header's bytes, those of the checksum itself taken as blanks. */
function checksumOf(blocks: Buffer, at: number): number {
  const [start, length] = FIELDS.checksum;
  SUMMED.set(blocks.subarray(at, at + BLOCK));
  SUMMED.fill(0x20, start, start + length);
  const sums = WORDS.reduce((sum, word) => sum + (word & LANES) + ((word >>> 8) & LANES), 0);
  return (sums & 0xffff) + (sums >>> 16);
}

/** tar's names for the types of entries; `File` for all sorts of regular files. */
const TYPES: Readonly<Record<string, string>> = {
  '0': 'File',
  // Before POSIX; a name that ends with a slash is a folder's.
  '\0': 'OldFile',
  '7': 'File',
  '1': 'Link',
  '2': 'SymbolicLink',
  '3': 'CharacterDevice',
  '4': 'BlockDevice',
  '5': 'Directory',
  '6': 'FIFO',
  x: 'ExtendedHeader',
  X: 'ExtendedHeader',
  g: 'GlobalExtendedHeader',
  L: 'NextFileHasLongPath',
  N: 'NextFileHasLongPath',
  K: 'NextFileHasLongLinkpath',
};

/** A header as found. */
export interface TarHeader {
  readonly path: string;
  readonly type: string;
  readonly size: number;
}

/** Whether the archive ends at this block. @throws Error when something follows */
export function isEnd(blocks: Buffer, at: number): boolean {
  const isNull = (offset: number) =>
    blocks[offset] === 0 && blocks.subarray(offset, offset + BLOCK).every((byte) => byte === 0);
  if (!isNull(at)) return false;
  if (at + BLOCK < blocks.length && !isNull(at + BLOCK)) throw new Error('the archive goes on after its end');
  return true;
}

/** Decodes the header at an offset. @throws Error when it is damaged */
export function decodeHeader(blocks: Buffer, at: number): TarHeader {
  const text = (field: Field) => {
    const [start, length] = FIELDS[field];
    const padded = blocks.toString('utf8', at + start, at + start + length);
    const end = padded.indexOf('\0');
    return end < 0 ? padded : padded.slice(0, end);
  };
  if (numberAt(blocks, at, 'checksum') !== checksumOf(blocks, at)) {
    throw new Error('the archive is damaged: a header has a wrong checksum');
  }
  const [name, prefix] = [text('path'), text('magic') === 'ustar' ? text('prefix') : ''];
  const [typeAt] = FIELDS.type;
  const letter = String.fromCharCode(blocks[at + typeAt] ?? 0);
  return {
    path: prefix === '' ? name : `${prefix}/${name}`,
    type: TYPES[letter] ?? `entry of type ${JSON.stringify(letter)}`,
    size: numberAt(blocks, at, 'size'),
  };
}

/** Octal digits, or GNU's big-endian binary where the first bit is set. */
function numberAt(blocks: Buffer, at: number, field: 'size' | 'checksum'): number {
  const [start, length] = FIELDS[field];
  const bytes = blocks.subarray(at + start, at + start + length);
  if (((bytes[0] ?? 0) & 0x80) !== 0) {
    const value = bytes.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
    if (!Number.isSafeInteger(value)) throw new Error('the archive is damaged: a number is out of range');
    return value;
  }
  const digits = bytes
    .toString('latin1')
    .replace(/[\0 ]+/g, ' ')
    .trim();
  if (!/^[0-7]*$/.test(digits)) throw new Error('the archive is damaged: a number is none');
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

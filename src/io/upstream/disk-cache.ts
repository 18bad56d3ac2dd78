// What was downloaded before: documents by address with what the server said of them, and charts by their digest.
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, open, readdir, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf, type Digest } from '../../stack/fingerprint.ts';
import { makeFolder } from '../make-folder.ts';

/** What a server said by which it knows a document again (RFC 9110 8.8). */
export interface Validators {
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
}

/** A document that was stored. */
export interface CachedDocument extends Validators {
  /** In bytes. */
  readonly size: number;
  /** The content, piece by piece. @throws Error as fs.read, and at the end when it is not what was stored */
  open(): AsyncIterable<Uint8Array>;
}

/** A document on its way into the cache; it can be seen once it is complete. */
export interface Draft {
  add(piece: Uint8Array): Promise<void>;
  /** Makes it the document of its address. */
  keep(validators: Validators): Promise<void>;
  /** Forgets it; after `keep` nothing is left to forget. */
  drop(): Promise<void>;
}

/** How much is read at once, in bytes. */
const PIECE = 256 * 1024;

/**
 * A folder that may vanish at any time. Two runs may use it at once: files appear whole, by rename. Nothing here fails
 * because a disk is full, read-only or not there: then nothing is remembered.
 */
export class DiskCache {
  /** @param folder absolute path; it is made when something is stored; undefined: nothing is remembered */
  constructor(private readonly folder: string | undefined) {}

  /** The document of an address; undefined when there is none, or none that is whole. */
  async find(url: URL): Promise<CachedDocument | undefined> {
    const note = await this.readNote(url);
    const body = note && this.path('documents', bodyName(url, note.digest));
    const found = body === undefined ? undefined : await stat(body).catch(() => undefined);
    if (body === undefined || !note || found?.isFile() !== true || found.size !== note.size) return undefined;
    const { etag, lastModified, size, digest } = note;
    return { etag, lastModified, size, open: () => checkedFile(body, digest) };
  }

  /** Begins to store a document. */
  async begin(url: URL): Promise<Draft> {
    const { folder } = this;
    const handle = folder === undefined ? undefined : await this.openDraft('documents');
    if (folder === undefined || !handle) return NO_DRAFT;
    return new FileDraft(handle, async (digest, size, draft, validators) => {
      const before = await this.readNote(url);
      await rename(draft, join(folder, 'documents', bodyName(url, digest)));
      await this.write('documents', noteName(url), JSON.stringify({ ...validators, digest, size }));
      if (before && before.digest !== digest) await this.remove('documents', bodyName(url, before.digest));
    });
  }

  /** A packed chart by its digest; undefined when there is none, or not with this content any more. */
  async chart(digest: Digest): Promise<Buffer | undefined> {
    const file = this.path('charts', chartName(digest));
    const bytes = file === undefined ? undefined : await readFile(file).catch(() => undefined);
    return bytes && digestOf(bytes) === digest ? bytes : undefined;
  }

  /** Remembers a packed chart. */
  async keepChart(bytes: Uint8Array): Promise<void> {
    await this.write('charts', chartName(digestOf(bytes)), bytes);
  }

  private path(room: string, name: string): string | undefined {
    return this.folder === undefined ? undefined : join(this.folder, room, name);
  }

  private async readNote(url: URL): Promise<Note | undefined> {
    const file = this.path('documents', noteName(url));
    const text = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined);
    return text === undefined ? undefined : parseNote(text);
  }

  private async write(room: string, name: string, content: string | Uint8Array): Promise<void> {
    const target = this.path(room, name);
    const draft = await this.openDraft(room);
    if (!draft || target === undefined) return;
    try {
      await draft.handle.writeFile(content);
      await draft.handle.close();
      await rename(draft.path, target);
    } catch {
      await draft.handle.close().catch(() => undefined);
      await rm(draft.path, { force: true }).catch(() => undefined);
    }
  }

  private async remove(room: string, name: string): Promise<void> {
    const file = this.path(room, name);
    if (file !== undefined) await rm(file, { force: true }).catch(() => undefined);
  }

  /** Only the user may read what is in it: repositories may be private. */
  private async openDraft(room: string): Promise<OpenFile | undefined> {
    const { folder } = this;
    if (folder === undefined) return undefined;
    const path = join(folder, room, `${randomBytes(8).toString('hex')}${DRAFT}`);
    try {
      const isNew = !existsSync(folder);
      makeFolder(join(folder, room));
      if (isNew) await chmod(folder, 0o700);
      else await sweep(join(folder, room));
      return { path, handle: await open(path, 'wx', 0o600) };
    } catch {
      return undefined;
    }
  }
}

interface OpenFile {
  readonly path: string;
  readonly handle: FileHandle;
}

interface Note extends Validators {
  readonly digest: Digest;
  readonly size: number;
}

const DRAFT = '.tmp';
/** A draft that old was left by a run that was killed, in milliseconds. */
const ABANDONED = 24 * 60 * 60 * 1000;
const swept = new Set<string>();

/** Removes what killed runs left, once in a run. */
async function sweep(room: string): Promise<void> {
  if (swept.has(room)) return;
  swept.add(room);
  for (const name of await readdir(room)) {
    if (!name.endsWith(DRAFT)) continue;
    const file = join(room, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > ABANDONED) await rm(file, { force: true });
  }
}

const NO_DRAFT: Draft = {
  add: () => Promise.resolve(),
  keep: () => Promise.resolve(),
  drop: () => Promise.resolve(),
};

/** A document in a file of its own; after the first fault of the disk nothing more is written. */
class FileDraft implements Draft {
  private readonly hash = createHash('sha256');
  private size = 0;
  private file: OpenFile | undefined;

  constructor(
    file: OpenFile,
    private readonly finish: (
      digest: Digest,
      size: number,
      path: string,
      validators: Validators,
    ) => Promise<void>,
  ) {
    this.file = file;
  }

  async add(piece: Uint8Array): Promise<void> {
    if (!this.file) return;
    this.hash.update(piece);
    this.size += piece.length;
    await this.file.handle.writeFile(piece).catch(() => this.drop());
  }

  async keep(validators: Validators): Promise<void> {
    if (!this.file) return;
    const { handle, path } = this.file;
    try {
      await handle.close();
      await this.finish(`sha256:${this.hash.digest('hex')}`, this.size, path, validators);
      this.file = undefined;
    } catch {
      await this.drop();
    }
  }

  async drop(): Promise<void> {
    if (!this.file) return;
    const { handle, path } = this.file;
    this.file = undefined;
    await handle.close().catch(() => undefined);
    await rm(path, { force: true }).catch(() => undefined);
  }
}

async function* checkedFile(path: string, digest: Digest): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: PIECE })) {
    hash.update(piece as Buffer);
    yield piece as Buffer;
  }
  if (`sha256:${hash.digest('hex')}` !== digest) throw new Error(`${path} is damaged`);
}

/** Addresses may hold passwords: a hash of them is the name. */
const keyOf = (url: URL): string => createHash('sha256').update(url.href).digest('hex').slice(0, 32);
const noteName = (url: URL): string => `${keyOf(url)}.json`;
const bodyName = (url: URL, digest: Digest): string => `${keyOf(url)}-${digest.slice(7, 39)}`;
const chartName = (digest: Digest): string => `${digest.slice(7)}.tgz`;

function parseNote(text: string): Note | undefined {
  try {
    const { etag, lastModified, digest, size } = JSON.parse(text) as Record<string, unknown>;
    if (typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/.test(digest) || typeof size !== 'number')
      return undefined;
    const word = (value: unknown) => (typeof value === 'string' ? value : undefined);
    return { etag: word(etag), lastModified: word(lastModified), digest, size };
  } catch {
    return undefined;
  }
}

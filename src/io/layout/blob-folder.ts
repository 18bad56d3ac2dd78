// The blobs of an OCI layout: files named by their digest, written beside their place and renamed.
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, lstatSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest } from '../../stack/fingerprint.ts';

/** How much is read at once, in bytes. */
const PIECE = 256 * 1024;

/** `blobs/sha256` of a layout. */
export class BlobFolder {
  /** @param layout absolute path of the layout */
  constructor(private readonly layout: string) {}

  /** Path relative to the layout; undefined for a digest that is not SHA-256. */
  static pathOf(digest: Digest): string | undefined {
    const hex = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1];
    return hex === undefined ? undefined : join('blobs', 'sha256', hex);
  }

  /** Whether there is a blob of this digest and size; its content is not looked at. */
  has(digest: Digest, size: number): boolean {
    const stat = lstatSync(this.fileOf(digest), { throwIfNoEntry: false });
    return stat?.isFile() === true && stat.size === size;
  }

  /** The content, unchecked. @throws Error as fs.read */
  read(digest: Digest): AsyncIterable<Uint8Array> {
    return createReadStream(this.fileOf(digest), { highWaterMark: PIECE });
  }

  /** Stores a blob, unless it is there whole. Nothing of it can be seen before it is complete. */
  async write(digest: Digest, size: number, content: () => AsyncIterable<Uint8Array>): Promise<void> {
    if (this.has(digest, size) && (await digestOfStream(this.read(digest))) === digest) return;
    const file = this.fileOf(digest);
    const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
    try {
      const handle = await open(draft, 'wx');
      try {
        for await (const piece of content()) await handle.writeFile(piece);
      } finally {
        await handle.close();
      }
      renameSync(draft, file);
    } finally {
      rmSync(draft, { force: true });
    }
  }

  private fileOf(digest: Digest): string {
    const path = BlobFolder.pathOf(digest);
    if (path === undefined) throw new Error(`not a sha256 digest: ${digest}`);
    return join(this.layout, path);
  }
}

async function digestOfStream(content: AsyncIterable<Uint8Array>): Promise<Digest> {
  const hash = createHash('sha256');
  for await (const piece of content) hash.update(piece);
  return `sha256:${hash.digest('hex')}`;
}

// index.json and oci-layout: which tags a layout has (OCI image specification, image-layout.md).
import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REF_NAME_ANNOTATION, type Descriptor } from '../../archive/oci-manifest.ts';
import { makeFolder } from '../make-folder.ts';

const LAYOUT_FILE = 'oci-layout';
const INDEX_FILE = 'index.json';
const LAYOUT_CONTENT = '{"imageLayoutVersion":"1.0.0"}';
const INDEX_MEDIA_TYPE = 'application/vnd.oci.image.index.v1+json';

/** index.json; everything that is not ours is kept as it is. */
export interface Index {
  readonly schemaVersion: 2;
  readonly mediaType?: string;
  readonly manifests: readonly Descriptor[];
}

const EMPTY_INDEX: Index = { schemaVersion: 2, mediaType: INDEX_MEDIA_TYPE, manifests: [] };

/** The index of one layout; replaced whole, so that readers see the old or the new one. */
export class IndexFile {
  /**
   * @param folder absolute path of the layout
   * @param lockFile name of the file beside it that does not count
   * @param damaged makes the error for an index that cannot be used
   */
  constructor(
    private readonly folder: string,
    private readonly lockFile: string,
    private readonly damaged: (why: string) => Error,
  ) {}

  /** An absent or empty folder is an empty remote; anything else that is no layout is damaged. */
  read(): Index {
    if (this.isUnused()) return EMPTY_INDEX;
    const layout = this.readJson(LAYOUT_FILE) as { imageLayoutVersion?: unknown } | null;
    if (layout?.imageLayoutVersion !== '1.0.0')
      throw this.damaged(`${LAYOUT_FILE} does not say version 1.0.0`);
    const index = this.readJson(INDEX_FILE) as Partial<Index> | null;
    if (index?.schemaVersion !== 2 || !Array.isArray(index.manifests))
      throw this.damaged(`${INDEX_FILE} is no OCI index`);
    if (!index.manifests.every(isDescriptor))
      throw this.damaged(`${INDEX_FILE} has an entry without digest and size`);
    return index as Index;
  }

  /** Adds an entry; the caller holds the lock. */
  add(descriptor: Descriptor): void {
    const index = this.read();
    this.replace(INDEX_FILE, JSON.stringify({ ...index, manifests: [...index.manifests, descriptor] }));
  }

  /** The index comes last: a folder without one and without blobs was never used. */
  initialise(): void {
    makeFolder(join(this.folder, 'blobs', 'sha256'));
    this.replace(LAYOUT_FILE, LAYOUT_CONTENT);
    this.replace(INDEX_FILE, JSON.stringify(EMPTY_INDEX));
  }

  /** Nothing was published here yet: no folder, an empty one, or one that a run was killed in while making it. */
  isUnused(): boolean {
    if (this.isAbsent()) return true;
    const names = readdirSync(this.folder).filter(
      (name) => !name.startsWith(this.lockFile) && !name.endsWith('.tmp'),
    );
    if (names.some((name) => name !== LAYOUT_FILE && name !== 'blobs')) return false;
    if (!names.includes('blobs')) return true;
    const entries = readdirSync(join(this.folder, 'blobs'), { recursive: true, withFileTypes: true });
    return entries.every((entry) => entry.isDirectory());
  }

  isAbsent(): boolean {
    return lstatSync(this.folder, { throwIfNoEntry: false }) === undefined;
  }

  private replace(name: string, content: string): void {
    const draft = join(this.folder, `${name}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`);
    try {
      writeFileSync(draft, content);
      renameSync(draft, join(this.folder, name));
    } finally {
      rmSync(draft, { force: true });
    }
  }

  private readJson(name: string): unknown {
    const bytes = this.readIfThere(name);
    if (!bytes) throw this.damaged(`${name} is missing`);
    try {
      return JSON.parse(bytes.toString('utf8')) as unknown;
    } catch (error) {
      throw this.damaged(`${name} is no JSON: ${(error as Error).message}`);
    }
  }

  private readIfThere(name: string): Buffer | undefined {
    try {
      return readFileSync(join(this.folder, name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }
}

/** The tag of an entry; undefined for one without. */
export function tagOf({ annotations }: Descriptor): string | undefined {
  const tag: unknown = annotations?.[REF_NAME_ANNOTATION];
  return typeof tag === 'string' ? tag : undefined;
}

function isDescriptor(value: unknown): value is Descriptor {
  const { digest, size } = (value ?? {}) as Partial<Descriptor>;
  return typeof digest === 'string' && typeof size === 'number';
}

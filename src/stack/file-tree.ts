// A stack, a chart or a release as a value: a sorted map from path to bytes.

const SURROGATE = /[\ud800-\udfff]/;

/** UTF-8 byte order, which is Go's `sort.Strings`; JavaScript's own order differs for astral characters. */
export function compareBytewise(a: string, b: string): number {
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sorts in the order in which Go's `filepath.Walk` visits files: by name within each folder. */
export function sortWalk<T>(items: readonly T[], pathOf: (item: T) => string): T[] {
  // NUL cannot occur in a path and sorts before every other character, as a folder's end must.
  const keyed = items.map((item) => ({ item, key: pathOf(item).replaceAll('/', '\0') }));
  return keyed.sort((a, b) => compareBytewise(a.key, b.key)).map(({ item }) => item);
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file, or undefined when the bytes are not UTF-8 or hold a NUL, that is: are binary. */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Read-only; paths are relative with forward slashes and without a leading `./`; empty folders do not exist. */
export class FileTree implements Iterable<readonly [string, Uint8Array]> {
  static readonly EMPTY = new FileTree(new Map());

  private constructor(private readonly files: ReadonlyMap<string, Uint8Array>) {}

  /** A tree of the given files in bytewise order of their paths; a later entry replaces an earlier one. */
  static of(entries: Iterable<readonly [string, Uint8Array | string]>): FileTree {
    const files = new Map<string, Uint8Array>();
    for (const [path, content] of entries) {
      files.set(path, typeof content === 'string' ? Buffer.from(content) : content);
    }
    return new FileTree(new Map([...files].sort(([a], [b]) => compareBytewise(a, b))));
  }

  get size(): number {
    return this.files.size;
  }

  [Symbol.iterator](): IterableIterator<[string, Uint8Array]> {
    return this.files.entries();
  }

  paths(): string[] {
    return [...this.files.keys()];
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  get(path: string): Uint8Array | undefined {
    return this.files.get(path);
  }

  /** The file's text, or undefined when it is absent or binary. */
  text(path: string): string | undefined {
    const bytes = this.files.get(path);
    return bytes && decodeText(bytes);
  }

  /** The files below `folder`, with paths relative to it. */
  under(folder: string): FileTree {
    const prefix = `${folder}/`;
    const inside = [...this.files].filter(([path]) => path.startsWith(prefix));
    return new FileTree(new Map(inside.map(([path, bytes]) => [path.slice(prefix.length), bytes])));
  }

  /** Whether `folder` holds at least one file. */
  hasFolder(folder: string): boolean {
    const prefix = `${folder}/`;
    return this.paths().some((path) => path.startsWith(prefix));
  }

  /** The names of the folders at the top, sorted. */
  folders(): string[] {
    const names = this.paths().flatMap((path) =>
      path.includes('/') ? [path.slice(0, path.indexOf('/'))] : [],
    );
    return [...new Set(names)];
  }

  filter(keep: (path: string, bytes: Uint8Array) => boolean): FileTree {
    return new FileTree(new Map([...this.files].filter(([path, bytes]) => keep(path, bytes))));
  }

  /** The same paths with other contents. */
  map(change: (bytes: Uint8Array, path: string) => Uint8Array): FileTree {
    return new FileTree(new Map([...this.files].map(([path, bytes]) => [path, change(bytes, path)])));
  }
}

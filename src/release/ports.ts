// The world as the steps need it; each interface has an adapter in io/, and one in memory for tests.
import type { Problem } from '../problem/problem.ts';
import type { Asset } from '../stack/asset.ts';
import type { FileTree } from '../stack/file-tree.ts';

/** A stack folder read into memory, with what was refused while reading (links, odd names). */
export interface StackFiles {
  readonly tree: FileTree;
  /** Places are relative to the folder. */
  readonly problems: readonly Problem[];
}

/** Where stacks come from. */
export interface StackSource {
  /**
   * The stack folders that an argument means: itself, or every stack below it, sorted.
   * @throws CsctlError `stack-missing`
   */
  find(argument: string): Promise<readonly string[]>;
  read(folder: string): Promise<StackFiles>;
}

/** What became of a release on a remote. */
export interface Publication {
  readonly remote: string;
  /** `identical`: the tag was there with the same content. */
  readonly status: 'published' | 'identical';
  /** Digest of what the tag points at. */
  readonly digest: string;
  readonly url: string;
}

/** A place that keeps releases by tag: an OCI layout, a registry, GitHub. */
export interface ReleaseStore {
  /** The remote as the user names it: `layout:FOLDER`. */
  readonly remote: string;
  /**
   * All tags that start with `prefix`, foreign ones included, in no order. An absent remote has none.
   * @throws CsctlError `remote-damaged`, `remote-unreachable`: an error is never "no release yet"
   */
  list(prefix: string): Promise<readonly string[]>;
  /**
   * The files of a release, checked against their digests; only those of the given names when `names` is there.
   * @throws CsctlError `release-not-found`, `remote-damaged`
   */
  read(tag: string, names?: readonly string[]): Promise<readonly Asset[]>;
  /**
   * Stores a release, the tag last. A tag that is there with the same content is `identical`.
   * @throws CsctlError `release-conflict` when it has other content
   */
  publish(
    tag: string,
    assets: readonly Asset[],
    annotations: Readonly<Record<string, string>>,
  ): Promise<Publication>;
}

/** Where release folders are written. */
export interface ReleaseSink {
  /**
   * Refuses a place that holds something csctl did not make, before any work.
   * @throws CsctlError `output-foreign`, `output-unwritable`
   */
  check(tag: string): Promise<void>;
  /** Writes a release folder, all or nothing, and returns its path. @throws CsctlError as `check` */
  write(tag: string, assets: readonly Asset[]): Promise<string>;
}

/** Where finished release folders are read from. */
export interface ReleaseFolders {
  /** Whether there is a folder of this path. */
  exists(path: string): Promise<boolean>;
  /** Its files and the names of folders in it. @throws CsctlError `release-missing` */
  read(path: string): Promise<{
    readonly tag: string;
    readonly assets: readonly Asset[];
    readonly folders: readonly string[];
  }>;
}

/** Told what is going on; never holds results. */
export interface Reporter {
  /** A step of work on `subject` begins. */
  step(subject: string, title: string): void;
  note(message: string): void;
}

/** Everything a step may reach. */
export interface World {
  readonly stacks: StackSource;
  readonly stores: readonly ReleaseStore[];
  readonly sink: ReleaseSink;
  readonly reporter: Reporter;
  /** Rejects with CsctlError `interrupted` once the user wants to stop. */
  readonly signal: { throwIfAborted(): Promise<void> };
}

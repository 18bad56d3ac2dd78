// The world as the steps need it; each interface has an adapter in io/, and one in memory for tests.
import type { Problem } from '../problem/problem.ts';
import type { Asset, AssetStream } from '../stack/asset.ts';
import type { FileTree } from '../stack/file-tree.ts';
import type { LocalCharts, StackEditor, Upstream } from './upstream-ports.ts';

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
  /** Digest of what the tag points at: the manifest, or on GitHub the content (`contentDigest`). */
  readonly digest: string;
  readonly url: string;
  /** There, and true, when it was signed. */
  readonly signed?: boolean;
}

/** Annotations of a release: csctl's `hash` and `kubernetesVersion`, and those of OCI (`org.opencontainers.image.*`). */
export type Annotations = Readonly<Record<string, string>>;

/** A release on a remote; its files are read when they are opened, and checked against size and digest then. */
export interface StoredRelease {
  readonly tag: string;
  /** As in `Publication`. */
  readonly digest: string;
  readonly url: string;
  readonly annotations: Annotations;
  /** `2026-11-20T12:00:00Z`: from the annotation, else from the remote's own record; undefined where neither knows. */
  readonly created: string | undefined;
  readonly assets: readonly AssetStream[];
  /** The OCI manifest as the remote has it, so that a copy can keep its digest; undefined on other remotes. */
  readonly manifest: Uint8Array | undefined;
}

/** A release as a listing shows it: nothing is downloaded to learn what the remote does not say. */
export interface BrowsedRelease extends Omit<StoredRelease, 'digest'> {
  /** undefined where the remote does not know all files: those have the digest '', and are read unchecked. */
  readonly digest: string | undefined;
}

/** A release on its way to a remote. */
export interface OutgoingRelease {
  readonly tag: string;
  readonly assets: readonly AssetStream[];
  readonly annotations: Annotations;
  /** The manifest of the remote it is copied from: stored byte for byte where the remote keeps manifests. */
  readonly manifest?: Uint8Array | undefined;
  /** The remote it is copied from: a registry can take over its own blobs. */
  readonly origin?: string | undefined;
  /** Markdown for people; asked for only where the remote shows it. */
  readonly notes?: (() => Promise<string>) | undefined;
}

/** A place that keeps releases by tag: an OCI layout, a registry, GitHub. */
export interface ReleaseStore {
  /** The remote as the user names it: `layout:FOLDER`, `oci://HOST/REPOSITORY`, `github:OWNER/REPO`. */
  readonly remote: string;
  /**
   * Asks for what a run will need, before any work: that the remote is there, and may be read or written.
   * @throws CsctlError `credentials-missing`, `credentials-refused`, `remote-unreachable`
   */
  check(purpose: 'read' | 'write'): Promise<void>;
  /**
   * All tags that start with `prefix`, foreign ones included, in no order. An absent remote has none.
   * @throws CsctlError `remote-damaged`, `remote-unreachable`: an error is never "no release yet"
   */
  list(prefix: string): Promise<readonly string[]>;
  /**
   * The release of a tag, without its files; undefined when the remote has none of that name.
   * @throws CsctlError `remote-damaged` when there is something that is no release
   */
  find(tag: string): Promise<StoredRelease | undefined>;
  /**
   * All releases whose tag starts with `prefix`, in no order. Tags that no cluster stack release can have are
   * `skipped` without looking into them, and so are tags that hold something else.
   */
  browse(prefix: string): Promise<{
    readonly releases: readonly BrowsedRelease[];
    readonly skipped: readonly string[];
    /** That the remote is a folder nobody has made yet: an empty remote, or a typing error. */
    readonly isAbsent?: boolean;
  }>;
  /**
   * Stores a release, the tag last: nobody sees it before it is whole. A tag that is there with the same content
   * (names and digests of files) is `identical`.
   * @throws CsctlError `release-conflict` when it has other content
   */
  publish(release: OutgoingRelease): Promise<Publication>;
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
  /** As `write`, for files that are read piece by piece: a download. */
  receive(tag: string, assets: readonly AssetStream[]): Promise<string>;
}

/** Where folders of sources are written that are not there yet. */
export interface TreeSink {
  /**
   * Refuses a folder that holds something, before any work, and one in the stack itself: it would be part of the stack.
   * @param stack folder of the stack @throws CsctlError `output-foreign`, `output-unwritable`
   */
  check(folder: string, stack: string): Promise<void>;
  /** Writes a folder, all or nothing. @throws CsctlError as `check` */
  write(folder: string, tree: FileTree): Promise<void>;
}

/** A text file that is to be written. */
export interface NewFile {
  /** Relative to the current folder, or absolute. */
  readonly path: string;
  readonly text: string;
  /** Only its owner may read it. */
  readonly isSecret?: boolean;
}

/** Where files are written that stand among files of the user's: scaffolds and manifests. */
export interface FileSink {
  /**
   * Refuses files that are there with other content, before any work.
   * @param overwrite whether such files may be replaced
   * @returns the paths of files that are there already as they would be written
   * @throws CsctlError `output-foreign`, naming every file in the way; `output-unwritable`
   */
  check(files: readonly NewFile[], overwrite: boolean): Promise<readonly string[]>;
  /** Writes all files or none, with the folders they need; those that are there already stay. @throws as `check` */
  write(files: readonly NewFile[], overwrite: boolean): Promise<void>;
}

/** The files of a template: `template.yaml`, and what it makes below `files/`. Ours, in a folder of the user's, or of a package. */
export interface TemplateSource {
  /** What messages call it: `templates/stack/docker`, or as the user named it. */
  readonly name: string;
  /** Texts by path, with slashes, relative to the folder of template.yaml. */
  readonly files: ReadonlyMap<string, string>;
}

/** Where templates of scaffolds are found. */
export interface TemplateFolders {
  /** The names of our own templates of a sort, sorted: `docker`. @param sort folder below `templates/` */
  names(sort: string): readonly string[];
  /** One of our own. @throws CsctlError `file-unreadable` */
  own(sort: string, name: string): TemplateSource;
  /**
   * A folder, or an npm package that is installed in the current folder or above it; undefined where there is neither.
   * @throws CsctlError `template` for files that are no texts, `file-unreadable`
   */
  find(name: string): Promise<TemplateSource | undefined>;
}

/** Where finished release folders are read from. */
export interface ReleaseFolders {
  /** Whether there is a folder of this path. */
  exists(path: string): Promise<boolean>;
  /** Its files, with the digests they have now, and the names of folders in it. @throws CsctlError `release-missing` */
  read(path: string): Promise<{
    readonly tag: string;
    readonly assets: readonly AssetStream[];
    readonly folders: readonly string[];
    /** When its newest file was written, in seconds since 1970. */
    readonly written: number;
  }>;
}

/** The state of the sources that a release was built from. */
export interface Revision {
  /** The commit, 40 or 64 hex digits. */
  readonly commit: string;
  /** Whether files differ from the commit. */
  readonly dirty: boolean;
  /** When it was committed, in seconds since 1970. */
  readonly committed: number;
  /** Address of the repository, without credentials. */
  readonly repository: string | undefined;
}

/** Where revisions are looked up: git. */
export interface Revisions {
  /**
   * The revision of a folder; undefined where it is in no repository. Never throws.
   * @param isBuilt whether the folder is a release folder, so that its sources lie elsewhere in the repository
   */
  of(folder: string, isBuilt?: boolean): Promise<Revision | undefined>;
}

/** Where the template of release notes comes from: ours, or a file of the user's. */
export interface NotesTemplates {
  /** The template, and the file it is in, for messages. @throws CsctlError `file-unreadable` */
  read(): Promise<{ readonly file: string; readonly text: string }>;
}

/** Where files that flags name are read from. */
export interface TextFiles {
  /** The text of a file. @throws CsctlError `file-unreadable` */
  read(file: string): Promise<string>;
  /** As `read`; undefined where there is no such file. */
  find(file: string): Promise<string | undefined>;
}

/** Signs what was published in a registry. */
export interface Signer {
  /** Whether there is a program that signs, before any work. @throws CsctlError `sign-failed` */
  check(): Promise<void>;
  /** Signs a manifest. @param reference `HOST/REPOSITORY@sha256:...` @throws CsctlError `sign-failed` */
  sign(reference: string): Promise<void>;
}

/** How far a transfer is. */
export interface Transfer {
  /** Bytes of `total` that went through. */
  readonly done: number;
  readonly total: number;
  /** Files of `files` that are complete. */
  readonly file: number;
  readonly files: number;
}

/** Told what is going on; never holds results. */
export interface Reporter {
  /** A step of work on `subject` begins. */
  step(subject: string, title: string): void;
  /** Bytes of `subject` move: `upload docker-scs-1-34-v1`. */
  transfer(subject: string, transfer: Transfer): void;
  note(message: string): void;
}

/** What a provider's plugin works on (docs/operator-contract.md 8.7). */
export interface PluginCall {
  /** `openstack`: the plugin is `csctl-openstack`. */
  readonly provider: string;
  /** `provider.config`, not empty. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The stack folder as the user named it, where it holds what the minor is made of; undefined: `tree` alone does. */
  readonly folder: string | undefined;
  /** The files of the minor. */
  readonly tree: FileTree;
  readonly tag: string;
  /** The files of the release so far, metadata.yaml among them. */
  readonly assets: readonly Asset[];
}

/** Runs the plugins of providers. */
export interface ProviderPlugins {
  /**
   * @returns the files that the plugin adds; none on a dry run, which says so
   * @throws CsctlError `plugin-missing`, `plugin-failed`, `interrupted`
   */
  run(call: PluginCall): Promise<readonly Asset[]>;
}

/** Everything a step may reach. */
export interface World {
  readonly stacks: StackSource;
  readonly editor: StackEditor;
  readonly upstream: Upstream;
  readonly localCharts: LocalCharts;
  readonly stores: readonly ReleaseStore[];
  readonly sink: ReleaseSink;
  readonly plugins: ProviderPlugins;
  readonly trees: TreeSink;
  readonly files: FileSink;
  readonly templates: TemplateFolders;
  readonly revisions: Revisions;
  readonly notes: NotesTemplates;
  readonly texts: TextFiles;
  /** Undefined where nothing is to be signed. */
  readonly signer: Signer | undefined;
  readonly reporter: Reporter;
  /** Rejects with CsctlError `interrupted` once the user wants to stop. */
  readonly signal: { throwIfAborted(): Promise<void> };
}

// What is known after each step; every stage extends the one before, so nothing can be read before it is there.
import type { RenderedStack } from '../render/render-stack.ts';
import type { Problem } from '../problem/problem.ts';
import type { Asset } from '../stack/asset.ts';
import type { Decision } from '../stack/decision.ts';
import type { DirectoryHashes } from '../stack/directory-hash.ts';
import type { Fingerprints } from '../stack/fingerprint.ts';
import type { HashesFile } from '../stack/hashes-file.ts';
import type { ComponentVersions, Metadata } from '../stack/metadata.ts';
import type { KubernetesMinor } from '../stack/kubernetes-version.ts';
import type { Mode } from '../stack/modes.ts';
import type { ReleaseName } from '../stack/release-name.ts';
import type { Stack } from '../stack/stack.ts';
import type { Upgrade } from '../verify/upgrade/verdict.ts';
import type { ReleaseView } from '../verify/view.ts';
import type { Annotations, Publication, ReleaseStore, StoredRelease } from './ports.ts';

/** What the user asked for; the same for all stacks of a run. */
export interface ReleaseRequest {
  readonly mode: Mode;
  /** Kubernetes minors to build (`1.34`); empty means every one there is. */
  readonly minors: readonly string[];
  /** The three versions of custom mode, dot form. */
  readonly versions: ComponentVersions | undefined;
  /** The reason given with `--force`. */
  readonly forced: string | undefined;
  /** Whether chart dependencies are put in or left out; undefined: as they stand in the folder. */
  readonly embed: boolean | undefined;
  readonly allowed: ReadonlySet<string>;
  /** Files with CustomResourceDefinitions that rendered objects are checked against, too. */
  readonly crds?: readonly string[] | undefined;
  /** Time in archives, in seconds since 1970 (SOURCE_DATE_EPOCH). */
  readonly mtime: number;
}

/** One minor of a stack folder and what is to become of it. */
export interface Requested {
  readonly folder: string;
  /** Undefined where the folder does not say which it serves: reading it tells why. */
  readonly minor: KubernetesMinor | undefined;
  /** Folder and, where it serves several, minor: for people. */
  readonly subject: string;
  readonly request: ReleaseRequest;
}

export interface Loaded extends Requested {
  readonly stack: Stack;
  readonly hashes: DirectoryHashes;
  /** What was found so far, with places as the user knows them; `--allow` is heard when they are judged. */
  readonly problems: readonly Problem[];
}

/** A release that is on a remote. */
export interface KnownRelease {
  readonly tag: string;
  readonly name: ReleaseName;
  readonly store: ReleaseStore;
}

/** The release to compare with. */
export interface PreviousRelease extends KnownRelease {
  readonly stored: StoredRelease;
  /** The files that are looked into. */
  readonly assets: readonly Asset[];
  readonly metadata: Metadata;
  readonly hashes: HashesFile | undefined;
}

/** `not-needed`: the mode does not look back. */
export type Previous =
  | { readonly kind: 'found'; readonly release: PreviousRelease }
  | { readonly kind: 'none' }
  | { readonly kind: 'not-needed' };

export interface Recalled extends Loaded {
  readonly previous: Previous;
  /** All releases of the stack on the remotes: every minor and channel. */
  readonly known: readonly KnownRelease[];
  /** Component versions that are taken, dot form. */
  readonly used: Readonly<Record<'clusterAddon' | 'nodeImage', readonly string[]>>;
}

/** The stack's chart dependencies are as the request wants them. */
export type Vendored = Recalled;

export interface Fingerprinted extends Vendored {
  readonly fingerprints: Fingerprints;
}

export interface Decided extends Fingerprinted {
  readonly decision: Decision;
  readonly tag: string;
}

export interface Filled extends Decided {
  readonly rendered: RenderedStack;
  /** The same, as rules and renderings look at it. */
  readonly view: ReleaseView;
}

export interface Rendered extends Filled {
  /** Codes of errors that had to be allowed: an idle `--allow` does not change the release. */
  readonly allowed: readonly string[];
}

export interface Compared extends Rendered {
  /** What the upgrade from the previous release means for clusters; undefined where there is none to compare with. */
  readonly upgrade: Upgrade | undefined;
}

export interface Packaged extends Compared {
  readonly assets: readonly Asset[];
}

/** What is left of a packaged release once its sources are let go: enough to write and publish it. */
export interface Deliverable
  extends Requested, Pick<Packaged, 'hashes' | 'tag' | 'decision' | 'assets' | 'allowed' | 'upgrade'> {
  readonly kubernetes: string;
}

export interface Written extends Deliverable {
  readonly output: string;
}

export interface Published extends Written {
  readonly annotations: Annotations;
  readonly published: readonly Publication[];
}

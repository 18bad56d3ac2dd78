// The world that sources are kept current with: Kubernetes releases, chart repositories, image servers, the clock.
import type { Problem } from '../problem/problem.ts';
import type { FileTree } from '../stack/file-tree.ts';
import type { Digest } from '../stack/fingerprint.ts';
import type { ChartName, ChartVersion, Day, KubernetesSeries } from '../stack/upstream.ts';

/** How much is to be known of Kubernetes releases. */
export interface KubernetesWish {
  /** Whether the days of all patches are wanted, where somebody can be asked: else those of the first and the newest do. */
  readonly patchDays?: boolean;
}

/** Who knows what Kubernetes releases there are. */
export interface KubernetesReleases {
  /** All minors, newest first. @throws CsctlError `upstream-unreachable`, `upstream-damaged` */
  list(wish?: KubernetesWish): Promise<readonly KubernetesSeries[]>;
}

/** Where charts come from: Helm repositories and OCI registries. */
export interface ChartRepository {
  /**
   * The versions of a chart, newest first; empty when the repository has none of that name.
   * @throws CsctlError `upstream-unreachable`, `upstream-damaged`
   */
  versions(chart: ChartName): Promise<readonly ChartVersion[]>;
  /**
   * The packed chart of an exact version.
   * @param expected what it must be; without one, what the repository's index says is what counts
   * @throws CsctlError `chart-not-found`, `chart-digest`, `upstream-unreachable`, `upstream-damaged`
   */
  fetch(chart: ChartName, version: string, expected: Digest | undefined): Promise<Uint8Array>;
}

/** Charts in folders outside of a stack, which `file://` dependencies name. */
export interface LocalCharts {
  /**
   * The files of a folder, read by the rules of stack folders; places of its problems are as the user knows them.
   * @param folder of the stack, as the user knows it @param path from there, or absolute
   * @throws CsctlError `chart-source` for a folder that is not there, or outside the work tree of git that the stack is in
   */
  read(
    folder: string,
    path: string,
  ): Promise<{ readonly tree: FileTree; readonly problems: readonly Problem[] }>;
}

/** What a server says about an image, without its bytes. */
export interface ImageFacts {
  /** In bytes; undefined where the server does not say. */
  readonly size: number | undefined;
  /** `2026-03-20`, when it was last changed. */
  readonly modified: Day | undefined;
}

/** Where node images lie. */
export interface ImageSource {
  /** Undefined when there is none (404, 410). @throws CsctlError `upstream-unreachable` for everything else */
  look(url: string): Promise<ImageFacts | undefined>;
  /**
   * A small text: a checksum file. Undefined when there is none (404, 410).
   * @throws CsctlError `upstream-unreachable`, `upstream-damaged` when it is too large to be one
   */
  text(url: string): Promise<string | undefined>;
  /**
   * Digest of a tag of a container image; undefined when there is no such tag.
   * @param image `docker.io/kindest/node` @throws CsctlError `upstream-unreachable`
   */
  tag(image: string, tag: string): Promise<Digest | undefined>;
}

/** What keeping current asks of the world. */
export interface Upstream {
  readonly kubernetes: KubernetesReleases;
  readonly charts: ChartRepository;
  readonly images: ImageSource;
  /** The day it is. */
  readonly today: () => Day;
}

/** New texts of the files of a stack folder, by path; undefined takes a file out. */
export type FileEdits = ReadonlyMap<string, string | Uint8Array | undefined>;

/** Writes into stack folders. */
export interface StackEditor {
  /**
   * Changes files of a folder in the order of the edits, each by rename, so that no file is ever half written.
   * @param moved the paths that new files had before, whose permissions they keep
   * @throws CsctlError `file-unwritable`
   */
  write(folder: string, edits: FileEdits, moved?: ReadonlyMap<string, string>): Promise<void>;
}

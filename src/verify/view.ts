// What the rules look at: the same view of a stack's sources and of a finished release.
import { decodeText, type FileTree } from '../stack/file-tree.ts';
import type { StackIdentity } from '../stack/release-name.ts';
import type { AddonConvention } from '../stack/stack.ts';

/** A text file and the name it is known by in places. */
export interface NamedText {
  readonly file: string;
  readonly text: string;
  /** False when the bytes are no UTF-8 text: `text` is then only an approximation. */
  readonly readable: boolean;
}

/** A chart folder and the name it is known by in places. */
export interface NamedFolder {
  /** `cluster-class`, `cluster-addon`, or the archive's name in a finished release. */
  readonly origin: string;
  readonly files: FileTree;
}

/**
 * The content of a release, before or after packaging. Absent parts are undefined; what a damaged release
 * does not say (identity, Kubernetes version) too, and the archive-level rules report that.
 */
export interface ReleaseView {
  readonly identity: StackIdentity | undefined;
  /** `vX.Y.Z` */
  readonly kubernetes: string | undefined;
  readonly convention: AddonConvention;
  /** The class chart's folder, Chart.yaml at its top. */
  readonly classChart: NamedFolder | undefined;
  /** Single-stage: the chart's folder. Multi-stage: the stage folders. */
  readonly addons: NamedFolder | undefined;
  /** clusteraddon.yaml */
  readonly addonConfig: NamedText | undefined;
  /** cluster-addon-values.yaml */
  readonly addonValues: NamedText | undefined;
  /**
   * Charts that the sources may lack, as `cluster-addon/cni/charts/cilium`: a release brings them in, or the stack says
   * that operators download them.
   */
  readonly promised?: ReadonlySet<string>;
  /** node-images.yaml */
  readonly nodeImages: NamedText | undefined;
}

/** Bytes as a named text; undefined when there are none. */
export function namedText(file: string, bytes: Uint8Array | undefined): NamedText | undefined {
  if (bytes === undefined) return undefined;
  const text = decodeText(bytes);
  return { file, text: text ?? Buffer.from(bytes).toString('utf8'), readable: text !== undefined };
}

/** A file of a folder as a named text; undefined when it is absent. */
export const textIn = ({ origin, files }: NamedFolder, path: string): NamedText | undefined =>
  namedText(`${origin}/${path}`, files.get(path));

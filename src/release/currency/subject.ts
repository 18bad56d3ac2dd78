// What of a stack can fall behind: its Kubernetes version, its charts and its images, for one minor.
import type { ImageCatalogue } from '../../stack/image-catalogue.ts';
import type { KubernetesMinor, KubernetesVersion } from '../../stack/kubernetes-version.ts';
import type { ChartName } from '../../stack/upstream.ts';

/** A chart that a stack depends on. */
export interface AddonSubject {
  /** As in `addons` of stack.yaml: STAGE, STAGE/DEPENDENCY, DEPENDENCY, or cluster-class/DEPENDENCY. */
  readonly key: string;
  readonly chart: ChartName;
  /** The version that is built. */
  readonly current: string;
  /** The range that updates stay in; undefined: the same major. */
  readonly update: string | undefined;
  /** The chart's minor is that of Kubernetes. */
  readonly follows: boolean;
}

/** One minor of a stack folder, and what it is made of. */
export interface Subject {
  /** As the user knows it. */
  readonly folder: string;
  /**
   * `openstack/scs`: folders of one minor each that belong together serve their minors together. Where it is absent,
   * a folder stands for itself.
   */
  readonly stack?: string | undefined;
  readonly minor: KubernetesMinor;
  /** Undefined: the sources name a minor without a patch. */
  readonly kubernetes: KubernetesVersion | undefined;
  readonly addons: readonly AddonSubject[];
  /** Undefined where the stack lists no node images. */
  readonly catalogue: ImageCatalogue | undefined;
}

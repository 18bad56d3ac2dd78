// Kubernetes releases in memory, for tests and for callers of the library that know them already.
import type { KubernetesReleases, KubernetesWish } from '../../release/upstream-ports.ts';
import { compareKubernetes, compareMinors, sameMinor } from '../../stack/kubernetes-version.ts';
import type { KubernetesPatch, KubernetesSeries } from '../../stack/upstream.ts';

export class MemoryKubernetes implements KubernetesReleases {
  private series: KubernetesSeries[];

  constructor(series: readonly KubernetesSeries[] = []) {
    this.series = [...series];
  }

  /** A patch appears. Of a minor that is not known yet, its first one. */
  release(patch: KubernetesPatch, endOfLife?: string): void {
    const { major, minor } = patch.version;
    const known = this.series.find((one) => sameMinor(one.minor, patch.version));
    const others = this.series.filter((one) => one !== known);
    const patches = [...(known?.patches ?? []), patch];
    patches.sort((a, b) => compareKubernetes(a.version, b.version));
    const fresh = { minor: { major, minor }, released: patch.released, endOfLife };
    this.series = [...others, { ...(known ?? fresh), patches }];
  }

  list(_wish?: KubernetesWish): Promise<readonly KubernetesSeries[]> {
    return Promise.resolve([...this.series].sort((a, b) => compareMinors(b.minor, a.minor)));
  }
}

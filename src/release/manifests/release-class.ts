// What a release says of itself, for manifests that use it: names, versions, and its class as it renders.
import { CsctlError, refuseErrors, type Problem } from '../../problem/problem.ts';
import { locateProblems } from '../../stack/stack.ts';
import type { ReleaseName } from '../../stack/release-name.ts';
import { parseTag } from '../../stack/release-name.ts';
import { readClass, type ClassModel } from '../../verify/class/class-model.ts';
import { renderView } from '../../verify/rendered-view.ts';
import { readRelease } from '../../verify/release-view.ts';
import type { ReleaseView } from '../../verify/view.ts';
import { openRelease, type ReleasePlaces } from '../reading/open-release.ts';
import { readKnown } from '../reading/read-release.ts';

/** A release that manifests are made for. */
export interface ManifestRelease extends ReleaseName {
  /** As the user named it, for messages. */
  readonly source: string;
  readonly tag: string;
  /** The only version that Clusters of the release may have: `v1.34.7` (docs/operator-contract.md 5). */
  readonly kubernetes: string;
  /** Whether the provider operator has images to make (docs/operator-contract.md 7). */
  readonly hasNodeImages: boolean;
  readonly view: ReleaseView;
}

/** Its ClusterClass as the operator renders it. */
export interface RenderedClass {
  /** `docker-scs-1-34-v3`, dot form: what Clusters name. */
  readonly name: string;
  readonly model: ClassModel;
}

/**
 * Finds a release and reads what it says: a folder, else a tag on a remote.
 * @throws CsctlError `release-missing`, `release-not-found`, `release-tag`, `release-metadata`
 */
export async function readManifestRelease(source: string, places: ReleasePlaces): Promise<ManifestRelease> {
  const opened = await openRelease(source, places);
  const name = parseTag(opened.tag);
  if (!name) {
    const message = `"${opened.tag}" is no tag of a cluster stack; expected one as in docker-scs-1-34-v3`;
    throw new CsctlError('release-tag', message, {
      file: opened.name,
      hint: 'the folder of a release is named like its tag',
    });
  }
  const { facts, view } = readRelease(opened.tag, await readKnown(opened.assets));
  const kubernetes = facts.metadata?.kubernetes;
  if (kubernetes === undefined) {
    const hint = `csctl verify ${source} says what is wrong with it`;
    throw new CsctlError('release-metadata', `${source} does not say its Kubernetes version`, { hint });
  }
  return {
    ...name,
    source,
    tag: opened.tag,
    kubernetes,
    hasNodeImages: view.nodeImages !== undefined,
    view,
  };
}

/** Renders the class of a release. @throws CsctlError `chart-render` and the like, `class-missing` */
export function classOf({ view, source }: ManifestRelease): RenderedClass {
  const rendered = renderView(view);
  const faults: readonly Problem[] = rendered.class?.faults ?? [];
  refuseErrors(locateProblems(source, faults), source);
  if (rendered.clusterClass && rendered.className !== undefined)
    return { name: rendered.className, model: readClass(rendered.clusterClass) };
  throw new CsctlError('class-missing', `${source} renders no ClusterClass`, {
    hint: `csctl verify ${source} says what is wrong with it`,
  });
}

// What documents say of one minor of a stack: its versions, addons and images, and the view that its class is rendered from.
import { allowProblems, refuseErrors, type Problem } from '../../problem/problem.ts';
import { ALLOWABLE_CODES } from '../../problem/catalogue.ts';
import { formatKubernetes, formatMinor } from '../../stack/kubernetes-version.ts';
import type { StackIdentity } from '../../stack/release-name.ts';
import { locateProblems } from '../../stack/stack.ts';
import type { ReleaseView } from '../../verify/view.ts';
import { decideByHash } from '../check.ts';
import { Flow } from '../flow.ts';
import { rowOf } from '../imaging/image-rows.ts';
import type { World } from '../ports.ts';
import { readAddons, type Addon } from '../reading/addon-charts.ts';
import { readImages } from '../reading/shipped-images.ts';
import type { Filled, Requested } from '../stages.ts';
import { fill } from '../steps/fill.ts';
import { fingerprint } from '../steps/fingerprint.ts';
import { leaveAside } from '../steps/leave-aside.ts';
import { load } from '../steps/load.ts';
import { vendorAsLocked } from '../steps/vendor.ts';

/** A node image, as `--json` prints it. */
export interface DocumentedImage {
  readonly name: string;
  /** The following are null where the stack does not say. */
  readonly url: string | null;
  /** `24.04` */
  readonly os: string | null;
  /** What is pinned: `sha256:...` */
  readonly digest: string | null;
}

/** One minor of a stack. */
export interface StackFacts {
  /** `docker/scs` */
  readonly stack: string;
  readonly identity: StackIdentity;
  /** `1.34` */
  readonly minor: string;
  /** `v1.34.7` */
  readonly kubernetes: string;
  readonly addons: readonly Addon[];
  readonly images: readonly DocumentedImage[];
  readonly view: ReleaseView;
  /** Problems of the view, as those of the folder. */
  readonly locate: (problems: readonly Problem[]) => Problem[];
  readonly warnings: readonly Problem[];
}

/** A stack as it would be released; nothing is fetched. */
const reading = Flow.start(load).to(leaveAside).to(vendorAsLocked).to(fingerprint).to(decideByHash).to(fill);

/** Reads a minor. What `--allow` could allow is a warning. @throws CsctlError with the problems of the stack */
export async function readFacts(requested: Requested, world: World): Promise<StackFacts> {
  const filled = await reading.run(requested, world);
  const { stack, view, rendered, subject } = filled;
  const { identity, kubernetes } = stack.config;
  const locate = (problems: readonly Problem[]) => locateProblems(stack.label, problems, stack.origins);
  const addons = readAddons(view);
  const images = imagesOf(filled);
  const found = [
    ...filled.problems,
    ...locate([...rendered.problems, ...addons.problems, ...images.problems]),
  ];
  return {
    stack: `${identity.provider}/${identity.name}`,
    identity,
    minor: formatMinor(kubernetes),
    kubernetes: formatKubernetes(kubernetes),
    addons: addons.addons,
    images: images.images,
    view,
    locate,
    warnings: refuseErrors(allowProblems(found, new Set(ALLOWABLE_CODES)), subject),
  };
}

/** That of the catalogue for the very version; without a catalogue what node-images.yaml lists. */
function imagesOf({ stack, view }: Filled): {
  readonly images: readonly DocumentedImage[];
  readonly problems: readonly Problem[];
} {
  const { kubernetes } = stack.config;
  const catalogue = stack.settings.images;
  if (catalogue) {
    const { name, url, os, digest } = rowOf(catalogue, kubernetes, [kubernetes], undefined);
    return { images: [{ name, url, os, digest }], problems: [] };
  }
  const { images, problems } = readImages(view.nodeImages);
  const named = images.flatMap(({ name, url }) =>
    name === null ? [] : [{ name, url, os: null, digest: null }],
  );
  return { images: named, problems };
}

// The images of a stack as rows: what is pinned and what is served, and what the server says when it is asked.
import { CsctlError, type Problem } from '../../problem/problem.ts';
import { containerName, imageOf, osVersionOf, pinOf } from '../../stack/images/node-image.ts';
import type { ImageCatalogue } from '../../stack/images/catalogue.ts';
import {
  compareKubernetes,
  formatKubernetes,
  formatMinor,
  type KubernetesVersion,
} from '../../stack/kubernetes-version.ts';
import type { Digest } from '../../stack/fingerprint.ts';
import { inParallel } from '../../stack/parallel.ts';
import type { ImageSource } from '../upstream-ports.ts';
import { imageFault, lookForImage, type LookedFor } from './look-for-image.ts';

/** How many servers' answers are waited for at once. */
const AT_ONCE = 8;

/** One image, as `--json` prints it. */
export interface ImageRow {
  /** `v1.34.7` */
  readonly version: string;
  /** `1.34` */
  readonly minor: string;
  readonly name: string;
  readonly url: string;
  /** `24.04`; null where the catalogue does not say. */
  readonly os: string | null;
  /** What is pinned. */
  readonly digest: Digest | null;
  /** `2026-03-20` */
  readonly built: string | null;
  /** Whether the catalogue lists the version. */
  readonly pinned: boolean;
  /** Whether the stack is built for this very version. */
  readonly served: boolean;
  /** What the server says; null where it was not asked. `changed`: the checksum is not the one that is pinned. */
  readonly server: 'found' | 'missing' | 'changed' | null;
}

/** The versions that are pinned or served, each once, the oldest first. */
export function versionsOf(
  catalogue: ImageCatalogue,
  served: readonly KubernetesVersion[],
): KubernetesVersion[] {
  const all = [...catalogue.versions.map(({ version }) => version), ...served].sort(compareKubernetes);
  return all.filter((version, index) => {
    const before = all[index - 1];
    return before === undefined || compareKubernetes(before, version) !== 0;
  });
}

/** @throws CsctlError `image-catalogue` for a version that the catalogue has no address for */
export function rowOf(
  catalogue: ImageCatalogue,
  version: KubernetesVersion,
  served: readonly KubernetesVersion[],
  answer: Answer | undefined,
): ImageRow {
  const pin = pinOf(catalogue, version);
  const isServer = catalogue.kind === 'server';
  const image = isServer ? imageOf(catalogue, version) : containerName(catalogue, version);
  return {
    version: formatKubernetes(version),
    minor: formatMinor(version),
    name: image.name,
    url: image.url,
    os: (isServer ? osVersionOf(catalogue, version) : undefined) ?? null,
    digest: pin?.digest ?? null,
    built: pin?.built ?? null,
    pinned: pin !== undefined,
    served: served.some((one) => compareKubernetes(one, version) === 0),
    server: answer ? stateOf(answer) : null,
  };
}

/** What was asked, and why a release cannot count on it. */
export interface Answer {
  readonly version: KubernetesVersion;
  /** Undefined where the question itself was refused: the checksum file does not name the image. */
  readonly looked: LookedFor | undefined;
  readonly faults: readonly Problem[];
}

const stateOf = ({ looked, faults }: Answer): ImageRow['server'] =>
  looked?.state === 'missing' ? 'missing' : faults.length > 0 ? 'changed' : 'found';

/**
 * Asks for all of the versions. @throws CsctlError `upstream-unreachable`, `upstream-damaged`: then nothing is known,
 * while images that are missing or have changed are answers
 */
export async function askFor(
  catalogue: ImageCatalogue,
  versions: readonly KubernetesVersion[],
  images: ImageSource,
): Promise<Answer[]> {
  return inParallel(versions, AT_ONCE, (version) => ask(catalogue, version, images));
}

async function ask(
  catalogue: ImageCatalogue,
  version: KubernetesVersion,
  images: ImageSource,
): Promise<Answer> {
  try {
    const looked = await lookForImage(catalogue, version, images);
    const fault = imageFault(looked, catalogue);
    return { version, looked, faults: fault ? [fault] : [] };
  } catch (error) {
    if (!(error instanceof CsctlError) || error.kind !== 'invalid') throw error;
    const place = pinOf(catalogue, version)?.place ?? catalogue.place;
    return { version, looked: undefined, faults: error.problems.map((one) => ({ ...place, ...one })) };
  }
}

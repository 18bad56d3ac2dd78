// The newest Kubernetes patch that machines can be made of.
import { problem, type Problem } from '../../problem/problem.ts';
import type { ImageCatalogue } from '../../stack/image-catalogue.ts';
import { formatKubernetes, type KubernetesVersion } from '../../stack/kubernetes-version.ts';
import type { ImageSource } from '../upstream-ports.ts';
import { imageFault, lookForImage, type FoundImage, type MissingImage } from './look-for-image.ts';

/** What was found, and what was passed over on the way. */
export interface NewestImage {
  /** Undefined when none of the versions has an image. */
  readonly found: FoundImage | undefined;
  /** Newer versions without an image, the newest first. */
  readonly skipped: readonly MissingImage[];
  /** `image-older` where newer ones were passed over; `image-checksum` where the one that was found has changed. */
  readonly problems: readonly Problem[];
}

/**
 * The first of the versions that has an image.
 * @param versions of one minor, the newest first
 * @throws CsctlError as `lookForImage`
 */
export async function newestWithImage(
  catalogue: ImageCatalogue,
  versions: readonly KubernetesVersion[],
  images: ImageSource,
): Promise<NewestImage> {
  const skipped: MissingImage[] = [];
  for (const version of versions) {
    const looked = await lookForImage(catalogue, version, images);
    if (looked.state === 'found') {
      const fault = imageFault(looked, catalogue);
      const older = skipped[0] ? [olderImage(skipped, looked, catalogue)] : [];
      return { found: looked, skipped, problems: [...older, ...(fault ? [fault] : [])] };
    }
    skipped.push(looked);
  }
  return { found: undefined, skipped, problems: [] };
}

function olderImage(
  skipped: readonly MissingImage[],
  { version }: FoundImage,
  { place }: ImageCatalogue,
): Problem {
  const names = skipped.map((one) => formatKubernetes(one.version)).join(', ');
  const message = `there is no image for Kubernetes ${names} yet; ${formatKubernetes(version)} is the newest that has one`;
  const hint = `expected it at ${skipped[0]?.url ?? ''}`;
  return problem('image-older', message, { ...place, hint });
}

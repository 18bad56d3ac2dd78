// The images of a minor: those that are pinned have to be there, unchanged, and those that are new are pinned.
import { isError, problem, type Problem } from '../../problem/problem.ts';
import type { ImageCatalogue } from '../../stack/image-catalogue.ts';
import type { Pin } from '../../stack/edits/image-edits.ts';
import { pinOf } from '../../stack/images/node-image.ts';
import { compareKubernetes, sameMinor, type KubernetesVersion } from '../../stack/kubernetes-version.ts';
import { imageFault, lookForImage, type FoundImage } from '../imaging/look-for-image.ts';
import { isUnpinned } from '../imaging/pin-images.ts';
import type { ImageSource } from '../upstream-ports.ts';
import { allAnswers } from './all-answers.ts';

/** What is to be written of an image. */
export interface NewPin {
  readonly pin: Pin;
  /** Name of the image, for people. */
  readonly name: string;
  readonly url: string;
}

/** What came of looking. */
export interface CheckedImages {
  readonly pins: readonly NewPin[];
  /** `image-missing`, `image-checksum`: the minor cannot be released. */
  readonly problems: readonly Problem[];
}

/**
 * Looks for the images of a minor.
 * @param chosen the version that the minor is to have
 * @param all whether every pinned image is looked for: node-images.yaml lists them, and the operator fetches each;
 *   else only that of `chosen`
 * @throws CsctlError as `lookForImage`
 */
export async function checkImages(
  catalogue: ImageCatalogue,
  chosen: KubernetesVersion,
  all: boolean,
  images: ImageSource,
): Promise<CheckedImages> {
  const isPinning = catalogue.kind === 'server' || catalogue.versions.length > 0;
  const pinned = catalogue.versions.map(({ version }) => version).filter((one) => sameMinor(one, chosen));
  const others = pinned.filter((version) => compareKubernetes(version, chosen) !== 0);
  const versions = [...(all ? others : []), ...(isPinning ? [chosen] : [])];
  const looked = await allAnswers(versions.map((version) => () => lookForImage(catalogue, version, images)));
  const problems = looked.flatMap((image) => {
    const fault = imageFault(image, catalogue);
    if (!fault || image.state === 'found' || !pinOf(catalogue, image.version)) return fault ?? [];
    const hint =
      'bring it back, or take its entry out of nodeImages.versions: until then the minor is not released';
    return problem(fault.code, `the pinned image ${image.name} is gone: ${image.url}`, { ...fault, hint });
  });
  const faulty = problems.some(isError);
  const found = looked.filter((image): image is FoundImage => image.state === 'found');
  const fresh = found.filter((image) => isUnpinned(catalogue, image));
  const pins = fresh.map(({ version, digest, built, name, url }) => ({
    pin: { version, digest, built },
    name,
    url,
  }));
  return { pins: faulty ? [] : pins, problems };
}

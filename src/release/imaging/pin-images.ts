// Changes of nodeImages.versions: what was found is pinned, and, where that is asked for, what nobody serves is taken out.
import type { ImageCatalogue } from '../../stack/images/catalogue.ts';
import { withoutPins, withPin } from '../../stack/edits/image-edits.ts';
import { pinOf } from '../../stack/images/node-image.ts';
import { compareKubernetes, sameMinor, type KubernetesVersion } from '../../stack/kubernetes-version.ts';
import type { FoundImage } from './look-for-image.ts';

/** A text, and the versions whose entries changed in it. */
export interface PinChange {
  readonly text: string;
  readonly versions: readonly KubernetesVersion[];
}

/** Whether an image that was found is to be pinned: on first sight. An entry that has a digest stays as it is. */
export function isUnpinned(catalogue: ImageCatalogue, { version, digest }: FoundImage): boolean {
  const pin = pinOf(catalogue, version);
  return !pin || (pin.digest === undefined && digest !== undefined);
}

/** Pins the images that were found and are not pinned yet. @param text of stack.yaml */
export function pinImages(text: string, catalogue: ImageCatalogue, found: readonly FoundImage[]): PinChange {
  const fresh = found.filter((image) => isUnpinned(catalogue, image));
  return {
    text: fresh.reduce((current, image) => withPin(current, image, catalogue.kind), text),
    versions: fresh.map(({ version }) => version),
  };
}

/**
 * Takes out the entries that no minor needs any more: of minors that are not served, and of patches before the one that
 * is. Newer ones stay: they are what comes next.
 * @param isMeant the minors that were asked for
 */
export function pruneImages(
  text: string,
  catalogue: ImageCatalogue,
  served: readonly KubernetesVersion[],
  isMeant: (version: KubernetesVersion) => boolean,
): PinChange {
  const versions = catalogue.versions
    .map(({ version }) => version)
    .filter(isMeant)
    .filter((version) => {
      const current = served.find((one) => sameMinor(one, version));
      return !current || compareKubernetes(version, current) < 0;
    });
  return { text: withoutPins(text, versions), versions };
}

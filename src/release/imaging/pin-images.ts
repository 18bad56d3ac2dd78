// Changes of nodeImages.versions: what was found is pinned, and, where that is asked for, what nobody serves is taken out.
import type { ImageCatalogue } from '../../stack/images/catalogue.ts';
import { withoutPins, withPin } from '../../stack/images/edit-pins.ts';
import { pinOf } from '../../stack/images/node-image.ts';
import { compareKubernetes, sameMinor, type KubernetesVersion } from '../../stack/kubernetes-version.ts';
import type { FoundImage } from './look-for-image.ts';

/** A text, and the versions whose entries changed in it. */
export interface PinChange {
  readonly text: string;
  readonly versions: readonly KubernetesVersion[];
}

/**
 * Pins an image that was found, on first sight: an entry that has a digest stays as it is.
 * @param text of stack.yaml @param kind of its catalogue
 */
export function pinImage(
  text: string,
  { version, digest, built }: FoundImage,
  kind: ImageCatalogue['kind'],
): string {
  return withPin(text, { version, digest, built }, kind);
}

/** Pins several. */
export function pinImages(text: string, catalogue: ImageCatalogue, found: readonly FoundImage[]): PinChange {
  const fresh = found.filter(({ version, digest }) => {
    const pin = pinOf(catalogue, version);
    return !pin || (pin.digest === undefined && digest !== undefined);
  });
  return {
    text: fresh.reduce((current, image) => pinImage(current, image, catalogue.kind), text),
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

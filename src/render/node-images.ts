// The catalogue of node images in the formats that others read (docs/node-images.md).
import { CsctlError } from '../problem/problem.ts';
import type { ServerCatalogue } from '../stack/images/catalogue.ts';
import { imageOf, type NodeImage } from '../stack/images/node-image.ts';
import { formatNodeImages } from '../stack/images/node-images-file.ts';
import { compareMinors, sameMinor, type KubernetesMinor } from '../stack/kubernetes-version.ts';
import { formatImageManager } from './image-manager.ts';
import { formatOrcImages } from './orc-images.ts';

/**
 * `node-images`: node-images.yaml of the OpenStack provider operator; `orc`: Image objects of the OpenStack Resource
 * Controller; `image-manager`: the file of openstack-image-manager.
 */
export const IMAGE_FORMATS = ['node-images', 'orc', 'image-manager'] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

/**
 * The pinned images of some minors as YAML.
 * @param minors those that are meant; `node-images` is a file of one minor: several are several documents
 * @throws CsctlError `image-catalogue` where the format cannot say what the catalogue says, or there is nothing to say
 */
export function renderImages(
  catalogue: ServerCatalogue,
  format: ImageFormat,
  minors: readonly KubernetesMinor[],
): string {
  const images = imagesOf(catalogue, minors);
  if (images.length === 0) {
    const hint = 'run csctl images --pin, which looks for the images of the versions that the stack serves';
    const message = 'no image is pinned for these Kubernetes versions; expected an entry in versions';
    throw new CsctlError('image-catalogue', message, { ...catalogue.place, hint });
  }
  if (format === 'orc') return formatOrcImages(catalogue, images);
  if (format === 'image-manager') return formatImageManager(catalogue, images);
  return [...minors]
    .sort(compareMinors)
    .filter((minor) => images.some(({ version }) => sameMinor(version, minor)))
    .map((minor) => formatNodeImages(catalogue, minor))
    .join('---\n');
}

/** The pinned images of some minors, the oldest first. */
export const imagesOf = (catalogue: ServerCatalogue, minors: readonly KubernetesMinor[]): NodeImage[] =>
  catalogue.versions
    .filter(({ version }) => minors.some((minor) => sameMinor(minor, version)))
    .map(({ version }) => imageOf(catalogue, version));

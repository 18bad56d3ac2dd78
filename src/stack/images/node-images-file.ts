// node-images.yaml, which the OpenStack provider operator reads (docs/operator-contract.md 7).
import { stringify } from 'yaml';
import { sameMinor, type KubernetesMinor } from '../kubernetes-version.ts';
import type { ImageCatalogue, ServerCatalogue } from './catalogue.ts';
import { imageOf, type NodeImage } from './node-image.ts';

const API_VERSION = 'openstack.infrastructure.clusterstack.x-k8s.io/v1alpha1';

/** Whether releases carry node-images.yaml, made of the catalogue. */
export const shipsImages = (images: ImageCatalogue | undefined): images is ServerCatalogue =>
  images?.kind === 'server' && images.release;

/**
 * The images of a minor: all that are pinned, the newest first, so that nodes of an older patch can still be made.
 * @returns YAML; with an empty list where none is pinned, which the rules refuse
 */
export function formatNodeImages(catalogue: ServerCatalogue, minor: KubernetesMinor): string {
  const images = catalogue.versions
    .filter(({ version }) => sameMinor(version, minor))
    .map(({ version }) => imageOf(catalogue, version))
    .reverse();
  return stringify(
    { apiVersion: API_VERSION, openStackNodeImages: images.map((image) => entryOf(catalogue, image)) },
    // The operator reads YAML 1.1, where `no` without quotes is no string.
    { lineWidth: 0, version: '1.1' },
  );
}

/** In snake case: the operator drops other keys without a word. */
function entryOf(catalogue: ServerCatalogue, { name, url, osVersion }: NodeImage) {
  const { diskFormat, containerFormat, visibility, minDisk, minMemory, tags, properties, distro } = catalogue;
  // What Glance knows of the operating system; properties of the catalogue win.
  const os = { ...(distro && { os_distro: distro }), ...(osVersion && { os_version: osVersion }) };
  const all = { ...os, ...properties };
  return {
    url,
    createOpts: {
      name,
      disk_format: diskFormat,
      container_format: containerFormat,
      visibility,
      ...(minDisk !== undefined && { min_disk: minDisk }),
      ...(minMemory !== undefined && { min_ram: minMemory }),
      ...(tags.length > 0 && { tags }),
      ...(Object.keys(all).length > 0 && { properties: all }),
    },
  };
}

// What a catalogue of node images says, as values; src/stack/image-catalogue.ts reads it.
import type { Place } from '../../problem/place.ts';
import type { Digest } from '../fingerprint.ts';
import type { Template } from './template.ts';
import type { KubernetesVersion } from '../kubernetes-version.ts';
import type { MinorRange } from '../minor-range.ts';
import type { Day } from '../upstream.ts';

/** An image that was seen and pinned. */
export interface PinnedImage {
  readonly version: KubernetesVersion;
  /** Digest of the file, or of the container image; undefined until it is pinned. */
  readonly digest: Digest | undefined;
  /** Where it lies, where that is not what the template says. */
  readonly url: string | undefined;
  readonly built: Day | undefined;
  /** Its entry in stack.yaml. */
  readonly place: Place;
}

/** The operating system of images for some Kubernetes minors. */
export interface OsVersion {
  readonly serves: MinorRange;
  /** `24.04` */
  readonly version: string;
}

interface Catalogue {
  /** Sorted by Kubernetes version, the newest last. */
  readonly versions: readonly PinnedImage[];
  /** Where the catalogue stands. */
  readonly place: Place;
}

/** Disk images on a server, which OpenStack imports. */
export interface ServerCatalogue extends Catalogue {
  readonly kind: 'server';
  /** The stack, for marks. */
  readonly stack: { readonly provider: string; readonly name: string };
  /** Whether node-images.yaml is part of the release. */
  readonly release: boolean;
  readonly name: Template;
  readonly url: Template;
  /** Address of a checksum file, absolute or relative to that of the image; undefined: there is none. */
  readonly checksum: Template | undefined;
  readonly distro: string | undefined;
  /** The first that serves a minor counts. */
  readonly osVersions: readonly OsVersion[];
  readonly diskFormat: string;
  readonly containerFormat: string;
  /** In GiB. */
  readonly minDisk: number | undefined;
  /** In MiB. */
  readonly minMemory: number | undefined;
  readonly visibility: string;
  readonly tags: readonly string[];
  /** Properties of Glance: `hw_disk_bus: scsi`. */
  readonly properties: Readonly<Record<string, string>>;
}

/** Container images, which the Docker provider starts as machines; the tag is the Kubernetes version. */
export interface ContainerCatalogue extends Catalogue {
  readonly kind: 'container';
  /** `docker.io/kindest/node` */
  readonly image: string;
}

export type ImageCatalogue = ServerCatalogue | ContainerCatalogue;

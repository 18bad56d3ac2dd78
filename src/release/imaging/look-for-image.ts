// Whether there is an image for a Kubernetes version, and what its server says it is.
import { CsctlError, problem, type Problem } from '../../problem/problem.ts';
import type { Place } from '../../problem/place.ts';
import type { Digest } from '../../stack/fingerprint.ts';
import { baseName, findChecksum } from '../../stack/images/checksum-file.ts';
import { containerName, imageOf, pinOf, type NodeImage } from '../../stack/images/node-image.ts';
import type { ImageCatalogue } from '../../stack/image-catalogue.ts';
import { formatKubernetes, type KubernetesVersion } from '../../stack/kubernetes-version.ts';
import { unescaped } from '../../stack/percent-text.ts';
import type { Day } from '../../stack/upstream.ts';
import type { ImageSource } from '../upstream-ports.ts';

/** An image that is there. */
export interface FoundImage {
  readonly state: 'found';
  readonly version: KubernetesVersion;
  /** `ubuntu-capi-image-v1.34.7`, or `docker.io/kindest/node:v1.34.7`. */
  readonly name: string;
  /** Where it lies; a container image has its name for an address. */
  readonly url: string;
  /** Of the file by its checksum file, of the container image by the registry; undefined: there is no checksum file. */
  readonly digest: Digest | undefined;
  /** What the catalogue has pinned. */
  readonly pinned: Digest | undefined;
  /** In bytes; undefined where the server does not say. */
  readonly size: number | undefined;
  /** When it was made, as far as the server knows. */
  readonly built: Day | undefined;
}

/** An image that is not. */
export interface MissingImage extends Pick<FoundImage, 'version' | 'name' | 'url' | 'pinned'> {
  readonly state: 'missing';
}

export type LookedFor = FoundImage | MissingImage;

/**
 * Asks for the image of a version.
 * @throws CsctlError `image-catalogue` when the catalogue has no address for the version; `image-checksum` when there is
 * a checksum file that does not name the image; `upstream-unreachable`, `upstream-damaged`
 */
export async function lookForImage(
  catalogue: ImageCatalogue,
  version: KubernetesVersion,
  images: ImageSource,
): Promise<LookedFor> {
  if (catalogue.kind === 'server') {
    const place = pinOf(catalogue, version)?.place ?? catalogue.place;
    return lookOnServer(imageOf(catalogue, version), place, images);
  }
  const { name, url, tag } = containerName(catalogue, version);
  const known = { version, name, url, pinned: pinOf(catalogue, version)?.digest };
  const digest = await images.tag(catalogue.image, tag);
  return digest === undefined
    ? { state: 'missing', ...known }
    : { state: 'found', ...known, digest, size: undefined, built: undefined };
}

async function lookOnServer(image: NodeImage, place: Place, images: ImageSource): Promise<LookedFor> {
  const { version, name, url, digest: pinned } = image;
  const known = { version, name, url, pinned };
  const facts = await images.look(url);
  if (!facts) return { state: 'missing', ...known };
  const digest = await announcedDigest(image, place, images);
  return { state: 'found', ...known, digest, size: facts.size, built: facts.modified };
}

/** What the checksum file says. One that is missing is no reason to refuse the image: there is nothing to compare. */
async function announcedDigest(
  image: NodeImage,
  place: Place,
  images: ImageSource,
): Promise<Digest | undefined> {
  const { checksum, url, name } = image;
  if (checksum === undefined) return undefined;
  const text = await images.text(checksum);
  if (text === undefined) return undefined;
  const file = baseName(unescaped(new URL(url).pathname));
  const own = unescaped(new URL(checksum).pathname).includes(file);
  const digest = findChecksum(text, file, own);
  if (digest !== undefined) return digest;
  const message = `${checksum} does not say the SHA-256 of ${file}, the image ${name}; expected one line for it`;
  const hint = 'look at the file, and at checksum in nodeImages';
  throw new CsctlError('image-checksum', message, { ...place, hint });
}

/** Why a release cannot count on an image; undefined when nothing speaks against it. Places are those of the catalogue. */
export function imageFault(looked: LookedFor, catalogue: ImageCatalogue): Problem | undefined {
  const { version, name, url, pinned } = looked;
  const place = pinOf(catalogue, version)?.place ?? catalogue.place;
  const what = `the image ${name} for Kubernetes ${formatKubernetes(version)}`;
  if (looked.state === 'missing') {
    const message = `${what} is not there: ${url}`;
    const hint = 'wait until it is published, or build the Kubernetes version whose image is there';
    return problem('image-missing', message, { ...place, hint });
  }
  if (pinned === undefined || looked.digest === undefined || pinned === looked.digest) return undefined;
  const message = `${what} has changed: pinned is ${pinned}, found ${looked.digest} at ${url}`;
  const hint =
    'find out who changed it; if the new one is right, take its entry out of nodeImages.versions and pin it again';
  return problem('image-checksum', message, { ...place, hint });
}

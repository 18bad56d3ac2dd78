// The image of one Kubernetes version, as the catalogue has it.
import { CsctlError } from '../../problem/problem.ts';
import type { Digest } from '../fingerprint.ts';
import {
  compareKubernetes,
  formatKubernetes,
  formatMinor,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../kubernetes-version.ts';
import type { Day } from '../upstream.ts';
import type { ContainerCatalogue, ImageCatalogue, PinnedImage, ServerCatalogue } from './catalogue.ts';

/** A disk image on a server. */
export interface NodeImage {
  readonly version: KubernetesVersion;
  /** What it is called in OpenStack. */
  readonly name: string;
  readonly url: string;
  /** Absolute address of its checksum file; undefined: there is none. */
  readonly checksum: string | undefined;
  /** `24.04`; undefined where the catalogue does not say. */
  readonly osVersion: string | undefined;
  /** What is pinned; undefined for a version that is not. */
  readonly digest: Digest | undefined;
  readonly built: Day | undefined;
}

/** The entry of a version; undefined where it is not pinned. */
export const pinOf = (catalogue: ImageCatalogue, version: KubernetesVersion): PinnedImage | undefined =>
  catalogue.versions.find((pin) => compareKubernetes(pin.version, version) === 0);

/** The operating system of a minor's images; undefined where the catalogue does not say. */
export const osVersionOf = (
  { osVersions }: Pick<ServerCatalogue, 'osVersions'>,
  minor: KubernetesMinor,
): string | undefined => osVersions.find(({ serves }) => serves(minor))?.version;

/**
 * The image of a version, pinned or not.
 * @throws CsctlError `image-catalogue` where a mark names the operating system, and the minor has none
 */
export function imageOf(catalogue: ServerCatalogue, version: KubernetesVersion): NodeImage {
  const pin = pinOf(catalogue, version);
  const osVersion = osVersionOf(catalogue, version);
  const values = marksOf(catalogue, version, osVersion);
  const { name, url: address, checksum } = catalogue;
  const marks = [...name.marks, ...(pin?.url === undefined ? address.marks : []), ...(checksum?.marks ?? [])];
  const missing = marks.find((mark) => mark !== 'url' && values[mark] === undefined);
  if (missing !== undefined) throw withoutOs(catalogue, version, missing);
  const url = pin?.url ?? address.fill(values);
  return {
    version,
    name: name.fill(values),
    url,
    checksum: checksum && absolute(checksum.fill({ ...values, url }), url),
    osVersion,
    digest: pin?.digest,
    built: pin?.built,
  };
}

/** The container image of a version: its name is its address. */
export function containerName(
  { image }: ContainerCatalogue,
  version: KubernetesVersion,
): { readonly name: string; readonly url: string; readonly tag: string } {
  const tag = formatKubernetes(version);
  return { name: `${image}:${tag}`, url: `${image}:${tag}`, tag };
}

/** What is no address stays as it is: whoever asks for it is told. */
const absolute = (address: string, base: string): string =>
  URL.canParse(address, base) ? new URL(address, base).href : address;

/** What marks stand for. */
function marksOf(
  { stack, distro }: ServerCatalogue,
  version: KubernetesVersion,
  osVersion: string | undefined,
): Record<string, string | undefined> {
  return {
    'kubernetes.version': formatKubernetes(version),
    'kubernetes.minor': formatMinor(version),
    'kubernetes.patch': String(version.patch),
    'stack.name': stack.name,
    'stack.provider': stack.provider,
    'os.distro': distro,
    'os.version': osVersion,
    'os.short': osVersion?.replaceAll('.', ''),
  };
}

function withoutOs(catalogue: ServerCatalogue, version: KubernetesVersion, mark: string): CsctlError {
  const message = `<< ${mark} >> has no value for Kubernetes ${formatMinor(version)}: os says nothing of it`;
  const hint = mark === 'os.distro' ? 'add os.distro' : `add the minor to os.versions`;
  return new CsctlError('image-catalogue', message, { ...catalogue.place, hint });
}

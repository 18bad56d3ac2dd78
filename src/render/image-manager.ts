// The file of openstack-image-manager: one image with many versions (etc/schema.yaml of osism/openstack-image-manager).
import { stringify } from 'yaml';
import { CsctlError } from '../problem/problem.ts';
import type { ServerCatalogue } from '../stack/images/catalogue.ts';
import type { NodeImage } from '../stack/images/node-image.ts';
import { formatKubernetes } from '../stack/kubernetes-version.ts';

/** What the schema requires and a catalogue need not say. */
const META = {
  architecture: 'x86_64',
  hw_disk_bus: 'virtio',
  hypervisor_type: 'qemu',
  os_purpose: 'k8snode',
  replace_frequency: 'never',
  uuid_validity: 'none',
  provided_until: 'none',
} as const;

/** A name is NAME SEPARATOR VERSION; those of one name belong together. */
interface Split {
  readonly name: string;
  readonly separator: string;
}

/** @throws CsctlError `image-catalogue` for names that do not end in the version, and without a distribution */
export function formatImageManager(catalogue: ServerCatalogue, images: readonly NodeImage[]): string {
  const groups = new Map<string, NodeImage[]>();
  for (const image of images) {
    const key = JSON.stringify(splitName(catalogue, image));
    groups.set(key, [...(groups.get(key) ?? []), image]);
  }
  const entries = [...groups].map(([key, members]) => entryOf(catalogue, JSON.parse(key) as Split, members));
  return `---\n${stringify({ images: entries }, { lineWidth: 0, version: '1.1' })}`;
}

function splitName({ place }: ServerCatalogue, { name, version }: NodeImage): Split {
  const [, base, separator] = /^(.*?)([-_. ]*)$/.exec(name.slice(0, -formatKubernetes(version).length)) ?? [];
  if (name.endsWith(formatKubernetes(version)) && base !== undefined && base !== '')
    return { name: base, separator: separator ?? '' };
  const message = `the image name "${name}" does not end in ${formatKubernetes(version)}; openstack-image-manager puts the version there`;
  throw new CsctlError('image-catalogue', message, {
    ...place,
    hint: 'end name in << kubernetes.version >>, or use another format',
  });
}

function entryOf(catalogue: ServerCatalogue, { name, separator }: Split, images: readonly NodeImage[]) {
  const { diskFormat, minDisk, minMemory, visibility, tags, properties } = catalogue;
  const distro = properties['os_distro'] ?? catalogue.distro;
  if (distro === undefined) {
    const message =
      'openstack-image-manager wants the distribution of an image, and the catalogue names none';
    throw new CsctlError('image-catalogue', message, { ...catalogue.place, hint: 'add os.distro' });
  }
  const { image_original_user: login = distro, ...meta } = properties;
  return {
    name,
    enable: true,
    format: diskFormat,
    login,
    min_disk: minDisk ?? 0,
    min_ram: minMemory ?? 0,
    status: 'active',
    visibility,
    multi: false,
    separator,
    meta: { ...META, os_distro: distro, ...meta },
    tags,
    versions: images.map(versionOf),
  };
}

const versionOf = ({ version, url, digest, built, osVersion }: NodeImage) => ({
  version: formatKubernetes(version),
  url,
  ...(digest !== undefined && { checksum: digest }),
  // A day in YAML, not a text.
  ...(built !== undefined && { build_date: new Date(built) }),
  ...(osVersion !== undefined && { os_version: osVersion }),
});

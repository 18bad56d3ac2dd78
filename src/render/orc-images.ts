// Image objects of the OpenStack Resource Controller (openstack.k-orc.cloud/v1alpha1, api/v1alpha1/image_types.go).
import { stringify } from 'yaml';
import type { ServerCatalogue } from '../stack/images/catalogue.ts';
import type { NodeImage } from '../stack/images/node-image.ts';

/** How a property of Glance is typed in an object. */
type Kind = 'text' | 'number' | 'flag';

/** Properties of Glance, by the field that stands for them. */
const HARDWARE: Readonly<Record<string, readonly [field: string, kind: Kind]>> = {
  hw_cpu_sockets: ['cpuSockets', 'number'],
  hw_cpu_cores: ['cpuCores', 'number'],
  hw_cpu_threads: ['cpuThreads', 'number'],
  hw_cpu_policy: ['cpuPolicy', 'text'],
  hw_cpu_thread_policy: ['cpuThreadPolicy', 'text'],
  hw_cdrom_bus: ['cdromBus', 'text'],
  hw_disk_bus: ['diskBus', 'text'],
  hw_scsi_model: ['scsiModel', 'text'],
  hw_vif_model: ['vifModel', 'text'],
  hw_rng_model: ['rngModel', 'text'],
  hw_qemu_guest_agent: ['qemuGuestAgent', 'flag'],
};
const GENERAL: Readonly<Record<string, string>> = {
  architecture: 'architecture',
  hypervisor_type: 'hypervisorType',
};
const OS: readonly string[] = ['os_distro', 'os_version'];

/** One document for each image; what the controller has no field for is named in a comment. */
export function formatOrcImages(catalogue: ServerCatalogue, images: readonly NodeImage[]): string {
  const known = (name: string) => Object.hasOwn(HARDWARE, name) || Object.hasOwn(GENERAL, name);
  const lost = Object.keys(catalogue.properties).filter((name) => !known(name) && !OS.includes(name));
  const comment = lost.length === 0 ? '' : `# Without a field in this format: ${lost.join(', ')}\n`;
  const documents = images.map((image) =>
    stringify(objectOf(catalogue, image), { lineWidth: 0, version: '1.1' }),
  );
  return comment + documents.map((text) => `---\n${text}`).join('');
}

function objectOf(catalogue: ServerCatalogue, image: NodeImage) {
  const { containerFormat, diskFormat, tags, visibility } = catalogue;
  return {
    apiVersion: 'openstack.k-orc.cloud/v1alpha1',
    kind: 'Image',
    metadata: { name: image.name },
    spec: {
      cloudCredentialsRef: { cloudName: 'openstack', secretName: 'openstack' },
      managementPolicy: 'managed',
      resource: {
        visibility,
        ...(tags.length > 0 && { tags }),
        ...propertiesOf(catalogue, image),
        content: {
          ...(containerFormat !== 'bare' && { containerFormat }),
          diskFormat,
          download: {
            url: image.url,
            ...(image.digest && {
              hash: { algorithm: 'sha256', value: image.digest.slice('sha256:'.length) },
            }),
          },
        },
      },
    },
  };
}

function propertiesOf({ properties, minDisk, minMemory, distro }: ServerCatalogue, image: NodeImage) {
  const hardware = Object.entries(properties).flatMap(([name, value]) => {
    const [field, kind] = HARDWARE[name] ?? [];
    return field === undefined ? [] : [[field, typed(value, kind)]];
  });
  const general = Object.entries(GENERAL).flatMap(([name, field]) =>
    properties[name] === undefined ? [] : [[field, properties[name]]],
  );
  const os = {
    ...compact('distro', properties['os_distro'] ?? distro),
    ...compact('version', properties['os_version'] ?? image.osVersion),
  };
  const all = {
    ...(hardware.length > 0 && { hardware: Object.fromEntries(hardware) as object }),
    ...(Object.fromEntries(general) as object),
    ...compact('minDiskGB', minDisk),
    ...compact('minMemoryMB', minMemory),
    ...(Object.keys(os).length > 0 && { operatingSystem: os }),
  };
  return Object.keys(all).length === 0 ? {} : { properties: all };
}

/** Glance's words for a switch are those of Python's strutils. */
function typed(value: string, kind: Kind | undefined): string | number | boolean {
  if (kind === 'flag') return /^(?:1|t|true|on|y|yes)$/i.test(value);
  return kind === 'number' && /^\d+$/.test(value) ? Number(value) : value;
}

const compact = (key: string, value: string | number | undefined): object =>
  value === undefined ? {} : { [key]: value };

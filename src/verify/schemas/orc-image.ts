// Image of the OpenStack Resource Controller, openstack.k-orc.cloud/v1alpha1.
import { atMost, flag, integer, list, need, object, ONE, oneOf, SOME, text, words } from './schema.ts';

const content = object({
  containerFormat: oneOf('ami', 'ari', 'aki', 'bare', 'ovf', 'ova', 'docker', 'compressed'),
  diskFormat: need(oneOf(...'ami ari aki vhd vhdx vmdk raw qcow2 vdi ploop iso'.split(' '))),
  download: need(
    object({
      decompress: oneOf('xz', 'gz', 'bz2'),
      hash: object({
        algorithm: need(oneOf('md5', 'sha1', 'sha256', 'sha512')),
        value: need(text({ maxLength: 1024, minLength: 1, pattern: /^[0-9a-f]+$/ })),
      }),
      url: need(text({ format: 'uri', maxLength: 2048 })),
    }),
  ),
});

const hardware = object({
  cdromBus: oneOf('scsi', 'virtio', 'uml', 'xen', 'ide', 'usb', 'lxc'),
  cpuCores: integer(1),
  cpuPolicy: oneOf('shared', 'dedicated'),
  cpuSockets: integer(1),
  cpuThreadPolicy: oneOf('prefer', 'isolate', 'require'),
  cpuThreads: integer(1),
  diskBus: oneOf('scsi', 'virtio', 'uml', 'xen', 'ide', 'usb', 'lxc'),
  qemuGuestAgent: flag,
  rngModel: text({ maxLength: 255 }),
  scsiModel: oneOf('virtio-scsi'),
  vifModel: oneOf('e1000', 'e1000e', 'ne2k_pci', 'pcnet', 'rtl8139', 'virtio', 'vmxnet3'),
});

const operatingSystem = object({
  distro: oneOf(
    ...'arch centos debian fedora freebsd gentoo mandrake mandriva mes msdos netbsd netware openbsd opensolaris opensuse rocky rhel sled ubuntu windows'.split(
      ' ',
    ),
  ),
  version: text({ maxLength: 255 }),
});

const properties = object({
  architecture: oneOf(
    ...'aarch64 alpha armv7l cris i686 ia64 lm32 m68k microblaze microblazeel mips mipsel mips64 mips64el openrisc parisc parisc64 ppc ppc64 ppcemb s390 s390x sh4 sh4eb sparc sparc64 unicore32 x86_64 xtensa xtensaeb'.split(
      ' ',
    ),
  ),
  hardware,
  hypervisorType: oneOf('hyperv', 'ironic', 'lxc', 'qemu', 'uml', 'vmware', 'xen'),
  minDiskGB: integer(1),
  minMemoryMB: integer(1),
  operatingSystem,
});

/** `spec` of an Image. */
export const orcImage = object({
  cloudCredentialsRef: need(object({ cloudName: need(words(256)), secretName: need(words(253)) })),
  import: object(
    {
      filter: object(
        {
          name: text({ maxLength: 255, minLength: 1, pattern: /^[^,]+$/ }),
          tags: list(words(255), atMost(64)),
          visibility: oneOf('public', 'private', 'shared', 'community'),
        },
        SOME,
      ),
      id: text({ format: 'uuid', maxLength: 36 }),
    },
    ONE,
  ),
  managedOptions: object({ onDelete: oneOf('delete', 'detach') }),
  managementPolicy: oneOf('managed', 'unmanaged'),
  resource: object({
    content,
    name: text({ maxLength: 255, minLength: 1, pattern: /^[^,]+$/ }),
    properties,
    protected: flag,
    tags: list(words(255), atMost(64)),
    visibility: oneOf('public', 'private', 'shared', 'community'),
  }),
  resyncPeriod: text(),
});

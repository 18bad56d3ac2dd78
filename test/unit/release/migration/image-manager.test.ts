// Files of openstack-image-manager as catalogues: all of what they say, or nothing.
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { catalogueOfImageManager } from '../../../../src/release/migration/image-manager.ts';

const hex = (digit: string) => digit.repeat(64);
const image = (version: string, os = '2404') => ({
  version,
  url: `https://images.example.com/ubuntu-${os}-kube-${version.replace(/\.\d+$/, '')}/ubuntu-${os}-kube-${version}.qcow2`,
  checksum: `sha256:${hex(version.slice(-1))}`,
});
const ENTRY = {
  name: 'ubuntu-capi-image',
  enable: true,
  format: 'raw',
  login: 'ubuntu',
  min_disk: 20,
  min_ram: 1024,
  status: 'active',
  visibility: 'private',
  multi: false,
  separator: '-',
  meta: {
    architecture: 'x86_64',
    hw_disk_bus: 'virtio',
    hypervisor_type: 'qemu',
    os_distro: 'ubuntu',
    os_purpose: 'k8snode',
    replace_frequency: 'never',
    uuid_validity: 'none',
    provided_until: 'none',
  },
  tags: ['clusterstacks'],
  versions: [image('v1.32.1', '2204'), image('v1.33.2'), image('v1.34.3')],
};
const read = (change: object = {}) =>
  catalogueOfImageManager(stringify({ images: [{ ...ENTRY, ...change }] }));

describe('catalogueOfImageManager', () => {
  it('finds the template of the addresses, and the operating system by minor', () => {
    expect(read()).toEqual({
      release: false,
      name: 'ubuntu-capi-image-<< kubernetes.version >>',
      url: 'https://images.example.com/ubuntu-<< os.short >>-kube-v<< kubernetes.minor >>/ubuntu-<< os.short >>-kube-<< kubernetes.version >>.qcow2',
      os: { distro: 'ubuntu', versions: { '1.32': '22.04', '>=1.33': '24.04' } },
      diskFormat: 'raw',
      minDisk: 20,
      minMemory: 1024,
      visibility: 'private',
      tags: ['clusterstacks'],
      versions: [
        { version: 'v1.32.1', sha256: hex('1') },
        { version: 'v1.33.2', sha256: hex('2') },
        { version: 'v1.34.3', sha256: hex('3') },
      ],
    });
  });

  it('keeps other metadata, another login and build dates', () => {
    const found = read({
      login: 'core',
      meta: { ...ENTRY.meta, hw_rng_model: 'virtio', hw_disk_bus: 'scsi' },
      versions: [{ ...image('v1.34.3'), build_date: '2026-03-20' }],
    });
    expect(found).toMatchObject({
      properties: { hw_rng_model: 'virtio', hw_disk_bus: 'scsi', image_original_user: 'core' },
      versions: [{ version: 'v1.34.3', built: '2026-03-20' }],
    });
  });

  it('works without an operating system in the address', () => {
    const versions = [{ ...image('v1.34.3'), url: 'https://images.example.com/v1.34.3.raw' }];
    expect(read({ versions })).toMatchObject({
      url: 'https://images.example.com/<< kubernetes.version >>.raw',
      os: { distro: 'ubuntu' },
    });
  });

  it.each<[string, object]>([
    [
      'an address like no other',
      { versions: [...ENTRY.versions, { ...image('v1.35.1'), url: 'https://other.example.com/v1.35.1' }] },
    ],
    ['two systems for one minor', { versions: [image('v1.34.2', '2204'), image('v1.34.3')] }],
    [
      'an address without a version',
      { versions: [{ ...image('v1.34.3'), url: 'https://images.example.com/a' }] },
    ],
    ['another sum than SHA-256', { versions: [{ ...image('v1.34.3'), checksum: `sha512:${hex('1')}` }] }],
    ['no sum', { versions: [{ version: 'v1.34.3', url: 'https://images.example.com/v1.34.3' }] }],
    ['versions that are no Kubernetes versions', { versions: [{ ...image('v1.34.3'), version: '24.04' }] }],
    ['no versions', { versions: [] }],
    ['a key that the catalogue does not know', { shortname: 'x' }],
    ['a key of a version', { versions: [{ ...image('v1.34.3'), visible: false }] }],
    ['an image that is switched off', { enable: false }],
    ['several images', { multi: true }],
    ['versions out of order', { versions: [image('v1.34.3'), image('v1.33.2')] }],
  ])('stays a file for %s', (_case, change) => {
    expect(read(change)).toBeUndefined();
  });

  it.each(['', 'a: [', 'images: []', 'images: [{name: a}]', `${stringify({ images: [ENTRY, ENTRY] })}`])(
    'stays a file: %#',
    (text) => {
      expect(catalogueOfImageManager(text)).toBeUndefined();
    },
  );
});

// The image of one Kubernetes version.
import { describe, expect, it } from 'vitest';
import { imageOf } from '../../../../src/stack/images/node-image.ts';
import { parseTemplate } from '../../../../src/stack/images/template.ts';
import {
  addressOf,
  catalogueText,
  HEX,
  serverCatalogue,
  version,
} from '../../../support/images/catalogue.ts';
import { refusalOf } from '../../../support/refusal.ts';

describe('imageOf', () => {
  it('fills every mark, by the operating system of the minor', () => {
    const catalogue = serverCatalogue();
    expect(imageOf(catalogue, version('v1.32.5'))).toEqual({
      version: version('v1.32.5'),
      name: 'ubuntu-capi-image-v1.32.5',
      url: addressOf('v1.32.5'),
      checksum: `${addressOf('v1.32.5')}.CHECKSUM`,
      osVersion: '22.04',
      digest: undefined,
      built: undefined,
    });
    const text = catalogueText().replace(
      'ubuntu-capi-image-',
      '<< os.distro >>-<< stack.provider >>-<< stack.name >>-<< kubernetes.minor >>.<< kubernetes.patch >>-',
    );
    expect(imageOf(serverCatalogue(text), version('v1.36.11')).name).toBe(
      'ubuntu-openstack-scs-1.36.11-v1.36.11',
    );
  });

  it('has what its entry says, and the checksum beside the address that it says', () => {
    const text = catalogueText([`{ version: v1.34.6, sha256: ${HEX}, url: https://other.example/x/y.img }`]);
    expect(imageOf(serverCatalogue(text), version('v1.34.6'))).toMatchObject({
      url: 'https://other.example/x/y.img',
      checksum: 'https://other.example/x/y.img.CHECKSUM',
      digest: `sha256:${HEX}`,
    });
  });

  it('finds a list of checksums beside the image', () => {
    const text = catalogueText().replace('<< url >>.CHECKSUM', 'SHA256SUMS');
    expect(imageOf(serverCatalogue(text), version('v1.34.6')).checksum).toBe(
      'https://images.example/ubuntu-2404-v1.34/SHA256SUMS',
    );
  });

  it('refuses a minor without an operating system, when a mark asks for one', async () => {
    const error = await refusalOf(() =>
      Promise.resolve().then(() => imageOf(serverCatalogue(), version('v1.31.1'))),
    );
    expect(error.code).toBe('image-catalogue');
    expect(error.message).toContain('os.short');
    expect(error.hint).toContain('os.versions');
  });
});

describe('a template', () => {
  it('has a value for each mark, or is a bug', () => {
    const template = parseTemplate('a << os.version >>', ['os.version']);
    if ('fault' in template) throw new Error(template.fault);
    expect(() => template.fill({})).toThrow('os.version');
  });
});

// The settings of the object store, as csctl-openstack reads them, without its bugs.
import { describe, expect, it } from 'vitest';
import {
  downloadAddress,
  parseRegistryFile,
  uploadAddress,
} from '../../../../src/io/openstack-plugin/registry-file.ts';
import { refusalOf } from '../../../support/refusal.ts';

const FILE = `type: S3
config:
  endpoint: s3.example
  bucket: images
  accessKey: AK
  secretKey: s3cret
`;
const read = (text: string) => parseRegistryFile('registry.yaml', text);

describe('the settings', () => {
  it('of S3: images are fetched from where they are put', () => {
    const registry = read(FILE);
    expect(registry).toMatchObject({
      accessKey: 'AK',
      secretKey: 's3cret',
      region: 'us-east-1',
      authority: undefined,
    });
    expect(uploadAddress(registry, 'ubuntu-2204').href).toBe('https://s3.example/images/ubuntu-2204');
    expect(downloadAddress(registry, 'ubuntu-2204')).toBe('https://s3.example/images/ubuntu-2204');
  });

  it('of Swift: put through S3, fetched through Swift', () => {
    const registry = read(
      `${FILE.replace('S3', 'Swift')}  projectID: 0123abc\n  region: RegionOne\n  cacert: ca.pem\n`,
    );
    expect(registry).toMatchObject({ project: '0123abc', region: 'RegionOne', authority: 'ca.pem' });
    expect(uploadAddress(registry, 'a').href).toBe('https://s3.example/images/a');
    expect(downloadAddress(registry, 'a')).toBe('https://s3.example/swift/v1/AUTH_0123abc/images/a');
  });

  it.each([
    ['https://s3.example:8443', '', 'https://s3.example:8443/images/a'],
    ['http://127.0.0.1:9000', '', 'http://127.0.0.1:9000/images/a'],
    ['127.0.0.1:9000', '  verify: false\n', 'http://127.0.0.1:9000/images/a'],
    ['http://127.0.0.1:9000', '  verify: false\n', 'http://127.0.0.1:9000/images/a'],
    ['s3.example', '  verify: true\n', 'https://s3.example/images/a'],
  ])('an endpoint means what it says: %s', (endpoint, more, address) => {
    const registry = read(FILE.replace('s3.example', endpoint) + more);
    expect(downloadAddress(registry, 'a')).toBe(address);
  });

  it.each<[string, string]>([
    ['another type', FILE.replace('S3', 'GCS')],
    ['no bucket', FILE.replace('bucket: images', 'bucket:')],
    ['a bucket with a slash', FILE.replace('bucket: images', 'bucket: a/b')],
    ['Swift without a project', FILE.replace('S3', 'Swift')],
    ['an unknown key at the top', `${FILE}more: s3cret\n`],
    ['an unknown key', `${FILE}  acessKey: s3cret\n`],
    ['an endpoint with a path', FILE.replace('s3.example', 'https://s3.example/s3cret')],
    ['an endpoint with a login', FILE.replace('s3.example', 'https://a:s3cret@s3.example')],
    [
      'TLS that is not to be verified',
      `${FILE.replace('s3.example', 'https://s3.example')}  verify: false\n`,
    ],
    ['verify that is a word', `${FILE}  verify: maybe\n`],
    ['no YAML', 'type: [s3cret'],
    ['nothing', ''],
  ])('are refused without telling a secret: %s', async (_name, text) => {
    const error = await refusalOf(() => Promise.resolve().then(() => read(text)));
    expect(['plugin-failed', 'yaml-syntax']).toContain(error.code);
    expect(error.problems.every(({ file }) => file === 'registry.yaml')).toBe(true);
    expect(JSON.stringify([error.message, error.problems])).not.toContain('s3cret');
  });
});

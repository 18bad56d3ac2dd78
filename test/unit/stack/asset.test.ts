// Files of a release: roles, media types (contract 8.6), checksums, sameness.
import { describe, expect, it } from 'vitest';
import { checksumsOf, makeAsset, roleOf, sameAssets } from '../../../src/stack/asset.ts';

describe('makeAsset', () => {
  it.each([
    ['metadata.yaml', 'metadata', 'application/vnd.scs.metadata.layer.v1+yaml'],
    ['hashes.json', 'hashes', 'application/vnd.scs.hashes.layer.v1+yaml'],
    ['clusteraddon.yaml', 'addon-config', 'application/vnd.scs.cluster-addon.config.layer.v1+yaml'],
    ['node-images.yaml', 'node-images', 'application/vnd.scs.node-image.config.layer.v1+yaml'],
    [
      'docker-scs-1-34-cluster-addon-v1.tgz',
      'cluster-addon',
      'application/vnd.scs.cluster-addon.layer.v1.tar+gzip',
    ],
    [
      'docker-scs-1-34-cluster-class-v1.tgz',
      'cluster-class',
      'application/vnd.scs.cluster-class.v1.tar+gzip',
    ],
    ['cluster-addon-values.yaml', 'addon-values', 'application/vnd.oci.image.layer.v1.tar'],
    ['SHA256SUMS', 'checksums', 'text/plain'],
    ['topology-docker.yaml', 'other', 'application/vnd.oci.image.layer.v1.tar'],
  ])('gives %s the role %s and the media type of csctl', (name, role, mediaType) => {
    expect(makeAsset(name, 'x')).toMatchObject({ name, role, mediaType, size: 1 });
  });

  it('counts bytes, not characters', () => {
    const asset = makeAsset('a', 'ä');
    expect(asset.size).toBe(2);
    expect(asset).toEqual(makeAsset('a', Buffer.from('ä')));
  });
});

describe('roleOf', () => {
  it.each([
    ['cluster-class.txt', 'other'],
    ['something.tgz', 'other'],
    ['x-cluster-class-v1.tar.gz', 'other'],
    ['metadata.yaml.bak', 'other'],
    ['constructor', 'other'],
  ])('%s is %s', (name, role) => {
    expect(roleOf(name)).toBe(role);
  });
});

describe('checksumsOf', () => {
  it('is what sha256sum -c reads', () => {
    const digest = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881';
    expect(checksumsOf([makeAsset('a', 'x'), makeAsset('b c', 'x')])).toBe(`${digest}  a\n${digest}  b c\n`);
  });
});

describe('sameAssets', () => {
  const [a, b, other] = [makeAsset('a', '1'), makeAsset('b', '2'), makeAsset('b', '3')];
  it.each([
    ['the same in another order', [a, b], [b, a], true],
    ['nothing and nothing', [], [], true],
    ['another content', [a, b], [a, other], false],
    ['one less', [a, b], [a], false],
    ['names and contents swapped', [makeAsset('a', '2'), makeAsset('b', '1')], [a, b], false],
  ])('%s', (_case, left, right, expected) => {
    expect(sameAssets(left, right)).toBe(expected);
  });
});

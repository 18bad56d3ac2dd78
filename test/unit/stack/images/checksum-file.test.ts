// Checksum files beside images.
import { describe, expect, it } from 'vitest';
import { findChecksum } from '../../../../src/stack/images/checksum-file.ts';
import { HEX, OTHER_HEX } from '../../../support/images/catalogue.ts';

const NAME = 'ubuntu-2404-kube-v1.34.7.qcow2';

describe('a list of checksums', () => {
  it.each([
    ['sha256sum', `${OTHER_HEX}  other.qcow2\n${HEX}  ${NAME}\n`],
    ['sha256sum in binary mode, with folders', `${HEX} *./output/${NAME}\n`],
    ['upper case and other line ends', `${HEX.toUpperCase()}  ${NAME}\r\n`],
    ['BSD', `MD5 (${NAME}) = ${HEX.slice(32)}\nSHA256 (other) = ${OTHER_HEX}\nSHA256 (${NAME}) = ${HEX}\n`],
    ['openssl', `SHA2-256(${NAME})= ${HEX}\n`],
    ['a signed list', `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n${HEX}  ${NAME}\n-----BEGIN`],
    ['a bare digest', `${HEX}\n`],
    ['a bare digest as in OCI', `sha256:${HEX}`],
    ['the same twice', `${HEX}  ${NAME}\n${HEX}  ${NAME}\n`],
  ])('%s', (_name, text) => {
    expect(findChecksum(text, NAME, false)).toBe(`sha256:${HEX}`);
  });

  it.each([
    ['nothing', ''],
    ['a web page', '<html>not found</html>'],
    ['SHA-512', `${HEX}${HEX}  ${NAME}\n`],
    ['other files', `${HEX}  other-${NAME}\n`],
    ['two answers', `${HEX}  ${NAME}\n${OTHER_HEX}  ${NAME}\n`],
    ['two bare digests', `${HEX}\n${OTHER_HEX}\n`],
  ])('without an answer: %s', (_name, text) => {
    expect(findChecksum(text, NAME, false)).toBeUndefined();
  });

  it('of one image alone counts whatever name it has', () => {
    expect(findChecksum(`${HEX}  output/built-here\n`, NAME, true)).toBe(`sha256:${HEX}`);
    expect(findChecksum(`${HEX}  a\n${OTHER_HEX}  b\n`, NAME, true)).toBeUndefined();
  });
});

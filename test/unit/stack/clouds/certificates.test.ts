// Certificates in PEM files: all of them, and nothing else of the file.
import { describe, expect, it } from 'vitest';
import { certificatesIn } from '../../../../src/stack/clouds/certificates.ts';
import { AUTHORITY } from '../../../support/clouds/authority.ts';
import { TEST_CERTIFICATE, TEST_KEY } from '../../../support/registry/tls.ts';

describe('the certificates of a file', () => {
  it('are all of a bundle, in their order', () => {
    expect(certificatesIn(AUTHORITY)).toBe(AUTHORITY);
    expect(certificatesIn(`# ours\n${AUTHORITY}\nanother\n${TEST_CERTIFICATE}`)).toBe(
      AUTHORITY + TEST_CERTIFICATE,
    );
  });

  it('are without keys and comments', () => {
    expect(certificatesIn(`subject=me\n${TEST_KEY}${AUTHORITY}`)).toBe(AUTHORITY);
  });

  it('may have the line ends of Windows', () => {
    expect(certificatesIn(AUTHORITY.replaceAll('\n', '\r\n'))).toBe(AUTHORITY);
  });

  it.each([
    ['nothing', ''],
    ['a key', TEST_KEY],
    ['a certificate cut off', AUTHORITY.slice(0, 300)],
    ['a damaged certificate', AUTHORITY.replace('MII', 'AAA')],
    ['a damaged one behind a good one', AUTHORITY + AUTHORITY.replace('MII', 'AAA')],
    ['another kind of certificate', AUTHORITY.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE')],
  ])('are not to be had of %s', (_name, text) => {
    expect(certificatesIn(text)).toBeUndefined();
  });
});

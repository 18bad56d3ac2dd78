// Certificates and keys: what Sprig would make anew each time is a stand-in, and what it refuses is refused.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { GoList, GoStruct, type Value } from '../../../../src/render/gotemplate/value.ts';
import { certificateFunctions } from '../../../../src/render/sprig/certificates.ts';
import { readPem, writePem } from '../../../../src/render/sprig/pem.ts';
import { normalizeKey } from '../../../../src/render/sprig/private-keys.ts';
import { calling } from './rendering.ts';

const functions = certificateFunctions();
const call = calling(functions);

/** Of an authority that exists nowhere; good for a hundred years. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBEzCBuaADAgECAgEBMAoGCCqGSM49BAMCMBIxEDAOBgNVBAMTB2ZpeHR1cmUw
IBcNNzAwMTAxMDAwMDAwWhgPMjEwMDAxMDEwMDAwMDBaMBIxEDAOBgNVBAMTB2Zp
eHR1cmUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATmEhC3qJid5PPkghm7yIb7
KU28bmHhzA2uf8xdiyyFQJrqeKk12EYFg8Pg/+O9uvvGlNM2EAQF4axQ+UZSOhdM
MAoGCCqGSM49BAMCA0kAMEYCIQDjqHIn+Fl2DBa/y+JPO74YiD7ORijrhLa40avK
R/ygCgIhANUJrQg6WYMpCL2Q+CEWnegVYQCYCVfLarPnD+wOud7J
-----END CERTIFICATE-----
`;

const ecKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const KEY = ecKey.export({ type: 'sec1', format: 'pem' }).toString();

const list = (...items: Value[]): GoList => new GoList(items);
const field = (value: Value, name: string): string => (value as GoStruct).fields.get(name) as string;
const says = (pem: string): string => readPem(pem)?.bytes.toString() ?? '';
const block = (type: string, body = 'AAAA'): string =>
  `-----BEGIN ${type}-----\n${body}\n-----END ${type}-----\n`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const authority = (cert: string, key: string): GoStruct =>
  new GoStruct(
    'sprig.certificate',
    new Map([
      ['Cert', cert],
      ['Key', key],
    ]),
  );

describe('a stand-in', () => {
  const made: readonly [name: string, args: readonly Value[]][] = [
    ['genCA', ['example', 365n]],
    ['genCAWithKey', ['example', 365n, KEY]],
    ['genSelfSignedCert', ['example', list('10.0.0.1', '::1'), list('a.example'), 365n]],
    ['genSelfSignedCertWithKey', ['example', null, null, 365n, KEY]],
    ['genSignedCert', ['example', null, list(), 365n, call('genCA', ['ca', 1n])]],
    ['genSignedCertWithKey', ['example', null, null, 365n, authority(CERTIFICATE, KEY), KEY]],
  ];

  it.each(made)('for %s is a certificate and a key in PEM, always the same', (name, args) => {
    const result = call(name, args) as GoStruct;
    expect(result.typeName).toBe('sprig.certificate');
    expect([...result.fields.keys()]).toEqual(['Cert', 'Key']);
    expect(field(result, 'Cert')).toMatch(
      /^-----BEGIN CERTIFICATE-----\n(?:[A-Za-z0-9+/=]{1,64}\n)+-----END CERTIFICATE-----\n$/,
    );
    expect(says(field(result, 'Cert'))).toBe(
      'A stand-in of csctl for the certificate of example, of which there is a new one each time.',
    );
    expect(call(name, args)).toEqual(result);
    expect(functions.get(name)?.unstable).toBe('random');
  });

  it('has the key that was given, or one that stands for another', () => {
    expect(field(call('genCAWithKey', ['example', 1n, KEY]), 'Key')).toBe(KEY);
    const key = field(call('genCA', ['example', 1n]), 'Key');
    expect(key).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
    expect(says(key)).toContain('the private key of example');
  });

  it.each([
    ['', 'RSA PRIVATE KEY', 'rsa'],
    ['rsa', 'RSA PRIVATE KEY', 'rsa'],
    ['dsa', 'DSA PRIVATE KEY', 'dsa'],
    ['ecdsa', 'EC PRIVATE KEY', 'ecdsa'],
    ['ed25519', 'PRIVATE KEY', 'ed25519'],
  ])('for a key of type %j is of type %s', (kind, type, said) => {
    const key = call('genPrivateKey', [kind]) as string;
    expect(readPem(key)?.type).toBe(type);
    expect(says(key)).toContain(`the private key of type ${said},`);
    expect(field(call('genCAWithKey', ['ca', 1n, key]), 'Key')).toBe(key);
  });

  it('of a kind that there is not is none', () => {
    expect(call('genPrivateKey', ['foo'])).toBe('Unknown type foo');
    expect(call('genPrivateKey', ['constructor'])).toBe('Unknown type constructor');
  });
});

describe('what is refused', () => {
  const ca = call('genCA', ['ca', 1n]);

  it.each<[name: string, args: readonly Value[], problem: string]>([
    ['genSelfSignedCert', ['n', list('1.2.3.4', 'x'), null, 1n], 'error parsing ip: x'],
    ['genSelfSignedCert', ['n', list(5n), null, 1n], 'error parsing ip: 5 is not a string'],
    [
      'genSelfSignedCert',
      ['n', null, list('a', true), 1n],
      'error processing alternate dns name: true is not a string',
    ],
    [
      'genSelfSignedCertWithKey',
      ['n', list('x'), null, 1n, 'nokey'],
      'parsing private key: no PEM data in input',
    ],
    [
      'genCAWithKey',
      ['n', 1n, block('CERTIFICATE')],
      'parsing private key: no private key data in PEM block of type CERTIFICATE',
    ],
    [
      'genCAWithKey',
      ['n', 1n, block('FOO PRIVATE KEY')],
      'parsing private key: invalid private key type FOO PRIVATE KEY',
    ],
    [
      'genCAWithKey',
      ['n', 1n, block('RSA PRIVATE KEY')],
      'parsing private key: parsing RSA private key from PEM: no such key',
    ],
    [
      'genCAWithKey',
      ['n', 1n, block('PRIVATE KEY')],
      'parsing private key: decoding PEM as PKCS#8: no such key',
    ],
    ['genSignedCert', ['n', list('x'), null, 1n, ca], 'error parsing ip: x'],
    ['genSignedCert', ['n', list('x'), null, 1n, authority('', '')], 'unable to decode certificate'],
    [
      'genSignedCert',
      ['n', null, null, 1n, authority(block('CERTIFICATE'), '')],
      'error parsing certificate: decodedSignerCert.Bytes: x509: malformed certificate',
    ],
    [
      'genSignedCert',
      ['n', null, null, 1n, authority(CERTIFICATE, '')],
      'error parsing private key: no PEM data in input',
    ],
    ['buildCustomCert', ['!', '!'], 'unable to decode base64 certificate'],
    ['buildCustomCert', [base64('x'), '!'], 'unable to decode base64 private key'],
    ['buildCustomCert', [base64('x'), base64('y')], 'unable to decode certificate'],
    [
      'buildCustomCert',
      [base64(block('CERTIFICATE')), base64('y')],
      'error parsing certificate: decodedCert.Bytes: x509: malformed certificate',
    ],
    [
      'buildCustomCert',
      [base64(CERTIFICATE), base64('y')],
      'error parsing private key: no PEM data in input',
    ],
  ])('%s, row %#', (name, args, problem) => {
    expect(() => call(name, args)).toThrow(new Error(problem));
  });
});

describe('a certificate that is given', () => {
  it('is what it was, and that is stable', () => {
    const result = call('buildCustomCert', [base64(CERTIFICATE), base64(KEY)]);
    expect([field(result, 'Cert'), field(result, 'Key')]).toEqual([CERTIFICATE, KEY]);
    expect(functions.get('buildCustomCert')?.unstable).toBeUndefined();
  });

  it('may be a stand-in', () => {
    const ca = call('genCA', ['ca', 1n]);
    const [cert, key] = [field(ca, 'Cert'), field(ca, 'Key')];
    expect(call('buildCustomCert', [base64(cert), base64(key)])).toEqual(ca);
  });
});

describe('a key', () => {
  it('is written in the form of its kind', () => {
    expect(normalizeKey(ecKey.export({ type: 'pkcs8', format: 'pem' }).toString())).toBe(KEY);
    const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
    const pkcs1 = rsa.export({ type: 'pkcs1', format: 'pem' }).toString();
    expect(normalizeKey(rsa.export({ type: 'pkcs8', format: 'pem' }).toString())).toBe(pkcs1);
    expect(normalizeKey(pkcs1)).toBe(pkcs1);
    const ed = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(normalizeKey(`some text before\n${ed}`)).toBe(ed);
    expect(normalizeKey(block('DSA PRIVATE KEY'))).toBe(block('DSA PRIVATE KEY'));
  });
});

describe('PEM', () => {
  it('is read as it was written', () => {
    const bytes = Buffer.from(Array.from({ length: 200 }, (_, index) => index));
    expect(readPem(writePem({ type: 'X Y', bytes }))).toEqual({ type: 'X Y', bytes });
    expect(writePem({ type: 'X', bytes }).split('\n')[1]).toHaveLength(64);
  });

  it.each([
    ['nothing', ''],
    ['no end', '-----BEGIN X-----\nAAAA\n'],
    ['another end', '-----BEGIN X-----\nAAAA\n-----END Y-----\n'],
    ['headers', '-----BEGIN X-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END X-----\n'],
    ['no base64', '-----BEGIN X-----\n!!!!\n-----END X-----\n'],
  ])('is not there with %s', (_, text) => {
    expect(readPem(text)).toBeUndefined();
  });
});

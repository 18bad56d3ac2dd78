// Sprig's functions of certificates. Those that would make one make a stand-in that is always the same.
import { X509Certificate } from 'node:crypto';
import { formatValue } from '../gotemplate/fmt.ts';
import { fromBytes } from '../gotemplate/text.ts';
import {
  fn,
  GoList,
  GoStruct,
  type Call,
  type FunctionMap,
  type GoFunction,
  type Value,
} from '../gotemplate/value.ts';
import { base64Bytes } from './base-encoding.ts';
import { isIpv4, isIpv6 } from './ip-address.ts';
import { isStandIn, generateKey, normalizeKey, standIn } from './private-keys.ts';
import { readPem } from './pem.ts';
import { byName, chargeAll, chargeDeep, weighed } from './weighed.ts';

const CERTIFICATE = 'sprig.certificate';
const LIST = '[]interface {}';

/** What reading a key takes. */
const COST_OF_KEY = 10_000;

/** `genPrivateKey`, `genCA`, `genSelfSignedCert`, `genSignedCert`, the three with a key, and `buildCustomCert`. */
export function certificateFunctions(): FunctionMap {
  return byName([
    fn('genPrivateKey', ['string'], ([kind]) => generateKey(kind as string), 'random'),
    generating('genCA', ['string', 'int'], ([name]) => issue(name)),
    generating('genCAWithKey', ['string', 'int', 'string'], ([name, , key]) => issue(name, givenKey(key))),
    ...signing('genSelfSignedCert', []),
    ...signing('genSignedCert', [CERTIFICATE]),
    weighed<[string, string]>('buildCustomCert', ['string', 'string'], ([certificate, key], call) => {
      call.charge(COST_OF_KEY);
      return buildCustomCert(certificate, key);
    }),
  ]);
}

/** A function that is random in Sprig. */
function generating(
  name: string,
  params: readonly string[],
  generate: (args: readonly Value[], call: Call) => Value,
): GoFunction {
  const body = (args: readonly Value[], call: Call): Value => {
    chargeAll(args, call);
    call.charge(COST_OF_KEY);
    return generate(args, call);
  };
  return fn(name, params, body, 'random');
}

/** A certificate for names and addresses, signed by itself or an authority, and the same `WithKey`. */
function signing(name: string, signer: readonly string[]): GoFunction[] {
  const params = ['string', LIST, LIST, 'int', ...signer];
  const sign = (args: readonly Value[], call: Call, key?: string): GoStruct => {
    const [subject, addresses, names] = args;
    if (signer.length > 0) checkSigner(args[4] as GoStruct);
    checkAddresses(addresses, call);
    checkNames(names, call);
    return issue(subject, key);
  };
  return [
    generating(name, params, (args, call) => sign(args, call)),
    generating(`${name}WithKey`, [...params, 'string'], (args, call) =>
      sign(args, call, givenKey(args.at(-1))),
    ),
  ];
}

function certificate(cert: string, key: string): GoStruct {
  return new GoStruct(
    CERTIFICATE,
    new Map([
      ['Cert', cert],
      ['Key', key],
    ]),
  );
}

function issue(subject: Value, key?: string): GoStruct {
  const name = subject as string;
  return certificate(
    standIn('CERTIFICATE', `the certificate of ${name}`),
    key ?? standIn('RSA PRIVATE KEY', `the private key of ${name}`),
  );
}

const givenKey = (pem: Value): string => within('parsing private key', () => normalizeKey(pem as string));

function within<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`${what}: ${(error as Error).message}`, { cause: error });
  }
}

function checkSigner({ fields }: GoStruct): void {
  checkCertificate(fields.get('Cert') as string, 'decodedSignerCert');
  within('error parsing private key', () => normalizeKey(fields.get('Key') as string));
}

function checkCertificate(pem: string, name: string): void {
  const block = readPem(pem);
  if (!block) throw new Error('unable to decode certificate');
  if (isStandIn(block)) return;
  try {
    new X509Certificate(block.bytes);
  } catch {
    throw new Error(`error parsing certificate: ${name}.Bytes: x509: malformed certificate`);
  }
}

const itemsOf = (list: Value): readonly Value[] => (list instanceof GoList ? list.items : []);

function checkAddresses(list: Value, call: Call): void {
  for (const address of itemsOf(list)) {
    if (typeof address !== 'string') throw notText('error parsing ip', address, call);
    if (!isIpv4(address) && !isIpv6(address)) throw new Error(`error parsing ip: ${address}`);
  }
}

function checkNames(list: Value, call: Call): void {
  for (const name of itemsOf(list)) {
    if (typeof name !== 'string') throw notText('error processing alternate dns name', name, call);
  }
}

function notText(what: string, value: Value, call: Call): Error {
  chargeDeep(value, call);
  return new Error(`${what}: ${formatValue(value)} is not a string`);
}

function buildCustomCert(base64Certificate: string, base64Key: string): GoStruct {
  const cert = decode(base64Certificate, 'certificate');
  const key = decode(base64Key, 'private key');
  checkCertificate(cert, 'decodedCert');
  within('error parsing private key', () => normalizeKey(key));
  return certificate(cert, key);
}

function decode(base64: string, what: string): string {
  try {
    return fromBytes(base64Bytes(base64));
  } catch {
    throw new Error(`unable to decode base64 ${what}`);
  }
}

// Private keys in PEM: those that charts are given, and stand-ins for those that Sprig would make.
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readPem, writePem, type PemBlock } from './pem.ts';

const STAND_IN = 'A stand-in of csctl for ';

/** A block in PEM that says what it stands for. Sprig makes another one each time; this one is always the same. */
export function standIn(type: string, what: string): string {
  return writePem({ type, bytes: Buffer.from(`${STAND_IN}${what}, of which there is a new one each time.`) });
}

/** Whether a block is one of those. */
export const isStandIn = ({ bytes }: PemBlock): boolean =>
  bytes.subarray(0, STAND_IN.length).toString() === STAND_IN;

const KEY_TYPES: ReadonlyMap<string, string> = new Map([
  ['', 'RSA PRIVATE KEY'],
  ['rsa', 'RSA PRIVATE KEY'],
  ['dsa', 'DSA PRIVATE KEY'],
  ['ecdsa', 'EC PRIVATE KEY'],
  ['ed25519', 'PRIVATE KEY'],
]);

/** `genPrivateKey`: a stand-in for a key of that kind. */
export function generateKey(kind: string): string {
  const type = KEY_TYPES.get(kind);
  return type === undefined
    ? `Unknown type ${kind}`
    : standIn(type, `the private key of type ${kind || 'rsa'}`);
}

const SUFFIX = ' PRIVATE KEY';

/**
 * Reads a private key and writes it in the form that Sprig writes its kind in.
 * @throws Error with Sprig's text; what is wrong inside of a key is told in fewer words
 */
export function normalizeKey(pem: string): string {
  const block = readPem(pem);
  if (!block) throw new Error('no PEM data in input');
  const { type } = block;
  if (type !== 'PRIVATE KEY' && !type.endsWith(SUFFIX)) {
    throw new Error(`no private key data in PEM block of type ${type}`);
  }
  if (isStandIn(block)) return writePem(block);
  if (type === 'PRIVATE KEY') return writeKey(readKey(block, 'pkcs8', 'decoding PEM as PKCS#8'));
  const kind = type.slice(0, -SUFFIX.length);
  const what = `parsing ${kind} private key from PEM`;
  if (kind === 'RSA') return writeKey(readKey(block, 'pkcs1', what));
  if (kind === 'EC') return writeKey(readKey(block, 'sec1', what));
  if (kind === 'DSA') return writePem(block);
  throw new Error(`invalid private key type ${type}`);
}

function readKey({ bytes }: PemBlock, type: 'pkcs1' | 'pkcs8' | 'sec1', what: string): KeyObject {
  try {
    return createPrivateKey({ key: bytes, format: 'der', type });
  } catch {
    throw new Error(`${what}: no such key`);
  }
}

function writeKey(key: KeyObject): string {
  if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'pkcs1', format: 'pem' }).toString();
  if (key.asymmetricKeyType === 'ec') return key.export({ type: 'sec1', format: 'pem' }).toString();
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

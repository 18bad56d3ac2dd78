// Sprig's sums of texts, and its encryption with a password.
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { fromBytes, toBytes } from '../gotemplate/text.ts';
import { fn, type FunctionMap, type GoFunction } from '../gotemplate/value.ts';
import { base64Bytes } from './base-encoding.ts';
import { byName, chargeAll, weighed } from './weighed.ts';

/** `sha1sum`, `sha256sum` and `adler32sum`, which slim-sprig has as well. */
export function sumFunctions(): FunctionMap {
  return byName([
    hexSum('sha1sum', 'sha1'),
    hexSum('sha256sum', 'sha256'),
    weighed<[string]>('adler32sum', ['string'], ([text]) => String(adler32(toBytes(text)))),
  ]);
}

/** `sha512sum`, `encryptAES` and `decryptAES`. */
export function cryptoFunctions(): FunctionMap {
  return byName([
    hexSum('sha512sum', 'sha512'),
    weighed<[string, string]>('decryptAES', ['string', 'string'], ([password, text]) =>
      decrypt(password, text),
    ),
    fn(
      'encryptAES',
      ['string', 'string'],
      (args, call) => {
        chargeAll(args, call);
        const [password, text] = args as [string, string];
        return encrypt(password, text);
      },
      'random',
    ),
  ]);
}

const hexSum = (name: string, algorithm: string): GoFunction =>
  weighed<[string]>(name, ['string'], ([text]) => createHash(algorithm).update(toBytes(text)).digest('hex'));

const ADLER_MODULUS = 65_521;

function adler32(bytes: Uint8Array): number {
  let sum = 1;
  let sumOfSums = 0;
  for (const byte of bytes) {
    sum = (sum + byte) % ADLER_MODULUS;
    sumOfSums = (sumOfSums + sum) % ADLER_MODULUS;
  }
  return sumOfSums * 65_536 + sum;
}

const CIPHER = 'aes-256-cbc';
const BLOCK = 16;

/** The password, cut or filled up with zeros. */
function keyOf(password: string): Buffer {
  const key = Buffer.alloc(32);
  key.set(toBytes(password).subarray(0, key.length));
  return key;
}

/** With an initialization vector of zeros, where Sprig's is random: what it makes can be decrypted, and is always the same. */
function encrypt(password: string, text: string): string {
  if (text === '') return '';
  const vector = Buffer.alloc(BLOCK);
  const cipher = createCipheriv(CIPHER, keyOf(password), vector);
  return Buffer.concat([vector, cipher.update(toBytes(text)), cipher.final()]).toString('base64');
}

/** Believes whatever padding there is, as Sprig does: with the wrong password it may make anything. */
function decrypt(password: string, base64: string): string {
  if (base64 === '') return '';
  const encrypted = base64Bytes(base64);
  if (encrypted.length < BLOCK) {
    throw new Error(`runtime error: slice bounds out of range [:${BLOCK}] with capacity ${encrypted.length}`);
  }
  if (encrypted.length % BLOCK !== 0) throw new Error('crypto/cipher: input not full blocks');
  const decipher = createDecipheriv(CIPHER, keyOf(password), encrypted.subarray(0, BLOCK));
  decipher.setAutoPadding(false);
  const text = Buffer.concat([decipher.update(encrypted.subarray(BLOCK)), decipher.final()]);
  const padding = text.at(-1);
  if (padding === undefined) throw new Error('runtime error: index out of range [-1]');
  if (padding > text.length) {
    throw new Error(`runtime error: slice bounds out of range [:${text.length - padding}]`);
  }
  return fromBytes(text.subarray(0, text.length - padding));
}

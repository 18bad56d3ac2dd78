// Sprig's passwords: those derived from a master password, and stand-ins for salted hashes.
import { createHmac, scryptSync } from 'node:crypto';
import { byteLength, toBytes } from '../gotemplate/text.ts';
import { fn, GoNumber, type FunctionMap, type Value } from '../gotemplate/value.ts';
import { byName, chargeAll } from './weighed.ts';

/** `derivePassword`, `bcrypt` and `htpasswd`. */
export function passwordFunctions(): FunctionMap {
  return byName([
    fn('derivePassword', ['uint32', 'string', 'string', 'string', 'string'], (args, call) => {
      chargeAll(args, call);
      call.charge(COST_OF_SCRYPT);
      const [counter, kind, password, user, site] = args as [Value, string, string, string, string];
      return derivePassword(counterOf(counter), kind, { password, user, site });
    }),
    fn('bcrypt', ['string'], ([password]) => bcrypt(password as string), 'random'),
    fn(
      'htpasswd',
      ['string', 'string'],
      ([user, password]) => {
        if ((user as string).includes(':')) return `invalid username: ${user as string}`;
        return `${user as string}:${bcrypt(password as string)}`;
      },
      'random',
    ),
  ]);
}

const counterOf = (counter: Value): number =>
  Number(counter instanceof GoNumber ? counter.value : (counter as bigint));

/** About a tenth of a second. */
const COST_OF_SCRYPT = 1_000_000;

const SCRYPT = { N: 32_768, r: 8, p: 2, maxmem: 64 * 1024 * 1024 };

/** https://masterpasswordapp.com: what the templates of passwords are written in. */
const CHARACTERS: Readonly<Record<string, string>> = {
  V: 'AEIOU',
  C: 'BCDFGHJKLMNPQRSTVWXYZ',
  v: 'aeiou',
  c: 'bcdfghjklmnpqrstvwxyz',
  a: 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz',
  n: '0123456789',
  o: "@&%?,=[]_:-+*$#!'^~;()/.",
  x: 'AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()',
};

const LONG = [
  'CvcvnoCvcvCvcv CvcvCvcvnoCvcv CvcvCvcvCvcvno CvccnoCvcvCvcv CvccCvcvnoCvcv CvccCvcvCvcvno CvcvnoCvccCvcv',
  'CvcvCvccnoCvcv CvcvCvccCvcvno CvcvnoCvcvCvcc CvcvCvcvnoCvcc CvcvCvcvCvccno CvccnoCvccCvcv CvccCvccnoCvcv',
  'CvccCvccCvcvno CvcvnoCvccCvcc CvcvCvccnoCvcc CvcvCvccCvccno CvccnoCvcvCvcc CvccCvcvnoCvcc CvccCvcvCvccno',
].join(' ');

const TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map([
  ['maximum', ['anoxxxxxxxxxxxxxxxxx', 'axxxxxxxxxxxxxxxxxno']],
  ['long', LONG.split(' ')],
  ['medium', ['CvcnoCvc', 'CvcCvcno']],
  ['short', ['Cvcn']],
  ['basic', ['aaanaaan', 'aannaaan', 'aaannaaa']],
  ['pin', ['nnnn']],
]);

const SEED = Buffer.from('com.lyndir.masterpassword');

/** The algorithm of Master Password, in its first version. */
function derivePassword(
  counter: number,
  kind: string,
  { password, user, site }: { password: string; user: string; site: string },
): string {
  const templates = TEMPLATES.get(kind);
  if (!templates) return `cannot find password template ${kind}`;
  const salt = Buffer.concat([SEED, uint32(byteLength(user)), toBytes(user)]);
  const key = scryptSync(toBytes(password), salt, 64, SCRYPT);
  const message = Buffer.concat([SEED, uint32(byteLength(site)), toBytes(site), uint32(counter)]);
  const seed = createHmac('sha256', key).update(message).digest();
  const template = pick(templates, seed[0]);
  return Array.from(template, (kindOfCharacter, index) =>
    pick(Array.from(CHARACTERS[kindOfCharacter] ?? ''), seed[index + 1]),
  ).join('');
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const pick = (choices: readonly string[], byte = 0): string => choices[byte % choices.length] ?? '';

/** What bcrypt can hash. */
const LONGEST_PASSWORD = 72;

/** A hash of the right shape that no password has: the real one has a random salt. */
function bcrypt(password: string): string {
  if (byteLength(password) > LONGEST_PASSWORD) {
    return `failed to encrypt string with bcrypt: bcrypt: password length exceeds ${LONGEST_PASSWORD} bytes`;
  }
  return `$2a$10$${'.'.repeat(53)}`;
}

// Sums, ciphers, passwords and stand-ins for what is random (outputs of Sprig v3.3.0).
import { describe, expect, it } from 'vitest';
import { Budget, LimitError } from '../../../../src/render/gotemplate/limits.ts';
import { GoNumber, type Value } from '../../../../src/render/gotemplate/value.ts';
import { cryptoFunctions, sumFunctions } from '../../../../src/render/sprig/digests.ts';
import { passwordFunctions } from '../../../../src/render/sprig/passwords.ts';
import { randomFunctions, randomNumberFunctions } from '../../../../src/render/sprig/random.ts';
import { calling } from './rendering.ts';

const functions = new Map([
  ...[...sumFunctions(), ...cryptoFunctions(), ...passwordFunctions()],
  ...[...randomFunctions(), ...randomNumberFunctions()],
]);
const call = calling(functions);

describe('a sum', () => {
  it.each<[name: string, empty: string, umlaut: string, long: string]>([
    [
      'sha1sum',
      'da39a3ee5e6b4b0d3255bfef95601890afd80709',
      '599fc3139d23a315a7efc55c6aa2d6ea8505dfa2',
      'f8c5cde791c5056cf515881e701c8a9ecb439a75',
    ],
    [
      'sha256sum',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '34c94dbc2853cfdeb05bc68864b5a4c08dda7cc38ad3219612703b73d49c4a07',
      'e4ee97ec252749d2096447e849628d0d7734f51700416eefbb33574bf0b3ee75',
    ],
    [
      'sha512sum',
      'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
      'f6c0382c26fa61d530fdb92401a24053fe4455cdb4bd35356f0954e2c1a5827e0c8a5d524290f341d7461e17f32d13dd58a68e7161976db7d632f33d3462d1e9',
      '60c9895c8186399e4961b76bf8e6ebad4e5bb4eedf58c01bb5ea427aad40f49ac1b77507f2d2ab3faeb2622e6028306181498c73a1af26a8d787986abe6b8262',
    ],
    ['adler32sum', '1', '252576655', '16863375'],
  ])('%s', (name, ...expected) => {
    expect(['', 'häuser', 'x'.repeat(10_000)].map((text) => call(name, [text]))).toEqual(expected);
  });

  it('is of the bytes of a text, those that are no UTF-8 too', () => {
    expect(call('adler32sum', ['\udcff'])).toBe(String((1 + 255) * 65_536 + 256));
  });

  it('of a long text is charged for', () => {
    const budget = new Budget({ steps: 1000, output: 1, depth: 1 });
    expect(() => call('sha256sum', ['x'.repeat(2000)], budget)).toThrow(LimitError);
  });
});

describe('a text that was encrypted', () => {
  const ENCRYPTED = 'qOn84G7kXY8dEPOAT/ykvO16Hcjex0OYGWICQaPWJmM=';
  const zeros = (length: number): string => Buffer.alloc(length).toString('base64');

  it('is decrypted', () => {
    expect(call('decryptAES', ['secret', ENCRYPTED])).toBe('plain text');
    expect(call('decryptAES', ['secret', ''])).toBe('');
  });

  it.each(['', 'p', 'sixteen bytes ok', 'ümläut and more than one block of it', '\udcff'])(
    'by csctl is so, too, and always in the same way: %j',
    (text) => {
      const password = 'a password of more than thirty-two bytes';
      const encrypted = call('encryptAES', [password, text]);
      expect(call('decryptAES', [password, encrypted])).toBe(text);
      expect(call('encryptAES', [password, text])).toBe(encrypted);
    },
  );

  it.each<[why: string, password: string, text: string, problem: string]>([
    ['another password', 'wrong', ENCRYPTED, 'runtime error: slice bounds out of range [:-193]'],
    ['no base64', 'secret', '!!', 'illegal base64 data at input byte 0'],
    ['less than a block', 'secret', 'YWJj', 'runtime error: slice bounds out of range [:16] with capacity 3'],
    ['one block', 'secret', zeros(16), 'runtime error: index out of range [-1]'],
    ['a part of a block', 'secret', zeros(20), 'crypto/cipher: input not full blocks'],
    ['zeros', 'secret', zeros(32), 'runtime error: slice bounds out of range [:-205]'],
  ])('is not where there is %s', (_, password, text, problem) => {
    expect(() => call('decryptAES', [password, text])).toThrow(new Error(problem));
  });
});

describe('a password', () => {
  const derive = (counter: Value, kind: string, ...names: readonly [string, string, string]): Value =>
    call('derivePassword', [counter, kind, ...names]);

  it.each([
    ['maximum', 'pf4zS1LjCg&LjhsZ7T2~'],
    ['long', 'ZedaFaxcZaso9*'],
    ['medium', 'ZedJuz8$'],
    ['short', 'Zed5'],
    ['basic', 'pIS54PLs'],
    ['pin', '6685'],
    ['nope', 'cannot find password template nope'],
    ['constructor', 'cannot find password template constructor'],
  ])('of type %s', (kind, password) => {
    expect(derive(1n, kind, 'password', 'user', 'example.com')).toBe(password);
  });

  it('of more than ASCII, and the last counter', () => {
    const last = new GoNumber(4_294_967_295n, 'uint32');
    expect(derive(last, 'long', 'pässword', 'üser', 'sïte')).toBe('VoxeZuwzJifb8+');
  });

  it('takes its time, which is charged for', () => {
    const budget = new Budget({ steps: 1_500_000, output: 1, depth: 1 });
    const args = [1n, 'pin', 'password', 'user', 'example.com'];
    call('derivePassword', args, budget);
    expect(() => call('derivePassword', args, budget)).toThrow(LimitError);
  });

  it('is hashed to something of the shape of a hash', () => {
    expect(call('bcrypt', ['x'])).toMatch(/^\$2a\$10\$[./A-Za-z0-9]{53}$/);
    expect(call('htpasswd', ['user', 'x'])).toMatch(/^user:\$2a\$10\$[./A-Za-z0-9]{53}$/);
  });

  it('is not hashed where Sprig does not', () => {
    const tooLong = 'failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes';
    expect(call('bcrypt', ['x'.repeat(72)])).toMatch(/^\$2a\$10\$/);
    expect(call('bcrypt', ['ü'.repeat(37)])).toBe(tooLong);
    expect(call('htpasswd', ['u', 'x'.repeat(73)])).toBe(`u:${tooLong}`);
    expect(call('htpasswd', ['a:b', 'c'])).toBe('invalid username: a:b');
  });
});

describe('what is random', () => {
  it.each([
    ['randAlpha', /^[a-zA-Z]{40}$/],
    ['randNumeric', /^[0-9]{40}$/],
    ['randAlphaNum', /^[a-zA-Z0-9]{40}$/],
    ['randAscii', /^[ -~]{40}$/],
  ])('%s is as long as it should be, and always the same', (name, pattern) => {
    expect(call(name, [40n])).toMatch(pattern);
    expect(call(name, [40n])).toBe(call(name, [40n]));
    expect([call(name, [0n]), call(name, [-5n])]).toEqual(['', '']);
    expect(() => call(name, [2n ** 62n])).toThrow(LimitError);
  });

  it('bytes are in base64', () => {
    expect(Buffer.from(call('randBytes', [10n]) as string, 'base64')).toHaveLength(10);
    expect(() => call('randBytes', [-1n])).toThrow(new Error('runtime error: makeslice: len out of range'));
    expect(() => call('randBytes', [2n ** 62n])).toThrow(LimitError);
  });

  it('a UUID is one', () => {
    expect(call('uuidv4', [])).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('a number is between its bounds', () => {
    expect(call('randInt', [3n, 10n])).toBe(3n);
    expect(() => call('randInt', [5n, 5n])).toThrow(new Error('invalid argument to Intn'));
    expect(() => call('randInt', [6n, 5n])).toThrow(new Error('invalid argument to Intn'));
  });

  it('is said to be', () => {
    const unstable = [...functions.values()].filter((declared) => declared.unstable === 'random');
    expect(unstable.map(({ name }) => name).sort()).toEqual([
      ...['bcrypt', 'encryptAES', 'htpasswd', 'randAlpha', 'randAlphaNum', 'randAscii', 'randBytes'],
      ...['randInt', 'randNumeric', 'uuidv4'],
    ]);
  });
});

// Stand-ins for Sprig's random functions: as long and of the characters that they ask for, and always the same.
import { fn, type FunctionMap, type GoFunction } from '../gotemplate/value.ts';
import { byName } from './weighed.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

/** `randAlpha`, `randNumeric`, `randAlphaNum`, `randAscii`, `randBytes` and `uuidv4`. */
export function randomFunctions(): FunctionMap {
  return byName([
    randomText('randAlpha', LETTERS),
    randomText('randNumeric', DIGITS),
    randomText('randAlphaNum', LETTERS + DIGITS),
    randomText('randAscii', LETTERS + DIGITS),
    fn(
      'randBytes',
      ['int'],
      ([count], call) => {
        if ((count as bigint) < 0n) throw new Error('runtime error: makeslice: len out of range');
        call.charge(Number(count));
        return Buffer.alloc(Number(count)).toString('base64');
      },
      'random',
    ),
    fn('uuidv4', [], () => '00000000-0000-4000-8000-000000000000', 'random'),
  ]);
}

/** `randInt`, which slim-sprig has as well: the least that it may return. */
export function randomNumberFunctions(): FunctionMap {
  return byName([
    fn(
      'randInt',
      ['int', 'int'],
      ([least, end]) => {
        if (BigInt.asIntN(64, (end as bigint) - (least as bigint)) <= 0n)
          throw new Error('invalid argument to Intn');
        return least;
      },
      'random',
    ),
  ]);
}

/** Of the characters in turn; '' for a length below 0. */
function randomText(name: string, characters: string): GoFunction {
  return fn(
    name,
    ['int'],
    ([length], call) => {
      const wanted = Math.max(0, Number(length));
      call.charge(wanted);
      return characters.repeat(Math.ceil(wanted / characters.length)).slice(0, wanted);
    },
    'random',
  );
}

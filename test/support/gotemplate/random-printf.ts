// Formats and values at random, as templates that print the ones with the others.
import fc from 'fast-check';
import { GoList, GoMap, type Value } from '../../../src/render/gotemplate/value.ts';
import { bytes, list, named, number, object, pair, point, seconds } from './sample-types.ts';
import type { TemplateCase } from './text-template.ts';

const TEXTS = [
  '',
  'a',
  'héllo',
  '日本語',
  'a\nb\t"q"`',
  "it's \\",
  '\udc80x\udcff',
  '😀',
  '\u00ad\u200b\ufeff',
  '\0\x07\x7f',
];
const VERBS = 'vvvvvTdsqxXoObcUeEfFgGtpwz!é';

const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'grapheme', maxLength: 8 }));

const integer = fc.oneof(
  fc.bigInt({ min: -1000n, max: 1000n }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(0xd800n, 0x10ffffn, 0x110000n, 0xadn),
);

const float = fc.oneof(
  fc.double(),
  fc.integer({ min: -1000, max: 1000 }).map((eighths) => eighths / 8),
  fc.integer({ min: 0, max: 99999 }).map((cents) => cents / 100),
  fc.constantFrom(1e6, 1e20, 1e21, 123456789, 0.0001, 0.00001, 100000),
);

const typedNumber = fc.oneof(
  fc.bigInt({ min: 0n, max: 255n }).map((value) => number(value, 'uint8')),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => number(value, 'uint64')),
  fc.bigInt({ min: -128n, max: 127n }).map((value) => number(value, 'int8')),
  // Powers of two are where shortest float32 may differ (float-bits.ts).
  fc.integer({ min: 1, max: 100000 }).map((value) => number(Math.fround(value / 97), 'float32')),
);

const emptyOrTyped = fc.constantFrom<Value>(
  new GoList([], undefined, true),
  new GoList(['x', 'y z'], 'string'),
  new GoList([3n, 10n], 'int'),
  new GoMap([], undefined, 'string', true),
  new GoMap(
    [
      [3n, 'c'],
      [-1n, 'a'],
    ],
    'string',
    'int',
  ),
  new GoMap(
    [
      [true, 1n],
      [false, 2n],
    ],
    'int',
    'bool',
  ),
  new GoMap(
    [
      [2.5, 1n],
      [-1, 2n],
      [Infinity, 4n],
    ],
    'int',
    'float64',
  ),
);

const { value } = fc.letrec<{ value: Value; scalar: Value }>((tie) => ({
  scalar: fc.oneof<fc.Arbitrary<Value>[]>(
    text,
    integer,
    float,
    typedNumber,
    fc.boolean(),
    fc.constant(null),
    fc.integer({ min: 0, max: 59 }).map(seconds),
  ),
  value: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'value' },
    tie('scalar'),
    tie('scalar'),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => list(...items)),
    fc
      .dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: false })
      .map((entries) => object(entries)),
    fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 4 }).map((values) => bytes(...values)),
    fc.tuple(tie('value'), tie('value')).map(([first, second]) => pair(first, second)),
    integer.map((x) => point(x, 2n)),
    text.map((name) => named(name)),
    emptyOrTyped,
  ),
}));

const piece = (...pieces: string[]): fc.Arbitrary<string> => fc.constantFrom('', '', ...pieces);

const directive = fc
  .tuple(
    piece('x ', 'é', '|'),
    fc.array(fc.constantFrom('+', '-', '#', ' ', '0'), { maxLength: 2 }).map((flags) => flags.join('')),
    piece('', '', '', '[1]', '[2]', '[0]', '[9]', '[x]', '[]'),
    piece('', '1', '5', '12', '*', '20', '0'),
    piece('', '.0', '.1', '.3', '.10', '.*', '.', '.[2]*', '.25'),
    fc.constantFrom(...VERBS),
  )
  .map(([before, ...rest]) => `${before}%${rest.join('')}`);

/** Cases for `printf`, or for another function that prints, with up to three values. */
export function randomPrintf(): fc.Arbitrary<TemplateCase> {
  return fc
    .record({
      name: fc.constantFrom(
        'printf .F',
        'printf .F',
        'printf .F',
        'print',
        'println',
        'html',
        'js',
        'urlquery',
      ),
      format: fc.array(directive, { maxLength: 4 }).map((parts) => parts.join('')),
      values: fc.array(value, { maxLength: 3 }),
    })
    .map(({ name, format, values }) => {
      const args = values.map((_, index) => ` (index .A ${index})`).join('');
      return {
        templates: [['t', `{{${name}${args}}}`]],
        missingKey: 'default',
        data: object({ F: format, A: list(...values) }),
      };
    });
}

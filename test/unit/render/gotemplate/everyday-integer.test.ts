// Integers at first sight: the same for YAML and for templates, and what both make of them the long way round.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { resolvePlain } from '../../../../src/render/encoding/yaml-resolve.ts';
import { everydayInteger } from '../../../../src/render/gotemplate/everyday-integer.ts';
import { numberConstant } from '../../../../src/render/gotemplate/number-constant.ts';

it.each<[text: string, value: bigint | undefined]>([
  ['0', 0n],
  ['7', 7n],
  ['10', 10n],
  ['999999999999999', 999_999_999_999_999n],
  ['1000000000000000', undefined],
  ['', undefined],
  ['00', undefined],
  ['017', undefined],
  ['0x1f', undefined],
  ['+1', undefined],
  ['-1', undefined],
  ['1_000', undefined],
  ['1.0', undefined],
  ['1e3', undefined],
  ['1\n', undefined],
  ['\u0661', undefined],
])('%j is %s', (text, value) => {
  expect(everydayInteger(text)).toBe(value);
});

it('is what is read with a prefix, where nobody takes the short way', () => {
  fc.assert(
    fc.property(fc.nat({ max: 999_999_999_999_999 }), (number) => {
      const [short, long] = [String(number), `0x${number.toString(16)}`];
      expect(everydayInteger(short)).toBe(BigInt(number));
      expect(resolvePlain(short)).toBe(resolvePlain(long));
      expect(numberConstant(short)).toEqual(numberConstant(long));
    }),
  );
});

// Strings as bytes: lengths, conversions and the order of texts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byteLength,
  compareTexts,
  fromBytes,
  runeCount,
  sortTexts,
  toBytes,
} from '../../../../src/render/gotemplate/text.ts';

/** Texts, their bytes, and how many characters Go counts. */
const TEXTS: readonly (readonly [text: string, bytes: readonly number[], runes: number])[] = [
  ['', [], 0],
  ['abc', [0x61, 0x62, 0x63], 3],
  ['é', [0xc3, 0xa9], 1],
  ['日', [0xe6, 0x97, 0xa5], 1],
  ['😀', [0xf0, 0x9f, 0x98, 0x80], 1],
  ['\ufeffa', [0xef, 0xbb, 0xbf, 0x61], 2],
  ['\ufffd', [0xef, 0xbf, 0xbd], 1],
  ['\udcff', [0xff], 1],
  ['a\udc80b', [0x61, 0x80, 0x62], 3],
  ['é\udcc3a😀', [0xc3, 0xa9, 0xc3, 0x61, 0xf0, 0x9f, 0x98, 0x80], 4],
  ['\udced\udca0\udc80', [0xed, 0xa0, 0x80], 3],
];

/** Bytes that are no characters: each of them stands alone. */
const BROKEN: readonly (readonly [bytes: readonly number[], text: string])[] = [
  [[0xc3], '\udcc3'],
  [[0xc3, 0x61], '\udcc3a'],
  [[0xe6, 0x97], '\udce6\udc97'],
  [[0xf0, 0x9f, 0x98, 0x61], '\udcf0\udc9f\udc98a'],
  [[0xc0, 0x80], '\udcc0\udc80'],
  [[0xe0, 0x80, 0x80], '\udce0\udc80\udc80'],
  [[0xf0, 0x80, 0x80, 0x80], '\udcf0\udc80\udc80\udc80'],
  [[0xf4, 0x90, 0x80, 0x80], '\udcf4\udc90\udc80\udc80'],
  [[0xf5, 0x80, 0x80, 0x80], '\udcf5\udc80\udc80\udc80'],
  [[0xed, 0xa0, 0x80], '\udced\udca0\udc80'],
  [[0x80, 0xe6, 0x97, 0xa5, 0xff], '\udc80日\udcff'],
  [[0xef, 0xbf, 0xbd, 0xff], '\ufffd\udcff'],
];

describe('texts and bytes', () => {
  it.each(TEXTS)('%j has the bytes %j', (text, bytes, runes) => {
    expect([...toBytes(text)]).toEqual(bytes);
    expect(byteLength(text)).toBe(bytes.length);
    expect(runeCount(text)).toBe(runes);
    expect(fromBytes(Uint8Array.from(bytes))).toBe(text);
  });

  it.each(BROKEN)('%j is %j', (bytes, text) => {
    expect(fromBytes(Uint8Array.from(bytes))).toBe(text);
    expect([...toBytes(text)]).toEqual(bytes);
  });

  it('reads a part of a larger buffer', () => {
    expect(fromBytes(Uint8Array.from([0x61, 0xff, 0x62, 0x63]).subarray(1, 3))).toBe('\udcffb');
  });

  it('has any bytes come back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const text = fromBytes(bytes);
        expect([...toBytes(text)]).toEqual([...bytes]);
        expect(byteLength(text)).toBe(bytes.length);
      }),
    );
  });

  it('reads a megabyte of bytes that are no text in no time', () => {
    const bytes = new Uint8Array(1 << 20).fill(0xff);
    expect(fromBytes(bytes)).toHaveLength(1 << 20);
  }, 2000);
});

describe('the order of texts', () => {
  it('is that of their bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(Math.sign(compareTexts(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });

  it('has bytes that are no UTF-8 where their number is', () => {
    expect(sortTexts(['日', '\udc80', 'a', '\udcff', '😀', '\uffff', ''])).toEqual([
      '',
      'a',
      '\udc80',
      '日',
      '\uffff',
      '😀',
      '\udcff',
    ]);
  });

  it('is the usual one for plain texts', () => {
    expect(sortTexts(['b', 'a', 'B', '10', '9'])).toEqual(['10', '9', 'B', 'a', 'b']);
  });
});

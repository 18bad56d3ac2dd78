// Runes as Go has them: one rune stays one rune in any case, and bytes that are no UTF-8 are U+FFFD.
import { describe, expect, it } from 'vitest';
import {
  decodedRune,
  isRuneError,
  isSpace,
  mapRunes,
  toLower,
  toLowerRune,
  toTitleRune,
  toUpper,
  toUpperRune,
} from '../../../../src/render/sprig/runes.ts';

describe('case', () => {
  it.each([
    ['a', 'A', 'a', 'A'],
    ['ß', 'ß', 'ß', 'ß'],
    ['ŉ', 'ŉ', 'ŉ', 'ŉ'],
    ['ſ', 'S', 'ſ', 'S'],
    ['İ', 'İ', 'i', 'İ'],
    ['ǆ', 'Ǆ', 'ǆ', 'ǅ'],
    ['ǅ', 'Ǆ', 'ǆ', 'ǅ'],
    ['Ǆ', 'Ǆ', 'ǆ', 'ǅ'],
    ['ǌ', 'Ǌ', 'ǌ', 'ǋ'],
    ['ǳ', 'Ǳ', 'ǳ', 'ǲ'],
    ['ა', 'Ა', 'ა', 'ა'],
    ['ᾀ', 'ᾈ', 'ᾀ', 'ᾈ'],
    ['ᾈ', 'ᾈ', 'ᾀ', 'ᾈ'],
    ['ᾳ', 'ᾼ', 'ᾳ', 'ᾼ'],
    ['ῳ', 'ῼ', 'ῳ', 'ῼ'],
    ['ΐ', 'ΐ', 'ΐ', 'ΐ'],
    ['Σ', 'Σ', 'σ', 'Σ'],
    ['𐐨', '𐐀', '𐐨', '𐐀'],
    ['日', '日', '日', '日'],
  ])('of %s', (rune, upper, lower, title) => {
    expect([toUpperRune(rune), toLowerRune(rune), toTitleRune(rune)]).toEqual([upper, lower, title]);
  });

  it('of texts', () => {
    expect(toUpper('straße \udcff')).toBe('STRAßE \ufffd');
    expect(toLower('ΑΣ İ')).toBe('ας i'.replace('ς', 'σ'));
    expect(toUpper('abc')).toBe('ABC');
    expect(toLower('ABC')).toBe('abc');
  });
});

describe('runes', () => {
  it('that are no UTF-8 are U+FFFD', () => {
    expect(['\udc80', '\udcff', '\ufffd', 'a', '😀'].map(decodedRune)).toEqual([
      '\ufffd',
      '\ufffd',
      '\ufffd',
      'a',
      '😀',
    ]);
    expect(['\udc80', '\ufffd', 'a', '😀', '\udc7f'].map(isRuneError)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(mapRunes('a😀\udc80', (rune) => `<${rune}>`)).toBe('<a><😀><\ufffd>');
  });

  it('that are white space are those of Go, and not those of JavaScript', () => {
    const spaces = [...'\t\n\v\f\r \x85\xa0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000'];
    expect(spaces.filter((rune) => !isSpace(rune))).toEqual([]);
    expect(['\ufeff', '\u200b', '\u180e', 'a', '\0', ''].filter(isSpace)).toEqual([]);
  });
});

// Constants of Go source: what is written in quotes, and what is read from them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPrint } from '../../../../src/render/gotemplate/printable.ts';
import { canBackquote, quote, quoteRune, quoteToAscii } from '../../../../src/render/gotemplate/quote.ts';
import { unquote } from '../../../../src/render/gotemplate/unquote.ts';

/** strconv.Quote and strconv.QuoteToASCII of Go 1.26. */
const QUOTED: readonly (readonly [text: string, quoted: string, ascii: string])[] = [
  ['', '""', '""'],
  ['plain text', '"plain text"', '"plain text"'],
  ['"\'`\\', '"\\"\'`\\\\"', '"\\"\'`\\\\"'],
  ['\u0007\b\t\n\u000b\f\r', '"\\a\\b\\t\\n\\v\\f\\r"', '"\\a\\b\\t\\n\\v\\f\\r"'],
  ['\u0000\u001f\u007f', '"\\x00\\x1f\\x7f"', '"\\x00\\x1f\\x7f"'],
  ['äö日', '"äö日"', '"\\u00e4\\u00f6\\u65e5"'],
  ['😀', '"😀"', '"\\U0001f600"'],
  ['\u0080\u00a0\u00ad', '"\\u0080\\u00a0\\u00ad"', '"\\u0080\\u00a0\\u00ad"'],
  ['\u200b\u2028\u3000\ufeff', '"\\u200b\\u2028\\u3000\\ufeff"', '"\\u200b\\u2028\\u3000\\ufeff"'],
  ['\ufffd', '"\ufffd"', '"\\ufffd"'],
  ['\udc80a\udcff', '"\\x80a\\xff"', '"\\x80a\\xff"'],
  ['\u{e0001}\u{10ffff}', '"\\U000e0001\\U0010ffff"', '"\\U000e0001\\U0010ffff"'],
];

/** Whether Go prints a character as it is: ends of its tables, and characters that are newer than its Unicode. */
const PRINTABLE: readonly (readonly [code: number, isPrinted: boolean])[] = [
  [0x1f, false],
  [0x20, true],
  [0x7e, true],
  [0x7f, false],
  [0xa0, false],
  [0xa1, true],
  [0xad, false],
  [0x300, true],
  [0x378, false],
  [0x88e, true],
  [0x88f, false],
  [0x2426, true],
  [0x2427, false],
  [0xe000, false],
  [0xfffd, true],
  [0x1f600, true],
  [0x1fac6, false],
  [0x31350, true],
  [0x323af, true],
  [0x323b0, false],
];

describe('quoted texts', () => {
  it.each(QUOTED)('%j', (text, quoted, ascii) => {
    expect(quote(text)).toBe(quoted);
    expect(quoteToAscii(text)).toBe(ascii);
    expect(unquote(quoted)).toBe(text);
    expect(unquote(ascii)).toBe(text);
  });

  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(unquote(quote(text))).toBe(text);
        expect(unquote(quoteToAscii(text))).toBe(text);
      }),
    );
  });

  it.each(PRINTABLE)('U+%i prints: %j', (code, isPrinted) => {
    expect(isPrint(code)).toBe(isPrinted);
  });
});

describe('quoted characters', () => {
  it.each([
    [0x61, false, "'a'"],
    [0x27, false, "'\\''"],
    [0x22, false, "'\"'"],
    [0x5c, false, "'\\\\'"],
    [0x0a, false, "'\\n'"],
    [0xe9, false, "'é'"],
    [0xe9, true, "'\\u00e9'"],
    [0xd800, false, "'\ufffd'"],
    [0x110000, false, "'\ufffd'"],
    [-1, true, "'\\ufffd'"],
  ])('%i', (code, toAscii, expected) => {
    expect(quoteRune(code, toAscii)).toBe(expected);
  });
});

describe('backquotes', () => {
  it.each([
    ['', true],
    ['a\tb"\\', true],
    ['äö\u0080', true],
    ['a`b', false],
    ['a\nb', false],
    ['\u0000', false],
    ['\u007f', false],
    ['\ufeff', false],
    ['\udcff', false],
  ])('can hold %j: %j', (text, expected) => {
    expect(canBackquote(text)).toBe(expected);
  });
});

describe('constants that are read', () => {
  it.each([
    ["'a'", 'a'],
    ["'\\''", "'"],
    ["'\"'", '"'],
    ["'日'", '日'],
    ["'\\xff'", '\udcff'],
    ['"\\xe6\\x97\\xa5"', '日'],
    ['"\\346\\227\\245"', '日'],
    ['"\udcff"', '\ufffd'],
    ['`\udcff\\n`', '\udcff\\n'],
    ['`a\r\nb`', 'a\nb'],
    ['"\\U0010ffff"', '\u{10ffff}'],
    ['"\'"', "'"],
  ])('%s', (quoted, expected) => {
    expect(unquote(quoted)).toBe(expected);
  });

  it.each([
    '',
    '"',
    'a',
    '"a',
    '"a\'',
    '"a"b"',
    '"\\"',
    '"\\q"',
    '"\\\'"',
    "'\\\"'",
    '"\\x4"',
    '"\\xgg"',
    '"\\u12"',
    '"\\ud800"',
    '"\\U00110000"',
    '"\\08"',
    '"\\400"',
    '"a\nb"',
    "''",
    "'ab'",
    '`a`b`',
  ])('refuses %j', (quoted) => {
    expect(() => unquote(quoted)).toThrow(/^invalid syntax$/);
  });
});

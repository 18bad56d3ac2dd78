// The lexer: which tokens a text is cut into, and where they are.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lexer } from '../../../../src/render/gotemplate/lex.ts';
import { describeToken, type Token, type TokenType } from '../../../../src/render/gotemplate/token.ts';

function tokensOf(text: string, functions: readonly string[] = []): Token[] {
  const lexer = new Lexer(text, { isFunction: (name) => functions.includes(name) });
  const tokens: Token[] = [];
  do tokens.push(lexer.next());
  while (!['eof', 'error'].includes(tokens.at(-1)?.type ?? 'eof'));
  return tokens;
}

/** Tokens as `type:text`, the delimiters and the end left out. */
function shown(text: string, functions?: readonly string[]): string {
  return tokensOf(text, functions)
    .filter(({ type }) => !['leftDelim', 'rightDelim', 'eof'].includes(type))
    .map((token) => `${token.type}:${token.text}`)
    .join(' ');
}

describe('the lexer', () => {
  it.each<[string, string]>([
    ['', ''],
    ['a b', 'text:a b'],
    ['{{1}}', 'number:1'],
    ['a{{.b}}c', 'text:a field:.b text:c'],
    ['a \n{{- .b -}}\t c', 'text:a field:.b text:c'],
    ['a {{-1}}', 'text:a  number:-1'],
    ['{{1 -}}\n', 'number:1'],
    ['{{1  -}}\n', 'number:1'],
    ['{{/* a */}}b', 'text:b'],
    ['a {{- /* a */ -}} b', 'text:a text:b'],
    ['{{.a.b $c.d $ .}}', 'field:.a.b variable:$c.d variable:$ .:.'],
    ['{{.a.é.b.c}}', 'field:.a field:.é field:.b.c'],
    ['{{$.a.b:=.c.5}}', 'variable:$.a.b declare::= field:.c number:.5'],
    ['{{.a.b!}}', "field:.a error:bad character U+0021 '!'"],
    [`{{${'.a'.repeat(17)}}}`, `field:${'.a'.repeat(16)} field:.a`],
    ['{{a|b}}', 'identifier:a pipe:| identifier:b'],
    ['{{$a,$b:=1}}', 'variable:$a char:, variable:$b declare::= number:1'],
    ['{{(a)}}', 'leftParen:( identifier:a rightParen:)'],
    ['{{"a\\"b" `c"d`}}', 'string:"a\\"b" rawString:`c"d`'],
    ["{{'a' '\\''}}", "charConstant:'a' charConstant:'\\''"],
    ['{{true false nil}}', 'bool:true bool:false nil:nil'],
    [
      '{{if range with else end define block template}}',
      'if:if range:range with:with else:else end:end define:define block:block template:template',
    ],
    ['{{break continue}}', 'break:break continue:continue'],
    [
      '{{1 -2 +3 .5 1e3 0x_fp-1 1_0 0b1 0o7 1+2i 3i}}',
      'number:1 number:-2 number:+3 number:.5 number:1e3 number:0x_fp-1 number:1_0 number:0b1 number:0o7 complex:1+2i number:3i',
    ],
    ['{{é_1 .ü}}', 'identifier:é_1 field:.ü'],
    ['{{a = !}}', 'identifier:a assign:= char:!'],
    ['{{a b:c}}', 'identifier:a identifier:b error:expected :='],
    ['{{a', 'identifier:a error:unclosed action'],
    ['{{a+}}', "error:bad character U+002B '+'"],
    ['{{.a-}}', "error:bad character U+002D '-'"],
    ['{{\u0007}}', 'error:unrecognized character in action: U+0007'],
    ['{{€}}', "error:unrecognized character in action: U+20AC '€'"],
    ['{{\udc80}}', "error:unrecognized character in action: U+FFFD '\ufffd'"],
    ['{{1a}}', 'error:bad number syntax: "1a"'],
    ['{{1+2}}', 'error:bad number syntax: "1+2"'],
    ['{{1+2ix}}', 'error:bad number syntax: "1+2ix"'],
    ['{{(}}', 'leftParen:( error:unclosed left paren'],
    ['{{)}}', 'error:unexpected right paren'],
    ['{{"a\n"}}', 'error:unterminated quoted string'],
    ["{{'a}}", 'error:unterminated character constant'],
    ['{{`a}}', 'error:unterminated raw quoted string'],
    ['{{/* a', 'error:unclosed comment'],
    ['{{/* a */ }}', 'error:comment ends before closing delimiter'],
  ])('cuts %j into %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it('takes break and continue for names where functions are called so', () => {
    expect(shown('{{break continue}}', ['break'])).toBe('identifier:break continue:continue');
  });

  it('tells where each token starts, white space that is trimmed not counted', () => {
    const positions = tokensOf('ab \n{{- .c | d -}} \ne').map(({ type, pos }) => [type, pos]);
    expect(positions).toEqual([
      ['text', 0],
      ['leftDelim', 4],
      ['field', 8],
      ['pipe', 11],
      ['identifier', 13],
      ['rightDelim', 16],
      ['text', 20],
      ['eof', 21],
    ]);
  });

  it('copies texts without actions', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('{{')),
        (text) => {
          expect(tokensOf(text).map((token) => token.text)).toEqual(text === '' ? [''] : [text, '']);
        },
      ),
    );
  });

  it('comes to an end with anything, each token where it says', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{{- ',
      ' -}}',
      '/*',
      '*/',
      '"',
      "'",
      '`',
      '\\',
      '.',
      '$',
      'a',
      '0x',
      '1',
      ' ',
      '\n',
      '(',
      ')',
      '|',
      ':=',
      'é',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        for (const token of tokensOf(text)) {
          if (token.type !== 'error') expect(text.startsWith(token.text, token.pos)).toBe(true);
        }
      }),
    );
  });

  it('takes long strings and comments in its stride', () => {
    const long = 'x'.repeat(2_000_000);
    expect(tokensOf(`{{"${long}"}}{{/*${long}*/}}${long}`).map(({ type }) => type)).toEqual([
      'leftDelim',
      'string',
      'rightDelim',
      'text',
      'eof',
    ]);
  });
});

describe('describeToken', () => {
  it.each<[TokenType, string, string]>([
    ['eof', '', 'EOF'],
    ['error', 'unclosed action', 'unclosed action'],
    ['end', 'end', '<end>'],
    ['.', '.', '<.>'],
    ['nil', 'nil', '<nil>'],
    ['char', '!', '"!"'],
    ['identifier', '0123456789', '"0123456789"'],
    ['identifier', '0123456789a', '"0123456789"...'],
    ['string', '"ab"', '"\\"ab\\""'],
    ['field', '.a.b', '".a"'],
    ['variable', '$a.b', '"$a"'],
    ['text', 'ééééé', '"ééééé"'],
    ['text', 'éééééé', '"éééééé"...'],
    ['text', '😀😀😀😀😀😀😀😀😀😀😀', '"😀😀😀😀😀😀😀😀😀😀"...'],
  ])('shows a token of type %s, %j, as %s', (type, text, expected) => {
    expect(describeToken({ type, text })).toBe(expected);
  });
});

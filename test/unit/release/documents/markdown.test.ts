// Texts of others in Markdown: what they say is what readers see. Prettier's parser is the reader.
import fc from 'fast-check';
import { parsers } from 'prettier/plugins/markdown';
import { describe, expect, it } from 'vitest';
import {
  blocks,
  code,
  codeBlock,
  heading,
  inline,
  paragraphs,
  table,
} from '../../../../src/release/documents/markdown.ts';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

const parse = (text: string): Node =>
  (parsers.markdown.parse as unknown as (text: string, options: object) => Node)(text, {
    originalText: text,
  });

/** What a reader sees: text and code, without any mark. */
function seen(node: Node): string {
  if (node.type === 'inlineCode') return `{${node.value ?? ''}}`;
  if (node.type === 'html') return '';
  return node.children ? node.children.map(seen).join('') : (node.value ?? '');
}

const types = (node: Node): string[] => [node.type, ...(node.children ?? []).flatMap(types)];

describe('inline', () => {
  it.each([
    ['plain words, (and) signs: "so" on; 50% - #1!', 'plain words, (and) signs: "so" on; 50% - #1!'],
    ['a|b', 'a\\|b'],
    ['<topology.version>', '\\<topology.version>'],
    ['2 * 3 * 4', '2 \\* 3 \\* 4'],
    ['[a](b)', '\\[a](b)'],
    ['snake_case and _this_', 'snake_case and \\_this\\_'],
    ['back\\slash', 'back\\\\slash'],
    ['~gone~, $HOME', '\\~gone\\~, \\$HOME'],
    ['R&D, &lt; and &#60;', 'R&D, \\&lt; and \\&#60;'],
    ['the `key` of it', 'the `key` of it'],
    ['a ` alone', 'a \\` alone'],
    ['`` twice ``', '\\`\\` twice \\`\\`'],
    ['` `', '\\` \\`'.replace('\\` \\`', '')],
    ['see https://example.com/a_b_c*d.', 'see <https://example.com/a_b_c*d>.'],
    ['(http://example.com/x)', '(<http://example.com/x>)'],
    ['http:// alone', 'http:// alone'],
    ['two\nlines\t and   blanks ', 'two lines and blanks'],
    ['\u001b[31mred\u009b', '\uFFFD\\[31mred\uFFFD'],
    ['', ''],
  ])('%j is %j', (text, markdown) => {
    expect(inline(text)).toBe(markdown);
  });

  it('is read as what was written, whatever it is', () => {
    const signs = fc.constantFrom(...'ab 1_*`[]()<>|\\&;#~$!.:-+="\'/@^{}?,%');
    const words = fc.array(
      fc.oneof(signs, fc.constantFrom('&lt;', '<br>', '**', '<!--', '![a](b)', 'é', '世')),
    );
    fc.assert(
      fc.property(
        words.map((all) => all.join('')),
        (text) => {
          const tree = parse(`x ${inline(text)} x`);
          const wanted = `x ${text.replace(/\s+/g, ' ').trim()} x`;
          const plain = seen(tree).replace(/[{}]/g, '');
          const bare = (whole: string) => whole.replace(/[`{}\s]/g, '');
          expect(bare(plain)).toBe(bare(wanted));
          expect(
            types(tree).filter(
              (type) =>
                ![
                  'root',
                  'paragraph',
                  'sentence',
                  'text',
                  'word',
                  'whitespace',
                  'inlineCode',
                  'break',
                ].includes(type),
            ),
          ).toEqual([]);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('code', () => {
  it.each([
    ['a', '`a`'],
    ['a*b_c<d>', '`a*b_c<d>`'],
    ['a`b', '``a`b``'],
    ['a``b', '```a``b```'],
    ['`', '`` ` ``'],
    ['`a`', '`` `a` ``'],
    [' a ', '`  a  `'],
    ['a\nb', '`a b`'],
    ['\u0007', '`\uFFFD`'],
    ['', ''],
  ])('of %j is %j', (text, markdown) => {
    expect(code(text)).toBe(markdown);
  });

  it('in a block is fenced by more marks than are in it', () => {
    expect(codeBlock('yaml', 'a: 1\n')).toBe('```yaml\na: 1\n```');
    expect(codeBlock('', 'x ```` y')).toBe('`````\nx ```` y\n`````');
  });
});

describe('table', () => {
  it('has a line for each row', () => {
    expect(
      table(
        ['A', 'B'],
        [
          ['1', '2'],
          ['3', ''],
        ],
      ),
    ).toBe('| A | B |\n|---|---|\n| 1 | 2 |\n| 3 |  |');
  });

  it('has cells that bars do not end, in code neither', () => {
    const cells = [inline('a|b'), code('x|y'), code('a\\|b'), inline('see `p|q` or r|s')];
    expect(table(['A', 'B', 'C', 'D'], [cells])).toBe(
      [
        '| A | B | C | D |',
        '|---|---|---|---|',
        '| a\\|b | <code>x&#124;y</code> | <code>a&#92;&#124;b</code> | see <code>p&#124;q</code> or r\\|s |',
      ].join('\n'),
    );
  });

  it('leaves other code alone', () => {
    expect(table(['A'], [[`${code('a`b')} ${code('c')} \\\`|`.slice(0, -1)]])).toContain(
      '| ``a`b`` `c` \\` |',
    );
  });
});

describe('paragraphs', () => {
  it.each([
    ['one\nline', 'one line'],
    ['a\n\nb\n \t\nc', 'a\n\nb\n\nc'],
    ['either:\n- a\n  more\n- b\n\nor', 'either:\n\n- a more\n- b\n\nor'],
    ['* a\n* b', '- a\n- b'],
    ['\n\n', ''],
  ])('of %j are %j', (text, markdown) => {
    expect(paragraphs(text)).toBe(markdown);
  });

  it.each([
    ['# no heading', '\\# no heading'],
    ['#hashtag', '#hashtag'],
    ['+ no list', '\\+ no list'],
    ['--- no rule', '\\--- no rule'],
    ['1. no list', '1\\. no list'],
    ['1) no list', '1\\) no list'],
    ['1.5 is a number', '1.5 is a number'],
    ['> no quotation', '\\> no quotation'],
    ['=====', '\\====='],
    ['a\n# b', 'a # b'],
  ])('%j begins with no block: %j', (text, markdown) => {
    expect(paragraphs(text)).toBe(markdown);
    expect(
      types(parse(markdown)).filter((type) =>
        ['heading', 'list', 'thematicBreak', 'blockquote'].includes(type),
      ),
    ).toEqual([]);
    expect(seen(parse(markdown))).toBe(text.replace('\n', ' '));
  });
});

it('blocks have an empty line between them, and headings end at six', () => {
  expect(blocks('a', '', 'b')).toBe('a\n\nb');
  expect([heading(1, 'a'), heading(6, 'b'), heading(9, 'c')]).toEqual(['# a', '###### b', '###### c']);
});

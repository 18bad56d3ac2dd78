// A block in somebody's file: what is replaced, and that nothing else is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withBlock } from '../../../../src/release/documents/marked-block.ts';
import { refusalOf } from '../../../support/refusal.ts';

const START = '<!-- csctl:docs -->';
const END = '<!-- /csctl:docs -->';
const BLOCK = `<!-- prettier-ignore-start -->\n\nnew\n\n<!-- prettier-ignore-end -->`;
const made = (text: string) => withBlock('README.md', text, 'docs', () => 'new\n');
/** The depth that a block is made for. */
const depthIn = (above: string): number => {
  let found = -1;
  withBlock('README.md', `${above}${START}\n${END}\n`, 'docs', (depth) => {
    found = depth;
    return '';
  });
  return found;
};

describe('a text with the comments', () => {
  it('gets a new block between them and keeps the rest', () => {
    expect(made(`# A\n\n  text \t\n${START}\nold\n\n${END}\nmore`)).toBe(
      `# A\n\n  text \t\n${START}\n${BLOCK}\n${END}\nmore`,
    );
  });

  it('keeps comments that stand deeper, have blanks behind them, or end the text', () => {
    expect(made(`  ${START}  \nold\n   ${END}`)).toBe(`  ${START}  \n${BLOCK}\n   ${END}`);
  });

  it('keeps the line ends of Windows, and writes the block with them', () => {
    const text = `a\r\n${START}\r\nold\r\n${END}\r\nb\r\n`;
    expect(made(text)).toBe(`a\r\n${START}\r\n${BLOCK.replaceAll('\n', '\r\n')}\r\n${END}\r\nb\r\n`);
  });

  it('counts a comment behind a byte order mark, which stays', () => {
    expect(made(`\uFEFF${START}\n${END}\n`)).toBe(`\uFEFF${START}\n${BLOCK}\n${END}\n`);
  });

  it.each([
    ['in a fence', `\`\`\`html\n${START}\n${END}\n\`\`\`\n`],
    ['in a longer fence with a shorter one in it', `~~~~\n~~~\n${START}\n${END}\n~~~~\n`],
    ['in a fence that other marks do not end', `\`\`\`\n~~~\n${START}\n${END}\n\`\`\`\n`],
    ['in a fence that marks with a word do not end', `\`\`\`\n\`\`\`sh\n${START}\n${END}\n\`\`\`\n`],
    ['in indented code', `    ${START}\n    ${END}\n`],
    ['within a line', `see ${START} and ${END}\n`],
    ['of another document', '<!-- csctl:matrix -->\n<!-- /csctl:matrix -->\n'],
  ])('passes over comments %s', (_, text) => {
    expect(made(text)).toBe(`${text}\n${START}\n${BLOCK}\n${END}\n`);
  });

  it('finds comments behind a fence that has ended, and behind code within a line', () => {
    for (const text of ['```\ncode\n```\n', '``` `code` ```\n'])
      expect(made(`${text}${START}\n${END}\n`)).toBe(`${text}${START}\n${BLOCK}\n${END}\n`);
  });

  it.each([
    ['no end', `a\n${START}\nb\n`, 2],
    ['no beginning', `a\n\n${END}\n`, 3],
    ['the end first', `${END}\n${START}\n`, 1],
    ['two beginnings', `${START}\n${START}\n${END}\n`, 2],
    ['two ends', `${START}\n${END}\n\n${END}\n`, 4],
    ['two blocks', `${START}\n${END}\n${START}\n${END}\n`, 3],
  ])('is refused with %s, at the line', async (_, text, line) => {
    const error = await refusalOf(() => Promise.resolve(made(text)));
    expect(error).toMatchObject({
      code: 'document-markers',
      problems: [{ file: 'README.md', line, column: 1 }],
    });
    expect(error.message).toBe(`expected one ${START}, and below it one ${END}`);
  });
});

describe('a text without the comments', () => {
  it.each([
    ['', `${START}\n${BLOCK}\n${END}\n`],
    ['text\n', `text\n\n${START}\n${BLOCK}\n${END}\n`],
    ['text', `text\n\n${START}\n${BLOCK}\n${END}\n`],
    ['a\r\n', `a\r\n\r\n${START}\r\n${BLOCK.replaceAll('\n', '\r\n')}\r\n${END}\r\n`],
  ])('%j gets them at its end', (text, expected) => {
    expect(made(text)).toBe(expected);
  });

  it('is refused where they would be code', async () => {
    const error = await refusalOf(() => Promise.resolve(made(`a\n~~~\n${START}\n${END}\n`)));
    expect(error).toMatchObject({ code: 'document-markers', problems: [{ file: 'README.md', line: 4 }] });
    expect(error.message).toContain('within a block of code');
  });

  it('is then one with them', () => {
    expect(made(made('text'))).toBe(made('text'));
  });
});

describe('the heading above a block', () => {
  it.each([
    ['', 0],
    ['text\n', 0],
    ['# A\n', 1],
    ['# A\n\n### B\n\ntext\n', 3],
    ['### A\n# B\n', 1],
    ['Title\n=====\n', 1],
    ['#\n', 1],
    ['#hashtag\n', 0],
    ['####### seven\n', 0],
    ['=====\n', 0],
    ['```sh\n# a comment\n```\n', 0],
    ['    # code\n', 0],
  ])('of %j has the depth %i', (above, depth) => {
    expect(depthIn(above)).toBe(depth);
  });

  it('below the block does not count', () => {
    let found = -1;
    withBlock('f', `# A\n${START}\n## B\n${END}\n### C\n`, 'docs', (depth) => {
      found = depth;
      return '';
    });
    expect(found).toBe(1);
  });
});

it('whatever stands around a block stays, and a second time changes nothing', () => {
  const line = fc.constantFrom('text', '# head', '    code', '', '- item', 'a\r', '===', '\u{1F600}');
  const code = fc.constantFrom('```\n# code\n```', '~~~~ sh\n```\n~~~~', `\`\`\`\n${START}\n\`\`\``);
  const open = fc.constantFrom('', '```\n', '~~~\n');
  const text = (...lines: fc.Arbitrary<string>[]) =>
    fc.array(fc.oneof(...lines)).map((all) => all.map((one) => `${one}\n`).join(''));
  fc.assert(
    fc.property(text(line, code), text(line, code), open, (before, below, end) => {
      const after = below + end;
      const once = made(`${before}${START}\nold\n${END}\n${after}`);
      expect(once.startsWith(before)).toBe(true);
      expect(once.endsWith(after)).toBe(true);
      expect(made(once)).toBe(once);
    }),
  );
});

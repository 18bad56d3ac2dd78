// Pieces of Markdown as GitHub and GitLab show it; text that others wrote has no meaning in it.

/** A heading. @param depth 1 to 6; deeper ones do not exist, and are 6 */
export const heading = (depth: number, title: string): string => `${'#'.repeat(Math.min(depth, 6))} ${title}`;

/** A table; cells are Markdown, and may hold no line end. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** Escaped characters, and code with the marks around it. */
const ESCAPED_OR_CODE = /\\.|(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g;

/** A bar would end the cell, even in code. */
const cell = (markdown: string): string =>
  markdown.replace(ESCAPED_OR_CODE, (found: string, fence: string | undefined, inner: string) =>
    fence !== undefined && inner.includes('|') ? `<code>${entities(inner.trim())}</code>` : found,
  );

const entities = (text: string): string => text.replace(/[!-/:-@[-`{-~]/g, (c) => `&#${c.charCodeAt(0)};`);

/** Blocks with an empty line between them; empty ones are left out. */
export const blocks = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join('\n\n');

/** Code on a line of text. */
export function code(text: string): string {
  const plain = printable(text);
  if (plain === '') return '';
  const fence = '`'.repeat(longestRun(plain) + 1);
  // A blank on both sides is not part of the code.
  const gap = /^`|`$|^ .*\S.* $/.test(plain) ? ' ' : '';
  return fence + gap + plain + gap + fence;
}

/** A block of code. */
export function codeBlock(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

const longestRun = (text: string): number =>
  [...text.matchAll(/`+/g)].reduce((longest, [marks]) => Math.max(longest, marks.length), 0);

/** Code, addresses, or the rest. */
const SPANS = /(?<!`)`([^`]+)`(?!`)|\bhttps?:\/\/[^\s<>`"'|\\]*[^\s<>`"'|\\.,;:!?()*_~]/g;

/** Text on one line. What stands between backticks is code, and addresses are links; all else is as it was written. */
export function inline(text: string): string {
  const line = printable(text).trim();
  const parts: string[] = [];
  let done = 0;
  for (const match of line.matchAll(SPANS)) {
    const [all, inner] = match;
    parts.push(literal(line.slice(done, match.index)), inner === undefined ? `<${all}>` : code(inner.trim()));
    done = match.index + all.length;
  }
  parts.push(literal(line.slice(done)));
  return parts.join('');
}

/** Text as paragraphs; lines that begin with a dash or star are a list. */
export function paragraphs(text: string): string {
  const items = text.split(/\n[ \t]*\n|\n(?=[ \t]*[-*] )/).flatMap((item) => {
    const [, listed] = /^\s*[-*] ([\s\S]*)$/.exec(item) ?? [];
    const markdown = atLineStart(inline(listed ?? item));
    return markdown === '' ? [] : [{ isListed: listed !== undefined, markdown }];
  });
  return items
    .map(({ isListed, markdown }, index) => {
      const before = items[index - 1];
      const gap = before === undefined ? '' : isListed && before.isListed ? '\n' : '\n\n';
      return `${gap}${isListed ? '- ' : ''}${markdown}`;
    })
    .join('');
}

/** On one line, without control characters: a terminal must not act on it either. */
const printable = (text: string): string =>
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  text.replace(/\s+/g, ' ').replace(/[\u0000-\u001f\u007f-\u009f]/g, '\uFFFD');

/** An underscore within a word and a lone ampersand have no meaning anyway. */
const literal = (text: string): string =>
  text
    .replace(/[\\`*|[<~$]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '\\&');

/** What makes a heading, list, quotation or rule of a line. */
const atLineStart = (markdown: string): string =>
  markdown.replace(/^(#{1,6}(?=\s|$)|[-+=>])/, '\\$1').replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');

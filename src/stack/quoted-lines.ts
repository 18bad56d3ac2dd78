// A text that Go's YAML parser reads and the standard forbids: quoted lines further left than what they belong to.

interface OpenQuote {
  readonly mark: string;
  /** Column of the key or dash that the quoted text belongs to. */
  readonly owner: number;
}

const BLANK = /^\s*$/;
/** A line that ends in the head of a block of text, which holds no quotes of YAML. */
const BLOCK_HEAD = /(?:^|[\s:-])\s[|>][-+0-9]*\s*(?:#.*)?$/;
/** Dashes, a key, and the quote that opens its value. */
const QUOTE_HEAD = /^\s*(?:- +)*(?:[^\s"'#&*!|>%@`{[\]},][^#"']*?:\s+)?(["'])/;

/** Moves such lines to the right, which changes nothing of what they say. */
export function indentQuotedLines(text: string): string {
  let quote: OpenQuote | undefined;
  let block: number | undefined;
  const lines = text.split('\n').map((line) => {
    if (quote) {
      const { mark, owner } = quote;
      if (closes(line, mark)) quote = undefined;
      return BLANK.test(line) || indentOf(line) > owner ? line : ' '.repeat(owner + 1) + line.trimStart();
    }
    if (block !== undefined && (BLANK.test(line) || indentOf(line) > block)) return line;
    block = BLOCK_HEAD.test(line) ? ownerOf(line) : undefined;
    const [head = '', mark] = QUOTE_HEAD.exec(line) ?? [];
    if (mark !== undefined && !closes(line.slice(head.length), mark)) quote = { mark, owner: ownerOf(line) };
    return line;
  });
  return lines.join('\n');
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** The column of the key that a line begins with; of its last dash, when there is none. */
function ownerOf(line: string): number {
  const [dashes = ''] = /^\s*(?:- +)*/.exec(line) ?? [];
  const hasKey = /^[^"'|>]*:\s/.test(line.slice(dashes.length));
  return hasKey ? dashes.length : Math.max(0, dashes.lastIndexOf('-'));
}

/** Whether an open quote is closed in a text. */
const closes = (text: string, mark: string): boolean =>
  text.replace(mark === '"' ? /\\./g : /''/g, '').includes(mark);

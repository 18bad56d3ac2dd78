// A block between two comments, in a text that is otherwise somebody's own.
import { CsctlError } from '../../problem/problem.ts';

/** Makes the Markdown of a block. @param depth of the last heading above it, 1 to 6; 0 where there is none */
export type BlockMaker = (depth: number) => string;

/**
 * The text with a block made anew and everything around it byte for byte. The comments count where each stands alone on a
 * line that is no code; a text without them gets them, and the block, at its end.
 * @param file what the text is called in messages @param name as in `<!-- csctl:NAME -->` and `<!-- /csctl:NAME -->`
 * @throws CsctlError `document-markers` when they do not say what is to be replaced
 */
export function withBlock(file: string, text: string, name: string, make: BlockMaker): string {
  const [opening, closing] = [openingOf(name), `<!-- /csctl:${name} -->`];
  const { lines, isOpen } = readLines(text);
  const marks = lines.filter(({ meaning }) => meaning === opening || meaning === closing);
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const blockBelow = (above: readonly Line[]) =>
    frozen(make(depthOf(above)))
      .split('\n')
      .join(end);
  const [first, last] = marks;
  if (!first) {
    if (isOpen) throw openCode(file, lines);
    const gap = text === '' ? '' : text.endsWith('\n') ? end : end + end;
    return text + gap + [opening, blockBelow(lines), closing, ''].join(end);
  }
  const wrong = marks.find(({ meaning }, index) => meaning !== [opening, closing][index]);
  if (wrong || !last) throw wrongMarks(file, wrong ?? first, opening, closing);
  return [
    text.slice(0, first.end),
    blockBelow(lines.slice(0, first.number - 1)),
    end,
    text.slice(last.start),
  ].join('');
}

/** The comment above a block. */
export const openingOf = (name: string): string => `<!-- csctl:${name} -->`;

/** Whether a text has the comment above a block, as `withBlock` finds it. */
export const hasBlock = (text: string, name: string): boolean =>
  readLines(text).lines.some(({ meaning }) => meaning === openingOf(name));

/** Formatters of Markdown leave the block as it is: how they would wrap and pad it depends on their settings. */
const frozen = (block: string): string =>
  `<!-- prettier-ignore-start -->\n\n${block.trim()}\n\n<!-- prettier-ignore-end -->`;

function wrongMarks(file: string, { number }: Line, opening: string, closing: string): CsctlError {
  const message = `expected one ${opening}, and below it one ${closing}`;
  const hint = 'mend the comments, or take all of them out: a new block is added at the end then';
  return new CsctlError('document-markers', message, { file, line: number, column: 1, hint });
}

function openCode(file: string, { length }: readonly Line[]): CsctlError {
  const message = 'the text ends within a block of code: a new block would be part of it';
  return new CsctlError('document-markers', message, {
    file,
    line: length,
    column: 1,
    hint: 'close the code',
  });
}

/** A line of a text, with its end. */
interface Line {
  readonly number: number;
  readonly start: number;
  readonly end: number;
  /** Without blanks around it; empty in code, where nothing has a meaning. */
  readonly meaning: string;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;

/** @returns the lines, and whether the last of them is in code that goes on */
function readLines(text: string): { readonly lines: readonly Line[]; readonly isOpen: boolean } {
  const lines: Line[] = [];
  let fence = '';
  for (const match of text.matchAll(/[^\n]*\n|[^\n]+$/g)) {
    const [raw] = match;
    const [, marks = '', info = ''] = FENCE.exec(raw.trimEnd()) ?? [];
    const isFence = marks !== '' && (fence === '' ? !info.includes('`') : closes(marks, info, fence));
    const isCode = fence !== '' || isFence || /^(?: {4}|\t)/.test(raw);
    if (isFence) fence = fence === '' ? marks : '';
    lines.push({
      number: lines.length + 1,
      start: match.index,
      end: match.index + raw.length,
      meaning: isCode ? '' : raw.replace('\uFEFF', '').trim(),
    });
  }
  return { lines, isOpen: fence !== '' };
}

const closes = (marks: string, info: string, fence: string): boolean =>
  marks[0] === fence[0] && marks.length >= fence.length && info.trim() === '';

/** Depth of the last heading. */
function depthOf(lines: readonly Line[]): number {
  const depths = lines.flatMap(({ meaning }, index) => {
    if (/^=+$/.test(meaning) && (lines[index - 1]?.meaning ?? '') !== '') return [1];
    const [, marks] = /^(#{1,6})(?:\s|$)/.exec(meaning) ?? [];
    return marks === undefined ? [] : [marks.length];
  });
  return depths.at(-1) ?? 0;
}

// Where the marks of a template's text are: @{ name }@, @{#if name}@, @{! a remark }@.
import { placeAt } from '../problem/place.ts';
import { CsctlError } from '../problem/problem.ts';

/** A stretch of a text. */
export interface Piece {
  readonly kind: 'text' | 'mark';
  /** As it stands in the text; of a mark what is between its ends. */
  readonly content: string;
  /** Where it begins, in UTF-16 code units. */
  readonly offset: number;
}

/** A mark opens with a blank or a sign behind the brace, so that HEAD@{1} is none. */
const OPENING = /@\{(?=[ #/!]|else[ }])/g;
const CLOSING = '}@';
/** A line of nothing but marks that print nothing. */
const SILENT_LINE = /^[ \t]*(?:@\{(?:[#/!][^\n}]*| *else(?: [^\n}]*)?)\}@[ \t]*)+\r?(?:\n|$)/gm;

/**
 * A text in pieces, in order. Lines that hold only marks that print nothing are left out, but for the marks.
 * @throws CsctlError `template` for a mark that is not closed on its line, or has braces in it
 */
export function splitMarks(file: string, text: string): Piece[] {
  const silent = [...text.matchAll(SILENT_LINE)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const isSilent = (offset: number) => silent.some(({ start, end }) => offset >= start && offset < end);
  const pieces: Piece[] = [];
  const addText = (from: number, to: number): void => {
    if (from < to)
      pieces.push({ kind: 'text', content: withoutSilent(text, from, to, silent), offset: from });
  };
  let end = 0;
  for (const { index } of text.matchAll(OPENING)) {
    if (index < end) throw refuse(file, text, index, 'a mark stands in another');
    const lineEnd = text.indexOf('\n', index);
    const close = text.indexOf(CLOSING, index);
    if (close === -1 || (lineEnd !== -1 && close > lineEnd))
      throw refuse(file, text, index, 'the mark is not closed; expected }@ on the same line');
    const content = text.slice(index + 2, close);
    if (/[{}~\\]/.test(content)) throw refuse(file, text, index, 'a mark cannot hold { } ~ or \\');
    addText(end, index);
    pieces.push({ kind: 'mark', content: isSilent(index) ? content : content.trim(), offset: index });
    end = close + CLOSING.length;
  }
  addText(end, text.length);
  return pieces.filter(({ kind, content }) => kind === 'mark' || content !== '');
}

/** Text without what stands on silent lines: blanks and their ends. */
function withoutSilent(
  text: string,
  from: number,
  to: number,
  silent: readonly { readonly start: number; readonly end: number }[],
): string {
  let kept = '';
  let at = from;
  for (const { start, end } of silent) {
    if (end <= at || start >= to) continue;
    kept += text.slice(at, Math.max(at, start));
    at = Math.min(to, end);
  }
  return kept + text.slice(at, to);
}

function refuse(file: string, text: string, offset: number, message: string): CsctlError {
  return new CsctlError('template', message, {
    ...placeAt(file, text, offset),
    hint: 'a mark is written @{ name }@; docs/scaffold-templates.md has them all',
  });
}

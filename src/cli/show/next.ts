// The end of a result: what usually comes next. In text only, the same on terminals and in pipes.
import { shellWord } from '../../release/shell-word.ts';
import { visibly } from './visible.ts';

/** More names than that are for whoever wants to type them. */
const MOST = 3;

/** `next: csctl verify A B C ...`, after a blank line. @param names what it is about; none: there is no next command */
export function nextLine(words: readonly string[], names: readonly string[]): string {
  if (names.length === 0) return '';
  const shown = names.slice(0, MOST).map((name) => visibly(shellWord(name)));
  const more = names.length > MOST ? ' ...' : '';
  return `\nnext: csctl ${[...words.map((word) => visibly(shellWord(word))), ...shown].join(' ')}${more}\n`;
}

/** Several command lines, one below the other. */
export const nextLines = (lines: readonly string[]): string =>
  lines.map((line, index) => `${index === 0 ? 'next:' : '     '} ${visibly(line)}\n`).join('');

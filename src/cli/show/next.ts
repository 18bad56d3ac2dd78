// The end of a result: what usually comes next. In text only, the same on terminals and in pipes.
import { shellWord } from '../../release/shell-word.ts';
import { visibly } from './visible.ts';

/** More names than that are not read; a command that finds them by itself is told without. */
const MOST = 3;

/** Where commands look that are given no names. */
const FOUND_BY: Readonly<Record<string, RegExp>> = {
  verify: /^\.release\//,
  // Below the current folder.
  validate: /^(?!\/|\.\.(?:\/|$))/,
};

/**
 * `next: csctl verify A B C`, after a blank line, such that it can be pasted.
 * @param names what it is about; none: there is no next command
 */
export function nextLine(words: readonly string[], names: readonly string[]): string {
  if (names.length === 0) return '';
  const found = FOUND_BY[words.join(' ')];
  const isFound = names.length > MOST && found !== undefined && names.every((name) => found.test(name));
  const line = [...words, ...(isFound ? [] : names)].map((word) => visibly(shellWord(word)));
  return `\nnext: csctl ${line.join(' ')}\n`;
}

/** Several command lines, one below the other. */
export const nextLines = (lines: readonly string[]): string =>
  lines.map((line, index) => `${index === 0 ? 'next:' : '     '} ${visibly(line)}\n`).join('');

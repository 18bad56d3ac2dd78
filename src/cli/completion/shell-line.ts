// A command line as bash gives it: the words up to the cursor, and what of a word bash replaces.

/** A line in words, without the first: the program. The last word is the one at the cursor, '' after a blank. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let i = 0; i < line.length; i += 1) {
    const letter = line.charAt(i);
    if (quote === "'" || quote === '"') {
      if (letter === quote) quote = '';
      else if (quote === '"' && letter === '\\' && /["\\$`]/.test(line.charAt(i + 1)))
        word += line.charAt((i += 1));
      else word += letter;
    } else if (/\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (letter === "'" || letter === '"') [quote, word] = [letter, word ?? ''];
    else if (letter === '\\') word = (word ?? '') + line.charAt((i += 1));
    else word = (word ?? '') + letter;
  }
  return [...words, word ?? ''].slice(1);
}

/**
 * The part of a candidate that bash puts in: bash takes each letter of COMP_WORDBREAKS for the end of a word.
 * @param word the one at the cursor @param breaks COMP_WORDBREAKS
 */
export function afterBreaks(candidate: string, word: string, breaks: string): string {
  const places = [...word].flatMap((letter, index) =>
    ':='.includes(letter) && breaks.includes(letter) ? [index] : [],
  );
  const last = places.at(-1);
  return last === undefined || !candidate.startsWith(word) ? candidate : candidate.slice(last + 1);
}

/** Letters that bash would read in another way, behind backslashes. */
export const bashWord = (text: string): string => text.replace(/[^\w@%+=:,./~-]/g, '\\$&');

// Cuts what a template printed into documents (releaseutil.SplitManifests), and keeps where each of them starts.

/** A document and where it starts in the text that it was cut from. */
export interface SplitManifest {
  readonly text: string;
  readonly start: number;
}

/** White space to strings.TrimSpace. */
const SPACE = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
/** White space to Go's regular expressions. */
const PLAIN_SPACE = /[\t\n\f\r ]/;
const SEPARATOR = '---';

/**
 * The documents of a text: cut at each line that starts with `---`, together with the white space around it. What
 * stands directly behind a separator is no separator itself.
 */
export function splitManifests(text: string): SplitManifest[] {
  const [start, end] = trimmed(text, 0, text.length, SPACE);
  const documents: SplitManifest[] = [];
  let from = start;
  const add = (to: number): void => {
    if (from === to) return;
    const [first, last] = trimmed(text, from, to, SPACE);
    documents.push({ text: text.slice(first, last), start: first });
  };
  for (let at = text.indexOf(SEPARATOR, start); at >= 0 && at < end;) {
    const startsLine = at === start || (at > from && text[at - 1] === '\n');
    if (!startsLine) {
      at = text.indexOf(SEPARATOR, at + 1);
      continue;
    }
    const [, before] = trimmed(text, from, at, PLAIN_SPACE);
    add(before);
    [from] = trimmed(text, at + SEPARATOR.length, end, PLAIN_SPACE);
    at = text.indexOf(SEPARATOR, from);
  }
  add(end);
  return documents;
}

/** The bounds without white space at both ends. */
function trimmed(text: string, start: number, end: number, space: RegExp): readonly [number, number] {
  while (start < end && space.test(text.charAt(start))) start++;
  while (end > start && space.test(text.charAt(end - 1))) end--;
  return [start, end];
}

/** strings.TrimSpace */
export function trimSpace(text: string): string {
  const [start, end] = trimmed(text, 0, text.length, SPACE);
  return text.slice(start, end);
}

// Patterns that JavaScript's engine may run: those that mean the same there as in RE2, and cannot take long on a short text.

const ATOM = String.raw`(?:[\w /:@,"'<>=~#%&;!-]|\\[./\-+*?()[\]{}^$|\\dws]|\[\^?(?:[^\]\\[]|\\[.\-/\]\\dws])+\])`;
const QUANTIFIER = String.raw`(?:[*+?]|\{\d{1,3}(?:,\d{0,3})?\})`;
const PIECES = `(?:${ATOM}${QUANTIFIER}?)+`;
/** Groups that hold no groups, and are there a limited number of times. */
const GROUP = String.raw`\((?:\?:)?${PIECES}(?:\|${PIECES})*\)(?:\?|\{\d{1,2}(?:,\d{1,2})?\})?`;
const PLAIN = new RegExp(String.raw`^\^?(?:${ATOM}${QUANTIFIER}?|${GROUP})*\$?$`);

const CLASS = /\[(?:[^\]\\]|\\.)+\]/g;
const ENDLESS = /[*+]|\{\d+,\}/g;
/** Repetitions without an end: with more, the work on a short text could become large. */
const MOST_ENDLESS = 2;
const LONGEST = 200;

const remembered = new Map<string, RegExp | null>();
const REMEMBERED = 256;

/** The expression of a pattern; undefined where only RE2 may run it. Its texts must be ASCII: `\s` means more elsewhere. */
export function plainPattern(pattern: string): RegExp | undefined {
  let known = remembered.get(pattern);
  if (known === undefined) {
    known = isPlain(pattern) ? new RegExp(pattern) : null;
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(pattern, known);
  }
  return known ?? undefined;
}

function isPlain(pattern: string): boolean {
  if (pattern.length > LONGEST || !PLAIN.test(pattern)) return false;
  return (pattern.replace(CLASS, '').match(ENDLESS)?.length ?? 0) <= MOST_ENDLESS;
}

// Where a text stops being JSON; JSON.parse itself only tells for some errors.

const SPACE = /[ \t\n\r]*/y;
const LETTERS = String.raw`[^"\\\u0000-\u001f]*`;
const ESCAPE = String.raw`\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})`;
const STRING = new RegExp(`"${LETTERS}(?:${ESCAPE}${LETTERS})*"`, 'y');
const ATOM = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** What may come next: a value, a key, or what stands between two of them. */
type Next = 'value' | 'key' | 'colon' | 'more';

/** The offset of the first character that cannot be there; undefined when the text is one JSON value. */
export function findJsonFault(text: string): number | undefined {
  const open: string[] = [];
  let next: Next = 'value';
  let fresh = false;
  let at = skip(SPACE, text, 0) ?? 0;
  for (; at < text.length; at = skip(SPACE, text, at) ?? at) {
    const char = text.charAt(at);
    if (next === 'value' && '[{'.includes(char)) {
      open.push(char === '[' ? ']' : '}');
      next = char === '[' ? 'value' : 'key';
      fresh = true;
      at += 1;
      continue;
    }
    if ((next === 'more' || fresh) && open.length > 0 && char === open.at(-1)) {
      open.pop();
      next = 'more';
      fresh = false;
      at += 1;
      continue;
    }
    const end: number | undefined = stepOver(text, at, next, open.length > 0);
    if (end === undefined) return at;
    next = after(next, open.at(-1));
    fresh = false;
    at = end;
  }
  return next === 'more' && open.length === 0 ? undefined : at;
}

/** What follows a value, key, colon or comma. */
function after(next: Next, closing: string | undefined): Next {
  if (next === 'key') return 'colon';
  if (next === 'more') return closing === '}' ? 'key' : 'value';
  return next === 'colon' ? 'value' : 'more';
}

/** The offset behind what was expected; undefined when something else stands there. */
function stepOver(text: string, at: number, next: Next, inside: boolean): number | undefined {
  const char = text.charAt(at);
  if (next === 'colon') return char === ':' ? at + 1 : undefined;
  if (next === 'more') return inside && char === ',' ? at + 1 : undefined;
  return skip(STRING, text, at) ?? (next === 'value' ? skip(ATOM, text, at) : undefined);
}

function skip(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

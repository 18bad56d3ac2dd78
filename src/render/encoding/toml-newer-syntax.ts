// What TOML 1.1 allows: our parser takes it, and Helm's, which knows TOML 1.0, does not.

/** Something that TOML 1.0 does not have. */
export interface NewerSyntax {
  readonly problem: string;
  readonly offset: number;
}

/**
 * The first thing in a text that only TOML 1.1 has, besides times without seconds: line breaks and commas at the end in
 * inline tables, and two escapes.
 *
 * @param text well-formed TOML 1.1
 */
export function findNewerSyntax(text: string): NewerSyntax | undefined {
  const open: string[] = [];
  let last = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const isInTable = open.at(-1) === '{';
    if (character === '#') at = endOfLine(text, at) - 1;
    else if (character === '"' || character === "'") {
      const end = endOfString(text, at);
      if (typeof end !== 'number') return end;
      at = end - 1;
    } else if (character === '\n' && isInTable) {
      return { problem: 'newlines not allowed within inline tables', offset: at };
    } else if (character === '}' && last === ',') {
      return { problem: 'trailing comma not allowed in inline tables', offset: at };
    } else if (character === '{' || character === '[') open.push(character);
    else if (character === '}' || character === ']') open.pop();
    if (!/\s/.test(character)) last = character;
  }
  return undefined;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Where the string ends that begins at an offset; or what is wrong in it. */
function endOfString(text: string, start: number): number | NewerSyntax {
  const quote = text.charAt(start);
  const isLong = text.startsWith(quote.repeat(3), start);
  const mark = isLong ? quote.repeat(3) : quote;
  let at = start + mark.length;
  while (at < text.length && !text.startsWith(mark, at)) {
    const isEscape = quote === '"' && text.charAt(at) === '\\';
    const escaped = text.charAt(at + 1);
    if (isEscape && (escaped === 'e' || escaped === 'x')) {
      return { problem: `invalid escape in string '\\${escaped}'`, offset: at };
    }
    at += isEscape ? 2 : 1;
  }
  at += mark.length;
  // One or two quotes may stand directly before the three that end a long string.
  while (isLong && text.charAt(at) === quote) at += 1;
  return at;
}

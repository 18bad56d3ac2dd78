// The pieces that a template's text is made of, and how errors name them.
import { quote } from './quote.ts';
import { byteLength } from './text.ts';

/** Words with a meaning of their own; `.` counts as one, as in Go. */
const KEYWORDS = [
  '.',
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'nil',
  'range',
  'template',
  'with',
] as const;

export type Keyword = (typeof KEYWORDS)[number];

/** What a piece is; keywords are their own type. */
export type TokenType =
  | Keyword
  | 'error'
  | 'bool'
  | 'char'
  | 'charConstant'
  | 'complex'
  | 'assign'
  | 'declare'
  | 'eof'
  | 'field'
  | 'identifier'
  | 'leftDelim'
  | 'leftParen'
  | 'number'
  | 'pipe'
  | 'rawString'
  | 'rightDelim'
  | 'rightParen'
  | 'string'
  | 'text'
  | 'variable';

/** A piece of a template: `text` is its source, or the message of an error. Fields come with those behind them: `.a.b`, `$x.a`. */
export interface Token {
  readonly type: TokenType;
  /** Where it starts in the template, in UTF-16 units. */
  readonly pos: number;
  readonly text: string;
  /** Whether white space stands before it, inside of an action. */
  readonly isSpaced: boolean;
}

const KEYWORD_SET: ReadonlySet<string> = new Set(KEYWORDS);

/** Whether a word (or token type) is a keyword. */
export function isKeyword(word: string): word is Keyword {
  return KEYWORD_SET.has(word);
}

/** `.a` of `.a.b`, `$x` of `$x.a`: for Go, each name is a token. */
const firstName = (text: string): string => /^.[^.]*/s.exec(text)?.[0] ?? '';

/** Tokens that are longer are cut in messages: bytes decide whether, characters how much is left. */
const SHOWN_LENGTH = 10;

/** How a message shows a token: `"}"`, `<end>`, `EOF`, `"0123456789"...`. */
export function describeToken({ type, text }: Pick<Token, 'type' | 'text'>): string {
  if (type === 'eof') return 'EOF';
  if (type === 'error') return text;
  if (isKeyword(type)) return `<${text}>`;
  const shown = type === 'field' || type === 'variable' ? firstName(text) : text;
  if (byteLength(shown) <= SHOWN_LENGTH) return quote(shown);
  return `${quote([...shown.slice(0, 2 * SHOWN_LENGTH)].slice(0, SHOWN_LENGTH).join(''))}...`;
}

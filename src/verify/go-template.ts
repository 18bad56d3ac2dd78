// Go's text/template, as far as its parser can refuse a text: actions, their tokens, blocks and variables.

export type TokenKind = 'identifier' | 'field' | 'variable' | 'literal' | 'mark';

/** A token of an action; offsets count from the start of the text. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
}

/** `{{ … }}`; a comment has no tokens. `end` is exclusive. */
export interface Action {
  readonly start: number;
  readonly end: number;
  readonly comment: boolean;
  readonly tokens: readonly Token[];
}

/** Why the text does not parse, and where. */
export interface TemplateFault {
  readonly message: string;
  readonly start: number;
}

/** The actions up to the first fault of the lexer, which is the last that can be said. */
export interface ScannedTemplate {
  readonly actions: readonly Action[];
  readonly fault: TemplateFault | undefined;
}

class LexError extends Error {
  constructor(
    message: string,
    readonly start: number,
  ) {
    super(message);
  }
}

const OPEN = '{{';
const CLOSE = /[ \t\r\n]-}}|}}/y;
const COMMENT_CLOSE = /(?:[ \t\r\n]-)?}}/y;
const SPACE = /[ \t\r\n]+/y;
const WORD = String.raw`[\p{L}\p{Nd}_]`;
/** What may follow an identifier, a field or a variable. */
const TERMINATOR = /(?=[ \t\r\n.,|:()]|}}|$)/y;

/** How each kind of token reads; the first that fits counts. */
const TOKENS: readonly (readonly [TokenKind, RegExp])[] = [
  ['literal', /"(?:\\[^\n]|[^"\\\n])*"/y],
  ['literal', /`[^`]*`/y],
  ['literal', /'(?:\\[^\n][^'\n]{0,8}|[^'\\\n])'/uy],
  [
    'literal',
    /[+-]?(?:0[xX][0-9a-fA-F_.]+(?:[pP][+-]?\d+)?|\d[\d_.]*(?:[eE][+-]?\d+)?|\.\d[\d_]*(?:[eE][+-]?\d+)?|0[bBoO][0-7_]+)i?/y,
  ],
  ['field', new RegExp(String.raw`\.${WORD}*`, 'uy')],
  ['variable', new RegExp(String.raw`\$${WORD}*`, 'uy')],
  ['identifier', new RegExp(`${WORD}+`, 'uy')],
  ['mark', /:=|[=|,()]/y],
];

const NAMED: readonly TokenKind[] = ['identifier', 'field', 'variable'];

function matchAt(expression: RegExp, text: string, at: number): string | undefined {
  expression.lastIndex = at;
  return expression.exec(text)?.[0];
}

/** Splits a text into its actions; never throws. */
export function scanTemplate(text: string): ScannedTemplate {
  const actions: Action[] = [];
  try {
    for (let start = text.indexOf(OPEN); start !== -1;) {
      const action = scanAction(text, start);
      actions.push(action);
      start = text.indexOf(OPEN, action.end);
    }
    return { actions, fault: undefined };
  } catch (error) {
    if (!(error instanceof LexError)) throw error;
    return { actions, fault: { message: error.message, start: error.start } };
  }
}

function scanAction(text: string, start: number): Action {
  const trimmed = /^-[ \t\r\n]/.test(text.slice(start + OPEN.length, start + OPEN.length + 2));
  const inside = start + OPEN.length + (trimmed ? 2 : 0);
  if (text.startsWith('/*', inside))
    return { start, end: commentEnd(text, start, inside), comment: true, tokens: [] };
  const tokens: Token[] = [];
  let depth = 0;
  for (let at = inside; ;) {
    const close = matchAt(CLOSE, text, at);
    if (close !== undefined) {
      if (depth > 0) throw new LexError('a parenthesis is not closed', at);
      return { start, end: at + close.length, comment: false, tokens };
    }
    const space = matchAt(SPACE, text, at);
    if (space !== undefined) {
      // ` -}}` begins with the last of the spaces.
      at += space.length > 1 ? space.length - 1 : text.startsWith('-}}', at + 1) ? 0 : 1;
      continue;
    }
    if (at >= text.length) throw new LexError('an action is not closed with }}', start);
    const token = scanToken(text, at);
    if (token.text === '(') depth += 1;
    if (token.text === ')' && --depth < 0) throw new LexError('a closing parenthesis has no opening one', at);
    tokens.push(token);
    at += token.text.length;
  }
}

function commentEnd(text: string, start: number, inside: number): number {
  const stop = text.indexOf('*/', inside + 2);
  if (stop === -1) throw new LexError('a comment is not closed with */', start);
  const close = matchAt(COMMENT_CLOSE, text, stop + 2);
  if (close === undefined) throw new LexError('after a comment the action must end: */}}', stop + 2);
  return stop + 2 + close.length;
}

function scanToken(text: string, start: number): Token {
  for (const [kind, expression] of TOKENS) {
    const found = matchAt(expression, text, start);
    if (found === undefined) continue;
    const after = start + found.length;
    if (NAMED.includes(kind) && matchAt(TERMINATOR, text, after) === undefined) throw unexpected(text, after);
    return { kind, text: found, start };
  }
  if (/["'`]/.test(text.charAt(start))) throw new LexError('a quoted string is not closed', start);
  throw unexpected(text, start);
}

const unexpected = (text: string, at: number): LexError => {
  const found = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return new LexError(
    at >= text.length ? 'the text ends inside an action' : `unexpected character "${found}"`,
    at,
  );
};

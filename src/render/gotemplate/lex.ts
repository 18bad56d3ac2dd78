// Cuts the text of a template into tokens, on demand; text/template/parse/lex.go is what it keeps to.
import { isPrint } from './printable.ts';
import { quote, validRune } from './quote.ts';
import { isKeyword, type Token, type TokenType } from './token.ts';

const SPACES = ' \t\r\n';
const SPACE_RUN = /[ \t\r\n]*/y;
const WORD = /[\p{L}\p{Nd}_]+/uy;
const WORD_CHARACTER = /[\p{L}\p{Nd}_]/uy;
const LEFT_TRIM = /-[ \t\r\n]/y;
const RIGHT_DELIM = /[ \t\r\n]-\}\}|\}\}/y;
/** Looser than the numbers that there are: the parser finds what is wrong with them. */
const NUMBER =
  /[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?/y;
/** What may follow a word directly, besides spaces and the end of the action. */
const TERMINATORS = '.,|:)(';

/** Which words that are keywords otherwise are functions here. */
export interface LexOptions {
  readonly isFunction: (name: string) => boolean;
}

/** Yields the tokens of one template; what is wrong with the text is a token of type `error`, and the last one. */
export class Lexer {
  private position = 0;
  private isInAction = false;
  private parens = 0;

  constructor(
    readonly text: string,
    private readonly options: LexOptions,
  ) {}

  /** The next token; `eof` at the end, again and again. Comments are passed over. */
  next(): Token {
    return this.isInAction ? this.insideAction() : this.outsideAction();
  }

  private token(type: TokenType, start: number, end: number): Token {
    this.position = end;
    return { type, pos: start, text: this.text.slice(start, end) };
  }

  private error(start: number, message: string): Token {
    return { type: 'error', pos: start, text: message };
  }

  private outsideAction(): Token {
    for (;;) {
      const start = this.position;
      const open = this.text.indexOf('{{', start);
      const end = open < 0 ? this.text.length : this.trimmedEnd(start, open);
      if (end > start) {
        const token = this.token('text', start, end);
        if (open >= 0) this.position = open;
        return token;
      }
      if (open < 0) return this.token('eof', start, start);
      const token = this.leftDelim(open);
      if (token) return token;
    }
  }

  /** Where text before an action ends: before its last spaces where the action trims them. */
  private trimmedEnd(start: number, open: number): number {
    let end = open;
    if (!matches(LEFT_TRIM, this.text, open + 2)) return end;
    while (end > start && SPACES.includes(this.text.charAt(end - 1))) end--;
    return end;
  }

  /** The delimiter, or an error; undefined when it begins a comment, which is then behind us. */
  private leftDelim(open: number): Token | undefined {
    const inside = open + 2 + (matches(LEFT_TRIM, this.text, open + 2) ? 2 : 0);
    if (this.text.startsWith('/*', inside)) return this.comment(inside);
    const token = this.token('leftDelim', open, open + 2);
    this.position = inside;
    this.isInAction = true;
    this.parens = 0;
    return token;
  }

  private comment(start: number): Token | undefined {
    const close = this.text.indexOf('*/', start + 2);
    if (close < 0) return this.error(start, 'unclosed comment');
    const delim = matchAt(RIGHT_DELIM, this.text, close + 2);
    if (delim === '') return this.error(start, 'comment ends before closing delimiter');
    this.position = this.afterRightDelim(close + 2 + delim.length, delim);
    return undefined;
  }

  private afterRightDelim(end: number, delim: string): number {
    return delim.length > 2 ? end + matchAt(SPACE_RUN, this.text, end).length : end;
  }

  private rightDelim(start: number, delim: string): Token {
    const end = start + delim.length;
    const token = this.token('rightDelim', end - 2, end);
    this.position = this.afterRightDelim(end, delim);
    this.isInAction = false;
    return token;
  }

  private insideAction(): Token {
    const start = this.position;
    const delim = matchAt(RIGHT_DELIM, this.text, start);
    if (delim !== '') {
      return this.parens === 0 ? this.rightDelim(start, delim) : this.error(start, 'unclosed left paren');
    }
    const character = this.text.charAt(start);
    switch (character) {
      case '':
        return this.error(start, 'unclosed action');
      case ' ':
      case '\t':
      case '\r':
      case '\n':
        return this.space(start);
      case '=':
        return this.token('assign', start, start + 1);
      case ':':
        if (this.text.charAt(start + 1) !== '=') return this.error(start, 'expected :=');
        return this.token('declare', start, start + 2);
      case '|':
        return this.token('pipe', start, start + 1);
      case '"':
        return this.quoted('string', start, 'unterminated quoted string');
      case '`':
        return this.rawString(start);
      case "'":
        return this.quoted('charConstant', start, 'unterminated character constant');
      case '$':
        return this.name('variable', start);
      case '.':
        return /^\.(?:[0-9]|$)/.test(this.text.slice(start, start + 2))
          ? this.number(start)
          : this.name('field', start);
      case '(':
        this.parens++;
        return this.token('leftParen', start, start + 1);
      case ')':
        if (--this.parens < 0) return this.error(start, 'unexpected right paren');
        return this.token('rightParen', start, start + 1);
    }
    return this.numberOrWord(start, character);
  }

  private numberOrWord(start: number, character: string): Token {
    if (/[0-9+-]/.test(character)) return this.number(start);
    const word = matchAt(WORD, this.text, start);
    if (word !== '') return this.word(start, start + word.length);
    if (/[!-~]/.test(character)) return this.token('char', start, start + 1);
    return this.error(start, `unrecognized character in action: ${this.characterAt(start)}`);
  }

  /** A run of spaces; the last one belongs to a trim marker where one follows. */
  private space(start: number): Token {
    const end = start + matchAt(SPACE_RUN, this.text, start).length;
    return this.token('space', start, this.text.startsWith('-}}', end) ? end - 1 : end);
  }

  private word(start: number, end: number): Token {
    if (!this.isTerminator(end)) return this.error(start, `bad character ${this.characterAt(end)}`);
    const word = this.text.slice(start, end);
    if (isKeyword(word) && !((word === 'break' || word === 'continue') && this.options.isFunction(word))) {
      return this.token(word, start, end);
    }
    return this.token(word === 'true' || word === 'false' ? 'bool' : 'identifier', start, end);
  }

  /** `.name` or `$name`; the sign alone is dot or the variable `$`. */
  private name(type: 'field' | 'variable', start: number): Token {
    if (this.isTerminator(start + 1)) return this.token(type === 'field' ? '.' : type, start, start + 1);
    const end = start + 1 + matchAt(WORD, this.text, start + 1).length;
    if (!this.isTerminator(end)) return this.error(start, `bad character ${this.characterAt(end)}`);
    return this.token(type, start, end);
  }

  private isTerminator(at: number): boolean {
    const character = this.text.charAt(at);
    if (character === '' || SPACES.includes(character) || TERMINATORS.includes(character)) return true;
    return this.text.startsWith('}}', at);
  }

  private quoted(type: 'string' | 'charConstant', start: number, message: string): Token {
    const delimiter = this.text.charAt(start);
    for (let at = start + 1; at < this.text.length; at++) {
      let character = this.text.charAt(at);
      if (character === delimiter) return this.token(type, start, at + 1);
      if (character === '\\') character = this.text.charAt(++at);
      if (character === '\n') break;
    }
    return this.error(start, message);
  }

  private rawString(start: number): Token {
    const end = this.text.indexOf('`', start + 1);
    if (end < 0) return this.error(start, 'unterminated raw quoted string');
    return this.token('rawString', start, end + 1);
  }

  private number(start: number): Token {
    let end = this.numberEnd(start);
    let type: 'number' | 'complex' = 'number';
    let isBad = matches(WORD_CHARACTER, this.text, end);
    if (!isBad && (this.text.charAt(end) === '+' || this.text.charAt(end) === '-')) {
      type = 'complex';
      end = this.numberEnd(end);
      isBad = matches(WORD_CHARACTER, this.text, end);
      if (!isBad && this.text.charAt(end - 1) !== 'i') return this.badNumber(start, end);
    }
    if (isBad) return this.badNumber(start, end + matchAt(WORD_CHARACTER, this.text, end).length);
    return this.token(type, start, end);
  }

  private numberEnd(start: number): number {
    return start + matchAt(NUMBER, this.text, start).length;
  }

  private badNumber(start: number, end: number): Token {
    return this.error(start, `bad number syntax: ${quote(this.text.slice(start, end))}`);
  }

  /** A character as `%#U` prints it: `U+0040 '@'`. */
  private characterAt(at: number): string {
    const code = validRune(this.text.codePointAt(at) ?? 0);
    const number = code.toString(16).toUpperCase().padStart(4, '0');
    return isPrint(code) ? `U+${number} '${String.fromCodePoint(code)}'` : `U+${number}`;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

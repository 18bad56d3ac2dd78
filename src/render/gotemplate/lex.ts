// Cuts the text of a template into tokens, on demand; text/template/parse/lex.go is what it keeps to.
import {
  BACKSLASH,
  CLOSING_BRACE,
  DOT,
  isAsciiLetter,
  isDigit,
  isSpace,
  isTerminator,
  LINE_END,
  MINUS,
  spaceEnd,
  spaceStart,
  wordEnd,
} from './lex-character.ts';
import { isPrint } from './printable.ts';
import { quote, validRune } from './quote.ts';
import { isKeyword, type Token, type TokenType } from './token.ts';

/** Looser than the numbers that there are: the parser finds what is wrong with them. */
const NUMBER =
  /[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?/y;

/** Quoted texts without escapes, as nearly all are. */
const PLAIN = { '"': /"[^"\\\n]*"/y, "'": /'[^'\\\n]*'/y };

/** Names with those behind them, so many that going back from a bad end costs little. */
const CHAIN = {
  field: /(?:\.[A-Za-z_]\w*){1,16}/y,
  variable: /\$\w*(?:\.[A-Za-z_]\w*){0,16}/y,
};

/** Which words that are keywords otherwise are functions here. */
export interface LexOptions {
  readonly isFunction: (name: string) => boolean;
}

/** Yields the tokens of one template; what is wrong with the text is a token of type `error`, and the last one. */
export class Lexer {
  private position = 0;
  private isInAction = false;
  /** Whether spaces were passed over before the token that is being cut. */
  private isSpaced = false;
  private parens = 0;

  constructor(
    readonly text: string,
    private readonly options: LexOptions,
  ) {}

  /** The next token; `eof` at the end, again and again. Comments, and spaces in actions, are passed over. */
  next(): Token {
    return this.isInAction ? this.insideAction() : this.outsideAction();
  }

  private token(type: TokenType, start: number, end: number, text = this.text.slice(start, end)): Token {
    this.position = end;
    return { type, pos: start, text, isSpaced: this.isSpaced };
  }

  private error(start: number, message: string): Token {
    return { type: 'error', pos: start, text: message, isSpaced: this.isSpaced };
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
    return this.trimsLeft(open) ? spaceStart(this.text, start, open) : open;
  }

  private trimsLeft(open: number): boolean {
    return this.text.charCodeAt(open + 2) === MINUS && isSpace(this.text.charCodeAt(open + 3));
  }

  /** The delimiter, or an error; undefined when it begins a comment, which is then behind us. */
  private leftDelim(open: number): Token | undefined {
    const inside = open + (this.trimsLeft(open) ? 4 : 2);
    if (this.text.startsWith('/*', inside)) return this.comment(inside);
    const token = this.token('leftDelim', open, open + 2, '{{');
    this.position = inside;
    this.isInAction = true;
    this.parens = 0;
    return token;
  }

  private comment(start: number): Token | undefined {
    const close = this.text.indexOf('*/', start + 2);
    if (close < 0) return this.error(start, 'unclosed comment');
    const delim = this.rightDelimAt(close + 2);
    if (delim === 0) return this.error(start, 'comment ends before closing delimiter');
    this.position = this.afterRightDelim(close + 2, delim);
    return undefined;
  }

  /** How long the delimiter at an offset is: 2, or 4 with a trim marker; 0 where there is none. */
  private rightDelimAt(at: number): 0 | 2 | 4 {
    const code = this.text.charCodeAt(at);
    if (code === CLOSING_BRACE) return this.text.charCodeAt(at + 1) === CLOSING_BRACE ? 2 : 0;
    return isSpace(code) && this.text.startsWith('-}}', at + 1) ? 4 : 0;
  }

  private afterRightDelim(start: number, length: number): number {
    return length > 2 ? spaceEnd(this.text, start + length) : start + length;
  }

  private rightDelim(start: number, length: number): Token {
    const end = start + length;
    const token = this.token('rightDelim', end - 2, end, '}}');
    this.position = this.afterRightDelim(start, length);
    this.isInAction = false;
    this.isSpaced = false;
    return token;
  }

  private insideAction(): Token {
    const start = this.afterSpaces();
    const code = this.text.charCodeAt(start);
    // The most frequent ones first.
    if (code === DOT) return this.dot(start);
    if (isAsciiLetter(code)) return this.word(start, wordEnd(this.text, start));
    const delim = this.rightDelimAt(start);
    if (delim === 0) return this.signOrOperand(start);
    return this.parens === 0 ? this.rightDelim(start, delim) : this.error(start, 'unclosed left paren');
  }

  /** Passes over spaces, but for one that belongs to a trim marker. */
  private afterSpaces(): number {
    const start = this.position;
    const end = spaceEnd(this.text, start);
    const isTrimmed =
      end > start && this.text.charCodeAt(end) === MINUS && this.text.startsWith('}}', end + 1);
    const next = isTrimmed ? end - 1 : end;
    this.isSpaced = next > start;
    return next;
  }

  private signOrOperand(start: number): Token {
    const character = this.text.charAt(start);
    switch (character) {
      case '$':
        return this.name('variable', start);
      case '"':
        return this.quoted('string', character, start);
      case '(':
        this.parens++;
        return this.token('leftParen', start, start + 1, character);
      case ')':
        if (--this.parens < 0) return this.error(start, 'unexpected right paren');
        return this.token('rightParen', start, start + 1, character);
      case '|':
        return this.token('pipe', start, start + 1, character);
      case ':':
        if (this.text.charAt(start + 1) !== '=') return this.error(start, 'expected :=');
        return this.token('declare', start, start + 2, ':=');
      case '=':
        return this.token('assign', start, start + 1, character);
      case '`':
        return this.rawString(start);
      case "'":
        return this.quoted('charConstant', character, start);
      case '+':
      case '-':
        return this.number(start);
      case '':
        return this.error(start, 'unclosed action');
    }
    return this.numberOrWord(start, character);
  }

  private numberOrWord(start: number, character: string): Token {
    if (isDigit(character.charCodeAt(0))) return this.number(start);
    const end = wordEnd(this.text, start);
    if (end > start) return this.word(start, end);
    if (/[!-~]/.test(character)) return this.token('char', start, start + 1, character);
    return this.error(start, `unrecognized character in action: ${this.characterAt(start)}`);
  }

  private word(start: number, end: number): Token {
    if (!this.isTerminated(end)) return this.error(start, `bad character ${this.characterAt(end)}`);
    const word = this.text.slice(start, end);
    if (isKeyword(word) && !((word === 'break' || word === 'continue') && this.options.isFunction(word))) {
      return this.token(word, start, end, word);
    }
    return this.token(word === 'true' || word === 'false' ? 'bool' : 'identifier', start, end, word);
  }

  /** A field, a number such as `.5`, or dot itself; at the end of the text it counts as a number, as in Go. */
  private dot(start: number): Token {
    const next = this.text.charCodeAt(start + 1);
    return isDigit(next) || Number.isNaN(next) ? this.number(start) : this.name('field', start);
  }

  /** `.name` or `$name`, with the names behind it where all is well; the sign alone is dot or the variable `$`. */
  private name(type: 'field' | 'variable', start: number): Token {
    const chain = CHAIN[type];
    chain.lastIndex = start;
    return chain.test(this.text) && this.isTerminated(chain.lastIndex)
      ? this.token(type, start, chain.lastIndex)
      : this.singleName(type, start);
  }

  private singleName(type: 'field' | 'variable', start: number): Token {
    if (this.isTerminated(start + 1)) return this.token(type === 'field' ? '.' : type, start, start + 1);
    const end = wordEnd(this.text, start + 1);
    if (!this.isTerminated(end)) return this.error(start, `bad character ${this.characterAt(end)}`);
    return this.token(type, start, end);
  }

  private isTerminated(end: number): boolean {
    const code = this.text.charCodeAt(end);
    return code === CLOSING_BRACE ? this.text.charCodeAt(end + 1) === CLOSING_BRACE : isTerminator(code);
  }

  private quoted(type: 'string' | 'charConstant', quote: keyof typeof PLAIN, start: number): Token {
    const plain = PLAIN[quote];
    plain.lastIndex = start;
    return plain.test(this.text)
      ? this.token(type, start, plain.lastIndex)
      : this.quotedWithEscapes(type, quote.charCodeAt(0), start);
  }

  private quotedWithEscapes(type: 'string' | 'charConstant', delimiter: number, start: number): Token {
    for (let at = start + 1; at < this.text.length; at++) {
      let code = this.text.charCodeAt(at);
      if (code === delimiter) return this.token(type, start, at + 1);
      if (code === BACKSLASH) code = this.text.charCodeAt(++at);
      if (code === LINE_END) break;
    }
    return this.error(start, `unterminated ${type === 'string' ? 'quoted string' : 'character constant'}`);
  }

  private rawString(start: number): Token {
    const end = this.text.indexOf('`', start + 1);
    if (end < 0) return this.error(start, 'unterminated raw quoted string');
    return this.token('rawString', start, end + 1);
  }

  private number(start: number): Token {
    let end = this.numberEnd(start);
    if (wordEnd(this.text, end) > end) return this.badNumber(start, end);
    const sign = this.text.charAt(end);
    if (sign !== '+' && sign !== '-') return this.token('number', start, end);
    end = this.numberEnd(end);
    const isComplex = this.text.charAt(end - 1) === 'i' && wordEnd(this.text, end) === end;
    return isComplex ? this.token('complex', start, end) : this.badNumber(start, end);
  }

  private numberEnd(start: number): number {
    NUMBER.lastIndex = start;
    return NUMBER.test(this.text) ? NUMBER.lastIndex : start;
  }

  /** The message shows the number with the character that is wrong, if that is part of a word. */
  private badNumber(start: number, end: number): Token {
    const bad = wordEnd(this.text, end) > end ? String.fromCodePoint(this.text.codePointAt(end) ?? 0) : '';
    return this.error(start, `bad number syntax: ${quote(this.text.slice(start, end) + bad)}`);
  }

  /** A character as `%#U` prints it: `U+0040 '@'`. */
  private characterAt(at: number): string {
    const code = validRune(this.text.codePointAt(at) ?? 0);
    const number = code.toString(16).toUpperCase().padStart(4, '0');
    return isPrint(code) ? `U+${number} '${String.fromCodePoint(code)}'` : `U+${number}`;
  }
}

// Tokens with the look-ahead that the parser needs, and errors at the line that it has come to.
import { Lexer, type LexOptions } from './lex.ts';
import { lineAt, TemplateError } from './template-error.ts';
import { describeToken, type Token, type TokenType } from './token.ts';

/** The tokens of one text. They can be pushed back, the latest first. */
export class TokenStream {
  /** The next token, where it was cut from the text already; those behind it are `pending`, the next one last. */
  private ahead: Token | undefined;
  private readonly pending: Token[] = [];
  private readonly lexer: Lexer;
  /** The last token that was cut from the text: errors are told at its line. */
  latest: Token = { type: 'eof', pos: 0, text: '', isSpaced: false };
  /** Where the action starts that is being parsed; an error in a later line mentions it. */
  actionStart: number | undefined;

  constructor(
    private readonly templateName: string,
    readonly text: string,
    options: LexOptions,
  ) {
    this.lexer = new Lexer(text, options);
  }

  next(): Token {
    const token = this.ahead;
    if (!token) return (this.latest = this.lexer.next());
    this.ahead = this.pending.pop();
    return token;
  }

  peek(): Token {
    return (this.ahead ??= this.latest = this.lexer.next());
  }

  /** Pushes back the token that was read last, or that was pushed back before it. */
  backup(token: Token): void {
    if (this.ahead) this.pending.push(this.ahead);
    this.ahead = token;
  }

  /** The next token, which must be of one of the types. @throws TemplateError */
  expect(context: string, ...types: readonly TokenType[]): Token {
    const token = this.next();
    if (!types.includes(token.type)) this.unexpected(token, context);
    return token;
  }

  unexpected(token: Token, context: string): never {
    if (token.type !== 'error') return this.fail(`unexpected ${describeToken(token)} in ${context}`);
    const started = this.actionStart === undefined ? 0 : lineAt(this.text, this.actionStart);
    if (started === 0 || started === lineAt(this.text, token.pos)) return this.fail(token.text);
    const what = token.text.endsWith(' action') ? '' : ' in action';
    return this.fail(`${token.text}${what} started at ${this.templateName}:${started}`);
  }

  /**
   * @param at whose line it is; default: the last token
   * @throws TemplateError always: the message with the template's name and the line before it
   */
  fail(message: string, at: Pick<Token, 'pos'> = this.latest): never {
    const line = lineAt(this.text, at.pos);
    const place = { template: this.templateName, line, column: undefined };
    throw new TemplateError(`template: ${this.templateName}:${line}: ${message}`, place);
  }
}

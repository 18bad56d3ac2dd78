// Parses what stands inside of actions: pipelines, commands and operands; text/template/parse/parse.go is what it keeps to.
import { quote } from './quote.ts';
import { unquote } from './unquote.ts';
import type { ChainNode, CommandNode, FieldNode, Operand, PipeNode, VariableNode } from './node.ts';
import { nodeText } from './node-text.ts';
import { characterConstant, numberConstant } from './number-constant.ts';
import type { Token, TokenType } from './token.ts';
import type { TokenStream } from './token-stream.ts';
import { VariableScope } from './variable-scope.ts';

/** Parentheses and blocks that stand in each other; Go allows 10000 parentheses. */
export const MAX_NESTING = 400;

const OPERANDS: ReadonlySet<TokenType> = new Set<TokenType>([
  'bool',
  'charConstant',
  'complex',
  '.',
  'field',
  'identifier',
  'number',
  'nil',
  'rawString',
  'string',
  'variable',
  'leftParen',
]);

/** A string without escapes, as nearly all are. */
const PLAIN_STRING = /^"[ !#-[\]-~]*"$/;

/** What can only stand first in a pipeline. */
const NOT_EXECUTABLE: ReadonlySet<Operand['kind']> = new Set<Operand['kind']>([
  'bool',
  'dot',
  'nil',
  'number',
  'string',
]);

type Declarations = Pick<PipeNode, 'declared' | 'isAssign'>;

/** What nearly all pipelines declare. */
const UNDECLARED: Declarations = { declared: [], isAssign: false };

/** Parses pipelines, and knows the variables that are declared at the moment. */
export class PipelineParser {
  protected variables = new VariableScope();
  protected nesting = 0;

  constructor(
    protected readonly tokens: TokenStream,
    private readonly isFunction: (name: string) => boolean,
  ) {}

  /**
   * Parses up to and including the token that ends the pipeline.
   *
   * @param context what messages call it: `command`, `range`, `template clause`
   */
  pipeline(context: string, end: 'rightDelim' | 'rightParen'): PipeNode {
    const { pos } = this.tokens.peek();
    const { declared, isAssign } = this.declarations(context);
    const commands: CommandNode[] = [];
    for (let token = this.tokens.peek(); token.type !== end; token = this.tokens.peek()) {
      if (!OPERANDS.has(token.type)) this.tokens.unexpected(token, context);
      commands.push(this.command());
    }
    this.tokens.next();
    this.check(commands, context);
    return { kind: 'pipe', pos, isAssign, declared, commands };
  }

  private check(commands: readonly CommandNode[], context: string): void {
    if (commands.length === 0) this.tokens.fail(`missing value for ${context}`);
    const bad = commands.findIndex(({ args }, index) => index > 0 && NOT_EXECUTABLE.has(args[0].kind));
    if (bad > 0) this.tokens.fail(`non executable command in pipeline stage ${bad + 1}`);
  }

  /** `$a :=`, `$a =`, `$a, $b :=`; none where the pipeline starts otherwise. */
  private declarations(context: string): Declarations {
    if (this.tokens.peek().type !== 'variable') return UNDECLARED;
    const declared: VariableNode[] = [];
    for (;;) {
      const variable = this.tokens.peek();
      if (variable.type !== 'variable' || variable.text.includes('.')) return { declared, isAssign: false };
      this.tokens.next();
      const sign = this.tokens.peek();
      const isComma = sign.type === 'char' && sign.text === ',';
      if (!isComma && sign.type !== 'assign' && sign.type !== 'declare') {
        this.tokens.backup(variable);
        return { declared, isAssign: false };
      }
      this.tokens.next();
      declared.push({ kind: 'variable', pos: variable.pos, path: [variable.text] });
      this.variables.declare(variable.text);
      if (!isComma) return { declared, isAssign: sign.type === 'assign' };
      this.checkSecond(context, declared.length);
    }
  }

  private checkSecond(context: string, count: number): void {
    if (context !== 'range' || count >= 2) this.tokens.fail(`too many declarations in ${context}`);
    const { type } = this.tokens.peek();
    if (type !== 'variable' && type !== 'rightDelim' && type !== 'rightParen') {
      this.tokens.fail('range can only initialize variables');
    }
  }

  /** Operands with spaces between them, up to a `|` (which is behind us) or the end of the pipeline (which is not). */
  private command(): CommandNode {
    const { pos } = this.tokens.peek();
    const args: Operand[] = [];
    for (let isEnd = false; !isEnd;) {
      const operand = this.operand();
      if (operand) args.push(operand);
      const token = this.tokens.peek();
      isEnd = token.type === 'pipe' || token.type === 'rightDelim' || token.type === 'rightParen';
      if (token.type === 'pipe') this.tokens.next();
      if (!isEnd && !(operand && token.isSpaced)) this.tokens.unexpected(token, 'operand');
    }
    if (args.length === 0) return this.tokens.fail('empty command');
    return { kind: 'command', pos, args: args as [Operand, ...Operand[]] };
  }

  /** A term and the fields behind it; undefined where no term is next. */
  private operand(): Operand | undefined {
    const node = this.term();
    const next = node && this.tokens.peek();
    if (!next || !isFieldOf(next)) return node;
    const path: string[] = [];
    while (isFieldOf(this.tokens.peek())) path.push(...namesIn(this.tokens.next()));
    return this.withFields(node, path, next.pos);
  }

  private withFields(node: Operand, path: readonly string[], pos: number): Operand {
    switch (node.kind) {
      case 'field':
      case 'variable':
        return {
          ...node,
          pos: node.path.length > 1 ? node.pos : pos,
          path: [...node.path, ...path],
        } as Operand;
      case 'pipe':
      case 'identifier':
        return { kind: 'chain', pos, node, path } satisfies ChainNode;
    }
    // In the line of the fields: what comes next may be in another.
    return this.tokens.fail(`unexpected . after term ${quote(nodeText(node))}`, { pos });
  }

  private term(): Operand | undefined {
    const token = this.tokens.next();
    const { type, pos, text } = token;
    switch (type) {
      case 'identifier':
        if (!this.isFunction(text)) this.tokens.fail(`function ${quote(text)} not defined`);
        return { kind: 'identifier', pos, name: text };
      case '.':
        return { kind: 'dot', pos };
      case 'nil':
        return { kind: 'nil', pos };
      case 'variable':
        return this.variable(token);
      case 'field':
        return fieldNode(token);
      case 'bool':
        return { kind: 'bool', pos, value: text === 'true' };
      case 'charConstant':
        return { kind: 'number', pos, text, ...this.checked(() => characterConstant(text)) };
      case 'complex':
      case 'number':
        return { kind: 'number', pos, text, ...this.checked(() => numberConstant(text)) };
      case 'leftParen':
        return this.parenthesized();
      case 'string':
      case 'rawString':
        return { kind: 'string', pos, quoted: text, value: this.unquoted(text) };
    }
    this.tokens.backup(token);
    return undefined;
  }

  private parenthesized(): PipeNode {
    this.enter();
    const pipe = this.pipeline('parenthesized pipeline', 'rightParen');
    this.nesting--;
    return pipe;
  }

  /** Goes one level deeper. @throws TemplateError before JavaScript's stack is at its end */
  protected enter(): void {
    if (++this.nesting > MAX_NESTING) this.tokens.fail('max expression depth exceeded');
  }

  private variable({ pos, text }: Token): VariableNode {
    const path = text.split('.') as [string, ...string[]];
    const [name] = path;
    if (!this.variables.has(name)) this.tokens.fail(`undefined variable ${quote(name)}`);
    return { kind: 'variable', pos: path.length > 1 ? pos + name.length : pos, path };
  }

  /** The value of a string constant. @throws TemplateError */
  protected unquoted(text: string): string {
    return PLAIN_STRING.test(text) ? text.slice(1, -1) : this.checked(() => unquote(text));
  }

  private checked<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      return this.tokens.fail((error as Error).message);
    }
  }
}

/** Whether it belongs to what stands before it. */
const isFieldOf = ({ type, isSpaced }: Token): boolean => type === 'field' && !isSpaced;

const namesIn = ({ text }: Token): string[] => text.slice(1).split('.');

/** Go's place for `.a.b` is that of `.b`, and for `$x.a` that of `.a`. */
function fieldNode(token: Token): FieldNode {
  const path = namesIn(token);
  return { kind: 'field', pos: path.length > 1 ? token.pos + 1 + (path[0] ?? '').length : token.pos, path };
}

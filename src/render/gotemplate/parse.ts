// Parses a template: text, actions, blocks and the definitions in it; text/template/parse/parse.go is what it keeps to.
import { quote } from './quote.ts';
import {
  isEmptyTree,
  type BranchNode,
  type ListNode,
  type PipeNode,
  type StatementNode,
  type TemplateNode,
} from './node.ts';
import { PipelineParser } from './parse-pipeline.ts';
import type { Token } from './token.ts';
import { TokenStream } from './token-stream.ts';
import { VariableScope } from './variable-scope.ts';

/** What a text holds: itself, and what `define` and `block` in it define. */
export interface ParsedText {
  readonly root: ListNode;
  readonly definitions: ReadonlyMap<string, ListNode>;
}

/** `{{end}}` or `{{else}}`: what ends a list, and is no node of the tree. */
interface Terminator {
  readonly kind: 'end' | 'else';
  /** `{{else if` and `{{else with`: the keyword is the next token. */
  readonly pos: number;
}

/** What a definition has of its own: variables of the surrounding text are not known in it. */
interface Scope {
  readonly variables: VariableScope;
  readonly rangeDepth: number;
}

/**
 * Parses a text.
 *
 * @param templateName for messages; and a text cannot define a template of its own name
 * @throws TemplateError with Go's text and line
 */
export function parseTemplate(
  templateName: string,
  text: string,
  isFunction: (name: string) => boolean,
): ParsedText {
  const tokens = new TokenStream(templateName, text, { isFunction });
  return new Parser(tokens, isFunction).parse(templateName);
}

class Parser extends PipelineParser {
  private rangeDepth = 0;
  private readonly definitions = new Map<string, ListNode>();

  parse(templateName: string): ParsedText {
    const { pos } = this.tokens.peek();
    const nodes: StatementNode[] = [];
    while (this.tokens.peek().type !== 'eof') {
      if (this.definition()) continue;
      const node = this.statement();
      if (isTerminator(node)) this.tokens.fail(`unexpected {{${node.kind}}}`);
      nodes.push(node);
    }
    const root: ListNode = { kind: 'list', pos, nodes };
    this.checkRedefinition(this.definitions.get(templateName), root, templateName);
    return { root, definitions: this.definitions };
  }

  /** Parses `{{define "name"}}...{{end}}` where that is next. */
  private definition(): boolean {
    const delim = this.tokens.peek();
    if (delim.type !== 'leftDelim') return false;
    this.tokens.next();
    const keyword = this.tokens.next();
    if (keyword.type !== 'define') {
      this.tokens.backup(keyword);
      this.tokens.backup(delim);
      return false;
    }
    const context = 'define clause';
    const name = this.unquoted(this.tokens.expect(context, 'string', 'rawString').text);
    this.tokens.expect(context, 'rightDelim');
    const end = this.body(name);
    if (end.kind !== 'end') this.tokens.fail(`unexpected {{${end.kind}}} in ${context}`);
    return true;
  }

  /** The body of a definition, which knows nothing of what surrounds it; what ended it, which must be an `{{end}}`. */
  private body(name: string): Terminator {
    const outer: Scope = { variables: this.variables, rangeDepth: this.rangeDepth };
    this.variables = new VariableScope();
    this.rangeDepth = 0;
    const [list, end] = this.list();
    if (end.kind === 'end') this.define(name, list);
    ({ variables: this.variables, rangeDepth: this.rangeDepth } = outer);
    return end;
  }

  private define(name: string, list: ListNode): void {
    const known = this.definitions.get(name);
    this.checkRedefinition(known, list, name);
    if (!known || isEmptyTree(known)) this.definitions.set(name, list);
  }

  /** Of two definitions that are not empty there is none that counts. */
  private checkRedefinition(known: ListNode | undefined, list: ListNode, name: string): void {
    if (!known || isEmptyTree(known) || isEmptyTree(list)) return;
    this.tokens.fail(`template: multiple definition of template ${quote(name)}`);
  }

  /** Everything up to the `{{end}}` or `{{else}}` of what it stands in. */
  private list(): [ListNode, Terminator] {
    const { pos } = this.tokens.peek();
    const nodes: StatementNode[] = [];
    this.enter();
    while (this.tokens.peek().type !== 'eof') {
      const node = this.statement();
      if (isTerminator(node)) {
        this.nesting--;
        return [{ kind: 'list', pos, nodes }, node];
      }
      nodes.push(node);
    }
    return this.tokens.fail('unexpected EOF');
  }

  private statement(): StatementNode | Terminator {
    const token = this.tokens.next();
    if (token.type === 'text') return { kind: 'text', pos: token.pos, text: token.text };
    if (token.type !== 'leftDelim') return this.tokens.unexpected(token, 'input');
    this.tokens.actionStart = token.pos;
    const node = this.action(token.pos);
    this.tokens.actionStart = undefined;
    return node;
  }

  private action(start: number): StatementNode | Terminator {
    const token = this.tokens.next();
    switch (token.type) {
      case 'block':
        return this.block();
      case 'break':
      case 'continue':
        return this.jump(token.type, token.pos);
      case 'else':
        return this.otherwise();
      case 'end':
        return { kind: 'end', pos: this.tokens.expect('end', 'rightDelim').pos };
      case 'if':
      case 'range':
      case 'with':
        return this.branch(token.type);
      case 'template':
        return this.template();
    }
    this.tokens.backup(token);
    const pipe = this.pipeline('command', 'rightDelim');
    return { kind: 'action', pos: pipe.pos, start, pipe };
  }

  private jump(kind: 'break' | 'continue', pos: number): StatementNode {
    const token = this.tokens.next();
    if (token.type !== 'rightDelim') this.tokens.unexpected(token, `{{${kind}}}`);
    if (this.rangeDepth === 0) this.tokens.fail(`{{${kind}}} outside {{range}}`);
    return { kind, pos };
  }

  private otherwise(): Terminator {
    const next = this.tokens.peek();
    if (next.type === 'if' || next.type === 'with') return { kind: 'else', pos: next.pos };
    return { kind: 'else', pos: this.tokens.expect('else', 'rightDelim').pos };
  }

  /** What follows `{{if`, `{{with` or `{{range`. Variables that are declared in it end with it. */
  private branch(kind: BranchNode['kind']): BranchNode {
    const mark = this.variables.mark();
    const pipe = this.pipeline(kind, 'rightDelim');
    const inside = kind === 'range' ? 1 : 0;
    this.rangeDepth += inside;
    const [list, terminator] = this.list();
    this.rangeDepth -= inside;
    const elseList = terminator.kind === 'else' ? this.elseList(kind) : undefined;
    this.variables.release(mark);
    return { kind, pos: pipe.pos, pipe, list, elseList };
  }

  /** The other branch; `{{else if}}` is an `if` in it that shares its `{{end}}`. */
  private elseList(kind: BranchNode['kind']): ListNode {
    const next = this.tokens.peek();
    if (kind !== 'range' && next.type === kind) {
      this.tokens.next();
      this.enter();
      const branch = this.branch(kind);
      this.nesting--;
      return { kind: 'list', pos: next.pos, nodes: [branch] };
    }
    const [list, terminator] = this.list();
    if (terminator.kind !== 'end') this.tokens.fail(`expected end; found {{${terminator.kind}}}`);
    return list;
  }

  private block(): TemplateNode {
    const context = 'block clause';
    const token = this.tokens.next();
    const name = this.templateName(token, context);
    const pipe = this.pipeline(context, 'rightDelim');
    const { actionStart, latest } = this.tokens;
    this.tokens.actionStart = undefined;
    const end = this.body(name);
    // Go tells this one at the line of the clause, and not of what is unexpected.
    if (end.kind !== 'end') this.tokens.fail(`unexpected {{${end.kind}}} in ${context}`, latest);
    this.tokens.actionStart = actionStart;
    return { kind: 'template', pos: token.pos, name, pipe };
  }

  private template(): TemplateNode {
    const context = 'template clause';
    const token = this.tokens.next();
    const name = this.templateName(token, context);
    const next = this.tokens.next();
    let pipe: PipeNode | undefined;
    if (next.type !== 'rightDelim') {
      this.tokens.backup(next);
      pipe = this.pipeline(context, 'rightDelim');
    }
    return { kind: 'template', pos: token.pos, name, pipe };
  }

  private templateName(token: Token, context: string): string {
    if (token.type !== 'string' && token.type !== 'rawString') return this.tokens.unexpected(token, context);
    return this.unquoted(token.text);
  }
}

function isTerminator(node: StatementNode | Terminator): node is Terminator {
  return node.kind === 'end' || node.kind === 'else';
}

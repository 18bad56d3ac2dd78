// Names in the marks of a template that mean nothing: found before anything is made, in branches that are not taken, too.
import { didYouMean } from '../problem/nearest.ts';

/** What can be named. */
export interface KnownNames {
  readonly values: readonly string[];
  readonly helpers: readonly string[];
}

/** A name that means nothing; line from 1, column from 0. */
export interface UnknownName {
  readonly message: string;
  readonly hint: string;
  readonly line: number;
  readonly column: number;
}

/** What is common to the nodes of Handlebars' tree. */
type Node = hbs.AST.Node;

/** Where a node stands. */
interface Scope {
  /** How many `each` and `with` are around it: each has values of its own. */
  readonly depth: number;
  /** Names that blocks gave: `as |minor|`. */
  readonly names: readonly string[];
}

/** The first name that is no value, no helper and given by no block; undefined where all are known. */
export function findUnknownName(program: hbs.AST.Program, known: KnownNames): UnknownName | undefined {
  return inProgram(program, { depth: 0, names: [] }, known);
}

function inProgram(program: hbs.AST.Program, scope: Scope, known: KnownNames): UnknownName | undefined {
  return first(program.body, (statement) => inStatement(statement, scope, known));
}

function inStatement(node: Node, scope: Scope, known: KnownNames): UnknownName | undefined {
  if (node.type === 'MustacheStatement') return inCall(node as hbs.AST.MustacheStatement, scope, known);
  if (node.type === 'BlockStatement') return inBlock(node as hbs.AST.BlockStatement, scope, known);
  if (node.type === 'ContentStatement' || node.type === 'CommentStatement') return undefined;
  return unknown(node, 'partials and decorators cannot be used here', `there is ${known.helpers.join(', ')}`);
}

function inBlock(block: hbs.AST.BlockStatement, scope: Scope, known: KnownNames): UnknownName | undefined {
  const wrong = inCall(block, scope, known, true);
  if (wrong) return wrong;
  const opens = ['each', 'with'].includes(block.path.original);
  // What Handlebars types as always there is missing where a block has only an else.
  const program = block.program as hbs.AST.Program | undefined;
  const inner = {
    depth: scope.depth + (opens ? 1 : 0),
    names: [...scope.names, ...(program?.blockParams ?? [])],
  };
  return (
    (program && inProgram(program, inner, known)) ??
    ((block.inverse as hbs.AST.Program | undefined) && inProgram(block.inverse, scope, known))
  );
}

interface Call extends Node {
  readonly path: hbs.AST.Expression;
  readonly params: readonly hbs.AST.Expression[];
}

function inCall(call: Call, scope: Scope, known: KnownNames, isBlock = false): UnknownName | undefined {
  const isHelper = isBlock || call.type === 'SubExpression' || call.params.length > 0;
  const wrong = isHelper ? inHelper(call.path, known) : inExpression(call.path, scope, known);
  return wrong ?? first(call.params, (one) => inExpression(one, scope, known));
}

function inHelper(path: hbs.AST.Expression, { helpers }: KnownNames): UnknownName | undefined {
  const name = String((path as hbs.AST.PathExpression).original);
  if (name === 'literal' || helpers.includes(name)) return undefined;
  return unknown(
    path,
    `there is no helper "${name}"`,
    didYouMean(name, helpers) ?? `there is ${helpers.join(', ')}`,
  );
}

function inExpression(node: hbs.AST.Expression, scope: Scope, known: KnownNames): UnknownName | undefined {
  if (node.type === 'SubExpression') return inCall(node as hbs.AST.SubExpression, scope, known);
  if (node.type !== 'PathExpression') return undefined;
  const path = node as hbs.AST.PathExpression;
  const [head] = path.parts;
  // Names of an item of a list are known only when it is there.
  if (path.data || head === undefined || path.depth !== scope.depth || scope.names.includes(head))
    return undefined;
  if (known.values.includes(head)) return undefined;
  const hint = didYouMean(head, known.values) ?? `there is ${known.values.join(', ')}`;
  return unknown(node, `nothing is called "${head}" here`, hint);
}

function first<T>(items: readonly T[], find: (item: T) => UnknownName | undefined): UnknownName | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}

const unknown = ({ loc }: Node, message: string, hint: string): UnknownName => ({
  message,
  hint,
  line: loc.start.line,
  column: loc.start.column,
});

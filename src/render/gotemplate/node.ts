// The tree that a template is parsed to. Nodes hold no names of templates or files, so that trees can be shared.

/** A place in the text, in UTF-16 units: where errors point to. */
interface Positioned {
  readonly pos: number;
}

/** Text that is copied to the output. */
export interface TextNode extends Positioned {
  readonly kind: 'text';
  readonly text: string;
}

/** `{{pipeline}}` */
export interface ActionNode extends Positioned {
  readonly kind: 'action';
  /** Where its delimiter is; `pos` is what comes after it. */
  readonly start: number;
  readonly pipe: PipeNode;
}

/** `{{if}}`, `{{with}}` and `{{range}}` up to their `{{end}}`. */
export interface BranchNode extends Positioned {
  readonly kind: 'if' | 'with' | 'range';
  readonly pipe: PipeNode;
  readonly list: ListNode;
  readonly elseList: ListNode | undefined;
}

/** `{{template "name" pipeline}}`, which is what `{{block}}` leaves behind, too. */
export interface TemplateNode extends Positioned {
  readonly kind: 'template';
  readonly name: string;
  readonly pipe: PipeNode | undefined;
}

/** `{{break}}` or `{{continue}}` */
export interface JumpNode extends Positioned {
  readonly kind: 'break' | 'continue';
}

export interface ListNode extends Positioned {
  readonly kind: 'list';
  readonly nodes: readonly StatementNode[];
}

/** What stands in a template or a branch of it. */
export type StatementNode = TextNode | ActionNode | BranchNode | TemplateNode | JumpNode;

/** `$a, $b := command | command` */
export interface PipeNode extends Positioned {
  readonly kind: 'pipe';
  /** `=` instead of `:=`. */
  readonly isAssign: boolean;
  readonly declared: readonly VariableNode[];
  readonly commands: readonly CommandNode[];
}

/** Operands side by side; the first is what is called when there are more. */
export interface CommandNode extends Positioned {
  readonly kind: 'command';
  readonly args: readonly [Operand, ...Operand[]];
}

/** The name of a function. */
export interface IdentifierNode extends Positioned {
  readonly kind: 'identifier';
  readonly name: string;
}

/** `$name.Field.Field`; the name with its `$` comes first. */
export interface VariableNode extends Positioned {
  readonly kind: 'variable';
  readonly path: readonly [string, ...string[]];
}

/** `.Field.Field` */
export interface FieldNode extends Positioned {
  readonly kind: 'field';
  readonly path: readonly string[];
}

/** `(pipeline).Field.Field` or `function.Field`. */
export interface ChainNode extends Positioned {
  readonly kind: 'chain';
  readonly node: PipeNode | IdentifierNode;
  readonly path: readonly string[];
}

export interface DotNode extends Positioned {
  readonly kind: 'dot';
}

export interface NilNode extends Positioned {
  readonly kind: 'nil';
}

export interface BoolNode extends Positioned {
  readonly kind: 'bool';
  readonly value: boolean;
}

/** A number under all the types that can hold it: which one it is depends on where it is used. */
export interface NumberNode extends Positioned {
  readonly kind: 'number';
  readonly text: string;
  readonly int: bigint | undefined;
  readonly uint: bigint | undefined;
  readonly float: number | undefined;
}

export interface StringNode extends Positioned {
  readonly kind: 'string';
  readonly quoted: string;
  readonly value: string;
}

export type ConstantNode = DotNode | NilNode | BoolNode | NumberNode | StringNode;

/** What a command is made of. */
export type Operand = IdentifierNode | VariableNode | FieldNode | ChainNode | PipeNode | ConstantNode;

export type Node = StatementNode | ListNode | CommandNode | Operand;

/** White space as Go has it. */
const SPACE_ONLY = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;

/** Whether there is nothing but white space in a template: such a definition replaces no other. */
export function isEmptyTree(list: ListNode): boolean {
  return list.nodes.every((node) => node.kind === 'text' && SPACE_ONLY.test(node.text));
}

// The paths of fields that a template asks for of what it is given: what can be said of them without executing it.
import type { ListNode, Operand, PipeNode, StatementNode } from './node.ts';

/** `.a.b` where dot is what the template was given, or `$.a.b`. */
export interface FieldPath {
  /** As it is written: `.a.b`, `$.a.b`. */
  readonly text: string;
  readonly path: readonly string[];
  /** Somewhere in it, as nodes have it. */
  readonly pos: number;
}

/**
 * The paths of a tree in the order of the text. Inside of `with` and `range` dot is something else, and passed over; so is
 * `$` in a template that assigns to it.
 */
export function fieldPaths(root: ListNode): FieldPath[] {
  const reader = new PathReader();
  reader.list(root, true);
  return reader.paths;
}

class PathReader {
  private readonly found: FieldPath[] = [];
  private isReassigned = false;

  get paths(): FieldPath[] {
    return this.isReassigned ? this.found.filter(({ text }) => !text.startsWith('$')) : this.found;
  }

  /** @param isGiven whether dot is what the template was given */
  list({ nodes }: ListNode, isGiven: boolean): void {
    for (const node of nodes) this.statement(node, isGiven);
  }

  private statement(node: StatementNode, isGiven: boolean): void {
    switch (node.kind) {
      case 'action':
        this.pipe(node.pipe, isGiven);
        break;
      case 'template':
        if (node.pipe) this.pipe(node.pipe, isGiven);
        break;
      case 'if':
      case 'with':
      case 'range':
        this.pipe(node.pipe, isGiven);
        this.list(node.list, isGiven && node.kind === 'if');
        if (node.elseList) this.list(node.elseList, isGiven);
    }
  }

  private pipe({ declared, commands }: PipeNode, isGiven: boolean): void {
    if (declared.some(({ path: [name] }) => name === '$')) this.isReassigned = true;
    for (const { args } of commands) for (const operand of args) this.operand(operand, isGiven);
  }

  private operand(operand: Operand, isGiven: boolean): void {
    if (operand.kind === 'pipe') this.pipe(operand, isGiven);
    if (operand.kind === 'chain' && operand.node.kind === 'pipe') this.pipe(operand.node, isGiven);
    if (operand.kind === 'field' && isGiven) {
      this.found.push({ text: `.${operand.path.join('.')}`, path: operand.path, pos: operand.pos });
    }
    if (operand.kind === 'variable' && operand.path[0] === '$' && operand.path.length > 1) {
      const { path, pos } = operand;
      this.found.push({ text: path.join('.'), path: path.slice(1), pos });
    }
  }
}

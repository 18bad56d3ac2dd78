// A node as source text, which is what stands in `<...>` in messages: spaces and comments are not as they were written.
import { quote } from './quote.ts';
import type { BranchNode, ChainNode, CommandNode, Node, PipeNode } from './node.ts';

/** The node as Node.String() of text/template/parse gives it. */
export function nodeText(node: Node): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'action':
      return `{{${pipeText(node.pipe)}}}`;
    case 'if':
    case 'with':
    case 'range':
      return branchText(node);
    case 'template':
      return `{{template ${quote(node.name)}${node.pipe ? ` ${pipeText(node.pipe)}` : ''}}}`;
    case 'break':
    case 'continue':
      return `{{${node.kind}}}`;
    case 'list':
      return node.nodes.map(nodeText).join('');
    case 'command':
      return commandText(node);
    case 'pipe':
      return pipeText(node);
    case 'identifier':
      return node.name;
    case 'variable':
      return node.path.join('.');
    case 'field':
      return fieldsText(node.path);
    case 'chain':
      return chainText(node);
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'bool':
      return String(node.value);
    case 'number':
      return node.text;
    case 'string':
      return node.quoted;
  }
}

const fieldsText = (path: readonly string[]): string => path.map((name) => `.${name}`).join('');

function pipeText({ declared, isAssign, commands }: PipeNode): string {
  const variables = declared.map(nodeText).join(', ');
  const head = declared.length > 0 ? `${variables} ${isAssign ? '=' : ':='} ` : '';
  return head + commands.map(commandText).join(' | ');
}

function commandText({ args }: CommandNode): string {
  return args.map(operandText).join(' ');
}

function operandText(node: Node): string {
  return node.kind === 'pipe' ? `(${pipeText(node)})` : nodeText(node);
}

function chainText({ node, path }: ChainNode): string {
  return operandText(node) + fieldsText(path);
}

function branchText({ kind, pipe, list, elseList }: BranchNode): string {
  const otherwise = elseList ? `{{else}}${nodeText(elseList)}` : '';
  return `{{${kind} ${pipeText(pipe)}}}${nodeText(list)}${otherwise}{{end}}`;
}

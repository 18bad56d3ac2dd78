// Constants of templates as values: of the type that is wanted, or of the one that their spelling suggests.
import { constantFamily, numberOfType } from './go-type.ts';
import type { BoolNode, NumberNode, StringNode } from './node.ts';
import { nodeText } from './node-text.ts';
import type { GoType, Value } from './value.ts';

type Fail = (message: string) => never;

/** A constant where nothing is known of the type: numbers are int, or float64 when spelt with a point or exponent. */
export function idealConstant(node: BoolNode | NumberNode | StringNode, fail: Fail): Value {
  if (node.kind !== 'number') return node.value;
  const { text, int, float } = node;
  if (float !== undefined && isFloatSpelling(text)) return float;
  return int ?? fail(`${text} overflows int`);
}

/** Go looks for these letters in all but plain hexadecimal: `-0x1e` counts as a float. */
function isFloatSpelling(text: string): boolean {
  const isHexInteger = /^0[xX][^pP]+$/.test(text);
  return !isHexInteger && !text.startsWith("'") && /[.eEpP]/.test(text);
}

/** A constant as an argument for a parameter of a type that is no interface. */
export function constantOfType(node: BoolNode | NumberNode | StringNode, type: GoType, fail: Fail): Value {
  switch (constantFamily(type)) {
    case 'string':
      return node.kind === 'string' ? node.value : fail(`expected string; found ${nodeText(node)}`);
    case 'bool':
      return node.kind === 'bool' ? node.value : fail(`expected bool; found ${nodeText(node)}`);
    case 'int':
      return numeric(node, 'int', 'integer', type, fail);
    case 'uint':
      return numeric(node, 'uint', 'unsigned integer', type, fail);
    case 'float':
      return numeric(node, 'float', 'float', type, fail);
  }
  return fail(`can't handle ${nodeText(node)} for arg of type ${type}`);
}

function numeric(
  node: BoolNode | NumberNode | StringNode,
  form: 'int' | 'uint' | 'float',
  expected: string,
  type: GoType,
  fail: Fail,
): Value {
  const value = node.kind === 'number' ? node[form] : undefined;
  return value === undefined
    ? fail(`expected ${expected}; found ${nodeText(node)}`)
    : numberOfType(value, type);
}

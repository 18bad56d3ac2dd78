// CEL as the operator compiles it (cel-go 0.26, no extensions): whether a wait condition would compile.
import type { ASTNode } from '@marcbachmann/cel-js';

/** Why a condition does not work; `start` is an offset into the expression where that is known. */
export interface ConditionFault {
  readonly message: string;
  readonly hint?: string;
  readonly start?: number;
}

// Reserved words of the grammar, and names that the operator's environment has taken for types.
const TAKEN = new Set(
  (
    'in true false null as break const continue else for function if import let loop package namespace return ' +
    'var void while bool bytes double int list map null_type string type uint'
  ).split(' '),
);

/** Whether an object key can be used as a variable. */
export const isVariableName = (key: string): boolean =>
  /^[_a-zA-Z][_a-zA-Z0-9]*$/.test(key) && !TAKEN.has(key);

const MACROS = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);
const FUNCTIONS = new Set(
  'bool bytes double duration dyn has int matches size string timestamp type uint'.split(' '),
);
const METHODS = new Set([
  ...MACROS,
  ...'contains endsWith matches size startsWith getDate getDayOfMonth getDayOfWeek getDayOfYear getFullYear'.split(
    ' ',
  ),
  ...'getHours getMilliseconds getMinutes getMonth getSeconds'.split(' '),
]);

/** Compiles a condition over objects; undefined when nothing is wrong with it, or nothing can be known. */
export async function checkCondition(
  expression: string,
  keys: readonly string[],
): Promise<ConditionFault | undefined> {
  const { Environment } = await import('@marcbachmann/cel-js');
  try {
    const environment = new Environment({ homogeneousAggregateLiterals: false });
    for (const key of keys) environment.registerVariable(key, 'map<string, dyn>');
    const { valid, type, error } = environment.check(expression);
    if (!valid) {
      const start = error?.range?.start;
      const message =
        error?.code === 'unknown_variable'
          ? `${error.summary}; declared are ${keys.join(', ') || 'none'}`
          : error?.summary;
      return { message: message ?? 'it does not compile', ...(start !== undefined && { start }) };
    }
    const fault = findUnsupported(environment.parse(expression).ast, new Set(keys));
    if (fault || type === undefined || type === 'bool' || type === 'dyn') return fault;
    return { message: `it yields ${type}; expected true or false`, hint: 'compare the value with something' };
  } catch {
    // A key that this library keeps for itself and cel-go does not, or an expression beyond its limits.
    return undefined;
  }
}

/** What the library accepts and the operator's environment does not. */
function findUnsupported(node: ASTNode, keys: ReadonlySet<string>): ConditionFault | undefined {
  if (node.op === 'call' && !FUNCTIONS.has(node.args[0])) return unknownFunction(node.args[0], node.start);
  if (node.op === 'rcall') {
    const [name, receiver] = node.args;
    if (!METHODS.has(name)) return unknownFunction(name, node.start);
    if (MACROS.has(name) && isUntyped(receiver, keys)) {
      const hint = `write dyn(${receiver.input.slice(receiver.start, receiver.end)}).${name}(…)`;
      return {
        message: `${name}() cannot go through a field whose type is not known`,
        hint,
        start: receiver.start,
      };
    }
  }
  for (const child of childrenOf(node.args)) {
    const fault = findUnsupported(child, keys);
    if (fault) return fault;
  }
  return undefined;
}

const unknownFunction = (name: string, start: number): ConditionFault => ({
  message: `the operator knows no function ${name}()`,
  hint: 'use the standard functions of CEL only',
  start,
});

/**
 * A field directly of an object (`pod.items`): cel-go types it as `any` and refuses to iterate over that. What
 * is taken from such a field (`pod.status.conditions`) is `dyn`, which it takes.
 */
function isUntyped(node: ASTNode, keys: ReadonlySet<string>): boolean {
  if (node.op !== '.' && node.op !== '[]') return false;
  const parent = node.args[0];
  return parent.op === 'id' && keys.has(parent.args);
}

function childrenOf(value: unknown): ASTNode[] {
  if (Array.isArray(value)) return value.flatMap(childrenOf);
  return value !== null && typeof value === 'object' && 'op' in value ? [value as ASTNode] : [];
}

// Evaluates pipelines: commands, operands, fields, methods and calls of functions; text/template/exec.go is what it keeps to.
import { BUILTINS } from './builtins.ts';
import { constantOfType, idealConstant } from './exec-constant.ts';
import { FieldReader, NO_ARGS, NONE, type Final } from './exec-field.ts';
import { assign, canBeNil, REFLECT_VALUE, zeroOf } from './go-type.ts';
import { LimitError } from './limits.ts';
import type {
  ChainNode,
  CommandNode,
  IdentifierNode,
  Node,
  Operand,
  PipeNode,
  VariableNode,
} from './node.ts';
import { nodeText } from './node-text.ts';
import { quote } from './quote.ts';
import { isTrue, typeOf } from './reflect.ts';
import { ANY, GoObject, type GoFunction, type GoType, type Value } from './value.ts';

/** What `slice` gets for an index that Go holds in an interface: it does not look into it, and refuses its type. */
const BOXED_INDEX = new GoObject(ANY, undefined, () => ANY, undefined, 'interface');

/** Evaluates what stands inside of actions. */
export class Evaluator extends FieldReader {
  private readonly failing = (message: string): never => this.fail(message);

  /** The value of a pipeline; variables that it declares are pushed. What is nil in an interface becomes no value. */
  protected pipeline(pipe: PipeNode): Value {
    this.node = pipe;
    const { budget } = this.environment;
    budget.enter();
    let value: Final = NONE;
    for (const command of pipe.commands) value = this.command(command, value) ?? undefined;
    budget.leave();
    const result = value === NONE ? undefined : value;
    for (const { path } of pipe.declared) {
      if (pipe.isAssign) Object.assign(this.variable(path[0]), { value: result, isBoxed: false });
      else this.variables.push({ name: path[0], value: result, isBoxed: false });
    }
    this.isBoxed = false;
    return result;
  }

  private command(command: CommandNode, final: Final): Value {
    const { args } = command;
    this.charge(args.length);
    const first = args[0];
    switch (first.kind) {
      case 'field':
        this.node = first;
        return this.fields(this.dot, first, first.path, 0, args, final);
      case 'chain':
        return this.chain(first, args, final);
      case 'identifier':
        return this.namedFunction(first, command, args, final);
      case 'pipe':
        this.noArguments(args, final);
        return this.pipeline(first);
      case 'variable':
        return this.variablePath(first, args, final);
    }
    this.node = first;
    this.noArguments(args, final);
    if (first.kind === 'dot') return this.dot.value;
    return first.kind === 'nil' ? this.fail('nil is not a command') : idealConstant(first, this.failing);
  }

  private noArguments(args: readonly Operand[], final: Final): void {
    if (args.length > 1 || final !== NONE) {
      this.fail(`can't give argument to non-function ${nodeText(args[0] as Operand)}`);
    }
  }

  private chain(node: ChainNode, args: readonly Operand[], final: Final): Value {
    this.node = node.node;
    const value =
      node.node.kind === 'pipe'
        ? this.pipeline(node.node)
        : this.namedFunction(node.node, node.node, NO_ARGS, NONE);
    return this.fields({ value, isBoxed: false }, node, node.path, 0, args, final);
  }

  private variablePath(node: VariableNode, args: readonly Operand[], final: Final): Value {
    this.node = node;
    const variable = this.variable(node.path[0]);
    if (node.path.length > 1) return this.fields(variable, node, node.path, 1, args, final);
    this.noArguments(args, final);
    this.isBoxed = variable.isBoxed;
    return variable.value;
  }

  private namedFunction(
    identifier: IdentifierNode,
    node: Node,
    args: readonly Operand[],
    final: Final,
  ): Value {
    this.node = identifier;
    const { name } = identifier;
    const own = this.environment.functions.get(name);
    const fun = own ?? BUILTINS.get(name);
    if (!fun) return this.fail(`${quote(name)} is not a defined function`);
    return this.call(fun, !own, node, name, args, final);
  }

  protected override call(
    fun: GoFunction,
    isBuiltin: boolean,
    node: Node,
    name: string,
    args: readonly Operand[],
    final: Final,
  ): Value {
    this.checkCount(fun, name, Math.max(args.length - 1, 0), final);
    if (isBuiltin && (name === 'and' || name === 'or')) return this.shortCircuit(name === 'or', args, final);
    const values: Value[] = [];
    for (let index = 1; index < args.length; index++) {
      const value = this.argument(args[index] as Operand, parameter(fun, index - 1));
      values.push(isBuiltin && name === 'slice' && index > 1 && this.isBoxed ? BOXED_INDEX : value);
    }
    if (final !== NONE) values.push(this.converted(final, parameter(fun, values.length)));
    if (isBuiltin && name === 'call') values.unshift(calleeName(args[1], final));
    try {
      const result = this.invoke(fun, values);
      this.isBoxed = result === null;
      return result;
    } catch (error) {
      if (error instanceof LimitError || isStackOverflow(error)) throw error;
      this.node = node;
      return this.fail(`error calling ${name}: ${(error as Error).message}`, { cause: error });
    }
  }

  private checkCount(fun: GoFunction, name: string, written: number, final: Final): void {
    const given = written + (final === NONE ? 0 : 1);
    const wanted = fun.params.length;
    if (fun.isVariadic) {
      if (given >= wanted - 1) return;
      this.fail(`wrong number of args for ${name}: want at least ${wanted - 1} got ${written}`);
    }
    if (given !== wanted) this.fail(`wrong number of args for ${name}: want ${wanted} got ${given}`);
  }

  /** `and` and `or`: the first argument that decides, or the last; those behind it are not evaluated. */
  private shortCircuit(isOr: boolean, args: readonly Operand[], final: Final): Value {
    let value: Value;
    for (let index = 1; index < args.length; index++) {
      value = this.argument(args[index] as Operand, REFLECT_VALUE);
      if (isTrue(value) === isOr) return value;
    }
    return final === NONE ? value : final;
  }

  /** The value of an operand for a parameter. */
  private argument(node: Operand, type: GoType): Value {
    this.node = node;
    this.isBoxed = false;
    switch (node.kind) {
      case 'dot':
        this.isBoxed = this.dot.isBoxed;
        return this.converted(this.dot.value, type);
      case 'nil':
        return canBeNil(type) ? zeroOf(type) : this.fail(`cannot assign nil to ${type}`);
      case 'field':
        return this.converted(this.fields(this.dot, node, node.path, 0, NO_ARGS, NONE), type);
      case 'variable':
        return this.converted(this.variablePath(node, NO_ARGS, NONE), type);
      case 'pipe':
        return this.converted(this.pipeline(node), type);
      case 'identifier':
        return this.converted(this.namedFunction(node, node, NO_ARGS, NONE), type);
      case 'chain':
        return this.converted(this.chain(node, NO_ARGS, NONE), type);
    }
    if (type === ANY || type === REFLECT_VALUE) return idealConstant(node, this.failing);
    return constantOfType(node, type, this.failing);
  }

  /** A value for a parameter: no value is nil where nil will do. */
  private converted(value: Value, type: GoType): Value {
    if (value === undefined) {
      return canBeNil(type) ? zeroOf(type) : this.fail(`invalid value; expected ${type}`);
    }
    if (type === REFLECT_VALUE) return value;
    const assigned = assign(value, type);
    if (assigned !== undefined) return assigned;
    const given = value === null ? ANY : typeOf(value);
    return this.fail(`wrong type for value; expected ${type}; got ${given}`);
  }
}

/** The type of the parameter at an index; the last one of a variadic function goes on. */
function parameter({ params }: GoFunction, index: number): GoType {
  return params[Math.min(index, params.length - 1)] as GoType;
}

/** What messages of `call` call the function that it calls: how it is written, or else what reflect.Value.String says. */
function calleeName(node: Operand | undefined, final: Final): string {
  if (node) return nodeText(node);
  return typeof final === 'string' ? final : `<${final === NONE ? 'invalid' : typeOf(final)} Value>`;
}

/** Whether JavaScript ran out of stack, which is no error of the function. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message === 'Maximum call stack size exceeded';
}

// Looks up fields, keys and methods of values, as `.a.b` and `$x.y` do; text/template/exec.go is what it keeps to.
import { ExecState, type Holder } from './exec-state.ts';
import { zeroOf } from './go-type.ts';
import type { Node, Operand } from './node.ts';
import { quote } from './quote.ts';
import { typeOf } from './reflect.ts';
import { ANY, GoList, GoMap, GoNumber, GoObject, GoStruct, type GoFunction, type Value } from './value.ts';

/** Stands for the value of the previous command of a pipeline where there is none. */
export const NONE = Symbol('no previous command');

/** The value of the previous command, which is the last argument of the next one. */
export type Final = Value | typeof NONE;

export const NO_ARGS: readonly Operand[] = [];

/** Names of fields that templates may see. */
const EXPORTED = /^\p{Lu}/u;

/** Follows paths of fields; how methods are called is for the evaluator of calls to say. */
export abstract class FieldReader extends ExecState {
  /** Whether Go holds the value that was evaluated last in an interface. */
  protected isBoxed = false;

  /**
   * Calls a function or method.
   *
   * @param node what messages show when the function itself fails
   * @param args with the function at the head, as in a command; or empty
   */
  protected abstract call(
    fun: GoFunction,
    isBuiltin: boolean,
    node: Node,
    name: string,
    args: readonly Operand[],
    final: Final,
  ): Value;

  /** Follows a path of fields from a receiver; the last one gets the arguments, if it is a method. */
  protected fields(
    receiver: Holder,
    node: Node,
    path: readonly string[],
    start: number,
    args: readonly Operand[],
    final: Final,
  ): Value {
    let { value, isBoxed } = receiver;
    const last = path.length - 1;
    this.charge(last - start);
    for (let index = start; index < last; index++) {
      value = this.field(value, isBoxed, path[index] as string, node, NO_ARGS, NONE);
      ({ isBoxed } = this);
    }
    return this.field(value, isBoxed, path[last] as string, node, args, final);
  }

  private field(
    receiver: Value,
    isBoxed: boolean,
    name: string,
    node: Node,
    args: readonly Operand[],
    final: Final,
  ): Value {
    this.isBoxed = false;
    if (receiver === undefined) {
      if (this.environment.missingKey !== 'error') return undefined;
      return this.fail(`nil data; no entry for key ${quote(name)}`);
    }
    if (receiver === null) return this.fail(`nil pointer evaluating ${ANY}.${name}`);
    const method = hasMethods(receiver) ? receiver.methods.get(name) : undefined;
    if (method) return this.call(method, false, node, name, args, final);
    const hasArguments = args.length > 1 || final !== NONE;
    if (receiver instanceof GoMap && (receiver.key === 'string' || receiver.key === ANY)) {
      if (hasArguments) this.fail(`${name} is not a method but has arguments`);
      const value = receiver.entries.get(name) ?? this.entry(receiver, name);
      this.isBoxed = value !== undefined && receiver.elem === ANY;
      return value;
    }
    const type = isBoxed ? ANY : typeOf(receiver);
    if (receiver instanceof GoStruct && receiver.fields.has(name)) {
      if (!EXPORTED.test(name)) this.fail(`${name} is an unexported field of struct type ${type}`);
      if (hasArguments) this.fail(`${name} has arguments but cannot be invoked as function`);
      return receiver.fields.get(name);
    }
    return this.fail(`can't evaluate field ${name} in type ${type}`);
  }

  /** What a map has under a key when it is nil or not there. */
  private entry(map: GoMap, name: string): Value {
    if (map.entries.has(name)) return map.entries.get(name);
    if (this.environment.missingKey === 'error') this.fail(`map has no entry for key ${quote(name)}`);
    return this.environment.missingKey === 'zero' ? zeroOf(map.elem) : undefined;
  }
}

function hasMethods(value: Value): value is GoMap | GoList | GoStruct | GoObject | GoNumber {
  return (
    value instanceof GoMap ||
    value instanceof GoList ||
    value instanceof GoStruct ||
    value instanceof GoObject ||
    value instanceof GoNumber
  );
}

// Where an execution is: the template, the node for errors, dot and the variables.
import type { Budget } from './limits.ts';
import type { ListNode, Node } from './node.ts';
import { nodeText } from './node-text.ts';
import { quote } from './quote.ts';
import { columnAt, lineAt, TemplateError, type TemplatePlace } from './template-error.ts';
import type { Call, FunctionMap, GoFunction, Value } from './value.ts';

/** A template by its name. */
export interface Template {
  readonly name: string;
  readonly root: ListNode;
  /** The name and text of the file that it stands in. */
  readonly parseName: string;
  readonly text: string;
}

/** What becomes of a key that a map does not have: no value, the zero value of the map's type, an error. */
export type MissingKey = 'default' | 'zero' | 'error';

/** A call whose result may differ from run to run. */
export interface UnstableCall {
  readonly function: string;
  readonly reason: 'clock' | 'random';
  /** The file of the call, and where in it: offset in UTF-16 units, line from 1. */
  readonly template: string;
  readonly offset: number;
  readonly line: number;
}

/** What all templates of a set share. */
export interface Environment {
  readonly templates: { get(name: string): Template | undefined };
  readonly functions: FunctionMap;
  readonly missingKey: MissingKey;
  readonly budget: Budget;
  readonly onUnstable: ((call: UnstableCall) => void) | undefined;
}

/**
 * A value and whether Go holds it in an interface, as elements of a `[]interface {}` are: messages then
 * name that type and not the value's own.
 */
export interface Holder {
  value: Value;
  isBoxed: boolean;
}

/** A variable, `$` among them. */
export interface Variable extends Holder {
  readonly name: string;
}

/** Variables that one step of the budget pays for passing over, as a power of two. */
const SCANNED_PER_STEP = 2;

/** The state of one execution. Functions get it as their `Call`. */
export class ExecState implements Call {
  protected node: Node;
  protected dot: Holder;
  /** Innermost last; scopes end by cutting it off. */
  protected variables: Variable[];
  private calling: GoFunction | undefined;

  constructor(
    protected readonly environment: Environment,
    protected template: Template,
    data: Value,
  ) {
    this.node = template.root;
    this.dot = { value: data, isBoxed: false };
    this.variables = [{ name: '$', ...this.dot }];
  }

  charge(amount: number): void {
    this.environment.budget.charge(amount);
  }

  unstableMarker(reason: 'clock' | 'random'): () => void {
    const { parseName: template, text } = this.template;
    const { pos: offset } = this.node;
    const name = this.calling?.name ?? '';
    let isTold = false;
    return () => {
      if (isTold) return;
      isTold = true;
      this.environment.onUnstable?.({ function: name, reason, template, offset, line: lineAt(text, offset) });
    };
  }

  /** Calls a function of the host. */
  protected invoke(fun: GoFunction, args: readonly Value[]): Value {
    this.calling = fun;
    if (fun.unstable) this.unstableMarker(fun.unstable)();
    return fun.call(args, this);
  }

  /** The innermost variable of that name. */
  protected variable(name: string): Variable {
    for (let index = this.variables.length - 1; index >= 0; index--) {
      const variable = this.variables[index];
      if (variable?.name !== name) continue;
      this.charge((this.variables.length - index) >> SCANNED_PER_STEP);
      return variable;
    }
    return this.fail(`undefined variable: ${name}`);
  }

  /** The place of the current node. */
  protected place(): TemplatePlace {
    const { parseName, text } = this.template;
    const { pos } = this.node;
    return { template: parseName, line: lineAt(text, pos), column: columnAt(text, pos) };
  }

  /** @throws TemplateError always: the message with the place and the text of the current node before it */
  protected fail(message: string, options?: { cause: unknown }): never {
    const place = this.place();
    const where = `${place.template}:${place.line}:${place.column}`;
    const context = `executing ${quote(this.template.name)} at <${nodeText(this.node)}>`;
    throw new TemplateError(`template: ${where}: ${context}: ${message}`, place, options);
  }
}

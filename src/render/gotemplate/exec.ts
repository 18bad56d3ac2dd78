// Walks the tree of a template and collects what it prints; text/template/exec.go is what it keeps to.
import { Evaluator, isStackOverflow } from './exec-evaluate.ts';
import type { Holder, Variable } from './exec-state.ts';
import { formatValue, printValue } from './fmt.ts';
import { quote } from './quote.ts';
import { LimitError } from './limits.ts';
import type { ActionNode, BranchNode, ListNode, StatementNode, TemplateNode } from './node.ts';
import { nodeText } from './node-text.ts';
import type { Output, Segment } from './output.ts';
import { isTrue, sortedKeys, typeOf } from './reflect.ts';
import { byteLength } from './text.ts';
import { numberOfType } from './go-type.ts';
import { ANY, GoList, GoMap, GoNumber, type Value } from './value.ts';

/** Why a list was left before its end. */
type Jump = 'break' | 'continue' | undefined;

/** One execution of a template with the templates that it invokes. */
export class Execution extends Evaluator {
  private text = '';
  private readonly segments: Segment[] = [];

  /** @throws TemplateError, LimitError */
  run(): Output {
    try {
      this.list(this.template.root);
    } catch (error) {
      if (error instanceof LimitError) error.passes(() => this.place());
      throw error;
    }
    return { text: this.text, segments: this.segments };
  }

  private list({ nodes }: ListNode): Jump {
    const { budget } = this.environment;
    let jump: Jump;
    budget.enter();
    for (const node of nodes) {
      budget.charge(1);
      jump = this.statement(node);
      if (jump) break;
    }
    budget.leave();
    return jump;
  }

  private statement(node: StatementNode): Jump {
    this.node = node;
    switch (node.kind) {
      case 'text':
        this.write(node.text, node.pos, true);
        return undefined;
      case 'action':
        this.action(node);
        return undefined;
      case 'if':
      case 'with':
        return this.condition(node);
      case 'range':
        return this.range(node);
      case 'template':
        this.invokeTemplate(node);
        return undefined;
      case 'break':
      case 'continue':
        return node.kind;
    }
  }

  private write(text: string, offset: number, isText: boolean): void {
    if (text === '') return;
    this.environment.budget.write(byteLength(text));
    this.segments.push({ start: this.text.length, template: this.template.parseName, offset, isText });
    this.text += text;
  }

  /** Prints the value of a pipeline, unless it declares variables; those live on until the enclosing block ends. */
  private action(node: ActionNode): void {
    const value = this.pipeline(node.pipe);
    if (node.pipe.declared.length > 0) return;
    this.node = node;
    const text = this.shown(() => printValue(value, this));
    if (text === undefined) this.fail(`can't print ${nodeText(node)} of type ${typeOf(value)}`);
    this.write(text, node.start, false);
  }

  /** Go prints anything; what would print an address, say, is an error at the action here. */
  private shown<T>(print: () => T): T {
    try {
      return print();
    } catch (error) {
      if (error instanceof LimitError || isStackOverflow(error)) throw error;
      return this.fail((error as Error).message, { cause: error });
    }
  }

  private condition(node: BranchNode): Jump {
    const mark = this.variables.length;
    const value = this.pipeline(node.pipe);
    let jump: Jump;
    if (!isTrue(value)) jump = node.elseList && this.list(node.elseList);
    else if (node.kind === 'if') jump = this.list(node.list);
    else jump = this.listWith({ value, isBoxed: false }, node.list);
    this.variables.length = mark;
    return jump;
  }

  /** Executes a list with another dot. */
  private listWith(dot: Holder, list: ListNode): Jump {
    const outer = this.dot;
    this.dot = dot;
    const jump = this.list(list);
    this.dot = outer;
    return jump;
  }

  private range(node: BranchNode): Jump {
    const mark = this.variables.length;
    const value = this.pipeline(node.pipe);
    const turns = this.rangeOver(value, node);
    this.variables.length = mark;
    return turns === 0 && node.elseList ? this.list(node.elseList) : undefined;
  }

  /** Executes the list for each element; the number of elements. */
  private rangeOver(value: Value, node: BranchNode): number {
    if (value instanceof GoList) return this.rangeOverList(value, node);
    if (value instanceof GoMap) return this.rangeOverMap(value, node);
    if (typeof value === 'bigint' || (value instanceof GoNumber && typeof value.value === 'bigint')) {
      return this.rangeOverInt(value, node);
    }
    if (value === undefined) return 0;
    return this.fail(`range can't iterate over ${this.shown(() => formatValue(value, this))}`);
  }

  private rangeOverList({ items, elem }: GoList, node: BranchNode): number {
    for (let index = 0; index < items.length; index++) {
      const element = { value: items[index], isBoxed: elem === ANY };
      if (this.turn(node, BigInt(index), element)) break;
    }
    return items.length;
  }

  /** Keys and values are taken before the first turn, which may change the map. */
  private rangeOverMap(map: GoMap, node: BranchNode): number {
    this.charge(map.entries.size);
    const entries = sortedKeys(map).map((key) => [key, map.entries.get(key)] as const);
    for (const [key, value] of entries) {
      if (this.turn(node, key, { value, isBoxed: map.elem === ANY })) break;
    }
    return entries.length;
  }

  private rangeOverInt(value: bigint | GoNumber, node: BranchNode): number {
    const end = typeof value === 'bigint' ? value : (value.value as bigint);
    if (node.pipe.declared.length > 1) {
      this.fail(`can't use ${formatValue(value)} to iterate over more than one variable`);
    }
    for (let number = 0n; number < end; number++) {
      const element = typeof value === 'bigint' ? number : numberOfType(number, value.kind);
      if (this.turn(node, undefined, { value: element, isBoxed: false })) break;
    }
    return end > 0n ? 1 : 0;
  }

  /** One turn of a loop; whether it was the last one. */
  private turn({ pipe, list }: BranchNode, index: Value, element: Holder): boolean {
    this.charge(1);
    const [first, second] = pipe.declared;
    const mark = this.variables.length;
    if (second) {
      this.setLoopVariable(pipe.isAssign, second.path[0], 1, element);
      this.setLoopVariable(pipe.isAssign, (first as typeof second).path[0], 2, {
        value: index,
        isBoxed: false,
      });
    } else if (first) {
      this.setLoopVariable(pipe.isAssign, first.path[0], 1, element);
    }
    const jump = this.listWith(element, list);
    this.variables.length = mark;
    return jump === 'break';
  }

  /** A declared variable is the one that the pipeline pushed, which is so many from the top. */
  private setLoopVariable(
    isAssign: boolean,
    name: string,
    fromTop: number,
    { value, isBoxed }: Holder,
  ): void {
    const variable = isAssign ? this.variable(name) : this.variables.at(-fromTop);
    (variable as Variable).value = value;
    (variable as Variable).isBoxed = isBoxed;
  }

  /** Executes another template in place: it sees its argument as `.` and `$`, and no variable of this one. */
  private invokeTemplate(node: TemplateNode): void {
    const template = this.environment.templates.get(node.name);
    if (!template) this.fail(`template ${quote(node.name)} not defined`);
    const value = node.pipe && this.pipeline(node.pipe);
    const outer = [this.template, this.dot, this.variables] as const;
    this.template = template;
    this.dot = { value, isBoxed: false };
    this.variables = [{ name: '$', value, isBoxed: false }];
    this.list(template.root);
    [this.template, this.dot, this.variables] = outer;
  }
}

// What Go's template parser demands beyond tokens: closed blocks, known functions, declared variables.
import type { Action, TemplateFault, Token } from './go-template.ts';
import { SUBSTITUTES, TEMPLATE_FUNCTIONS } from './slim-sprig.ts';

const KEYWORDS = new Set(
  'if else end range with define template block break continue nil true false'.split(' '),
);
const OPENERS = new Set(['if', 'range', 'with', 'define', 'block']);
/** After these a fresh template begins, which knows no variables of the one around it. */
const TEMPLATES = new Set(['define', 'block']);

/** A fault, and whether it is only that a function is unknown. */
export interface BlockFault extends TemplateFault {
  readonly hint?: string;
  readonly unknownFunction: boolean;
}

interface Block {
  readonly keyword: string;
  readonly start: number;
  readonly outer: ReadonlySet<string>;
  hasElse: boolean;
}

/** Everything wrong with the actions of a template whose tokens are good. */
export function checkActions(actions: readonly Action[]): BlockFault[] {
  const checker = new BlockChecker();
  for (const action of actions) if (!action.comment) checker.check(action);
  return checker.finish();
}

class BlockChecker {
  private readonly faults: BlockFault[] = [];
  private readonly blocks: Block[] = [];
  private variables: ReadonlySet<string> = new Set(['$']);

  check({ start, tokens }: Action): void {
    const [first] = tokens;
    if (!first) return this.report('the action is empty', start);
    const keyword = first.kind === 'identifier' ? first.text : '';
    if (OPENERS.has(keyword)) this.blocks.push({ keyword, start, outer: this.variables, hasElse: false });
    if (keyword === 'end') return this.end(first);
    if (keyword === 'else') this.otherwise(first, tokens);
    if (
      (keyword === 'break' || keyword === 'continue') &&
      !this.blocks.some((block) => block.keyword === 'range')
    ) {
      this.report(`{{${keyword}}} stands outside of {{range}}`, start);
    }
    if (['if', 'with', 'range'].includes(keyword) && tokens.length === 1)
      this.report(`{{${keyword}}} has no value`, start);
    this.names(tokens);
    if (TEMPLATES.has(keyword)) this.variables = new Set(['$']);
  }

  finish(): BlockFault[] {
    for (const { keyword, start } of this.blocks) this.report(`{{${keyword}}} has no {{end}}`, start);
    return this.faults;
  }

  private end({ start }: Token): void {
    const block = this.blocks.pop();
    if (block) this.variables = block.outer;
    else this.report('{{end}} closes nothing', start);
  }

  private otherwise({ start }: Token, tokens: readonly Token[]): void {
    const block = this.blocks.at(-1);
    if (!block || TEMPLATES.has(block.keyword)) return this.report('{{else}} belongs to nothing', start);
    if (block.hasElse) return this.report(`{{${block.keyword}}} has an {{else}} already`, start);
    block.hasElse = tokens.length === 1;
  }

  /** Function names and variables, in the order in which they are read. */
  private names(tokens: readonly Token[]): void {
    tokens.forEach((token, index) => {
      if (token.kind === 'identifier') this.identifier(token);
      if (token.kind !== 'variable' || this.variables.has(token.text)) return;
      if (isDeclared(tokens, index)) this.variables = new Set([...this.variables, token.text]);
      else this.report(`the variable ${token.text} is not declared`, token.start);
    });
  }

  private identifier({ text, start }: Token): void {
    if (KEYWORDS.has(text) || TEMPLATE_FUNCTIONS.has(text)) return;
    const substitute = SUBSTITUTES[text];
    const hint = substitute
      ? `use ${substitute}, or leave ${text} to a template of the chart`
      : "use Go's template functions and those of slim-sprig";
    this.faults.push({
      message: `the operator knows no function "${text}"`,
      start,
      hint,
      unknownFunction: true,
    });
  }

  private report(message: string, start: number): void {
    this.faults.push({ message, start, unknownFunction: false });
  }
}

/** `$x :=`, or `$i, $v :=` as `range` has it. */
function isDeclared(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1]?.text;
  if (next === ':=') return true;
  return next === ',' && tokens[index + 2]?.kind === 'variable' && tokens[index + 3]?.text === ':=';
}

// A Helm template as YAML without rendering it: what its actions would print is looked up, held open or left out.
import { chartValue, type Bindings } from './template-value.ts';
import { scanTemplate, type Action, type TemplateFault, type Token } from './go-template.ts';

/** Lines that only rendering can tell. Lines count from 1; `end` is the last of them. */
export interface Gap {
  readonly start: number;
  readonly end: number;
  /** The action, as written: `{{ if .Values.x }}`. */
  readonly source: string;
  /** `block`: the lines are there, and a condition or a loop decides whether and how often. */
  readonly kind: 'output' | 'block';
}

/** The text with its actions out of the way. */
export interface TemplateText {
  /** YAML, when the template is one; each line where it is in the template. */
  readonly text: string;
  /** Puts actions back where the text has stand-ins for them. */
  readonly restore: (text: string) => string;
  readonly gaps: readonly Gap[];
  /** Why the rest of the template was not read. */
  readonly fault: TemplateFault | undefined;
}

const BLOCKS = ['if', 'range', 'with', 'define', 'block'];
const CONTROL = new Set([...BLOCKS, 'else', 'end', 'break', 'continue']);

/** Characters for private use around the number of an action: YAML takes them for text, and nobody writes them. */
const STAND_IN = /\ue000(\d+)\ue001/g;
const standIn = (index: number): string => `\ue000${index}\ue001`;

/**
 * Takes the actions out of a template: lines of nothing but control disappear, what prints a value of the chart's
 * `values` prints it (the operator renders class charts with no others, docs/operator-contract.md 4.1), and anything
 * else is held open by a stand-in. Never throws.
 */
export function readTemplateText(text: string, values: unknown): TemplateText {
  const { actions, fault } = scanTemplate(text);
  const reader = new TemplateReader(text, actions, values);
  for (const [index, action] of actions.entries()) reader.action(action, index);
  reader.literal(fault?.start ?? text.length);
  return { ...reader.finish(), restore: (part) => restore(part, text, actions), fault };
}

const restore = (part: string, text: string, actions: readonly Action[]): string =>
  part.replace(STAND_IN, (whole, index: string) => {
    const action = actions[Number(index)];
    return action ? text.slice(action.start, action.end) : whole;
  });

interface OpenBlock {
  readonly keyword: string;
  readonly line: number;
  readonly source: string;
}

/** What stands on the line that is being read. */
interface Line {
  text: string;
  /** What is left when the line holds nothing but actions: values that could be looked up. */
  bare: string;
  isBare: boolean;
  hasAction: boolean;
  /** The first action whose output is not known. */
  unknown: string | undefined;
  /** Newlines inside of actions, made up for at the end of the line. */
  owed: number;
}

const emptyLine = (): Line => ({
  text: '',
  bare: '',
  isBare: true,
  hasAction: false,
  unknown: undefined,
  owed: 0,
});

class TemplateReader {
  private readonly gaps: Gap[] = [];
  private readonly blocks: OpenBlock[] = [];
  private readonly bindings: Bindings;
  private done = '';
  private line = emptyLine();
  private number = 1;
  private at = 0;

  constructor(
    private readonly source: string,
    actions: readonly Action[],
    values: unknown,
  ) {
    this.bindings = { values, variables: new Map(), changing: changingVariables(actions) };
  }

  /** The text up to `end`, which holds no actions. */
  literal(end: number): void {
    const lines = this.source.slice(this.at, end).split('\n');
    this.at = Math.max(this.at, end);
    lines.forEach((part, index) => {
      if (index > 0) this.endLine();
      if (this.isInDefine) return;
      this.line.text += part;
      if (part.trim() !== '') this.line.isBare = false;
    });
  }

  action(action: Action, index: number): void {
    this.literal(action.start);
    this.at = action.end;
    const written = this.source.slice(action.start, action.end);
    this.line.owed += written.split('\n').length - 1;
    this.line.hasAction = true;
    const keyword = keywordOf(action);
    if (keyword !== undefined) this.control(keyword, written);
    else if (this.isInDefine || action.comment) return;
    else if (isDeclaration(action.tokens)) this.declare(action.tokens);
    else return this.output(action.tokens, index, written);
    // Beside other text it decides about that text.
    if (keyword !== undefined && !this.isInDefine) this.line.text += standIn(index);
  }

  finish(): Pick<TemplateText, 'text' | 'gaps'> {
    while (this.blocks.length > 0) this.closeBlock();
    this.endLine();
    // The last line has no end of its own.
    return { text: this.done.slice(0, -1), gaps: this.gaps };
  }

  private get isInDefine(): boolean {
    return this.blocks.some(({ keyword }) => keyword === 'define');
  }

  private control(keyword: string, source: string): void {
    if (BLOCKS.includes(keyword)) this.blocks.push({ keyword, line: this.number, source });
    else if (keyword === 'end') this.closeBlock();
  }

  private closeBlock(): void {
    const block = this.blocks.pop();
    if (!block || block.keyword === 'define' || this.isInDefine) return;
    this.gaps.push({ start: block.line, end: this.number, source: block.source, kind: 'block' });
  }

  /** `$x := .Values.y` outside of blocks. */
  private declare(tokens: readonly Token[]): void {
    const [name] = tokens;
    const value = this.blocks.length === 0 ? chartValue(tokens.slice(2), this.bindings, true) : undefined;
    if (name && value) this.bindings.variables.set(name.text, value.value);
  }

  private output(tokens: readonly Token[], index: number, source: string): void {
    const dotIsRoot = this.blocks.every(({ keyword }) => keyword === 'if');
    const printed = chartValue(tokens, this.bindings, dotIsRoot)?.printed;
    this.line.text += printed ?? standIn(index);
    this.line.bare += printed ?? '';
    if (printed === undefined) this.line.unknown ??= source;
  }

  private endLine(): void {
    const { text, bare, isBare, hasAction, unknown, owed } = this.line;
    if (!isBare || !hasAction) this.done += text;
    else if (unknown === undefined && bare !== '') this.done += text.replace(STAND_IN, '');
    else if (unknown !== undefined) {
      const [start, end] = [this.number, this.number + owed];
      this.gaps.push({ start, end, source: unknown, kind: 'output' });
    }
    this.done += '\n'.repeat(owed + 1);
    this.number += owed + 1;
    this.line = emptyLine();
  }
}

function keywordOf({ tokens }: Action): string | undefined {
  const [first] = tokens;
  return first?.kind === 'identifier' && CONTROL.has(first.text) ? first.text : undefined;
}

const isDeclaration = ([name, mark]: readonly Token[]): boolean =>
  name?.kind === 'variable' && (mark?.text === ':=' || mark?.text === '=');

/** Variables that are set more than once, anywhere: which value counts where is not followed. */
function changingVariables(actions: readonly Action[]): ReadonlySet<string> {
  const set = actions.flatMap(({ tokens }) =>
    tokens.flatMap((token, index) => {
      const isSet = token.kind === 'variable' && [':=', '=', ','].includes(tokens[index + 1]?.text ?? '');
      return isSet ? [token.text] : [];
    }),
  );
  return new Set(set.filter((name, index) => set.indexOf(name) !== index));
}

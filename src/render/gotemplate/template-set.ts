// Templates that know each other by name: parsed text by text, executed by name.
import { isStackOverflow } from './exec-evaluate.ts';
import { Execution } from './exec.ts';
import type { Environment, MissingKey, UnstableCall } from './exec-state.ts';
import { quote } from './quote.ts';
import { Budget, LimitError } from './limits.ts';
import { isEmptyTree, type ListNode } from './node.ts';
import type { Output } from './output.ts';
import { parsedTemplate } from './parse-cache.ts';
import { TemplateError } from './template-error.ts';
import { TemplateLayers } from './template-layers.ts';
import type { FunctionMap, Value } from './value.ts';

/** How a set works. */
export interface TemplateSetOptions {
  /** Besides Go's own, which they replace where the names are the same. */
  readonly functions?: FunctionMap;
  readonly missingKey?: MissingKey;
  /** Default: a new one with the default limits. */
  readonly budget?: Budget;
  /** What the set is called in messages about templates that it does not have. */
  readonly name?: string;
  /** Told of every call of a function whose result may differ from run to run. */
  readonly onUnstable?: (call: UnstableCall) => void;
}

/** Characters of template text that one step of the budget pays for parsing. */
const PARSED_PER_STEP = 16;

/** A set of templates, as the ones that are associated with a `*template.Template` in Go. */
export class TemplateSet {
  private readonly environment: Environment;
  private readonly name: string;

  constructor(
    private readonly options: TemplateSetOptions = {},
    private readonly templates = new TemplateLayers(),
  ) {
    this.name = options.name ?? '';
    this.environment = {
      templates,
      functions: options.functions ?? new Map(),
      missingKey: options.missingKey ?? 'default',
      budget: options.budget ?? new Budget(),
      onUnstable: options.onUnstable,
    };
  }

  /**
   * Adds a text under a name, and what it defines; what is there already is replaced unless by nothing but white space.
   *
   * @throws TemplateError with Go's text: `template: NAME:LINE: ...`
   * @throws LimitError
   */
  parse(name: string, text: string): void {
    const { functions, budget } = this.environment;
    budget.charge(1 + Math.floor(text.length / PARSED_PER_STEP));
    const { root, definitions } = withinStack(() => parsedTemplate(name, text, functions));
    const own = definitions.get(name);
    this.add(name, own && !isEmptyTree(own) ? own : root, name, text);
    for (const [defined, tree] of definitions) if (defined !== name) this.add(defined, tree, name, text);
  }

  private add(name: string, root: ListNode, parseName: string, text: string): void {
    if (this.has(name) && isEmptyTree(root)) return;
    this.templates.set({ name, root, parseName, text });
  }

  /** Whether there is a template of that name, an empty one included. */
  has(name: string): boolean {
    return this.templates.get(name) !== undefined;
  }

  /** The names of all templates, in no order that matters. */
  names(): string[] {
    return this.templates.names();
  }

  /** Forgets a template. */
  remove(name: string): void {
    this.templates.remove(name);
  }

  /**
   * A set with the same templates, functions and budget; what is parsed into one is not seen by the other.
   *
   * @param functions instead of those of this set
   */
  clone(functions: FunctionMap = this.environment.functions): TemplateSet {
    const options = { ...this.options, functions, budget: this.environment.budget };
    return new TemplateSet(options, this.templates.clone());
  }

  /**
   * Executes a template; data that is nil is no data, as in Go.
   *
   * @throws TemplateError with Go's text: `template: FILE:LINE:COLUMN: executing "NAME" at <...>: ...`
   * @throws LimitError
   */
  execute(name: string, data: Value): Output {
    const template = this.templates.get(name);
    if (!template) {
      const message = `template: no template ${quote(name)} associated with template ${quote(this.name)}`;
      throw new TemplateError(message, { template: name, line: 0, column: undefined });
    }
    const { budget } = this.environment;
    return withinStack(() =>
      budget.nested(() => new Execution(this.environment, template, data ?? undefined).run()),
    );
  }
}

/** Templates that nest deeper than JavaScript's stack fail as those do that nest deeper than the budget allows. */
function withinStack<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (isStackOverflow(error)) throw new LimitError('the templates nest too deeply', { cause: error });
    throw error;
  }
}

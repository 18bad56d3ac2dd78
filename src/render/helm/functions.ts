// The functions of Helm's templates: Sprig's without the environment, Helm's own, and those that know the templates.
import { quote } from '../gotemplate/fmt.ts';
import { LimitError } from '../gotemplate/limits.ts';
import { TemplateSet, type TemplateSetOptions } from '../gotemplate/template-set.ts';
import { fn, GoMap, type FunctionMap, type GoFunction, type Value } from '../gotemplate/value.ts';
import { sprigFunctions } from '../sprig/sprig.ts';
import { encodingFunctions } from './encoding-functions.ts';

/** What Helm puts around the text of `fail` and `required`, to find it again in the error. */
export const WARNING_START = 'HELM_ERR_START';
export const WARNING_END = 'HELM_ERR_END';

/** What the template is called that texts are parsed under: Helm's name for the parent of all templates. */
export const ROOT_TEMPLATE = 'gotpl';

/** Templates of one name that may be included in each other. */
const INCLUDE_LIMIT = 1000;

const warning = (message: string): Error => new Error(WARNING_START + message + WARNING_END);

/** Functions that do not depend on the templates, by the time that they tell: most charts are rendered at one or two times. */
const functionsAt = new Map<number | undefined, FunctionMap>();
const MAX_TIMES = 4;

function functionsWithoutTemplates(now: number | undefined): FunctionMap {
  const known = functionsAt.get(now);
  if (known) return known;
  const functions = new Map([...sprigFunctions(now === undefined ? {} : { now }), ...encodingFunctions()]);
  functions.delete('env');
  functions.delete('expandenv');
  for (const own of OWN_FUNCTIONS) functions.set(own.name, own);
  if (functionsAt.size >= MAX_TIMES) functionsAt.clear();
  functionsAt.set(now, functions);
  return functions;
}

const OWN_FUNCTIONS: readonly GoFunction[] = [
  fn('required', ['string', 'interface {}'], ([message, value]) => {
    if (value === null || value === undefined || value === '') throw warning(message as string);
    return value;
  }),
  fn('fail', ['string'], ([message]) => {
    throw warning(message as string);
  }),
  // Without a cluster there is nothing to find.
  fn('lookup', ['string', 'string', 'string', 'string'], () => new GoMap()),
  fn('getHostByName', ['string'], () => ''),
];

/** What a set is made with. */
export interface HelmTemplateOptions extends Pick<TemplateSetOptions, 'budget' | 'onUnstable'> {
  /** The time that functions tell, in milliseconds since 1970. */
  readonly now?: number | undefined;
}

/** A set of templates, and `include` and `tpl` for it. */
export class HelmTemplates {
  readonly set: TemplateSet;
  /** Those that its templates can call, besides Go's own. */
  readonly functions: FunctionMap;

  private constructor(
    private readonly shared: FunctionMap,
    /** How often a template is being included now. */
    private readonly included: Map<string, number>,
    makeSet: (functions: FunctionMap) => TemplateSet,
  ) {
    this.functions = new Map([...shared, ...this.templateFunctions()]);
    this.set = makeSet(this.functions);
  }

  /** An empty set. */
  static create({ now, ...options }: HelmTemplateOptions): HelmTemplates {
    return new HelmTemplates(
      functionsWithoutTemplates(now),
      new Map(),
      (functions) => new TemplateSet({ ...options, functions, missingKey: 'zero', name: ROOT_TEMPLATE }),
    );
  }

  private templateFunctions(): (readonly [string, GoFunction])[] {
    const include = fn('include', ['string', 'interface {}'], ([name, data]) =>
      this.counted(name as string, () => this.set.execute(name as string, data).text),
    );
    const tpl = fn('tpl', ['string', 'interface {}'], ([text, data], call) => {
      call.charge((text as string).length);
      return this.executeText(text as string, data);
    });
    return [
      ['include', include],
      ['tpl', tpl],
    ];
  }

  private counted(name: string, run: () => string): string {
    const count = this.included.get(name) ?? 0;
    if (count > INCLUDE_LIMIT) throw nestedTooDeeply(name);
    this.included.set(name, count + 1);
    try {
      return run();
    } finally {
      this.included.set(name, count);
    }
  }

  /** Executes a text with the templates of this set; what it defines is seen by itself alone. */
  private executeText(text: string, data: Value): string {
    if (!text.includes('{{')) return withoutNoValue(text);
    const inner = new HelmTemplates(this.shared, this.included, (functions) => this.set.clone(functions));
    inner.set.remove(ROOT_TEMPLATE);
    wrapErrors(
      () => inner.set.parse(ROOT_TEMPLATE, text),
      () => `cannot parse template ${quote(text)}`,
    );
    const output = wrapErrors(
      () => inner.set.execute(ROOT_TEMPLATE, data).text,
      () => `error during tpl function execution for ${quote(text)}`,
    );
    return withoutNoValue(output);
  }
}

const nestedTooDeeply = (name: string): Error =>
  new Error(`rendering template has a nested reference name: ${name}: unable to execute template`);

/** Go prints this for what is not there even where Helm asks for zero values. */
export const NO_VALUE = '<no value>';

const withoutNoValue = (text: string): string => text.replaceAll(NO_VALUE, '');

function wrapErrors<T>(run: () => T, context: () => string): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof LimitError) throw error;
    throw new Error(`${context()}: ${error.message}`, { cause: error });
  }
}

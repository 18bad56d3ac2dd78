// Renders templates with a set of functions, for tables of what the real ones print.
import { Budget } from '../../../../src/render/gotemplate/limits.ts';
import { TemplateError } from '../../../../src/render/gotemplate/template-error.ts';
import { TemplateSet } from '../../../../src/render/gotemplate/template-set.ts';
import { GoMap, type Call, type FunctionMap, type Value } from '../../../../src/render/gotemplate/value.ts';

const PLACE = /^template: t:1:\d+: executing "t" at /;

/** Ways to try functions in templates. */
export function rendering(functions: FunctionMap) {
  const render = (template: string): string => {
    const templates = new TemplateSet({ functions });
    templates.parse('t', template);
    return templates.execute('t', new GoMap()).text;
  };
  /** The error that the execution ends with, without the place in front. */
  const refusal = (template: string): string => {
    try {
      return `no error, but ${render(template)}`;
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return error.message.replace(PLACE, '');
    }
  };
  return { render, refusal };
}

/** Calls functions with arguments that are already of the right types. */
export function calling(functions: FunctionMap) {
  return (name: string, args: readonly Value[], call: Call = new Budget()): Value => {
    const called = functions.get(name);
    if (!called) throw new Error(`there is no function ${name}`);
    return called.call(args, call);
  };
}

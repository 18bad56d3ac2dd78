// A group of templates with what Go's text/template makes of them.
import type { Value } from '../../../../src/render/gotemplate/value.ts';
import type { Outcome, TemplateCase } from '../text-template.ts';

/** What is printed, or the message of the error. */
export type Expected = string | { readonly error: string };

/** A template with its data. */
export type ConformanceCase = readonly [name: string, template: string, data: Value, expected: Expected];

/** Cases about one thing. */
export interface Section {
  readonly title: string;
  /** What becomes of keys that maps do not have; default: `default`. */
  readonly missingKey?: 'zero' | 'error';
  readonly cases: readonly ConformanceCase[];
}

/** The case as it is run: the template is called `t`. */
export function runnable(section: Section, [, template, data]: ConformanceCase): TemplateCase {
  return { templates: [['t', template]], missingKey: section.missingKey ?? 'default', data };
}

export const outcomeOf = (expected: Expected): Outcome =>
  typeof expected === 'string' ? { output: expected } : expected;

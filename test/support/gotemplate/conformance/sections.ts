// All tables of what Go's text/template does.
import { ACTIONS } from './actions.ts';
import { ARGUMENTS } from './arguments.ts';
import { COMPARISON } from './comparison.ts';
import { FUNCTIONS } from './functions.ts';
import { NESTED } from './nested.ts';
import { PIPELINES } from './pipelines.ts';
import { PRINTF } from './printf.ts';
import type { Section } from './section.ts';
import { TEXT } from './text.ts';

export const SECTIONS: readonly Section[] = [
  ...TEXT,
  ...ACTIONS,
  ...ARGUMENTS,
  ...PIPELINES,
  ...FUNCTIONS,
  ...COMPARISON,
  ...NESTED,
  ...PRINTF,
];

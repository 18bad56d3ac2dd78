// All rules about content, in the order in which they are told; the same for sources and finished releases.
import type { Problem } from '../problem/problem.ts';
import { checkEncoding } from './addon-config.ts';
import { checkStages } from './addon-rules.ts';
import { checkAddonChart, checkClassChart } from './chart-rules.ts';
import { checkConditions } from './condition-rules.ts';
import { checkNodeImages } from './node-image-rules.ts';
import { checkAddonValues } from './overwrite-rules.ts';
import { checkAddonObjects, checkClass, checkClassRendering, type CheckSettings } from './rendering-rules.ts';
import { checkTemplateFields } from './template-rules.ts';
import type { ReleaseView } from './view.ts';

export type { CheckSettings } from './rendering-rules.ts';

/** A rule sees what the rules before it found, so that nothing is told twice. */
type Rule = (
  view: ReleaseView,
  found: readonly Problem[],
  settings: CheckSettings,
) => readonly Problem[] | Promise<readonly Problem[]>;

const RULES: readonly Rule[] = [
  ({ addonConfig, addonValues, nodeImages }) => checkEncoding([addonConfig, addonValues, nodeImages]),
  checkClassChart,
  checkAddonChart,
  checkStages,
  checkConditions,
  checkAddonValues,
  checkNodeImages,
  checkTemplateFields,
  checkClassRendering,
  checkClass,
  checkAddonObjects,
];

/** What is wrong with the content of a release. Bad input gives problems, never an exception. */
export async function checkView(view: ReleaseView, settings: CheckSettings = {}): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const rule of RULES) problems.push(...(await rule(view, problems, settings)));
  return problems;
}

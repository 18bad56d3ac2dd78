// All rules about content, in the order in which they are told; the same for sources and finished releases.
import type { Problem } from '../problem/problem.ts';
import { checkEncoding } from './addon-config.ts';
import { checkStages } from './addon-rules.ts';
import { checkAddonChart, checkClassChart } from './chart-rules.ts';
import { checkConditions } from './condition-rules.ts';
import { checkNodeImages } from './node-image-rules.ts';
import { checkAddonValues, checkOverwrites } from './overwrite-rules.ts';
import type { ReleaseView } from './view.ts';

type Rule = (view: ReleaseView) => readonly Problem[] | Promise<readonly Problem[]>;

const RULES: readonly Rule[] = [
  ({ addonConfig, addonValues, nodeImages }) => checkEncoding([addonConfig, addonValues, nodeImages]),
  checkClassChart,
  checkAddonChart,
  checkStages,
  checkConditions,
  checkAddonValues,
  checkOverwrites,
  checkNodeImages,
];

/** What is wrong with the content of a release. Bad input gives problems, never an exception. */
export async function checkView(view: ReleaseView): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const rule of RULES) problems.push(...(await rule(view)));
  return problems;
}

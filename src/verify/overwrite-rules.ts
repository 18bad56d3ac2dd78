// Rules for overwrite.yaml and cluster-addon-values.yaml: values that render to no map crash the operator.
import { problem, type Problem } from '../problem/problem.ts';
import { renderView } from './rendered-view.ts';
import type { ReleaseView } from './view.ts';

/** The values of every stage that is listed, and of the single-stage convention: there, and such that they render to a map. */
export function checkAddonValues(view: ReleaseView): Problem[] {
  const rendered = renderView(view).stages.flatMap(({ values }) => values?.problems ?? []);
  return [...checkPresence(view), ...rendered];
}

function checkPresence({ convention, addonValues }: ReleaseView): Problem[] {
  const file = 'cluster-addon-values.yaml';
  if (convention === 'single-stage') {
    if (addonValues) return [];
    const message = `there is no ${file}; without clusteraddon.yaml the operator needs one`;
    const hint = 'add it, with "values: {}" if there is nothing to set';
    return [problem('addon-values-missing', message, { file, hint })];
  }
  if (!addonValues) return [];
  const message = `${addonValues.file} is not used: clusteraddon.yaml takes overwrite.yaml from each stage's folder`;
  const hint = 'move its values there, or take it out';
  return [problem('addon-values-unused', message, { file: addonValues.file, hint })];
}

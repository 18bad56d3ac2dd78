// The model of a small class, for rules and generators that start from one.
import { readClass, type ClassModel } from '../../src/verify/class/class-model.ts';
import { CLASS_CHART, CLASS_NAME, edited, type Edit } from './class-chart.ts';
import { renderedObjects } from './rendered-objects.ts';

/** The class of `CLASS_CHART` with texts replaced. */
export function classModel(...edits: readonly Edit[]): ClassModel {
  const [object] = renderedObjects(edited(CLASS_CHART, ...edits), 'templates/class.yaml');
  if (!object) throw new Error('the chart is empty');
  return readClass(object);
}

/** The same class with these variables instead of its own, as `spec.variables` has them. */
export function classWithVariables(variables: readonly object[]): ClassModel {
  const chart = CLASS_CHART.replace(
    /\n {2}variables:[^]*?\n---/,
    () => `\n  variables: ${JSON.stringify(variables)}\n---`,
  );
  const [object] = renderedObjects(chart, 'templates/class.yaml');
  if (!object) throw new Error('the chart is empty');
  return readClass(object);
}

/** What the operator calls the class, and what it is like. */
export const renderedClass = (model: ClassModel = classModel()) => ({ name: CLASS_NAME, model });

// Rules for one operation of a patch: what it does, where, and what with.
import type { ObjectPath } from '../../render/helm/rendered-object.ts';
import { showNames, showValue } from '../schemas/finding.ts';
import { nearestName } from '../schemas/nearest-name.ts';
import { builtinPaths } from './builtins.ts';
import type { ClassVariables } from './class-variables.ts';
import { isData, textOf, type Data } from './data.ts';
import { checkTemplate, type PatchReport } from './patch-template-rules.ts';
import { followVariable, parseVariablePath } from './variable-path.ts';

/** Checks an operation by itself, without the template that it is for. */
export function checkOperation(
  operation: Data,
  path: ObjectPath,
  variables: ClassVariables,
  report: PatchReport,
): void {
  const op = textOf(operation['op']);
  const pointer = textOf(operation['path']);
  // Other operations, and a missing path, are told by the schema.
  if (pointer !== '' && !pointer.startsWith('/spec/'))
    report([...path, 'path'], `the path is ${showValue(pointer)}; expected one that starts with /spec/`);
  checkIndexes(op, pointer, path, report);
  if (op === 'add' || op === 'replace') checkValue(operation, op, path, variables, report);
}

/** The entry of a list that an operation names and must not: `add` may go before the first or behind the last only. */
export const forbiddenIndex = (op: string, pointer: string): string | undefined =>
  pointer.split('/').find((step) => /^[-+]?\d+$/.test(step) && (op !== 'add' || Number(step) !== 0));

function checkIndexes(op: string, pointer: string, path: ObjectPath, report: PatchReport): void {
  const index = forbiddenIndex(op, pointer);
  if (index === undefined) return;
  const at = [...path, 'path'];
  if (op === 'add')
    report(
      at,
      `the path names the entry ${index} of a list; expected 0 (before the first) or - (behind the last)`,
    );
  else if (op === 'replace' || op === 'remove') {
    const hint = 'change the list as a whole';
    report(at, `the path names the entry ${index} of a list, which ${op} cannot`, { hint });
  }
}

function checkValue(
  operation: Data,
  op: string,
  path: ObjectPath,
  variables: ClassVariables,
  report: PatchReport,
): void {
  const { valueFrom } = operation;
  const hasValue = Object.hasOwn(operation, 'value');
  if (hasValue && valueFrom !== undefined)
    return report(path, `${op} has value and valueFrom; expected one of them`);
  if (!hasValue && valueFrom === undefined)
    return report(path, `${op} has no value; expected value or valueFrom`);
  if (!isData(valueFrom)) return;
  const { template, variable } = valueFrom;
  const from = [...path, 'valueFrom'];
  if (template !== undefined && variable !== undefined)
    return report(from, 'valueFrom has template and variable; expected one of them');
  if (template === undefined && variable === undefined)
    return report(from, 'valueFrom is empty; expected template or variable');
  checkTemplate(template, [...from, 'template'], variables, report);
  if (typeof variable === 'string') checkVariable(variable, [...from, 'variable'], variables, report);
}

function checkVariable(text: string, path: ObjectPath, variables: ClassVariables, report: PatchReport): void {
  const steps = parseVariablePath(text);
  if (!steps)
    return report(path, `${showValue(text)} is no path of a variable; expected name.field or name[0].field`);
  if (steps[0] === 'builtin') {
    const known = builtinPaths();
    if (known.includes(text)) return;
    const within = known.filter((one) => one.startsWith(`${text}.`));
    const near = within.length > 0 ? showNames(within) : nearestName(text, known);
    const details = near === undefined ? {} : { hint: `write ${near}` };
    return report(path, `Cluster API knows no variable ${text}`, details);
  }
  const target = followVariable(steps, variables);
  if ('fault' in target) report(path, target.fault, target);
}

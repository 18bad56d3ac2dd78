// Rules for the patches of a class: Cluster API takes them, they fit the templates they are for, and they work.
import { isError, problem, type Problem } from '../../problem/problem.ts';
import type { ObjectPath } from '../../render/helm/rendered-object.ts';
import type { ClassEntry, ClassModel } from './class-model.ts';
import { readClassVariables, type ClassVariables } from './class-variables.ts';
import { dataOf, isData, listOf, textOf, type Data } from './data.ts';
import { OPERATIONS } from './json-patch.ts';
import { findTargets, PatchedTarget, type PatchContext } from './patch-target.ts';
import { checkSelector, isSelected } from './patch-selector.ts';
import { checkTemplate, type PatchReport } from './patch-template-rules.ts';
import { tryPatches } from './patch-trial.ts';
import { checkOperation, forbiddenIndex } from './patch-value-rules.ts';

/** All rules about patches, after the webhook of Cluster API (internal/webhooks/patch_validation.go) and its engine. */
export function checkPatches(model: ClassModel, context: PatchContext): Problem[] {
  const variables = readClassVariables(model);
  const problems: Problem[] = [];
  const targets = findTargets(model, context).map((target) => new PatchedTarget(target));
  for (const patch of model.patches) {
    const report: PatchReport = (path, message, { hint, severity } = {}) => {
      const named = `patch ${patch.name || 'without a name'}: ${message}`;
      const details = { ...(hint !== undefined && { hint }), ...(severity && { severity }) };
      problems.push(
        problem('class-patch', named, { ...model.object.place([...patch.path, ...path]), ...details }),
      );
    };
    checkName(patch, model, report);
    checkTemplate(patch.data['enabledIf'], ['enabledIf'], variables, report);
    checkDefinitions(patch, model, variables, targets, report);
  }
  // A patch that is wrong in itself fails when it is tried, too, which would only say the same again.
  if (problems.some(isError)) return problems;
  const tried = tryPatches(model, variables, context);
  const isTold = ({ line, column }: Problem) =>
    tried.some((one) => one.line === line && one.column === column);
  return [...problems.filter((one) => !isTold(one)), ...tried];
}

function checkName(patch: ClassEntry, { patches }: ClassModel, report: PatchReport): void {
  const { name } = patch;
  // A missing name is told by the schema.
  if (name === '') return;
  if (name === 'inline')
    report(['name'], 'the name inline is kept by Cluster API for itself', { hint: 'rename it' });
  if (patches.find((other) => other.name === name) !== patch)
    report(['name'], 'a patch before has the same name; expected each name once');
}

function checkDefinitions(
  { data }: ClassEntry,
  model: ClassModel,
  variables: ClassVariables,
  targets: readonly PatchedTarget[],
  report: PatchReport,
): void {
  const { definitions, external } = data;
  if (definitions === undefined && external === undefined)
    return report([], 'it has neither definitions nor external; expected one of them');
  if (definitions !== undefined && external !== undefined)
    return report(['external'], 'it has definitions and external; expected one of them');
  if (isData(external)) checkExternal(external, report);
  listOf(definitions).forEach((definition, index) => {
    if (!isData(definition)) return;
    const path = ['definitions', index];
    const selector = dataOf(definition['selector']);
    for (const fault of checkSelector(selector, model))
      report([...path, 'selector', ...fault.path], fault.message, fault);
    const selected = targets.filter(({ reference }) => isSelected(selector, reference));
    listOf(definition['jsonPatches']).forEach((operation, at) => {
      if (!isData(operation)) return;
      const where = [...path, 'jsonPatches', at];
      checkOperation(operation, where, variables, report);
      checkFit(operation, where, selected, report);
    });
  });
}

/** The names that extensions have in v1beta1 and v1beta2. */
const EXTENSIONS = [
  'generateExtension',
  'validateExtension',
  'generatePatchesExtension',
  'validateTopologyExtension',
];

function checkExternal(external: Data, report: PatchReport): void {
  if (EXTENSIONS.some((name) => external[name] !== undefined)) return;
  report(['external'], 'it names no extension that generates patches or validates; expected one');
}

/** The pointer leads somewhere in each template that is selected; of several that it does not fit, the first is told. */
function checkFit(
  operation: Data,
  path: ObjectPath,
  targets: readonly PatchedTarget[],
  report: PatchReport,
): void {
  const [op, pointer] = [textOf(operation['op']), textOf(operation['path'])];
  // What is wrong with the operation itself is told already.
  if (!OPERATIONS.includes(op) || !pointer.startsWith('/spec/') || forbiddenIndex(op, pointer)) return;
  const [fault] = targets.flatMap((target) => target.fit(op, pointer) ?? []);
  if (fault) report([...path, 'path'], fault.message, fault);
}

// Patches tried as Cluster API would apply them to a new cluster: defaults of variables, templates rendered, results checked.
import { problem, type Problem } from '../../problem/problem.ts';
import type { ObjectPath } from '../../render/helm/rendered-object.ts';
import { validate } from '../schemas/validate.ts';
import type { Finding } from '../schemas/finding.ts';
import { sampleBuiltins } from './builtins.ts';
import type { ClassEntry, ClassModel } from './class-model.ts';
import { defaultValues, type ClassVariables, type VariableValues } from './class-variables.ts';
import { dataOf, isData, listOf, own, textOf, type Data } from './data.ts';
import { applyOperation, copyJson, OPERATIONS, pointerSteps } from './json-patch.ts';
import { isSelected } from './patch-selector.ts';
import { findTargets, type PatchContext, type PatchTarget } from './patch-target.ts';
import { parsePatchTemplate, renderPatchTemplate } from './patch-template.ts';
import { nameOf, problemAt } from './report.ts';
import { weigh } from './schema-rules.ts';
import { templateUse } from './template-use.ts';
import { parseVariablePath } from './variable-path.ts';

/** An operation of a patch, and where it stands in the class. */
interface Step {
  readonly patch: ClassEntry;
  readonly operation: Data;
  readonly path: ObjectPath;
}

/** Applies the patches that the defaults enable to each template of the class. */
export function tryPatches(model: ClassModel, variables: ClassVariables, context: PatchContext): Problem[] {
  const defaults = defaultValues(variables);
  const className = textOf(dataOf(model.object.data['metadata'])['name']);
  const problems = findTargets(model, context).flatMap((target) => {
    const builtin = sampleBuiltins({ className, ...context }, target.reference);
    return new Trial(
      model,
      target,
      { ...Object.fromEntries(defaults.values), builtin },
      variables,
      defaults,
    ).run();
  });
  // Templates that differ only in what they are for fail in the same way.
  return [...new Map(problems.map((one) => [JSON.stringify(one), one])).values()];
}

/** What cannot be told, because a variable that it depends on has no value that is known. */
class Unknown extends Error {}

/** Why a value cannot be told, and whether only because a variable is not set. */
interface Failure {
  readonly fault: string;
  readonly isUnset?: boolean;
}

class Trial {
  private readonly problems: Problem[] = [];
  private readonly document: unknown;
  /** What was written where, the last first. */
  private readonly written: { readonly steps: readonly string[]; readonly path: ObjectPath }[] = [];

  constructor(
    private readonly model: ClassModel,
    private readonly target: PatchTarget,
    private readonly values: Data,
    private readonly variables: ClassVariables,
    private readonly defaults: VariableValues,
  ) {
    this.document = copyJson(target.data);
  }

  run(): Problem[] {
    try {
      for (const patch of this.model.patches) if (!this.apply(patch)) return this.problems;
      this.checkResult();
    } catch (error) {
      // From here on the template is not known.
      if (!(error instanceof Unknown)) throw error;
    }
    return this.problems;
  }

  /** @returns whether the next patch can be tried */
  private apply(patch: ClassEntry): boolean {
    const steps = this.stepsOf(patch);
    if (steps.length === 0 || !this.isEnabled(patch)) return this.problems.length === 0;
    // All values first, as Cluster API does: an operation does not see what the one before has written.
    const valued = steps.map((step) => ({ step, value: this.valueOf(step) }));
    if (this.problems.length > 0) return false;
    for (const { step, value } of valued) {
      const path = textOf(step.operation['path']);
      const fault = applyOperation(this.document, { op: textOf(step.operation['op']), path, value });
      if (fault !== undefined) {
        this.report(
          step.patch,
          [...step.path, 'path'],
          `cannot be applied to ${nameOf(this.target.object)}: ${fault}`,
        );
        return false;
      }
      this.written.unshift({ steps: pointerSteps(path), path: step.path });
    }
    return true;
  }

  private stepsOf(patch: ClassEntry): Step[] {
    return listOf(patch.data['definitions']).flatMap((definition, index) => {
      if (!isData(definition) || !isSelected(dataOf(definition['selector']), this.target.reference))
        return [];
      return listOf(definition['jsonPatches']).flatMap((operation, at) => {
        const path = [...patch.path, 'definitions', index, 'jsonPatches', at];
        // What it does is not known; the schema speaks about it.
        if (isData(operation) && !OPERATIONS.includes(textOf(operation['op']))) throw new Unknown();
        return isData(operation) ? [{ patch, operation, path }] : [];
      });
    });
  }

  private report(patch: ClassEntry, path: ObjectPath, message: string, hint?: string): void {
    this.problems.push(
      problemAt(this.model.object, path, 'class-patch', `patch ${patch.name} ${message}`, hint),
    );
  }

  private isEnabled(patch: ClassEntry): boolean {
    const { enabledIf } = patch.data;
    if (typeof enabledIf !== 'string') return true;
    const outcome = this.render(enabledIf);
    if (!('fault' in outcome)) return outcome.value === true;
    this.fail(patch, [...patch.path, 'enabledIf'], outcome);
    return false;
  }

  private fail(patch: ClassEntry, path: ObjectPath, { fault, isUnset = false }: Failure): void {
    const hint = isUnset ? OPTIONAL : undefined;
    this.report(patch, path, `fails with the defaults of all variables: ${fault}`, hint);
  }

  private render(template: string): { readonly value: unknown } | Failure {
    const parsed = parsePatchTemplate(template);
    const names = 'fault' in parsed ? [] : [...templateUse(parsed.value, this.variables).names];
    if (names.some((name) => this.defaults.unknown.has(name))) throw new Unknown();
    const isUnset = names.some((name) => !Object.hasOwn(this.values, name));
    const outcome = renderPatchTemplate(template, this.values);
    return 'fault' in outcome ? { ...outcome, isUnset } : outcome;
  }

  private valueOf({ patch, operation, path }: Step): unknown {
    const { op, value, valueFrom } = operation;
    if (op === 'remove' || !isData(valueFrom)) return value;
    const { template, variable } = valueFrom;
    const outcome = typeof template === 'string' ? this.render(template) : this.lookUp(textOf(variable));
    const from = [...path, 'valueFrom', typeof template === 'string' ? 'template' : 'variable'];
    if ('fault' in outcome) this.fail(patch, from, outcome);
    else if (holds(outcome.value, NO_VALUE)) {
      const fault = `a variable that the template prints has no value for ${nameOf(this.target.object)}`;
      this.fail(patch, from, { fault, isUnset: true });
    } else return outcome.value;
    return undefined;
  }

  private lookUp(path: string): { readonly value: unknown } | Failure {
    const [name = '', ...steps] = parseVariablePath(path) ?? [];
    if (this.defaults.unknown.has(String(name))) throw new Unknown();
    let value: unknown = own(this.values, String(name));
    for (const step of steps)
      value = typeof step === 'number' ? listOf(value)[step] : own(dataOf(value), step);
    return value === undefined ? { fault: `the variable ${path} has no value`, isUnset: true } : { value };
  }

  /** What is wrong only with the patched template; what is wrong with the template itself was told before. */
  private checkResult(): void {
    const { schema, data, object } = this.target;
    if (!schema) return;
    const before = new Set(validate(schema, data).map(({ message }) => message));
    for (const finding of validate(schema, this.document)) {
      if (before.has(finding.message)) continue;
      const place = this.model.object.place(this.causeOf(finding));
      const message = `${nameOf(object)}, patched with the defaults of all variables: ${finding.message}`;
      this.problems.push(problem('class-patch', message, { ...place, ...weigh(object, finding) }));
    }
  }

  /** The last operation that wrote what a finding is about: at, above or below its place. */
  private causeOf({ path }: Finding): ObjectPath | undefined {
    const wanted = path.map(String);
    const isRelated = (steps: readonly string[]) =>
      steps.slice(0, wanted.length).every((step, index) => step === wanted[index] || step === '-');
    return this.written.find(({ steps }) => isRelated(steps))?.path;
  }
}

/** What Go prints for a variable that is absent: Cluster API takes it for a text like any other. */
const NO_VALUE = '<no value>';

function holds(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value.includes(text);
  if (Array.isArray(value)) return value.some((one) => holds(one, text));
  return (
    isData(value) && Object.entries(value).some(([key, inner]) => key.includes(text) || holds(inner, text))
  );
}

const OPTIONAL =
  "give its variables defaults, or enable the patch only where they are set: enabledIf: '{{ if .name }}true{{ end }}'";

// Rules for x-kubernetes-validations of variables: Cluster API compiles them, and refuses a class where one does not.
import type { Problem } from '../../problem/problem.ts';
import type { ObjectPath } from '../../render/helm/rendered-object.ts';
import type { ClassModel } from './class-model.ts';
import { dataOf, isData, listOf, type Data } from './data.ts';
import { problemAt } from './report.ts';
import { innerSchemas } from './variable-structure.ts';

interface Expression {
  readonly variable: string;
  readonly path: ObjectPath;
  readonly text: string;
}

/** Deeper schemas are refused by other rules. */
const DEPTH_LIMIT = 128;

/** Parses each rule. Types and functions are left to Cluster API: Kubernetes adds many that no library here has. */
export async function checkValidationRules(model: ClassModel): Promise<Problem[]> {
  const expressions = model.variables.flatMap(({ name, data, path }) => {
    const schema = dataOf(data['schema'])['openAPIV3Schema'];
    return isData(schema) ? expressionsOf(name, schema, [...path, 'schema', 'openAPIV3Schema']) : [];
  });
  if (expressions.length === 0) return [];
  const { Environment } = await import('@marcbachmann/cel-js');
  const environment = new Environment({ unlistedVariablesAreDyn: true, enableOptionalTypes: true });
  return expressions.flatMap(({ variable, path, text }) => {
    const fault = syntaxFault(() => environment.parse(text));
    if (fault === undefined) return [];
    const message = `variable ${variable}: a validation rule does not parse: ${fault}`;
    return [
      problemAt(
        model.object,
        path,
        'class-variable',
        message,
        'see https://kubernetes.io/docs/reference/using-api/cel',
      ),
    ];
  });
}

function expressionsOf(variable: string, schema: Data, path: ObjectPath): Expression[] {
  if (path.length > DEPTH_LIMIT) return [];
  const own = listOf(schema['x-kubernetes-validations']).flatMap((rule, index) =>
    (['rule', 'messageExpression'] as const).flatMap((field) => {
      const text = dataOf(rule)[field];
      const at = [...path, 'x-kubernetes-validations', index, field];
      return typeof text === 'string' && text.trim() !== '' ? [{ variable, path: at, text }] : [];
    }),
  );
  return [
    ...own,
    ...innerSchemas(schema).flatMap(([at, inner]) => expressionsOf(variable, inner, [...path, ...at])),
  ];
}

function syntaxFault(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    const { summary, message } = error as { summary?: string; message?: string };
    return (summary ?? message ?? 'it is no expression').split('\n')[0];
  }
}

// Rules for the variables of a class: Cluster API takes them, and what they say of their values is true.
import { problem, type Problem } from '../../problem/problem.ts';
import type { ObjectPath, RenderedObject } from '../../render/helm/rendered-object.ts';
import { formatPath, type Finding } from '../schemas/finding.ts';
import { readSchema } from '../schemas/read-schema.ts';
import { validate } from '../schemas/validate.ts';
import type { ClassModel } from './class-model.ts';
import { dataOf, isData, listOf, type Data } from './data.ts';
import { checkLabels } from './label-rules.ts';
import { problemAt } from './report.ts';
import { checkStructure, innerSchemas } from './variable-structure.ts';

/** All rules about variables, after the webhook of Cluster API (internal/topology/variables). */
export function checkVariables({ object, variables }: ClassModel): Problem[] {
  const names = variables.map(({ name }) => name);
  return variables.flatMap(({ data, name, path }, index) => [
    ...checkName(object, name, path, names.indexOf(name) < index),
    ...checkLabels(object, data['metadata'], [...path, 'metadata'], 'class-variable'),
    ...checkSchema(object, name, dataOf(data['schema'])['openAPIV3Schema'], [
      ...path,
      'schema',
      'openAPIV3Schema',
    ]),
  ]);
}

function checkName(object: RenderedObject, name: string, path: ObjectPath, isSecond: boolean): Problem[] {
  const report = (message: string, hint?: string) => [
    problemAt(object, [...path, 'name'], 'class-variable', message, hint),
  ];
  // A missing name is told by the schema.
  if (name === '') return [];
  if (name === 'builtin')
    return report('a variable is called builtin, which Cluster API keeps for itself', 'rename it');
  if (name.includes('.'))
    return report(`the variable ${name} has a dot in its name, which separates fields`, 'rename it');
  return isSecond ? report(`a second variable is called ${name}; expected each name once`) : [];
}

function checkSchema(object: RenderedObject, name: string, schema: unknown, path: ObjectPath): Problem[] {
  if (!isData(schema)) return [];
  const faults = checkStructure(schema);
  // A value can only be held against a schema that is one.
  const isSchema = faults.every(({ severity }) => severity === 'warning');
  const found = isSchema ? [...faults, ...checkValues(schema)] : faults;
  return found.map(({ path: at, message, hint, severity }) =>
    problem('class-variable', `variable ${name}: ${message}`, {
      ...object.place([...path, ...at]),
      ...(hint !== undefined && { hint }),
      ...(severity && { severity }),
    }),
  );
}

/**
 * Default, example and the listed values fit the schema that they stand in, here and in each schema within. A null is none
 * of them: Go reads it into no value at all, before the webhook sees it (`UnmarshalJSON` of apiextensions/v1).
 */
function checkValues(schema: Data, path: ObjectPath = []): Finding[] {
  const read = { ...readSchema(schema), default: undefined };
  const stated = [
    ...(['default', 'example'] as const).flatMap((word) =>
      word in schema ? [[word, schema[word]] as const] : [],
    ),
    ...listOf(schema['enum']).map((value, index) => [index, value] as const),
  ];
  const faults = stated.flatMap(([word, value]) => {
    const at = [...path, ...(typeof word === 'number' ? ['enum', word] : [word])];
    return value === null ? [droppedNull(at)] : validate(read, value, at);
  });
  return [...faults, ...innerSchemas(schema).flatMap(([at, inner]) => checkValues(inner, [...path, ...at]))];
}

const droppedNull = (path: ObjectPath): Finding => ({
  path,
  message: `${formatPath(path)} is null, which Cluster API drops; expected a value`,
  hint: 'write a value, or take it out',
  severity: 'warning',
});

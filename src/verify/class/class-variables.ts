// The variables of a class: their schemas, and the values that a Cluster has which sets only what it must.
import { readSchema } from '../schemas/read-schema.ts';
import type { Schema } from '../schemas/schema.ts';
import { withDefaults, inventedValue } from './defaulting.ts';
import type { ClassEntry, ClassModel } from './class-model.ts';
import { dataOf } from './data.ts';

/** A variable and what its values are like. */
export interface VariableDefinition extends ClassEntry {
  readonly schema: Schema;
  readonly isRequired: boolean;
}

/** All variables that a class defines. */
export interface ClassVariables {
  readonly definitions: readonly VariableDefinition[];
  readonly byName: ReadonlyMap<string, VariableDefinition>;
  /** Whether an extension of Cluster API may define more. */
  readonly isOpen: boolean;
}

/** Values of variables by name. */
export interface VariableValues {
  readonly values: ReadonlyMap<string, unknown>;
  /** Variables that a Cluster has to set and whose value nobody knows: what depends on them cannot be tried. */
  readonly unknown: ReadonlySet<string>;
}

/** Reads the variables of a ClusterClass. Never throws. */
export function readClassVariables({
  variables,
  patches,
}: Pick<ClassModel, 'variables' | 'patches'>): ClassVariables {
  const definitions = variables
    .filter(({ name }) => name !== '')
    .map((entry) => ({
      ...entry,
      schema: readSchema(dataOf(entry.data['schema'])['openAPIV3Schema']),
      isRequired: entry.data['required'] === true,
    }));
  const isOpen = patches.some(
    ({ data }) => dataOf(data['external'])['discoverVariablesExtension'] !== undefined,
  );
  // The first counts where a name is there twice, which is told elsewhere.
  const byName = new Map([...definitions].reverse().map((one) => [one.name, one]));
  return { definitions, byName, isOpen };
}

/**
 * What Cluster API makes of a Cluster that sets only what it has to: a variable without a default is absent. Those that it
 * has to set get their example, or the smallest value that they can have.
 */
export function defaultValues({ definitions }: ClassVariables): VariableValues {
  const values = new Map<string, unknown>();
  const unknown = new Set<string>();
  for (const { name, data, schema, isRequired } of definitions) {
    const value = schema.default ?? (isRequired ? exampleOf(data['schema'], schema) : undefined);
    if (value !== undefined) values.set(name, withDefaults(schema, value));
    else if (isRequired) unknown.add(name);
  }
  return { values, unknown };
}

const exampleOf = (data: unknown, schema: Schema): unknown =>
  dataOf(dataOf(data)['openAPIV3Schema'])['example'] ?? inventedValue(schema);

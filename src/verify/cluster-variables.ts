// What Cluster API says of the variables and workers of a Cluster: whether they are those of its class.
import { didYouMean } from '../problem/nearest.ts';
import type { ClassModel } from './class/class-model.ts';
import { readClassVariables, type ClassVariables } from './class/class-variables.ts';
import { dataOf, listOf, own, textOf, type Data } from './class/data.ts';
import { withDefaults } from './class/defaulting.ts';
import type { ClusterFinding } from './cluster-webhook.ts';
import { showNames, type DataPath } from './schemas/finding.ts';
import { validate } from './schemas/validate.ts';

/** Where the parts of a topology stand that have workers of a class, and variables of their own. */
const TOPOLOGY: DataPath = ['spec', 'topology'];
const WORKERS = [
  ['machineDeployments', 'machineDeployment'],
  ['machinePools', 'machinePool'],
] as const;

/**
 * Holds a Cluster against a class. Never throws. Not tried: validation rules in CEL.
 * @param isOpen whether a value may still be filled in by somebody else (`${NAME}`): then it is not checked
 */
export function checkTopology(
  cluster: Data,
  model: ClassModel,
  isOpen: (value: unknown) => boolean = () => false,
): ClusterFinding[] {
  const topology = dataOf(dataOf(cluster['spec'])['topology']);
  const variables = readClassVariables(model);
  const values = [...TOPOLOGY, 'variables'];
  const set = (list: unknown, path: DataPath) => checkValues(variables, list, path, isOpen);
  const overrides = (holder: Data, path: DataPath) =>
    set(dataOf(holder['variables'])['overrides'], [...path, 'variables', 'overrides']);
  return [
    ...set(topology['variables'], values),
    ...checkRequired(variables, topology['variables'], values),
    ...overrides(dataOf(topology['controlPlane']), [...TOPOLOGY, 'controlPlane']),
    ...WORKERS.flatMap(([field, kind]) =>
      listOf(dataOf(topology['workers'])[field]).flatMap((entry, index) => {
        const path = [...TOPOLOGY, 'workers', field, index];
        return [...checkWorkers(model, kind, dataOf(entry), path), ...overrides(dataOf(entry), path)];
      }),
    ),
  ];
}

function checkWorkers(
  { workers }: ClassModel,
  kind: 'machineDeployment' | 'machinePool',
  entry: Data,
  path: DataPath,
): ClusterFinding[] {
  const known = workers.filter((one) => one.kind === kind).map(({ name }) => name);
  const name = textOf(entry['class']);
  if (known.includes(name)) return [];
  return [
    {
      path: [...path, 'class'],
      message: `the class has no ${kind} class "${name}"; expected ${showNames(known) || 'none'}`,
      hint: didYouMean(name, known) ?? 'name one of these, or take the workers out',
    },
  ];
}

function checkValues(
  { byName, definitions, isOpen: hasMore }: ClassVariables,
  list: unknown,
  path: DataPath,
  isOpen: (value: unknown) => boolean,
): ClusterFinding[] {
  const names = listOf(list).map((entry) => textOf(dataOf(entry)['name']));
  return listOf(list).flatMap((entry, index): ClusterFinding[] => {
    const at = [...path, index];
    const name = names[index] ?? '';
    if (names.indexOf(name) < index)
      return [{ path: [...at, 'name'], message: `the variable ${name} is set twice`, hint: 'take one out' }];
    const definition = byName.get(name);
    if (!definition) {
      if (hasMore) return [];
      const all = definitions.map((one) => one.name);
      const hint = didYouMean(name, all) ?? 'take it out';
      const message = `the class has no variable "${name}"`;
      return [{ path: [...at, 'name'], message, hint, unknownVariable: name }];
    }
    const value = own(dataOf(entry), 'value');
    if (isOpen(value)) return [];
    const { schema } = definition;
    return validate(schema, withDefaults(schema, value ?? null)).map((found) => ({
      path: [...at, 'value', ...found.path],
      message: `variable ${name}: ${found.message}`,
      ...(found.hint !== undefined && { hint: found.hint }),
    }));
  });
}

/** What a Cluster has to set itself: required, and without a default. */
function checkRequired({ definitions }: ClassVariables, list: unknown, path: DataPath): ClusterFinding[] {
  const set = new Set(listOf(list).map((entry) => textOf(dataOf(entry)['name'])));
  return definitions
    .filter(({ name, isRequired, schema }) => isRequired && schema.default === undefined && !set.has(name))
    .map(({ name }) => ({
      path,
      message: `the class requires the variable ${name}, which the Cluster does not set`,
      hint: `add it; csctl generate cluster shows what it is like`,
    }));
}

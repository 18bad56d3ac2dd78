// Which templates a definition of a patch is for, as Cluster API decides it.
import type { ObjectPath } from '../../render/helm/rendered-object.ts';
import type { ClassModel, TemplateReference, Workers } from './class-model.ts';
import { dataOf, listOf, textOf, type Data } from './data.ts';
import { isQualifiedName } from './label-rules.ts';

/** What is wrong with a selector, and where in it. */
export interface SelectorFault {
  readonly path: ObjectPath;
  readonly message: string;
  readonly hint?: string;
}

const WORKERS = [
  ['machineDeploymentClass', 'machineDeployment'],
  ['machinePoolClass', 'machinePool'],
] as const;

/** Whether a selector is for a template that the class refers to. */
export function isSelected(selector: Data, reference: TemplateReference): boolean {
  if (!isOfKind(selector, reference)) return false;
  const match = dataOf(selector['matchResources']);
  const { role, workers } = reference;
  if (role === 'remediation') return false;
  if (role === 'infrastructure') return match['infrastructureCluster'] === true;
  if (!workers) return match['controlPlane'] === true;
  return namesOf(match, workers.kind).some((name) => isMatch(name, workers.name));
}

const isOfKind = (selector: Data, { apiVersion, kind }: TemplateReference): boolean =>
  selector['apiVersion'] === apiVersion && selector['kind'] === kind;

function namesOf(match: Data, kind: Workers['kind']): string[] {
  const field = kind === 'machineDeployment' ? 'machineDeploymentClass' : 'machinePoolClass';
  return listOf(dataOf(match[field])['names']).map(textOf);
}

/** A name, or one with a `*` at its start or end for the rest. */
function isMatch(pattern: string, name: string): boolean {
  if (pattern === '*' || pattern === name) return true;
  if (pattern.startsWith('*')) return name.endsWith(pattern.slice(1));
  return pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1));
}

/** What the webhook of Cluster API refuses: each thing that is selected has to be there. */
export function checkSelector(selector: Data, { references, workers }: ClassModel): SelectorFault[] {
  const match = dataOf(selector['matchResources']);
  const kind = `${textOf(selector['kind'])} of ${textOf(selector['apiVersion'])}`;
  const names = WORKERS.flatMap(([field, workerKind]) =>
    namesOf(match, workerKind).map((name, index) => ({ field, workerKind, name, index })),
  );
  if (match['infrastructureCluster'] !== true && match['controlPlane'] !== true && names.length === 0)
    return [
      {
        path: ['matchResources'],
        message:
          'the selector selects nothing; expected infrastructureCluster, controlPlane or names of worker classes',
      },
    ];
  const faults: SelectorFault[] = [];
  const isThere = (wanted: (reference: TemplateReference) => boolean) =>
    references.some((reference) => isOfKind(selector, reference) && wanted(reference));
  if (match['infrastructureCluster'] === true && !isThere(({ role }) => role === 'infrastructure'))
    faults.push(
      unfit(
        ['matchResources', 'infrastructureCluster'],
        `the infrastructure of the class is no ${kind}`,
        references,
        'infrastructure',
      ),
    );
  if (match['controlPlane'] === true && !isThere(({ role }) => role.startsWith('control plane')))
    faults.push(
      unfit(
        ['matchResources', 'controlPlane'],
        `neither the control plane nor its machines are of ${kind}`,
        references,
        'control plane',
      ),
    );
  for (const { field, workerKind, name, index } of names) {
    const path = ['matchResources', field, 'names', index];
    const fault = checkWorkerName(name);
    if (fault !== undefined) faults.push({ path, message: fault });
    else if (!workers.some((one) => one.kind === workerKind && isMatch(name, one.name)))
      faults.push({
        path,
        message: `no ${workerKind} class is called ${name}`,
        ...known(workers, workerKind),
      });
    else if (
      !isThere(
        (one) =>
          one.workers?.kind === workerKind && one.role !== 'remediation' && isMatch(name, one.workers.name),
      )
    )
      faults.push({ path, message: `neither bootstrap nor infrastructure of ${name} is of ${kind}` });
  }
  return faults;
}

function unfit(
  path: ObjectPath,
  message: string,
  references: readonly TemplateReference[],
  role: string,
): SelectorFault {
  const kinds = references
    .filter((reference) => reference.role.startsWith(role))
    .map(({ kind, apiVersion }) => `${kind} of ${apiVersion}`);
  return { path, message, ...(kinds.length > 0 && { hint: `the class has ${kinds.join(' and ')}` }) };
}

function known(workers: readonly Workers[], kind: Workers['kind']): { hint?: string } {
  const names = workers.filter((one) => one.kind === kind).map(({ name }) => name);
  return names.length > 0 ? { hint: `the class has ${names.join(', ')}` } : {};
}

function checkWorkerName(name: string): string | undefined {
  if (!name.includes('*')) return undefined;
  if (name.indexOf('*') !== name.lastIndexOf('*')) return `${name} has more than one *; expected one at most`;
  if (!name.startsWith('*') && !name.endsWith('*'))
    return `${name} has a * in its middle; expected it at the start or the end`;
  return isQualifiedName(name.replace('*', 'a')) ? undefined : `${name} is no name of Kubernetes`;
}

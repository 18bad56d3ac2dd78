// What a changed class means for the clusters that are moved to it: Cluster API's rules for a rebase, and new machines.
import type { RenderedObject } from '../../render/helm/rendered-object.ts';
import { readClass, type ClassModel, type TemplateReference, type Workers } from '../class/class-model.ts';
import { dataOf } from '../class/data.ts';
import { changedFields, type ComparedObject } from './object-changes.ts';
import { listSome } from './list-some.ts';
import type { UpgradeFinding } from './verdict.ts';

/** The findings of a class and of the templates that it brings. */
export function classFindings(
  before: RenderedObject,
  now: RenderedObject,
  compared: readonly ComparedObject[],
): UpgradeFinding[] {
  const [old, fresh] = [readClass(before), readClass(now)];
  return [
    ...kindFindings(old, fresh),
    ...workerFindings(old, fresh),
    ...patchFindings(before, now),
    ...templateFindings(compared),
  ];
}

/** What a reference is for: the same place in two classes has the same. */
const purposeOf = ({ role, workers }: TemplateReference): string =>
  workers ? `${role} of the worker class ${workers.name}` : role;

/** `KubeadmControlPlaneTemplate.controlplane.cluster.x-k8s.io` */
const targetOf = ({ kind, apiVersion }: TemplateReference): string =>
  `${kind}.${apiVersion.replace(/\/[^/]*$/, '')}`;

/** References whose kind a cluster can never change (Cluster API, compatibility checks of a rebase). */
function kindFindings(old: ClassModel, fresh: ClassModel): UpgradeFinding[] {
  const before = new Map(old.references.map((reference) => [purposeOf(reference), targetOf(reference)]));
  return fresh.references.flatMap((reference) => {
    const [from, to] = [before.get(purposeOf(reference)), targetOf(reference)];
    // What repairs machines may change.
    if (from === undefined || from === to || reference.role === 'remediation') return [];
    const message = `the ${purposeOf(reference)} was a ${from} and is a ${to}; Cluster API refuses to move clusters to the class`;
    const hint = 'start another stack for it: clusters cannot change the kind of what they are made of';
    return [
      { level: 'breaking', kind: 'class-kind', message, hint, place: fresh.object.place(reference.path) },
    ];
  });
}

const LISTS = { machineDeployment: 'machineDeployments', machinePool: 'machinePools' } as const;

function workerFindings(old: ClassModel, fresh: ClassModel): UpgradeFinding[] {
  const key = ({ kind, name }: Workers) => `${kind} ${name}`;
  const [before, now] = [old, fresh].map(({ workers }) => new Set(workers.map(key)));
  const gone = old.workers.filter((one) => !now?.has(key(one)));
  const come = fresh.workers.filter((one) => !before?.has(key(one)));
  return [
    ...gone.map(({ kind, name }): UpgradeFinding => {
      const message = `the worker class ${name} of ${LISTS[kind]} is gone; Clusters that use it are refused`;
      const place = fresh.object.place(['spec', 'workers', LISTS[kind]]);
      const hint = 'keep it, under the same name';
      return { level: 'breaking', kind: 'worker-class-removed', message, hint, place };
    }),
    ...come.map(({ kind, name }): UpgradeFinding => {
      const message = `the worker class ${name} of ${LISTS[kind]} is new`;
      return { level: 'additive', kind: 'worker-class-added', message };
    }),
  ];
}

/** Machines are made from templates and never changed: another template means other machines, one after the other. */
function templateFindings(compared: readonly ComparedObject[]): UpgradeFinding[] {
  return compared.flatMap(({ change, now }) => {
    if (change.change !== 'changed' || !now || change.kind === 'ClusterClass') return [];
    const isCluster = /ClusterTemplate$/.test(change.kind);
    const what = isCluster ? 'the infrastructure of clusters is changed in place' : 'machines are replaced';
    const message = `${change.kind} ${change.name}: ${what} (${listSome(change.fields)})`;
    const kind = isCluster ? 'infrastructure-changed' : 'machines-replaced';
    return [{ level: 'patch', kind, message, place: now.place(['spec']) }];
  });
}

/** Patches write into those templates: what they write may replace machines just as well. */
function patchFindings(before: RenderedObject, now: RenderedObject): UpgradeFinding[] {
  const patches = ({ data }: RenderedObject) => dataOf(data['spec'])['patches'];
  const changed = changedFields(patches(before), patches(now)).map(([first]) => String(first ?? ''));
  const names = [...new Set(changed)].map((name) => name.replace(/^\[(.*)\]$/, '$1'));
  if (names.length === 0) return [];
  const which = names.join('') === '' ? '' : ` (${listSome(names)})`;
  const message = `patches of the class changed${which}; machines of clusters that they apply to may be replaced`;
  return [{ level: 'patch', kind: 'patches-changed', message, place: now.place(['spec', 'patches']) }];
}

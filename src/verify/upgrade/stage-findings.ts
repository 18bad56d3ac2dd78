// What changed addon stages mean for the clusters that are upgraded: hooks, objects, and fields that cannot change.
import { ADDON_NAMESPACE } from '../../render/operator/charts.ts';
import type { AddonConfig, AddonStage } from '../addon-config.ts';
import { LIVE_HOOKS } from '../addon-config.ts';
import { listSome } from './list-some.ts';
import { keyOf, type ComparedObject } from './object-changes.ts';
import type { UpgradeFinding } from './verdict.ts';

const [NEW_CLUSTER, UPGRADE] = LIVE_HOOKS;

/** The findings of the hooks; both sides have the multi-stage convention. */
export function hookFindings(before: AddonConfig, now: AddonConfig): UpgradeFinding[] {
  return [...newStages(before, now), ...lostStages(before, now), ...changedActions(before, now)];
}

const inHook = ({ stages }: AddonConfig, hook: string): readonly AddonStage[] =>
  stages.filter((stage) => stage.hook === hook);
const applied = (stages: readonly AddonStage[]): ReadonlySet<string> =>
  new Set(stages.filter(({ action }) => action === 'apply').map(({ name }) => name));

/** The operator renders the stages of new clusters from the older release, too: there they must be (3.6, item 9). */
function newStages(before: AddonConfig, now: AddonConfig): UpgradeFinding[] {
  const known = new Set(before.stages.map(({ name }) => name));
  return inHook(now, NEW_CLUSTER)
    .filter(({ name }) => !known.has(name))
    .map(({ name, path }) => {
      const message = `the stage "${name}" is new in ${NEW_CLUSTER}: upgrades from the previous release never finish`;
      const hint = `add it as a part of a stage that is there, or below ${UPGRADE} only`;
      return {
        level: 'breaking',
        kind: 'stage-added',
        message,
        hint,
        place: now.source.place([...path, 'name']),
      };
    });
}

/** What an upgrade does not apply, it deletes. */
function lostStages(before: AddonConfig, now: AddonConfig): UpgradeFinding[] {
  const kept = applied(inHook(now, UPGRADE));
  const wasKept = applied(inHook(before, UPGRADE));
  const had = [...new Set([...applied(inHook(before, NEW_CLUSTER)), ...wasKept])];
  return had
    .filter((name) => !kept.has(name) && !isDeleted(now, name))
    .map((name) => {
      const lost = wasKept.has(name)
        ? `is no longer applied by ${UPGRADE}`
        : `was applied by ${NEW_CLUSTER}, and ${UPGRADE} does not apply it`;
      const message = `the stage "${name}" ${lost}: an upgrade deletes its objects from the cluster`;
      const hint = `keep it below ${UPGRADE}, or say action: delete where that is meant`;
      return {
        level: 'breaking',
        kind: 'stage-removed',
        message,
        hint,
        place: now.source.place(['addonStages', UPGRADE]),
      };
    });
}

/** Every action but apply deletes, and is told of as such. */
const isDeleted = (config: AddonConfig, name: string): boolean =>
  inHook(config, UPGRADE).some((stage) => stage.name === name && stage.action !== 'apply');

function changedActions(before: AddonConfig, now: AddonConfig): UpgradeFinding[] {
  const had = applied(before.stages);
  return inHook(now, UPGRADE)
    .filter(({ name, action }) => action !== 'apply' && had.has(name))
    .map(({ name, action, path }) => {
      const message = `the stage "${name}" was applied and has the action ${action || 'none'} now: an upgrade deletes its objects`;
      const hint = 'say so to the owners of clusters, or write action: apply';
      return {
        level: 'breaking',
        kind: 'stage-deleted',
        message,
        hint,
        place: now.source.place([...path, 'action']),
      };
    });
}

/** Kinds whose deletion takes more with it than the object. */
const PRECIOUS = [
  'CustomResourceDefinition',
  'Namespace',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'StorageClass',
];

/** The findings of the objects of all stages. */
export function objectFindings(compared: readonly ComparedObject[]): UpgradeFinding[] {
  const moved = movedObjects(compared);
  return compared.flatMap((object) => {
    const { change } = object;
    if (change.immutable.length > 0) return [immutableFinding(object)];
    if (change.change === 'changed' || moved.has(identityOf(object))) return [];
    return [change.change === 'added' ? addedFinding(object) : removedFinding(object)];
  });
}

const identityOf = ({ before, now }: ComparedObject): string =>
  keyOf((now ?? before)?.data ?? {}, ADDON_NAMESPACE);

/** Objects that one stage gave up and another took over. */
function movedObjects(compared: readonly ComparedObject[]): ReadonlySet<string> {
  const of = (kind: 'added' | 'removed') =>
    compared.filter(({ change }) => change.change === kind).map(identityOf);
  const added = new Set(of('added'));
  return new Set(of('removed').filter((identity) => added.has(identity)));
}

const described = ({ change: { component, kind, name } }: ComparedObject): string =>
  `${kind} ${name} of ${component === '' ? 'the addons' : `the stage "${component}"`}`;

function immutableFinding(object: ComparedObject): UpgradeFinding {
  const { immutable } = object.change;
  const message = `${described(object)} changes ${listSome(immutable)}, which Kubernetes refuses: upgrades never finish`;
  const hint = 'give the object another name, or keep the field as it was';
  const place = object.now?.place(['metadata', 'name']);
  return { level: 'breaking', kind: 'immutable-field', message, hint, ...(place && { place }) };
}

function addedFinding(object: ComparedObject): UpgradeFinding {
  return { level: 'additive', kind: 'object-added', message: `${described(object)} is new` };
}

function removedFinding(object: ComparedObject): UpgradeFinding {
  const isPrecious = PRECIOUS.includes(object.change.kind);
  const message = `${described(object)} is gone: an upgrade deletes it from the cluster`;
  const hint = 'keep it, or say to the owners of clusters what goes with it';
  return isPrecious
    ? { level: 'breaking', kind: 'object-removed', message, hint }
    : { level: 'additive', kind: 'object-removed', message };
}

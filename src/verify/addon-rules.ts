// Rules for clusteraddon.yaml and the stage folders: what the operator would skip, delete or crash at.
import { problem, type Problem } from '../problem/problem.ts';
import { LIVE_HOOKS, readAddonConfig, type AddonConfig, type AddonStage } from './addon-config.ts';
import { checkChart } from './chart-rules.ts';
import type { NamedFolder, ReleaseView } from './view.ts';

const [NEW_CLUSTER, UPGRADE] = LIVE_HOOKS;

/** A multi-stage view's config and folders, as every rule here wants them. */
interface Addons extends AddonConfig {
  readonly folder: NamedFolder | undefined;
  readonly kubernetes: string | undefined;
  /** As in `ReleaseView`. */
  readonly promised: ReadonlySet<string>;
}

/** All rules about the stages of the multi-stage convention. */
export function checkStages(view: ReleaseView): Problem[] {
  if (view.convention !== 'multi-stage' || !view.addonConfig) return [];
  const addons: Addons = {
    ...readAddonConfig(view.addonConfig),
    folder: view.addons,
    kubernetes: view.kubernetes,
    promised: view.promised ?? new Set(),
  };
  return [
    ...addons.problems,
    ...checkHooks(addons),
    ...addons.stages.flatMap((stage) => [...checkName(addons, stage), ...checkAction(addons, stage)]),
    ...checkDuplicates(addons),
    ...checkUpgrade(addons),
    ...checkFolders(addons),
  ];
}

/** The stage folders that hold a chart. */
export const chartFolders = ({ files }: NamedFolder): string[] =>
  files.folders().filter((folder) => files.has(`${folder}/Chart.yaml`));

function checkHooks({ source, hooks }: Addons): Problem[] {
  const live: readonly string[] = LIVE_HOOKS;
  return hooks
    .filter((hook) => !live.includes(hook))
    .map((hook) => {
      const meant = LIVE_HOOKS.find((known) => known.toLowerCase() === hook.toLowerCase());
      const message = `the operator never runs ${hook}; expected ${LIVE_HOOKS.join(' or ')}`;
      const hint = meant ? `write ${meant}` : 'move its stages to one of these hooks, or take them out';
      return problem('addon-hook', message, { ...source.keyPlace(['addonStages', hook]), hint });
    });
}

/** A plain folder name: the operator joins it to the folder of the unpacked archive. */
const isFolderName = (name: string): boolean => !/[/\\]/.test(name) && name !== '.' && name !== '..';

function checkName({ source, folder }: Addons, { name, hook, path }: AddonStage): Problem[] {
  const at = [...path, 'name'];
  if (name === '') {
    const details = { hint: 'name the folder of the stage' };
    return [
      source.problemAt(
        path,
        'addon-config',
        `an entry of ${hook} has no name; expected that of a stage folder`,
        details,
      ),
    ];
  }
  if (!isFolderName(name)) {
    return [
      source.problemAt(at, 'addon-config', `stage name "${name}" is a path; expected the name of a folder`),
    ];
  }
  if (!folder || folder.files.has(`${name}/Chart.yaml`)) return [];
  const known = chartFolders(folder);
  const found = folder.files.hasFolder(name) ? `has no Chart.yaml` : `is no folder`;
  const message = `stage "${name}" ${found} in ${folder.origin}; expected one of ${known.join(', ') || 'its stage folders'}`;
  return [
    source.problemAt(at, 'addon-stage-missing', message, {
      hint: 'mend the name, or add the folder with its chart',
    }),
  ];
}

const ACTIONS = ['apply', 'delete'];

function checkAction({ source }: Addons, { action, name, path }: AddonStage): Problem[] {
  if (ACTIONS.includes(action)) return [];
  const meant = ACTIONS.find((known) => known === action.trim().toLowerCase());
  const found = action === '' ? 'has no action' : `has the action "${action}"`;
  const message = `stage "${name}" ${found}; expected exactly "apply" or "delete"`;
  const hint = `write action: ${meant ?? 'apply'}`;
  return [source.problemAt([...path, 'action'], 'addon-action', message, { hint })];
}

function checkDuplicates({ source, stages }: Addons): Problem[] {
  const seen = new Set<string>();
  return stages.flatMap(({ hook, name, action, path }) => {
    const key = JSON.stringify([hook, name, action]);
    if (name === '' || !seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `${hook} has a second entry to ${action || 'delete'} "${name}"`;
    return [
      source.problemAt([...path, 'name'], 'addon-duplicate', message, { hint: 'take one of the two out' }),
    ];
  });
}

/** Stages that a new cluster keeps, and that the upgrade hook does not apply again. */
function checkUpgrade({ source, stages, folder, hooks }: Addons): Problem[] {
  const applied = new Set(
    stages.filter(({ hook, action }) => hook === UPGRADE && action === 'apply').map(({ name }) => name),
  );
  const first = stages.filter(({ hook }) => hook === NEW_CLUSTER);
  const lost = first.filter(({ name, action }, index) => {
    if (action !== 'apply' || name === '' || applied.has(name)) return false;
    if (folder && !folder.files.has(`${name}/Chart.yaml`)) return false;
    const later = first.slice(index + 1).filter((other) => other.name === name);
    return !later.some((other) => other.action === 'delete' || other.action === 'apply');
  });
  const why = hooks.includes(UPGRADE) ? `${UPGRADE} does not apply it` : `there is no ${UPGRADE}`;
  return lost.map(({ name, path }) => {
    const message = `${NEW_CLUSTER} applies "${name}", but ${why}: an upgrade deletes it from the cluster`;
    const hint = `add name: ${name}, action: apply below ${UPGRADE}`;
    return source.problemAt([...path, 'name'], 'addon-upgrade', message, { hint });
  });
}

/** The charts of the stages: those listed are checked, the others only named. */
function checkFolders({ folder, stages, source, kubernetes, promised }: Addons): Problem[] {
  if (!folder) return [];
  return chartFolders(folder).flatMap((name) => {
    const origin = `${folder.origin}/${name}`;
    // Of a config that cannot be parsed nobody knows what it lists.
    if (source.problems.length > 0 || stages.some((stage) => stage.name === name)) {
      return checkChart({ origin, files: folder.files.under(name) }, 'stage', kubernetes, promised);
    }
    const message = `the chart "${name}" is listed in no hook of clusteraddon.yaml`;
    const hint = 'list it, or take the folder out';
    return [problem('addon-stage-unlisted', message, { file: `${origin}/Chart.yaml`, hint })];
  });
}

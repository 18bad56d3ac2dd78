// What stack.yaml and the folder say to each other, beyond the shape of the file.
import { problem, type Problem } from '../../problem/problem.ts';
import { isMeant, stackDependencies, type StackDependency } from '../addon-key.ts';
import { CONFIG_FILE, CONFIG_VERSION_PATH } from '../config.ts';
import type { FileTree } from '../file-tree.ts';
import { formatKubernetes, formatMinor, type KubernetesVersion } from '../kubernetes-version.ts';
import { joinLabel } from '../stack.ts';
import { YamlSource } from '../yaml-source.ts';
import { unknownPin, type AddonPin } from './addon-pins.ts';
import { effectiveTree } from './effective-tree.ts';
import { NATIVE_FILE, type NativeConfig, type NativeMinor } from './native-config.ts';

/** Overlays that can do nothing, and a csctl.yaml that says something else. Places are relative to the folder. */
export const checkNative = (config: NativeConfig, files: FileTree): Problem[] => [
  ...missingFolders(config, files),
  ...idleOverlays(config),
  ...otherVersion(config, files),
];

function missingFolders({ overlays }: NativeConfig, files: FileTree): Problem[] {
  return overlays.flatMap(({ folder, place }) => {
    if (folder === undefined || files.hasFolder(folder)) return [];
    const message = `the overlay folder ${folder} is not there, or empty`;
    return [problem('overlay', message, { ...place, hint: 'add the files, or take the overlay out' })];
  });
}

function idleOverlays({ minors, overlays }: NativeConfig): Problem[] {
  if (minors.length === 0) return [];
  return overlays
    .filter(({ serves }) => !minors.some(({ minor }) => serves(minor)))
    .map(({ place }) => {
      const message = 'the overlay is for no Kubernetes minor that the stack serves';
      const hint = 'take it out, or mend minors';
      return problem('overlay', message, { ...place, severity: 'warning', hint });
    });
}

/** A csctl.yaml beside it is for other tools; it is read no further than to see whether it says something else. */
function otherVersion({ minors }: NativeConfig, files: FileTree): Problem[] {
  const text = files.text(CONFIG_FILE);
  if (text === undefined) return [];
  const beside = YamlSource.parse(CONFIG_FILE, text);
  const found = beside.scalarText(CONFIG_VERSION_PATH);
  const served = minors.flatMap(({ kubernetes }) => (kubernetes ? formatKubernetes(kubernetes) : []));
  if (found === undefined || served.includes(found)) return [];
  const message = `${CONFIG_FILE} says Kubernetes ${found}; ${NATIVE_FILE} says ${served.join(', ')}, and is what counts`;
  const hint = `take ${CONFIG_FILE} out`;
  return [problem('config-disagree', message, { ...beside.place(CONFIG_VERSION_PATH), hint })];
}

/**
 * Keys of `addons` that mean nothing: those of the minor at once; those for all minors only when no minor knows them,
 * since an overlay may take a stage away.
 * @param unknown pins that the tree of the minor has no dependency for
 */
export function unknownAddons(
  files: FileTree,
  config: NativeConfig,
  served: NativeMinor,
  dependencies: readonly StackDependency[],
  unknown: readonly AddonPin[],
): Problem[] {
  const here = dependencies.map(({ key }) => key);
  const own = unknown.filter((pin) => served.pins.includes(pin));
  const foreign = config.addons.names.filter(({ key }) => !dependencies.some((one) => isMeant(key, one)));
  const shared = foreign.length === 0 ? [] : unknownEverywhere(files, config, foreign);
  return [...own, ...shared].map((one) => unknownPin(one, here));
}

function unknownEverywhere<T extends { readonly key: string }>(
  files: FileTree,
  config: NativeConfig,
  names: readonly T[],
): T[] {
  const known = config.minors.flatMap((served) => {
    const { tree, convention } = effectiveTree(files, config, served, anyPatch(served));
    return stackDependencies(tree, convention);
  });
  return names.filter(({ key }) => !known.some((dependency) => isMeant(key, dependency)));
}

/** Which charts a minor has does not depend on its patch. */
const anyPatch = ({ minor, kubernetes }: NativeMinor): KubernetesVersion =>
  kubernetes ?? { ...minor, patch: 0 };

/** A minor whose version cannot be built. @param label the folder as the user knows it */
export function withoutPatch(label: string, source: YamlSource, { minor, index }: NativeMinor): Problem {
  const message = `Kubernetes version "${formatMinor(minor)}" has no patch; expected vX.Y.Z`;
  const hint = 'name the exact version, or let csctl update find the newest patch';
  const place = source.place(['kubernetes', index, 'version']);
  return problem('kubernetes-no-patch', message, { ...place, file: joinLabel(label, NATIVE_FILE), hint });
}

// The files of one minor of our layout: base, overlays, pins, names, and what is generated.
import { CHARTS_LOCK_FILE, NODE_IMAGES_FILE } from '../asset.ts';
import { CONFIG_FILE, formatConfig, type StackConfig } from '../config.ts';
import { FileTree } from '../file-tree.ts';
import { formatNodeImages, shipsImages } from '../images/node-images-file.ts';
import type { KubernetesVersion } from '../kubernetes-version.ts';
import { VERSIONS_FILE } from '../layout/versions-file.ts';
import type { Problem } from '../../problem/problem.ts';
import { conventionOf, type AddonConvention, type FileMaking } from '../stack.ts';
import { applyPins, type AddonPin } from './addon-pins.ts';
import { withDerivedNames } from './derived-names.ts';
import { NATIVE_FILE, type NativeConfig, type NativeMinor } from './native-config.ts';
import { layOver } from './overlay.ts';

/** Files that say how the stack is laid out, and are in no minor's tree. */
const LAYOUT_FILES: readonly string[] = [NATIVE_FILE, CHARTS_LOCK_FILE, VERSIONS_FILE];

/** The files of a minor. */
export interface EffectiveTree {
  readonly config: StackConfig;
  readonly convention: AddonConvention;
  readonly tree: FileTree;
  /** Where files stand in the folder, for those that stand in an overlay. */
  readonly origins: ReadonlyMap<string, string>;
  /** The files that are not as they stand in the folder. */
  readonly made: ReadonlyMap<string, FileMaking>;
  /** Pins of the minor, and of all minors, that mean none of its dependencies. */
  readonly unknown: readonly AddonPin[];
  /** Places are relative to the folder. */
  readonly problems: readonly Problem[];
}

/** Puts the files of a minor together. @param files all files of the folder */
export function effectiveTree(
  files: FileTree,
  config: NativeConfig,
  served: NativeMinor,
  kubernetes: KubernetesVersion,
): EffectiveTree {
  const { provider, name, providerConfig, images } = config;
  const identity = { provider, name, minor: served.minor };
  const resolved: StackConfig = { identity, kubernetes, providerConfig };
  const laid = layOver(baseFiles(files, config), files, config.overlays, served.minor);
  const convention = conventionOf(laid.tree);
  const pinned = applyPins(laid.tree, convention, pinsOf(config, served));
  const named = withDerivedNames(pinned.tree, identity, convention);
  const generated: [string, string][] = [[CONFIG_FILE, formatConfig(resolved)]];
  if (shipsImages(images)) generated.push([NODE_IMAGES_FILE, formatNodeImages(images, served.minor)]);
  const pins = [...pinned.changed, ...named.changed].map((path) => [path, 'pinned'] as const);
  const made = new Map<string, FileMaking>([
    ...pins,
    ...generated.map(([path]) => [path, 'generated'] as const),
  ]);
  const tree = FileTree.of([...named.tree, ...generated]);
  const { origins, problems } = laid;
  return { config: resolved, convention, tree, origins, made, unknown: pinned.unknown, problems };
}

/** What all minors have before overlays. */
function baseFiles(files: FileTree, { overlays }: NativeConfig): FileTree {
  const folders = overlays.flatMap(({ folder }) => folder ?? []);
  return files.filter(
    (path) => !LAYOUT_FILES.includes(path) && !folders.some((folder) => path.startsWith(`${folder}/`)),
  );
}

/** Pins of all minors first, so that those of the minor win. */
export const pinsOf = ({ addons }: NativeConfig, { pins }: NativeMinor): AddonPin[] => [
  ...addons.pins,
  ...pins,
];

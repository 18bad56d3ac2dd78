// Our layout: stack.yaml in one folder for all Kubernetes minors, with pins and overlays for what differs.
import { stackDependencies } from '../addon-key.ts';
import { CHARTS_LOCK_FILE } from '../asset.ts';
import type { FileTree } from '../file-tree.ts';
import { compareMinors, sameMinor, type KubernetesVersion } from '../kubernetes-version.ts';
import { countingPins, openPin } from '../native/addon-pins.ts';
import { effectiveTree, pinsOf } from '../native/effective-tree.ts';
import { checkNative, unknownAddons, withoutPatch } from '../native/native-checks.ts';
import {
  NATIVE_FILE,
  parseNativeConfig,
  type NativeConfig,
  type NativeMinor,
} from '../native/native-config.ts';
import { locateProblems } from '../stack.ts';
import { YamlSource } from '../yaml-source.ts';
import type { ReadStack, StackLayout } from './layout.ts';

/** A folder with our stack.yaml. */
export function nativeLayout(label: string, files: FileTree): StackLayout {
  const source = YamlSource.parse(NATIVE_FILE, files.text(NATIVE_FILE) ?? '');
  const { config, problems } = parseNativeConfig(source);
  const found = locateProblems(label, [...problems, ...(config ? checkNative(config, files) : [])]);
  const minors = [...(config?.minors ?? [])].sort((a, b) => compareMinors(a.minor, b.minor));
  return {
    kind: 'native',
    minors,
    further: [],
    policies: config?.addons.policies ?? [],
    read: (minor) => {
      const served = minor ? minors.find((one) => sameMinor(one.minor, minor)) : minors[0];
      if (!config || !served) return { stack: undefined, problems: found };
      const { kubernetes } = served;
      if (!kubernetes) return { stack: undefined, problems: [...found, withoutPatch(label, source, served)] };
      const { stack, problems: own } = readMinor(label, files, config, served, kubernetes);
      return { stack, problems: [...found, ...own] };
    },
  };
}

function readMinor(
  label: string,
  files: FileTree,
  native: NativeConfig,
  served: NativeMinor,
  kubernetes: KubernetesVersion,
): ReadStack {
  const effective = effectiveTree(files, native, served, kubernetes);
  const { config, convention, tree, origins, made, unknown, problems } = effective;
  const dependencies = stackDependencies(tree, convention);
  const addons = [
    ...unknownAddons(files, native, served, dependencies, unknown),
    ...countingPins(pinsOf(native, served), dependencies).flatMap(openPin),
  ];
  return {
    stack: {
      label,
      config,
      configFile: NATIVE_FILE,
      convention,
      settings: { embed: native.embed, images: native.images },
      chartsLock: files.text(CHARTS_LOCK_FILE),
      tree,
      origins,
      made,
    },
    problems: locateProblems(label, [...problems, ...addons]),
  };
}

/** Whether a stack.yaml is ours: it says so by its apiVersion, in whatever style of YAML. */
export function isNative(files: FileTree): boolean {
  const text = files.text(NATIVE_FILE);
  if (text === undefined) return false;
  const source = YamlSource.parse(NATIVE_FILE, text);
  if (source.problems.length === 0) return source.keys([]).includes('apiVersion');
  // A file that cannot be read is taken for ours if it looks like it, so that its own problems are told.
  return /^\uFEFF?["']?apiVersion["']?\s*:/m.test(text);
}

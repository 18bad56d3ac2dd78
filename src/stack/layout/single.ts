// The single-folder layout: csctl.yaml beside the charts, one Kubernetes minor a folder.
import { CHARTS_LOCK_FILE } from '../asset.ts';
import { CONFIG_FILE, parseConfig } from '../config.ts';
import type { FileTree } from '../file-tree.ts';
import { conventionOf, locateProblems, NO_SETTINGS } from '../stack.ts';
import { notUtf8 } from '../yaml-faults/foreign-bytes.ts';
import type { ReadStack, StackLayout } from './layout.ts';

/** A folder with a csctl.yaml. */
export function singleLayout(label: string, tree: FileTree): StackLayout {
  const read = readSingleStack(label, tree);
  const kubernetes = read.stack?.config.kubernetes;
  const minors = kubernetes ? [{ minor: kubernetes, kubernetes }] : [];
  return { kind: 'single', minors, further: [], policies: [], read: () => read };
}

/** Reads a stack from the files of its folder; `label` is the folder as the user knows it. */
export function readSingleStack(label: string, tree: FileTree): ReadStack {
  const text = tree.text(CONFIG_FILE);
  if (text === undefined) {
    const problems = [notUtf8(CONFIG_FILE, tree.get(CONFIG_FILE) ?? '')];
    return { stack: undefined, problems: locateProblems(label, problems) };
  }
  const { config, problems } = parseConfig(CONFIG_FILE, text);
  return {
    stack: config && {
      label,
      config,
      configFile: CONFIG_FILE,
      convention: conventionOf(tree),
      settings: NO_SETTINGS,
      chartsLock: tree.text(CHARTS_LOCK_FILE),
      tree,
      origins: new Map(),
    },
    problems: locateProblems(label, problems),
  };
}

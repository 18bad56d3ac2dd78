// The single-folder layout: csctl.yaml beside the charts, one Kubernetes minor a folder.
import { problem } from '../../problem/problem.ts';
import { CHARTS_LOCK_FILE } from '../asset.ts';
import { CONFIG_FILE, parseConfig } from '../config.ts';
import type { FileTree } from '../file-tree.ts';
import { conventionOf, locateProblems, NO_SETTINGS } from '../stack.ts';
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
    const place = { file: CONFIG_FILE, line: 1, column: 1, hint: 'save it as UTF-8' };
    const problems = [problem('yaml-syntax', `${CONFIG_FILE} is not UTF-8 text`, place)];
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

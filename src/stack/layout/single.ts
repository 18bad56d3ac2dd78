// The single-folder layout: csctl.yaml beside the charts, one Kubernetes minor a folder.
import { problem, type Problem } from '../../problem/problem.ts';
import { CONFIG_FILE, parseConfig } from '../config.ts';
import type { FileTree } from '../file-tree.ts';
import { conventionOf, locateProblems, type Stack } from '../stack.ts';

/** The stack, when its config is good enough to have one, and everything found wrong while reading. */
export interface ReadStack {
  readonly stack: Stack | undefined;
  readonly problems: readonly Problem[];
}

/** Reads a stack from the files of its folder; `label` is the folder as the user knows it. */
export function readSingleStack(label: string, tree: FileTree): ReadStack {
  const bytes = tree.get(CONFIG_FILE);
  if (bytes === undefined) {
    const hint = 'name a folder that holds csctl.yaml, or one above such folders';
    const problems = [problem('stack-missing', `${label} has no ${CONFIG_FILE}`, { file: label, hint })];
    return { stack: undefined, problems };
  }
  const text = tree.text(CONFIG_FILE);
  if (text === undefined) {
    const problems = [
      problem('yaml-syntax', `${CONFIG_FILE} is not UTF-8 text`, { file: CONFIG_FILE, line: 1, column: 1 }),
    ];
    return { stack: undefined, problems: locateProblems(label, problems) };
  }
  const { config, problems } = parseConfig(CONFIG_FILE, text);
  return {
    stack: config && { label, config, convention: conventionOf(tree), tree },
    problems: locateProblems(label, problems),
  };
}

// From the files of a folder to the layout they are in.
import { problem } from '../../problem/problem.ts';
import { CONFIG_FILE } from '../config.ts';
import type { FileTree } from '../file-tree.ts';
import { NATIVE_FILE } from '../native/native-config.ts';
import type { StackLayout } from './layout.ts';
import { matrixLayout, VERSIONS_FILE } from './matrix.ts';
import { isNative, nativeLayout } from './native.ts';
import { perMinorLayout } from './per-minor.ts';
import { singleLayout } from './single.ts';

/** The files by which a folder is known to hold a stack. */
export const STACK_FILES: readonly string[] = [CONFIG_FILE, NATIVE_FILE];

/** Recognises the layout of a folder; `label` is the folder as the user knows it. */
export function readLayout(label: string, files: FileTree): StackLayout {
  if (isNative(files)) return nativeLayout(label, files);
  if (files.has(NATIVE_FILE)) return perMinorLayout(label, files);
  if (!files.has(CONFIG_FILE)) return noLayout(label);
  return files.has(VERSIONS_FILE) ? matrixLayout(label, files) : singleLayout(label, files);
}

function noLayout(label: string): StackLayout {
  const message = `${label} has no ${STACK_FILES.join(' and no ')}`;
  const hint = `name a folder that holds ${STACK_FILES.join(' or ')}, or one above such folders`;
  const problems = [problem('stack-missing', message, { file: label, hint })];
  const read = () => ({ stack: undefined, problems });
  return { kind: 'single', minors: [], further: [], policies: [], read };
}

// From the files of a folder to the layout they are in.
import { problem, type Problem } from '../../problem/problem.ts';
import { CONFIG_FILE } from '../config.ts';
import type { FileTree } from '../file-tree.ts';
import { NATIVE_FILE } from '../native/native-config.ts';
import { locateProblems } from '../stack.ts';
import { notUtf8 } from '../yaml-faults/foreign-bytes.ts';
import type { StackLayout } from './layout.ts';
import { matrixLayout } from './matrix.ts';
import { isNative, nativeLayout } from './native.ts';
import { perMinorLayout } from './per-minor.ts';
import { singleLayout } from './single.ts';
import { VERSIONS_FILE } from './versions-file.ts';

/** The files by which a folder is known to hold a stack. */
export const STACK_FILES: readonly string[] = [CONFIG_FILE, NATIVE_FILE];

/** Recognises the layout of a folder; `label` is the folder as the user knows it. */
export function readLayout(label: string, files: FileTree): StackLayout {
  const foreign = [NATIVE_FILE, VERSIONS_FILE].find(
    (file) => files.has(file) && files.text(file) === undefined,
  );
  if (foreign) return refusing(...locateProblems(label, [notUtf8(foreign, files.get(foreign) ?? '')]));
  if (isNative(files)) return nativeLayout(label, files);
  if (files.has(NATIVE_FILE)) return perMinorLayout(label, files);
  if (!files.has(CONFIG_FILE)) return noLayout(label);
  return files.has(VERSIONS_FILE) ? matrixLayout(label, files) : singleLayout(label, files);
}

function noLayout(label: string): StackLayout {
  const message = `${label} has no ${STACK_FILES.join(' and no ')}`;
  const hint = `name a folder that holds ${STACK_FILES.join(' or ')}, or one above such folders`;
  return refusing(problem('stack-missing', message, { file: label, hint }));
}

function refusing(...problems: readonly Problem[]): StackLayout {
  const read = () => ({ stack: undefined, problems });
  return { kind: 'single', minors: [], further: [], policies: [], read };
}

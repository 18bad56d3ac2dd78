// What a stack folder says on its first page: its layout and minors, without reading all of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileTree } from '../stack/file-tree.ts';
import type { StackLayout } from '../stack/layout/layout.ts';
import { readLayout, STACK_FILES } from '../stack/layout/read-layout.ts';
import { VERSIONS_FILE } from '../stack/layout/versions-file.ts';

/** The layout by the config files alone: its minors count, its problems do not. @param folder absolute */
export function glanceAt(folder: string): StackLayout {
  const files = [...STACK_FILES, VERSIONS_FILE].flatMap((name): [string, Uint8Array][] => {
    try {
      return [[name, readFileSync(join(folder, name))]];
    } catch {
      return [];
    }
  });
  return readLayout(folder, FileTree.of(files));
}

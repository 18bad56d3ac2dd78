// Sources as they will be once edits are written.
import { FileTree } from '../../stack/file-tree.ts';
import type { StackSource } from '../ports.ts';
import type { FolderUpdate } from './update-plan.ts';

/** The same sources with the edits of all updates in them. */
export function withEdits(
  stacks: StackSource,
  updates: readonly Pick<FolderUpdate, 'folder' | 'edits'>[],
): StackSource {
  const byFolder = new Map(updates.map(({ folder, edits }) => [folder, edits]));
  return {
    find: (argument) => stacks.find(argument),
    read: async (folder) => {
      const { tree, problems } = await stacks.read(folder);
      const edits = byFolder.get(folder);
      if (!edits || edits.size === 0) return { tree, problems };
      const files = [...tree].filter(([path]) => !edits.has(path));
      const fresh = [...edits].flatMap(([path, content]) =>
        content === undefined ? [] : [[path, content] as const],
      );
      return { tree: FileTree.of([...files, ...fresh]), problems };
    },
  };
}

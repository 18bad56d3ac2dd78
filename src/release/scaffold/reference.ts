// The reference that `csctl docs` keeps in the README of a stack, made for a stack that is not written yet.
import { CsctlError } from '../../problem/problem.ts';
import { FileTree } from '../../stack/file-tree.ts';
import { DOCS_READING, documentStack } from '../documents/docs.ts';
import { hasBlock } from '../documents/marked-block.ts';
import type { World } from '../ports.ts';
import type { ScaffoldFiles } from './scaffold.ts';

const README = 'README.md';

/**
 * The files with the reference in README.md; as they are where it has no place for one.
 * @param folder of the stack, for messages @param template what makes it, for messages
 * @throws CsctlError when the stack cannot be read or its class does not render
 */
export async function withReference(
  files: ScaffoldFiles,
  folder: string,
  template: string,
  world: World,
): Promise<ScaffoldFiles> {
  if (!hasBlock(files.get(README) ?? '', 'docs')) return files;
  const made = new Map(files);
  const file = `${folder}/${README}`;
  try {
    await documentStack(
      folder,
      [folder],
      { reading: DOCS_READING, file, check: false },
      inMemory(made, folder, world),
    );
  } catch (error) {
    if (error instanceof CsctlError) throw error.withHint(`the template ${template} made it: mend it there`);
    throw error;
  }
  return made;
}

/** A world in which the stack is there already, and what is written goes back into its files. */
function inMemory(files: Map<string, string>, folder: string, world: World): World {
  const inside = (file: string): string | undefined =>
    file.startsWith(`${folder}/`) ? files.get(file.slice(folder.length + 1)) : undefined;
  return {
    ...world,
    stores: [],
    stacks: {
      find: (argument) => Promise.resolve([argument]),
      read: () => Promise.resolve({ tree: FileTree.of(files), problems: [] }),
    },
    texts: {
      find: (file) => Promise.resolve(inside(file)),
      read: (file) => world.texts.read(file),
    },
    editor: {
      write: (_, edits) => {
        for (const [path, text] of edits) if (typeof text === 'string') files.set(path, text);
        return Promise.resolve();
      },
    },
  };
}

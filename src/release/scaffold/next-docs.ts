// What follows a change of a stack's sources in its README, where that documents the stack.
import { joinLabel } from '../../stack/stack.ts';
import type { FileTree } from '../../stack/file-tree.ts';
import { hasBlock } from '../documents/marked-block.ts';
import { shellWord } from '../shell-word.ts';

const README = 'README.md';

/** The command line that brings the README up to date; none where it holds no such document (docs/documents.md). */
export function docsLine(folder: string, tree: FileTree): string[] {
  const text = tree.text(README);
  if (text === undefined || !hasBlock(text, 'docs')) return [];
  return [`csctl docs ${shellWord(folder)} -o ${shellWord(joinLabel(folder, README))}`];
}

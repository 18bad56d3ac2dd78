// The effective tree of a minor: its files one after the other, or a list of them.
import type { ShownFile, ShownStack } from '../../release/show.ts';
import { decodeText, type FileTree } from '../../stack/file-tree.ts';
import { showProblems } from './problems.ts';
import { formatSize, type Style } from './style.ts';
import { visibly } from './visible.ts';

/** Every file below a comment with its path, as helm template does it, so that editors and pagers know YAML. */
export function showTree(
  { files, warnings }: ShownStack,
  tree: FileTree,
  style: Style,
): { out: string; err: string } {
  const shown = files.map((file) => {
    const heading = style.bold(`# Source: ${visibly(file.path)}`) + style.dim(noteOf(file));
    return `${style.dim('---')}\n${heading}\n${bodyOf(tree.get(file.path), style)}`;
  });
  return { out: shown.join(''), err: showProblems(warnings, style) };
}

const noteOf = (file: ShownFile): string => {
  const notes = [
    ...(file.origin === 'base' ? [] : [visibly(file.origin)]),
    ...(file.pinned ? ['pinned'] : []),
  ];
  return notes.length === 0 ? '' : ` (${notes.join(', ')})`;
};

function bodyOf(bytes: Uint8Array | undefined, style: Style): string {
  const text = bytes && decodeText(bytes);
  if (bytes === undefined || text === undefined)
    return style.dim(`# ${formatSize(bytes?.length ?? 0)}, binary\n`);
  const ended = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  // Pipes get what is there; a terminal must not act on it.
  return style.width === undefined ? ended : ended.split('\n').map(visiblyInLine).join('\n');
}

const visiblyInLine = (line: string): string => line.split('\t').map(visibly).join('\t');

/** Names, sizes and where each file comes from. */
export function showFileList(
  { stack, kubernetes, folder, files, warnings }: ShownStack,
  style: Style,
): { out: string; err: string } {
  const where = folder === null ? '' : ` -> ${visibly(folder)}`;
  const title = `${style.bold(visibly(stack))}  Kubernetes ${kubernetes}${where}\n`;
  const rows = files.map(({ path, size, origin, pinned }) => [
    visibly(path),
    formatSize(size),
    `${visibly(origin)}${pinned ? ', pinned' : ''}`,
  ]);
  return { out: title + style.table(rows), err: showProblems(warnings, style) };
}

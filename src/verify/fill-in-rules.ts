// Marks that a scaffold leaves where nobody but the maintainer knows what belongs there, and that are still there.
import { placeAt } from '../problem/place.ts';
import { problem, type Problem } from '../problem/problem.ts';
import { decodeText, type FileTree } from '../stack/file-tree.ts';

/** As `templates/stack/neutral` writes it: a comment that is a line of its own. */
const MARK = /^([ \t]*)# FILL IN:[ \t]*(.*)$/gm;
const BYTES = Buffer.from('# FILL IN:');

/** Files with such comments, but for charts of somebody else. */
const isLookedAt = (path: string): boolean => /\.(?:ya?ml|tpl)$/.test(path) && !/(?:^|\/)charts\//.test(path);

/** A warning for each mark in the sources; releases that are made are not looked at again. */
export function checkFillIns(tree: FileTree): Problem[] {
  return [...tree].flatMap(([path, bytes]) => {
    if (!isLookedAt(path) || !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(BYTES))
      return [];
    return marksIn(path, decodeText(bytes) ?? '');
  });
}

function marksIn(file: string, text: string): Problem[] {
  return [...text.matchAll(MARK)].map((found) => {
    const [line, indent = '', words = ''] = found;
    const wanted = sentence([words.trim(), ...commentBelow(text.slice(found.index + line.length), indent)]);
    const message = wanted === '' ? 'still to be filled in' : `still to be filled in: ${wanted}`;
    const place = placeAt(file, text, found.index + indent.length);
    return problem('fill-in', message, {
      ...place,
      hint: 'write there what is missing, and take the comment with FILL IN out',
    });
  });
}

/** What the comment goes on with, up to an empty line of it. */
function commentBelow(rest: string, indent: string): string[] {
  const lines = rest.split('\n').slice(1);
  const end = lines.findIndex(
    (line) => !line.startsWith(`${indent}# `) || line.startsWith(`${indent}# FILL IN:`),
  );
  return lines.slice(0, end === -1 ? undefined : end).map((line) => line.slice(indent.length + 1).trim());
}

/** The first sentence, without its full stop. */
const sentence = (lines: readonly string[]): string =>
  /^.*?(?=\.(?:\s+[A-Z]|$)|$)/.exec(lines.join(' '))?.[0].trim() ?? '';

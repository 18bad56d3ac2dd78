// Keeping a block of a Markdown file current: written, or only compared.
import { posix } from 'node:path';
import { problem, type Problem } from '../../problem/problem.ts';
import type { World } from '../ports.ts';
import { hasBlock, openingOf, withBlock, type BlockMaker } from './marked-block.ts';

/** Where a document goes. */
export interface DocumentWish {
  /** Undefined: it is only printed. */
  readonly file: string | undefined;
  /** Whether the file is compared and left as it is. */
  readonly check: boolean;
}

/** What became of a document. `stale`: its file has another one, and was only compared. */
export type DocumentStatus = 'printed' | 'written' | 'current' | 'stale';

/** A block of a file, and the command that makes it. */
export interface DocumentBlock {
  readonly name: 'docs' | 'matrix';
  readonly make: BlockMaker;
  /** `csctl matrix`, for the hint. */
  readonly command: string;
}

/** What became of it; the problem says where the file is stale. */
export interface KeptDocument {
  readonly file: string | null;
  readonly status: DocumentStatus;
  readonly problems: readonly Problem[];
}

/**
 * Writes a block into its file, or compares it.
 * @throws CsctlError `document-markers`, `file-unreadable`, `file-unwritable`
 */
export async function keepDocument(
  { name, make, command }: DocumentBlock,
  { file, check }: DocumentWish,
  { texts, editor }: Pick<World, 'texts' | 'editor'>,
): Promise<KeptDocument> {
  if (file === undefined) return { file: null, status: 'printed', problems: [] };
  const found = await texts.find(file);
  const wanted = withBlock(file, found ?? '', name, make);
  if (found === wanted) return { file, status: 'current', problems: [] };
  if (check) return { file, status: 'stale', problems: [stale(file, found, wanted, { name, command })] };
  await editor.write(posix.dirname(file), new Map([[posix.basename(file), wanted]]));
  return { file, status: 'written', problems: [] };
}

function stale(
  file: string,
  found: string | undefined,
  wanted: string,
  { name, command }: Pick<DocumentBlock, 'name' | 'command'>,
): Problem {
  const hint = `run ${command} -o ${file}`;
  if (found === undefined) return problem('document-stale', `${file} is not there`, { file, hint });
  if (!hasBlock(found, name)) {
    const message = `${file} has no block of csctl ${name}; expected one below ${openingOf(name)}`;
    return problem('document-stale', message, { file, hint: `${hint}, which adds it at the end` });
  }
  const [have, want] = [found.split('\n'), wanted.split('\n')];
  const index = firstDifference(have, want);
  const message = `found ${quoted(have[index])}; expected ${quoted(want[index])}, as the stacks are now`;
  return problem('document-stale', message, { file, line: index + 1, column: 1, hint });
}

function firstDifference(have: readonly string[], want: readonly string[]): number {
  const index = want.findIndex((line, at) => line !== have[at]);
  return index === -1 ? want.length : index;
}

const LONGEST = 120;

/** A line for a message; undefined: the text ends before it. */
function quoted(line: string | undefined): string {
  if (line === undefined) return 'the end of the file';
  return JSON.stringify(line.length > LONGEST ? `${line.slice(0, LONGEST)}...` : line);
}

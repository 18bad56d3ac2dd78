// update: planned as a whole, then written folder by folder.
import type { Problem } from '../../problem/problem.ts';
import { joinLabel } from '../../stack/stack.ts';
import type { RefusedStack } from '../create.ts';
import { diffText } from '../diff/text-diff.ts';
import type { World } from '../ports.ts';
import { planUpdate } from './plan-update.ts';
import { withReadmes } from './readme-edits.ts';
import type { Change, FolderUpdate, UpdateWish } from './update-plan.ts';

/** A file that changes, as `--json` prints it. */
export interface ChangedFile {
  readonly path: string;
  readonly change: 'added' | 'modified' | 'removed';
  /** A unified diff. */
  readonly diff: string;
}

/** The outcome, as `--json` prints it (docs/cli.md). */
export interface UpdateResult {
  readonly changes: readonly Change[];
  readonly files: readonly ChangedFile[];
  /** Minors that cannot be released as they are, or cannot be read. */
  readonly refused: readonly RefusedStack[];
  readonly warnings: readonly Problem[];
}

/**
 * Brings the sources of stacks up to date.
 * @throws CsctlError of kind remote when a source cannot be asked: then nothing is written; `file-unwritable`
 */
export async function updateStacks(
  folders: readonly string[],
  wish: UpdateWish,
  { dryRun }: { readonly dryRun: boolean },
  world: World,
): Promise<UpdateResult> {
  const updates = await withReadmes(await planUpdate(folders, wish, world), world);
  const result = await describeUpdate(updates, world);
  if (!dryRun) await writeUpdates(updates, world);
  return result;
}

/** Writes what was planned. @throws CsctlError `file-unwritable` */
export async function writeUpdates(
  updates: readonly FolderUpdate[],
  { editor }: Pick<World, 'editor'>,
): Promise<void> {
  for (const { folder, edits } of updates) if (edits.size > 0) await editor.write(folder, edits);
}

/** What was planned, for people and programs; to be asked before it is written. */
export async function describeUpdate(
  updates: readonly FolderUpdate[],
  { stacks }: Pick<World, 'stacks'>,
): Promise<UpdateResult> {
  const files: ChangedFile[] = [];
  for (const { folder, edits } of updates) {
    if (edits.size === 0) continue;
    const { tree } = await stacks.read(folder);
    for (const [path, content] of edits) {
      const before = tree.text(path);
      const now =
        content === undefined || typeof content === 'string' ? content : Buffer.from(content).toString();
      const shown = joinLabel(folder, path);
      const { text } = await diffText(shown, before, now);
      const change = before === undefined ? 'added' : now === undefined ? 'removed' : 'modified';
      files.push({ path: shown, change, diff: text });
    }
  }
  return {
    changes: updates.flatMap(({ changes }) => changes),
    files,
    refused: updates.flatMap(({ refused }) => refused),
    warnings: updates.flatMap(({ warnings }) => warnings),
  };
}

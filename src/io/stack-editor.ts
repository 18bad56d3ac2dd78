// Writing into stack folders: each file by rename, so that no reader ever sees half of one.
import { mkdir, realpath, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CsctlError } from '../problem/problem.ts';
import type { FileEdits, StackEditor } from '../release/upstream-ports.ts';
import { STAGED_FILE } from '../stack/ignored-files.ts';
import { stagingName } from './staging-name.ts';

/** Edits folders below the current one. */
export class StackFolderEditor implements StackEditor {
  /** @param cwd absolute; folders are relative to it @param written told after each change of a folder */
  constructor(
    private readonly cwd: string,
    private readonly written: () => void = () => undefined,
  ) {}

  async write(
    folder: string,
    edits: FileEdits,
    moved: ReadonlyMap<string, string> = new Map(),
  ): Promise<void> {
    const root = resolve(this.cwd, folder);
    for (const [path, content] of edits) {
      try {
        const model = join(root, moved.get(path) ?? path);
        await (content === undefined ? remove(root, path) : replace(join(root, path), content, model));
      } catch (error) {
        const message = `${folder}/${path} cannot be written: ${(error as Error).message}`;
        const hint = 'mend its permissions or make room; run again, what is written stays';
        throw new CsctlError('file-unwritable', message, { file: `${folder}/${path}`, hint });
      } finally {
        this.written();
      }
    }
  }
}

/** The new content under another name first, with the permissions of the old one, or of what it is moved from. */
async function replace(path: string, content: string | Uint8Array, model: string): Promise<void> {
  // Through a link: it stays one, and whoever else reads the file sees the change. Links lead to files of the stack only
  // (`StackFolders` refuses others).
  const file = await realpath(path).catch(() => path);
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const staged = join(folder, `${stagingName()}${STAGED_FILE}`);
  const mode = await stat(model).then(
    (found) => found.mode & 0o777,
    () => undefined,
  );
  try {
    await writeFile(staged, content, { flag: 'wx', ...(mode !== undefined && { mode }) });
    await rename(staged, file);
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
}

/** Takes a file out, and the folders that it leaves empty. */
async function remove(root: string, path: string): Promise<void> {
  await rm(join(root, path), { force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    try {
      await rmdir(join(root, folder));
    } catch {
      return;
    }
  }
}

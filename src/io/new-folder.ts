// New folders of files: all of one or nothing, and never over something that is there.
import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { CsctlError } from '../problem/problem.ts';
import type { TreeSink } from '../release/ports.ts';
import type { FileTree } from '../stack/file-tree.ts';
import { makeFolder } from './make-folder.ts';
import { stagingName } from './staging-name.ts';

/** Writes trees to folders below the current one. */
export class NewFolders implements TreeSink {
  /** @param cwd absolute; folders are relative to it */
  constructor(private readonly cwd: string) {}

  check(folder: string, stack: string): Promise<void> {
    return new Promise((done) => {
      this.refuseInside(folder, stack);
      done(this.orUnwritable(folder, () => void this.isThere(folder)));
    });
  }

  private refuseInside(folder: string, stack: string): void {
    const steps = relative(resolve(this.cwd, stack), resolve(this.cwd, folder)).split(sep);
    if (steps[0] === '' || steps[0] === '..' || isAbsolute(steps.join(sep))) return;
    const hint = 'name a folder outside of the stack';
    const message = `${folder} lies in the stack ${stack}, and would become part of it`;
    throw new CsctlError('output-foreign', message, { file: folder, hint });
  }

  /** Synchronous on purpose: an interrupt is only seen when the folder is whole. */
  write(folder: string, tree: FileTree): Promise<void> {
    return new Promise((done) => {
      done(this.orUnwritable(folder, () => this.writeNow(folder, tree)));
    });
  }

  private writeNow(folder: string, tree: FileTree): void {
    const target = resolve(this.cwd, folder);
    const isThere = this.isThere(folder);
    makeFolder(dirname(target));
    const staging = join(dirname(target), stagingName());
    try {
      mkdirSync(staging);
      for (const [path, bytes] of tree) {
        makeFolder(dirname(join(staging, path)));
        writeFileSync(join(staging, path), bytes, { flag: 'wx' });
      }
      // Only an empty folder can be removed so: what came there meanwhile stays.
      if (isThere) rmdirSync(target);
      renameSync(staging, target);
    } catch (error) {
      rmSync(staging, { recursive: true, force: true });
      throw error;
    }
  }

  /** Whether the folder is there, and empty. @throws CsctlError `output-foreign` when it is something else */
  private isThere(folder: string): boolean {
    const target = resolve(this.cwd, folder);
    const refuse = (why: string) =>
      new CsctlError('output-foreign', `${folder} ${why}; it was left as it is`, {
        file: folder,
        hint: 'name a folder that is not there yet, or an empty one',
      });
    const found = lstatSync(target, { throwIfNoEntry: false });
    if (!found) return false;
    if (!found.isDirectory()) throw refuse('is not a folder');
    const [first] = readdirSync(target).sort();
    if (first !== undefined) throw refuse(`holds ${first}`);
    return true;
  }

  private orUnwritable<T>(folder: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof CsctlError || (error as NodeJS.ErrnoException).syscall === undefined) throw error;
      const message = `${folder} cannot be written: ${(error as Error).message}`;
      const hint = 'make room or name another folder with -o; nothing was left behind';
      throw new CsctlError('output-unwritable', message, { file: folder, hint });
    }
  }
}

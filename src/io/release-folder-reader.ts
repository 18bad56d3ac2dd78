// Finished releases on disk, read back.
import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { CsctlError } from '../problem/problem.ts';
import type { ReleaseFolders } from '../release/ports.ts';
import { assetsIn } from './release-files.ts';

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Finished releases on disk; paths are relative to `cwd`. */
export class ReleaseFolderReader implements ReleaseFolders {
  constructor(private readonly cwd: string) {}

  exists(path: string): Promise<boolean> {
    return Promise.resolve(isFolder(resolve(this.cwd, path)));
  }

  read(path: string): ReturnType<ReleaseFolders['read']> {
    const folder = resolve(this.cwd, path);
    try {
      const entries = readdirSync(folder, { withFileTypes: true });
      const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
      const times = entries.filter((entry) => entry.isFile()).map(({ name }) => statSync(join(folder, name)));
      const written = Math.max(0, ...times.map(({ mtimeMs }) => mtimeMs / 1000));
      const assets = assetsIn(folder, path) ?? [];
      return Promise.resolve({ tag: basename(folder), assets, folders, written });
    } catch (error) {
      const message = `${path} cannot be read: ${(error as Error).message}`;
      return Promise.reject(new CsctlError('release-missing', message, { file: path }));
    }
  }
}

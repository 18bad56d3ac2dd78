// The program's own files: package.json, the manifest of commands, templates. Beside the bundle, or inside the executable.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CsctlError } from '../problem/problem.ts';

/** Files that come with the program; named relative to package.json, with slashes. */
export interface ProgramFiles {
  /** @throws CsctlError `file-unreadable` */
  text(name: string): string;
  /** The names of all files below a folder, sorted; none where there is no such folder. */
  list(folder: string): string[];
}

const missing = (name: string, why: string): CsctlError =>
  new CsctlError('file-unreadable', `${name}, a file of csctl itself, cannot be read: ${why}`, {
    file: name,
    hint: 'install csctl again',
  });

/** The installed package: files on disk. */
export class PackageFolder implements ProgramFiles {
  /** @param root folder of package.json, absolute */
  constructor(private readonly root: string) {}

  text(name: string): string {
    try {
      return readFileSync(join(this.root, name), 'utf8');
    } catch (error) {
      throw missing(name, (error as Error).message);
    }
  }

  list(folder: string): string[] {
    try {
      return readdirSync(join(this.root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(this.root.length + 1))
        .sort();
    } catch {
      return [];
    }
  }
}

/** What the executable holds (.ci/executable.mjs). */
export interface Embedded {
  /** Of every file. */
  readonly names: readonly string[];
  /** The text of one of them. */
  read(name: string): string;
}

/** Files that were put into the executable when it was built. */
export class EmbeddedFiles implements ProgramFiles {
  constructor(private readonly embedded: Embedded) {}

  text(name: string): string {
    if (!this.embedded.names.includes(name)) throw missing(name, 'it is not in the executable');
    return this.embedded.read(name);
  }

  list(folder: string): string[] {
    return this.embedded.names.filter((name) => name.startsWith(`${folder}/`)).sort();
  }
}

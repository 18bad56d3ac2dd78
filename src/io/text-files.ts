// Text files that flags name.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CsctlError } from '../problem/problem.ts';
import type { TextFiles } from '../release/ports.ts';
import { decodeText } from '../stack/file-tree.ts';

/** Files relative to the current folder. */
export class LocalTextFiles implements TextFiles {
  constructor(private readonly cwd: string) {}

  async read(file: string): Promise<string> {
    const text = decodeText(await this.bytes(file));
    if (text !== undefined) return text;
    throw new CsctlError('file-unreadable', `${file} is not UTF-8 text`, { file, hint: 'save it as UTF-8' });
  }

  async find(file: string): Promise<string | undefined> {
    return existsSync(resolve(this.cwd, file)) ? this.read(file) : undefined;
  }

  private async bytes(file: string): Promise<Uint8Array> {
    try {
      return await readFile(resolve(this.cwd, file));
    } catch (error) {
      const message = `${file} cannot be read: ${(error as Error).message}`;
      throw new CsctlError('file-unreadable', message, { file, hint: 'name another file' });
    }
  }
}

// The template of release notes, on disk.
import { readFileSync } from 'node:fs';
import { CsctlError } from '../problem/problem.ts';
import type { NotesTemplates } from '../release/ports.ts';

/** One template file. */
export class NotesTemplateFile implements NotesTemplates {
  /** @param file absolute @param label the file as the user named it */
  constructor(
    private readonly file: string,
    private readonly label: string,
  ) {}

  read(): Promise<{ file: string; text: string }> {
    try {
      return Promise.resolve({ file: this.label, text: readFileSync(this.file, 'utf8') });
    } catch (error) {
      const message = `${this.label} cannot be read: ${(error as Error).message}`;
      return Promise.reject(
        new CsctlError('file-unreadable', message, {
          file: this.label,
          hint: 'name another file with --notes',
        }),
      );
    }
  }
}

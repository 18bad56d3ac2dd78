// The file of --summary: text is added at its end, as GitHub's GITHUB_STEP_SUMMARY wants it.
import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CsctlError } from '../problem/problem.ts';

/** The name that means stdout. */
export const ON_STDOUT = '-';

/**
 * Adds a summary to the end of a file.
 * @param file undefined and `-`: nothing is written to a file @throws CsctlError `output-unwritable`
 */
export function writeSummary(file: string | undefined, cwd: string, text: () => string): void {
  if (file === undefined || file === ON_STDOUT) return;
  try {
    appendFileSync(resolve(cwd, file), text());
  } catch (error) {
    const message = `the summary cannot be written to ${file}: ${(error as Error).message}`;
    throw new CsctlError('output-unwritable', message, { file, hint: 'everything else is done' });
  }
}

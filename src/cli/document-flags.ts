// Flags of docs and matrix, which make documents.
import * as Flags from '@oclif/core/flags';
import { CsctlError } from '../problem/problem.ts';
import type { DocumentWish } from '../release/documents/document-file.ts';

export const documentFlags = {
  output: Flags.string({
    char: 'o',
    description: 'keep it in this Markdown file, between comments; the rest of the file is left as it is',
    helpValue: 'FILE',
  }),
  check: Flags.boolean({
    description: 'compare with the file and write nothing: exit code 3 when it is stale',
    dependsOn: ['output'],
  }),
};

/** @throws CsctlError `usage` */
export function documentWish({
  output,
  check,
}: {
  output?: string | undefined;
  check: boolean;
}): DocumentWish {
  if (output === '') throw new CsctlError('usage', '-o is empty; expected a file');
  return { file: output, check };
}

// Lists of images that people wrote by hand.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORPUS } from '../corpus.ts';

/** A file of the stack openstack/scs2; undefined where there is no corpus. */
export function corpusFile(name: string): string | undefined {
  const path = join(CORPUS, 'stacks/single/openstack/scs2', name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

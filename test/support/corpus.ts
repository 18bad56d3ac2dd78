// Real stacks and what the Go csctl makes of them; not part of the project, so tests say when it is missing.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The only place that names the folder. */
export const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');

export const hasCorpus = existsSync(CORPUS);

export const corpusPath = (...steps: string[]): string => join(CORPUS, ...steps);

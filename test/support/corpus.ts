// Real stacks and what the Go csctl makes of them; not part of the project, so tests say when it is missing.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The only place that names the folder. */
export const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');

export const hasCorpus = existsSync(CORPUS);

/** Problems that the operator would choke on and the Go csctl does not see, by stack: allowed, the result is csctl's. */
export const FLAWS: Readonly<Record<string, readonly string[]>> = {
  // Bug 10: a stage that is no folder; and stages that an upgrade would delete (operator-contract.md 3.6).
  'csctl/docker/valencia': ['addon-stage-missing', 'addon-upgrade'],
  // Bug 11: metrics-server came without its _helpers.tpl, so the operator's Helm refuses the addon chart.
  'csctl/docker/ferrol': ['chart-render'],
};

export const corpusPath = (...steps: string[]): string => join(CORPUS, ...steps);

// What is said when a chart is not there, or is not the one that was meant.
import { CsctlError } from '../../problem/problem.ts';
import type { Digest } from '../../stack/fingerprint.ts';

/** @param source the repository, without secrets @param what name, and version where the name is known */
export const chartMissing = (source: string, what: string, hint: string): CsctlError =>
  new CsctlError('chart-not-found', `${source} has no chart ${what}`, { hint });

const CHANGED =
  'find out who changed it and why; if the new one is wanted, take its entry out of charts.lock.yaml and run csctl update';

/** The index names another digest than the lock: known before anything is fetched. */
export const indexDiffers = (source: string, what: string, found: Digest, locked: Digest): CsctlError =>
  new CsctlError('chart-digest', `${source} now has ${what} as ${found}; ${locked} is locked`, {
    hint: CHANGED,
  });

/** What was fetched is not what was announced or locked. */
export function digestDiffers(
  source: string,
  what: string,
  found: Digest,
  expected: Digest,
  by: 'index' | 'lock',
): CsctlError {
  const should = by === 'lock' ? `${expected} is locked` : `its index says ${expected}`;
  const message = `${source} sends ${what} with the digest ${found}; ${should}`;
  const hint = by === 'lock' ? CHANGED : 'try again later, or tell who runs the repository';
  return new CsctlError('chart-digest', message, { hint });
}

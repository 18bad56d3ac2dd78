// Races: a version that was free when it was decided on, and is not any more.
import { CsctlError } from '../../problem/problem.ts';

/**
 * A conflict under a tag that this run had found free, told as what it is: another run's doing.
 * @param hint what to do next
 * @returns `release-taken` for `release-conflict`; anything else as it is
 */
export function asTaken(error: unknown, tag: string, hint: string): unknown {
  if (!(error instanceof CsctlError) || error.code !== 'release-conflict') return error;
  const message = `another run has published ${tag} with other content since this one looked: ${error.message}`;
  return new CsctlError('release-taken', message, { hint });
}

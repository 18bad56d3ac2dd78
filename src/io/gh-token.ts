// The token that GitHub's own command line keeps: asked for only where no variable has one.
import { execFile } from 'node:child_process';

/** Longest time gh may take, in milliseconds: it may ask a keyring. */
const PATIENCE = 10_000;

/**
 * What `gh auth token` prints for a host; undefined where gh is not installed or not logged in there.
 * @param host `github.com`, or that of an Enterprise server
 */
export function ghToken(host: string, environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((done) => {
    const options = { timeout: PATIENCE, env: { ...environment, GH_PROMPT_DISABLED: '1' } };
    execFile('gh', ['auth', 'token', '--hostname', host], options, (error, stdout) => {
      done(error ? undefined : stdout.trim() || undefined);
    });
  });
}

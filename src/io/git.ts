// git: the commit that a folder's files come from. Asked of the program itself, which knows what "changed" means.
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import type { Revision, Revisions } from '../release/ports.ts';

/** Longest time git may take, in milliseconds: a network file system must not hold up a release for ever. */
const PATIENCE = 15_000;

/** A checkout may be anybody's: its hooks and its file system monitor are not run. (Filters of attributes are.) */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];

/** Revisions of folders, each repository asked once a run. */
export class GitRevisions implements Revisions {
  private readonly known = new Map<string, Promise<Revision | undefined>>();

  /** @param cwd absolute; folders are relative to it @param environment what git may see of ours */
  constructor(
    private readonly cwd: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  of(folder: string, isBuilt = false): Promise<Revision | undefined> {
    const path = resolve(this.cwd, folder);
    const revision = this.known.get(path) ?? this.ask(path, isBuilt);
    this.known.set(path, revision);
    return revision;
  }

  /** No git, no repository, no commit yet: nothing is known, and that is no error. */
  private async ask(folder: string, isBuilt: boolean): Promise<Revision | undefined> {
    try {
      const [commit = '', committed = ''] = (
        await this.git(folder, 'log', '-1', '--no-show-signature', '--format=%H %ct')
      ).split(' ');
      if (!/^[0-9a-f]{40,64}$/.test(commit)) return undefined;
      // What was built says nothing of the folder it was built from: every file that git knows counts.
      const scope = isBuilt ? ['--untracked-files=no'] : ['--untracked-files=normal', '--', '.'];
      const changes = await this.git(folder, 'status', '--porcelain', ...scope);
      const repository = await this.git(folder, 'config', '--get', 'remote.origin.url').catch(() => '');
      return {
        commit,
        committed: Number(committed),
        dirty: changes !== '',
        repository: publicAddress(repository),
      };
    } catch {
      return undefined;
    }
  }

  private git(folder: string, ...args: string[]): Promise<string> {
    const options = {
      cwd: folder,
      timeout: PATIENCE,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...this.environment, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
    };
    return new Promise((done, fail) => {
      execFile('git', [...SAFE, ...args], options, (error, stdout) => {
        if (error) fail(new Error(error.message));
        else done(stdout.trim());
      });
    });
  }
}

/** The address as https where it is one of the common forms; credentials in it stay at home. */
export function publicAddress(address: string): string | undefined {
  const scp = /^(?:[^@/]+@)?([^:/]+):(?!\/)(.+?)(?:\.git)?\/?$/.exec(address);
  if (scp && !address.includes('://')) return `https://${scp[1]}/${scp[2]}`;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  if (!['http:', 'https:', 'ssh:', 'git:'].includes(url.protocol) || url.hostname === '') return undefined;
  const port = url.protocol === 'https:' || url.protocol === 'http:' ? url.port : '';
  const scheme = url.protocol === 'http:' ? 'http' : 'https';
  const path = url.pathname.replace(/\/$/, '').replace(/\.git$/, '');
  return `${scheme}://${url.hostname}${port === '' ? '' : `:${port}`}${path}`;
}

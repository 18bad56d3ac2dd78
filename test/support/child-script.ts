// Scripts that run in processes of their own, so that they can be many at once, limited or killed.
import { buildSync } from 'esbuild';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

const SCRIPTS = resolve(import.meta.dirname, 'children');

/** Bundles `test/support/children/<name>.ts` into `folder` and returns the path of the bundle. */
export function bundleScript(name: string, folder: string): string {
  const outfile = join(folder, `${name}.mjs`);
  // The packages that are CommonJS inside want a `require`.
  const banner = {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  };
  const entryPoints = [join(SCRIPTS, `${name}.ts`)];
  buildSync({
    entryPoints,
    outfile,
    banner,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
  return outfile;
}

/** How a process ended and the lines it had printed by then. */
export interface Ended {
  readonly code: number | null;
  readonly lines: string[];
  readonly errors: string;
}

/** A running script. */
export class Child {
  readonly ended: Promise<Ended>;
  private output = '';
  private errors = '';

  private constructor(private readonly process: ChildProcess) {
    process.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    process.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.ended = once(process, 'close').then(([code]) => ({
      code: code as number | null,
      lines: this.lines(),
      errors: this.errors,
    }));
  }

  /** @param shell commands of `sh` to run first, such as `umask 077` */
  static start(script: string, args: readonly string[], shell = ':'): Child {
    return new Child(spawn('sh', ['-c', `${shell}; exec "$@"`, 'sh', process.execPath, script, ...args]));
  }

  /** Resolves when the script has printed something, or is over. */
  async speaks(): Promise<void> {
    while (this.output === '' && this.process.exitCode === null) {
      await Promise.race([once(this.process.stdout ?? this.process, 'data'), this.ended]);
    }
  }

  async kill(): Promise<Ended> {
    this.process.kill('SIGKILL');
    return this.ended;
  }

  /** Whole lines only: the last one may have been cut off. */
  private lines(): string[] {
    return this.output.split('\n').slice(0, -1);
  }
}

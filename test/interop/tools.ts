// The programs of this suite: on the PATH, or where install-tools.sh puts those that it builds.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { homeFolder } from './scratch.ts';

const { PATH = '', CSCTL_TOOLS } = process.env;
const FOLDERS = [
  ...PATH.split(delimiter).filter((folder) => folder !== ''),
  join(CSCTL_TOOLS ?? join(homedir(), '.cache', 'csctl-tools'), 'bin'),
];
/** `npm run test:interop` builds it. */
const CSCTL = resolve(import.meta.dirname, '../../dist/csctl.cjs');
const OUTPUT_LIMIT = 256 * 1024 * 1024;

export interface RunOptions {
  readonly cwd: string;
  /** For stdin, which is empty without. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What every program gets to see; nothing of the user's settings, registries or proxies. */
export const environment = (): Record<string, string> => ({
  PATH,
  HOME: homeFolder(),
  NO_COLOR: '1',
  TZ: 'UTC',
});

function runProgram(program: string, args: readonly string[], { cwd, input = '', env }: RunOptions): Ended {
  const options = { cwd, input, env: { ...environment(), ...env }, maxBuffer: OUTPUT_LIMIT };
  const { status, stdout, stderr, error } = spawnSync(program, args, { ...options, encoding: 'utf8' });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

/** The stdout of a program that must succeed. */
function succeed(name: string, args: readonly string[], { code, stdout, stderr }: Ended): string {
  if (code === 0) return stdout;
  throw new Error(`${name} ${args.join(' ')}: exit code ${code}\n${stderr}\n${stdout}`);
}

/** A program that may be there. */
export class Tool {
  readonly path: string | undefined;

  /**
   * @param versionArgs make it print its version
   * @param wanted what it has to print then; programs of that name that print something else are passed over
   */
  constructor(
    readonly name: string,
    program: string,
    versionArgs: readonly string[],
    wanted: RegExp,
  ) {
    const candidates = [...new Set(FOLDERS.map((folder) => join(folder, program)))].filter((path) =>
      existsSync(path),
    );
    this.path = candidates.find((path) => {
      const { stdout } = spawnSync(path, versionArgs, { encoding: 'utf8' });
      return wanted.test(stdout);
    });
  }

  get missing(): boolean {
    return this.path === undefined;
  }

  run(args: readonly string[], options: RunOptions): Ended {
    if (this.path === undefined) throw new Error(`${this.name} is not installed`);
    return runProgram(this.path, args, options);
  }

  /** Leaves it running. */
  start(args: readonly string[], options: Omit<RunOptions, 'input'>): Running {
    if (this.path === undefined) throw new Error(`${this.name} is not installed`);
    return startProgram(this.path, args, options);
  }

  /** Its stdout. @throws Error when it fails */
  ok(args: readonly string[], options: RunOptions): string {
    return succeed(this.name, args, this.run(args, options));
  }
}

/** The version in the operator's image; another one may render otherwise. */
export const helm = new Tool('helm 3.19', 'helm', ['version', '--short'], /^v3\.19\.\d/);
export const oras = new Tool('oras', 'oras', ['version'], /\d/);
export const skopeo = new Tool('skopeo', 'skopeo', ['--version'], /\d/);
export const dockerRegistry = new Tool('docker-registry', 'docker-registry', ['--version'], /\d/);
export const zot = new Tool('zot', 'zot', ['--help'], /zot/);
export const cosign = new Tool('cosign', 'cosign', ['version'], /GitVersion/);
export const openssl = new Tool('openssl', 'openssl', ['version'], /SSL/);
export const go = new Tool('go', 'go', ['version'], /go\d/);
export const goCsctl = new Tool('csctl-go', 'csctl-go', ['version'], /csctl version/);
export const actionlint = new Tool('actionlint', 'actionlint', ['-version'], /\d/);
export const hadolint = new Tool('hadolint', 'hadolint', ['--version'], /\d/);
export const shellcheck = new Tool('shellcheck', 'shellcheck', ['--version'], /ShellCheck/);
/** The policies of an older one are of another version. */
export const kubeApiserver = new Tool('kube-apiserver 1.34', 'kube-apiserver', ['--version'], /v1\.3[45]\./);
export const kubectl = new Tool('kubectl', 'kubectl', ['version', '--client'], /Client Version/);
export const etcd = new Tool('etcd', 'etcd', ['--version'], /etcd/);
export const tar = new Tool('GNU tar', 'tar', ['--version'], /GNU tar/);
export const sha256sum = new Tool('GNU sha256sum', 'sha256sum', ['--version'], /GNU coreutils/);
export const gzip = new Tool('gzip', 'gzip', ['--version'], /gzip/);
export const diff = new Tool('diff', 'diff', ['--version'], /diff/);

/** Title of a suite: what it runs against, and why it is skipped when it is. */
export function titled(
  title: string,
  needed: readonly Tool[],
  others: Readonly<Record<string, boolean>> = {},
): string {
  const missing = [
    ...needed.filter((tool) => tool.missing).map(({ name }) => `${name} is not installed`),
    ...Object.entries(others).flatMap(([name, there]) => (there ? [] : [`${name} is not there`])),
  ];
  return missing.length > 0 ? `${title} (skipped: ${missing.join(', ')})` : title;
}

/** Whether one of them is missing. */
export const anyMissing = (...needed: readonly Tool[]): boolean => needed.some((tool) => tool.missing);

/** Runs the built csctl. */
export const runCsctl = (args: readonly string[], options: RunOptions): Ended =>
  runProgram(process.execPath, [CSCTL, ...args], options);

/** The stdout of the built csctl. @throws Error when it fails */
export const csctl = (args: readonly string[], options: RunOptions): string =>
  succeed('csctl', args, runCsctl(args, options));

/** A program that is left running. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts the built csctl. */
export const startCsctl = (args: readonly string[], options: Omit<RunOptions, 'input'>): Running =>
  startProgram(process.execPath, [CSCTL, ...args], options);

function startProgram(
  program: string,
  args: readonly string[],
  { cwd, env }: Omit<RunOptions, 'input'>,
): Running {
  const child = spawn(program, args, {
    cwd,
    env: { ...environment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { process: child, ended };
}

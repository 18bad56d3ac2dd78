// Runs the installed csctl as a user does, and checks after every run what must hold for each of them.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { DOCKER, OPENSTACK, ownStack, writeOneMinor } from './own-stacks.ts';
import { cleanEnvironment, installPackage, type Installation } from './package.ts';
import { tempFolder } from './temp-folder.ts';

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Outcome {
  /** As a shell sees it: 128 and the signal's number for a process that a signal ended. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The parts of what `--json` prints that these tests read (docs/cli.md). */
export interface Json {
  readonly error: { code: string; message: string; hint: string; problems: JsonProblem[] };
  readonly releases: JsonRelease[];
  readonly warnings: JsonProblem[];
  readonly plans: JsonPlan[];
  readonly ok: boolean;
  readonly problems: JsonProblem[];
}

export interface JsonProblem {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly file?: string;
}

export interface JsonDecision {
  readonly component: string;
  readonly changed: boolean;
  readonly from: string | null;
  readonly to: string;
  readonly reasons: string[];
  readonly files: { path: string; change: string }[];
}

export interface JsonRelease {
  readonly tag: string;
  readonly folder: string | null;
  readonly status: string;
  readonly kubernetes: string;
  readonly versions: Record<string, string>;
  readonly assets: { name: string; role: string; mediaType: string; size: number; digest: string }[];
  readonly decision: JsonDecision[];
  readonly published: { remote: string; status: string; digest: string; url: string }[];
}

export interface JsonPlan {
  readonly stack: string;
  readonly tag: string;
  readonly previous: string | null;
  readonly kubernetes: string;
  readonly changed: boolean;
  readonly decision: JsonDecision[];
}

let installation: Installation | undefined;

/** Installs the package before the tests of a file. */
export function useInstalledPackage(): void {
  beforeAll(async () => {
    installation = await installPackage();
  });
  afterAll(() => installation?.remove());
}

export function installed(): Installation {
  if (!installation) throw new Error('call useInstalledPackage() at the top of the file');
  return installation;
}

const environment = (env: Surroundings['env']) => ({ ...cleanEnvironment(installed().prefix), ...env });

/** Starts csctl and leaves it running. */
export function start(
  args: readonly string[],
  { cwd = installed().prefix, env }: Surroundings = {},
): ChildProcess {
  return spawn(installed().bin, args, { cwd, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Waits for a process to end. */
export async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString('utf8');
  return {
    code: code ?? 128 + (signal ? constants.signals[signal] : 0),
    stdout: text(stdout),
    stderr: text(stderr),
  };
}

/** Runs a line of shell with `csctl` on its PATH. */
export function shell(line: string, { cwd = installed().prefix, env }: Surroundings = {}): Promise<Outcome> {
  const own = environment(env);
  const PATH = `${join(installed().prefix, 'node_modules/.bin')}:${own['PATH'] ?? ''}`;
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  return outcomeOf(spawn('bash', ['-c', line], { cwd, env: { ...own, PATH }, stdio: [...stdio] }));
}

/** Runs csctl; it must not have crashed, and with `--json` it must have printed one document and nothing else. */
export async function run(args: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  const outcome = await outcomeOf(start(args, surroundings));
  const { code, stdout, stderr } = outcome;
  const context = `csctl ${args.join(' ')}\n${stdout}${stderr}`;
  expect(stdout + stderr, context).not.toMatch(/^ {4}at .*:\d+:\d+\)?$|Node\.js v|This is a bug/m);
  expect(code, context).not.toBe(1);
  if (!args.includes('--json') || args.includes('--help')) return outcome;
  expect(stderr, context).toBe('');
  expect(stdout, context).toBe(`${JSON.stringify(JSON.parse(stdout), null, 2)}\n`);
  return outcome;
}

/** Runs csctl with `--json`. */
export async function runJson(
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<{ code: number; json: Json }> {
  const { code, stdout } = await run([...args, '--json'], surroundings);
  return { code, json: JSON.parse(stdout) as Json };
}

/** Runs csctl with and without `--json`: the exit code must be the same. For runs that may come twice. */
export async function runBoth(
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<Outcome & { json: Json }> {
  const [text, { code, json }] = await Promise.all([run(args, surroundings), runJson(args, surroundings)]);
  expect(code, args.join(' ')).toBe(text.code);
  return { ...text, json };
}

/** The stack that most tests build. */
export const STACK = DOCKER;

/** A temporary folder with `providers/`: the project's own stacks for one minor, as folders with a csctl.yaml. */
export function workshop(): string {
  const folder = tempFolder();
  for (const stack of [DOCKER, OPENSTACK]) writeOneMinor(stack, join(folder, stack));
  return folder;
}

const { major, minor, patch } = ownStack(STACK).config.kubernetes;

/** Its Kubernetes version, the one of the next patch, its minor, and its series: `docker-scs-1-34`. */
export const KUBERNETES = `v${major}.${minor}.${patch}`;
export const NEXT_PATCH = `v${major}.${minor}.${Number(patch) + 1}`;
export const MINOR = `${major}.${minor}`;
export const SERIES = `docker-scs-${major}-${minor}`;

/** Replaces text that must be there. */
export function edit(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, 'utf8');
  if (text.replace(from, to) === text) throw new Error(`${file} has no ${String(from)}`);
  writeFileSync(file, text.replace(from, to));
}

/** Many stacks that differ by name only, below `many/` of a folder. */
export function manyStacks(folder: string, count: number): void {
  for (let i = 1; i <= count; i += 1) {
    const stack = join(folder, `many/s${i}`);
    writeOneMinor(STACK, stack);
    edit(join(stack, 'csctl.yaml'), 'clusterStackName: scs', `clusterStackName: s${i}`);
  }
}

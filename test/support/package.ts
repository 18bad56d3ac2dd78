// The package as users get it: packed, installed into an empty prefix without a network, and run from there.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export const PROJECT = resolve(import.meta.dirname, '../..');
/** What a build leaves at least. */
const BUILT = ['csctl.cjs', 'index.js', 'main.cjs'];

export interface PackedFile {
  readonly path: string;
  readonly size: number;
  readonly mode: number;
}

/** An installed package. */
export interface Installation {
  /** Has node_modules in it. */
  readonly prefix: string;
  readonly bin: string;
  /** Where the tarball is, and how many bytes it has. */
  readonly tarball: string;
  readonly size: number;
  /** What is in it. */
  readonly files: readonly PackedFile[];
  /** What npm said while installing, on stdout and stderr. */
  readonly log: string;
  remove(): void;
}

/** Nothing of the caller's settings: neither an npmrc nor what `npm test` exports. */
export function cleanEnvironment(home: string): Record<string, string> {
  const PATH = [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':');
  return {
    PATH,
    HOME: home,
    npm_config_userconfig: join(home, 'no-npmrc'),
    npm_config_update_notifier: 'false',
  };
}

/** Packs what `npm run build` made, building only where nobody has, and installs it. */
export async function installPackage(): Promise<Installation> {
  const home = mkdtempSync(join(tmpdir(), 'csctl-e2e-'));
  const env = cleanEnvironment(home);
  await waitForBuild();
  const { filename, files, size } = pack(home, env);
  const tarball = join(home, filename);
  const prefix = join(home, 'prefix');
  mkdirSync(prefix);
  writeFileSync(join(prefix, 'package.json'), '{ "private": true }\n');
  const flags = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  const install = ['-c', 'npm install "$@" 2>&1', 'sh', ...flags, tarball];
  const log = execFileSync('sh', install, { cwd: prefix, env, encoding: 'utf8' });
  const bin = join(prefix, 'node_modules/.bin/csctl');
  const remove = () => {
    rmSync(home, { recursive: true, force: true });
  };
  return { prefix, bin, tarball, size, files, log, remove };
}

/** Somebody may be building at this moment. */
async function waitForBuild(): Promise<void> {
  const isBuilt = () => BUILT.every((file) => existsSync(join(PROJECT, 'dist', file)));
  for (let waited = 0; !isBuilt() && waited < 5000; waited += 100) await delay(100);
  if (!isBuilt()) execFileSync('npm', ['run', '-s', 'build'], { cwd: PROJECT });
}

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly PackedFile[];
}

function pack(folder: string, env: Record<string, string>): Packed {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [packed] = JSON.parse(execFileSync('npm', args, { cwd: PROJECT, env, encoding: 'utf8' })) as Packed[];
  if (!packed) throw new Error('npm pack packed nothing');
  return packed;
}

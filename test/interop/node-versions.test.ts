// The installed package on the Node versions that it claims: it starts without a warning, and makes the same bytes.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { installed, STACK, useInstalledPackage, workshop } from '../support/csctl.ts';
import { cleanEnvironment } from '../support/package.ts';
import { snapshot } from '../support/temp-folder.ts';

/** The oldest that package.json allows, and the lines after it, each with the npm that comes with it. */
const VERSIONS = [
  ['20.19', '10'],
  ['22', '10'],
  ['24', '11'],
] as const;
/** npm packages carry the binaries of Node. */
const PACKAGE = `node-${process.platform}-${process.arch}`;

/** Only slow transfers tell of their progress. */
const PROGRESS = /^\S+ -> \S+: \d+ %, .*\n/gm;

const home = mkdtempSync(join(tmpdir(), 'csctl-nodes-'));
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

/** Paths of a Node of this version and of its npm, undefined when npm cannot get them. */
function fetchNode(version: string, npm: string): { node: string; npm: string } | undefined {
  const prefix = join(home, version);
  const flags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', prefix];
  spawnSync('npm', ['install', ...flags, `${PACKAGE}@${version}`, `npm@${npm}`], {
    cwd: home,
    timeout: 90_000,
  });
  const node = join(prefix, 'node_modules', PACKAGE, 'bin/node');
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  const cli = join(prefix, 'node_modules/npm/bin/npm-cli.js');
  return stdout.startsWith(`v${version}.`) && existsSync(cli) ? { node, npm: cli } : undefined;
}

const nodes = VERSIONS.map(([version, npm]) => ({ version, ...fetchNode(version, npm) }));

useInstalledPackage();

function csctl(node: string, args: readonly string[], cwd = home) {
  const { status, stdout, stderr } = spawnSync(node, [installed().bin, ...args], {
    cwd,
    env: cleanEnvironment(home),
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr: stderr.replace(PROGRESS, '') };
}

/** Everything that a few runs write and print. */
function everything(node: string) {
  const cwd = workshop();
  const runs = [
    ['create', '-m', 'hash', '--json', 'providers'],
    ['create', '--remote', 'layout:releases', '--publish', 'providers'],
    ['plan', '--exit-code', '--remote', 'layout:releases', STACK],
    ['verify', '--remote', 'layout:releases', 'docker-scs-9-99-v1'],
  ].map((args) => csctl(node, args, cwd));
  return { runs, files: snapshot(cwd) };
}

/** Runs npm as it is for a user who has set nothing. */
function runNpm({ node, npm }: { node: string; npm: string }, args: readonly string[]) {
  const cwd = mkdtempSync(join(home, 'install-'));
  const env = { ...cleanEnvironment(cwd), PATH: `${dirname(node)}:/usr/bin:/bin` };
  const { status, stdout, stderr } = spawnSync(node, [npm, ...args], { cwd, env, encoding: 'utf8' });
  return { code: status, stdout, stderr, cwd };
}

describe.each(nodes)('Node $version', ({ version, node, npm }) => {
  const title = (text: string) =>
    node === undefined ? `${text} (skipped: npm cannot get ${PACKAGE}@${version})` : text;

  it.skipIf(node === undefined)(title('installs by its npm, without a warning'), () => {
    const args = ['install', '--offline', '--loglevel=info', installed().tarball];
    const { code, stdout, stderr } = runNpm({ node: node ?? '', npm: npm ?? '' }, args);
    expect({ code, stderr: stderr.match(/^npm (?:warn|error) .*$/gim) }).toEqual({ code: 0, stderr: null });
    expect(stdout).toContain('added 1 package');
  });

  it.skipIf(node === undefined)(title('runs by npx, the first time and again'), () => {
    const args = ['exec', '--yes', '--offline', '--package', installed().tarball, '--', 'csctl', 'version'];
    for (let i = 0; i < 2; i += 1)
      expect(runNpm({ node: node ?? '', npm: npm ?? '' }, args)).toMatchObject({ code: 0, stderr: '' });
  });

  it.skipIf(node === undefined)(title('starts without a warning'), () => {
    for (const args of [['version'], ['--help'], ['create', '--help']]) {
      expect(csctl(node ?? '', args)).toMatchObject({ code: 0, stderr: '' });
    }
  });

  it.skipIf(node === undefined)(title(`makes what Node ${process.version} makes`), () => {
    expect(everything(node ?? '')).toEqual(everything(process.execPath));
  });

  it.skipIf(node === undefined)(title('opens the library'), () => {
    const script = "await import('csctl')";
    const args = ['--input-type=module', '-e', script];
    const options = { cwd: installed().prefix, env: cleanEnvironment(home), encoding: 'utf8' } as const;
    expect(spawnSync(node ?? '', args, options)).toMatchObject({ status: 0, stderr: '' });
  });
});

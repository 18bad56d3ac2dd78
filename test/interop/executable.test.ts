// The single executable: built as releases build it, then run where there is nothing else, not even Node.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startGithub, TOKEN } from '../support/github/server.ts';
import { outcomeOf, workshop } from '../support/csctl.ts';
import { PROJECT } from '../support/package.ts';
import { snapshot } from '../support/temp-folder.ts';
import { scratchFolder } from './scratch.ts';
import { runCsctl } from './tools.ts';

const BUILD_TIME = 300_000;

let executable = '';
let empty = '';

beforeAll(() => {
  executable = join(scratchFolder('executable'), 'csctl');
  empty = join(scratchFolder('empty'), 'folder');
  mkdirSync(empty);
  const args = ['.ci/executable.mjs', executable];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: PROJECT, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}, BUILD_TIME);

/** No program can be found, no home, no temporary folder. */
const NOTHING = { PATH: '', HOME: '/nonexistent', TMPDIR: '/nonexistent', NO_COLOR: '1' };

/** Only what takes long tells of its progress. */
const steady = (stderr: string): string => stderr.replace(/^\S+ -> \S+: \d+ %, .*\n/gm, '');

function alone(args: readonly string[], cwd = empty) {
  const { status, stdout, stderr } = spawnSync(executable, args, { cwd, env: NOTHING, encoding: 'utf8' });
  return { code: status, stdout, stderr: steady(stderr) };
}

/** The same by the package. */
function ofPackage(args: readonly string[], cwd = empty) {
  const outcome = runCsctl(args, { cwd, env: NOTHING });
  return { ...outcome, stderr: steady(outcome.stderr) };
}

/** The names of those that help shows. */
function commands(): string[] {
  const text = readFileSync(join(PROJECT, 'oclif.manifest.json'), 'utf8');
  const all = (JSON.parse(text) as { commands: Record<string, { hidden: boolean }> }).commands;
  return Object.keys(all).filter((id) => !all[id]?.hidden);
}

describe('the executable', () => {
  it('tells its version, and warns of nothing', () => {
    expect(alone(['version'])).toEqual(ofPackage(['version']));
    expect(alone(['version'])).toMatchObject({ code: 0, stderr: '' });
  });

  it('has the help of every command', () => {
    for (const args of [['--help'], ...commands().map((id) => [...id.split(':'), '--help'])]) {
      const help = alone(args);
      expect(help, args.join(' ')).toMatchObject({ code: 0, stderr: '' });
      expect(help.stdout, args.join(' ')).toContain('USAGE');
    }
    for (const args of [['--help'], ['help', 'create'], ['init', 'stack', '--help']])
      expect(alone(args)).toEqual(ofPackage(args));
  });

  it('refuses what the package refuses, in the same words', () => {
    for (const args of [
      ['crate'],
      ['create', '--no-such-flag'],
      ['validate', 'nowhere'],
      ['verify', '--json', '.'],
    ])
      expect(alone(args), args.join(' ')).toEqual(ofPackage(args));
    expect(alone(['crate'])).toMatchObject({ code: 2, stdout: '' });
  });

  it('makes what the package makes, byte for byte', () => {
    const runs = [
      ['create', '-m', 'hash', '--json', 'providers'],
      ['create', '--remote', 'layout:releases', '--publish', 'providers'],
      ['render', '--addons', 'providers/docker/scs'],
      ['verify', '--remote', 'layout:releases', 'docker-scs-9-99-v1'],
    ];
    const [ours, theirs] = [workshop(), workshop()];
    for (const args of runs) expect(alone(args, ours), args.join(' ')).toEqual(ofPackage(args, theirs));
    expect(readdirSync(join(ours, '.release'))).not.toEqual([]);
    expect(snapshot(ours)).toEqual(snapshot(theirs));
  });

  it('has its templates', async () => {
    const github = await startGithub({ owner: 'example', repo: 'stacks' });
    const env = { ...NOTHING, GITHUB_API_URL: github.apiUrl.href, GITHUB_TOKEN: TOKEN };
    const args = ['create', '--remote', 'github:example/stacks', '--publish', 'providers/docker/scs'];
    const child = spawn(executable, args, { cwd: workshop(), env, stdio: ['ignore', 'pipe', 'pipe'] });
    expect(await outcomeOf(child)).toMatchObject({ code: 0 });
    expect(github.published.map(({ body }) => body)).toEqual([expect.stringContaining('Kubernetes')]);

    const [ours, theirs] = [scratchFolder(), scratchFolder()];
    const made = [
      ['workflow', '--ci', 'github', '--ci', 'gitlab', '--renovate'],
      ['stack', '--provider', 'docker', '--name', 'demo', '--yes'],
    ];
    for (const more of made)
      expect(alone(['init', ...more], ours)).toEqual(ofPackage(['init', ...more], theirs));
    expect(Object.keys(snapshot(ours)).length).toBeGreaterThan(2);
    expect(snapshot(ours)).toEqual(snapshot(theirs));
  });

  it.skipIf(process.getuid?.() !== 0)('runs for a user whom the machine does not know (as root only)', () => {
    for (const folder of [dirname(executable), dirname(dirname(executable)), dirname(empty)])
      chmodSync(folder, 0o755);
    for (const args of [['--help'], ['version'], ['status'], ['validate', 'nowhere']]) {
      const options = { cwd: empty, env: { PATH: '' }, uid: 54_321, gid: 54_321, encoding: 'utf8' } as const;
      const { status, stderr } = spawnSync(executable, args, options);
      expect(stderr, args.join(' ')).not.toContain('bug');
      expect(status, args.join(' ')).toBe(args[0] === 'validate' ? 3 : 0);
    }
  });

  it('leaves nothing behind', () => {
    expect(readdirSync(empty)).toEqual([]);
  });
});

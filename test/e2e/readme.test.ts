// The first screen of the README: its two npm lines are the ones that work.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shell, useInstalledPackage } from '../support/csctl.ts';
import { blocksOf } from '../support/guides/blocks.ts';
import { oldStack } from '../support/guides/journeys.ts';
import { Machine } from '../support/guides/machine.ts';
import { cleanEnvironment, PROJECT } from '../support/package.ts';
import { tempFolder } from '../support/temp-folder.ts';

useInstalledPackage(); // there is a build from here on

const SET_UP_AND_BUILD =
  'npm ci && npm run -s build && npm run -s csctl -- create -m hash providers/docker/scs';
const SET_UP_AND_TEST = 'npm ci && npm test';

const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
const firstScreen = readme.split('\n').slice(0, 40).join('\n');

it('has two npm lines on its first screen: one ends in a release, one in passed tests', () => {
  const lines = [...firstScreen.matchAll(/^\W*(npm .*)$/gm)].map(([, line]) => line);
  expect(lines).toEqual([SET_UP_AND_BUILD, SET_UP_AND_TEST]);
});

it('shows them ready to copy: each alone in its block', () => {
  const blocks = [...firstScreen.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block?.trim());
  expect(blocks).toEqual([SET_UP_AND_BUILD, SET_UP_AND_TEST]);
});

it('names scripts and files that there are', () => {
  const manifest = readFileSync(join(PROJECT, 'package.json'), 'utf8');
  const { scripts } = JSON.parse(manifest) as { scripts: Record<string, string> };
  const used = [...readme.matchAll(/npm run (?:-s )?(\w+)/g)].map(([, name]) => name ?? '');
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining([...used, 'test']));
  const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target ?? '');
  expect(links.filter((target) => !existsSync(join(PROJECT, target)))).toEqual([]);
});

it('builds a release with the last part of the first line, in a copy', () => {
  const folder = tempFolder();
  for (const name of ['package.json', 'oclif.manifest.json', 'dist', 'providers']) {
    cpSync(join(PROJECT, name), join(folder, name), { recursive: true });
  }
  const command = SET_UP_AND_BUILD.split(' && ').at(-1) ?? '';
  const env = cleanEnvironment(folder);
  const stdout = execFileSync('sh', ['-c', command], { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
  const [release = ''] = readdirSync(join(folder, '.release'));
  expect(stdout).toMatch(new RegExp(`^${release}  Kubernetes v[\\d.]+  created\n`));
  expect(readdirSync(join(folder, '.release', release))).toContain('metadata.yaml');
});

/** Command lines with the output that is shown of them. */
const SHOWN = blocksOf('README')
  .filter(({ sort }) => sort === 'console')
  .flatMap(({ lines }) => `\n${lines.join('\n')}`.split('\n$ ').slice(1))
  .map((text) => {
    const [command = '', ...output] = text.split('\n');
    return { command, output: output.filter((shown) => shown !== '...') };
  });
const asksUpstream = ({ command }: { command: string }) =>
  /^csctl (?:outdated|update|patch|migrate)\b/.test(command);

it('shows commands that work in an empty folder, and what they print', { timeout: 60_000 }, async () => {
  const cwd = tempFolder();
  const lines = SHOWN.filter((shown) => !asksUpstream(shown));
  expect(lines.length).toBeGreaterThan(10);
  for (const { command, output } of lines) {
    const { code, stdout, stderr } = await shell(command, { cwd });
    expect([0, 4], `${command}\n${stderr}`).toContain(code);
    expect(stdout.split('\n'), command).toEqual(expect.arrayContaining(output));
  }
});

it('shows commands that work where there is something new upstream', { timeout: 60_000 }, async () => {
  const machine = await Machine.start();
  oldStack(machine);
  const lines = SHOWN.filter(asksUpstream);
  expect(lines.length).toBe(4);
  for (const { command } of lines) {
    if (command.includes('migrate'))
      await machine.prepare('csctl show providers/openstack/scs -k 1.34 -o stacks/openstack/scs');
    const { code, stdout, stderr } = await machine.run(command);
    expect(command.includes('--policy') ? [0, 7] : [0], `${command}\n${stdout}${stderr}`).toContain(code);
  }
});

// The first screen of the README: its two npm lines are the ones that work.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shell, useInstalledPackage } from '../support/csctl.ts';
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

/** Command lines of the README with the output that it shows; what needs the internet, or stacks of the reader, is left out. */
const SHOWN = [...readme.matchAll(/^```console\n([\s\S]*?)^```$/gm)]
  .flatMap(([, block = '']) => block.split(/^\$ /m).slice(1))
  .map((text) => {
    const [line = '', ...output] = text.trimEnd().split('\n');
    return { command: line.replace(/ +#.*/, ''), output: output.filter((shown) => shown !== '...') };
  })
  .filter(({ command }) => !/^csctl (?:outdated|update|patch|migrate)\b/.test(command));

it('shows commands that work, and what they print', { timeout: 60_000 }, async () => {
  const cwd = tempFolder();
  cpSync(join(PROJECT, 'providers'), join(cwd, 'providers'), { recursive: true });
  expect(SHOWN.length).toBeGreaterThan(7);
  for (const { command, output } of SHOWN) {
    const { code, stdout, stderr } = await shell(command, { cwd });
    expect([0, 4], `${command}\n${stderr}`).toContain(code);
    expect(stdout.split('\n'), command).toEqual(expect.arrayContaining(output));
  }
});

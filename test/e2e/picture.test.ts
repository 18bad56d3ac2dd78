// docs/terminal.svg, the picture in the README: a session that takes place here; `npx vitest run -u` draws it anew.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shell, useInstalledPackage } from '../support/csctl.ts';
import { PROJECT } from '../support/package.ts';
import { terminalSvg, textOf, type Step } from '../support/picture/svg.ts';
import { tempFolder } from '../support/temp-folder.ts';

useInstalledPackage();

const COLUMNS = 100;
const TITLE = 'A new stack is released; after a Kubernetes patch csctl plans exactly what changed';
/** The Kubernetes version of the template for Docker, and the patch after it. */
const [NOW, NEXT] = versions();

/** In an empty folder, one after the other. */
const SESSION = [
  'csctl init stack --provider docker --name demo --addon none --yes',
  'csctl create --publish --remote layout:releases providers',
  `sed -i 's/${NOW}/${NEXT}/' providers/docker/demo/stack.yaml`,
  'csctl plan --remote layout:releases providers',
];
/** What stands on stderr on this way, and on a terminal only for a moment. */
const PROGRESS = /^\S+ -> layout:releases: .*\n/gm;

function versions(): [now: string, next: string] {
  const template = readFileSync(join(PROJECT, 'templates/stack/docker/template.yaml'), 'utf8');
  const [, minor = '', patch = ''] = [...template.matchAll(/version: (v\d+\.\d+)\.(\d+)/g)].at(-1) ?? [];
  return [`${minor}.${patch}`, `${minor}.${Number(patch) + 1}`];
}

/** Runs the session as on a terminal. */
async function session(): Promise<Step[]> {
  const cwd = tempFolder();
  const steps: Step[] = [];
  for (const command of SESSION) {
    const env = { FORCE_COLOR: '1', NO_COLOR: '' };
    const { code, stdout, stderr } = await shell(command, { cwd, env });
    expect({ code, said: stderr.replace(PROGRESS, '') }, command).toEqual({ code: 0, said: '' });
    steps.push({ command, output: stdout });
  }
  return steps;
}

it('shows what the program prints now', async () => {
  const steps = await session();
  await expect(terminalSvg(steps, COLUMNS, TITLE)).toMatchFileSnapshot(join(PROJECT, 'docs/terminal.svg'));
  expect(textOf(steps)).toContain(`clusterStack  v1    v2  Kubernetes ${NOW} -> ${NEXT}\n`);
});

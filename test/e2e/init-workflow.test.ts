// csctl init workflow, as it is typed at the top of a repository.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run, runJson, useInstalledPackage } from '../support/csctl.ts';
import { PROJECT } from '../support/package.ts';
import { snapshot, tempFolder } from '../support/temp-folder.ts';

useInstalledPackage();

const LINE = ['init', 'workflow', '--remote', 'oci://ghcr.io/example/cluster-stacks'];

it('says what it would write, writes it, and finds it there the next time', async () => {
  const cwd = tempFolder();
  const planned = await run([...LINE, '--dry-run'], { cwd });
  expect(planned.stdout).toBe(`\
.github/workflows/cluster-stacks.yaml        would be created
.github/workflows/cluster-stacks-patch.yaml  would be created
next: GitHub: allow GitHub Actions to create pull requests, in the settings of the repository
`);
  expect(snapshot(cwd)).toEqual({});
  const { json } = await runJson(LINE, { cwd });
  expect(json).toEqual({
    files: [
      { path: '.github/workflows/cluster-stacks.yaml', status: 'created' },
      { path: '.github/workflows/cluster-stacks-patch.yaml', status: 'created' },
    ],
    next: ['GitHub: allow GitHub Actions to create pull requests, in the settings of the repository'],
  });
  const text = readFileSync(join(cwd, '.github/workflows/cluster-stacks.yaml'), 'utf8');
  expect(text).toContain('CSCTL_REMOTE: oci://ghcr.io/example/cluster-stacks\n');
  expect((await run(LINE, { cwd })).stdout).toContain('cluster-stacks.yaml        is there already\n');
});

it('is for GitLab where the repository is, and brings the template as it is', async () => {
  const cwd = tempFolder({ '.gitlab-ci.yml': '{}\n' });
  expect((await run(['init', 'workflow', '--renovate'], { cwd })).code).toBe(0);
  const { '.gitlab/cluster-stacks.gitlab-ci.yml': written, 'renovate.json': preset } = snapshot(cwd);
  const template = (name: string) => readFileSync(join(PROJECT, 'templates/workflow', name), 'latin1');
  expect(written).toBe(template('gitlab/cluster-stacks.gitlab-ci.yml'));
  expect(preset).toBe(template('renovate.json'));
});

it('refuses a remote that is none, and files that somebody changed', async () => {
  const cwd = tempFolder({ '.github/workflows/cluster-stacks-patch.yaml': 'mine\n' });
  const foreign = await run(['init', 'workflow'], { cwd });
  expect([foreign.code, foreign.stdout]).toEqual([6, '']);
  expect(foreign.stderr).toContain('.github/workflows/cluster-stacks-patch.yaml is there already');
  const wrong = await run(['init', 'workflow', '--remote', 'ghcr.io/example'], { cwd });
  expect([wrong.code, wrong.stdout]).toEqual([2, '']);
});

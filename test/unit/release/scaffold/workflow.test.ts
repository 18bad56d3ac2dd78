// init workflow: every combination of settings gives files that the CI system takes, with the settings in them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { NewFiles } from '../../../../src/io/new-files.ts';
import type { NewFile } from '../../../../src/release/ports.ts';
import {
  CI_SYSTEMS,
  initWorkflow,
  NIGHTLY,
  workflowFiles,
  type WorkflowRemote,
  type WorkflowWish,
} from '../../../../src/release/scaffold/workflow.ts';
import { githubErrors } from '../../../support/github-language.ts';
import { PROJECT } from '../../../support/package.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { snapshot, tempFolder } from '../../../support/temp-folder.ts';
import { checkGitlabText, gitlabText, type Workflow } from '../../../support/workflows.ts';

const templates = { text: (name: string) => readFileSync(join(PROJECT, name), 'utf8') };

const REMOTES: Readonly<Record<string, WorkflowRemote | undefined>> = {
  none: undefined,
  ghcr: { kind: 'oci', place: 'ghcr.io/example/cluster-stacks' },
  harbor: { kind: 'oci', place: 'registry.example.com/kaas/stacks' },
  github: { kind: 'github', place: 'example/cluster-stacks' },
};

const wish = (changes: Partial<WorkflowWish> = {}): WorkflowWish => ({
  systems: ['github'],
  nightly: 'ask',
  renovate: false,
  stacks: 'providers',
  branch: 'main',
  remote: undefined,
  ...changes,
});

const COMBINATIONS = CI_SYSTEMS.flatMap((system) =>
  NIGHTLY.flatMap((nightly) => Object.keys(REMOTES).map((remote) => ({ system, nightly, remote }))),
);

/** Settings stand in the variables; nothing else of the pipeline differs. */
function withoutVariables(text: string): object {
  const { variables, ...pipeline } = parse(text) as { variables: object };
  expect(Object.keys(variables)).toContain('STACKS');
  return pipeline;
}

const fileOf = (files: readonly NewFile[], end: string): string =>
  files.find(({ path }) => path.endsWith(end))?.text ?? '';

describe.each(COMBINATIONS)('for $system, nightly $nightly, remote $remote', (one) => {
  const remote = REMOTES[one.remote];
  const files = workflowFiles(
    wish({ ...one, systems: [one.system], remote, stacks: 'kaas/stacks', branch: 'trunk' }),
    templates,
  );

  it('the files are good, and name folder, branch and remote', async () => {
    for (const { path, text } of files) {
      if (one.system === 'github') expect(await githubErrors(path, text)).toEqual([]);
      else expect(withoutVariables(text)).toEqual(withoutVariables(gitlabText()));
      expect(text).toMatch(/^ +STACKS: kaas\/stacks$/m);
      expect(text).not.toMatch(/STACKS: providers|heads\/main|\[main\]/);
    }
    expect(files.length).toBeGreaterThan(0);
    const named = remote && `CSCTL_REMOTE: ${remote.kind === 'oci' ? 'oci://' : 'github:'}${remote.place}`;
    const main = fileOf(files, one.system === 'github' ? 'cluster-stacks.yaml' : '.yml');
    if (named !== undefined) expect(main).toContain(`${named}\n`);
    else if (one.system === 'github') expect(main).toContain('CSCTL_REMOTE: ${{ vars.CSCTL_REMOTE }}\n');
  });
});

describe('the files for GitHub', () => {
  it('are those of the template where nothing else is asked for', () => {
    for (const nightly of ['ask', 'publish'] as const)
      for (const { path, text } of workflowFiles(wish({ nightly }), templates))
        expect(text).toBe(templates.text(`templates/workflow/github/${path.split('/').at(-1) ?? ''}`));
  });

  it('publish with the rights that the remote needs, and the login that it takes', () => {
    const publishing = (remote: string) => {
      const files = workflowFiles(wish({ remote: REMOTES[remote] }), templates);
      const text = fileOf(files, 'cluster-stacks.yaml');
      const { publish } = (parse(text) as Workflow).jobs;
      const { env } = publish?.steps.at(-1) ?? {};
      return [publish?.permissions, env?.['OCI_REGISTRY'], env?.['OCI_PASSWORD']];
    };
    const packages = { contents: 'read', packages: 'write' };
    expect(publishing('none')).toEqual([packages, 'ghcr.io', '${{ github.token }}']);
    expect(publishing('ghcr')).toEqual([packages, 'ghcr.io', '${{ github.token }}']);
    expect(publishing('harbor')).toEqual([packages, 'registry.example.com', '${{ secrets.OCI_PASSWORD }}']);
    expect(publishing('github')[0]).toEqual({ contents: 'write' });
  });
});

it("the file for GitLab with all settings is good by GitLab's own rules", () => {
  const settings = { systems: ['gitlab'], nightly: 'publish', remote: REMOTES['harbor'] } as const;
  const [file] = workflowFiles(wish(settings), templates);
  expect(checkGitlabText(file?.text ?? '')).toMatchObject({ code: 0 });
});

it('the schedule of GitLab publishes where that is asked for', () => {
  const patch = (nightly: WorkflowWish['nightly']) => {
    const [file] = workflowFiles(wish({ systems: ['gitlab'], nightly }), templates);
    return (parse(file?.text ?? '') as { variables: Record<string, string> }).variables['CSCTL_PATCH'];
  };
  expect([patch('ask'), patch('publish'), patch('none')]).toEqual([undefined, 'publish', undefined]);
});

describe('writing', () => {
  const run = (folder: string, changes: Partial<WorkflowWish>, dryRun = false) =>
    initWorkflow(wish(changes), { dryRun }, templates, { files: new NewFiles(folder) });

  it('creates the files, and tells what is left', async () => {
    const folder = tempFolder();
    const systems = ['github', 'gitlab'] as const;
    expect(await run(folder, { systems, renovate: true }, true)).toMatchObject({ files: { length: 4 } });
    expect(snapshot(folder)).toEqual({});
    const { files, next } = await run(folder, { systems, renovate: true });
    expect(files).toEqual([
      { path: '.github/workflows/cluster-stacks.yaml', status: 'created' },
      { path: '.github/workflows/cluster-stacks-patch.yaml', status: 'created' },
      { path: '.gitlab/cluster-stacks.gitlab-ci.yml', status: 'created' },
      { path: 'renovate.json', status: 'created' },
    ]);
    expect(next.map((step) => step.split(':')[0])).toEqual(['GitHub', 'GitHub', 'GitLab', 'GitLab']);
    const again = await run(folder, { systems, renovate: true });
    expect(again.files.map(({ status }) => status)).toEqual(Array(4).fill('current'));
  });

  it('never replaces a file that was changed', async () => {
    const folder = tempFolder({ '.github/workflows/cluster-stacks.yaml': 'mine' });
    const before = snapshot(folder);
    const refused = await refusalOf(() => run(folder, {}));
    expect(refused.code).toBe('output-foreign');
    expect(refused.message).toBe(
      '.github/workflows/cluster-stacks.yaml is there already; it was left as it is',
    );
    expect(snapshot(folder)).toEqual(before);
  });

  it.each([
    ['--stacks', { stacks: '../other' }],
    ['--stacks', { stacks: '/etc' }],
    ['--stacks', { stacks: '.' }],
    ['--stacks', { stacks: 'a b' }],
    ['--stacks', { stacks: '$(id)' }],
    ['--branch', { branch: "x']" }],
    ['layout:', { remote: { kind: 'layout', place: 'releases' } as const }],
  ])('refuses what no CI can have: %s %o', async (word, changes) => {
    const refused = await refusalOf(() => run(tempFolder(), changes));
    expect(refused.code).toBe('usage');
    expect(refused.message).toContain(word);
  });
});

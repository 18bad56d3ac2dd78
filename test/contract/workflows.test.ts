// The CI templates: good in the language of their CI system, with as few rights as will do, and nothing unpinned.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { githubErrors } from '../support/github-language.ts';
import { PROJECT } from '../support/package.ts';
import {
  allScripts,
  checkGitlabText,
  GITHUB_FILES,
  githubText,
  githubWorkflow,
  gitlabFile,
  gitlabText,
} from '../support/workflows.ts';

const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string };
const TEMPLATES = ['cluster-stacks.yaml', 'cluster-stacks-patch.yaml', 'cluster-stacks-patch-publish.yaml'];

describe.each(Object.keys(GITHUB_FILES))('the GitHub workflow %s', (name) => {
  const workflow = githubWorkflow(name);
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  it("is good for GitHub's own parser", async () => {
    expect(await githubErrors(name, githubText(name))).toEqual([]);
  });

  it('gives no right to all jobs, and each job a list of its own and an end', () => {
    expect(workflow.permissions).toEqual({});
    for (const [, job] of jobs) {
      expect(Object.keys(job.permissions ?? {}).length).toBeGreaterThan(0);
      expect(job['timeout-minutes']).toBeGreaterThan(0);
    }
    expect(workflow.concurrency).toBeDefined();
    expect(workflow.defaults?.run.shell).toBe('bash');
  });

  it('uses two actions of GitHub, by commit, with the version behind it', () => {
    const used = [...githubText(name).matchAll(/uses: (.*)/g)].map(([, text]) => text);
    expect(used.length).toBe(steps.filter(({ uses }) => uses !== undefined).length);
    for (const text of used)
      expect(text).toMatch(/^actions\/(?:checkout|setup-node)@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')))
      expect(step.with?.['persist-credentials']).toBe(false);
  });

  it('puts no expression into a script, and listens to no event with the rights of others', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    expect(Object.keys(workflow.on)).not.toContain('workflow_run');
  });
});

describe('the rights of the templates', () => {
  it('are these', () => {
    const rights = TEMPLATES.flatMap((name) =>
      Object.entries(githubWorkflow(name).jobs).map(([job, { permissions }]) => [
        `${name} ${job}`,
        Object.entries(permissions ?? {}).map(([right, extent]) => `${right}: ${extent}`),
      ]),
    );
    expect(Object.fromEntries(rights)).toEqual({
      'cluster-stacks.yaml plan': ['contents: read', 'packages: read'],
      'cluster-stacks.yaml build': ['contents: read', 'packages: write'],
      'cluster-stacks.yaml comment': ['pull-requests: write'],
      'cluster-stacks.yaml publish': ['contents: read', 'packages: write'],
      'cluster-stacks-patch.yaml update': ['contents: write', 'pull-requests: write'],
      'cluster-stacks-patch-publish.yaml patch': ['contents: write', 'packages: write'],
    });
  });

  it('keep tokens from the steps that need none', () => {
    const holders = TEMPLATES.flatMap((name) =>
      Object.values(githubWorkflow(name).jobs).flatMap(({ steps, env = {} }) => [
        ...(JSON.stringify(env).includes('token') ? [name] : []),
        ...steps
          .filter((step) => /token|secrets/i.test(JSON.stringify(step.env ?? {})))
          .map((step) => step.name),
      ]),
    );
    expect(holders).toEqual([
      'Plan',
      'Build',
      'Write the one comment',
      'Publish',
      'Propose',
      'Commit',
      'Publish',
    ]);
  });
});

describe('the checks of this file', () => {
  it.each([
    ['a key that there is not', 'timeout-minutes', 'timeout-minute'],
    ['a job that there is not', 'needs: plan', 'needs: plans'],
    ['an expression that is none', '${{ fromJSON(needs.plan.outputs.stacks) }}', '${{ fromJSON( }}'],
    ['a right that there is not', 'packages: write', 'packages: all'],
  ])("see %s in GitHub's language", async (_, from, to) => {
    const text = githubText('cluster-stacks.yaml');
    expect(text).toContain(from);
    expect(await githubErrors('changed.yaml', text.replace(from, to))).not.toEqual([]);
  });

  it.each([
    ['a key that there is not', 'interruptible: true', 'interuptible: true'],
    ['a value of another kind', 'interruptible: true', 'interruptible: perhaps'],
    ['a stage that there is not', 'stage: tell', 'stage: told'],
    ['a job that there is not', 'needs: [plan]', 'needs: [plans]'],
  ])("see %s in GitLab's language", (_, from, to) => {
    expect(gitlabText()).toContain(from);
    expect(checkGitlabText(gitlabText().replace(from, to)).code).not.toBe(0);
  });
});

describe('the GitLab template', () => {
  it("is good for GitLab's own schema", () => {
    const { code, said } = checkGitlabText(gitlabText());
    expect(said).toContain('json schema validated');
    expect(code, said).toBe(0);
  });

  it('names exact images, and gives each job an end', () => {
    const images = [...gitlabText().matchAll(/image: '?([^\s',}]+)/g)].map(([, image]) => image);
    expect(images.length).toBeGreaterThan(1);
    for (const image of images) expect(image).toMatch(/^node:\d+\.\d+\.\d+-\w+$/);
    for (const name of ['.csctl', 'note', 'patch'])
      expect(gitlabFile()[name]?.timeout).toMatch(/^\d+ (?:minutes|hour)$/);
  });
});

describe('the scripts of the templates', () => {
  it.each(allScripts())('%s can be read by bash', (_, script) => {
    const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    expect(stderr).toBe('');
  });

  it('install the csctl of this version, and nothing that it brings along runs', () => {
    const texts = [...TEMPLATES.map(githubText), gitlabText()];
    for (const text of texts) {
      expect(/CSCTL_VERSION: (.*)/.exec(text)?.[1]).toBe(version);
      const installs = [...text.matchAll(/npm (?:i|install)\b.*/g)].map(([line]) => line);
      expect(installs.length).toBeGreaterThan(0);
      for (const line of installs)
        expect(line).toContain('npm install --global --ignore-scripts "csctl@$CSCTL_VERSION"');
    }
  });
});

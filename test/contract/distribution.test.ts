// The action and the container file: good in their languages, nothing unpinned, and no text of others in a script.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { githubActionErrors } from '../support/github-language.ts';
import { PROJECT } from '../support/package.ts';
import { ACTION_FILE, ACTION_FOLDER, csctlAction } from '../support/runner.ts';
import { gitlabText } from '../support/workflows.ts';

const read = (name: string) => readFileSync(join(PROJECT, name), 'utf8');

describe('the action', () => {
  const text = readFileSync(ACTION_FILE, 'utf8');
  const { inputs, outputs, runs } = csctlAction();

  it("is good for GitHub's own parser, which would see what is not", async () => {
    expect(await githubActionErrors('action.yml', text)).toEqual([]);
    const broken = text.replace('using: composite', 'using: composites').replace('outputs:', 'output:');
    expect(await githubActionErrors('action.yml', broken)).not.toEqual([]);
  });

  it('uses nothing of others, and runs everything by bash', () => {
    expect(runs.using).toBe('composite');
    expect(runs.steps.filter(({ uses, shell }) => uses !== undefined || shell !== 'bash')).toEqual([]);
  });

  it('puts no expression into a script', () => {
    expect(runs.steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  it('asks for every input that it has, and for no other', () => {
    const used = new Set([...text.matchAll(/inputs\.([a-z-]+)/g)].map(([, name]) => name));
    expect([...used].sort()).toEqual(Object.keys(inputs).sort());
    expect(Object.values(inputs).filter((input) => typeof input.default !== 'string')).toEqual([]);
  });

  it('gives outputs that a step writes', () => {
    const written = runs.steps.flatMap(({ id, run = '' }) =>
      [...run.matchAll(/echo "([a-z-]+)=.*GITHUB_OUTPUT/g)].map(([, name]) => `steps.${id}.outputs.${name}`),
    );
    expect(
      Object.values(outputs)
        .map(({ value }) => value.slice(4, -3))
        .sort(),
    ).toEqual(written.sort());
  });

  it('brings the matcher that it adds', () => {
    const matcher = JSON.parse(readFileSync(join(ACTION_FOLDER, 'problems.json'), 'utf8')) as object;
    expect(matcher).toMatchObject({ problemMatcher: [{ owner: 'csctl' }] });
    expect(text).toContain('::add-matcher::$ACTION/problems.json');
  });
});

describe('the container file', () => {
  const text = read('.ci/Containerfile');
  const [, build = '', final = ''] = text.split(/^(?=FROM )/m);
  const instructions = (stage: string, name: string) =>
    stage.split('\n').flatMap((line) => (line.startsWith(`${name} `) ? [line.slice(name.length + 1)] : []));

  it('begins with images of exact versions, and builds with the Node of the GitLab template', () => {
    const bases = [build, final].flatMap((stage) => instructions(stage, 'FROM'));
    expect(bases.map((base) => base.split(' ')[0])).toEqual([
      expect.stringMatching(/^docker\.io\/library\/node:\d+\.\d+\.\d+-[a-z]+-slim$/),
      expect.stringMatching(/^docker\.io\/library\/debian:\d+\.\d+-slim$/),
    ]);
    const [, node] = /image: node:([\d.]+)/.exec(gitlabText()) ?? [];
    expect(bases[0]).toContain(`node:${node}-`);
  });

  it('ends with csctl alone, for a user who is not root', () => {
    expect(instructions(final, 'USER')).toEqual([expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/)]);
    expect(instructions(final, 'ENTRYPOINT')).toEqual(['["csctl"]']);
    expect(instructions(final, 'COPY').filter((line) => !line.startsWith('--from=build '))).toEqual([]);
  });

  it('copies what a build needs, by name, and runs nothing of a package while it is installed', () => {
    const copied = instructions(build, 'COPY').flatMap((line) => line.split(' ').slice(0, -1));
    expect(copied).not.toContain('.');
    expect(copied).toEqual(
      expect.arrayContaining(['package-lock.json', 'src', 'templates', '.ci', 'providers']),
    );
    expect(instructions(build, 'RUN')[0]).toBe('npm ci --ignore-scripts');
  });

  it('says who made it, where, and under which licence', () => {
    const labels = [...final.matchAll(/org\.opencontainers\.image\.(\w+)="([^"]+)"/g)].map(([, key]) => key);
    expect(labels).toEqual(['title', 'description', 'source', 'licenses']);
  });
});

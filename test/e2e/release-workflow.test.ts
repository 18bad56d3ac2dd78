// The scripts of this project's own release workflow, with stand-ins for what they publish with.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '../support/package.ts';
import { Runner } from '../support/runner.ts';
import { writeFiles } from '../support/temp-folder.ts';
import { githubWorkflow } from '../support/workflows.ts';

const { jobs } = githubWorkflow('release.yaml');
const stepOf = (job: string, name: string) => jobs[job]?.steps.find((step) => step.name === name);

const VALUES = {
  'github.ref_name': 'v1.2.3',
  'github.sha': 'a'.repeat(40),
  'github.repository': 'Example/csctl',
  'github.repository_owner': 'Example',
  'github.actor': 'someone',
  'github.token': 'not-a-secret',
};

/** A stand-in that notes its words, and does what is said of some of them. */
const noting = (name: string, more = ''): string => `echo "${name} $*" >> "$LOG"\n${more}`;

function project(runner: Runner, version: string, changelog: string): void {
  writeFiles(runner.work, { 'package.json': JSON.stringify({ version }), 'CHANGELOG.md': changelog });
}

describe('a tag', () => {
  const check = (runner: Runner) => runner.step(stepOf('test', 'Compare the tag with the version'), VALUES);

  it('is released when it is the version, which the changelog tells of', async () => {
    const runner = new Runner();
    project(runner, '1.2.3', '# Changelog\n\n## 1.2.3 (2026-01-01)\n');
    expect(await check(runner)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it.each([
    ['of another version', '1.2.4', '## 1.2.4 (2026-01-01)\n', 'package.json says 1.2.4'],
    ['without a heading', '1.2.3', '## 1.2.2 (2026-01-01)\n', 'there is no heading "## 1.2.3'],
    ['of what is not released', '1.2.3', '## 1.2.3 (unreleased)\n', 'there is no heading "## 1.2.3'],
  ])('%s is refused', async (_, version, changelog, why) => {
    const runner = new Runner();
    project(runner, version, changelog);
    const { code, stdout } = await check(runner);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error .*\n$/);
    expect(stdout).toContain(why);
  });
});

describe('the executable', () => {
  it('goes into an archive with the licences, and its digest beside it', async () => {
    const runner = new Runner();
    writeFiles(runner.work, { LICENSE: 'l', 'dist/licenses.txt': 'ls', '.tmp/executable/csctl': 'program' });
    expect(await runner.step(stepOf('executable', 'Pack'), VALUES)).toMatchObject({ code: 0, stderr: '' });
    const archive = `csctl-v1.2.3-linux-${process.arch}.tar.gz`;
    const look = await runner.step({ run: `cd .tmp && sha256sum -c *.sha256 && tar -tzf ${archive}` });
    expect(look.stdout).toBe(`${archive}: OK\ncsctl\nLICENSE\nlicenses.txt\n`);
  });

  it.each([
    ['a new draft', 'exit 1', ''],
    ['the draft that there is', 'exit 0', 'exit 1'],
    ['the draft that another job made meanwhile', '[ -s "$LOG.made" ]', 'echo made > "$LOG.made"; exit 1'],
  ])('is attached to %s', async (_, view, create) => {
    const does = `case "$2" in view) ${view} ;; create) ${create || ':'} ;; esac`;
    const runner = new Runner({ gh: noting('gh', does) });
    writeFiles(runner.work, {
      '.tmp/csctl-v1.2.3-linux-x64.tar.gz': 'a',
      '.tmp/csctl-v1.2.3-linux-x64.tar.gz.sha256': 'b',
    });
    expect(await runner.step(stepOf('executable', 'Attach'), VALUES)).toMatchObject({ code: 0 });
    expect(runner.said.at(-1)).toMatch(/^gh release upload v1\.2\.3 \S+\.tar\.gz \S+\.sha256 --clobber$/);
    for (const line of runner.said.filter((one) => one.includes('create'))) expect(line).toContain('--draft');
  });
});

describe('the image', () => {
  it('is pushed when it runs, read-only; the token is in no argument', async () => {
    const runner = new Runner({ docker: noting('docker', 'if [ "$1" = login ]; then cat >> "$LOG.in"; fi') });
    expect(await runner.step(stepOf('container', 'Build and push'), VALUES)).toMatchObject({ code: 0 });
    const image = 'ghcr.io/example/csctl:1.2.3';
    expect(runner.said).toEqual([
      `docker build --file .ci/Containerfile --build-arg COMMIT=${'a'.repeat(40)} --tag ${image} .`,
      `docker run --rm --read-only ${image} version`,
      'docker login ghcr.io --username someone --password-stdin',
      `docker push ${image}`,
    ]);
    expect(readFileSync(join(runner.root, 'log.in'), 'utf8')).toBe('not-a-secret\n');
    const broken = new Runner({ docker: noting('docker', 'if [ "$1" = run ]; then exit 1; fi') });
    expect((await broken.step(stepOf('container', 'Build and push'), VALUES)).code).toBe(1);
    expect(broken.said.filter((line) => line.includes('push'))).toEqual([]);
  });
});

describe('the package', () => {
  const publish = async (version: string, published: string) => {
    const view = `if [ "$1" = view ]; then [ -n "${published}" ] || exit 1; echo "${published}"; fi`;
    const runner = new Runner({ npm: noting('npm', view) });
    project(runner, version, '');
    expect(await runner.step(stepOf('npm', 'Publish'))).toMatchObject({ code: 0 });
    return runner.said.filter((line) => line.startsWith('npm publish'));
  };

  it('is published with its provenance, and once', async () => {
    expect(await publish('1.2.3', '')).toEqual(['npm publish --provenance --access public --tag latest']);
    expect(await publish('1.2.3', '1.2.3')).toEqual([]);
  });

  it('is not what people get who name no version, where it is a candidate', async () => {
    expect(await publish('2.0.0-rc.1', '')).toEqual(['npm publish --provenance --access public --tag next']);
  });

  it('comes after what can be taken back, and before the release is shown', () => {
    const needs = Object.entries(jobs).map(([name, job]) => [name, (job as { needs?: unknown }).needs]);
    expect(Object.fromEntries(needs)).toEqual({
      test: undefined,
      executable: 'test',
      container: 'test',
      npm: ['executable', 'container'],
      announce: 'npm',
    });
  });
});

it('gives each job the rights that it needs', () => {
  const rights = Object.entries(jobs).map(([name, job]) => [name, job.permissions]);
  expect(Object.fromEntries(rights)).toEqual({
    test: { contents: 'read' },
    executable: { contents: 'write' },
    container: { contents: 'read', packages: 'write' },
    npm: { contents: 'read', 'id-token': 'write' },
    announce: { contents: 'write' },
  });
});

it('packs the licences that the build writes', () => {
  expect(readFileSync(join(PROJECT, '.ci/build.mjs'), 'utf8')).toContain("'dist/licenses.txt'");
});

// The steps of the action, run as a runner runs them: with npm and the packed package, or with a stand-in for npm.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { edit, installed, runJson, STACK, useInstalledPackage, workshop } from '../support/csctl.ts';
import { PROJECT } from '../support/package.ts';
import { ACTION_FOLDER, csctlAction, Runner } from '../support/runner.ts';
import { writeFiles } from '../support/temp-folder.ts';

useInstalledPackage();

const { version } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as { version: string };
const { inputs, runs } = csctlAction();

/** What expressions stand for where inputs are as given, the others at their defaults. */
function valuesOf(given: Readonly<Record<string, string>>): Record<string, string> {
  const all = Object.entries(inputs).map(([name, input]) => [
    `inputs.${name}`,
    given[name] ?? String(input.default),
  ]);
  return { ...(Object.fromEntries(all) as Record<string, string>), 'github.action_path': ACTION_FOLDER };
}

const stepOf = (name: string) => runs.steps.find((step) => step.name === name);
const install = (runner: Runner, given: Record<string, string> = {}, env: Record<string, string> = {}) =>
  runner.step(stepOf('Install csctl'), valuesOf(given), env);
const run = (runner: Runner, given: Record<string, string>) =>
  runner.step(stepOf('Run csctl'), valuesOf(given), {
    PATH: `${join(installed().prefix, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
  });

describe('its installation', () => {
  /** Notes what it is asked for, and "installs" a csctl that says that it is this version. */
  const NPM = `echo "$@" >> "$LOG"
while [ "$1" != --prefix ]; do shift; done
mkdir -p "$2/bin"
printf '#!/bin/sh\\necho "csctl version: 9.9.9"\\n' > "$2/bin/csctl"
chmod +x "$2/bin/csctl"`;

  it('takes the package that is named, and later steps find it', async () => {
    const runner = new Runner();
    const outcome = await install(runner, { package: installed().tarball }, { npm_config_offline: 'true' });
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(runner.outputs).toEqual({ version });
    const next = await runner.step({ run: 'csctl version' });
    expect(next.stdout).toContain(`csctl version: ${version}\n`);
  });

  it('is of the version that the action is of, or of the one that is asked for', async () => {
    const runner = new Runner({ npm: NPM });
    for (const given of [{}, { version: '1.2.3' }, { version: 'latest' }])
      expect(await install(runner, given)).toMatchObject({ code: 0 });
    const asked = runner.said.map((line) => line.split(' ').at(-1));
    expect(asked).toEqual([`csctl@${version}`, 'csctl@1.2.3', 'csctl@latest']);
    for (const line of runner.said) expect(line).toMatch(/^install --global .*--ignore-scripts/);
  });

  it('is kept where a runner keeps its tools, unless it may be another one next time', async () => {
    const runner = new Runner({ npm: NPM });
    for (let i = 0; i < 2; i += 1) await install(runner);
    expect(runner.said).toHaveLength(1);
    for (let i = 0; i < 2; i += 1) await install(runner, { version: 'latest' });
    expect(runner.said).toHaveLength(3);
  });

  it('says which Node.js it needs on one that is too old', async () => {
    const runner = new Runner({ npm: NPM });
    const old = join(runner.root, 'old.cjs');
    const versions = `{ value: { ...process.versions, node: '20.18.3' } }`;
    writeFileSync(old, `Object.defineProperty(process, 'versions', ${versions});`);
    const { code, stdout } = await install(runner, {}, { NODE_OPTIONS: `--require=${old}` });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error title=csctl::Node\.js \S+ is too old; .*20\.19/);
    expect(runner.said).toEqual([]);
  });
});

describe('its run', () => {
  it('gives what csctl prints and how it ends', async () => {
    const runner = new Runner();
    const { code, stdout } = await run(runner, { args: `validate --json ${workshop()}` });
    expect(code).toBe(0);
    expect(runner.outputs['exit-code']).toBe('0');
    expect(readFileSync(runner.outputs['stdout'] ?? '', 'utf8')).toBe(stdout);
    expect(JSON.parse(stdout)).toMatchObject({ ok: true });
  });

  it('fails as csctl fails, but for the exit codes that are allowed', async () => {
    const runner = new Runner();
    expect((await run(runner, { args: 'validate nowhere' })).code).toBe(3);
    expect(runner.outputs['exit-code']).toBe('3');
    const allowed = await run(runner, { args: 'validate nowhere', 'allowed-exit-codes': '4 3' });
    expect(allowed.code).toBe(0);
    expect(runner.outputs['exit-code']).toBe('3');
    expect((await run(runner, { args: 'validate nowhere', 'allowed-exit-codes': '33' })).code).toBe(3);
  });

  it('takes words as they are: none is a command, and lines may have spaces', async () => {
    const runner = new Runner();
    const words = ['$(touch', 'made)', ';', '*', '`id`'];
    const one = await run(runner, { args: `validate ${words.join(' ')}` });
    expect(one.code).toBe(3);
    expect(one.stderr).toContain('$(touch');
    const lines = await run(runner, { args: 'validate\nno such folder\n' });
    expect(lines.stderr).toContain('no such folder');
    expect((await runner.step({ run: 'ls -A' })).stdout).toBe('');
  });
});

describe('its matcher', () => {
  interface Pattern {
    readonly regexp: string;
    readonly [group: string]: string | number;
  }
  const text = readFileSync(join(ACTION_FOLDER, 'problems.json'), 'utf8');
  const [matcher] = (JSON.parse(text) as { problemMatcher: { pattern: Pattern[] }[] }).problemMatcher;

  /** As the runner does it: one pattern for one line, one after the other. */
  function annotations(log: string): Record<string, string | undefined>[] {
    const lines = log.split('\n');
    return lines.flatMap((_, start) => {
      const found: Record<string, string | undefined> = {};
      for (const [i, { regexp, ...groups }] of (matcher?.pattern ?? []).entries()) {
        const match = new RegExp(regexp).exec(lines[start + i] ?? '');
        if (!match) return [];
        for (const [name, group] of Object.entries(groups)) found[name] = match[Number(group)];
      }
      return [found];
    });
  }

  it('finds every problem that has a place, with its place', async () => {
    const cwd = workshop();
    edit(join(cwd, STACK, 'csctl.yaml'), /kubernetesVersion: .*/, 'kubernetesVersion: soon');
    writeFiles(join(cwd, STACK), { 'cluster-addon/cni/values.yaml': 'a: 1\na: 2\n' });
    const { json } = await runJson(['validate', 'providers'], { cwd });
    const runner = new Runner();
    const { stdout, stderr } = await run(runner, { args: `validate ${cwd}/providers` });
    const placed = json.problems.filter(({ file }) => file !== undefined);
    expect(placed.length).toBeGreaterThan(0);
    const found = annotations(stdout + stderr).map(
      ({ severity, code, line }) => `${severity} ${code} ${line}`,
    );
    const wanted = placed as unknown as { severity: string; code: string; line?: number }[];
    expect(found.sort()).toEqual(wanted.map((p) => `${p.severity} ${p.code} ${p.line}`).sort());
  });

  it('is put before the log by the step that adds it', async () => {
    const { stdout } = await new Runner().step(stepOf('Show problems beside lines'), valuesOf({}));
    expect(stdout).toBe(`::add-matcher::${ACTION_FOLDER}/problems.json\n`);
  });
});

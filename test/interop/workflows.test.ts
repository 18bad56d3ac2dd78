// CI templates, the action and the container file under the eyes of actionlint, shellcheck and hadolint.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '../support/package.ts';
import { csctlAction } from '../support/runner.ts';
import { allScripts, GITHUB_FILES, githubText } from '../support/workflows.ts';
import { scratchFolder } from './scratch.ts';
import { actionlint, anyMissing, hadolint, shellcheck, titled } from './tools.ts';

/** What actionlint says of a text. */
function lint(text: string): string {
  const cwd = scratchFolder();
  mkdirSync(join(cwd, '.github/workflows'), { recursive: true });
  writeFileSync(join(cwd, '.github/workflows/one.yaml'), text);
  const args = ['-no-color', '-shellcheck', shellcheck.path ?? '', join(cwd, '.github/workflows/one.yaml')];
  return actionlint.run(args, { cwd }).stdout;
}

describe.skipIf(anyMissing(actionlint))(titled('actionlint', [actionlint]), () => {
  it.each(Object.keys(GITHUB_FILES))('finds nothing in %s', (name) => {
    expect(lint(githubText(name))).toBe('');
  });

  it.each([
    ['an output that there is not', 'needs.plan.outputs.table', 'needs.plan.outputs.tables'],
    ['a property that there is not', 'github.actor', 'github.actr'],
    ['text of others in a script', '"csctl@$CSCTL_VERSION"', '"csctl@${{ github.head_ref }}"'],
    ['a right that there is not', 'pull-requests: write', 'pull-request: write'],
  ])('would find %s', (_, from, to) => {
    const text = githubText('cluster-stacks.yaml');
    expect(text).toContain(from);
    expect(lint(text.replaceAll(from, to))).not.toBe('');
  });
});

/** Without mere remarks: it takes GitLab's CI_REGISTRY for a slip, and a command for another shell for one in ours. */
const ARGS = ['--shell=bash', '--severity=warning'];

describe.skipIf(anyMissing(shellcheck))(titled('shellcheck', [shellcheck]), () => {
  const ofAction = csctlAction().runs.steps.map(
    ({ name = '', run = '' }) => [`action: ${name}`, run] as const,
  );

  it.each([...allScripts(), ...ofAction])('finds nothing in %s', (_, script) => {
    const { code, stdout } = shellcheck.run([...ARGS, '-'], { cwd: scratchFolder(), input: script });
    expect(stdout).toBe('');
    expect(code).toBe(0);
  });

  it('would find a variable without quotes', () => {
    expect(shellcheck.run([...ARGS, '-'], { cwd: scratchFolder(), input: 'cd $(ls)\n' }).code).toBe(1);
  });
});

describe.skipIf(anyMissing(hadolint))(titled('hadolint', [hadolint]), () => {
  const text = readFileSync(join(PROJECT, '.ci/Containerfile'), 'utf8');
  const check = (input: string) => hadolint.run(['--no-color', '-'], { cwd: scratchFolder(), input });

  it('finds nothing in the container file', () => {
    expect(check(text)).toMatchObject({ code: 0, stdout: '' });
  });

  it('would find a base without a version', () => {
    expect(check(text.replace(/debian:\S+/, 'debian')).stdout).toContain('DL3006');
  });
});

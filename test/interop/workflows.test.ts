// The CI templates under the eyes of actionlint, which knows jobs, outputs and expressions, and of shellcheck.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allScripts, GITHUB_FILES, githubText } from '../support/workflows.ts';
import { scratchFolder } from './scratch.ts';
import { actionlint, anyMissing, shellcheck, titled } from './tools.ts';

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
  it.each(allScripts())('finds nothing in %s', (_, script) => {
    const { code, stdout } = shellcheck.run([...ARGS, '-'], { cwd: scratchFolder(), input: script });
    expect(stdout).toBe('');
    expect(code).toBe(0);
  });

  it('would find a variable without quotes', () => {
    expect(shellcheck.run([...ARGS, '-'], { cwd: scratchFolder(), input: 'cd $(ls)\n' }).code).toBe(1);
  });
});

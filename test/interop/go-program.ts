// Small Go programs that ask Go's own libraries: built once a run, where Go and the modules can be had.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratchFolder } from './scratch.ts';

/** A program, or why there is none. */
export type GoProgram = { readonly path: string } | { readonly missing: string };

/**
 * Builds a program in a throwaway module.
 * @param requires `sigs.k8s.io/yaml v1.6.0`
 */
export function buildGoProgram(source: string, requires: readonly string[]): GoProgram {
  const cwd = scratchFolder('go-program');
  const path = join(cwd, 'built');
  const needed = requires.map((line) => `require ${line}\n`).join('');
  writeFileSync(join(cwd, 'go.mod'), `module throwaway\n\ngo 1.22\n\n${needed}`);
  writeFileSync(join(cwd, 'main.go'), source);
  // With the user's settings: his module cache and proxy are where modules come from.
  const env = { ...process.env, GOWORK: 'off' };
  const { status, stderr, error } = spawnSync('go', ['build', '-mod=mod', '-o', path, '.'], {
    cwd,
    env,
    encoding: 'utf8',
  });
  if (error) return { missing: 'go is not installed' };
  return status === 0 ? { path } : { missing: `go build: ${stderr.trim().split('\n').at(-1) ?? ''}` };
}

/** Sends the program a line of JSON each, and reads as many back. @throws Error when it fails */
export function askGoProgram<Answer>(path: string, questions: readonly unknown[]): Answer[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const { status, stdout, stderr } = spawnSync(path, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`the Go program failed: ${stderr}`);
  const answers = stdout.trimEnd().split('\n');
  if (answers.length !== questions.length)
    throw new Error(`${answers.length} answers to ${questions.length} questions`);
  return answers.map((line) => JSON.parse(line) as Answer);
}

// Completion in the shells themselves: what zsh and fish offer at the end of a line. (bash: test/e2e/experience.test.ts)
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';
import { anyMissing, environment, titled, Tool } from './tools.ts';

const zsh = new Tool('zsh', 'zsh', ['--version'], /^zsh 5/);
const fish = new Tool('fish', 'fish', ['--version'], /^fish, version [34]/);

/** A folder with a stack and, on the PATH, csctl. */
function surroundings() {
  const cwd = tempFolder({ 'providers/docker/scs/csctl.yaml': '', 'bin/': '' });
  const program = resolve(import.meta.dirname, '../../dist/csctl.cjs');
  const file = join(cwd, 'bin/csctl');
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  chmodSync(file, 0o755);
  return { cwd, env: { PATH: `${join(cwd, 'bin')}${delimiter}${environment()['PATH'] ?? ''}` } };
}

const LINES: readonly (readonly [line: string, words: readonly string[]])[] = [
  ['csctl crea', ['create']],
  ['csctl create --mode=h', ['--mode=hash']],
  ['csctl create --remote la', ['layout:']],
  ['csctl create prov', ['providers/docker/scs']],
  ['csctl completion z', ['zsh']],
];

const wordsIn = (text: string): string[] => text.split('\n').flatMap((line) => line.split('\t')[0] || []);

describe.skipIf(anyMissing(fish))(titled('fish', [fish]), () => {
  it.each(LINES)('completes %j', (line, words) => {
    const script = `csctl completion fish | source; complete -C ${JSON.stringify(line)}`;
    expect(wordsIn(fish.ok(['-c', script], surroundings()))).toEqual(words);
  });
});

describe.skipIf(anyMissing(zsh))(titled('zsh', [zsh]), () => {
  it.each(LINES)('completes %j', (line, words) => {
    const typed = line.split(' ');
    // Outside of its line editor zsh has no compadd: this one prints what it would add.
    const script = `compdef() { }
compadd() { print -l -- "\${(@P)@[-1]}" }
source <(csctl completion zsh)
words=(${typed.join(' ')}) CURRENT=${typed.length} PREFIX='${typed.at(-1) ?? ''}'
_csctl`;
    expect(wordsIn(zsh.ok(['-fc', script], surroundings()))).toEqual(words);
  });
});

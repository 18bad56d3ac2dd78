// A runner of GitHub's, as far as steps notice: bash with its flags, the files for outputs and paths, and stand-ins for programs.
import { spawn } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { outcomeOf, type Outcome } from './csctl.ts';
import { cleanEnvironment, PROJECT } from './package.ts';
import { tempFolder, writeFiles } from './temp-folder.ts';
import { fillIn, type Step } from './workflows.ts';

export const ACTION_FOLDER = join(PROJECT, '.github/actions/csctl');
export const ACTION_FILE = join(ACTION_FOLDER, 'action.yml');

/** An action.yml of the sort "composite". */
export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly (Step & { readonly shell?: string })[] };
}

export const csctlAction = (): Action => parse(readFileSync(ACTION_FILE, 'utf8')) as Action;

type Texts = Readonly<Record<string, string>>;

export class Runner {
  readonly root = tempFolder();
  readonly work = join(this.root, 'work');
  private readonly output = join(this.root, 'output');
  private readonly path = join(this.root, 'path');

  /** @param programs stand-ins by name: scripts of bash; `$LOG` is the file that `said` reads */
  constructor(programs: Texts = {}) {
    writeFiles(this.root, { output: '', path: '', log: '', 'work/': '', 'temp/': '', 'bin/': '' });
    for (const [name, script] of Object.entries(programs)) {
      const file = join(this.root, 'bin', name);
      writeFileSync(file, `#!/usr/bin/env bash\nset -eu\n${script}\n`);
      chmodSync(file, 0o755);
    }
  }

  /** Runs the script of a step, its expressions filled in. */
  step(step: Step | undefined, values: Texts = {}, env: Texts = {}): Promise<Outcome> {
    if (step?.run === undefined) throw new Error('there is no such step');
    const own = cleanEnvironment(this.root);
    const added = readFileSync(this.path, 'utf8').split('\n').reverse();
    const path = [...added.filter((one) => one !== ''), join(this.root, 'bin'), own['PATH'] ?? ''];
    const filled = Object.entries(step.env ?? {}).map(([name, text]) => [name, fillIn(text, values)]);
    const files = { GITHUB_OUTPUT: this.output, GITHUB_PATH: this.path, LOG: join(this.root, 'log') };
    const all = {
      ...{ ...own, ...files, RUNNER_TEMP: join(this.root, 'temp'), PATH: path.join(':') },
      ...{ ...(Object.fromEntries(filled) as Texts), ...env },
    };
    const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run];
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    return outcomeOf(spawn('bash', args, { cwd: this.work, env: all, stdio: [...stdio] }));
  }

  /** Every output so far; the last one of a name counts. */
  get outputs(): Texts {
    const lines = readFileSync(this.output, 'utf8').trim().split('\n');
    return Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
  }

  /** What the stand-ins wrote to their log, line by line. */
  get said(): string[] {
    return readFileSync(join(this.root, 'log'), 'utf8').split('\n').slice(0, -1);
  }
}

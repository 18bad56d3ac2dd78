// The CI templates: read as the CI systems read them, and their steps run as a runner does, by bash.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PROJECT } from './package.ts';
import { tempFolder } from './temp-folder.ts';

const FOLDER = join(PROJECT, 'templates/workflow');
export const GITLAB_FILE = join(FOLDER, 'gitlab/cluster-stacks.gitlab-ci.yml');
const OWN = join(PROJECT, '.github/workflows');

export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly if?: string;
}

export interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string | number>>;
  readonly defaults?: { readonly run: { readonly shell: string } };
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** The GitHub workflows: those for stacks, and the project's own. */
export const GITHUB_FILES: Readonly<Record<string, string>> = Object.fromEntries(
  [join(FOLDER, 'github'), OWN].flatMap((folder) =>
    readdirSync(folder).map((name) => [name, join(folder, name)] as const),
  ),
);

export const githubText = (name: string): string => readFileSync(GITHUB_FILES[name] ?? name, 'utf8');
export const githubWorkflow = (name: string): Workflow => parse(githubText(name)) as Workflow;

export interface GitlabJob {
  readonly image?: string;
  readonly timeout?: string;
  readonly variables?: Readonly<Record<string, { readonly value: string; readonly expand: boolean }>>;
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
}

export const gitlabText = (): string => readFileSync(GITLAB_FILE, 'utf8');
export const gitlabFile = (): Readonly<Record<string, GitlabJob>> =>
  parse(gitlabText()) as Readonly<Record<string, GitlabJob>>;

/** The scripts of a GitLab job: all in one shell, those before first. */
export const gitlabScript = ({ before_script = [], script = [] }: GitlabJob): string =>
  [...before_script, ...script].join('\n');

/** Every script of every template, by a name for it. */
export function allScripts(): readonly (readonly [string, string])[] {
  const github = Object.keys(GITHUB_FILES).flatMap((file) =>
    Object.entries(githubWorkflow(file).jobs).flatMap(([job, { steps }]) =>
      steps.flatMap(({ run, name = '' }) =>
        run === undefined ? [] : [[`${file} ${job}: ${name}`, run] as const],
      ),
    ),
  );
  const gitlab = Object.entries(gitlabFile()).flatMap(([name, job]) =>
    job.script || job.before_script ? [[`gitlab ${name}`, gitlabScript(job)] as const] : [],
  );
  return [...github, ...gitlab];
}

/** What `${{ }}` stands for, by the text between. @throws Error for an expression that is not given */
export const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
    const value = values[expression];
    if (value === undefined) throw new Error(`no value for the expression ${expression}`);
    return value;
  });

/** gitlab-ci-local over a file, with GitLab's own schema. @returns what it says; its exit code */
export function checkGitlab(folder: string): { readonly code: number; readonly said: string } {
  const args = [
    ...['--import', join(import.meta.dirname, 'set-methods.mjs')],
    join(PROJECT, 'node_modules/gitlab-ci-local/dist/index.js'),
    '--list-all',
  ];
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { code: status ?? 1, said: stdout + stderr };
}

/** The same of a text, in a repository that has nothing else. */
export function checkGitlabText(text: string): ReturnType<typeof checkGitlab> {
  const folder = tempFolder({ '.gitlab-ci.yml': text });
  const git = (...args: string[]) =>
    spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder });
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', 'https://gitlab.example.com/group/stacks.git');
  git('add', '.');
  git('commit', '--quiet', '--message=one');
  return checkGitlab(folder);
}

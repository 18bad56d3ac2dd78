// init workflow: the CI files of templates/workflow, at their places and with the settings of a repository filled in.
import { CsctlError } from '../../problem/problem.ts';
import type { NewFile, World } from '../ports.ts';

export const CI_SYSTEMS = ['github', 'gitlab'] as const;
export type CiSystem = (typeof CI_SYSTEMS)[number];

/** What happens every night: a pull request, a release without asking, or nothing. */
export const NIGHTLY = ['ask', 'publish', 'none'] as const;
export type Nightly = (typeof NIGHTLY)[number];

/** Where releases go, as the files name it. */
export interface WorkflowRemote {
  readonly kind: 'layout' | 'github' | 'oci';
  /** `OWNER/REPO`, `HOST/REPOSITORY` */
  readonly place: string;
}

/** What is wanted. */
export interface WorkflowWish {
  readonly systems: readonly CiSystem[];
  readonly nightly: Nightly;
  /** Whether Renovate keeps the CI files current. */
  readonly renovate: boolean;
  /** The folder above all stacks, relative to the top of the repository. */
  readonly stacks: string;
  /** The branch that is released from; GitLab knows it by itself. */
  readonly branch: string;
  /** Undefined: the repository's variable CSCTL_REMOTE says it. */
  readonly remote: WorkflowRemote | undefined;
}

/** Texts of files that come with the program, by name: `templates/workflow/renovate.json`. */
export interface ProgramTexts {
  text(name: string): string;
}

/** The result, as `--json` prints it. */
export interface WorkflowResult {
  readonly files: readonly { readonly path: string; readonly status: 'created' | 'current' }[];
  /** What is left to do by hand, in words. */
  readonly next: readonly string[];
}

/**
 * Writes the files, all or none.
 * @param options `dryRun`: only look whether they could be written
 * @throws CsctlError `usage` for settings that no CI can have; `output-foreign`, `output-unwritable`
 */
export async function initWorkflow(
  wish: WorkflowWish,
  { dryRun }: { readonly dryRun: boolean },
  templates: ProgramTexts,
  { files: sink }: Pick<World, 'files'>,
): Promise<WorkflowResult> {
  checkWish(wish);
  const files = workflowFiles(wish, templates);
  const current = await sink.check(files, false);
  if (!dryRun) await sink.write(files, false);
  return {
    files: files.map(({ path }) => ({ path, status: current.includes(path) ? 'current' : 'created' })),
    next: nextSteps(wish),
  };
}

/** Folders that can stand in the files as they are: relative, and no text of YAML or of a shell's. */
const FOLDER = /^(?!-)(?!\.\.?(?:\/|$))[A-Za-z0-9._/-]+$/;
/** What git allows, less what would have to be quoted. */
const BRANCH = /^[A-Za-z0-9._/-]+$/;

function checkWish({ stacks, branch, remote }: WorkflowWish): void {
  if (!FOLDER.test(stacks) || stacks.startsWith('/') || stacks.split('/').includes('..')) {
    const message = `--stacks is "${stacks}"; expected a folder of the repository that holds the stacks, and nothing else`;
    throw new CsctlError('usage', message, { hint: 'the usual one is providers' });
  }
  if (!BRANCH.test(branch))
    throw new CsctlError('usage', `--branch is "${branch}"; expected the name of a branch, as in main`);
  if (remote?.kind === 'layout')
    throw new CsctlError('usage', 'CI keeps nothing: a layout: on its disk is gone with the job', {
      hint: 'name oci://HOST/REPOSITORY or github:OWNER/REPO, or leave --remote out',
    });
}

/** The files with their paths from the top of the repository. */
export function workflowFiles(wish: WorkflowWish, templates: ProgramTexts): NewFile[] {
  const read = (name: string) => templates.text(`templates/workflow/${name}`);
  const files: NewFile[] = wish.systems.flatMap((system) =>
    system === 'github' ? githubFiles(wish, read) : [gitlabFile(wish, read)],
  );
  if (wish.renovate) files.push({ path: 'renovate.json', text: read('renovate.json') });
  return files;
}

type Read = (name: string) => string;

const NIGHTLY_FILES = {
  ask: ['cluster-stacks-patch.yaml'],
  publish: ['cluster-stacks-patch-publish.yaml'],
  none: [],
} as const;

function githubFiles(wish: WorkflowWish, read: Read): NewFile[] {
  const names = ['cluster-stacks.yaml', ...NIGHTLY_FILES[wish.nightly]];
  return names.map((name) => ({
    path: `.github/workflows/${name}`,
    text: forGithub(read(`github/${name}`), wish),
  }));
}

function forGithub(text: string, { stacks, branch, remote }: WorkflowWish): string {
  const settled = withStacks(text, stacks)
    .replaceAll('branches: [main]', `branches: [${branch}]`)
    .replaceAll('refs/heads/main', `refs/heads/${branch}`);
  return remote ? withGithubRemote(settled, remote) : settled;
}

const withStacks = (text: string, stacks: string): string =>
  text.replace(/^( +STACKS:) providers$/m, `$1 ${stacks}`);

/** The registry that the token of a workflow is for. */
const OWN_REGISTRY = 'ghcr.io';

/** The rights of the job that publishes: releases on GitHub are content of a repository, not packages. */
const PUBLISHING_TO_REGISTRY = `    # For a remote github:OWNER/REPO it is contents that must be write, and packages can go.
    permissions:
      contents: read
      packages: write
`;
const PUBLISHING_TO_GITHUB = `    permissions:
      contents: write
`;

function withGithubRemote(text: string, remote: WorkflowRemote): string {
  const named = text.replaceAll(
    'CSCTL_REMOTE: ${{ vars.CSCTL_REMOTE }}',
    () => `CSCTL_REMOTE: ${formatRemote(remote)}`,
  );
  if (remote.kind === 'github') return named.replace(PUBLISHING_TO_REGISTRY, PUBLISHING_TO_GITHUB);
  const host = remote.place.split('/')[0] ?? '';
  if (host === OWN_REGISTRY) return named;
  return named
    .replaceAll(/(OCI_REGISTRY:) ghcr\.io/g, `$1 ${host}`)
    .replaceAll('OCI_USERNAME: ${{ github.actor }}', 'OCI_USERNAME: ${{ secrets.OCI_USERNAME }}')
    .replaceAll('OCI_PASSWORD: ${{ github.token }}', 'OCI_PASSWORD: ${{ secrets.OCI_PASSWORD }}');
}

const formatRemote = ({ kind, place }: WorkflowRemote): string =>
  kind === 'oci' ? `oci://${place}` : `${kind}:${place}`;

function gitlabFile({ stacks, remote, nightly }: WorkflowWish, read: Read): NewFile {
  const variables = [
    ...(remote ? [`  CSCTL_REMOTE: ${formatRemote(remote)}`] : []),
    ...(nightly === 'publish'
      ? ['  # Of the schedule: straight to the main branch.', '  CSCTL_PATCH: publish']
      : []),
  ];
  const text = withStacks(read('gitlab/cluster-stacks.gitlab-ci.yml'), stacks);
  return {
    path: '.gitlab/cluster-stacks.gitlab-ci.yml',
    text: text.replace(/^( +STACKS: .*\n)/m, (line) =>
      [line, ...variables.map((one) => `${one}\n`)].join(''),
    ),
  };
}

/** What no file can do: settings of the repository (docs/ci.md). */
function nextSteps({ systems, nightly, remote }: WorkflowWish): string[] {
  const steps: string[] = [];
  if (systems.includes('github')) {
    if (!remote)
      steps.push(
        'GitHub: set the repository variable CSCTL_REMOTE, as in oci://ghcr.io/OWNER/cluster-stacks',
      );
    if (remote?.kind === 'oci' && !remote.place.startsWith(`${OWN_REGISTRY}/`))
      steps.push('GitHub: set the secrets OCI_USERNAME and OCI_PASSWORD');
    if (nightly === 'ask')
      steps.push('GitHub: allow GitHub Actions to create pull requests, in the settings of the repository');
    if (nightly === 'publish') steps.push('GitHub: let the workflow push to the branch');
  }
  if (systems.includes('gitlab')) {
    steps.push('GitLab: include .gitlab/cluster-stacks.gitlab-ci.yml from .gitlab-ci.yml');
    if (remote) steps.push('GitLab: set the variables OCI_REGISTRY, OCI_USERNAME and OCI_PASSWORD, masked');
    if (nightly !== 'none')
      steps.push('GitLab: add a pipeline schedule for the night, and the variable CSCTL_GITLAB_TOKEN');
  }
  return steps;
}

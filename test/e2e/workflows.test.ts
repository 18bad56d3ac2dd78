// The steps of the CI templates, run by bash as a runner runs them: with the installed csctl, git, and a stand-in for gh.
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { edit, installed, outcomeOf, shell, useInstalledPackage, type Outcome } from '../support/csctl.ts';
import { bodyOf, serve } from '../support/http-server.ts';
import { cleanEnvironment, PROJECT } from '../support/package.ts';
import { TestRegistry } from '../support/registry/test-registry.ts';
import { tempFolder, writeFiles } from '../support/temp-folder.ts';
import {
  allScripts,
  checkGitlab,
  fillIn,
  githubWorkflow,
  gitlabFile,
  gitlabScript,
  type GitlabJob,
} from '../support/workflows.ts';

useInstalledPackage();

type Env = Readonly<Record<string, string>>;

/** Notes what it is asked, with the text of files that it is handed, and answers with what lies in files of its folder. */
const FAKE_GH = `#!/usr/bin/env bash
set -eu
body=
for word in "$@"; do
  case "$word" in body=@*) body="\${word#body=@}" ;; *.md) body="$word" ;; esac
done
{ printf '%s ' "$@"; echo; if [ -n "$body" ]; then cat "$body"; echo; fi; } >> "$FAKE/asked"
case "$1 $2" in
  'api --paginate') cat "$FAKE/comments" 2>/dev/null || true ;;
  'pr list') cat "$FAKE/requests" 2>/dev/null || true ;;
esac
`;
const FAKE_NPM = '#!/usr/bin/env bash\nprintf "%s " "$@" >> "$FAKE/installed"\n';

/** Every script that ran in this file. */
const ran: string[] = [];

/** A clone of a repository of stacks on a runner, and what surrounds it. */
class Sandbox {
  readonly root = tempFolder();
  readonly work = join(this.root, 'work');
  readonly origin = join(this.root, 'origin.git');
  readonly fake = join(this.root, 'fake');

  constructor() {
    cpSync(join(PROJECT, 'providers/docker'), join(this.work, 'providers/docker'), { recursive: true });
    writeFiles(this.root, {
      'bin/gh': FAKE_GH,
      'bin/npm': FAKE_NPM,
      'fake/': '',
      'temp/': '',
      outputs: '',
      summary: '',
    });
    for (const program of ['gh', 'npm']) chmodSync(join(this.root, 'bin', program), 0o755);
  }

  /** Makes it a clone with one commit, as the checkout action leaves it. */
  async commit(): Promise<void> {
    const start = [
      `git init --quiet --bare --initial-branch=main "${this.origin}"`,
      `git init --quiet --initial-branch=main .`,
      `git remote add origin "${this.origin}"`,
      'git add .',
      'git -c user.name=a -c user.email=a@example.com commit --quiet --message=one',
      'git push --quiet origin main',
    ];
    const { code, stderr } = await this.bash(start.join('\n'));
    expect(code, stderr).toBe(0);
  }

  bash(script: string, env: Env = {}): Promise<Outcome> {
    ran.push(script);
    const own = cleanEnvironment(installed().prefix);
    const path = [join(this.root, 'bin'), join(installed().prefix, 'node_modules/.bin'), own['PATH'] ?? ''];
    const runner = {
      FAKE: this.fake,
      RUNNER_TEMP: join(this.root, 'temp'),
      GITHUB_OUTPUT: join(this.root, 'outputs'),
    };
    const more = { GITHUB_STEP_SUMMARY: join(this.root, 'summary'), GITHUB_REPOSITORY: 'example/stacks' };
    const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
    const all = { ...own, PATH: path.join(':'), ...runner, ...more, ...env };
    return outcomeOf(spawn('bash', args, { cwd: this.work, env: all, stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  /** Runs a step of a GitHub workflow, with the environment that the workflow gives it. */
  step(file: string, job: string, name: string, values: Env = {}): Promise<Outcome> {
    const workflow = githubWorkflow(file);
    const step = workflow.jobs[job]?.steps.find((one) => one.name === name);
    if (step?.run === undefined) throw new Error(`${file} has no step ${name} in ${job}`);
    const env = Object.entries({ ...workflow.env, ...step.env }).map(([key, text]) => [
      key,
      fillIn(String(text), values),
    ]);
    return this.bash(step.run, Object.fromEntries(env) as Env);
  }

  /** Runs a job of the GitLab template. */
  job(job: GitlabJob, env: Env): Promise<Outcome> {
    const { CSCTL_VERSION = '', STACKS = '' } = gitlabFile()['variables'] as unknown as Env;
    return this.bash(gitlabScript(job), { CSCTL_VERSION, STACKS, ...env });
  }

  /** The outputs of the last step that had any. */
  outputs(): Env {
    const lines = readFileSync(join(this.root, 'outputs'), 'utf8').trim().split('\n');
    writeFileSync(join(this.root, 'outputs'), '');
    return Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
  }

  /** What gh was asked since the last look. */
  asked(): string {
    const file = join(this.fake, 'asked');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    rmSync(file, { force: true });
    return text;
  }

  async git(command: string): Promise<string> {
    const { code, stdout, stderr } = await this.bash(`git ${command}`);
    expect(code, stderr).toBe(0);
    return stdout.trim();
  }
}

interface Planned {
  readonly stack: string;
  readonly tag: string;
  readonly minor: string;
}

const TOKENS = { 'github.actor': 'someone', 'github.token': '' };
const planOf = (outputs: Env): Planned[] => JSON.parse(outputs['stacks'] ?? '') as Planned[];
const tableOf = (outputs: Env): string => JSON.parse(outputs['table'] ?? '') as string;
const ok = (outcome: Outcome): Outcome => {
  expect(outcome.code, outcome.stdout + outcome.stderr).toBe(0);
  return outcome;
};

/** Gives a minor of the stack another Kubernetes patch, as a pull request would. */
const bump = (sandbox: Sandbox): void =>
  edit(join(sandbox.work, 'providers/docker/scs/stack.yaml'), /version: v1\.34\.\d+/, 'version: v1.34.99');

describe('cluster-stacks.yaml', () => {
  const FILE = 'cluster-stacks.yaml';
  const plan = async (sandbox: Sandbox, event: string, remote: string): Promise<Env> => {
    ok(
      await sandbox.step(FILE, 'plan', 'Plan', {
        ...TOKENS,
        'vars.CSCTL_REMOTE': remote,
        'github.event_name': event,
      }),
    );
    return sandbox.outputs();
  };
  const publish = (sandbox: Sandbox, remote: string, { stack, minor }: Planned) =>
    sandbox.step(FILE, 'publish', 'Publish', {
      ...TOKENS,
      'vars.CSCTL_REMOTE': remote,
      'matrix.stack': stack,
      'matrix.minor': minor,
    });

  it('installs csctl, checks, and publishes each release in a job of its own; then nothing, then what changed', async () => {
    const sandbox = new Sandbox();
    await sandbox.commit();
    const remote = `layout:${sandbox.root}/releases`;
    ok(await sandbox.step(FILE, 'plan', 'Install csctl'));
    expect(readFileSync(join(sandbox.fake, 'installed'), 'utf8')).toMatch(
      /^install --global --ignore-scripts csctl@\d/,
    );
    ok(await sandbox.step(FILE, 'plan', 'Check'));

    const first = planOf(await plan(sandbox, 'push', remote));
    expect(first.map(({ tag }) => tag)).toEqual([32, 33, 34, 35].map((minor) => `docker-scs-1-${minor}-v1`));
    for (const one of first) ok(await publish(sandbox, remote, one));
    const { stdout } = ok(await shell(`csctl list --json --remote ${remote}`));
    expect((JSON.parse(stdout) as { releases: Planned[] }).releases.map(({ tag }) => tag).sort()).toEqual(
      first.map(({ tag }) => tag),
    );

    // Another run was faster: that is no failure.
    for (const one of first.slice(0, 1)) ok(await publish(sandbox, remote, one));
    const again = await plan(sandbox, 'push', remote);
    expect([planOf(again), tableOf(again)]).toEqual([[], '']);
    expect(readFileSync(join(sandbox.root, 'summary'), 'utf8')).toBe('Nothing to release.\n');

    bump(sandbox);
    const changed = await plan(sandbox, 'push', remote);
    expect(planOf(changed)).toEqual([
      { stack: 'providers/docker/scs', tag: 'docker-scs-1-34-v2', minor: '1.34' },
    ]);
  });

  it('fails where a stack is not right, or a place to publish to is missing', async () => {
    const sandbox = new Sandbox();
    expect(
      (
        await sandbox.step(FILE, 'plan', 'Plan', {
          ...TOKENS,
          'vars.CSCTL_REMOTE': '',
          'github.event_name': 'push',
        })
      ).code,
    ).toBe(2);
    edit(join(sandbox.work, 'providers/docker/scs/stack.yaml'), 'name: scs', 'name: s-c-s');
    expect((await sandbox.step(FILE, 'plan', 'Check')).code).toBe(3);
  });

  it('builds what a pull request changes, and writes one comment that it comes back to', async () => {
    const sandbox = new Sandbox();
    await sandbox.commit();
    const outputs = await plan(sandbox, 'pull_request', '');
    const planned = planOf(outputs);
    expect(planned).toHaveLength(4);
    const build = (fork: string, hashes: string) =>
      sandbox.step(FILE, 'build', 'Build', {
        ...TOKENS,
        'vars.CSCTL_HASH_REMOTE': hashes,
        'github.event.pull_request.head.repo.full_name != github.repository': fork,
        'matrix.stack': planned[0]?.stack ?? '',
        'matrix.minor': planned[0]?.minor ?? '',
      });
    const table = tableOf(outputs);
    const built = /docker-scs-1-32-v0-sha-\w+/.exec(table)?.[0] ?? '';
    const hashes = join(sandbox.root, 'hashes');
    ok(await build('true', `layout:${hashes}`));
    expect(existsSync(join(sandbox.work, '.release', built, 'metadata.yaml'))).toBe(true);
    expect(existsSync(hashes), 'a fork publishes nothing').toBe(false);
    ok(await build('false', `layout:${hashes}`));
    expect(ok(await shell(`csctl list --remote layout:${hashes}`)).stdout).toContain(built);

    const comment = (text: string, result: string) =>
      sandbox.step(FILE, 'comment', 'Write the one comment', {
        ...TOKENS,
        'github.event.pull_request.number': '7',
        'github.event.pull_request.head.sha': 'abc123',
        'fromJSON(needs.plan.outputs.table)': text,
        'needs.build.result': result,
      });
    ok(await comment(table, 'success'));
    const posted = sandbox.asked();
    expect(posted).toContain('--method POST repos/example/stacks/issues/7/comments');
    expect(posted).toContain(
      `<!-- csctl -->\nMerging abc123 releases these cluster stacks. Their builds: **success**.\n\n${table}`,
    );

    writeFileSync(join(sandbox.fake, 'comments'), '4711\n4712\n');
    ok(await comment('', 'skipped'));
    const written = sandbox.asked();
    expect(written).toContain('--method PATCH repos/example/stacks/issues/comments/4711');
    expect(written).toContain('releases nothing');
    expect(written).not.toContain('POST');

    rmSync(join(sandbox.fake, 'comments'));
    ok(await comment('', 'skipped'));
    expect(sandbox.asked()).not.toMatch(/POST|PATCH/);
  });

  it('takes the name of a folder for nothing but a name', async () => {
    const sandbox = new Sandbox();
    const odd = 'providers/$(touch pwned) `touch pwned` | @all "\'; touch pwned #';
    cpSync(join(sandbox.work, 'providers/docker/scs'), join(sandbox.work, odd), { recursive: true });
    edit(join(sandbox.work, odd, 'stack.yaml'), 'name: scs', 'name: odd');
    const outputs = await plan(sandbox, 'pull_request', '');
    const [strange] = planOf(outputs).filter(({ tag }) => tag.startsWith('docker-odd-1-34'));
    expect(strange?.stack).toBe(odd);
    const remote = `layout:${sandbox.root}/releases`;
    ok(await publish(sandbox, remote, strange ?? { stack: '', tag: '', minor: '' }));
    const rows = tableOf(outputs).split('\n');
    expect(new Set(rows.map((row) => row.split('|').length))).toEqual(new Set([7]));
    expect(existsSync(join(sandbox.work, 'pwned'))).toBe(false);
  });
});

/** Leaves the stack with what a file can tell of upstream: no charts, no images. @returns the feed */
function offline(sandbox: Sandbox): string {
  const stack = join(sandbox.work, 'providers/docker/scs');
  const config = parse(readFileSync(join(stack, 'stack.yaml'), 'utf8')) as Record<string, unknown>;
  const { apiVersion, provider, name } = config;
  writeFileSync(
    join(stack, 'stack.yaml'),
    stringify({ apiVersion, provider, name, kubernetes: [{ version: 'v1.33.10' }, { version: 'v1.34.7' }] }),
  );
  rmSync(join(stack, 'charts.lock.yaml'));
  for (const stage of ['cni', 'metrics-server']) {
    const file = join(stack, 'cluster-addon', stage, 'Chart.yaml');
    const chart = parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    delete chart['dependencies'];
    writeFileSync(file, stringify(chart));
  }
  const feed = [
    ['1.34', '1.34.8'],
    ['1.33', '1.33.10'],
  ].map(([cycle, latest]) => ({
    cycle,
    latest,
    releaseDate: '2026-01-01',
    latestReleaseDate: '2026-11-10',
    eol: '2027-12-31',
    support: '2027-12-31',
    lts: false,
  }));
  writeFileSync(join(sandbox.root, 'feed.json'), JSON.stringify(feed));
  return join(sandbox.root, 'feed.json');
}

const TITLE = 'New Kubernetes patches, node images and addons';

describe('cluster-stacks-patch.yaml', () => {
  const FILE = 'cluster-stacks-patch.yaml';
  const propose = (sandbox: Sandbox) =>
    sandbox.step(FILE, 'update', 'Propose', {
      'secrets.CSCTL_PATCH_TOKEN || github.token': 'a-token',
      'github.ref_name': 'main',
    });

  it('proposes what csctl update found, once, and writes the proposal anew when there is more', async () => {
    const sandbox = new Sandbox();
    const feed = offline(sandbox);
    await sandbox.commit();
    const update = async () => {
      const workflow = githubWorkflow(FILE);
      const run = workflow.jobs['update']?.steps.find(({ id }) => id === 'update')?.run ?? '';
      ok(await sandbox.bash(run, { STACKS: String(workflow.env?.['STACKS']), CSCTL_KUBERNETES_FEED: feed }));
      expect(sandbox.outputs()).toEqual({ status: '0' });
    };
    await update();
    ok(await propose(sandbox));
    const asked = sandbox.asked();
    expect(asked).toContain(`pr create --base main --head csctl/patch --title ${TITLE}`);
    expect(asked).toContain('v1.34.8');
    expect(await sandbox.git('diff --stat --no-color origin/main HEAD')).toMatch(
      /stack\.yaml \| 2 \+-\n 1 file changed/,
    );
    const pushed = await sandbox.git('ls-remote origin refs/heads/csctl/patch');
    expect(pushed).toContain(await sandbox.git('rev-parse HEAD'));

    // The next night: the same proposal.
    writeFileSync(join(sandbox.fake, 'requests'), '12\n');
    await sandbox.git('reset --quiet --hard origin/main');
    await update();
    ok(await propose(sandbox));
    expect(sandbox.asked()).toContain(`pr edit 12 --title ${TITLE}`);
    expect(await sandbox.git('ls-remote origin refs/heads/csctl/patch')).toBe(pushed);

    // The night after: a newer patch.
    edit(feed, '1.33.10', '1.33.11');
    await sandbox.git('reset --quiet --hard origin/main');
    await update();
    ok(await propose(sandbox));
    expect(await sandbox.git('ls-remote origin refs/heads/csctl/patch')).not.toBe(pushed);
  });

  it('proposes nothing when everything is current, and fails where a source is down', async () => {
    const sandbox = new Sandbox();
    await sandbox.commit();
    const { stdout } = ok(await propose(sandbox));
    expect(stdout).toContain('Everything is current.');
    expect(sandbox.asked()).toBe('');
    const run = githubWorkflow(FILE).jobs['update']?.steps.find(({ id }) => id === 'update')?.run ?? '';
    offline(sandbox);
    const down = await sandbox.bash(run, {
      STACKS: 'providers',
      CSCTL_KUBERNETES_FEED: '/nowhere/feed.json',
    });
    expect(down.code).not.toBe(0);
    ok(await sandbox.bash(`rm -f "$GITHUB_OUTPUT"; touch "$GITHUB_OUTPUT" "$RUNNER_TEMP/summary.md"`));
    expect((await sandbox.step(FILE, 'update', 'Tell what could not be updated')).code).toBe(3);
  });
});

describe('cluster-stacks-patch-publish.yaml', () => {
  const FILE = 'cluster-stacks-patch-publish.yaml';

  it('commits first, then publishes from the commit; run again, it does nothing', async () => {
    const sandbox = new Sandbox();
    const feed = offline(sandbox);
    await sandbox.commit();
    const before = await sandbox.git('rev-parse HEAD');
    const remote = `layout:${sandbox.root}/releases`;
    const night = async () => {
      for (const { name = '', run } of githubWorkflow(FILE).jobs['patch']?.steps ?? []) {
        if (run === undefined) continue;
        const script = `export CSCTL_KUBERNETES_FEED='${feed}'\n${run}`;
        const env = {
          STACKS: 'providers',
          CSCTL_VERSION: '0.1.0',
          CSCTL_REMOTE: remote,
          CSCTL_COMMENT: name,
        };
        ok(await sandbox.bash(script, env));
      }
    };
    await night();
    const after = await sandbox.git('rev-parse HEAD');
    expect(after).not.toBe(before);
    expect(await sandbox.git('ls-remote origin refs/heads/main')).toContain(after);
    const listed = ok(await shell(`csctl inspect --json --remote ${remote} docker-scs-1-34-v1`)).stdout;
    expect(JSON.parse(listed)).toMatchObject({ kubernetes: 'v1.34.8', commit: after, dirty: false });
    expect(readFileSync(join(sandbox.root, 'summary'), 'utf8')).toContain('docker-scs-1-34-v1');
    await night();
    expect(await sandbox.git('rev-parse HEAD')).toBe(after);
    const tags = ok(await shell(`csctl list --json --remote ${remote}`)).stdout;
    expect((JSON.parse(tags) as { releases: unknown[] }).releases).toHaveLength(2);
  });
});

describe('the GitLab template', () => {
  const plan = (): GitlabJob => ({ ...gitlabFile()['.csctl'], ...gitlabFile()['plan'] });
  const patch = (): GitlabJob => ({ ...gitlabFile()['.csctl'], ...gitlabFile()['patch'] });
  const children = (sandbox: Sandbox) =>
    JSON.parse(readFileSync(join(sandbox.work, 'jobs.yml'), 'utf8')) as Record<string, GitlabJob>;
  const variablesOf = ({ variables = {} }: GitlabJob): Env =>
    Object.fromEntries(Object.entries(variables).map(([key, { value }]) => [key, value]));

  it('makes a pipeline with a job for each release, which publish; then one that does nothing', async () => {
    const sandbox = new Sandbox();
    await sandbox.commit();
    const env = { CI_PIPELINE_SOURCE: 'push', CSCTL_REMOTE: `layout:${sandbox.root}/releases` };
    ok(await sandbox.job(plan(), env));
    const jobs = children(sandbox);
    expect(Object.keys(jobs)).toEqual([32, 33, 34, 35].map((minor) => `publish docker-scs-1-${minor}-v1`));
    const checked = join(sandbox.root, 'child');
    writeFiles(checked, { '.gitlab-ci.yml': readFileSync(join(sandbox.work, 'jobs.yml'), 'utf8') });
    ok(
      await sandbox.bash(
        `cd "${checked}" && git init --quiet && git remote add origin https://gitlab.example.com/a/b.git`,
      ),
    );
    ok(
      await sandbox.bash(
        `cd "${checked}" && git -c user.name=a -c user.email=a@b commit --quiet --allow-empty -m one`,
      ),
    );
    const { code, said } = checkGitlab(checked);
    expect(code, said).toBe(0);
    for (const job of Object.values(jobs)) ok(await sandbox.job(job, { ...env, ...variablesOf(job) }));
    ok(await sandbox.job(plan(), env));
    expect(Object.keys(children(sandbox))).toEqual(['nothing to release']);
  });

  it('builds merge requests', async () => {
    const sandbox = new Sandbox();
    await sandbox.commit();
    const hashes = `layout:${sandbox.root}/hashes`;
    const env = { CI_PIPELINE_SOURCE: 'merge_request_event', CSCTL_REMOTE: `layout:${sandbox.root}/none` };
    ok(await sandbox.job(plan(), { ...env, CSCTL_HASH_REMOTE: hashes }));
    const [name = '', job = {}] = Object.entries(children(sandbox))[0] ?? [];
    expect(name).toBe('build for docker-scs-1-32-v1');
    ok(await sandbox.job(job, { ...env, CSCTL_HASH_REMOTE: hashes, ...variablesOf(job) }));
    expect(ok(await shell(`csctl list --remote ${hashes}`)).stdout).toContain('docker-scs-1-32-v0-sha');
  });

  it('publishes to the registry of the project where no other is named, with its login', async () => {
    const sandbox = new Sandbox();
    await sandbox.commit();
    const registry = await TestRegistry.start({ users: { job: 'secret' } });
    const env = {
      CI_PIPELINE_SOURCE: 'push',
      CI_REGISTRY: registry.host,
      CI_REGISTRY_IMAGE: `${registry.host}/group/stacks`,
      CI_REGISTRY_USER: 'job',
      CI_REGISTRY_PASSWORD: 'secret',
    };
    ok(await sandbox.job(plan(), env));
    const [, , job = {}] = Object.values(children(sandbox));
    ok(await sandbox.job(job, { ...env, ...variablesOf(job) }));
    expect([...(registry.repositories.get('group/stacks')?.tags.keys() ?? [])]).toEqual([
      'docker-scs-1-34-v1',
    ]);
  });

  it('writes one note, and comes back to it', async () => {
    const sandbox = new Sandbox();
    const asked: string[] = [];
    let notes: { id: number; body: string; system: boolean }[] = [];
    const api = await serve(async (request, response) => {
      expect(request.headers['private-token']).toBe('secret');
      const body = (await bodyOf(request)).toString();
      const page = new URL(request.url ?? '', 'http://x').searchParams.get('page');
      if (request.method === 'GET' && page === '1')
        return response
          .setHeader('x-next-page', '2')
          .end(JSON.stringify([{ id: 1, body: 'hello', system: false }]));
      if (request.method === 'GET') return response.setHeader('x-next-page', '').end(JSON.stringify(notes));
      asked.push(`${request.method} ${request.url} ${body}`);
      return response.end('{}');
    });
    const env = {
      CI_API_V4_URL: `${api.href}api/v4`,
      CI_PROJECT_ID: '5',
      CI_MERGE_REQUEST_IID: '7',
      CI_COMMIT_SHA: 'abc123',
      CSCTL_GITLAB_TOKEN: 'secret',
    };
    const note = async (table: string) => {
      writeFileSync(join(sandbox.work, 'table.md'), table);
      ok(await sandbox.job(gitlabFile()['note'] ?? {}, env));
    };
    await note('');
    expect(asked).toEqual([]);
    await note('| a |\n');
    expect(asked).toEqual([
      `POST /api/v4/projects/5/merge_requests/7/notes ${JSON.stringify({ body: '<!-- csctl -->\nMerging abc123 releases these cluster stacks.\n\n| a |\n' })}`,
    ]);
    notes = [{ id: 9, body: '<!-- csctl -->\nold', system: false }];
    await note('');
    expect(asked[1]).toMatch(/^PUT \/api\/v4\/projects\/5\/merge_requests\/7\/notes\/9 .*releases nothing/);
  });

  it('proposes patches by a merge request, or publishes them straight away', async () => {
    const sandbox = new Sandbox();
    const feed = offline(sandbox);
    await sandbox.commit();
    const asked: string[] = [];
    const api = await serve(async (request, response) => {
      asked.push(`${request.method} ${request.url} ${(await bodyOf(request)).toString()}`);
      response.end(request.method === 'GET' ? '[]' : '{}');
    });
    const first = await sandbox.git('rev-parse HEAD');
    const env = {
      CI_API_V4_URL: `${api.href}api/v4`,
      CI_PROJECT_ID: '5',
      CI_DEFAULT_BRANCH: 'main',
      CI_COMMIT_SHA: first,
      CI_SERVER_URL: `file://${sandbox.root}`,
      CI_PROJECT_PATH: 'origin',
      CSCTL_GITLAB_TOKEN: 'secret',
      CSCTL_REMOTE: `layout:${sandbox.root}/releases`,
      CSCTL_KUBERNETES_FEED: feed,
    };
    ok(await sandbox.job(patch(), env));
    expect(asked[0]).toBe('GET /api/v4/projects/5/merge_requests?state=opened&source_branch=csctl%2Fpatch ');
    expect(asked[1]).toMatch(
      /^POST \/api\/v4\/projects\/5\/merge_requests \{.*"target_branch":"main".*v1\.34\.8/,
    );
    expect(await sandbox.git('ls-remote origin refs/heads/csctl/patch')).toContain(
      await sandbox.git('rev-parse HEAD'),
    );
    expect(await sandbox.git('ls-remote origin refs/heads/main')).toContain(first);
    expect(existsSync(join(sandbox.root, 'releases')), 'nothing is published').toBe(false);

    await sandbox.git(`reset --quiet --hard ${first}`);
    ok(await sandbox.job(patch(), { ...env, CSCTL_PATCH: 'publish' }));
    expect(await sandbox.git('ls-remote origin refs/heads/main')).toContain(
      await sandbox.git('rev-parse HEAD'),
    );
    expect(ok(await shell(`csctl list --remote ${env.CSCTL_REMOTE}`)).stdout).toContain('docker-scs-1-34-v1');
    expect(asked).toHaveLength(2);
  });
});

it('left out no script of a template', () => {
  const templates = allScripts().filter(([name]) => !/^(ci|release)\.yaml/.test(name));
  expect(templates.length).toBeGreaterThan(12);
  const idle = templates.filter(([, script]) => !ran.some((one) => one.includes(script)));
  expect(idle.map(([name]) => name)).toEqual([]);
});

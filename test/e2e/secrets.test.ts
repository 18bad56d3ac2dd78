// No secret appears anywhere: one is planted in every place that a secret can come from, and looked for in everything
// that csctl prints, writes, hands to other programs on their command lines, or sends to a host it is not for.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outcomeOf, start, STACK, useInstalledPackage, workshop } from '../support/csctl.ts';
import { startGithub } from '../support/github/server.ts';
import { serve } from '../support/http-server.ts';
import { TestRegistry } from '../support/registry/test-registry.ts';

useInstalledPackage();

const SECRET = 'pl4nt3d-s3cr3t-v4lu3';
/** Other ways to write it. */
const FORMS = [SECRET, Buffer.from(SECRET).toString('base64').replace(/=+$/, ''), encodeURIComponent(SECRET)];

/** Runs csctl; neither its output nor its command line may have the secret in it. */
async function run(args: string[], cwd: string, env: Record<string, string>): Promise<number> {
  const outcome = await outcomeOf(start(args, { cwd, env }));
  const said = outcome.stdout + outcome.stderr;
  for (const form of FORMS) expect(said, `csctl ${args.join(' ')}`).not.toContain(form);
  expect(outcome.code, said).not.toBe(1);
  return outcome.code;
}

/** Each command that goes to a remote, as text and as JSON. */
async function runAll(remote: string, cwd: string, env: Record<string, string>): Promise<number[]> {
  const tag = 'docker-scs-1-34-v1';
  const create = ['create', '--publish', '--remote', remote, STACK];
  const others = [
    ['plan', '--remote', remote, STACK],
    ['publish', '--remote', remote, `.release/${tag}`],
    ['list', '--remote', remote],
    ['inspect', '--remote', remote, tag],
    ['verify', '--remote', remote, tag],
    ['pull', '--remote', remote, '-o', 'got', tag],
    ['diff', '--remote', remote, STACK],
    ['copy', '--from', remote, '--to-remote', 'layout:copied', tag],
  ];
  const created = await run(create, cwd, env);
  const codes = await Promise.all(others.map((line) => run(line, cwd, env)));
  await Promise.all([create, ...others].map((line) => run([...line, '--json'], cwd, env)));
  return [created, ...codes];
}

/** A file for each program that may be asked for a secret or given one; what it is called with is noted. */
function programs(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const note = `printf '%s\\n' "$0 $*" >> "${folder}/calls"`;
  const program = (name: string, body: string) => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${note}\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  program('gh', `echo ${SECRET}`);
  program('docker-credential-planted', `cat > /dev/null; echo '{"Username":"u","Secret":"${SECRET}"}'`);
  program('cosign', `echo "no key: $COSIGN_PASSWORD" | sed 's/${SECRET}/***/' >&2; exit 1`);
  return folder;
}

function expectNothingLeft(cwd: string): void {
  const files = readdirSync(cwd, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    const file = join(parentPath, name);
    if (/\/(?:bin|docker)\/(?!calls)|\/\.git\/config$/.test(file)) continue;
    const text = readFileSync(file, 'latin1');
    for (const form of FORMS) expect(text.includes(form), file).toBe(false);
  }
}

/** A folder to work in, whose repository has a password in its address. */
function plantedWorkshop(): { cwd: string; path: string } {
  const cwd = workshop();
  const path = `${programs(join(cwd, 'bin'))}:${process.env['PATH'] ?? ''}`;
  const git = (...args: string[]) => execFileSync('git', args, { cwd, stdio: 'ignore' });
  git('init', '-q');
  git('remote', 'add', 'origin', `https://user:${SECRET}@git.example/o/r.git`);
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-q', '--allow-empty', '-m', 'one');
  return { cwd, path };
}

describe('a token for GitHub', () => {
  it.each(['GITHUB_TOKEN', 'GH_TOKEN', 'GIT_ACCESS_TOKEN', 'gh auth token'])(
    'from %s is used, and shown to nobody',
    { timeout: 120_000 },
    async (place) => {
      const { cwd, path } = plantedWorkshop();
      const github = await startGithub({ tokens: { [SECRET]: 'push' } });
      const env = {
        PATH: path,
        GITHUB_API_URL: github.apiUrl.href,
        ...(place !== 'gh auth token' && { [place]: SECRET }),
      };
      expect(await runAll('github:o/stacks', cwd, env)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
      // The storage that downloads are redirected to never gets it.
      expect(github.log.filter(({ host, token }) => host === 'storage' && token)).toEqual([]);
      const refusing = await startGithub({ tokens: {}, private: true });
      const codes = await runAll('github:o/stacks', cwd, { ...env, GITHUB_API_URL: refusing.apiUrl.href });
      expect(new Set(codes)).toEqual(new Set([5]));
      expectNothingLeft(cwd);
    },
  );
});

describe('a secret for a registry', () => {
  const login = { OCI_USERNAME: 'u', OCI_PASSWORD: SECRET };

  it.each<[string, Record<string, string>, object | undefined]>([
    ['OCI_PASSWORD', login, undefined],
    ['config.json', {}, { auth: Buffer.from(`u:${SECRET}`).toString('base64') }],
    ['a credential helper', {}, { helper: true }],
  ])('from %s is used, and shown to nobody', { timeout: 120_000 }, async (_place, variables, entry) => {
    const { cwd, path } = plantedWorkshop();
    const registry = await TestRegistry.start({ users: { u: SECRET }, storage: true });
    const refusing = await TestRegistry.start({ users: { u: 'another' } });
    mkdirSync(join(cwd, 'docker'));
    const hosts = [registry.host, refusing.host];
    const perHost = (value: unknown) => Object.fromEntries(hosts.map((host) => [host, value]));
    const isHelper = entry !== undefined && 'helper' in entry;
    const config = isHelper ? { credHelpers: perHost('planted') } : { auths: entry ? perHost(entry) : {} };
    writeFileSync(join(cwd, 'docker/config.json'), JSON.stringify(config));
    const env = { PATH: path, DOCKER_CONFIG: join(cwd, 'docker'), ...variables };
    expect(await runAll(`oci://${registry.host}/o/stacks`, cwd, env)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(registry.fetched.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
    const codes = await runAll(`oci://${refusing.host}/o/stacks`, cwd, env);
    expect(new Set(codes)).toEqual(new Set([5]));
    const sign = ['publish', '--sign', '--remote', `oci://${registry.host}/o/stacks`];
    await run([...sign, '.release/docker-scs-1-34-v1'], cwd, { ...env, COSIGN_PASSWORD: SECRET });
    expectNothingLeft(cwd);
  });

  it('is sent to no registry that it is not for', async () => {
    const seen: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(401, { 'www-authenticate': 'Basic realm="here"' }).end();
    });
    const { cwd } = plantedWorkshop();
    const env = {
      ...login,
      OCI_REGISTRY: 'registry.example',
      OCI_ACCESS_TOKEN: SECRET,
      GITHUB_TOKEN: SECRET,
    };
    expect(await run(['list', '--remote', `oci://${other.host}/o/stacks`], cwd, env)).toBe(5);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((header) => header !== undefined)).toEqual([]);
  });
});

describe('a secret in an address', () => {
  it.each([
    `https://user:${SECRET}@ghcr.io/o/r`,
    `oci://user:${SECRET}@ghcr.io/o/r`,
    `github:https://${SECRET}@github.com/o/r`,
    `github:${SECRET}@github.com:o/r.git`,
  ])('is not repeated: %s', async (remote) => {
    const cwd = workshop();
    expect(await run(['list', '--remote', remote], cwd, {})).toBe(2);
    expect(await run(['list', '--json', '--remote', remote], cwd, {})).toBe(2);
  });

  it.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('of a proxy is not repeated: %s', async (name) => {
    const cwd = workshop();
    const list = ['list', '--remote', 'oci://registry.invalid/o/r'];
    expect(await run(list, cwd, { [name]: `http://user:${SECRET}@127.0.0.1:1` })).toBe(5);
    expect(await run(list, cwd, { [name]: `nonsense://user:${SECRET}@` })).not.toBe(0);
  });

  it('of an API is not repeated', async () => {
    const env = { GITHUB_API_URL: `https://user:${SECRET}@github.example/api` };
    expect(await run(['list', '--remote', 'github:o/r'], workshop(), env)).toBe(2);
  });
});

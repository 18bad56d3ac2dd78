// Credentials and folders in git as users make them: from clouds.yaml and a release to files, and no secret on the way.
import fc from 'fast-check';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { AUTHORITY } from '../support/clouds/authority.ts';
import { ONE_CLOUD } from '../support/clouds/texts.ts';
import { run, runBoth, runJson, shell, useInstalledPackage } from '../support/csctl.ts';
import { DOCKER, OPENSTACK, writeOneMinor } from '../support/own-stacks.ts';
import { snapshot, tempFolder } from '../support/temp-folder.ts';

useInstalledPackage();

const GENERATE = ['generate', 'credentials'];
const SECRET = 'open sesame';

interface Delivered {
  readonly tag: string | null;
  readonly manifests: { name: string; file: string | null; status: string; text: string | null }[];
}

/** Release folders of our own stacks, made once; the tags end in what they contain. */
async function releases(cwd: string): Promise<Record<'openstack' | 'docker', string>> {
  for (const stack of [DOCKER, OPENSTACK]) writeOneMinor(stack, join(cwd, stack));
  const { code, stderr } = await run(['create', '-m', 'hash', '--no-embed-dependencies', DOCKER, OPENSTACK], {
    cwd,
  });
  expect(code, stderr).toBe(0);
  const tags = Object.keys(snapshot(join(cwd, '.release'))).filter((path) => /^[^/]+\/$/.test(path));
  const of = (provider: string) =>
    `.release/${tags.find((tag) => tag.startsWith(provider)) ?? ''}`.replace(/\/$/, '');
  return { openstack: of('openstack'), docker: of('docker') };
}

describe('generate credentials', () => {
  it('writes files that only their owner can read, and names what comes next', async () => {
    const cwd = tempFolder({ 'clouds.yaml': `${ONE_CLOUD}    cacert: ca.pem\n`, 'ca.pem': AUTHORITY });
    const { code, stdout, stderr } = await run([...GENERATE, '-n', 'tenant', '-o', 'all.yaml'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe('all.yaml  written\nnext: kubectl apply -f all.yaml\n');
    expect(statSync(join(cwd, 'all.yaml')).mode & 0o777).toBe(0o600);
    const objects = parseAllDocuments(readFileSync(join(cwd, 'all.yaml'), 'utf8')).map(
      (one) => one.toJS() as { kind: string },
    );
    expect(objects.map(({ kind }) => kind)).toEqual(['Secret', 'Secret', 'ClusterResourceSet']);
    const again = await run([...GENERATE, '-n', 'tenant', '-o', 'all.yaml'], { cwd });
    expect(again.stdout).toContain('all.yaml  current\n');
    const other = await run([...GENERATE, '-n', 'other', '-o', 'all.yaml'], { cwd });
    expect([other.code, other.stderr]).toEqual([6, expect.stringContaining('--overwrite')]);
  });

  it('prints secrets only when asked, whole and decodable', async () => {
    const cwd = tempFolder({ 'clouds.yaml': ONE_CLOUD });
    const refused = await runBoth(GENERATE, { cwd });
    expect([refused.code, refused.stdout, refused.json.error.code]).toEqual([2, '', 'credentials-hidden']);
    const { stdout } = await run([...GENERATE, '--show-secrets'], { cwd });
    const [provider] = parseAllDocuments(stdout).map(
      (one) => one.toJS() as { stringData: Record<string, string> },
    );
    expect(parse(provider?.stringData['clouds.yaml'] ?? '')).toEqual({
      clouds: { openstack: (parse(ONE_CLOUD) as { clouds: { mine: object } }).clouds.mine },
    });
    const hidden = await runJson([...GENERATE, '-o', 'secrets'], { cwd });
    expect(JSON.stringify(hidden.json)).not.toContain(SECRET);
    expect((hidden.json as unknown as Delivered).manifests.map(({ text }) => text === null)).toEqual([
      true,
      true,
      false,
    ]);
    const shown = await runJson([...GENERATE, '--show-secrets'], { cwd });
    expect(JSON.stringify(shown.json)).toContain(SECRET);
  });

  it('finds the files of the OpenStack client', async () => {
    const cwd = tempFolder({
      'home/.config/openstack/clouds.yaml': ONE_CLOUD,
      'x.yaml': ONE_CLOUD.replace('mine', 'yours'),
    });
    mkdirSync(join(cwd, 'empty'));
    const env = { HOME: join(cwd, 'home') };
    const cloudOf = async (more: Record<string, string>) => {
      const { stdout } = await run([...GENERATE, '--show-secrets'], {
        cwd: join(cwd, 'empty'),
        env: { ...env, ...more },
      });
      return /the cloud (\S+),/.exec(stdout)?.[1];
    };
    expect(await cloudOf({})).toBe('mine');
    expect(await cloudOf({ OS_CLIENT_CONFIG_FILE: '../x.yaml' })).toBe('yours');
    const none = await run([...GENERATE, '--show-secrets'], {
      cwd: join(cwd, 'empty'),
      env: { ...env, OS_CLOUD: 'other' },
    });
    expect([none.code, none.stderr]).toEqual([
      2,
      expect.stringContaining('has no cloud other, which OS_CLOUD names'),
    ]);
  });

  it('takes the names of a release, and says where none are needed', async () => {
    const cwd = tempFolder({ 'clouds.yaml': ONE_CLOUD });
    const { openstack, docker } = await releases(cwd);
    const { json } = await runBoth([...GENERATE, openstack, '-n', 'tenant', '--show-secrets'], { cwd });
    const { tag, manifests } = json as unknown as Delivered;
    expect(`.release/${String(tag)}`).toBe(openstack);
    expect(manifests.map(({ text }) => text?.split('\n')[0])).toEqual(
      Array(3).fill(`# csctl generate credentials ${String(tag)}`),
    );
    const none = await run([...GENERATE, docker, '-o', 'x.yaml'], { cwd });
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('which needs no credentials')]);
  });

  it.each([
    ['an odd namespace', ['-n', 'My_Tenant'], '--namespace is "My_Tenant"'],
    ['an odd name', ['--name', 'a b'], '--name is "a b"'],
    ['an odd entry', ['--entry', 'a b'], '--entry is "a b"'],
    ['an odd label', ['--managed-secret', 'a.b'], '--managed-secret is "a.b"'],
    ['one name twice', ['--managed-secret', 'openstack'], 'two Secrets would have the name openstack'],
  ])('refuses %s', async (_name, flags, message) => {
    const cwd = tempFolder({ 'clouds.yaml': ONE_CLOUD });
    const { code, stderr } = await run([...GENERATE, ...flags, '--show-secrets'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('shows no secret of a broken file, wherever it stands', async () => {
    const noise = fc.string({
      unit: fc.constantFrom(...'ab:- \n\t"\'{}[]&*!|%@`#,?'),
      minLength: 1,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(noise, noise, async (before, after) => {
        const cwd = tempFolder({
          'clouds.yaml': ONE_CLOUD.replace(SECRET, () => `${before}SESAME${after}\n: [SESAME`),
        });
        const { code, stdout, stderr } = await run([...GENERATE, '-o', 'x.yaml'], { cwd });
        expect(code).toBe(3);
        expect(stdout + stderr).not.toContain('SESAME');
        expect(stderr).toMatch(/at clouds\.yaml:\d+:\d+\n/);
      }),
      { numRuns: 12 },
    );
  });
});

describe('generate gitops', () => {
  async function prepared() {
    const cwd = tempFolder();
    return { cwd, ...(await releases(cwd)) };
  }

  it('writes folders for both tools, the same bytes twice', async () => {
    const { cwd, docker } = await prepared();
    const flags = {
      flux: ['--tool', 'flux'],
      argocd: ['--tool', 'argocd', '--repo', 'https://git.example.com/c.git'],
    };
    for (const [tool, more] of Object.entries(flags)) {
      const args = ['generate', 'gitops', docker, ...more, '-n', 'tenant', '-o', `git/${tool}`];
      const first = await run(args, { cwd });
      expect([first.code, first.stderr], first.stderr).toEqual([0, '']);
      expect(first.stdout).toMatch(new RegExp(`next: git add git/${tool}\\n$`));
      const before = snapshot(join(cwd, 'git', tool));
      expect(Object.keys(before)).toContain(tool === 'flux' ? 'flux.yaml' : 'application.yaml');
      const { json } = await runBoth(args, { cwd });
      expect(new Set((json as unknown as Delivered).manifests.map(({ status }) => status))).toEqual(
        new Set(['current']),
      );
      expect(snapshot(join(cwd, 'git', tool))).toEqual(before);
    }
  });

  it('asks for what a new folder needs', async () => {
    const { cwd, openstack } = await prepared();
    const args = ['generate', 'gitops', openstack, '-o', join(cwd, 'new')];
    for (const [more, message] of [
      [['--tool', 'flux', '-n', 't'], 'is in its repository is not clear'],
      [['--path', 'new'], '--tool is missing'],
      [['--path', 'new', '--tool', 'flux'], '-n is missing'],
      [['--path', 'new', '--tool', 'argocd', '-n', 't'], '--repo is missing'],
      [['--path', '../new', '--tool', 'flux', '-n', 't'], 'outside of the repository'],
    ] as const) {
      const { code, stderr } = await run([...args, ...more], { cwd });
      expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    }
    expect((await shell('ls', { cwd })).stdout).not.toContain('new');
  });

  it('says which values are missing, and where', async () => {
    const { cwd, openstack } = await prepared();
    const args = ['generate', 'gitops', openstack, '--tool', 'flux', '-n', 't', '-o', 'git'];
    const { code, stderr } = await run(args, { cwd });
    expect(code).toBe(0);
    const text = readFileSync(join(cwd, 'git/cluster/cluster.yaml'), 'utf8').replace(/^ *#.*\n/gm, '');
    expect(stderr.includes('git/cluster/cluster.yaml')).toBe(/<[A-Z]/.test(text));
  });
});

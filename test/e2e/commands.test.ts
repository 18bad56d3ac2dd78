// Every command as users type it, as text and as --json.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  edit,
  installed,
  KUBERNETES,
  MINOR,
  run,
  runBoth,
  runJson,
  SERIES,
  shell,
  STACK,
  useInstalledPackage,
  workshop,
} from '../support/csctl.ts';
import { OPENSTACK } from '../support/own-stacks.ts';
import { snapshot, writeFiles } from '../support/temp-folder.ts';

useInstalledPackage();

const COMPONENTS = ['clusterStack', 'clusterAddon', 'nodeImage'];
const CUSTOM = [
  '--cluster-stack-version',
  'v3',
  '--cluster-addon-version',
  'v2',
  '--node-image-version',
  'v1',
];

const folders = (path: string): string[] => (existsSync(path) ? readdirSync(path).sort() : []);

describe('create', () => {
  it.each([
    ['stable', ['--remote', 'layout:releases'], /-v1$/, 'first release in channel stable'],
    ['beta', ['--remote', 'layout:releases'], /-v1-beta-0$/, 'first release in channel beta'],
    ['alpha', ['--remote', 'layout:releases'], /-v1-alpha-0$/, 'first release in channel alpha'],
    ['hash', [], /-v0-sha-[a-z0-9]{7}$/, 'hash of the sources'],
    ['custom', CUSTOM, /-v3$/, 'as given'],
  ])('mode %s', async (mode, flags, ending, reason) => {
    const cwd = workshop();
    const { code, stdout, json } = await runBoth(['create', '-m', mode, ...flags, STACK], { cwd });
    expect(code).toBe(0);
    const [release] = json.releases;
    const tag = release?.tag ?? '';
    expect(tag).toMatch(ending);
    expect(tag.startsWith(`${SERIES}-`)).toBe(true);
    expect(Object.keys(json)).toEqual(['releases', 'warnings']);
    expect(release).toMatchObject({
      folder: `.release/${tag}`,
      status: 'created',
      kubernetes: KUBERNETES,
      published: [],
    });
    expect(Object.keys(release?.versions ?? {})).toEqual(COMPONENTS);
    expect(release?.decision.map(({ component, to, reasons }) => [component, to, reasons])).toEqual(
      COMPONENTS.map((component) => [component, release?.versions[component], [reason]]),
    );

    // What it says is what there is, and the operator would take it.
    expect(folders(join(cwd, '.release'))).toEqual([tag]);
    expect(folders(join(cwd, '.release', tag))).toEqual(release?.assets.map(({ name }) => name).sort());
    expect((await shell('sha256sum --quiet -c SHA256SUMS', { cwd: join(cwd, '.release', tag) })).code).toBe(
      0,
    );
    expect((await runBoth(['verify', `.release/${tag}`], { cwd })).code).toBe(0);
    expect(existsSync(join(cwd, 'releases'))).toBe(false);

    const lines = stdout.split('\n');
    expect(lines[0]).toBe(`${tag}  Kubernetes ${KUBERNETES}  created`);
    expect(lines[1]?.trim().split(/\s+/)).toEqual(['COMPONENT', 'FROM', 'TO', 'WHY']);
    expect(lines[2]).toMatch(
      new RegExp(`^  clusterStack +- +${release?.versions['clusterStack'] ?? ''} +${reason}$`),
    );
    for (const { name } of release?.assets ?? []) expect(stdout).toContain(`    ${name}  `);
    expect(lines.at(-2)).toBe(`next: csctl verify .release/${tag}`);
  });

  it('custom takes the three versions as they are given', async () => {
    const { json } = await runJson(['create', '-m', 'custom', ...CUSTOM, STACK], { cwd: workshop() });
    expect(json.releases[0]?.versions).toEqual({ clusterStack: 'v3', clusterAddon: 'v2', nodeImage: 'v1' });
    expect(json.releases[0]?.assets.map(({ name }) => name)).toContain(`${SERIES}-cluster-addon-v2.tgz`);
  });

  it('-k takes the minor, another spelling of all, and several', async () => {
    const cwd = workshop();
    for (const k of [
      ['-k', MINOR],
      ['--kubernetes', 'all'],
      ['-k', MINOR, '-k', MINOR],
    ]) {
      expect((await run(['create', '-m', 'hash', ...k, STACK], { cwd })).code).toBe(0);
    }
  });

  it('--dry-run writes nothing and tells the true digests', async () => {
    const cwd = workshop();
    const args = ['create', '--remote', 'layout:releases', '--publish', STACK];
    const before = snapshot(cwd);
    const { stdout, json: dry } = await runBoth([...args, '--dry-run'], { cwd });
    expect(stdout).toContain('would be created');
    expect(dry.releases[0]).toMatchObject({ folder: null, published: [] });
    expect(snapshot(cwd)).toEqual(before);
    const { json: real } = await runJson(args, { cwd });
    for (const key of ['tag', 'kubernetes', 'versions', 'decision', 'assets'] as const) {
      expect(dry.releases[0]?.[key]).toEqual(real.releases[0]?.[key]);
    }
  });

  it('-o chooses the parent; what csctl made there is replaced, beside it nothing is touched', async () => {
    const cwd = workshop();
    writeFiles(cwd, { 'out/notes.txt': 'mine' });
    const args = ['create', '-m', 'custom', ...CUSTOM, '-o', 'out/', STACK];
    await run(args, { cwd });
    const first = snapshot(join(cwd, 'out'));
    edit(join(cwd, STACK, 'cluster-class/values.yaml'), /^/, '# changed\n');
    expect((await run(args, { cwd })).stdout).toContain(`out/${SERIES}-v3\n`);
    const second = snapshot(join(cwd, 'out'));
    expect(Object.keys(second)).toEqual(Object.keys(first));
    expect(second[`${SERIES}-v3/hashes.json`]).not.toBe(first[`${SERIES}-v3/hashes.json`]);
    expect(second['notes.txt']).toBe('mine');
  });

  it('--allow makes a problem a warning, and the release says so', async () => {
    const cwd = workshop();
    edit(join(cwd, STACK, 'csctl.yaml'), 'config:\n', 'config:\n  colour: red\n');
    const { code, json } = await runJson(['create', '-m', 'hash', '--allow', 'config-unknown-key', STACK], {
      cwd,
    });
    expect(code).toBe(0);
    const warning = { code: 'config-unknown-key', severity: 'warning' };
    expect(json.warnings).toContainEqual(expect.objectContaining(warning));
    const hashes = readFileSync(join(cwd, json.releases[0]?.folder ?? '', 'hashes.json'), 'utf8');
    expect(JSON.parse(hashes)).toMatchObject({ build: { allowed: ['config-unknown-key'] } });
  });
});

describe('create of several stacks', () => {
  it('takes folders above stacks, and each stack once', async () => {
    const cwd = workshop();
    const args = ['create', '-m', 'hash', 'providers', STACK, `./${STACK}/`];
    const { code, json } = await runJson(args, { cwd });
    expect(code).toBe(0);
    expect(json.releases.map(({ tag }) => tag.split('-')[0])).toEqual(['docker', 'openstack']);
    expect(folders(join(cwd, '.release'))).toEqual(json.releases.map(({ tag }) => tag).sort());
    const { stdout } = await run(['verify', ...json.releases.map(({ folder }) => folder ?? '')], { cwd });
    expect(stdout).toMatch(/^ok: 2 releases, /m);
  });

  it('writes none when one is refused, and tells all problems', async () => {
    const cwd = workshop();
    cpSync(join(cwd, STACK), join(cwd, 'providers/docker/second'), { recursive: true });
    edit(join(cwd, 'providers/docker/second/csctl.yaml'), 'clusterStackName: scs', 'clusterStackName: a.b');
    rmSync(join(cwd, OPENSTACK, 'cluster-class'), { recursive: true });
    const remote = ['--remote', 'layout:releases', '--publish'];
    const { code, stderr, json } = await runBoth(['create', ...remote, 'providers'], { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain('2 of 3 stacks');
    expect(json.error.problems.map((one) => one.code)).toEqual(
      expect.arrayContaining(['stack-name', 'chart-missing']),
    );
    expect(readdirSync(cwd)).toEqual(['providers']);
  });

  it('exits 4 only when none has anything new', async () => {
    const cwd = workshop();
    const args = ['create', '--remote', 'layout:releases', '--publish', 'providers'];
    await run(args, { cwd });
    edit(join(cwd, STACK, 'cluster-class/values.yaml'), /^/, '# changed\n');
    const { code, json } = await runJson(args, { cwd });
    expect({ code, status: json.releases.map(({ status }) => status) }).toEqual({
      code: 0,
      status: ['published', 'unchanged'],
    });
    expect((await runBoth(args, { cwd })).code).toBe(4);
  });
});

describe('create with remotes', () => {
  const publish = (...layouts: string[]) => [
    'create',
    '--publish',
    ...layouts.flatMap((name) => ['--remote', `layout:${name}`]),
    STACK,
  ];

  it('publishes, says where, and finds the release there', async () => {
    const cwd = workshop();
    const { json } = await runJson(publish('releases'), { cwd });
    const [release] = json.releases;
    expect(release?.status).toBe('published');
    const digest = release?.published[0]?.digest ?? '';
    expect(release?.published).toEqual([
      { remote: 'layout:releases', status: 'published', digest, url: `layout:releases@${digest}` },
    ]);
    const index = JSON.parse(readFileSync(join(cwd, 'releases/index.json'), 'utf8')) as {
      manifests: unknown[];
    };
    expect(index.manifests).toEqual([
      expect.objectContaining({
        digest,
        annotations: { 'org.opencontainers.image.ref.name': `${SERIES}-v1` },
      }),
    ]);
    expect((await runBoth(['verify', '--remote', 'layout:releases', `${SERIES}-v1`], { cwd })).code).toBe(0);
  });

  it('identical content is no conflict', async () => {
    const cwd = workshop();
    const args = ['create', '-m', 'custom', ...CUSTOM, '--publish', '--remote', 'layout:releases', STACK];
    await run(args, { cwd });
    const before = snapshot(cwd);
    const { code, stdout } = await run(args, { cwd });
    expect({ code, head: stdout.split('\n')[0] }).toEqual({
      code: 0,
      head: `${SERIES}-v3  Kubernetes ${KUBERNETES}  identical`,
    });
    expect(stdout).toContain('already there, identical: layout:releases@sha256:');
    expect(snapshot(cwd)).toEqual(before);
  });

  it('a remote that lacks the newest release gets it', async () => {
    const cwd = workshop();
    await run(publish('a'), { cwd });
    const { code, json } = await runJson(publish('a', 'b'), { cwd });
    expect(code).toBe(0);
    expect(json.releases[0]).toMatchObject({
      tag: `${SERIES}-v1`,
      status: 'published',
      published: [{ remote: 'layout:b', status: 'published' }],
    });
    expect((await shell('diff -r a b', { cwd })).stdout).toBe('');
    expect((await runBoth(publish('a', 'b'), { cwd })).code).toBe(4);
  });

  it('the highest version of all remotes counts', async () => {
    const cwd = workshop();
    await run(publish('a'), { cwd });
    edit(join(cwd, STACK, 'cluster-class/values.yaml'), /^/, '# two\n');
    await run(publish('a'), { cwd });
    edit(join(cwd, STACK, 'cluster-class/values.yaml'), /^/, '# three\n');
    const { json } = await runJson(publish('b', 'a'), { cwd });
    expect(json.releases[0]).toMatchObject({
      tag: `${SERIES}-v3`,
      published: [{ remote: 'layout:b' }, { remote: 'layout:a' }],
    });
  });

  it('CSCTL_REMOTE is the remote where none is named', async () => {
    const cwd = workshop();
    const env = { CSCTL_REMOTE: 'layout:from-env' };
    expect((await run(['create', '--publish', STACK], { cwd, env })).code).toBe(0);
    expect((await runBoth(['create', STACK], { cwd, env })).code).toBe(4);
    expect((await runBoth(['verify', `${SERIES}-v1`], { cwd, env })).code).toBe(0);
    const { json } = await runJson(['plan', '--remote', 'layout:named', STACK], { cwd, env });
    expect(json.plans[0]).toMatchObject({ tag: `${SERIES}-v1`, previous: null });
  });

  it('--force makes a version without a change, and tells its reason', async () => {
    const cwd = workshop();
    await run(publish('releases'), { cwd });
    const force = ['--force', '--reason', 'rebuilt after the disk failed'];
    const { code, stdout, json } = await runBoth(['create', ...force, '--remote', 'layout:releases', STACK], {
      cwd,
    });
    expect({ code, tag: json.releases[0]?.tag }).toEqual({ code: 0, tag: `${SERIES}-v2` });
    expect(stdout).toMatch(
      /clusterStack +v1 +v2 +forced: rebuilt after the disk failed\n +clusterAddon +v1 +v1 +unchanged/,
    );
  });
});

describe('plan', () => {
  it('tells what create would do, and writes nothing', async () => {
    const cwd = workshop();
    const before = snapshot(cwd);
    const { code, stdout, json } = await runBoth(['plan', '--remote', 'layout:releases', 'providers'], {
      cwd,
    });
    expect(code).toBe(0);
    expect(Object.keys(json)).toEqual(['plans', 'warnings']);
    expect(json.plans.map(({ stack, previous, changed }) => [stack, previous, changed])).toEqual([
      [STACK, null, true],
      [OPENSTACK, null, true],
    ]);
    expect(json.plans[0]).toMatchObject({ tag: `${SERIES}-v1`, kubernetes: KUBERNETES });
    expect(stdout).toContain(`${STACK} -> ${SERIES}-v1  Kubernetes ${KUBERNETES}\n`);
    expect(snapshot(cwd)).toEqual(before);
  });

  it.each([[['-m', 'hash']], [['-m', 'custom', ...CUSTOM]], [['-m', 'beta', '--remote', 'layout:releases']]])(
    '%j decides as create does',
    async (flags) => {
      const cwd = workshop();
      const { json: plan } = await runJson(['plan', ...flags, STACK], { cwd });
      const { json: made } = await runJson(['create', ...flags, STACK], { cwd });
      expect(plan.plans[0]?.tag).toBe(made.releases[0]?.tag);
      expect(plan.plans[0]?.decision).toEqual(made.releases[0]?.decision);
    },
  );

  it('exits 4 with --exit-code when there is nothing to release', async () => {
    const cwd = workshop();
    const remote = ['--remote', 'layout:releases'];
    expect((await runBoth(['plan', '--exit-code', ...remote, STACK], { cwd })).code).toBe(0);
    await run(['create', '--publish', ...remote, STACK], { cwd });
    expect((await runBoth(['plan', ...remote, STACK], { cwd })).code).toBe(0);
    const { code, stdout } = await runBoth(['plan', '--exit-code', ...remote, STACK], { cwd });
    expect({ code, stdout }).toEqual({
      code: 4,
      stdout: expect.stringContaining('nothing to release') as string,
    });
  });
});

describe('validate', () => {
  it('answers for all stacks, and writes nothing', async () => {
    const cwd = workshop();
    const before = snapshot(cwd);
    const { code, stdout, json } = await runBoth(['validate', 'providers'], { cwd });
    expect({ code, ok: json.ok, keys: Object.keys(json) }).toEqual({
      code: 0,
      ok: true,
      keys: ['ok', 'problems'],
    });
    expect(stdout).toMatch(/^ok: 2 stacks, /m);
    expect(snapshot(cwd)).toEqual(before);
  });

  it('finds what is wrong with any of them', async () => {
    const cwd = workshop();
    rmSync(join(cwd, OPENSTACK, 'cluster-class'), { recursive: true });
    edit(join(cwd, STACK, 'csctl.yaml'), 'config:\n', 'config:\n  colour: red\n');
    const { code, stdout, json } = await runBoth(['validate', 'providers'], { cwd });
    expect({ code, ok: json.ok }).toEqual({ code: 3, ok: false });
    const errors = json.problems.filter(({ severity }) => severity === 'error').map((one) => one.code);
    expect(errors).toEqual(expect.arrayContaining(['config-unknown-key', 'chart-missing']));
    expect(stdout).toMatch(
      /error\[config-unknown-key\]: .*\n {2}at providers\/docker\/scs\/csctl\.yaml:\d+:\d+\n/,
    );
  });

  it('reads no remote, not even a wrong one', async () => {
    const { code } = await runBoth(['validate', 'providers'], {
      cwd: workshop(),
      env: { CSCTL_REMOTE: 'nonsense' },
    });
    expect([0, 2]).toContain(code);
  });
});

describe('version and help', () => {
  it('version prints the two lines of the Go csctl', async () => {
    const { code, stdout, stderr } = await run(['version']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [version, commit] = /^csctl version: (\S+)\ncommit: (\S+)\n$/.exec(stdout)?.slice(1) ?? [];
    const { json } = await runJson(['version']);
    expect(json).toEqual({ version, commit });
    const manifest = readFileSync(join(installed().prefix, 'node_modules/csctl/package.json'), 'utf8');
    expect(JSON.parse(manifest)).toHaveProperty('version', version);
  });

  it.each([[['help']], [['--help']], [['-h']]])('csctl %j lists the commands', async (args) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const name of ['create', 'plan', 'validate', 'verify', 'version', 'help'])
      expect(stdout).toContain(`\n  ${name} `);
  });

  it.each(['create', 'plan', 'validate', 'verify', 'version'])(
    '%s --help tells its flags and an example',
    async (command) => {
      const { code, stdout, stderr } = await run([command, '--help']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      for (const part of ['USAGE', `$ csctl ${command}`, '--json', 'EXAMPLES'])
        expect(stdout).toContain(part);
      expect((await run(['help', command])).stdout).toBe(stdout);
      expect((await run([command, '-h'])).stdout).toBe(stdout);
      expect(stdout).not.toContain('[default: ]');
    },
  );

  it.each([
    [
      'create',
      '-m -o -k -r --remote --publish --dry-run --force --reason --embed-dependencies --allow --cluster-stack-version --cluster-addon-version --node-image-version',
    ],
    ['plan', '-m -k --remote --exit-code --allow'],
    ['validate', '-k --allow'],
    ['verify', '--remote --allow'],
  ])('%s has the flags of docs/cli.md', async (command, flags) => {
    const { stdout } = await run([command, '--help']);
    expect(
      flags
        .split(' ')
        .filter((flag) => !stdout.includes(flag) && !stdout.includes(flag.replace('--', '--[no-]'))),
    ).toEqual([]);
  });
});

describe('what surrounds a run', () => {
  it('SOURCE_DATE_EPOCH is the time in archives; without one it is 1970', async () => {
    const cwd = workshop();
    const times = async (env: Record<string, string>) => {
      const { json } = await runJson(
        ['create', '-m', 'hash', '-o', `out${env['SOURCE_DATE_EPOCH'] ?? ''}`, STACK],
        { cwd, env },
      );
      const { folder, assets } = json.releases[0] ?? { folder: '', assets: [] };
      const archives = assets.filter(({ name }) => name.endsWith('.tgz'));
      expect(archives).toHaveLength(2);
      // Octal seconds at offset 136 of the first tar header.
      return archives.map(({ name }) =>
        parseInt(gunzipSync(readFileSync(join(cwd, folder ?? '', name))).toString('latin1', 136, 147), 8),
      );
    };
    expect(await times({})).toEqual([0, 0]);
    expect(await times({ SOURCE_DATE_EPOCH: '1700000000' })).toEqual([1_700_000_000, 1_700_000_000]);
    expect(await times({ SOURCE_DATE_EPOCH: '' })).toEqual([0, 0]);
  });

  it('colours only where they are wanted, and never in --json', async () => {
    const cwd = workshop();
    const coloured = async (env: Record<string, string>, ...flags: string[]) =>
      (await run(['plan', '-m', 'hash', STACK, ...flags], { cwd, env })).stdout.includes('\u001b[');
    expect(await coloured({})).toBe(false);
    expect(await coloured({ FORCE_COLOR: '1' })).toBe(true);
    expect(await coloured({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(await coloured({ FORCE_COLOR: '1' }, '--json')).toBe(false);
  });

  it.each([
    ['stdout', `csctl create -m hash providers | head -1; exit \${PIPESTATUS[0]}`, 0],
    ['stdout of --json', `csctl plan -m hash providers --json | true; exit \${PIPESTATUS[0]}`, 0],
    ['stdout of help', `csctl create --help | true; exit \${PIPESTATUS[0]}`, 0],
    ['both outputs', `csctl create -m hash providers 2>&1 | true; exit \${PIPESTATUS[0]}`, 0],
    ['both outputs of an error', `csctl create -m wrong providers 2>&1 | true; exit \${PIPESTATUS[0]}`, 2],
    ['no stdout at all', 'csctl create -m hash providers >&-', 0],
    ['no stderr at all', 'csctl create -m hash providers 2>&-', 0],
  ])('a reader that goes away is no error: %s', async (_, line, code) => {
    const outcome = await shell(line, { cwd: workshop() });
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).not.toMatch(/EPIPE|EBADF|^ {4}at /m);
  });
});

describe('verify', () => {
  it('of the folder above releases means all of them', async () => {
    const cwd = workshop();
    await run(['create', '-m', 'hash', STACK], { cwd });
    const [named, meant] = [await run(['verify', '.release/'], { cwd }), await run(['verify'], { cwd })];
    expect([named.code, named.stdout]).toEqual([0, meant.stdout]);
    expect(named.stdout).toMatch(/^ok: 1 release, /m);
  });
});

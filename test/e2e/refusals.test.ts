// How csctl says no: the exit codes of docs/cli.md, the same with and without --json, and never a stack trace.
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  edit,
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
import { snapshot, writeFiles } from '../support/temp-folder.ts';

useInstalledPackage();

/** Refused with this exit code, this code of ours and words of message or hint; nothing was written. */
async function refuses(
  cwd: string,
  args: readonly string[],
  code: number,
  problem: string,
  words: RegExp,
  env = {},
): Promise<void> {
  const before = readdirSync(cwd);
  const { json, stdout, stderr, ...outcome } = await runBoth(args, { cwd, env });
  expect({ code: outcome.code, problem: json.error.code }, stderr).toEqual({ code, problem });
  expect(Object.keys(json)).toEqual(['error']);
  expect(Object.keys(json.error)).toEqual(['code', 'message', 'hint', 'docs', 'problems']);
  expect(json.error).toMatchObject({
    docs: expect.stringMatching(`/docs/errors\\.md#${problem}$`) as string,
  });
  const { message, hint, problems } = json.error;
  const shape = { code: /^[a-z-]+$/, severity: /^(error|warning)$/, message: /\w/ };
  expect(problems.length).toBeGreaterThan(0);
  for (const one of problems)
    for (const [key, pattern] of Object.entries(shape))
      expect(one).toHaveProperty(key, expect.stringMatching(pattern));
  expect(`${message}\n${hint}`).toMatch(words);
  expect(stderr).toMatch(words);
  expect(stderr).toContain(`error[${problems.find(({ severity }) => severity === 'error')?.code ?? ''}]: `);
  expect(stdout).toBe('');
  expect(readdirSync(cwd)).toEqual(before);
}

/** Answered by verify or validate: not with an error, but with their own result that has errors of these codes. */
async function finds(cwd: string, args: readonly string[], ...codes: string[]): Promise<void> {
  const { code, stdout, stderr, json } = await runBoth(args, { cwd });
  const keys = Object.keys(json);
  expect({ code, ok: json.ok, keys }, stderr).toEqual({ code: 3, ok: false, keys: ['ok', 'problems'] });
  const errors = json.problems.filter(({ severity }) => severity === 'error').map((one) => one.code);
  expect([...new Set(errors)].sort()).toEqual(codes.sort());
  for (const one of codes) expect(stdout).toContain(`error[${one}]: `);
  expect(stdout).toMatch(/^not ok: \d+ (stack|release)s?, \d+ errors?/m);
  expect(stderr).toBe('');
}

describe('exit code 2, wrong usage:', () => {
  const hash = ['create', '-m', 'hash', STACK];
  const custom = (stack: string, addon: string, image: string) => [
    ...['create', '-m', 'custom', STACK, '--cluster-stack-version', stack],
    ...['--cluster-addon-version', addon, '--node-image-version', image],
  ];
  const allVersions = /--cluster-stack-version.*--cluster-addon-version.*--node-image-version/;
  const someVersions = /needs --cluster-stack-version, --node-image-version/;
  it.each<[string, string[], string, RegExp]>([
    ['a command that does not exist', ['creat'], 'usage', /there is no command "creat"/],
    ['an argument where none is taken', ['version', 'now'], 'usage', /the argument "now" is one too many/],
    ['no tag', ['pull'], 'usage', /no tag is named/],
    ['no release', ['verify'], 'usage', /release/],
    ['an unknown flag', ['plan', '--fast', STACK], 'usage', /--fast/],
    ['an unknown flag where there are none', ['version', '--fast'], 'usage', /--fast/],
    ['a flag before any command', ['--fast'], 'usage', /--fast/],
    ['an empty output folder', [...hash, '-o', ''], 'usage', /-o is empty/],
    ['a blank reason', ['create', '--force', '--reason', ' ', STACK], 'mode-flags', /--reason is empty/],
    [
      'force where every run makes a release',
      [...hash, '--force', '--reason', 'x'],
      'mode-flags',
      /look back/,
    ],
    ['a flag of another command', ['verify', '--dry-run', 'x'], 'usage', /--dry-run/],
    [
      'a mode that does not exist',
      ['create', '-m', 'nightly', STACK],
      'usage',
      /nightly.*stable, beta, alpha, hash, custom/,
    ],
    ['a mode without a value', ['create', STACK, '-m'], 'usage', /--mode.*stable, beta, alpha, hash, custom/],
    ['custom without versions', ['create', '-m', 'custom', STACK], 'mode-flags', allVersions],
    [
      'custom with one version',
      ['plan', '-m', 'custom', '--cluster-addon-version', 'v1', STACK],
      'mode-flags',
      someVersions,
    ],
    [
      'a version with a leading zero',
      custom('v01', 'v1', 'v1'),
      'mode-flags',
      /--cluster-stack-version is "v01"/,
    ],
    [
      'a version as in tags',
      custom('v1', 'v1-beta-1', 'v1'),
      'mode-flags',
      /--cluster-addon-version is "v1-beta-1"/,
    ],
    ['an empty version', custom('v1', 'v1', ''), 'mode-flags', /--node-image-version is ""/],
    [
      'versions in another mode',
      [...hash, '--cluster-stack-version', 'v1'],
      'mode-flags',
      /only for mode custom/,
    ],
    [
      '--reason without --force',
      [...hash, '--reason', 'why'],
      'mode-flags',
      /--reason is only read with --force/,
    ],
    ['--force without --reason', [...hash, '--force'], 'usage', /--force.*--reason/],
    ['--allow of an unknown code', [...hash, '--allow', 'typo'], 'usage', /"typo".*config-unknown-key/s],
    ['--allow of a fatal code', ['validate', '--allow', 'yaml-syntax', STACK], 'usage', /"yaml-syntax"/],
    ['-k of no minor', [...hash, '-k', 'v1'], 'usage', /"v1".*1\.34/],
    [
      'stable without a remote',
      ['create', STACK],
      'remote-needed',
      /mode stable needs a remote.*layout:FOLDER.*CSCTL_REMOTE; -m hash builds.*layout:releases/s,
    ],
    ['beta without a remote', ['plan', '-m', 'beta', STACK], 'remote-needed', /mode beta needs a remote/],
    ['--publish without a remote', [...hash, '--publish'], 'remote-needed', /--publish needs a remote/],
    [
      'GitHub without a repository',
      ['create', STACK, '--remote', 'github:x'],
      'remote-unknown',
      /github:x is no repository.*github:OWNER\/REPO/,
    ],
    [
      'a registry without a repository',
      ['verify', 'x', '--remote', 'oci://localhost'],
      'remote-unknown',
      /oci:\/\/localhost is no repository of a registry/,
    ],
    [
      'a registry with a tag',
      ['list', '--remote', 'oci://localhost/x:v1'],
      'remote-unknown',
      /without a tag/,
    ],
    ['the word oci alone', ['plan', STACK, '--remote', 'oci'], 'remote-unknown', /needs OCI_REPOSITORY/],
    ['the word github alone', ['list', '--remote', 'github'], 'remote-unknown', /needs GIT_ORG_NAME/],
    ['list without a remote', ['list'], 'remote-needed', /no remote is named/],
    ['pull without a remote', ['pull', 'docker-scs-1-34-v1'], 'remote-needed', /no remote is named/],
    [
      'copy without a source',
      ['copy', 'docker-scs-1-34-v1', '--to-remote', 'layout:x'],
      'remote-needed',
      /no remote to copy from/,
    ],
    [
      'signing where cosign cannot',
      [...hash, '--publish', '--remote', 'layout:x', '--sign'],
      'usage',
      /--sign cannot sign on layout:x/,
    ],
    [
      'certificates that are none',
      ['list', '--remote', 'oci://localhost/x', '--ca-file', `${STACK}/csctl.yaml`],
      'usage',
      /are none.*PEM/s,
    ],
    [
      'no known remote',
      ['create', STACK, '--remote', 'releases'],
      'remote-unknown',
      /"releases" is no remote.*layout:FOLDER/,
    ],
    [
      'a layout without a folder',
      ['create', STACK, '--remote', 'layout:'],
      'remote-unknown',
      /layout:FOLDER/,
    ],
    ['help for what does not exist', ['help', 'creat'], 'usage', /creat|--json/],
  ])('%s', (_, args, problem, words) => refuses(workshop(), args, 2, problem, words));

  it('CSCTL_REMOTE of no known form', () =>
    refuses(workshop(), ['create', STACK], 2, 'remote-unknown', /"nowhere" is no remote/, {
      CSCTL_REMOTE: 'nowhere',
    }));

  it.each(['yesterday', '-1', '1e9', '99999999999'])('SOURCE_DATE_EPOCH="%s"', (value) =>
    refuses(workshop(), hash, 2, 'usage', /SOURCE_DATE_EPOCH.*whole seconds since 1970/, {
      SOURCE_DATE_EPOCH: value,
    }),
  );

  it('but not for a SOURCE_DATE_EPOCH that nobody needs', async () => {
    expect((await runBoth(['version'], { env: { SOURCE_DATE_EPOCH: 'yesterday' } })).code).toBe(0);
  });
});

describe('exit code 3, a stack that is not right:', () => {
  it.each<[string, string, RegExp]>([
    ['a folder that is not there', 'providers/nowhere', /providers\/nowhere does not exist/],
    ['a file', `${STACK}/csctl.yaml`, /is not a folder/],
    ['a folder without stacks', 'empty', /empty has no csctl\.yaml/],
  ])('%s', async (_, argument, words) => {
    const cwd = workshop();
    mkdirSync(join(cwd, 'empty'));
    await refuses(cwd, ['create', '-m', 'hash', argument], 3, 'stack-missing', words);
    await refuses(cwd, ['validate', argument], 3, 'stack-missing', words);
  });

  const write = (name: string, content: string | Buffer) => (stack: string) => {
    writeFileSync(join(stack, name), content);
  };
  const change = (from: string | RegExp, to: string) => (stack: string) => {
    edit(join(stack, 'csctl.yaml'), from, to);
  };
  const remove = (name: string) => (stack: string) => {
    rmSync(join(stack, name), { recursive: true });
  };
  const link = (target: string, name: string) => (stack: string) => {
    symlinkSync(target, join(stack, name));
  };
  it.each<[string, string, (stack: string) => void]>([
    ['an empty config', 'config-type', write('csctl.yaml', '')],
    ['a config of bytes', 'yaml-syntax', write('csctl.yaml', Buffer.from([0xff, 0xfe, 0, 1, 0x3a, 0x0a]))],
    ['a config that is a list', 'config-type', write('csctl.yaml', '- a\n')],
    [
      'a number for Kubernetes',
      'kubernetes-version',
      change(/kubernetesVersion: .*/, 'kubernetesVersion: 1.34'),
    ],
    [
      'Kubernetes without a patch',
      'kubernetes-no-patch',
      change(/kubernetesVersion: .*/, 'kubernetesVersion: v1.34'),
    ],
    ['a name with a dash', 'stack-name', change('clusterStackName: scs', 'clusterStackName: s-c-s')],
    ['a key nobody reads', 'config-unknown-key', change('config:\n', 'config:\n  kubernetes: v1.34.7\n')],
    ['no class chart', 'chart-missing', remove('cluster-class')],
    ['a chart that is no YAML', 'yaml-syntax', write('cluster-class/Chart.yaml', 'name: [\n')],
    ['an addon list that is a word', 'addon-config', write('clusteraddon.yaml', 'none\n')],
    ['a stage that is not there', 'addon-stage-missing', remove('cluster-addon/cni')],
    [
      'a mark without a meaning',
      'placeholder-unknown',
      write('cluster-class/templates/x.yaml', 'a: << .Nothing >>\n'),
    ],
    ['a link out of the stack', 'file-link', link('/etc/hostname', 'cluster-class/host')],
    ['a link to itself', 'file-link', link('loop', 'cluster-class/loop')],
    ['a link to a folder', 'file-link', link('cni', 'cluster-addon/other')],
    ['a name with a newline', 'file-name', write('cluster-class/a\nb', '')],
  ])('%s', async (_, problem, damage) => {
    const cwd = workshop();
    damage(join(cwd, STACK));
    const created = await runBoth(['create', '-m', 'hash', STACK], { cwd });
    const { problems } = created.json.error;
    expect({ code: created.code, found: problems.map((one) => one.code) }).toEqual({
      code: 3,
      found: expect.arrayContaining([problem]) as string[],
    });
    // Places as editors read them, from where the user stands.
    expect(problems.filter(({ file }) => !file?.startsWith(STACK))).toEqual([]);
    expect(readdirSync(cwd)).toEqual(['providers']);
    const validated = await runJson(['validate', STACK], { cwd });
    expect({ code: validated.code, ok: validated.json.ok }).toEqual({ code: 3, ok: false });
    expect(validated.json.problems.map((one) => one.code)).toContain(problem);
  });

  it('another Kubernetes minor than the one asked for', async () => {
    const cwd = workshop();
    const other = new RegExp(`${MINOR}; asked for 1\\.3\\b`);
    await refuses(cwd, ['create', '-m', 'hash', '-k', '1.3', STACK], 3, 'kubernetes-other-minor', other);
    for (const minor of [MINOR, 'all']) {
      expect((await runBoth(['plan', '-m', 'hash', '-k', minor, STACK], { cwd })).code).toBe(0);
    }
  });

  it('two folders that make the same release', async () => {
    const cwd = workshop();
    cpSync(join(cwd, STACK), join(cwd, 'copy'), { recursive: true });
    const both = /providers\/docker\/scs and copy both make/;
    await refuses(cwd, ['create', '-m', 'hash', STACK, 'copy'], 3, 'stack-duplicate', both);
  });
});

describe('exit code 3, a release that is not right:', () => {
  async function released() {
    const cwd = workshop();
    await run(['create', '-m', 'hash', STACK], { cwd });
    const [tag = ''] = readdirSync(join(cwd, '.release'));
    const folder = `.release/${tag}`;
    const file = (part: string) =>
      join(cwd, folder, readdirSync(join(cwd, folder)).find((name) => name.includes(part)) ?? '');
    return { cwd, tag, folder, file };
  }

  it('nothing of that name', async () => {
    const cwd = workshop();
    await refuses(cwd, ['verify', 'nowhere'], 3, 'release-missing', /no release folder nowhere.*--remote/s);
    await refuses(cwd, ['verify', `${STACK}/csctl.yaml`], 3, 'release-missing', /csctl\.yaml/);
  });

  it('a folder that is something else', async () => {
    const cwd = workshop();
    mkdirSync(join(cwd, 'empty'));
    const { code, json } = await runBoth(['verify', 'empty'], { cwd });
    expect({ code, ok: json.ok }).toEqual({ code: 3, ok: false });
    await refuses(cwd, ['verify', STACK], 3, 'release-missing', /is a stack, not a release/);
  });

  it('an archive that is cut short', async () => {
    const { cwd, folder, file } = await released();
    truncateSync(file('cluster-class'), 100);
    await finds(cwd, ['verify', folder], 'release-archive', 'release-checksum');
  });

  it('an archive of noise, metadata of noise, and a file that is gone', async () => {
    const { cwd, folder, file } = await released();
    writeFileSync(
      file('cluster-addon-'),
      Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 73) % 251)),
    );
    writeFileSync(file('metadata'), '\u0000: [');
    rmSync(file('clusteraddon.yaml'));
    const { code, json } = await runBoth(['verify', folder], { cwd });
    const found = ['release-archive', 'release-metadata', 'release-checksum'];
    expect(code).toBe(3);
    expect(json.problems.map((one) => one.code)).toEqual(expect.arrayContaining(found));
  });

  it('a changed file, unless --allow makes it a warning', async () => {
    const { cwd, folder, file } = await released();
    edit(file('clusteraddon.yaml'), 'apiVersion', '# changed\napiVersion');
    await finds(cwd, ['verify', folder], 'release-checksum');
    const { code, json } = await runBoth(['verify', '--allow', 'release-checksum', folder], { cwd });
    expect({ code, ok: json.ok }).toEqual({ code: 0, ok: true });
    const warning = { code: 'release-checksum', severity: 'warning' };
    expect(json.problems).toContainEqual(expect.objectContaining(warning));
  });

  it('several of them: each problem names its release', async () => {
    const { cwd, tag, folder, file } = await released();
    cpSync(join(cwd, folder), join(cwd, '.release', `${SERIES}-v7`), { recursive: true });
    rmSync(file('metadata'));
    const { code, json, stdout } = await runBoth(['verify', folder, `.release/${SERIES}-v7`], { cwd });
    expect({ code, ok: json.ok }).toEqual({ code: 3, ok: false });
    const named = json.problems.map(({ file: place }) => place?.split('/')[1]);
    expect(named).toEqual(expect.arrayContaining([tag, `${SERIES}-v7`]));
    expect(stdout).toMatch(/^not ok: 2 releases, /m);
  });
});

describe('exit code 5, a remote that cannot be read:', () => {
  it.each([
    ['file', 'remote-unreachable'],
    ['other', 'remote-damaged'],
    ['half', 'remote-damaged'],
  ])('%s is never taken for an empty one', async (layout, problem) => {
    const cwd = workshop();
    const half = { 'half/oci-layout': '{"imageLayoutVersion":"1.0.0"}', 'half/index.json': '{"schemaVer' };
    writeFiles(cwd, { file: 'mine', 'other/notes.txt': 'mine', ...half });
    for (const command of [
      ['create'],
      ['create', '--publish'],
      ['plan', '--exit-code'],
      ['create', '-m', 'beta'],
    ]) {
      await refuses(cwd, [...command, '--remote', `layout:${layout}`, STACK], 5, problem, /layout|folder/);
    }
    expect(snapshot(cwd)).toMatchObject({ file: 'mine', 'other/notes.txt': 'mine', ...half });
  });

  it('it has no such release', () => {
    const words = /layout:absent has no release/;
    return refuses(
      workshop(),
      ['verify', '--remote', 'layout:absent', `${SERIES}-v1`],
      5,
      'release-not-found',
      words,
    );
  });
});

describe('exit code 6, a conflict:', () => {
  const versions = [
    '--cluster-stack-version',
    'v1',
    '--cluster-addon-version',
    'v1',
    '--node-image-version',
    'v1',
  ];
  const create = ['create', '-m', 'custom', ...versions, '-o', 'out', STACK];

  it('the tag is there with other content', async () => {
    const cwd = workshop();
    const publish = [...create, '--remote', 'layout:releases', '--publish'];
    expect((await run(publish, { cwd })).code).toBe(0);
    const before = snapshot(cwd);
    edit(join(cwd, STACK, 'cluster-class/values.yaml'), /^/, '# changed\n');
    await refuses(cwd, publish, 6, 'release-conflict', new RegExp(`${SERIES}-v1 with other content`));
    const { [`${STACK}/cluster-class/values.yaml`]: _, ...rest } = before;
    expect(snapshot(cwd)).toMatchObject(rest);
  });

  const notes = { 'notes.txt': 'mine' };
  it.each<[string, (place: string) => void]>([
    [
      'holds files of somebody else',
      (place) => {
        writeFiles(place, notes);
      },
    ],
    [
      'is a release with a note in it',
      (place) => {
        writeFiles(place, { 'metadata.yaml': '', 'hashes.json': '{}', ...notes });
      },
    ],
    [
      'is a link',
      (place) => {
        symlinkSync('..', place);
      },
    ],
    [
      'is a file',
      (place) => {
        writeFileSync(place, 'mine');
      },
    ],
  ])('the release folder %s', async (_, occupy) => {
    const cwd = workshop();
    mkdirSync(join(cwd, 'out'));
    occupy(join(cwd, 'out', `${SERIES}-v1`));
    const list = () => readdirSync(join(cwd, 'out'), { recursive: true, withFileTypes: true });
    const before = list();
    await refuses(cwd, create, 6, 'output-foreign', /out\/docker-scs.*left as it is.*-o/s);
    expect(list()).toEqual(before);
  });

  it.each(['file', 'file/below'])('the output folder %s is none', async (output) => {
    const cwd = workshop();
    writeFileSync(join(cwd, 'file'), 'mine');
    await refuses(cwd, ['create', '-m', 'hash', '-o', output, STACK], 6, 'output-foreign', /file/);
  });
});

it('a current folder that is gone is refused, not crashed on', async () => {
  const line = 'folder=$(mktemp -d); cd "$folder"; rmdir "$folder"; csctl validate .';
  const { code, stderr } = await shell(line);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('does not exist any more') as string,
  });
  expect(stderr).not.toMatch(/^ {4}at /m);
});

describe('a code', () => {
  const PAGE = 'https://github.com/SovereignCloudStack/csctl/blob/main/docs/errors.md';

  it('is explained, and so is one that is copied out of a message', async () => {
    for (const code of ['stack-missing', 'error[stack-missing]:']) {
      const { stdout, json } = await runBoth(['explain', code]);
      expect(stdout).toMatch(/^error\[stack-missing\]: exit code 3\n {2}cause {2}\S.*\n {2}cure {3}\S/);
      expect(stdout).toContain(`\n  more   ${PAGE}#stack-missing\n`);
      const { codes } = json as unknown as { codes: { code: string; docs: string }[] };
      expect(codes).toMatchObject([{ code: 'stack-missing', exitCode: 3, docs: `${PAGE}#stack-missing` }]);
    }
  });

  it('that is mistyped is refused with the one that may be meant', async () => {
    await refuses(
      workshop(),
      ['explain', 'stack-mising'],
      2,
      'usage',
      /stack-mising.*did you mean stack-missing\?/s,
    );
  });

  it('leads to its page in JSON, and is plain text in a pipe', async () => {
    const { json } = await runJson(['validate', 'nothing'], { cwd: workshop() });
    expect(json.error).toMatchObject({ code: 'stack-missing', docs: `${PAGE}#stack-missing` });
    const { stderr } = await run(['validate', 'nothing'], { cwd: workshop(), env: { FORCE_COLOR: '1' } });
    expect(stderr).toContain('error[stack-missing]');
    expect(stderr).not.toContain(PAGE);
  });
});

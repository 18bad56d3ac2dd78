// The first quarter of an hour: csctl alone, help, words that are mistyped, and completion in a real bash.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
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
import { tempFolder } from '../support/temp-folder.ts';

useInstalledPackage();

interface StatusJson {
  stacks: {
    folder: string;
    stack: string | null;
    minors: { minor: string; released: { tag: string } | null }[];
    problems: unknown[];
  }[];
  releases: { tag: string; folder: string; published: boolean | null }[];
  next: { command: string; why: string }[];
}

async function statusIn(cwd: string, env: Record<string, string> = {}): Promise<StatusJson> {
  const { code, json } = await runJson([], { cwd, env });
  expect(code).toBe(0);
  return json as unknown as StatusJson;
}

describe('csctl alone', () => {
  it('says how to begin where nothing is', async () => {
    const { stdout, stderr, code } = await run([], { cwd: tempFolder() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`no cluster stacks and no releases in this folder

next:
  csctl init stack  start a cluster stack in this folder
  csctl help        see all commands

csctl help lists all commands; csctl COMMAND --help tells more of one
`);
  });

  it('shows stacks, and is the same as csctl status', async () => {
    const cwd = workshop();
    const { stacks } = await statusIn(cwd);
    expect(stacks.map(({ folder }) => folder)).toContain(STACK);
    const [alone, named] = [await run([], { cwd }), await run(['status'], { cwd })];
    expect(alone.stdout).toContain(STACK);
    expect(named).toEqual(alone);
  });

  it('follows a stack from its sources to a published release', async () => {
    const cwd = workshop();
    const env = { CSCTL_REMOTE: 'layout:releases' };
    expect((await statusIn(cwd, env)).next.map(({ command }) => command)).toContain(
      'csctl create --publish providers',
    );
    await run(['create', STACK, '--publish'], { cwd, env });
    const { stacks, releases } = await statusIn(cwd, env);
    const tag = `${SERIES}-v1`;
    expect(releases).toEqual([{ tag, folder: `.release/${tag}`, published: true }]);
    expect(stacks.find(({ folder }) => folder === STACK)?.minors).toMatchObject([
      { minor: MINOR, released: { tag } },
    ]);
  });

  it('shows a broken stack, and does not fail', async () => {
    const cwd = workshop();
    writeFileSync(join(cwd, STACK, 'csctl.yaml'), 'config: [');
    const { stacks, next } = await statusIn(cwd);
    expect(stacks.find(({ folder }) => folder === STACK)?.problems).not.toEqual([]);
    expect(next[0]?.command).toBe(`csctl validate ${STACK}`);
    expect((await run([], { cwd })).stdout).toMatch(/broken: \d+ problem/);
  });

  it('advises commands that there are', async () => {
    const cwd = workshop();
    await run(['create', '-m', 'hash', STACK], { cwd });
    const places = [tempFolder(), cwd];
    const found = await Promise.all(places.map((place) => statusIn(place)));
    for (const { command } of found.flatMap(({ next }) => next))
      expect((await shell(`${command} --help`, { cwd })).stdout, command).toContain('USAGE');
  });
});

describe('help', () => {
  it('names every command once, and fits 80 columns', async () => {
    const { stdout } = await run(['--help']);
    expect((await run(['help'])).stdout).toBe(stdout);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const manifest = JSON.parse(readFileSync('oclif.manifest.json', 'utf8')) as {
      commands: Record<string, { hidden: boolean }>;
    };
    for (const [id, { hidden }] of Object.entries(manifest.commands)) {
      const lines = stdout.split('\n').filter((line) => line.startsWith(`  ${id.replaceAll(':', ' ')}  `));
      expect(lines.length, id).toBe(hidden ? 0 : 1);
    }
  });
});

describe('a mistyped', () => {
  it.each([
    ['command', ['crate', STACK], /no command "crate"/, 'did you mean create?'],
    [
      'command of two words',
      ['generate', 'clutser'],
      /no command "generate clutser"/,
      'did you mean generate cluster?',
    ],
    ['flag', ['create', '--outptu', 'x', STACK], /no flag --outptu/, 'did you mean --output?'],
    ['value', ['create', '-m', 'stabel', STACK], /--mode is "stabel"/, 'did you mean stable?'],
    ['stack', ['create', '-m', 'hash', 'providers/dokcer/scs'], /does not exist/, `did you mean ${STACK}?`],
    ['stack without its folder', ['validate', 'docker/scs'], /does not exist/, `did you mean ${STACK}?`],
    ['code', ['validate', '--allow', 'braking-change', STACK], /no code/, 'did you mean breaking-change?'],
  ])('%s is answered with what was meant', async (_, args, message, question) => {
    const { json, stderr } = await runBoth(args, { cwd: workshop() });
    expect(json.error.message).toMatch(message);
    expect(json.error.hint).toContain(question);
    expect(stderr).toContain(question);
  });

  it('command in a question for help is answered, too', async () => {
    for (const args of [
      ['help', 'crate'],
      ['crate', '--help'],
    ]) {
      const { code, stderr } = await run(args);
      expect(code).toBe(2);
      expect(stderr).toBe('error[usage]: there is no command "crate"\n  -> did you mean create?\n');
    }
  });

  it('tag is answered with those that are there', async () => {
    const cwd = workshop();
    const remote = ['--remote', 'layout:releases'];
    await run(['create', STACK, '--publish', ...remote], { cwd });
    const wrong = await runBoth(['inspect', ...remote, `${SERIES.replace('docker', 'dokcer')}-v1`], { cwd });
    expect(wrong.json.error.hint).toBe(`did you mean ${SERIES}-v1?`);
    const absent = await runBoth(['inspect', ...remote, `${SERIES}-v9`], { cwd });
    expect(absent.json.error.hint).toContain(`${SERIES}-v1`);
  });
});

/** What bash offers at the end of a line. */
async function offered(line: string, cwd: string, env: Record<string, string> = {}): Promise<string[]> {
  const script = `source <(csctl completion bash)
COMP_LINE=$LINE COMP_POINT=\${#LINE}
_csctl csctl
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { code, stdout, stderr } = await shell(script, { cwd, env: { ...env, LINE: line } });
  expect({ code, stderr }, line).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n').filter((word) => word !== '');
}

describe('completion in bash', () => {
  it('is bound to csctl', async () => {
    const { stdout } = await shell('source <(csctl completion bash); complete -p csctl');
    expect(stdout).toMatch(/-F _csctl csctl$/m);
  });

  it.each([
    ['csctl crea', ['create']],
    ['csctl generate clusters', ['clusterstack']],
    ['csctl create --mo', ['--mode']],
    ['csctl create -m st', ['stable']],
    ['csctl create --mode=h', ['hash']],
    [`csctl create ${STACK} -k `, [MINOR, 'all']],
    ['csctl create providers/d', [STACK]],
    ['csctl create --remote la', ['layout:']],
    // bash takes the colon for the end of a word.
    ['csctl create --remote layout:pr', ['providers/']],
    ['csctl completion z', ['zsh']],
    ['csctl crate ', []],
  ])('of %j', async (line, words) => {
    expect(await offered(line, workshop())).toEqual(words);
  });

  it('knows release folders, and tags of a remote on this disk', async () => {
    const cwd = workshop();
    await run(['create', STACK, '--publish', '--remote', 'layout:releases'], { cwd });
    const tag = `${SERIES}-v1`;
    expect(await offered('csctl verify ', cwd)).toEqual([`.release/${tag}`]);
    expect(await offered('csctl pull --remote layout:releases ', cwd)).toEqual([tag]);
    expect(await offered('csctl pull dock', cwd, { CSCTL_REMOTE: 'layout:releases' })).toEqual([tag]);
  });

  it('spells a folder with a blank for the shell', async () => {
    const cwd = tempFolder({ 'my stacks/a/csctl.yaml': '' });
    expect(await offered('csctl create my', cwd)).toEqual(['my\\ stacks/a']);
  });

  it('is silent where something is broken', async () => {
    const cwd = tempFolder({ 'csctl.yaml': '{' });
    mkdirSync(join(cwd, '.release'));
    expect(await offered('csctl create -k ', cwd, { CSCTL_REMOTE: 'nonsense' })).toEqual(['all']);
    expect(await offered('csctl pull ', cwd, { CSCTL_REMOTE: 'nonsense' })).toEqual([]);
  });
});

it('every shell has a script, and --json has it, too', async () => {
  for (const name of ['bash', 'zsh', 'fish']) {
    const { stdout, json } = await runBoth(['completion', name]);
    expect(json as unknown).toEqual({ shell: name, script: stdout });
    expect(stdout).toContain('complete --');
  }
});

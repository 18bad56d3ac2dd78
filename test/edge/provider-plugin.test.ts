// Provider plugins as programs: where they are looked for, what they are given, and what becomes of what they do.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { PluginPrograms, type PluginSettings } from '../../src/io/provider-plugin.ts';
import { CsctlError } from '../../src/problem/problem.ts';
import type { PluginCall } from '../../src/release/ports.ts';
import { makeAsset } from '../../src/stack/asset.ts';
import { FileTree } from '../../src/stack/file-tree.ts';
import { script } from '../support/images/programs.ts';
import { refusalOf } from '../support/refusal.ts';
import { tempFolder } from '../support/temp-folder.ts';

const CALL: PluginCall = {
  provider: 'test',
  config: { a: 1 },
  folder: 'providers/test/scs',
  tree: FileTree.of([
    ['csctl.yaml', 'a: 1\n'],
    ['node-images/run.sh', '#!/bin/sh\nexit 0\n'],
  ]),
  tag: 'test-scs-1-34-v1',
  assets: [makeAsset('metadata.yaml', 'versions: {}\n')],
};

function open(body: string | undefined, change: Partial<PluginSettings> = {}) {
  const folder = tempFolder();
  const bin = join(folder, 'bin');
  if (body !== undefined) script(bin, 'csctl-test', body);
  const notes: string[] = [];
  const controller = new AbortController();
  const plugins = new PluginPrograms({
    cwd: folder,
    environment: { ...process.env, PATH: [bin, process.env['PATH']].join(delimiter) },
    registry: 'registry.yaml',
    reporter: { note: (message) => void notes.push(message), transfer: () => undefined },
    signal: controller.signal,
    dryRun: false,
    builtIn: () => undefined,
    ...change,
  });
  return { plugins, notes, folder, bin, controller };
}

describe('a plugin', () => {
  it('gets four arguments, finds metadata.yaml, and adds files', async () => {
    const { plugins, notes, folder } = open(`
printf '%s\\n' "$@" > "$3/arguments"
pwd > "$3/here"
cat "$3/metadata.yaml" > "$3/copy"
mkdir "$3/deep"
echo "at work"
echo "still at work" >&2
`);
    const added = await plugins.run(CALL);
    const text = (name: string) =>
      Buffer.from(added.find((one) => one.name === name)?.bytes ?? []).toString();
    expect(added.map(({ name }) => name)).toEqual(['arguments', 'copy', 'here']);
    const [command, stack, release, registry] = text('arguments').split('\n');
    expect([command, stack, registry]).toEqual(['create-node-images', 'providers/test/scs', 'registry.yaml']);
    expect(release).toMatch(/test-scs-1-34-v1$/);
    expect(existsSync(release ?? '')).toBe(false);
    expect(text('here')).toBe(`${folder}\n`);
    expect(text('copy')).toBe('versions: {}\n');
    expect(notes.sort()).toEqual([
      'csctl-test: at work',
      'csctl-test: deep is no file, and not part of the release',
      'csctl-test: still at work',
    ]);
  });

  it('may write half lines and halves of letters by turns to stdout and stderr', async () => {
    const pause = 'sleep 0.1';
    const half = [String.raw`printf 'caf\303'`, pause, "printf 'half ' >&2", pause];
    const { plugins, notes } = open(
      [...half, String.raw`printf '\251\n'`, pause, "echo 'a line' >&2", ''].join('\n'),
    );
    await plugins.run(CALL);
    expect(notes.sort()).toEqual(['csctl-test: café', 'csctl-test: half a line']);
  });

  it('gets the files of the minor where no folder holds them', async () => {
    const { plugins } = open('"$2/node-images/run.sh" && cat "$2/csctl.yaml" > "$3/config"\n');
    const [config] = await plugins.run({ ...CALL, folder: undefined });
    expect(Buffer.from(config?.bytes ?? []).toString()).toBe('a: 1\n');
  });

  it('that fails is told with its last words', async () => {
    const { plugins } = open('echo first; echo "no such image" >&2; exit 3\n');
    const { code, message } = await refusalOf(() => plugins.run(CALL));
    expect(code).toBe('plugin-failed');
    expect(message).toContain('csctl-test ended with 3');
    expect(message).toContain('no such image');
  });

  it.each([
    ['changes', 'echo x > "$3/metadata.yaml"', 'has changed metadata.yaml'],
    ['replaces', 'rm "$3/metadata.yaml"; mkdir "$3/metadata.yaml"', 'has replaced metadata.yaml'],
  ])('that %s what csctl made is refused', async (_name, body, words) => {
    expect((await refusalOf(() => open(`${body}\n`).plugins.run(CALL))).message).toContain(words);
  });

  it('that cannot be run is told', async () => {
    const { plugins, bin } = open('');
    writeFileSync(join(bin, 'csctl-test'), '#!/no/such/interpreter\n');
    expect((await refusalOf(() => plugins.run(CALL))).code).toBe('plugin-failed');
  });

  it('ends with csctl, and so does what it started', async () => {
    const { plugins, folder, controller } = open(`sleep 60 & echo $! > pid; wait\n`);
    const running = refusalOf(() => plugins.run(CALL));
    while (!existsSync(join(folder, 'pid')) || readFileSync(join(folder, 'pid'), 'utf8') === '')
      await delay(5);
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    controller.abort(new CsctlError('interrupted', 'stopped'));
    expect((await running).code).toBe('interrupted');
    const isAlive = () => {
      try {
        process.kill(pid, 0);
        // One that ended and waits for its parent is not alive.
        return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      } catch {
        return false;
      }
    };
    while (isAlive()) await delay(5);
  });
});

describe('a plugin is looked for', () => {
  it.each<[string, (folder: string) => string]>([
    ['nowhere', () => '/nonexistent'],
    ['not in the current folder', (folder) => folder],
    ['not in a relative folder', () => ['', '.', 'bin'].join(delimiter)],
    ['not where it cannot be run', (folder) => join(folder, 'plain')],
  ])('%s', async (_name, path) => {
    const { plugins, folder } = open('exit 0\n');
    script(folder, 'csctl-test', 'exit 0\n');
    script(join(folder, 'plain'), 'csctl-other', '');
    writeFileSync(join(folder, 'plain/csctl-test'), '#!/bin/sh\n');
    const environment = { PATH: path(folder) };
    const other = open(undefined, { cwd: folder, environment }).plugins;
    expect(await plugins.run(CALL)).toEqual([]);
    const { code, message } = await refusalOf(() => other.run(CALL));
    expect([code, message]).toEqual(['plugin-missing', expect.stringContaining('csctl-test')]);
  });
});

describe('a dry run', () => {
  it('says what is not included, and runs nothing', async () => {
    const { plugins, notes, folder } = open('touch ran\n', { dryRun: true });
    expect(await plugins.run(CALL)).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('the output of csctl-test is not included')]);
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it('still wants the plugin', async () => {
    const { plugins } = open(undefined, { dryRun: true });
    expect((await refusalOf(() => plugins.run(CALL))).code).toBe('plugin-missing');
  });
});

// Runs that are stopped, killed, or not alone: what is there afterwards is whole.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  installed,
  manyStacks,
  outcomeOf,
  run,
  runJson,
  start,
  useInstalledPackage,
} from '../support/csctl.ts';
import { snapshot, tempFolder } from '../support/temp-folder.ts';

useInstalledPackage();

const COUNT = 60;
const ROUNDS = 10;

beforeAll(() => {
  manyStacks(installed().prefix, COUNT);
});

const create = (output: string, ...flags: string[]) => [
  'create',
  '-m',
  'hash',
  '-o',
  output,
  ...flags,
  join(installed().prefix, 'many'),
];
const entries = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
const releases = (folder: string): string[] => entries(folder).filter((name) => !name.startsWith('.'));

/** Every release folder is one that the operator takes. */
async function expectWhole(folder: string): Promise<void> {
  const names = releases(folder);
  if (names.length === 0) return;
  const { code, json } = await runJson(['verify', ...names], { cwd: folder });
  expect({ code, errors: json.problems.filter(({ severity }) => severity === 'error') }).toEqual({
    code: 0,
    errors: [],
  });
}

/** Waits until the first release is there, or the run is over. */
async function firstRelease(folder: string, running: () => boolean): Promise<void> {
  while (running() && releases(folder).length === 0) await delay(1);
}

describe('a signal', () => {
  it.each<['SIGINT' | 'SIGTERM', string[]]>([
    ['SIGINT', []],
    ['SIGINT', ['--json']],
    ['SIGTERM', []],
  ])('%s ends the run with 130 and leaves whole releases or none %j', async (signal, flags) => {
    // A run may be over before the signal comes; one that was not has to be among these.
    for (let round = 1; ; round += 1) {
      const cwd = tempFolder();
      const out = join(cwd, 'out');
      const child = start(create('out', ...flags), { cwd });
      const end = outcomeOf(child);
      await firstRelease(out, () => child.exitCode === null);
      child.kill(signal);
      const { code, stdout, stderr } = await end;
      await expectWhole(out);
      expect(entries(out)).toEqual(releases(out));
      if (code === 0 && round < ROUNDS) continue;
      expect(code).toBe(130);
      expect(releases(out).length).toBeLessThan(COUNT);
      if (flags.length === 0) expect(stderr).toContain(`error[interrupted]: stopped by ${signal}`);
      else
        expect(JSON.parse(stdout)).toMatchObject({
          error: { code: 'interrupted', problems: [{ code: 'interrupted' }] },
        });
      return;
    }
  });
});

describe('SIGINT while stacks are read', () => {
  it('ends with 130 and leaves nothing', async () => {
    const codes: number[] = [];
    for (const milliseconds of [150, 225, 300]) {
      const cwd = tempFolder();
      const child = start(create('out'), { cwd });
      const end = outcomeOf(child);
      await delay(milliseconds);
      child.kill('SIGINT');
      codes.push((await end).code);
      await expectWhole(join(cwd, 'out'));
    }
    expect(codes).toContain(130);
    expect(codes.filter((code) => code !== 130 && code !== 0)).toEqual([]);
  });
});

describe('SIGKILL', () => {
  it('at any moment leaves whole releases, and the next run clears up', async () => {
    const cwd = tempFolder();
    const [out, layout] = [join(cwd, 'out'), join(cwd, 'releases')];
    const blobs = () => entries(join(layout, 'blobs/sha256'));
    const args = create('out', '--remote', 'layout:releases', '--publish');
    for (let round = 0; round < ROUNDS; round += 1) {
      const child = start(args, { cwd });
      const end = outcomeOf(child);
      // The first rounds anywhere in the run, the others while it writes.
      if (round < 3) await delay(100 + 400 * Math.random());
      else {
        const before = blobs().length;
        while (child.exitCode === null && blobs().length <= before) await delay(1);
        await delay(20 * Math.random());
      }
      child.kill('SIGKILL');
      await end;
      await expectWhole(out);
    }
    expect((await run(args, { cwd })).code).toBe(0);
    await expectWhole(out);
    expect(entries(out)).toHaveLength(COUNT);
    const verified = await run(['verify', '--remote', 'layout:releases', ...entries(out)], { cwd });
    expect(verified.code, verified.stdout).toBe(0);
    expect(entries(layout)).not.toContain('.csctl.lock');
  });
});

describe('two runs at once', () => {
  it('into the same output make the same releases as one', async () => {
    const [alone, both] = [tempFolder(), tempFolder()];
    await run(create('out'), { cwd: alone });
    const outcomes = await Promise.all([
      run(create('out'), { cwd: both }),
      run(create('out'), { cwd: both }),
    ]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
    expect(snapshot(join(both, 'out'))).toEqual(snapshot(join(alone, 'out')));
  });

  it('into the same layout publish each release once', async () => {
    const cwd = tempFolder();
    const args = ['create', '--remote', 'layout:releases', '--publish', join(installed().prefix, 'many')];
    const outcomes = await Promise.all(['a', 'b'].map((out) => run([...args, '-o', out], { cwd })));
    // Who came last found everything there.
    expect(outcomes.filter(({ code }) => code !== 0 && code !== 4)).toEqual([]);
    const { json } = await runJson(['plan', ...args.slice(1, 3), join(installed().prefix, 'many')], { cwd });
    expect(json.plans).toHaveLength(COUNT);
    expect(json.plans.filter(({ changed, tag }) => changed || !tag.endsWith('-v1'))).toEqual([]);
    const tags = json.plans.map(({ tag }) => tag);
    expect((await run(['verify', '--remote', 'layout:releases', ...tags], { cwd })).code).toBe(0);
    expect(entries(join(cwd, 'releases')).sort()).toEqual(['blobs', 'index.json', 'oci-layout']);
  });
});

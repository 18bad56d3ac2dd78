// inspect and diff as users type them: what is in a release, and what is different.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DiffResult } from '../../src/release/diff/diff.ts';
import type { InspectedRelease } from '../../src/release/reading/inspect.ts';
import {
  edit,
  KUBERNETES,
  NEXT_PATCH,
  run,
  runBoth,
  SERIES,
  STACK,
  useInstalledPackage,
} from '../support/csctl.ts';
import { OPENSTACK, writeOneMinor } from '../support/own-stacks.ts';

useInstalledPackage();

const REMOTE = ['--remote', 'layout:releases'];

/** v1 of both stacks, v2 of docker/scs with another Cilium, default and Kubernetes; then a change of its sources. */
let cwd = '';
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'csctl-reading-'));
  for (const stack of [STACK, OPENSTACK]) writeOneMinor(stack, join(cwd, stack));
  const publish = async (...stacks: string[]) =>
    expect((await run(['create', '--publish', ...REMOTE, ...stacks], { cwd })).code).toBe(0);
  await publish(STACK, OPENSTACK);
  edit(join(cwd, STACK, 'csctl.yaml'), KUBERNETES, NEXT_PATCH);
  edit(join(cwd, STACK, 'cluster-addon/cni/Chart.yaml'), /^( +version): .*$/m, '$1: 9.9.9');
  edit(join(cwd, STACK, 'cluster-class/values.yaml'), /enforce: \w+/, 'enforce: restricted');
  await publish(STACK);
  edit(join(cwd, STACK, 'clusteraddon.yaml'), 'addonStages:', '# changed\naddonStages:');
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const inspect = async (...args: string[]) => {
  const { code, stdout, stderr, json } = await runBoth(['inspect', ...args], { cwd });
  return { code, stdout, stderr, json: json as unknown as InspectedRelease };
};
const diff = async (...args: string[]) => {
  const { code, stdout, stderr, json } = await runBoth(['diff', ...args], { cwd });
  return { code, stdout, stderr, json: json as unknown as DiffResult };
};

describe('inspect', () => {
  it('shows a tag on a remote', async () => {
    const { code, stdout, stderr, json } = await inspect(...REMOTE, `${SERIES}-v2`);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(new RegExp(`^${SERIES}-v2 {2}Kubernetes ${NEXT_PATCH} {2}stable\n`));
    expect(stdout).toMatch(/^ {9,}\+ cilium +9\.9\.9 +fetched from https:\/\/helm\.cilium\.io\/$/m);
    expect(stdout).toMatch(/^ {2}podSecurityStandard\.enforce +string +"restricted" one of /m);
    expect(json).toMatchObject({
      tag: `${SERIES}-v2`,
      remote: 'layout:releases',
      folder: null,
      warnings: [],
    });
    expect(json.addons.map(({ stage }) => stage)).toEqual(['cni', 'metrics-server']);
  });

  it('shows the same of a release folder', async () => {
    const [there, here] = [await inspect(...REMOTE, `${SERIES}-v1`), await inspect(`.release/${SERIES}-v1`)];
    expect(here.json).toMatchObject({ folder: `.release/${SERIES}-v1`, remote: null });
    expect(here.json.contentDigest).toBe(there.json.contentDigest);
    expect(here.json.variables).toEqual(there.json.variables);
  });

  it('tells verify that a stack is none', async () => {
    const { code, stderr } = await run(['verify', STACK], { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain(`${STACK} is a stack, not a release`);
    expect(stderr).toContain(`csctl validate ${STACK} checks the sources`);
  });

  it('verifies what is a release, and tells what is none', async () => {
    const release = `.release/${SERIES}-v1`;
    const named = await runBoth(['verify', release, STACK], { cwd });
    expect([named.code, named.stderr]).toEqual([3, '']);
    expect(named.stdout).toContain(`error[release-missing]: ${STACK} is a stack, not a release\n`);
    expect(named.stdout).toMatch(/^not ok: 1 release, 1 error/m);
    expect(named.json.ok).toBe(false);
    const folder = await runBoth(['verify', '.release'], { cwd });
    expect([folder.code, folder.json.ok]).toEqual([0, true]);
    expect(folder.stdout).toMatch(/^ok: \d+ releases?, /m);
  });

  it.each([
    [['nothing'], 3, 'there is no release folder nothing'],
    [[STACK], 3, `${STACK} is a stack, not a release`],
    [['.release'], 3, '.release is a folder of releases, not a release'],
    [[...REMOTE, `${SERIES}-v9`], 5, `layout:releases has no release ${SERIES}-v9`],
    [[], 2, 'no release is named'],
  ])('refuses %j with %i', async (args, code, message) => {
    const outcome = await inspect(...args);
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
    expect(outcome.stderr).toContain(message);
    expect(outcome.stderr).toContain('  -> ');
  });
});

describe('diff', () => {
  it('compares two releases', async () => {
    const { code, stdout, stderr, json } = await diff(...REMOTE, `${SERIES}-v1`, `${SERIES}-v2`);
    expect([code, stderr]).toEqual([0, '']);
    expect(json.kubernetes).toEqual({ from: KUBERNETES, to: NEXT_PATCH });
    expect(json.files.map(({ path, change }) => `${change} ${path}`)).toEqual([
      'modified cluster-addon/cni/Chart.yaml',
      'modified cluster-class/values.yaml',
    ]);
    expect(json.addons).toMatchObject([{ stage: 'cni', chart: 'cilium', to: '9.9.9' }]);
    expect(json.variables?.map(({ name, change }) => `${change} ${name}`)).toEqual([
      'changed podSecurityStandard',
      'changed podSecurityStandard.enforce',
    ]);
    expect(stdout).toMatch(/^ {2}~ {2}podSecurityStandard\.enforce {2}default "baseline" -> "restricted"$/m);
    expect(stdout).toMatch(
      /^--- a\/cluster-class\/values\.yaml\n\+\+\+ b\/cluster-class\/values\.yaml\n@@ /m,
    );
    expect(stdout).toMatch(/^\+ +version: 9\.9\.9$/m);
  });

  it('without a second side takes the one before', async () => {
    const [release, stack] = [await diff(...REMOTE, `${SERIES}-v2`), await diff(...REMOTE, STACK)];
    expect(release.stdout).toMatch(new RegExp(`^${SERIES}-v1 -> ${SERIES}-v2\n`));
    expect(stack.stdout).toMatch(new RegExp(`^${SERIES}-v2 -> ${STACK}\n`));
    expect(stack.json.files.map(({ path }) => path)).toEqual(['clusteraddon.yaml']);
  });

  it('leaves out the text with --stat', async () => {
    const { stdout, json } = await diff('--stat', ...REMOTE, STACK);
    expect(stdout).toMatch(/^ {2}M {2}clusteraddon\.yaml {2}\+1$/m);
    expect(stdout).not.toContain('@@');
    expect(json.files).toMatchObject([{ diff: null, lines: { added: 1, removed: 0 } }]);
  });

  it('finds nothing between a release, its folder and its sources', async () => {
    const { code, stdout, json } = await diff(...REMOTE, 'openstack-scs-1-34-v1', OPENSTACK);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n\nno differences\n$/);
    expect(json).toMatchObject({ changed: false, files: [], addons: [], variables: [] });
    const folder = await diff(...REMOTE, `${SERIES}-v1`, `.release/${SERIES}-v1`);
    expect(folder.json.changed).toBe(false);
  });

  it.each([
    [['nothing'], 3, 'there is no folder nothing'],
    [['providers'], 2, 'providers holds 2 stacks; only one can be compared'],
    [[STACK], 2, 'there is no remote to find it on'],
    [[...REMOTE, `${SERIES}-v1`], 5, 'layout:releases has no release of docker/scs'],
    [[...REMOTE, STACK, `${SERIES}-v9`], 5, `layout:releases has no release ${SERIES}-v9`],
    [['-k', '1.99', STACK, OPENSTACK], 3, 'asked for 1.99'],
    [[], 2, 'no A is named'],
  ])('refuses %j with %i', async (args, code, message) => {
    const outcome = await diff(...args);
    expect([outcome.code, outcome.stdout]).toEqual([code, '']);
    expect(outcome.stderr).toContain(message);
    expect(outcome.stderr).toContain('  -> ');
  });
});

// init minor: the next Kubernetes minor in every layout, with what upstream has, with what is given, and without a network.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NewFolders } from '../../../../src/io/new-folder.ts';
import { StackFolderEditor } from '../../../../src/io/stack-editor.ts';
import { StackFolders } from '../../../../src/io/stack-folder.ts';
import { CsctlError } from '../../../../src/problem/problem.ts';
import type { Upstream } from '../../../../src/release/upstream-ports.ts';
import { initMinor, type MinorWish } from '../../../../src/release/scaffold/minor.ts';
import { parseKubernetesMinor, parseKubernetesVersion } from '../../../../src/stack/kubernetes-version.ts';
import { readLayout } from '../../../../src/stack/layout/read-layout.ts';
import { currentStack, imageDigest } from '../../../support/current-stack.ts';
import { MemoryUpstream } from '../../../support/memory-upstream.ts';
import { perMinorTree } from '../../../support/native-stack.ts';
import { changedLines } from '../../../support/patch-workshop.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { CSCTL_YAML, type Files } from '../../../support/stack-tree.ts';
import { snapshot, tempFolder } from '../../../support/temp-folder.ts';
import { memoryWorld } from '../../../support/world.ts';

const minor = (text: string) => {
  const parsed = parseKubernetesMinor(text);
  if (!parsed) throw new Error(text);
  return parsed;
};

const wish = (text: string, changes: Partial<MinorWish> = {}): MinorWish => ({
  minor: minor(text),
  version: undefined,
  pins: new Map(),
  offline: false,
  ...changes,
});

const exact = (text: string) => ({ version: parseKubernetesVersion(text) });

/** An upstream without a network. */
const unreachable = (): Upstream => {
  const refuse = () => Promise.reject(new CsctlError('upstream-unreachable', 'no network', { hint: 'look' }));
  return {
    ...new MemoryUpstream().open(),
    kubernetes: { list: refuse },
    charts: { versions: refuse, fetch: refuse },
    images: { look: refuse, text: refuse, tag: refuse },
  };
};

/** A stack of several minors in one folder. */
async function inOne(wanted: MinorWish, upstream = unreachable(), files: Files = currentStack()) {
  const { world } = memoryWorld([], { s: files });
  const result = await initMinor('s', wanted, { dryRun: false }, { ...world, upstream });
  const lines = (path: string) =>
    changedLines(result.files.find((one) => one.path === `s/${path}`)?.diff ?? '');
  const { tree } = await world.stacks.read('s');
  return { result, lines, layout: readLayout('s', tree) };
}

const changesOf = ({ changes }: Awaited<ReturnType<typeof initMinor>>) =>
  changes
    .filter(({ kind }) => kind !== 'lock')
    .map(({ kind, name, to, reason }) => [kind, name, to, ...(reason === null ? [] : [reason])].join(' '));

describe('a minor of our own stack.yaml', () => {
  const current = () =>
    new MemoryUpstream().release('v1.35.3').release('v1.36.1').chart('cloud-controller', '2.35.1');

  it('comes with what upstream has, and no other minor is touched', async () => {
    const { result, lines, layout } = await inOne(wish('1.35'), current().open());
    expect(lines('stack.yaml')).toEqual([
      '+  - version: v1.35.3',
      '+    addons:',
      '+      ccm: 2.35.1',
      '+    - version: v1.35.3',
      `+      sha256: ${imageDigest('v1.35.3')}`,
    ]);
    expect(changesOf(result)).toEqual([
      'minor kubernetes v1.35.3 supported until 2027-06-28',
      `image node-v1.35.3 sha256:${imageDigest('v1.35.3')}`,
      'addon ccm 2.35.1',
    ]);
    expect(result).toMatchObject({
      folder: 's',
      from: { minor: '1.34', folder: 's' },
      next: ['csctl validate -k 1.35 s'],
    });
    expect(layout.read(minor('1.35')).problems).toEqual([]);
  });

  it('takes versions that are named, whatever upstream has', async () => {
    const given = wish('1.35', { ...exact('v1.35.1'), pins: new Map([['ccm', '2.35.0']]) });
    const upstream = current().release('v1.35.1').chart('cloud-controller', '2.35.0');
    const { lines } = await inOne(given, upstream.open());
    expect(lines('stack.yaml').slice(0, 3)).toEqual([
      '+  - version: v1.35.1',
      '+    addons:',
      '+      ccm: 2.35.0',
    ]);
  });

  it('comes without a network, with the charts of the minor before, and asks for an update', async () => {
    const { result, lines, layout } = await inOne(wish('1.35', { offline: true }));
    expect(lines('stack.yaml')).toEqual(['+  - version: v1.35.0', '+    addons:', '+      ccm: 2.34.1']);
    expect(result.files.map(({ path }) => path)).toEqual(['s/stack.yaml']);
    expect(changesOf(result)[0]).toBe('minor kubernetes v1.35.0 not looked up');
    expect(result.next).toEqual(['csctl update -k 1.35 s', 'csctl validate -k 1.35 s']);
    expect(layout.minors.map(({ minor: { minor: number } }) => number)).toEqual([32, 33, 34, 35]);
  });

  it('is nothing when it is only looked at', async () => {
    const { world } = memoryWorld([], { s: currentStack() });
    const before = await world.stacks.read('s');
    const looking = { ...world, upstream: unreachable() };
    const { files } = await initMinor('s', wish('1.35', { offline: true }), { dryRun: true }, looking);
    expect(files).toHaveLength(1);
    expect((await world.stacks.read('s')).tree).toEqual(before.tree);
  });

  it('any later one keeps every line that was there', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 35, max: 99 }), fc.nat(30), async (number, patch) => {
        const version = `v1.${number}.${patch}`;
        const { lines } = await inOne(wish(`1.${number}`, { ...exact(version), offline: true }));
        expect(lines('stack.yaml').filter((line) => line.startsWith('-'))).toEqual([]);
        expect(lines('stack.yaml')[0]).toBe(`+  - version: ${version}`);
      }),
      { numRuns: 20 },
    ));
});

it('a minor that does not follow the newest is warned of: no cluster gets there', async () => {
  const { result } = await inOne(wish('1.37', { offline: true }));
  expect(result.warnings).toMatchObject([
    {
      code: 'minor-skipped',
      message: '1.37 does not follow 1.34: clusters move one minor at a time',
      hint: 'csctl init minor 1.35 s comes first',
    },
  ]);
});

describe('what is refused', () => {
  const refused = (wanted: MinorWish, files?: Files, upstream?: Upstream) =>
    refusalOf(() => inOne(wanted, upstream, files));

  it('a minor that is served', async () => {
    expect(await refused(wish('1.34'))).toMatchObject({
      code: 'usage',
      message: 's serves Kubernetes 1.34 already',
      hint: 'csctl update -k 1.34 s brings it up to date',
    });
  });

  it('a minor that upstream does not know', async () => {
    const refusal = await refused(wish('1.39'), undefined, new MemoryUpstream().open());
    expect(refusal).toMatchObject({ code: 'minor-not-added', kind: 'invalid' });
    expect(refusal.message).toBe(
      'Kubernetes 1.39 is not added: upstream has released none, or supports it no more',
    );
  });

  it('a minor without an image, with its address', async () => {
    const upstream = new MemoryUpstream().release('v1.35.0', '2027-06-28', false).open();
    const refusal = await refused(wish('1.35'), undefined, upstream);
    expect(refusal.message).toContain('there is no image for it yet; expected one at https://images.example');
  });

  it('an upstream that cannot be asked: with the way to do without', async () => {
    const refusal = await refused(wish('1.35'));
    expect(refusal).toMatchObject({ code: 'upstream-unreachable', kind: 'remote' });
    expect(refusal.problems.at(-1)?.hint).toContain('--offline');
  });

  it('a pin of an addon that is not there, with what was meant', async () => {
    expect(await refused(wish('1.35', { pins: new Map([['cmm', '1']]), offline: true }))).toMatchObject({
      code: 'usage',
      message: '--pin cmm: s has no addon chart of that name',
      hint: 'did you mean ccm?',
    });
  });

  it('a folder with the one minor of csctl.yaml', async () => {
    const refusal = await refused(wish('1.35', { offline: true }), { 'csctl.yaml': CSCTL_YAML });
    expect(refusal).toMatchObject({
      code: 'usage',
      hint: expect.stringContaining('csctl migrate s') as string,
    });
  });
});

describe('a minor of versions.yaml', () => {
  it('is an entry behind the newest, written as that is', async () => {
    const versions = '# by minor\n- kubernetes: 1.33.4 # old\n- kubernetes: 1.34.1\n';
    const files = { 'csctl.yaml': CSCTL_YAML, 'versions.yaml': versions };
    const { result, lines } = await inOne(
      wish('1.35', { ...exact('v1.35.2'), offline: true }),
      undefined,
      files,
    );
    expect(lines('versions.yaml')).toEqual(['+- kubernetes: 1.35.2']);
    expect(changesOf(result)).toEqual(['minor kubernetes v1.35.2 derived from 1.34']);
  });
});

describe('a minor in a folder of its own', () => {
  const folderOf = (files: Iterable<readonly [string, Uint8Array]>) =>
    tempFolder(
      Object.fromEntries([...files].map(([path, bytes]) => [`scs/${path}`, Buffer.from(bytes).toString()])),
    );
  const run = (cwd: string, wanted: MinorWish, named = 'scs') => {
    const { world } = memoryWorld();
    const disk = {
      ...world,
      stacks: new StackFolders(cwd, undefined),
      trees: new NewFolders(cwd),
      editor: new StackFolderEditor(cwd),
      upstream: unreachable(),
    };
    return initMinor(named, wanted, { dryRun: false }, disk);
  };
  const values = 'images:\n  worker:\n    name: node-v1.34.7\nnote: of 1.34\n';
  const stack = () => perMinorTree(['1.33', '1.34'], () => ({ 'cluster-class/values.yaml': values }));

  it('is a copy of the newest, with its versions and names; the others stay as they are', async () => {
    const cwd = folderOf(stack());
    const before = snapshot(cwd);
    const result = await run(cwd, wish('1.35', { offline: true }));
    expect(result).toMatchObject({
      folder: 'scs/1-35',
      from: { minor: '1.34', folder: 'scs/1-34' },
      next: ['csctl update scs/1-35', 'csctl validate scs/1-35'],
    });
    const after = snapshot(cwd);
    expect(after).toMatchObject(before);
    expect(after['scs/1-35/stack.yaml']).toContain('kubernetesVersion: 1.35.0\n');
    expect(after['scs/1-35/cluster-class/Chart.yaml']).toContain('name: docker-scs-1-35-cluster-class\n');
    expect(after['scs/1-35/cluster-class/values.yaml']).toContain('name: node-v1.35.0\n');
    const others = (minorFolder: string) =>
      Object.keys(after)
        .filter((path) => path.startsWith(`scs/${minorFolder}/`))
        .map((path) => path.slice(9));
    expect(others('1-35')).toEqual(others('1-34'));
  });

  it('tells where the old minor is still named, and shows what differs from the copy', async () => {
    const cwd = folderOf(stack());
    const { warnings, files } = await run(cwd, wish('1.35', { offline: true }));
    expect(warnings).toMatchObject([
      { code: 'config-disagree', file: 'scs/1-35/cluster-class/values.yaml', line: 4 },
    ]);
    expect(files.map(({ path, change }) => `${change} ${path}`)).toEqual([
      'modified scs/1-35/cluster-class/Chart.yaml',
      'modified scs/1-35/cluster-class/values.yaml',
      'modified scs/1-35/stack.yaml',
    ]);
  });

  it('never goes over a folder that is there, nor from one that is not named by its minor', async () => {
    const cwd = folderOf([...stack(), ['1-35/mine.txt', Buffer.from('mine')]]);
    const before = snapshot(cwd);
    const taken = await refusalOf(() => run(cwd, wish('1.35', { offline: true })));
    expect(taken.code).toBe('output-foreign');
    expect(snapshot(cwd)).toEqual(before);
    const odd = folderOf([...stack()].map(([path, bytes]) => [path.replace(/^1-3/, 'k3'), bytes] as const));
    const unnamed = await refusalOf(() => run(odd, wish('1.35', { offline: true })));
    expect(unnamed).toMatchObject({ code: 'usage' });
    expect(unnamed.message).toContain('is not named by its minor');
  });
});

it('a README that documents the stack is to be brought up to date, too', async () => {
  const files = { ...currentStack(), 'README.md': '# scs\n<!-- csctl:docs -->\n<!-- /csctl:docs -->\n' };
  const { result } = await inOne(wish('1.35', { offline: true }), undefined, files);
  expect(result.next.at(-1)).toBe('csctl docs s -o s/README.md');
});

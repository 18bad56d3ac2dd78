// What csctl alone finds, and what it advises.
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../../../src/io/memory/memory-store.ts';
import type { ReleaseStore } from '../../../../src/release/ports.ts';
import { statusOf } from '../../../../src/release/status/status.ts';
import type { Surroundings } from '../../../../src/release/status/surroundings.ts';
import { CsctlError } from '../../../../src/problem/problem.ts';
import { ANNOTATIONS, sampleAssets } from '../../../support/sample-release.ts';
import { stackTree, type Files } from '../../../support/stack-tree.ts';
import { publishAssets } from '../../../support/store.ts';

const FOLDER = 'providers/docker/scs';
const SERIES = [
  {
    minor: { major: 1, minor: 34 },
    released: undefined,
    endOfLife: '2026-10-27',
    patches: [{ version: { major: 1, minor: 34, patch: 99 }, released: undefined }],
  },
];

interface Wish extends Partial<Omit<Surroundings, 'stacks'>> {
  readonly stacks?: Readonly<Record<string, Files>>;
}

const around = ({ stacks = {}, ...more }: Wish = {}): Surroundings => ({
  stacks: {
    near: () => ({ folders: Object.keys(stacks), complete: true }),
    read: (folder) => Promise.resolve({ tree: stackTree(stacks[folder]), problems: [] }),
  },
  output: { folder: '.release', names: [] },
  stores: [],
  remotes: [],
  kubernetes: undefined,
  today: '2026-01-01',
  ...more,
});

const commands = async (wish: Wish) => (await statusOf(around(wish))).next.map(({ command }) => command);

async function storeWith(...tags: string[]): Promise<ReleaseStore> {
  const store = new MemoryStore();
  for (const tag of tags) await publishAssets(store, tag, sampleAssets(), ANNOTATIONS);
  return store;
}

/** The series and version of the tiny stack. */
async function tiny() {
  const [stack] = (await statusOf(around({ stacks: { [FOLDER]: {} } }))).stacks;
  const [minor] = stack?.minors ?? [];
  return { stack: stack?.stack ?? '', minor: minor?.minor ?? '', kubernetes: minor?.kubernetes ?? '' };
}

const seriesOf = ({ stack, minor }: { stack: string; minor: string }) =>
  `${stack.replace('/', '-')}-${minor.replace('.', '-')}`;

describe('the status of a stack', () => {
  it('is what it serves', async () => {
    const { stacks } = await statusOf(around({ stacks: { [FOLDER]: {} } }));
    expect(stacks).toMatchObject([
      {
        folder: FOLDER,
        layout: 'single',
        problems: [],
        minors: [{ released: null, newer: null, ended: false }],
      },
    ]);
    expect(await tiny()).toMatchObject({ stack: expect.stringMatching(/^[a-z]+\/[a-z]+$/) as string });
  });

  it('has the newest release of its minor', async () => {
    const own = await tiny();
    const tags = [`${seriesOf(own)}-v1`, `${seriesOf(own)}-v2`, 'other-scs-1-34-v7'];
    const { stacks, remotes } = await statusOf(
      around({
        stacks: { [FOLDER]: {} },
        stores: [await storeWith(...tags)],
        remotes: ['memory', 'github:a/b'],
      }),
    );
    expect(stacks[0]?.minors[0]?.released).toEqual({ tag: `${seriesOf(own)}-v2`, kubernetes: 'v1.34.7' });
    expect(remotes.map(({ remote }) => remote)).toEqual(['memory', 'github:a/b']);
    expect(remotes[1]?.asked).toBe(false);
  });

  it('knows a newer patch and the end of support where somebody has asked before', async () => {
    const look = async (today: string) =>
      (await statusOf(around({ stacks: { [FOLDER]: {} }, kubernetes: SERIES, today }))).stacks[0]?.minors[0];
    expect((await tiny()).minor).toBe('1.34');
    expect(await look('2026-10-27')).toMatchObject({ newer: 'v1.34.99', ended: false });
    expect(await look('2026-10-28')).toMatchObject({ newer: 'v1.34.99', ended: true });
  });

  it('is broken where the config is, and the others are shown all the same', async () => {
    const { stacks, next } = await statusOf(
      around({ stacks: { 'providers/a/b': { 'csctl.yaml': '{' }, [FOLDER]: {} } }),
    );
    expect(stacks.map(({ problems }) => problems.length > 0)).toEqual([true, false]);
    expect(next[0]?.command).toBe('csctl validate providers/a/b');
    expect(next[1]?.command).toBe(`csctl validate ${FOLDER}`);
  });

  it('is broken where it cannot be read', async () => {
    const plain = around({ stacks: { [FOLDER]: {} } });
    const read = () => Promise.reject(new CsctlError('file-unreadable', 'no'));
    const { stacks } = await statusOf({ ...plain, stacks: { ...plain.stacks, read } });
    expect(stacks).toMatchObject([{ stack: null, layout: null, problems: [{ code: 'file-unreadable' }] }]);
  });
});

it('release folders are those that are named so, the newest last, and published or not', async () => {
  const names = ['docker-scs-1-34-v10', 'docker-scs-1-34-v9', 'notes', 'docker-scs-1-34-v9-beta-0'];
  const look = async (stores: ReleaseStore[]) =>
    (await statusOf(around({ output: { folder: '.release', names }, stores, remotes: [] }))).releases;
  expect((await look([])).map(({ tag, published }) => [tag, published])).toEqual([
    ['docker-scs-1-34-v9-beta-0', null],
    ['docker-scs-1-34-v9', null],
    ['docker-scs-1-34-v10', null],
  ]);
  const published = await look([await storeWith('docker-scs-1-34-v9')]);
  expect(published.map((one) => one.published)).toEqual([false, true, false]);
});

it('a remote that is damaged is a warning', async () => {
  const store = await storeWith();
  const browse = () => Promise.reject(new CsctlError('remote-damaged', 'torn'));
  const broken = {
    ...store,
    remote: store.remote,
    check: () => Promise.resolve(),
    browse,
  } as unknown as ReleaseStore;
  const { warnings } = await statusOf(around({ stores: [broken], remotes: ['memory'] }));
  expect(warnings).toMatchObject([{ code: 'remote-damaged', severity: 'warning' }]);
});

describe('the next steps', () => {
  it('begin where nothing is', async () => {
    expect(await commands({})).toEqual(['csctl init stack', 'csctl help']);
    expect(await commands({ remotes: ['github:a/b'] })).toEqual([
      'csctl init stack',
      'csctl list',
      'csctl help',
    ]);
  });

  it('lead from a stack to a release', async () => {
    expect(await commands({ stacks: { [FOLDER]: {} } })).toEqual([
      `csctl validate ${FOLDER}`,
      `csctl create -m hash ${FOLDER}`,
      `csctl outdated ${FOLDER}`,
    ]);
    expect(
      await commands({ stacks: { 'providers/a/x': {}, 'providers/a/y': {}, 'providers/b': {} } }),
    ).toContain('csctl validate providers');
    expect(await commands({ stacks: { a: {}, b: {} } })).toContain('csctl validate .');
  });

  it('lead to what is due on a remote, and not where nothing is', async () => {
    const own = await tiny();
    const create = `csctl create --publish ${FOLDER}`;
    const wish = { stacks: { [FOLDER]: {} }, remotes: ['memory'], kubernetes: [] };
    expect(await commands({ ...wish, stores: [await storeWith()] })).toContain(create);
    const store = new MemoryStore();
    await publishAssets(store, `${seriesOf(own)}-v1`, sampleAssets(), { kubernetesVersion: own.kubernetes });
    expect(await commands({ ...wish, stores: [store] })).toEqual([
      `csctl validate ${FOLDER}`,
      `csctl plan ${FOLDER}`,
    ]);
  });

  it('lead to an update where one is known', async () => {
    expect(await commands({ stacks: { [FOLDER]: {} }, kubernetes: SERIES })).toContain(
      `csctl update --dry-run ${FOLDER}`,
    );
  });

  it('lead from a release folder on', async () => {
    const output = { folder: '.release', names: ['docker-scs-1-34-v1'] };
    expect(await commands({ output })).toEqual([
      'csctl verify .release/docker-scs-1-34-v1',
      'csctl publish .release/docker-scs-1-34-v1 --remote layout:releases',
      'csctl generate cluster .release/docker-scs-1-34-v1',
      'csctl init stack',
    ]);
    const stores = [await storeWith('docker-scs-1-34-v1')];
    expect(await commands({ output, stores, remotes: ['memory'] })).not.toContain(
      'csctl publish .release/docker-scs-1-34-v1',
    );
  });

  it('can be copied into a shell, whatever the folder is called', async () => {
    expect((await commands({ stacks: { "it's here": {} } }))[0]).toBe(`csctl validate 'it'\\''s here'`);
  });
});

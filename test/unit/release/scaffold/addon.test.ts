// init addon: a stage of each kind in each layout, which renders; and everything that is refused before a file is written.
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LocalTemplates } from '../../../../src/io/template-folder.ts';
import { NewFiles } from '../../../../src/io/new-files.ts';
import { StackFolders } from '../../../../src/io/stack-folder.ts';
import { PackageFolder } from '../../../../src/cli/program-files.ts';
import { renderRelease } from '../../../../src/release/render.ts';
import { validateStacks } from '../../../../src/release/check.ts';
import { initAddon, type AddonWish } from '../../../../src/release/scaffold/addon.ts';
import { currentStack } from '../../../support/current-stack.ts';
import { MemoryUpstream } from '../../../support/memory-upstream.ts';
import { perMinorTree } from '../../../support/native-stack.ts';
import { PROJECT } from '../../../support/package.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { CSCTL_YAML, stackTree, type Files } from '../../../support/stack-tree.ts';
import { snapshot, tempFolder, withoutPrivileges } from '../../../support/temp-folder.ts';
import { memoryWorld, request } from '../../../support/world.ts';

const CHART = { kind: ['chart'], repository: ['https://charts.example'], chart: ['cilium'] };

const wish = (answers: Readonly<Record<string, string[]>>, changes: Partial<AddonWish> = {}): AddonWish => ({
  stack: 's',
  template: undefined,
  after: undefined,
  dryRun: false,
  given: new Map(Object.entries({ name: ['extra'], ...answers })),
  defaults: true,
  ask: undefined,
  flagOf: (key) => `--${key}`,
  ...changes,
});

/** A world on disk with stacks below its folder. */
function onDisk(files: Iterable<readonly [string, Uint8Array]>, upstream = new MemoryUpstream()) {
  const cwd = tempFolder(
    Object.fromEntries([...files].map(([path, bytes]) => [`s/${path}`, Buffer.from(bytes).toString()])),
  );
  const stacks = new StackFolders(cwd, undefined);
  const world = {
    ...memoryWorld().world,
    stacks,
    files: new NewFiles(cwd, () => {
      stacks.forget();
    }),
    templates: new LocalTemplates(new PackageFolder(PROJECT), cwd),
    upstream: upstream.open(),
  };
  return { cwd, world };
}

const CLUSTER_ADDON = { 'clusteraddon.yaml': currentStack()['clusteraddon.yaml'] ?? null } satisfies Files;
const single = () => stackTree({ ...currentStack(), 'stack.yaml': null, 'csctl.yaml': CSCTL_YAML });
const LAYOUTS = {
  native: () => stackTree(currentStack()),
  single,
  matrix: () => stackTree({ ...Object.fromEntries(single()), 'versions.yaml': '- kubernetes: 1.35.1\n' }),
  'per-minor': () => perMinorTree(['1.33', '1.34'], () => CLUSTER_ADDON),
};
const KINDS = { objects: {}, chart: { ...CHART, version: ['1.18.8'] } };

const COMBINATIONS = Object.keys(LAYOUTS).flatMap((layout) =>
  Object.keys(KINDS).flatMap((kind) => [undefined, 'cni'].map((after) => ({ layout, kind, after }))),
) as { layout: keyof typeof LAYOUTS; kind: keyof typeof KINDS; after: string | undefined }[];

describe.each(COMBINATIONS)('$kind in a $layout stack, after $after', ({ layout, kind, after }) => {
  it('come with files that render, in both hooks, and everything else is kept', async () => {
    const { cwd, world } = onDisk(LAYOUTS[layout]());
    const before = snapshot(cwd);
    const { files, changed, folders } = await initAddon(wish(KINDS[kind], { after }), world);
    const now = snapshot(cwd);
    const touched = Object.keys(before).filter((path) => now[path] !== before[path]);
    expect(touched.sort()).toEqual(changed.map(({ path }) => path).sort());
    expect(folders.length).toBe(layout === 'per-minor' ? 2 : 1);
    expect(files.length).toBe(folders.length * (kind === 'chart' ? 3 : 4));
    expect(files.every(({ path }) => now[path] !== undefined)).toBe(true);
    for (const { diff } of changed) expect(diff).not.toMatch(/^-(?!-)/m);
    for (const folder of folders) {
      const reading = request({ minors: layout === 'native' ? ['1.34'] : [] });
      const name = folder;
      const wanted = { name, reading, stages: ['extra'], cluster: undefined, namespace: 'default' };
      const { addons, warnings } = await renderRelease(wanted, { ...world, folders: NO_FOLDERS });
      const isChart = kind === 'chart';
      // The native one embeds its charts, so it has them.
      const isThin = isChart && layout !== 'native';
      expect(addons.map(({ stage, objects }) => [stage, objects.length])).toEqual([
        ['extra', isChart ? 0 : 1],
      ]);
      expect(warnings.map(({ code }) => code)).toEqual(isThin ? ['stage-dependency-missing'] : []);
      expect(addons[0]?.values).toMatch(isChart ? /^cilium: \{\}/ : /^clusterName: "sample"$/m);
    }
  });
});

const NO_FOLDERS = {
  exists: () => Promise.resolve(false),
  read: () => Promise.reject(new Error('no release is read')),
};

describe('a chart', () => {
  it('is pinned in our stack.yaml, and validates', async () => {
    const { cwd, world } = onDisk(stackTree(currentStack()));
    await initAddon(wish({ ...CHART, version: ['1.18.8'] }), world);
    expect(snapshot(cwd)['s/stack.yaml']).toContain('  extra:\n    version: 1.18.8\n');
    const { problems } = await validateStacks(['s'], request({ embed: false }), world);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('comes at its newest version, or with the flag that says which', async () => {
    const upstream = new MemoryUpstream().chart('cilium', '1.19.0').chart('cilium', '1.20.0-rc.1');
    const { world } = onDisk(stackTree(currentStack()), upstream);
    const { answers, next } = await initAddon(wish({ ...CHART, version: ['newest'] }), world);
    expect(answers['version']).toBe('1.19.0');
    expect(next).toEqual(['csctl update --only addons s', 'csctl validate s']);
    const gone = wish({ ...CHART, repository: ['https://elsewhere.example'], name: ['other'] });
    const refused = await refusalOf(() => initAddon(gone, world));
    expect(refused).toMatchObject({ kind: 'remote' });
    expect(refused.problems.at(-1)?.hint).toContain('--version takes one without asking');
  });
});

describe('nothing is written', () => {
  const refused = async (changes: Partial<AddonWish>, files: Files = currentStack()) => {
    const { cwd, world } = onDisk(stackTree(files));
    const before = snapshot(cwd);
    const refusal = await refusalOf(() => initAddon({ ...wish({}), ...changes }, world));
    expect(snapshot(cwd)).toEqual(before);
    return refusal;
  };
  const named = (name: string) => ({ given: new Map([['name', [name]]]) });

  it('on a dry run', async () => {
    const { cwd, world } = onDisk(stackTree(currentStack()));
    const before = snapshot(cwd);
    const { files, changed } = await initAddon(wish({}, { dryRun: true }), world);
    expect(files.map(({ status }) => status)).toEqual(Array(4).fill('planned'));
    expect(changed).toHaveLength(1);
    expect(snapshot(cwd)).toEqual(before);
  });

  it('for a stage that is there, listed or not', async () => {
    expect(await refused(named('cni'))).toMatchObject({
      code: 'usage',
      message: 's has a stage cni already',
    });
    const unlisted = {
      ...currentStack(),
      'cluster-addon/extra/Chart.yaml': 'apiVersion: v2\nname: extra\nversion: 1.0.0\n',
    };
    expect(await refused({}, unlisted)).toMatchObject({ message: 's has a stage extra already' });
  });

  it('behind a stage that is not there', async () => {
    const refusal = await refused({ after: 'cmm' });
    expect(refusal).toMatchObject({ code: 'usage', hint: 'did you mean ccm?' });
  });

  it('for a name that no folder of a stage should have', async () => {
    expect(await refused(named('../x'))).toMatchObject({ code: 'template-answer' });
    expect(await refused(named('Extra'))).toMatchObject({ code: 'template-answer' });
  });

  it('in a stack with one chart for all addons', async () => {
    const refusal = await refused({}, { 'clusteraddon.yaml': null });
    expect(refusal.message).toBe('s has one addon chart, and no clusteraddon.yaml that lists stages');
  });

  it('where clusteraddon.yaml cannot be replaced: the stage would be in the way of the next try', async () => {
    const { cwd, world } = onDisk(stackTree(currentStack()));
    chmodSync(join(cwd, 's/cluster-addon'), 0o777);
    const before = snapshot(cwd);
    await withoutPrivileges(async () => {
      const refusal = await refusalOf(() => initAddon(wish({}), world));
      expect(refusal.code).toBe('output-unwritable');
    });
    expect(snapshot(cwd)).toEqual(before);
  });

  it('by a template that is not there', async () => {
    const refusal = await refused({ template: 'stge' });
    expect(refusal).toMatchObject({ code: 'template-missing', hint: 'did you mean stage?' });
  });

  it('where nobody can be asked, and no default is wanted', async () => {
    expect(await refused({ defaults: false })).toMatchObject({ code: 'template-answer' });
  });
});

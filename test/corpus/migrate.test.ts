// Real stacks migrated: the same releases for every minor, nothing to release afterwards, no file twice.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../src/io/memory/memory-store.ts';
import { ALLOWABLE_CODES } from '../../src/problem/catalogue.ts';
import { createReleases } from '../../src/release/create.ts';
import { migrateStacks, type MigrateOptions } from '../../src/release/migration/migrate.ts';
import { NewestPatches, withPatches } from '../../src/release/migration/patches.ts';
import { planReleases } from '../../src/release/plan.ts';
import { renderImages } from '../../src/render/node-images.ts';
import { readLayout } from '../../src/stack/layout/read-layout.ts';
import { YamlSource } from '../../src/stack/yaml-source.ts';
import { corpusPath, hasCorpus } from '../support/corpus.ts';
import { readFileSync } from 'node:fs';
import { commitFolder } from '../support/git-folder.ts';
import { corpusCopy, FEED, treeBelow, twins, withFeed } from '../support/migration.ts';
import { refusalOf } from '../support/refusal.ts';
import { plain } from '../support/sample-release.ts';
import { snapshot, tempFolder, writeFiles } from '../support/temp-folder.ts';
import { memoryWorld, request } from '../support/world.ts';

const PER_MINOR = ['per-minor/docker/scs', 'per-minor/openstack/scs'];
const MATRIX = ['single/openstack/scs', 'single/openstack/scs2'];
const SINGLE = [
  'single/docker/scs',
  'single/kubevirt/alpha',
  'single/openstack/kamaji',
  'csctl/docker/ferrol',
];
const VERSIONS = { clusterStack: 'v3', clusterAddon: 'v2', nodeImage: 'v1' };
/** Stacks of the corpus are not all right; what is wrong with them is wrong before and after. */
const ALLOWED = new Set<string>(ALLOWABLE_CODES);
const IN_PLACE: MigrateOptions = { dryRun: false, output: undefined };

const migrate = (folder: string, options = IN_PLACE) =>
  migrateStacks([folder], options, withFeed(memoryWorld([]).world));

/** The folders of an old stack; versions without a patch get the one that migration finds. */
async function buildable(folder: string): Promise<readonly string[]> {
  const { world } = memoryWorld();
  const folders = await world.stacks.find(folder);
  for (const one of folders) {
    const patched = await withPatches(one, treeBelow(one), new NewestPatches(FEED));
    const texts = ['stack.yaml', 'versions.yaml'].flatMap((name) => {
      const text = patched.text(name);
      return text === undefined ? [] : [[name, text] as const];
    });
    writeFiles(one, Object.fromEntries(texts));
  }
  return folders;
}

/** What is built of every minor: archives, metadata, addon config. */
async function build(folders: readonly string[]) {
  const { world, written } = memoryWorld();
  const wish = request({ mode: 'custom', versions: VERSIONS, minors: ['all'], allowed: ALLOWED });
  await createReleases(folders, wish, { dryRun: false, publish: false }, world);
  const releases = [...written].map(([tag, assets]) => {
    const own = assets.filter(({ name }) => !['hashes.json', 'SHA256SUMS'].includes(name));
    return [tag, plain(own)] as const;
  });
  return Object.fromEntries(releases);
}

const stable = request({ mode: 'stable', minors: ['all'], allowed: ALLOWED });

describe.skipIf(!hasCorpus)('migrate (skipped without ../shared/corpus)', { timeout: 60_000 }, () => {
  it.each([...PER_MINOR, ...MATRIX, ...SINGLE])(
    '%s: the same bytes for every minor, and nothing to release',
    async (stack) => {
      const [old, migrated] = [corpusCopy(stack), corpusCopy(stack)];
      const folders = await buildable(old);
      const { stacks } = await migrate(migrated);
      expect(stacks.map(({ status }) => status)).toEqual(['migrated']);

      const before = await build(folders);
      const after = await build([migrated]);
      expect(Object.keys(after)).toHaveLength(stacks[0]?.minors.length ?? 0);
      expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
      for (const tag of Object.keys(before)) expect(after[tag], tag).toEqual(before[tag]);

      const store = new MemoryStore();
      const { world } = memoryWorld([store]);
      await createReleases(folders, stable, { dryRun: false, publish: true }, world);
      const { plans } = await planReleases([migrated], stable, world);
      expect(plans).toHaveLength(Object.keys(before).length);
      expect(plans.filter(({ changed }) => changed)).toEqual([]);
      expect(plans.every(({ previous }) => previous !== null)).toBe(true);
    },
  );

  it.each(PER_MINOR)('%s: no two equal files, and nothing of the old layout is left', async (stack) => {
    const folder = corpusCopy(stack);
    await migrate(folder);
    const files = treeBelow(folder);
    expect(twins(files)).toEqual([]);
    expect(
      Object.keys(snapshot(folder)).filter((path) => /^1-|csctl\.yaml|versions\.yaml/.test(path)),
    ).toEqual([]);
    expect(readLayout(folder, files).kind).toBe('native');
  });

  it.each([...PER_MINOR, ...MATRIX, ...SINGLE])(
    '%s: no problem that was not there, and none of names',
    async (stack) => {
      const folder = corpusCopy(stack);
      const { stacks, warnings } = await migrate(folder);
      expect(warnings).toEqual([]);
      const layout = readLayout(folder, treeBelow(folder));
      for (const { minor } of layout.minors) expect(layout.read(minor).problems).toEqual([]);
      const { plans, warnings: doubts } = await planReleases(
        [folder],
        request({ allowed: ALLOWED }),
        memoryWorld().world,
      );
      expect(plans.map(({ kubernetes }) => kubernetes)).toEqual(
        stacks[0]?.minors.map(({ kubernetes }) => kubernetes),
      );
      expect(doubts.map(({ code }) => code)).not.toContain('chart-name-derived');
    },
  );

  it('says in one line for each file what git would say', async () => {
    const folder = corpusCopy('per-minor/openstack/scs');
    const { stacks } = await migrate(folder);
    const { changes = [], files, overlays, pins } = stacks[0] ?? {};
    const count = (wanted: string) => changes.filter(({ change }) => change === wanted).length;
    // What is left is moved as it is; new is stack.yaml only.
    expect(changes.filter(({ change }) => change === 'added')).toEqual([
      { path: 'stack.yaml', change: 'added' },
    ]);
    expect(count('modified')).toBe(0);
    expect(files).toEqual({ before: 90, after: count('moved') + 1 });
    expect(count('removed') + count('moved')).toBe(90);
    expect(overlays?.map(({ minors, folder: own, files: in_ }) => [...minors, own, in_.length])).toEqual([
      ['1.33', 'overlays/1.33', 3],
      ['>=1.35', 'overlays/from-1.35', 7],
    ]);
    expect(pins).toContainEqual({ minor: '1.34', key: 'csi', version: '2.34.3' });
    expect(new Set(pins?.map(({ key }) => key))).toEqual(new Set(['ccm', 'csi']));
    const text = treeBelow(folder).text('stack.yaml') ?? '';
    expect(YamlSource.parse('stack.yaml', text).get(['addons'])).toEqual({
      ccm: { follows: 'kubernetesMinor' },
      csi: { follows: 'kubernetesMinor' },
    });
    expect(text.split('\n')[0]).toMatch(/^# yaml-language-server: \$schema=https:/);
  });

  it('touches two lines of one file, where a single folder names an image by version', async () => {
    const folder = corpusCopy('single/openstack/scs');
    const before = treeBelow(folder);
    const { stacks } = await migrate(folder);
    expect(stacks[0]?.changes).toEqual([
      { path: 'cluster-class/values.yaml', change: 'modified' },
      { path: 'csctl.yaml', change: 'removed' },
      { path: 'stack.yaml', change: 'added' },
      { path: 'versions.yaml', change: 'removed' },
    ]);
    const [old = [], fresh = []] = [before, treeBelow(folder)].map((tree) =>
      tree.text('cluster-class/values.yaml')?.split('\n'),
    );
    expect(fresh.filter((line, index) => line !== old[index])).toEqual([
      '    name: ubuntu-capi-image-<< kubernetes.version >>',
      '    name: ubuntu-capi-image-<< kubernetes.version >>',
    ]);
  });

  it('keeps the images of openstack-image-manager, which csctl prints again', async () => {
    const folder = corpusCopy('per-minor/openstack/scs');
    await migrate(folder);
    const layout = readLayout(folder, treeBelow(folder));
    const catalogue = layout.read().stack?.settings.images;
    if (catalogue?.kind !== 'server') throw new Error('no catalogue');
    const minors = layout.minors.map(({ minor }) => minor);
    const printed = YamlSource.parse('new', renderImages(catalogue, 'image-manager', minors)).get([
      'images',
      0,
    ]);
    const original = readFileSync(corpusPath('stacks/per-minor/openstack/scs/image-manager.yaml'), 'utf8');
    const expected = YamlSource.parse('old', original).get(['images', 0]) as { versions: object[] };
    const systems = ['22.04', '24.04', '24.04', '24.04'];
    const versions = expected.versions.map((one, index) => ({ ...one, os_version: systems[index] }));
    expect(printed).toEqual({ ...expected, versions });
    expect(catalogue.release).toBe(false);
  });

  it('writes elsewhere with -o, leaves the sources alone, and gives the same as in place', async () => {
    const [stack, twin] = [corpusCopy('per-minor/docker/scs'), corpusCopy('per-minor/docker/scs')];
    const before = snapshot(stack);
    const output = join(tempFolder(), 'new/scs');
    await migrate(stack, { dryRun: true, output: undefined });
    expect(snapshot(stack)).toEqual(before);
    const { stacks } = await migrate(stack, { dryRun: false, output });
    expect(stacks[0]).toMatchObject({ folder: output, status: 'migrated' });
    expect(snapshot(stack)).toEqual(before);
    await migrate(twin);
    expect(snapshot(twin)).toEqual(snapshot(output));
    const refusal = await refusalOf(() => migrate(stack, { dryRun: false, output }));
    expect(refusal).toMatchObject({ code: 'output-foreign', kind: 'conflict' });
  });

  it('does nothing to a stack that is migrated', async () => {
    const folder = corpusCopy('single/openstack/scs2');
    await migrate(folder);
    const before = snapshot(folder);
    const { stacks } = await migrate(folder);
    expect(stacks).toMatchObject([{ status: 'native', changes: [] }]);
    expect(snapshot(folder)).toEqual(before);
  });

  it('asks for Kubernetes releases only where a version has no patch, and says when there is none', async () => {
    const { world } = memoryWorld([]);
    const dry = { dryRun: true, output: undefined };
    const silent = {
      ...world,
      upstream: { ...world.upstream, kubernetes: { list: () => Promise.reject(new Error('asked')) } },
    };
    await migrateStacks([corpusCopy('per-minor/openstack/scs')], dry, silent);
    const refusal = await refusalOf(() => migrateStacks([corpusCopy('per-minor/docker/scs')], dry, world));
    expect(refusal).toMatchObject({ code: 'kubernetes-no-patch', kind: 'invalid' });
    expect(refusal.problems[0]?.file).toMatch(/1-32\/stack\.yaml$/);
  });

  it('takes several stacks below one folder, and refuses one minor by itself', async () => {
    const folder = join(corpusCopy('per-minor/docker'));
    const { stacks } = await migrate(folder);
    expect(stacks.map(({ folder: one, layout }) => [one, layout])).toEqual([[`${folder}/scs`, 'per-minor']]);
    const alone = `${corpusCopy('per-minor/openstack/scs')}/1-35`;
    expect(await refusalOf(() => migrate(alone))).toMatchObject({ code: 'stack-layout' });
  });

  it.each([
    ['per-minor/openstack/scs', ['A\tstack.yaml']],
    // What differs by version only becomes one file with marks.
    ['per-minor/docker/scs', ['A\tcluster-class/Chart.yaml', 'A\tstack.yaml']],
  ])('%s: git shows whole files that moved or were copies, and what is new', async (stack, added) => {
    const folder = corpusCopy(stack);
    const git = commitFolder(folder);
    const old = new Set(twins(treeBelow(folder)).flat());
    await migrate(folder);
    git('add', '-A');
    const changes = git('diff', '--cached', '--name-status', '--find-renames=100%').split('\n');
    const kind = (letter: string) => changes.filter((line) => line.startsWith(letter));
    expect(kind('A')).toEqual(added);
    expect(kind('M')).toEqual([]);
    expect(kind('R').every((line) => line.startsWith('R100\t'))).toBe(true);
    const config = /(?:csctl|stack|image-manager|Chart)\.yaml$/;
    const lost = kind('D').map((line) => line.slice(2));
    expect(lost.filter((path) => !old.has(path) && !config.test(path))).toEqual([]);
    expect(kind('R').length + kind('D').length).toBe(changes.length - added.length);
  });
});

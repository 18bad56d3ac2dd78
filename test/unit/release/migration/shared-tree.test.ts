// The trees of all minors as base and overlays.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planMigration } from '../../../../src/release/migration/plan.ts';
import { readSource } from '../../../../src/release/migration/sources.ts';
import { NewestPatches } from '../../../../src/release/migration/patches.ts';
import { proveMigration } from '../../../../src/release/migration/proof.ts';
import { FileTree } from '../../../../src/stack/file-tree.ts';
import { readLayout } from '../../../../src/stack/layout/read-layout.ts';
import { formatMinor } from '../../../../src/stack/kubernetes-version.ts';
import { YamlSource } from '../../../../src/stack/yaml-source.ts';
import { FEED, twins } from '../../../support/migration.ts';
import { chartYaml, perMinorTree } from '../../../support/native-stack.ts';
import { refusalOf } from '../../../support/refusal.ts';
import type { Files } from '../../../support/stack-tree.ts';
import { memoryWorld } from '../../../support/world.ts';

const MINORS = ['1.32', '1.33', '1.34', '1.35'];

async function sourceOf(tree: FileTree) {
  const { world } = memoryWorld([]);
  const stacks = { ...world.stacks, read: () => Promise.resolve({ tree, problems: [] }) };
  const children = tree.folders().filter((name) => name.startsWith('1-'));
  return readSource({ folder: 'a/scs', children, kind: 'per-minor' }, new NewestPatches(FEED), { stacks });
}

/** Plans and proves a migration of the tiny stack. */
async function migrated(changes: (minor: string) => Files, loose: Files = {}, minors = MINORS) {
  const source = await sourceOf(perMinorTree(minors, changes, loose));
  const plan = planMigration(source);
  const warnings = await proveMigration(source, plan.files, memoryWorld([]).world);
  expect(warnings).toEqual([]);
  const overlays = plan.overlays.map(({ minors: ranges, folder, files, remove }) =>
    [ranges.join(), folder ?? '-', files.paths().join(), remove.join()].join(' | '),
  );
  return { source, plan, overlays };
}

const VALUES = 'cluster-class/values.yaml';
const only = (wanted: readonly string[], files: Files) => (minor: string) =>
  wanted.includes(minor) ? files : {};

describe('shareTrees', () => {
  it('has no overlay where all minors are alike: names follow', async () => {
    const { plan, overlays } = await migrated(() => ({}));
    expect([overlays, plan.pins, plan.marked]).toEqual([[], [], []]);
    expect(plan.files.text('cluster-class/Chart.yaml')).toContain('docker-scs-1-35-cluster-class');
    expect(plan.files.paths().filter((path) => /^1-|csctl/.test(path))).toEqual([]);
  });

  it.each<[string, readonly string[], string]>([
    ['one in the middle', ['1.33'], `1.33 | overlays/1.33 | ${VALUES} | `],
    ['the newest', ['1.35'], `>=1.35 | overlays/from-1.35 | ${VALUES} | `],
    ['the oldest two: the newest wins', ['1.32', '1.33'], `<=1.33 | overlays/up-to-1.33 | ${VALUES} | `],
    ['the newest two: they are the base', ['1.34', '1.35'], `<=1.33 | overlays/up-to-1.33 | ${VALUES} | `],
    ['two that are no neighbours', ['1.32', '1.34'], `1.32,1.34 | overlays/1.32-and-1.34 | ${VALUES} | `],
    ['most of them', ['1.32', '1.33', '1.34'], `>=1.35 | overlays/from-1.35 | ${VALUES} | `],
  ])('stores what differs once: %s', async (_case, minors, expected) => {
    const { overlays, plan } = await migrated(only(minors, { [VALUES]: 'other: true\n' }));
    expect(overlays).toEqual([expected]);
    expect(twins(plan.files)).toEqual([]);
  });

  it('adds what few have, and takes out what few lack', async () => {
    const extra = 'cluster-class/templates/extra.yaml';
    const few = await migrated(only(['1.32'], { [extra]: 'kind: A\n' }));
    expect(few.overlays).toEqual([`1.32 | overlays/1.32 | ${extra} | `]);
    const most = await migrated(only(['1.33', '1.34', '1.35'], { [extra]: 'kind: A\n' }));
    expect(most.overlays).toEqual([`1.32 | - |  | ${extra}`]);
    expect(most.plan.files.text('stack.yaml')).toContain(`remove:\n      - ${extra}\n`);
  });

  it('keeps binary files and packed charts as they are', async () => {
    const packed = 'cluster-addon/cni/charts/a-1.0.0.tgz';
    const { plan } = await migrated((minor) => ({
      [packed]: Uint8Array.of(31, 139, minor === '1.32' ? 1 : 2),
    }));
    expect(plan.files.get(packed)).toEqual(Uint8Array.of(31, 139, 2));
    expect(plan.files.get(`overlays/1.32/${packed}`)).toEqual(Uint8Array.of(31, 139, 1));
  });

  it('keeps what stands beside the minors, and refuses what would become part of them', async () => {
    const { plan } = await migrated(() => ({ 'README.md': 'of a minor\n' }), {
      'README.md': 'of all\n',
      'docs/a.md': 'a\n',
    });
    expect(plan.files.text('README.md')).toBe('of all\n');
    expect(plan.files.text('docs/a.md')).toBe('a\n');
    expect(plan.files.text('overlays/from-1.32/README.md')).toBe('of a minor\n');
    const tree = perMinorTree(MINORS, () => ({}), { 'cluster-class/values.yaml': 'a: 1\n' });
    expect(await refusalOf(() => sourceOf(tree))).toMatchObject({ code: 'stack-layout' });
  });

  it('finds another folder for overlays where there is one of that name', async () => {
    const { overlays } = await migrated(only(['1.32'], { [VALUES]: 'a: 1\n' }), { 'overlays/mine': 'x\n' });
    expect(overlays).toEqual([`1.32 | minors/1.32 | ${VALUES} | `]);
  });

  it('gives every minor of any set of files back', { timeout: 60_000 }, async () => {
    const file = fc.constantFrom(
      'cluster-class/values.yaml',
      'cluster-class/templates/a.yaml',
      'cluster-addon/cni/b/c.yaml',
      'notes.md',
    );
    const content = fc.constantFrom<string | null>(
      null,
      'a: 1\n',
      'a: 2\n',
      'for: 1.33\n',
      'v: v1.34.7\n',
      'v: 1.34.7\n',
    );
    const files = fc
      .array(fc.tuple(file, content), { maxLength: 5 })
      .map((entries): Files => Object.fromEntries(entries));
    await fc.assert(
      fc.asyncProperty(fc.tuple(files, files, files), async (of) => {
        const { source, plan } = await migrated(
          (minor) => of[MINORS.indexOf(minor)] ?? {},
          {},
          MINORS.slice(0, 3),
        );
        const layout = readLayout('a/scs', plan.files);
        for (const { minor, tree } of source.minors) {
          const got = layout
            .read(minor)
            .stack?.tree.paths()
            .filter((path) => path !== 'csctl.yaml');
          expect(got, formatMinor(minor)).toEqual(tree.paths());
        }
        const [base, overlays] = [
          plan.files.paths().filter((path) => !path.startsWith('overlays/')),
          plan.overlays,
        ];
        for (const { files: own } of overlays)
          for (const [path, bytes] of own)
            if (base.includes(path)) expect(Buffer.compare(plan.files.get(path) ?? bytes, bytes)).not.toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is filled in', () => {
  const CCM = 'cluster-addon/ccm/Chart.yaml';
  const ccm = (minor: string) => ({ [CCM]: chartYaml('ccm', `2.${minor.slice(2)}.1`, 'controller') });

  it('becomes pins, where only chart versions differ', async () => {
    const { plan, overlays } = await migrated(ccm);
    expect(overlays).toEqual([]);
    expect(plan.files.text(CCM)).toBe(chartYaml('ccm', '2.35.1', 'controller'));
    expect(plan.pins.map(({ minor, key, version }) => `${formatMinor(minor)} ${key} ${version}`)).toEqual(
      MINORS.map((minor) => `${minor} ccm 2.${minor.slice(2)}.1`),
    );
  });

  it('stays in Chart.yaml where all have the same version, or where more differs', async () => {
    const same = await migrated(() => ({ [CCM]: chartYaml('ccm', '2.0.0', 'controller') }));
    expect([same.overlays, same.plan.pins]).toEqual([[], []]);
    const more = await migrated((minor) => ({
      [CCM]: `${chartYaml('ccm', `2.${minor.slice(2)}.1`)}# ${minor === '1.32' ? 'old' : ''}\n`,
    }));
    expect(more.overlays).toEqual([`1.32 | overlays/1.32 | ${CCM} | `]);
    expect(more.plan.pins.map(({ minor }) => formatMinor(minor))).toEqual(['1.33', '1.34', '1.35']);
  });

  it('is no pin where the text would not come back: a range without quotes', async () => {
    const { plan, overlays } = await migrated((minor) => ({
      [CCM]: chartYaml('ccm', `^2.${minor.slice(2)}.1`),
    }));
    expect(plan.pins).toEqual([]);
    expect(overlays).toHaveLength(3);
  });

  it('becomes marks, where files differ by the version only', async () => {
    const { plan, overlays } = await migrated((minor) => ({
      [VALUES]: `# for ${minor}\nimage: node-v${minor}.7\nother: 11.34.7\n`,
    }));
    expect(overlays).toEqual([]);
    expect(plan.files.text(VALUES)).toBe(
      '# for << kubernetes.minor >>\nimage: node-<< kubernetes.version >>\nother: 11.34.7\n',
    );
    expect(plan.marked).toEqual([VALUES]);
  });

  it('stays as it is in files that are not packaged: nobody fills their marks', async () => {
    const { plan } = await migrated((minor) => ({ 'NOTES.md': `for ${minor}\n` }));
    expect(plan.files.text('NOTES.md')).toBe('for 1.35\n');
    expect(plan.marked).toEqual([]);
  });

  it('becomes rules for updates, where ranges follow the minor or are shared', async () => {
    const addons = (ranges: (minor: string) => string) => (minor: string) => ({
      ...ccm(minor),
      'stack.yaml': `provider: docker\nclusterStackName: scs\nkubernetesVersion: ${minor}.7\naddons:\n  ccm: ${ranges(minor)}\n`,
    });
    const rules = async (ranges: (minor: string) => string) => {
      const { plan } = await migrated(addons(ranges));
      return [YamlSource.parse('x', plan.files.text('stack.yaml') ?? '').get(['addons']), plan.notes.length];
    };
    expect(await rules((minor) => `2.${minor.slice(2)}.x`)).toEqual([
      { ccm: { follows: 'kubernetesMinor' } },
      0,
    ]);
    expect(await rules(() => '2.x')).toEqual([{ ccm: { update: '2.x' } }, 0]);
    expect(await rules((minor) => (minor === '1.32' ? '2.1.x' : '2.x'))).toEqual([undefined, 1]);
  });
});

describe('the proof', () => {
  it('refuses a folder that would make another release, naming the minor and the file', async () => {
    const { source, plan } = await migrated(() => ({}));
    const wrong = FileTree.of([...plan.files, [VALUES, 'wrong: true\n']]);
    const refusal = await refusalOf(() => proveMigration(source, wrong, memoryWorld([]).world));
    expect(refusal).toMatchObject({ code: 'migration-differs', kind: 'invalid' });
    expect(refusal.message).toContain('1.32');
    expect(refusal.message).toContain('docker-scs-1-32-cluster-class-v3.tgz');
  });

  it('looks at what plan compares, too: images that no archive holds', async () => {
    const { source, plan } = await migrated(() => ({ 'node-images/config.yaml': 'a: 1\n' }));
    const wrong = plan.files.filter((path) => path !== 'node-images/config.yaml');
    await expect(proveMigration(source, wrong, memoryWorld([]).world)).rejects.toThrow('node-images');
  });
});

describe('folders that do not belong together', () => {
  it.each<[string, (minor: string) => string]>([
    [
      'another name',
      (minor) =>
        `provider: docker\nclusterStackName: ${minor === '1.33' ? 'other' : 'scs'}\nkubernetesVersion: ${minor}.7\n`,
    ],
    ['one minor twice', () => 'provider: docker\nclusterStackName: scs\nkubernetesVersion: 1.33.7\n'],
  ])('are refused: %s', async (_case, text) => {
    const tree = perMinorTree(MINORS, (minor) => ({ 'stack.yaml': text(minor) }));
    const refusal = await refusalOf(() => sourceOf(tree));
    expect(refusal).toMatchObject({ code: 'stack-layout' });
    expect(refusal.message).toContain('a/scs holds more than one stack');
  });
});

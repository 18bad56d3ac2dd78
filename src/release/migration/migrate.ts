// migrate: stacks of any layout into ours, with identical releases, proven before anything is written.
import { CsctlError, sortProblems, type Problem } from '../../problem/problem.ts';
import { formatKubernetes, formatMinor } from '../../stack/kubernetes-version.ts';
import type { LayoutKind } from '../../stack/layout/layout.ts';
import type { World } from '../ports.ts';
import { describeMoves, editsInOrder, type MovedFile } from './changes.ts';
import { findGroups, type FolderGroup } from './folder-groups.ts';
import { NewestPatches } from './patches.ts';
import { planMigration, type MigrationPlan } from './plan.ts';
import { proveMigration } from './proof.ts';
import type { MigrationSource } from './source-minor.ts';
import { readSource } from './sources.ts';

/** What is to be written, and where. */
export interface MigrateOptions {
  readonly dryRun: boolean;
  /** A folder for the migrated stack, which must be absent or empty; undefined: in the place of the old one. */
  readonly output: string | undefined;
}

/** What became of one stack, as `--json` prints it. */
export interface MigratedStack {
  readonly stack: string;
  /** The layout that it had. */
  readonly layout: LayoutKind;
  /** Where the migrated stack is, or would be. */
  readonly folder: string;
  /** `native`: it is in our layout already, and nothing was done; `planned`: nothing was written. */
  readonly status: 'migrated' | 'planned' | 'native';
  readonly minors: readonly { readonly minor: string; readonly kubernetes: string }[];
  /** How many files there were, and are. */
  readonly files: { readonly before: number; readonly after: number };
  readonly overlays: readonly {
    readonly minors: readonly string[];
    readonly folder: string | null;
    readonly files: readonly string[];
    readonly remove: readonly string[];
  }[];
  readonly pins: readonly { readonly minor: string; readonly key: string; readonly version: string }[];
  /** Files in which marks stand for versions now. */
  readonly marked: readonly string[];
  readonly changes: readonly MovedFile[];
  /** What could not be carried over. */
  readonly notes: readonly string[];
}

/** The result of migrate, as `--json` prints it. */
export interface MigrateResult {
  readonly stacks: readonly MigratedStack[];
  readonly warnings: readonly Problem[];
}

/** A stack that is ready to be written. */
interface Ready {
  readonly source: MigrationSource;
  readonly plan: MigrationPlan;
}

/**
 * Migrates stacks; all of them are read, planned and proven before the first is written.
 * @param args stack folders, folders above one folder for each minor, or folders above stacks
 * @throws CsctlError `stack-missing`, `stack-layout`, `migration-differs`, `output-foreign`, `usage`; the problems of
 * stacks that cannot be read
 */
export async function migrateStacks(
  args: readonly string[],
  { dryRun, output }: MigrateOptions,
  world: World,
): Promise<MigrateResult> {
  const groups: FolderGroup[] = [];
  for (const argument of args) groups.push(...(await findGroups(argument, world)));
  const once = [...new Map(groups.map((group) => [group.folder, group])).values()];
  if (output !== undefined) await checkOutput(output, once, world);
  const newest = new NewestPatches(world.upstream.kubernetes);
  const warnings: Problem[] = [];
  const ready = new Map<FolderGroup, Ready>();
  for (const group of once.filter(({ kind }) => kind !== 'native')) {
    await world.signal.throwIfAborted();
    world.reporter.step(group.folder, 'migrate');
    const source = await readSource(group, newest, world);
    const plan = planMigration(source);
    warnings.push(...(await proveMigration(source, plan.files, world)));
    ready.set(group, { source, plan });
  }
  for (const one of dryRun ? [] : ready.values()) {
    await world.signal.throwIfAborted();
    await write(one, output, world);
  }
  const stacks = once.map((group) => describe(group, ready.get(group), dryRun, output));
  return { stacks, warnings: sortProblems(warnings) };
}

async function checkOutput(output: string, groups: readonly FolderGroup[], world: World): Promise<void> {
  const [only] = groups;
  if (!only || groups.length !== 1) {
    const message = `-o is for one stack; these are meant: ${groups.map(({ folder }) => folder).join(', ')}`;
    throw new CsctlError('usage', message, { hint: 'name one stack, or leave out -o' });
  }
  await world.trees.check(output, only.folder);
}

async function write({ source, plan }: Ready, output: string | undefined, world: World): Promise<void> {
  if (output !== undefined) return world.trees.write(output, plan.files);
  const moves = describeMoves(source.files, plan.files).flatMap(({ path, from }) =>
    from ? [[path, from]] : [],
  );
  return world.editor.write(
    source.folder,
    editsInOrder(source.files, plan.files),
    new Map(moves as [string, string][]),
  );
}

function describe(
  { folder, kind }: FolderGroup,
  ready: Ready | undefined,
  dryRun: boolean,
  output: string | undefined,
): MigratedStack {
  const nothing = { minors: [], files: { before: 0, after: 0 }, overlays: [], pins: [], marked: [] };
  const same = { stack: folder, layout: kind };
  if (!ready) return { ...same, folder, status: 'native', ...nothing, changes: [], notes: [] };
  const { source, plan } = ready;
  return {
    ...same,
    folder: output ?? folder,
    status: dryRun ? 'planned' : 'migrated',
    minors: source.minors.map(({ minor, stack }) => ({
      minor: formatMinor(minor),
      kubernetes: formatKubernetes(stack.config.kubernetes),
    })),
    files: { before: source.files.size, after: plan.files.size },
    overlays: plan.overlays.map(({ minors, folder: own, files, remove }) => ({
      ...{ minors, folder: own ?? null },
      ...{ files: files.paths(), remove },
    })),
    pins: plan.pins.map(({ minor, key, version }) => ({ minor: formatMinor(minor), key, version })),
    marked: plan.marked,
    changes: describeMoves(source.files, plan.files),
    notes: plan.notes,
  };
}

// init minor: a new Kubernetes minor of a stack, derived from its newest one and brought up to date.
import { didYouMean } from '../../problem/nearest.ts';
import { CsctlError, isError, problem, refuseErrors, type Problem } from '../../problem/problem.ts';
import { FileTree } from '../../stack/file-tree.ts';
import {
  compareMinors,
  formatKubernetes,
  formatMinor,
  sameMinor,
  type KubernetesMinor,
  type KubernetesVersion,
} from '../../stack/kubernetes-version.ts';
import { readLayout } from '../../stack/layout/read-layout.ts';
import { openFolder, type OpenFolder, type OpenMinor } from '../currency/open-folder.ts';
import { planUpdate, type UpdateWorld } from '../currency/plan-update.ts';
import { describeUpdate, type UpdateResult } from '../currency/update.ts';
import { UPDATE_PARTS, type Change, type FolderUpdate, type UpdateWish } from '../currency/update-plan.ts';
import type { StackSource, World } from '../ports.ts';
import { shellWord } from '../shell-word.ts';
import { givenUpstream } from './given-versions.ts';
import { docsLine } from './next-docs.ts';
import { withNextMinor, type MinorSource, type NextMinor } from './next-minor.ts';

/** What is wanted. */
export interface MinorWish {
  readonly minor: KubernetesMinor;
  /** The exact version; undefined: the newest patch that upstream has. */
  readonly version: KubernetesVersion | undefined;
  /** Chart versions by the key of the addon; for the others upstream is asked. */
  readonly pins: ReadonlyMap<string, string>;
  /** Ask nobody: charts stay at the versions of the minor before, and the patch is 0 where no version is given. */
  readonly offline: boolean;
}

/** The result, as `--json` prints it. */
export interface MinorResult extends UpdateResult {
  /** The folder that serves the minor now: a new one where each minor has its own. */
  readonly folder: string;
  /** The minor that it was derived from, `1.35`, and its folder. */
  readonly from: { readonly minor: string; readonly folder: string };
  /** Command lines that come next. */
  readonly next: readonly string[];
}

type MinorWorld = UpdateWorld & Pick<World, 'editor' | 'trees'>;

/**
 * Adds a minor to a stack: an entry of stack.yaml or versions.yaml, or a folder of its own beside the others.
 * Everything is planned before the first file is written.
 * @param named a stack, or the folder above the folders of its minors
 * @throws CsctlError `usage` where it is there already or the layout has no place for it; `minor-not-added`;
 *   of kind remote when a source cannot be asked
 */
export async function initMinor(
  named: string,
  wish: MinorWish,
  { dryRun }: { readonly dryRun: boolean },
  world: MinorWorld,
): Promise<MinorResult> {
  const { open, newest } = await findNewest(named, wish, world);
  const { folder: from, tree, layout } = open;
  checkPins(wish, newest, from);
  const source: MinorSource = { folder: from, kind: layout.kind, tree, stack: newest.stack };
  const next = withNextMinor(source, wish.minor, wish.offline);
  const isNew = next.folder !== from;
  if (isNew) await world.trees.check(next.folder, from);
  const upstream = givenUpstream(givenIn(wish, open), world.upstream);
  const planning = { ...world, upstream, stacks: seenAs(next.folder, next.tree, world.stacks) };
  const [plan] = await orOffline(() => planUpdate([next.folder], updateWish(wish, open, newest), planning));
  const update = plan && wholeUpdate(plan, source, next, newest.minor, wish.minor);
  if (!update) throw new Error('a plan for one folder');
  refuseUseless(update, next, wish.minor);
  const result = await describeUpdate([update], { stacks: seenAs(next.folder, tree, world.stacks) });
  if (!dryRun && isNew) await world.trees.write(next.folder, treeOf(next, plan));
  if (!dryRun && !isNew) await world.editor.write(from, update.edits);
  return {
    ...result,
    folder: next.folder,
    from: { minor: formatMinor(newest.minor), folder: from },
    next: nextLines(next, isNew, wish),
  };
}

/** Says what can be done without upstream. */
async function orOffline<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CsctlError) || error.kind !== 'remote') throw error;
    throw error.withHint('without a network, --offline takes the charts of the minor before');
  }
}

const ALL: UpdateWish = {
  only: new Set(UPDATE_PARTS),
  minors: [],
  addMinors: false,
  dropEol: false,
  prune: false,
  allowed: new Set(),
};

/** The newest minor of a stack, and the folder that serves it. */
async function findNewest(
  named: string,
  { minor }: MinorWish,
  world: MinorWorld,
): Promise<{ open: OpenFolder; newest: OpenMinor }> {
  const folders = await world.stacks.find(named);
  const opened = await Promise.all(folders.map((folder) => openFolder(folder, ALL, world)));
  for (const { folder, broken } of opened)
    refuseErrors(
      broken.flatMap(({ problems }) => problems),
      folder,
    );
  const served = opened
    .flatMap((open) => open.minors.map((one) => ({ open, newest: one })))
    .sort((a, b) => compareMinors(a.newest.minor, b.newest.minor));
  const stacks = new Set(served.map(({ newest }) => nameOf(newest)));
  if (stacks.size > 1) {
    const message = `${named} holds ${stacks.size} stacks: ${[...stacks].sort().join(', ')}; expected one`;
    throw new CsctlError('usage', message, { hint: 'name the folder of one stack' });
  }
  const twin = served.find(({ newest }) => sameMinor(newest.minor, minor));
  if (twin) {
    const message = `${twin.open.folder} serves Kubernetes ${formatMinor(minor)} already`;
    const hint = `csctl update -k ${formatMinor(minor)} ${twin.open.folder} brings it up to date`;
    throw new CsctlError('usage', message, { hint });
  }
  const newest = served.at(-1);
  if (newest) return newest;
  throw new CsctlError('stack-missing', `${named} serves no Kubernetes minor that a new one could follow`, {
    hint: `csctl validate ${named} says what is wrong with it`,
  });
}

/** @throws CsctlError `usage` for a pin of an addon that the stack has not */
function checkPins({ pins }: MinorWish, { subject }: OpenMinor, folder: string): void {
  const keys = subject.addons.map(({ key }) => key);
  const unknown = [...pins.keys()].find((key) => !keys.includes(key));
  if (unknown === undefined) return;
  throw new CsctlError('usage', `--pin ${unknown}: ${folder} has no addon chart of that name`, {
    hint: didYouMean(unknown, keys, 1) ?? `it has ${keys.join(', ') || 'none'}`,
  });
}

const nameOf = ({ stack }: OpenMinor): string =>
  `${stack.config.identity.provider}/${stack.config.identity.name}`;

const givenIn = ({ minor, version, offline }: MinorWish, { minors }: OpenFolder) => ({
  kubernetes: version ?? (offline ? { ...minor, patch: 0 } : undefined),
  addons: offline ? minors.flatMap(({ subject }) => subject.addons) : undefined,
});

/** As an update of the new minor alone. Charts that follow Kubernetes stay where nobody can be asked for newer ones. */
function updateWish({ minor, pins, offline }: MinorWish, open: OpenFolder, newest: OpenMinor): UpdateWish {
  const followers = newest.subject.addons.filter(({ follows }) => follows && offline);
  return {
    ...ALL,
    minors: [formatMinor(minor)],
    addMinors: open.layout.kind === 'native',
    pins: new Map([...followers.map(({ key, current }) => [key, current] as const), ...pins]),
    offline,
  };
}

/** A source of stacks in which one folder has other files. */
const seenAs = (folder: string, tree: FileTree, stacks: StackSource): StackSource => ({
  find: (argument) => stacks.find(argument),
  read: async (named) => (named === folder ? { tree, problems: [] } : stacks.read(named)),
});

const treeOf = ({ tree }: NextMinor, { edits }: FolderUpdate): FileTree =>
  FileTree.of([
    ...tree,
    ...[...edits].flatMap(([path, content]) => (content === undefined ? [] : [[path, content] as const])),
  ]);

/** The update with what was done to the sources before it. */
function wholeUpdate(
  update: FolderUpdate,
  { tree, kind }: MinorSource,
  next: NextMinor,
  from: KubernetesMinor,
  minor: KubernetesMinor,
): FolderUpdate {
  const after = treeOf(next, update);
  const edits = new Map<string, string | Uint8Array>();
  for (const [path, bytes] of after) {
    const before = tree.get(path);
    if (!before || Buffer.compare(before, bytes) !== 0) edits.set(path, after.text(path) ?? bytes);
  }
  const warnings = [...update.warnings, ...next.problems, ...gapBefore(minor, from, next.folder)];
  if (kind === 'native') return { ...update, edits, warnings };
  const version = readLayout(next.folder, after).read(minor).stack?.config.kubernetes;
  const added: Change = {
    stack: next.folder,
    minor: formatMinor(minor),
    kind: 'minor',
    name: 'kubernetes',
    from: null,
    to: version ? formatKubernetes(version) : null,
    reason: `derived from ${formatMinor(from)}`,
  };
  const others = update.changes.filter((change) => change.kind !== 'kubernetes');
  return { ...update, edits, warnings, changes: [added, ...others] };
}

/** Clusters cannot reach a minor whose predecessor is missing (docs/operator-contract.md 5). */
function gapBefore(minor: KubernetesMinor, from: KubernetesMinor, folder: string): Problem[] {
  if (minor.minor <= from.minor + 1) return [];
  const message = `${formatMinor(minor)} does not follow ${formatMinor(from)}: clusters move one minor at a time`;
  const missing = formatMinor({ ...from, minor: from.minor + 1 });
  return [
    problem('minor-skipped', message, {
      file: folder,
      hint: `csctl init minor ${missing} ${folder} comes first`,
    }),
  ];
}

/** @throws CsctlError `minor-not-added`, saying why; the problems of a minor that could not be read */
function refuseUseless(update: FolderUpdate, next: NextMinor, minor: KubernetesMinor): void {
  const { folder, refused, warnings } = update;
  const name = formatMinor(minor);
  refuseErrors(
    refused.flatMap(({ problems }) => problems),
    folder,
  );
  const why = warnings.find(({ code }) => code === 'minor-not-added');
  const layout = readLayout(folder, treeOf(next, update));
  const isServed = [...layout.minors, ...layout.further].some((one) => sameMinor(one.minor, minor));
  if (isServed) refuseErrors(layout.read(minor).problems.filter(isError), folder);
  if (isServed && !why) return;
  const message =
    why?.message ?? `Kubernetes ${name} is not added: upstream has released none, or supports it no more`;
  throw new CsctlError('minor-not-added', message, {
    ...(why?.file !== undefined && { file: why.file }),
    hint: `csctl outdated tells what there is; --version v${name}.0 takes it all the same`,
  });
}

function nextLines({ folder, tree }: NextMinor, isNew: boolean, { minor, offline }: MinorWish): string[] {
  const meant = isNew ? shellWord(folder) : `-k ${formatMinor(minor)} ${shellWord(folder)}`;
  const update = offline ? [`csctl update ${meant}`] : [];
  return [...update, `csctl validate ${meant}`, ...docsLine(folder, tree)];
}

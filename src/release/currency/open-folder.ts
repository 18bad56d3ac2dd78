// A stack folder as an update finds it: its minors, those that are asked for, and what upstream is asked about them.
import { allowProblems, CsctlError, isError, type Problem } from '../../problem/problem.ts';
import type { FileTree } from '../../stack/file-tree.ts';
import { formatMinor, isAskedFor, sameMinor, type KubernetesMinor } from '../../stack/kubernetes-version.ts';
import type { StackLayout } from '../../stack/layout/layout.ts';
import { readLayout } from '../../stack/layout/read-layout.ts';
import { locateProblems, type Stack } from '../../stack/stack.ts';
import type { World } from '../ports.ts';
import { minorsOf, subjectOf, type MinorSources } from './folder-minors.ts';
import type { Subject } from './subject.ts';
import type { UpdateWish } from './update-plan.ts';

/** A minor that can be brought up to date, or at least be left as it is. */
export interface OpenMinor extends MinorSources {
  readonly stack: Stack;
  readonly subject: Subject;
  /** The subject without what is not to be touched, as upstream is asked about it. */
  readonly asked: Subject;
  /** Whether it may change. */
  readonly selected: boolean;
}

/** A folder, read. */
export interface OpenFolder {
  readonly folder: string;
  readonly tree: FileTree;
  readonly layout: StackLayout;
  readonly minors: readonly OpenMinor[];
  /** Minors whose sources cannot be read; without a minor: the folder. */
  readonly broken: readonly {
    readonly minor: KubernetesMinor | undefined;
    readonly problems: readonly Problem[];
  }[];
}

/** Reads a folder. */
export async function openFolder(
  folder: string,
  wish: UpdateWish,
  world: Pick<World, 'stacks'>,
): Promise<OpenFolder> {
  const { tree, problems } = await world.stacks.read(folder);
  const layout = readLayout(folder, tree);
  const found = locateProblems(folder, problems);
  const sources = minorsOf(folder, tree, layout);
  const judged = sources.map((one) => ({
    source: one,
    problems: allowProblems([...found, ...one.problems], wish.allowed),
    selected: isSelected(layout, one.minor, wish),
  }));
  const minors = judged.flatMap(({ source, problems: own, selected }): OpenMinor[] => {
    const subject = own.some(isError) ? undefined : subjectOf(folder, tree, layout, source);
    if (!subject || !source.stack) return [];
    return [{ ...source, stack: source.stack, subject, asked: askedOf(subject, wish), selected }];
  });
  const broken = judged
    .filter(({ problems: own, selected }) => selected && own.some(isError))
    .map(({ source, problems: own }) => ({ minor: source.minor, problems: own }));
  const nothing =
    sources.length === 0 ? [{ minor: undefined, problems: [...found, ...layout.read().problems] }] : [];
  return { folder, tree, layout, minors, broken: [...broken, ...nothing] };
}

/** Lines of versions.yaml count with `-k` only (docs/cli.md). */
const isSelected = ({ further }: StackLayout, minor: KubernetesMinor, wish: UpdateWish): boolean =>
  isAskedFor(wish.minors, minor) &&
  (wish.minors.length > 0 || !further.some((one) => sameMinor(one.minor, minor)));

function askedOf(subject: Subject, { only, addMinors, offline }: UpdateWish): Subject {
  return {
    ...subject,
    addons: only.has('addons') || addMinors ? subject.addons : [],
    catalogue: only.has('kubernetes') && !offline ? subject.catalogue : undefined,
  };
}

/** @throws CsctlError `usage` where minors cannot come and go; `kubernetes-other-minor` where `-k` means nothing */
export function checkWish(opened: readonly OpenFolder[], wish: UpdateWish): void {
  const flag = wish.addMinors ? '--add-minors' : wish.dropEol ? '--drop-eol' : undefined;
  const other = opened.find(({ layout }) => layout.kind !== 'native');
  if (flag !== undefined && other) {
    const message = `${flag} is for stacks that serve several minors from one stack.yaml; ${other.folder} does not`;
    const hint = 'csctl migrate makes such a folder of it';
    throw new CsctlError('usage', message, { hint });
  }
  const isIdle = opened.every(
    ({ minors, broken }) => broken.length === 0 && !minors.some(({ selected }) => selected),
  );
  if (wish.minors.length === 0 || wish.addMinors || !isIdle || opened.length === 0) return;
  const served = opened.flatMap(({ minors }) => minors.map(({ minor }) => formatMinor(minor)));
  const message = `no stack serves Kubernetes ${wish.minors.join(', ')}; there are ${[...new Set(served)].join(', ')}`;
  throw new CsctlError('kubernetes-other-minor', message, {
    hint: 'leave out -k, or add the minor with --add-minors',
  });
}

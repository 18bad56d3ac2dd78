// Puts the dependencies of a stack's charts into its tree, as `helm dependency build` puts them into charts/.
import { CsctlError, problem, type Problem } from '../../problem/problem.ts';
import { notLocked, type LockedChart } from '../../stack/charts-lock.ts';
import { FileTree } from '../../stack/file-tree.ts';
import type { Stack } from '../../stack/stack.ts';
import type { ChartRepository, LocalCharts } from '../upstream-ports.ts';
import { findPresent, presentCharts, supersededEntries, type PresentChart } from './charts-folder.ts';
import { newestInRange, settledVersion, type ChosenVersion } from './chosen-version.ts';
import { packLocalChart, unmetDependencies } from './local-chart.ts';
import { wantedCharts, type WantedChart } from './wanted-charts.ts';

/** Where charts come from. */
export interface ChartWorld {
  readonly charts: ChartRepository;
  readonly local: LocalCharts;
}

/** The stack with its dependencies, and what was found on the way; places are relative to the stack. */
export interface Embedded {
  readonly stack: Stack;
  readonly problems: readonly Problem[];
  /** Paths of charts that were there and are not in the release: others took their place. */
  readonly replaced: readonly string[];
}

/** What is below charts/ for one dependency: what was there, or a packed chart. */
interface Supplied {
  readonly want: WantedChart;
  readonly kept?: PresentChart;
  readonly packed?: { readonly version: string; readonly bytes: Uint8Array };
  readonly problems: readonly Problem[];
}

/**
 * Everything is asked for at once: how much travels at a time is the business of `charts`. Nothing is asked for
 * that is there already.
 * @param locked what charts.lock.yaml says @param mtime of charts that are packed here, in seconds since 1970
 */
export async function embedCharts(
  stack: Stack,
  locked: readonly LockedChart[],
  world: ChartWorld,
  mtime: number,
): Promise<Embedded> {
  const { wanted, problems } = wantedCharts(stack);
  const present = new Map(
    [...new Set(wanted.map(({ folder }) => folder))].map((folder) => [
      folder,
      presentCharts(stack.tree, folder),
    ]),
  );
  const supplied = await Promise.all(
    wanted.map((want) =>
      supply(want, present.get(want.folder) ?? [], stack, locked, world, mtime).catch((error: unknown) => ({
        want,
        problems: problemsOf(error, want),
      })),
    ),
  );
  const { tree, replaced } = placeCharts(stack.tree, present, supplied);
  const found = [...problems, ...supplied.flatMap((one) => one.problems)];
  return { stack: { ...stack, tree }, problems: eachMessageOnce(found), replaced };
}

/**
 * What `embedCharts` would say without a network: dependencies that nobody could get, that no lock names, or whose
 * folder holds no such chart.
 */
export async function checkCharts(
  stack: Stack,
  locked: readonly LockedChart[],
  local: LocalCharts,
  mtime: number,
): Promise<Problem[]> {
  const { wanted, problems } = wantedCharts(stack);
  const open = wanted
    .filter(({ origin }) => origin === 'repository')
    .filter((want) => {
      const { digest, kept } = lookUp(want, presentCharts(stack.tree, want.folder), locked);
      return digest === undefined && !kept;
    });
  const folders = wanted.filter(({ origin }) => origin === 'folder');
  const unfit = await Promise.all(
    folders.map((want) =>
      packLocalChart(want, stack, local, mtime).then(
        (packed) => packed.problems,
        (error: unknown) => problemsOf(error, want),
      ),
    ),
  );
  return [
    ...problems,
    ...open.map(({ name, version, folder, place }) => notLocked(`${name} ${version} (${folder})`, place)),
    ...unfit.flat(),
  ];
}

/** What locks and Chart.yaml say of a dependency, and the chart below charts/ that is just that. */
function lookUp(
  want: WantedChart,
  present: readonly PresentChart[],
  locked: readonly LockedChart[],
): Partial<ChosenVersion> & { readonly kept: PresentChart | undefined } {
  const settled = want.origin === 'repository' ? settledVersion(want, locked) : undefined;
  const { version, digest } = settled ?? { version: undefined, digest: undefined };
  const kept = findPresent(present, { name: want.name, range: want.version, version, digest });
  return { ...settled, kept };
}

async function supply(
  want: WantedChart,
  present: readonly PresentChart[],
  stack: Stack,
  locked: readonly LockedChart[],
  { charts, local }: ChartWorld,
  mtime: number,
): Promise<Supplied> {
  if (want.origin === 'folder') {
    const { chart, problems } = await packLocalChart(want, stack, local, mtime);
    return { want, problems, ...(chart && { packed: chart }) };
  }
  const { version, digest, kept } = lookUp(want, present, locked);
  if (kept) return { want, kept, problems: kept.digest === undefined ? unmetDependencies(kept.chart) : [] };
  if (want.origin === 'beside') return { want, problems: [missingBeside(want, present)] };
  const chosen = version ?? (await newestInRange(want, charts));
  const bytes = await charts.fetch(want, chosen, digest);
  const problems =
    digest === undefined ? [notLocked(`${want.name} ${chosen} (${want.folder})`, want.place)] : [];
  return { want, packed: { version: chosen, bytes }, problems };
}

function missingBeside(want: WantedChart, present: readonly PresentChart[]): Problem {
  const { name, version, folder, place } = want;
  const others = present.filter((one) => one.name === name).map((one) => one.version);
  const found = others.length === 0 ? `is not below ${folder}/charts` : `is there as ${others.join(', ')}`;
  const message = `the dependency "${name}" ${version} has no repository, and ${found}`;
  const hint = 'put the chart there, or name its repository in Chart.yaml';
  return problem('chart-dependency-missing', message, { ...place, hint });
}

/** What a refusal says, at the place of the dependency. @throws anything that is none */
function problemsOf(error: unknown, want: WantedChart): readonly Problem[] {
  if (!(error instanceof CsctlError) || error.code === 'interrupted') throw error;
  return error.problems.map((one) => (one.file === undefined ? { ...one, ...want.place } : one));
}

/** A repository that is down is told once, at the first dependency from it. */
function eachMessageOnce(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, message }) => {
    const key = `${code} ${message}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function placeCharts(
  tree: FileTree,
  present: ReadonlyMap<string, readonly PresentChart[]>,
  supplied: readonly Supplied[],
): { readonly tree: FileTree; readonly replaced: readonly string[] } {
  const added = new Map<string, Uint8Array>();
  const replaced: string[] = [];
  for (const [folder, there] of present) {
    const own = supplied.filter(({ want }) => want.folder === folder);
    const kept = new Set(own.flatMap((one) => one.kept?.entry ?? []));
    const names = new Set(own.filter((one) => one.kept ?? one.packed).map(({ want }) => want.name));
    const gone = supersededEntries(tree, folder, there, names, kept);
    replaced.push(...gone.map((entry) => `${folder}/charts/${entry}`));
    for (const { want, packed } of own)
      if (packed) added.set(`${folder}/charts/${want.name}-${packed.version}.tgz`, packed.bytes);
  }
  if (added.size === 0 && replaced.length === 0) return { tree, replaced };
  const isGone = (path: string) =>
    replaced.some((entry) => path === entry || path === `${entry}.prov` || path.startsWith(`${entry}/`));
  const files = [...tree].filter(([path]) => !isGone(path));
  return { tree: FileTree.of([...files, ...added]), replaced };
}

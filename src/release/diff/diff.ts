// diff: what is different between two releases, or between a stack and a release; versions of our own are no difference.
import { CsctlError, type Problem } from '../../problem/problem.ts';
import { versionMark } from '../../render/placeholders.ts';
import { NODE_IMAGES_FILE } from '../../stack/asset.ts';
import { diffVariables, type VariableChange } from '../../stack/class-variables.ts';
import type { FileTree } from '../../stack/file-tree.ts';
import { COMPONENTS, type Component, type ComponentVersions } from '../../stack/metadata.ts';
import { CLASS_FOLDER, joinLabel } from '../../stack/stack.ts';
import { readChartVariables } from '../../verify/chart-variables.ts';
import { diffAddons, type AddonChange } from './addon-changes.ts';
import { diffTrees } from '../changes.ts';
import { sideOfRelease, sideOfStack, type ComparedSide, type Side } from './diff-side.ts';
import { describeFile, diffOthers, type FileDiff } from './file-diff.ts';
import { asWarnings, openRelease, openTag } from '../reading/open-release.ts';
import type { ReleaseFolders, World } from '../ports.ts';
import { findPredecessor } from './predecessor.ts';
import { selectMinors } from '../select.ts';
import type { ReleaseRequest, Requested } from '../stages.ts';
import { formatMinor } from '../../stack/kubernetes-version.ts';
import { Flow } from '../flow.ts';
import { leaveAside } from '../steps/leave-aside.ts';
import { load } from '../steps/load.ts';
import { vendor } from '../steps/vendor.ts';

/** A value on both sides; null where a side has none. */
export interface FromTo {
  readonly from: string | null;
  readonly to: string | null;
}

/** A comparison, as `--json` prints it; everything goes from the older side to the newer one. */
export interface DiffResult {
  readonly from: ComparedSide;
  readonly to: ComparedSide;
  /** Whether there is any difference but our own versions. */
  readonly changed: boolean;
  readonly kubernetes: FromTo;
  /** All three components, those that are the same included. */
  readonly versions: readonly (FromTo & { readonly component: Component })[];
  readonly addons: readonly AddonChange[];
  /** Null where the variables of a side cannot be read without rendering. */
  readonly variables: readonly VariableChange[] | null;
  readonly files: readonly FileDiff[];
  readonly warnings: readonly Problem[];
}

/** What is compared. */
export interface DiffRequest {
  /** A stack, a release folder or a tag. */
  readonly a: string;
  /** The newer side; undefined: `a` is, and the release before it the older one. */
  readonly b: string | undefined;
  /** Leaves out the text of changes. */
  readonly stat: boolean;
  /** How stacks are read. */
  readonly reading: ReleaseRequest;
}

/** The world of a comparison. */
export interface DiffWorld extends World {
  readonly folders: ReleaseFolders;
}

/** Compares two stacks, release folders or tags. @throws CsctlError when a side cannot be found or read */
export async function diffReleases(request: DiffRequest, world: DiffWorld): Promise<DiffResult> {
  const first = await openSide(request.a, request.reading, world);
  if (request.b !== undefined)
    return compareSides(first, await openSide(request.b, request.reading, world), request.stat);
  const tag = await findPredecessor(first, world.stores);
  world.reporter.step(tag, 'read');
  const previous = await sideOfRelease(await openTag(tag, world.stores));
  return compareSides(previous, first, request.stat);
}

/** A stack as a release of it would be, chart dependencies included. */
const sources = Flow.start(load).to(leaveAside).to(vendor);

/** A stack folder, a release folder or a tag. */
async function openSide(name: string, reading: ReleaseRequest, world: DiffWorld): Promise<Side> {
  world.reporter.step(name, 'read');
  const [folder, ...others] = await stacksIn(name, world);
  if (folder === undefined) {
    await refuseNothing(name, world);
    return sideOfRelease(await openRelease(name, world));
  }
  if (others.length === 0)
    return sideOfStack(await sources.run(await oneMinor(folder, reading, world), world));
  const hint = `name one of them: ${[folder, ...others].slice(0, 3).join(', ')}`;
  throw new CsctlError('usage', `${name} holds ${others.length + 1} stacks; only one can be compared`, {
    hint,
  });
}

/** @throws CsctlError `usage` when the folder serves several minors */
async function oneMinor(folder: string, reading: ReleaseRequest, world: World): Promise<Requested> {
  const [meant, ...more] = await selectMinors([folder], reading, world);
  if (meant && more.length === 0) return meant;
  const minors = [meant, ...more].flatMap((one) => (one?.minor ? [formatMinor(one.minor)] : []));
  const message = `${folder} serves Kubernetes ${minors.join(', ')}; only one can be compared`;
  throw new CsctlError('usage', message, { hint: `name it with -k, as in -k ${minors.at(-1) ?? '1.34'}` });
}

/** @throws CsctlError `release-missing`, when it is no folder and there is no remote that could have it */
async function refuseNothing(name: string, { folders, stores }: DiffWorld): Promise<void> {
  if (stores.length > 0 || (await folders.exists(name))) return;
  const hint = 'name a stack, a release folder, or a tag together with --remote';
  throw new CsctlError('release-missing', `there is no folder ${name}`, { file: name, hint });
}

async function stacksIn(name: string, { stacks }: DiffWorld): Promise<readonly string[]> {
  try {
    return await stacks.find(name);
  } catch (error) {
    if (error instanceof CsctlError && error.code === 'stack-missing') return [];
    throw error;
  }
}

/** Marks in place of versions, for two sides that have none. */
const NO_VERSIONS: ComponentVersions = {
  clusterStack: versionMark('clusterStack'),
  clusterAddon: versionMark('clusterAddon'),
  nodeImage: versionMark('nodeImage'),
};

/**
 * The versions that both sides are given, so that they do not count: those of a release that recorded no places for
 * them, since nobody could exchange them there; else those of the older release.
 */
function commonVersions(older: Side, newer: Side): ComponentVersions {
  const unrecorded = [older, newer].find(({ isRecorded }) => !isRecorded);
  return unrecorded?.versions ?? older.versions ?? newer.versions ?? NO_VERSIONS;
}

async function compareSides(older: Side, newer: Side, stat: boolean): Promise<DiffResult> {
  const versions = commonVersions(older, newer);
  const [before, now] = withKnownImages(
    [older, await older.filesWith(versions)],
    [newer, await newer.filesWith(versions)],
  );
  const kubernetes = { from: older.kubernetes, to: newer.kubernetes };
  const conventions = { before: older.convention, now: newer.convention };
  const [old, fresh]: [Filled, Filled] = [
    [older, before],
    [newer, now],
  ];
  const variables = compareVariables(old, fresh);
  const files = await compareFiles(old, fresh, stat);
  return {
    from: older.about,
    to: newer.about,
    changed: files.length > 0 || kubernetes.from !== kubernetes.to,
    kubernetes,
    versions: COMPONENTS.map((component) => ({
      component,
      from: older.versions?.[component] || null,
      to: newer.versions?.[component] || null,
    })),
    addons: diffAddons(before, now, conventions),
    variables: variables.changes,
    files,
    warnings: asWarnings([...older.problems, ...newer.problems, ...variables.problems]),
  };
}

/** A side and its files with common versions. */
type Filled = readonly [Side, FileTree];

async function compareFiles(
  [older, before]: Filled,
  [newer, now]: Filled,
  stat: boolean,
): Promise<FileDiff[]> {
  // Go re-writes Chart.yaml and Chart.lock, so csctl's releases are compared by what these files mean.
  const byMeaning = !older.isRecorded || !newer.isRecorded;
  const files: FileDiff[] = [];
  for (const change of diffTrees(before, now, byMeaning)) {
    const { convention } = change.change === 'removed' ? older : newer;
    files.push(await describeFile(change, before, now, { convention, stat }));
  }
  // What a plugin would add to a stack is not known.
  const others = older.others && newer.others ? diffOthers(older.others, newer.others) : [];
  return [...files, ...others];
}

/** Without its plugin a stack may not say what its images are: then they are no difference. */
function withKnownImages(...sides: readonly [Filled, Filled]): readonly [FileTree, FileTree] {
  const [[, before], [, now]] = sides;
  const isUnknown = sides.some(
    ([{ about }, files]) => about.kind === 'stack' && !files.has(NODE_IMAGES_FILE),
  );
  const isKnown = (path: string) => path !== NODE_IMAGES_FILE;
  return isUnknown ? [before.filter(isKnown), now.filter(isKnown)] : [before, now];
}

function compareVariables(
  before: Filled,
  now: Filled,
): { changes: VariableChange[] | null; problems: readonly Problem[] } {
  const read = ([{ about }, files]: Filled) =>
    readChartVariables({ origin: joinLabel(about.name, CLASS_FOLDER), files: files.under(CLASS_FOLDER) });
  const [old, fresh] = [read(before), read(now)];
  const changes = old.readable && fresh.readable ? diffVariables(old.variables, fresh.variables) : null;
  return { changes, problems: [...old.problems, ...fresh.problems] };
}

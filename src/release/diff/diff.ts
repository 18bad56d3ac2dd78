// diff: what is different between two releases, or between a stack and a release; versions of our own are no difference.
import type { Problem } from '../../problem/problem.ts';
import { versionMark } from '../../render/placeholders.ts';
import { ADDON_CONFIG_FILE, ADDON_VALUES_FILE, NODE_IMAGES_FILE } from '../../stack/asset.ts';
import type { VariableChange } from '../../stack/class-variables.ts';
import type { FileTree } from '../../stack/file-tree.ts';
import { COMPONENTS, type Component, type ComponentVersions } from '../../stack/metadata.ts';
import { ADDON_FOLDER, CLASS_FOLDER, joinLabel } from '../../stack/stack.ts';
import { readViewVariables } from '../../verify/class-variables.ts';
import { renderView } from '../../verify/rendered-view.ts';
import { compareRendered, type RenderedSide } from '../../verify/upgrade/compare-rendered.ts';
import type { Upgrade } from '../../verify/upgrade/verdict.ts';
import { namedText, type ReleaseView } from '../../verify/view.ts';
import { diffAddons, type AddonChange } from './addon-changes.ts';
import { diffTrees } from '../changes.ts';
import { sideOfRelease, sideOfStack, type ComparedSide, type Side } from './diff-side.ts';
import { describeFile, diffOthers, type FileDiff } from './file-diff.ts';
import { findOneMinor, refuseNothing } from '../one-minor.ts';
import { asWarnings, openRelease, openTag } from '../reading/open-release.ts';
import type { ReleaseFolders, World } from '../ports.ts';
import { findPredecessor } from './predecessor.ts';
import type { ReleaseRequest } from '../stages.ts';
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
  /** What the step means for clusters, and the rendered objects that differ; null where nothing is rendered on a side. */
  readonly upgrade: Pick<Upgrade, 'verdict' | 'findings' | 'objects'> | null;
  /** Null where the class of a side does not render. */
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
  const stack = await findOneMinor(name, reading, 'compared', world);
  if (stack) return sideOfStack(await sources.run(stack, world));
  await refuseNothing(name, world);
  return sideOfRelease(await openRelease(name, world));
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

/** Compares two sides, from the older to the newer. @param stat leaves out the text of changes */
export async function compareSides(older: Side, newer: Side, stat: boolean): Promise<DiffResult> {
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
  const [from, to] =
    versions === NO_VERSIONS ? await renderUnversioned(older, newer) : renderBoth(old, fresh);
  const { verdict, findings, objects, variables } = compareRendered(from, to);
  const isRendered = variables !== null;
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
    upgrade: isRendered ? { verdict, findings, objects } : null,
    variables,
    files,
    warnings: asWarnings([
      ...[...older.problems, ...newer.problems],
      ...[from, to].flatMap(({ view }) => readViewVariables(view).problems),
    ]),
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

/** Two sides that have no versions: Helm does not render charts under marks. */
async function renderUnversioned(older: Side, newer: Side): Promise<[RenderedSide, RenderedSide]> {
  const [before, now] = [await older.filesWith(SOME_VERSIONS), await newer.filesWith(SOME_VERSIONS)];
  return renderBoth([older, before], [newer, now]);
}

const SOME_VERSIONS: ComponentVersions = { clusterStack: 'v0', clusterAddon: 'v0', nodeImage: 'v0' };

/** Two sides, rendered; two minors of one stack under the name of the older one, so that objects have the same names. */
function renderBoth([older, before]: Filled, [newer, now]: Filled): [RenderedSide, RenderedSide] {
  const isSameStack =
    older.identity?.provider === newer.identity?.provider && older.identity?.name === newer.identity?.name;
  const identity = isSameStack ? older.identity : newer.identity;
  return [renderSide(viewOfSide(older, before)), renderSide(viewOfSide({ ...newer, identity }, now))];
}

const renderSide = (view: ReleaseView): RenderedSide => ({ view, rendered: renderView(view) });

/** A side as it would be rendered, under the given files. */
function viewOfSide({ about, identity, kubernetes, convention }: Side, files: FileTree): ReleaseView {
  const folder = (name: string) => ({ origin: joinLabel(about.name, name), files: files.under(name) });
  const text = (name: string) => namedText(joinLabel(about.name, name), files.get(name));
  return {
    identity,
    kubernetes: kubernetes ?? undefined,
    convention,
    classChart: files.hasFolder(CLASS_FOLDER) ? folder(CLASS_FOLDER) : undefined,
    addons: files.hasFolder(ADDON_FOLDER) ? folder(ADDON_FOLDER) : undefined,
    addonConfig: text(ADDON_CONFIG_FILE),
    addonValues: text(ADDON_VALUES_FILE),
    nodeImages: text(NODE_IMAGES_FILE),
  };
}

// verify: would the operator accept these finished releases? What is none is told beside those that are.
import { allowProblems, CsctlError, problem, type Problem } from '../problem/problem.ts';
import type { ProblemCode } from '../problem/catalogue.ts';
import type { AssetStream } from '../stack/asset.ts';
import { parseTag } from '../stack/release-name.ts';
import type { CheckSettings } from '../verify/rules.ts';
import { checkResult, verifyStreams, type CheckResult } from './check.ts';
import type { ReleaseFolders, ReleaseStore, Reporter } from './ports.ts';
import { holdsRelease, isFolderName, isStack, noFolder, noRelease } from './reading/open-release.ts';
import { requireRelease } from './reading/read-release.ts';

/** Where `verify` looks: folders on disk, else tags on the remotes. */
export interface VerifySources {
  readonly folders: ReleaseFolders;
  readonly stores: readonly ReleaseStore[];
  readonly reporter?: Pick<Reporter, 'step'>;
}

/** The answer of `verify`. */
export interface VerifyResult extends CheckResult {
  /** The folders and tags that were verified. */
  readonly releases: readonly string[];
}

/** A release and where it is: a folder or a remote. */
interface Target {
  readonly name: string;
  verify(): Promise<readonly Problem[]>;
}

/** What says of one name that it is no release that could be verified; all else ends the run. */
const NO_RELEASE: readonly ProblemCode[] = ['release-missing', 'release-not-found', 'remote-damaged'];

/**
 * Checks finished releases: folders, folders above release folders, and tags. A name that is no release is an error in the
 * answer; what stands beside the releases of a folder, and was not named itself, is a warning.
 * @throws CsctlError `release-missing`, `release-not-found` when no name is a folder that could be looked at, or a tag
 */
export async function verifyReleases(
  names: readonly string[],
  allowed: ReadonlySet<string>,
  sources: VerifySources,
  settings: CheckSettings = {},
): Promise<VerifyResult> {
  const problems: Problem[] = [];
  const releases: string[] = [];
  const refusals: CsctlError[] = [];
  /** Other names are looked at although this one cannot be. */
  const going = async (look: () => Promise<void>): Promise<void> => {
    try {
      await look();
    } catch (error) {
      if (!(error instanceof CsctlError) || !NO_RELEASE.includes(error.code)) throw error;
      refusals.push(error);
    }
  };
  for (const name of names.map((one) => one.replace(/(?<=.)\/+$/, ''))) {
    await going(async () => {
      const { targets, beside } = await find(name, sources, settings);
      problems.push(...beside);
      for (const target of targets) {
        sources.reporter?.step(target.name, 'check');
        await going(async () => {
          problems.push(...(await target.verify()));
          releases.push(target.name);
        });
      }
    });
  }
  if (releases.length === 0 && problems.length === 0) refuseAll(refusals);
  const told = [...problems, ...refusals.flatMap((refusal) => refusal.problems)];
  return { ...checkResult(allowProblems(told, allowed)), releases };
}

/** Where nothing was looked at there is no answer, only refusals. */
function refuseAll(refusals: readonly CsctlError[]): void {
  const [first, second] = refusals;
  if (!first) return;
  if (!second) throw first;
  throw new CsctlError(first.code, `none of the ${refusals.length} names is a release`, {
    problems: refusals.flatMap(({ problems }) => problems),
  });
}

/** The releases that a name means, and what else is there. @throws CsctlError when it means none */
async function find(
  name: string,
  sources: VerifySources,
  settings: CheckSettings,
): Promise<{ readonly targets: readonly Target[]; readonly beside: readonly Problem[] }> {
  const { folders, stores } = sources;
  if (!(await folders.exists(name))) {
    if (isFolderName(name, stores)) throw await noFolder(name, folders);
    return { targets: [published(name, stores, settings)], beside: [] };
  }
  const { tag, assets, folders: nested } = await folders.read(name);
  const below = nested.some((folder) => parseTag(folder)) ? nested.filter((one) => !one.startsWith('.')) : [];
  if (holdsRelease(assets) || (below.length === 0 && parseTag(tag)))
    return { targets: [inFolder(name, tag, assets, nested, settings)], beside: [] };
  if (below.length === 0) {
    const refusal = noRelease(name, assets);
    if (isStack(assets)) throw refusal;
    return { targets: [], beside: refusal.problems };
  }
  return releasesBelow(name, below, sources, settings);
}

/** The releases in a folder above release folders. What else is there is told, since it may be meant as one. */
async function releasesBelow(
  parent: string,
  nested: readonly string[],
  { folders }: VerifySources,
  settings: CheckSettings,
) {
  const targets: Target[] = [];
  const beside: Problem[] = [];
  for (const folder of nested) {
    const name = `${parent}/${folder}`;
    const { tag, assets, folders: inner } = await folders.read(name);
    if (holdsRelease(assets) || parseTag(tag)) targets.push(inFolder(name, tag, assets, inner, settings));
    else
      beside.push(
        ...noRelease(name, assets).problems.map((one) => ({ ...one, severity: 'warning' as const })),
      );
  }
  return { targets, beside };
}

function inFolder(
  name: string,
  tag: string,
  assets: readonly AssetStream[],
  nested: readonly string[],
  settings: CheckSettings,
): Target {
  const below = nested.map((folder) =>
    problem('release-folder', `the folder ${folder} inside the release is not part of it`, { file: folder }),
  );
  const verify = async () => [...(await verifyStreams(tag, assets, settings)), ...below].map(inRelease(name));
  return { name, verify };
}

const published = (name: string, stores: readonly ReleaseStore[], settings: CheckSettings): Target => ({
  name,
  async verify() {
    const found: Problem[] = [];
    for (const store of stores) {
      const { assets } = await requireRelease(store, name);
      found.push(...(await verifyStreams(name, assets, settings)));
      // What no rule reads has to arrive as it was published, too.
      for (const asset of assets.filter(({ role }) => role === 'other')) for await (const _ of asset.open());
    }
    return found.map(inRelease(name));
  },
});

const inRelease =
  (name: string) =>
  (found: Problem): Problem => ({
    ...found,
    file: found.file === undefined ? name : `${name}/${found.file}`,
  });

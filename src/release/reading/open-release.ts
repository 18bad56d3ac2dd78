// A finished release wherever it is: in a folder, or under a tag on a remote.
import { didYouMean } from '../../problem/nearest.ts';
import { CsctlError, sortProblems, type Problem } from '../../problem/problem.ts';
import type { AssetStream } from '../../stack/asset.ts';
import { CONFIG_FILE } from '../../stack/config.ts';
import { NATIVE_FILE } from '../../stack/native/native-config.ts';
import { METADATA_FILE } from '../../stack/metadata.ts';
import { parseTag } from '../../stack/release-name.ts';
import type { ReleaseFolders, ReleaseStore, StoredRelease } from '../ports.ts';
import { findOnAny } from './read-release.ts';

/** Where releases are looked for: folders on disk, else tags on the remotes. */
export interface ReleasePlaces {
  readonly folders: ReleaseFolders;
  readonly stores: readonly ReleaseStore[];
}

/** A release that was found; its files are not read yet. */
export interface OpenedRelease {
  /** As the user named it, for places. */
  readonly name: string;
  readonly tag: string;
  readonly assets: readonly AssetStream[];
  /** The folder it is in; null for one on a remote. */
  readonly folder: string | null;
  /** The remote it is on, and what that says of it; null for a folder. */
  readonly published: { readonly remote: string; readonly release: StoredRelease } | null;
}

/**
 * Finds a release: a folder of that path, else a tag on the first remote that has it.
 * @throws CsctlError `release-missing` for a folder that holds none, `release-not-found`
 */
export async function openRelease(
  argument: string,
  { folders, stores }: ReleasePlaces,
): Promise<OpenedRelease> {
  const name = argument.replace(/(?<=.)\/+$/, '');
  if (await folders.exists(name)) return openFolder(name, folders);
  if (isFolderName(name, stores)) throw await noFolder(name, folders);
  return openTag(name, stores);
}

/** Whether a name can only be that of a folder: no tag has a slash in it. */
export const isFolderName = (name: string, stores: readonly ReleaseStore[]): boolean =>
  stores.length === 0 || name.includes('/');

/** The refusal of a folder that is not there. */
export async function noFolder(name: string, folders: ReleaseFolders): Promise<CsctlError> {
  const question = await nearFolders(name, folders);
  const hint = question ?? 'name a release folder, or a tag together with --remote';
  return new CsctlError('release-missing', `there is no release folder ${name}`, { file: name, hint });
}

/** Release folders beside the one that is not there; of the current folder only the user knows what is in it. */
async function nearFolders(name: string, folders: ReleaseFolders): Promise<string | undefined> {
  const parent = /^(.+)\/[^/]+$/.exec(name)?.[1];
  if (parent === undefined || !(await folders.exists(parent))) return undefined;
  const { folders: nested } = await folders.read(parent);
  return didYouMean(
    name,
    nested.map((folder) => `${parent}/${folder}`),
  );
}

/** A release on the first remote that has it. @throws CsctlError `release-not-found` */
export async function openTag(tag: string, stores: readonly ReleaseStore[]): Promise<OpenedRelease> {
  for (const store of stores) await store.check('read');
  const { store, release } = await findOnAny(stores, tag);
  const published = { remote: store.remote, release };
  return { name: tag, tag, assets: release.assets, folder: null, published };
}

async function openFolder(name: string, folders: ReleaseFolders): Promise<OpenedRelease> {
  const { tag, assets, folders: nested } = await folders.read(name);
  if (holdsRelease(assets)) return { name, tag, assets, folder: name, published: null };
  refuseParent(name, nested);
  throw noRelease(name, assets);
}

/** Whether the files of a folder are those of a release, which may be damaged. */
export const holdsRelease = (assets: readonly AssetStream[]): boolean =>
  assets.some((asset) => asset.name === METADATA_FILE || asset.role === 'cluster-class');

/** Whether they are sources. */
export const isStack = (assets: readonly AssetStream[]): boolean =>
  assets.some(({ name }) => [CONFIG_FILE, NATIVE_FILE].includes(name));

/** What is said of a folder without a release: it is that of a stack, or of something else. */
export function noRelease(name: string, assets: readonly AssetStream[]): CsctlError {
  const sources = isStack(assets);
  const message = sources ? `${name} is a stack, not a release` : `${name} holds no release`;
  const hint = sources
    ? `csctl create ${name} makes one; csctl validate ${name} checks the sources`
    : 'name the folder that csctl create wrote';
  return new CsctlError('release-missing', message, { file: name, hint });
}

/** The folder above release folders is meant as all of them, and is none. @throws CsctlError `release-missing` */
function refuseParent(name: string, nested: readonly string[]): void {
  const releases = nested.filter((folder) => parseTag(folder)).map((folder) => `${name}/${folder}`);
  if (releases.length === 0) return;
  const hint = `name them: ${releases.slice(0, 3).join(' ')}${releases.length > 3 ? ' ...' : ''}`;
  const message = `${name} is a folder of releases, not a release`;
  throw new CsctlError('release-missing', message, { file: name, hint });
}

/** `verify` says whether a problem is one; a reading command only explains what it does not show. */
export const asWarnings = (problems: readonly Problem[]): Problem[] =>
  sortProblems(problems.map((found) => ({ ...found, severity: 'warning' as const })));

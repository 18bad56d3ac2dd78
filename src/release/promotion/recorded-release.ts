// A finished release as promote reads it: what it says of itself, files to look into, and files that only go along.
import { CsctlError, isError } from '../../problem/problem.ts';
import type { Asset, AssetStream } from '../../stack/asset.ts';
import type { DirectoryHashes } from '../../stack/directory-hash.ts';
import { HASHES_FILE, parseHashes, type BuildRecord, type HashesFile } from '../../stack/hashes-file.ts';
import { METADATA_FILE, parseMetadata, type ComponentVersions, type Metadata } from '../../stack/metadata.ts';
import { parseTag, type ReleaseName } from '../../stack/release-name.ts';
import { readKnown } from '../reading/read-release.ts';

/** A finished release. */
export interface FinishedRelease {
  readonly tag: string;
  readonly name: ReleaseName;
  readonly metadata: Metadata;
  readonly hashes: HashesFile | undefined;
  /** Everything that is looked into, in memory. */
  readonly files: readonly Asset[];
  /** The others: they may be of any size, and go from release to release as they are. */
  readonly carried: readonly AssetStream[];
}

/** A finished release whose hashes.json says how it was built. */
export interface RecordedRelease extends FinishedRelease {
  readonly versions: ComponentVersions;
  readonly hashes: HashesFile;
  readonly build: BuildRecord;
}

/** Reads a release. @throws CsctlError `release-tag`, `release-metadata`; as `readAsset` */
export async function readFinished(tag: string, assets: readonly AssetStream[]): Promise<FinishedRelease> {
  const name = parseTag(tag);
  if (!name) {
    const message = `"${tag}" is no tag of a release; expected provider-stack-major-minor-version, as openstack-scs-1-34-v3`;
    throw new CsctlError('release-tag', message, { hint: 'csctl list shows the tags' });
  }
  const carried = assets.filter(({ role }) => role === 'other');
  const files = await readKnown(assets);
  const hashes = parseHashes(textOf(files, HASHES_FILE) ?? '');
  return { tag, name, metadata: metadataOf(tag, files), hashes, files, carried };
}

function textOf(files: readonly Asset[], name: string): string | undefined {
  const bytes = files.find((file) => file.name === name)?.bytes;
  return bytes && Buffer.from(bytes).toString('utf8');
}

function metadataOf(tag: string, files: readonly Asset[]): Metadata {
  const file = `${tag}/${METADATA_FILE}`;
  const text = textOf(files, METADATA_FILE);
  const parsed = text === undefined ? undefined : parseMetadata(file, text);
  if (parsed?.metadata) return parsed.metadata;
  const problems = parsed?.problems.filter(isError) ?? [];
  const why = problems.map(({ message }) => message).join('; ') || `there is no ${METADATA_FILE}`;
  throw new CsctlError('release-metadata', `${tag} cannot be promoted: ${why}`, {
    file,
    hint: 'promote another release',
  });
}

/** The release with its record; undefined for one of the Go csctl, which keeps none. */
export function recordOf(release: FinishedRelease): RecordedRelease | undefined {
  const { hashes } = release;
  const { clusterStack, clusterAddon, nodeImage } = release.metadata.versions;
  if (!hashes?.build || nodeImage === undefined) return undefined;
  return { ...release, hashes, build: hashes.build, versions: { clusterStack, clusterAddon, nodeImage } };
}

/** csctl's hashes of the folder that a release was built from. */
export const directoryHashesOf = ({ hashes }: RecordedRelease): DirectoryHashes => ({
  clusterStack: '',
  clusterAddonDir: '',
  clusterAddonValues: '',
  ...hashes.hashes,
});
